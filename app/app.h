#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "app/data_export.h"
#include "app/derived.h"
#include "app/gui.h"
#include "app/keeper.h"
#include "app/model/action.h"
#include "app/model/gestures.h"
#include "app/model/jobs.h"
#include "app/model/scene.h"
#include "app/model/transition.h"
#include "app/recorder.h"
#include "app/render/renderer.h"
#include "app/render/still_map.h"
#include "app/render/vision_pass.h"
#include "app/source_watch.h"
#include "app/ui/ui.h"

namespace terreau {

// What is read of a large source before the rest: for whoever listens, from then on.
class FirstPlaces {
 public:
  void tell(Atlas atlas) {
    const std::lock_guard lock(mutex_);
    if (listener_) {
      listener_(std::move(atlas));
    } else {
      untold_ = std::move(atlas);
    }
  }
  // The listener is called on the reading thread, or at once; nobody: none is called any more.
  void listen(std::function<void(Atlas)> listener) {
    const std::lock_guard lock(mutex_);
    listener_ = std::move(listener);
    if (listener_ && untold_) listener_(*std::exchange(untold_, std::nullopt));
  }

 private:
  std::mutex mutex_;
  std::optional<Atlas> untold_;
  std::function<void(Atlas)> listener_;
};

// A load that began before there was an App: reading files and opening an OpenGL context need
// different cores, so they run side by side.
struct EarlyLoad {
  // Begins once the fonts are drawn: OpenGL's start has one of two processors to itself.
  explicit EarlyLoad(AtlasRequest request, const EarlyFonts& fonts = {});
  // From then on, what takes long may take the processors.
  void map_is_drawn();
  std::stop_source stop;
  std::shared_ptr<std::atomic<double>> part = std::make_shared<std::atomic<double>>(0);
  std::shared_ptr<FirstPlaces> first = std::make_shared<FirstPlaces>();
  std::shared_future<std::shared_ptr<Result<Atlas>>> atlas;

 private:
  std::promise<void> drawn_;
  bool is_drawn_ = false;
};

struct AppOptions {
  AtlasRequest request;
  MapState initial;
  std::string record, widgets;       // files to write, empty: none
  std::shared_ptr<EarlyLoad> early;  // of `request`; null: the App starts it
  Kept kept;                         // by the run before; nothing: nothing is kept
  std::string view;                  // view_line() that is opened once everything is loaded
  bool follow_desktop = false;       // light or dark as the desktop is, also later
  bool watches_sources = false;      // files that are open and change on the disk are told
  EarlyFonts fonts = {};
};

// Owns every part; the only place where they meet. Needs a current OpenGL context, but knows no
// window: the window and the headless replay both drive it, so both show the same.
class App {
 public:
  // `wake` is called from a worker when there is something new for the main thread.
  App(AppOptions options, std::function<void()> wake);

  // Does what an action says: the state, the journal, or an effect outside both.
  void perform(const Action& action);
  // Takes what background work delivered; true if the picture may change.
  bool take_deliveries();
  // For whoever drives it to call when there is nothing to do and nothing to draw.
  void use_idle_time();
  // One frame into the bound framebuffer, panels included.
  void draw(double now_s);

  // Light or dark may have changed while another window was in front.
  void look_at_desktop();
  // How large everything is drawn; none: as the desktop says.
  void keep_scale(std::optional<double> scale);
  // The list of communes that the next run uses too; "": the embedded one.
  void keep_gazetteer(const std::string& source);
  // Before the program ends: what is to be remembered is on the disk. "" or what went wrong.
  std::string keep_now() { return keeper_.write_now(); }

  // Something came from outside: the panels take a few frames to follow.
  void settle();
  // A frame is due although nothing has come from outside.
  bool wants_frame() const { return settling_frames_ > 0 || gliding_ || gestures_.moving(); }
  bool has_map() const { return world_.atlas.boundaries->vertex_count > 0; }
  bool has_places() const { return loaded_; }
  // Large data that is read for the first time has its number some time after it was drawn.
  bool numbered() const { return !has_data_ || world_.data != 0; }
  // And nothing is being worked out.
  bool loaded() const { return loaded_ && !jobs_.busy() && drawn_ != Drawn::yes; }
  // The map has, and shows, the places that pass the filter.
  bool filtered() const { return world_.markers->filter == state_.filter; }
  bool exact() const { return filtered() && drawn_ != Drawn::no; }
  // What was read, for the next time that it is opened.
  bool keeping() const { return unhurried_.busy() || !after_frame_.empty() || !numbered(); }
  bool quitting() const { return quitting_; }
  const std::string& failure() const { return failure_; }  // why nothing could be loaded, or ""
  const MapState& state() const { return state_; }
  const World& world() const { return world_; }
  const Scene& scene();

