#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/model/history.h"
#include "app/model/jobs.h"
#include "app/model/memory.h"
#include "app/model/world.h"
#include "geodata/result.h"

namespace terreau {

// What a run begins with. Empty paths: nothing is kept (a replay).
struct Kept {
  std::string memory_path, views_path;
  Memory memory;
  std::vector<NamedView> views;
  std::vector<std::string> troubles;  // files that were damaged
};
Kept read_kept();  // reads files

// The name by which a source is found from any working directory: "PG:…" and addresses have one.
std::string lasting_name(const std::string& source);

// Brings what is to be remembered to the disk, behind the main thread's back: at most kPause_s
// after it has changed, so that whatever ends the program loses no more than that.
class Keeper {
 public:
  static constexpr double kPause_s = 0.4;
  using Views = std::vector<NamedView>;

  Keeper(Kept kept, std::function<void()> wake);

  const Memory& memory() const { return kept_.memory; }
  const Views& views() const { return kept_.views; }
  const Session& previous() const { return previous_; }  // of the run before
  const std::vector<std::string>& troubles() const { return kept_.troubles; }
  void change(const std::function<void(Memory&)>& change) { change(kept_.memory); }
  // What is on the screen, once it is no longer what the program has started with.
  void note_view(const MapState& state, const World& world,
                 const std::vector<std::string>& sources);
  // `done` is run by take_deliveries(), with an Error where nothing could be written.
  void change_views(std::function<void(Views&)> change,
                    std::function<void(const Result<Views>&)> done);

  // After a frame. Returns seconds until there is something to write, none where there is not.
  std::optional<double> write_if_due(double now_s);
  // At the end of the program; "" or why it could not be written.
  std::string write_now();
  bool take_deliveries() { return jobs_.drain(); }

 private:
  Kept kept_;
  Memory written_;
  Session previous_;
  std::optional<Step> first_, last_;
  std::vector<std::string> last_sources_;
  double written_s_ = 0;
  bool writing_ = false;
  Jobs jobs_;
};

}  // namespace terreau
