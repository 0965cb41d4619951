#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/model/action.h"
#include "app/ui/ui.h"

namespace terreau {

// The files that make a session visible from outside: the journal (--record), one line an action
// and flushed as it happens, and the widgets (--widgets), rewritten whenever they change.
class Recorder {
 public:
  Recorder(const std::string& journal_path, std::string widgets_path);
  // What could not be opened for writing, or "".
  const std::string& failure() const { return failure_; }

  void record(const Action& action);
  // `window_scale`: window pixels a point. `loaded`: background work has ended.
  void write_widgets(const std::vector<ui::Widget>& widgets, const MapState& state, bool loaded,
                     double window_scale);

 private:
  struct Close {
    void operator()(std::FILE* f) const { std::fclose(f); }
  };
  std::unique_ptr<std::FILE, Close> journal_;
  std::string widgets_path_, last_widgets_, failure_;
};

}  // namespace terreau