  // What the window's events act on.
  Gestures& gestures() { return gestures_; }
  ui::UiState& ui() { return ui_; }
  Gui& gui() { return gui_; }
  bool always_still = false;  // replay: nothing glides, whatever is preferred
  double window_scale = 1;    // window pixels a point, for --widgets
  // A journal that is played again writes no map over that of its user.
  bool may_save = false;
  // Effects that only a window can have; none while headless.
  std::function<void(const std::string&)> copy_text, open_url;

 private:
  void load();
  struct Wanted {  // of what is loaded
    Filter filter;
    CacheOptions cache;
    bool number_may_wait;
  };
  Jobs::Delivery deliver(int generation, std::shared_ptr<Result<Atlas>> atlas, const Wanted& wanted,
                         const std::vector<std::string>& sources);
  void show_first(Atlas atlas, const Filter& filter, int generation);
  void accept(Result<Atlas> atlas, std::uint64_t data, std::shared_ptr<const Markers> markers);
  void follow_state();
  void find_folders();
  // app_import.cpp: sources that are opened while the program runs.
  void open_source(const action::OpenSource& what);
  void look_at_source(const std::string& uri);
  void show_preview(Preview preview);
  void sample_import();
  void show_report();
  void end_failed_load(const Error& error);
  void cancel_load();
  void save_rejected(const action::SaveRejected& what);
  void look_at_changes();
  void read_attributes_of_card();
  // app_keep.cpp: what outlasts the program.
  void keep(const Action& action);
  void keep_view_if_due(double now_s);
  void open_view(const std::string& line);
  void resume_session();
  void save_view(const std::string& name);
  void remove_view(const std::string& name);
  void end_views_change(const Result<std::vector<NamedView>>& views, std::string done);
  void look_at_file();
  void save_map(const action::SaveMap& what);
  void forget_clusters();
  void await_filter();
  void tell_panels();
  void index_names();
  void index_names_of(Atlas atlas);
  // What was read, to be kept where it was not, under its number; 0: it has none yet.
  struct Large {
    Atlas atlas;
    std::uint64_t data;
    std::shared_ptr<const Markers> markers;  // null: these need not be kept
    CacheOptions cache;
  };
  void number_and_keep(Large what);
  void keep_large(const Large& what);
  void let_others_work();
  void let_go_of_rows();
  void search_in_background();
  void fetch_formats();
  void change(const Action& action);
  void glide(const Action& action);
  void start_export(const action::ExportData& what);
  void end_export(const Result<Exported>& result);
  void say(std::string text, double seconds);

  AppOptions options_;
  Jobs jobs_;
  Jobs unhurried_{1};                               // what nobody waits for
  std::vector<std::function<void()>> after_frame_;  // what starts when the markers are drawn
  // Of the markers that are there: what else there is to do begins once they were drawn.
  enum class Drawn : std::uint8_t { no, yes, and_others_begun } drawn_ = Drawn::no;
  Keeper keeper_;
  std::vector<std::string> lasting_sources_;  // of what is open, for the keeper
  int generation_ = 0;                        // of the load; a delivery of an older one is dropped
  Renderer renderer_;
  render::StillMap still_map_;
  Gui gui_;
  std::optional<render::VisionPass> vision_;  // once it was asked for
  Recorder recorder_;
  MapState state_;
  World world_;
  int frames_of_rows_ = 0;  // since let_go_of_rows() let go of them
  bool has_data_ = false;   // something was loaded, and is in world_
  Derived derived_{jobs_};
  NewestJob search_{jobs_}, file_{jobs_}, sample_{jobs_}, attributes_{jobs_};
  PlaceId attributes_wanted_;           // the place that they were asked for last
  AtlasRequest loaded_request_;         // of what is shown
  std::shared_ptr<EarlyLoad> loading_;  // the last load
  std::string report_wanted_;           // the source whose report is to be shown
  SourceWatch watch_;
  struct Saving {
    std::stop_source stop;
    std::shared_ptr<std::atomic<double>> part = std::make_shared<std::atomic<double>>(0);
  };
  std::optional<Saving> saving_;
  Scene scene_;
  bool scene_stale_ = true;
  std::uint64_t scene_number_ = 0;  // of those built so far
  Transition transition_;
  bool gliding_ = false;  // marks are between two places
  bool formats_fetched_ = false;
  std::shared_ptr<const Places> search_indexed_of_;  // or is being indexed
  ui::UiState ui_;
  Gestures gestures_;
  std::shared_ptr<RunningExport> export_;  // null: none is running
  int settling_frames_ = 3;
  bool loaded_ = false, quitting_ = false;
  std::string failure_;
  double last_frame_s_ = 0;
  Renderer::Warm warm_ = Renderer::Warm::no;  // what the driver has compiled before it is needed
  std::shared_ptr<void> listening_;  // to the first places of a load; the last member: ends first
};

}  // namespace terreau
