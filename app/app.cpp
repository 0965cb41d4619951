#include "app/app.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <utility>

#include "app/model/history.h"
#include "app/model/i18n.h"
#include "app/model/reason_words.h"
#include "app/model/stories.h"
#include "app/model/words.h"
#include "app/print_job.h"
#include "app/stopwatch.h"
#include "app/user_folders.h"
#include "geodata/data_number.h"
#include "geodata/formats.h"
#include "geodata/projection.h"
#include "geodata/pyramid_cache.h"

namespace terreau {
namespace {

constexpr int kWorkers = 2;
constexpr std::size_t kManyNames = 100'000;  // are not indexed within a blink
constexpr int kSettlingFrames = 3;           // ImGui needs two to lay out what has changed

int pixels(double points, double scale) { return static_cast<int>(std::lround(points * scale)); }

bool is_jump(const Action& a) {
  const auto* story = std::get_if<action::ShowStory>(&a);
  return std::holds_alternative<action::Click>(a) || std::holds_alternative<action::ZoomToBox>(a) ||
         (story != nullptr && !story->id.empty());
}

std::uint64_t number(Atlas& atlas) {
  number_contents(atlas);
  return data_number(atlas);
}

struct ReadMarkers {
  std::shared_ptr<const Markers> markers;
  std::uint64_t data = 0;  // number(), or 0: not known yet
  bool keep = false;       // the pyramids should be kept
};

// The pyramids of many places may have been kept. Hardly ever those of what was not: then the data
// gets its number while they are built, or, if that `may_wait`, once they are drawn.
ReadMarkers markers_for(Atlas& atlas, const Filter& filter, const CacheOptions& cache,
                        bool may_wait) {
  const Places& places = *atlas.places;
  const bool many = static_cast<std::int64_t>(places.size()) >= cache.least_places;
  std::shared_future<std::uint64_t> data;
  if (!may_wait || !many || !atlas.unkept) {
    data = std::async(std::launch::async, [&] { return number(atlas); });
  }
  Markers all;
  const bool kept = many && !atlas.unkept && cache::bring_back(cache, data.get(), all.pyramids);
  auto markers = kept && filter == Filter{}
                     ? markers_of_all(places, std::move(all.pyramids))
                     : build_markers(places, filter, {}, nullptr, kept ? &all : nullptr);
  return {std::make_shared<Markers>(std::move(markers)), data.valid() ? data.get() : 0,
          many && !kept && filter == Filter{}};
}

}  // namespace

// Loading GDAL and reading a large file make a first frame a fifth slower than it need be.
EarlyLoad::EarlyLoad(AtlasRequest request, const EarlyFonts& fonts) {
  request.before_reading = [drawn = drawn_.get_future().share()](const std::string& uri) {
    constexpr std::uintmax_t kLarge = std::uintmax_t{32} << 20;
    // Beyond that the driver compiles shaders, or the window is where no frame is drawn.
    constexpr std::chrono::milliseconds kLongest(100);
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(uri, error);
    if (!error && bytes >= kLarge) drawn.wait_for(kLongest);
  };
  request.read.stop = stop.get_token();
  request.read.progress = [told = part](double done) { *told = done; };
  request.first_places = [to = first](Atlas read) { to->tell(std::move(read)); };
  request.search = false;
  request.keep = false;
  const auto read = [fonts, request = std::move(request)] {
    if (fonts.valid()) fonts.wait();
    BoundaryReport ignored;
    (void)load_embedded_boundaries(ignored);  // before anything else: the first frame waits for it
    return std::make_shared<Result<Atlas>>(load_atlas(request));
  };
  atlas = std::async(std::launch::async, read).share();
}

void EarlyLoad::map_is_drawn() {
  if (!std::exchange(is_drawn_, true)) drawn_.set_value();
}

App::App(AppOptions options, std::function<void()> wake)
    : options_(std::move(options)),
      jobs_(kWorkers, wake),
      keeper_(std::move(options_.kept), wake),
      gui_(options_.fonts),
      recorder_(options_.record, options_.widgets),
      state_(options_.initial),
      watch_(std::move(wake)) {
  loaded_request_ = options_.request;
  loaded_request_.sources.clear();
  ui_.export_path = default_export_path();
  ui_.blank = gui_.blank();
  if (!recorder_.failure().empty()) failure_ = recorder_.failure();
  recorder_.record(action::Resize{state_.width_pt, state_.height_pt, state_.pixel_scale});
  gestures_.reduce_motion = state_.reduce_motion;
  if (state_.reduce_motion) recorder_.record(action::SetReduceMotion{true});
  ui_.recent = keeper_.memory().searches;
  const bool plain = options_.request.sources.empty() && options_.view.empty();
  if (plain) ui_.offer = keeper_.previous().saved;
  for (const std::string& source : options_.request.sources) keep(action::OpenSource{source});
  for (const std::string& trouble : keeper_.troubles()) say(trouble, 15);
  load();
  find_folders();
}

// The departments come first, so that there is a map while the places are still being read.
void App::load() {
  const int generation = ++generation_;
  loaded_ = false;
  jobs_.start([this, generation](std::stop_token) -> Jobs::Delivery {
    BoundaryReport report;
    auto boundaries = load_embedded_boundaries(report);
    return [this, generation, boundaries = std::move(boundaries)] {
      if (generation != generation_ || loaded_ || !boundaries) return;
      world_.atlas.boundaries = *boundaries;
    };
  });
  auto early = std::exchange(options_.early, nullptr);
  if (!early) early = std::make_shared<EarlyLoad>(options_.request);
  if (loading_) loading_->stop.request_stop();
  listening_.reset();
  loading_ = early;
  // A map with places stays as it is until it has all the new ones.
  if (!has_data_) {
    early->first->listen([this, generation, filter = state_.filter](Atlas read) {
      show_first(std::move(read), filter, generation);
    });
    listening_ = std::shared_ptr<void>(nullptr, [to = early->first](void*) { to->listen({}); });
  }
  jobs_.start([this, generation, early, filter = state_.filter, sources = options_.request.sources,
               cache = options_.request.cache.value_or(users_cache()),
               may_wait = options_.view.empty()](std::stop_token stop) {
    const std::stop_callback pass_on(stop, [&] { early->stop.request_stop(); });
    return deliver(generation, early->atlas.get(), {filter, cache, may_wait}, sources);
  });
}

// Called on the thread that reads.
void App::show_first(Atlas atlas, const Filter& filter, int generation) {
  jobs_.start([this, generation, filter,
               atlas = std::move(atlas)](std::stop_token) mutable -> Jobs::Delivery {
    auto markers = std::make_shared<const Markers>(build_markers(*atlas.places, filter));
    return [this, generation, markers, atlas = std::move(atlas)]() mutable {
      if (generation != generation_ || loaded_) return;
      atlas.boundaries = world_.atlas.boundaries;
      world_.atlas = std::move(atlas);
      world_.markers = std::move(markers);
    };
  });
}

// The markers of what was read are built where it was read: on the worker.
Jobs::Delivery App::deliver(int generation, std::shared_ptr<Result<Atlas>> atlas,
                            const Wanted& wanted, const std::vector<std::string>& sources) {
  ReadMarkers made;
  std::vector<SourceWatch::File> files;
  if (*atlas) {
    if (options_.watches_sources) files = SourceWatch::look_at(sources);
    made = markers_for(**atlas, wanted.filter, wanted.cache, wanted.number_may_wait);
  }
  return [this, generation, atlas = std::move(atlas), made, cache = wanted.cache, files] {
    if (generation != generation_) return;
    if (*atlas) watch_.watch(files);
    const bool read = atlas->ok();
    accept(std::move(*atlas), made.data, made.markers);
    if (!read || (made.data != 0 && !made.keep && !world_.atlas.unkept)) return;
    const Large what{world_.atlas, made.data, made.keep ? made.markers : nullptr, cache};
    world_.atlas.unkept.reset();
    after_frame_.emplace_back(
        [this, what] { what.data == 0 ? number_and_keep(what) : keep_large(what); });
  };
}

void App::accept(Result<Atlas> atlas, std::uint64_t data, std::shared_ptr<const Markers> markers) {
  loaded_ = true;
  recorder_.record(action::Wait{0, action::Wait::Until::loaded});
  if (!atlas) return end_failed_load(atlas.error());
  loaded_request_ = options_.request;
  attributes_wanted_ = {};
  ui_.changed_source.clear();
  world_.atlas = *std::move(atlas);
  world_.data = data;
  has_data_ = true;
  world_.markers = std::move(markers);
  world_.facets = world_.whole = nullptr;
  world_.list.reset();
  leave_story(state_);
  state_.selected = state_.hovered = {};
  state_.fans.clear();
  state_.history = {};  // its places are rows of the old atlas
  search_indexed_of_ = nullptr;
  if (!options_.view.empty()) return open_view(std::exchange(options_.view, {}));
  if (options_.request.sources.empty()) return;
  show_report();
  say(loaded_words(state_.language, world_.atlas), 6);
}

void App::follow_state() {
  if (!loaded_) return;
  const auto before = world_.markers;
  if (derived_.follow(state_, world_, drawn_ == Drawn::and_others_begun)) scene_stale_ = true;
  if (world_.markers != before) forget_clusters();
}

// Node numbers belong to one set of markers.
void App::forget_clusters() {
  drawn_ = Drawn::no;
  state_.fans.clear();
  if (std::holds_alternative<ClusterRef>(state_.hovered)) state_.hovered = {};
  if (std::holds_alternative<ClusterRef>(state_.selected)) state_.selected = {};
}

// Names are indexed once somebody looks for one: of millions that takes seconds, and more memory
// than all else that is known of them. Departments and communes need not wait for it.
void App::index_names() {
  const bool wanted = ui_.search_open || !ui_.search_text.empty() || !state_.search_text.empty();
  const auto& places = world_.atlas.places;
  if (!loaded_ || !wanted || search_indexed_of_ == places) return;
  search_indexed_of_ = places;
  if (places->size() > kManyNames) {
    Atlas territories = world_.atlas;
    territories.places = std::make_shared<const Places>();
    index_names_of(std::move(territories));
  }
  index_names_of(world_.atlas);
}

void App::index_names_of(Atlas atlas) {
  jobs_.start([this, of = world_.atlas.places,
               atlas = std::move(atlas)](std::stop_token) -> Jobs::Delivery {
    auto index = build_search(atlas);
    return [this, of, index] {
      if (of != world_.atlas.places) return;
      auto& search = world_.atlas.search;
      if (search == nullptr || search->places() != of) search = index;
    };
  });
}

void App::number_and_keep(Large what) {
  jobs_.start([this, what = std::move(what)](std::stop_token) mutable -> Jobs::Delivery {
    what.data = number(what.atlas);
    return [this, what = std::move(what)] {
      keep_large(what);
      if (world_.atlas.places != what.atlas.places) return;
      world_.atlas.sources = what.atlas.sources;
      world_.data = what.data;
      if (!options_.view.empty()) open_view(std::exchange(options_.view, {}));
    };
  });
}

// For the next time that they are opened; quitting breaks it off.
void App::keep_large(const Large& what) {
  unhurried_.start([what](const std::stop_token& stop) -> Jobs::Delivery {
    keep_sources(what.atlas, stop);
    if (what.markers) cache::keep(what.cache, what.data, what.markers->pyramids, stop);
    return [] {};
  });
}

void App::find_folders() {
  jobs_.start([this](std::stop_token) -> Jobs::Delivery {
    return [this, folders = user_folders()] {
      ui_.print.documents = folders.documents;
      ui_.print.pictures = folders.pictures;
    };
  });
}

// A panel wants to know whether a file would be replaced; a disk may be slow to say.
void App::look_at_file() {
  ui::FileQuestion& q = ui_.file;
  if (q.asked == q.checked || file_.running()) return;
  file_.start([this, path = q.asked](std::stop_token) -> Jobs::Delivery {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(path, ignored);
    return [this, path, exists] {
      ui_.file.checked = path;
      ui_.file.exists = exists;
    };
  });
}

// The panels found that an answer takes longer than a frame.
void App::search_in_background() {
  if (!ui_.search_wanted) return;
  search_.start([this, text = *std::exchange(ui_.search_wanted, std::nullopt),
                 index = world_.atlas.search](std::stop_token) -> Jobs::Delivery {
    auto found = std::make_shared<Findings>(index->find_all(text, ui::kFindLimits));
    return [this, text, index, found] {
      if (index == world_.atlas.search) ui_.found = {text, index, found};
    };
  });
}

// A condition is checked by GDAL while it is typed: its libraries are loaded as soon as the panel
// is open, on a worker.
void App::fetch_formats() {
  if (!state_.filters_open || std::exchange(formats_fetched_, true)) return;
  jobs_.start([](std::stop_token) -> Jobs::Delivery {
    (void)formats::module();
    return [] {};
  });
}

void App::save_map(const action::SaveMap& what) {
  if (saving_) return;
  saving_.emplace();
  jobs_.start([this, what, state = state_, world = world_,
               saving = *saving_](std::stop_token stop) -> Jobs::Delivery {
    const std::stop_callback pass_on(stop, [saving]() mutable { saving.stop.request_stop(); });
    const auto tell = [&](double part) { saving.part->store(part); };
    const auto written = print_map(what, state, world, saving.stop.get_token(), tell);
    std::string text =
        written ? written->path + " · " : error_words(state.language, written.error());
    if (written) {
      text +=
          tr_n(state.language, "{} byte", "{} bytes", static_cast<std::int64_t>(written->bytes));
      for (const Issue& lacking : written.warnings())
        text += " · " + reason_words(state.language, lacking.reason);
    }
    return [this, text = std::move(text), done = written.ok()] {
      saving_.reset();
      if (done) ui_.print.open = false;
      ui_.file.checked.clear();
      say(text, 15);
    };
  });
}

void App::start_export(const action::ExportData& what) {
  if (export_) return say(std::string(tr(state_.language, "An export is running already.")), 5);
  if (const std::string why = export_trouble(what); !why.empty())
    return say(reason_words(state_.language, why), 10);
  export_ = std::make_shared<RunningExport>();
  jobs_.start(export_job(what, state_, world_, export_,
                         [this](const Result<Exported>& result) { end_export(result); }));
}

void App::end_export(const Result<Exported>& result) {
  const bool cancelled = export_->stop.stop_requested();
  export_.reset();
  ui_.file.checked.clear();
  if (!result) {
    say(cancelled ? std::string(tr(state_.language, "Export cancelled"))
                  : error_words(state_.language, result.error()),
        12);
    return;
  }
  ui_.show_export = false;
  std::string text = filled(
      tr(state_.language, "{}: {}, {}"),
      {result->file.path,
       tr_n(state_.language, "{} place", "{} places", static_cast<std::int64_t>(result->places)),
       format_bytes(state_.language, result->file.bytes)});
  for (const Issue& warning : result.warnings())
    text += "\n" + issue_words(state_.language, warning);
  say(std::move(text), 12);
}

// The view that a click or a box leads to is flown to, where it is on the same map.
void App::glide(const Action& action) {
  const auto view = [this](LonLat& center) {
    const MapFrame frame = main_frame(state_, world_.atlas.boundaries->extents);
    center = Projection(frame.territory).unproject(frame.camera.center);
    return frame.camera;
  };
  const Territory territory = state_.territory;
  const Camera camera = state_.camera;
  const bool at_home = state_.at_home;
  LonLat from, to;
  const Camera before = view(from);
  apply(state_, action, world_);
  const Camera after = view(to);
  if (territory != state_.territory || before == after) return;
  state_.camera = camera;
  state_.at_home = at_home;
  gestures_.fly(from, before.zoom, to, after.zoom, now_s());
}

void App::settle() { settling_frames_ = kSettlingFrames; }

// Pointing at what was pointed at leaves the map as it is.
void App::change(const Action& action) {
  const Target hovered = state_.hovered;
  const bool pointing = std::holds_alternative<action::Hover>(action) ||
                        std::holds_alternative<action::Leave>(action);
  if (is_jump(action) && !gestures_.reduce_motion) {
    glide(action);
  } else {
    apply(state_, action, world_);
  }
  scene_stale_ = scene_stale_ || !pointing || state_.hovered != hovered;
}

void App::perform(const Action& action) {
  settle();
  // A journal tells the view that was resumed: whoever plays it has another session.
  const bool resuming = std::holds_alternative<action::ResumeSession>(action);
  // What comes of looking at a source is told as its opening.
  const bool looking = std::holds_alternative<action::LookAtSource>(action);
  if (!is_momentary(action) && !resuming && !looking) recorder_.record(action);
  if (const auto* view = std::get_if<action::OpenView>(&action)) return open_view(view->line);
  if (const auto* fly = std::get_if<action::FlyTo>(&action);
      fly != nullptr && territory_of(fly->center) == state_.territory && !gestures_.reduce_motion) {
    const MapFrame frame = main_frame(state_, world_.atlas.boundaries->extents);
    const LonLat from = Projection(state_.territory).unproject(frame.camera.center);
    begin_step(state_);
    return gestures_.fly(from, frame.camera.zoom, fly->center, fly->zoom, now_s());
  }
  const bool told = state_.story.has_value();
  change(action);
  if (told && !state_.story) gestures_.stop();
  if (const auto* motion = std::get_if<action::SetReduceMotion>(&action)) {
    gestures_.reduce_motion = motion->on || always_still;
    gestures_.stop();
  }
  if (const auto* copy = std::get_if<action::CopyText>(&action); copy != nullptr && copy_text) {
    copy_text(copy->text);
    say(std::string(tr(state_.language, "Copied")), 2);
  } else if (const auto* url = std::get_if<action::OpenUrl>(&action); url != nullptr && open_url) {
    open_url(url->url);
  } else if (const auto* open = std::get_if<action::OpenSource>(&action)) {
    open_source(*open);
  } else if (const auto* look = std::get_if<action::LookAtSource>(&action)) {
    look_at_source(look->uri);
  } else if (std::holds_alternative<action::CancelLoad>(action)) {
    cancel_load();
  } else if (std::holds_alternative<action::ReloadSources>(action)) {
    load();
  } else if (const auto* rejected = std::get_if<action::SaveRejected>(&action)) {
    save_rejected(*rejected);
  } else if (const auto* out = std::get_if<action::ExportData>(&action)) {
    start_export(*out);
  } else if (std::holds_alternative<action::CancelExport>(action)) {
    if (export_) export_->stop.request_stop();
  } else if (const auto* save = std::get_if<action::SaveMap>(&action);
             save != nullptr && may_save) {
    save_map(*save);
  } else if (std::holds_alternative<action::CancelSave>(action) && saving_) {
    saving_->stop.request_stop();
  } else if (std::holds_alternative<action::Quit>(action)) {
    quitting_ = true;
  }
  keep(action);
  follow_state();
}

bool App::take_deliveries() {
  const auto before = world_.markers;
  const bool kept = keeper_.take_deliveries();
  unhurried_.drain();
  let_others_work();
  look_at_changes();
  if (!jobs_.drain() && !kept) return false;
  if (world_.markers != before) forget_clusters();
  follow_state();
  scene_stale_ = true;
  settle();
  return true;
}

// Some hundred thousand places are filtered within milliseconds. A frame with those of the filter
// before would be drawn for nothing, and take the processors away from it.
void App::await_filter() {
  constexpr std::chrono::milliseconds kPatience(10);
  const auto end = std::chrono::steady_clock::now() + kPatience;
  if (!derived_.has_begun_filtering()) return;
  while (derived_.filtering() && std::chrono::steady_clock::now() < end) {
    jobs_.wait_until(end);
    take_deliveries();
  }
}

void App::use_idle_time() {
  const Renderer::Warm most = loaded() ? Renderer::Warm::all : Renderer::Warm::marks;
  if (warm_ >= most || last_frame_s_ == 0 || !has_map()) return;
  warm_ = most;
  renderer_.warm_up(most, state_, scene(), pixels(state_.width_pt, state_.pixel_scale),
                    pixels(state_.height_pt, state_.pixel_scale));
}

const Scene& App::scene() {
  if (!std::exchange(scene_stale_, false)) return scene_;
  ++scene_number_;
  scene_ = build_scene(state_, world_, std::move(scene_));
  if (!gestures_.reduce_motion) transition_.follow(scene_, state_, world_, last_frame_s_);
  return scene_;
}

void App::draw(double now) {
  for (const Action& action : gestures_.actions(now)) perform(action);
  gui_.use_style(state_.theme, state_.pixel_scale);
  gui_.begin(state_.width_pt, state_.height_pt, state_.pixel_scale,
             last_frame_s_ == 0 ? 1.0 / 60 : now - last_frame_s_);
  last_frame_s_ = now;
  await_filter();
  tell_panels();
  ui_.export_progress.reset();
  if (export_) ui_.export_progress = export_->done;
  const std::vector<Action> asked = ui::draw(state_, world_, scene(), ui_);
  gui_.end();
  settling_frames_ = std::max(0, settling_frames_ - 1);
  for (const Action& action : asked) perform(action);
  await_filter();
  index_names();
  search_in_background();
  fetch_formats();
  look_at_file();
  sample_import();
  read_attributes_of_card();
  const int width_px = pixels(state_.width_pt, state_.pixel_scale),
            height_px = pixels(state_.height_pt, state_.pixel_scale);
  const Scene& shown = scene();
  gliding_ = !gestures_.reduce_motion && transition_.moving(now);
  still_map_.show(gliding_ ? 0 : scene_number_, width_px, height_px, [&] {
    if (gliding_) {
      renderer_.draw(state_, world_, shown, transition_.moved(shown, now), width_px, height_px);
    } else {
      renderer_.draw(state_, world_, shown, width_px, height_px);
    }
  });
  gui_.draw();
  if (state_.vision != Vision::normal) {
    if (!vision_) vision_.emplace();
    vision_->draw(state_.vision, width_px, height_px);
  }
  if (drawn_ == Drawn::no) drawn_ = Drawn::yes;
  if (loading_ && has_map()) loading_->map_is_drawn();
  keep_view_if_due(now);
  let_go_of_rows();
  recorder_.write_widgets(ui_.widgets, state_, loaded(), window_scale);
}

// While new markers are drawn for the first time, nothing else takes the processors.
void App::let_others_work() {
  if (drawn_ != Drawn::yes) return;
  drawn_ = Drawn::and_others_begun;
  for (const auto& start : std::exchange(after_frame_, {})) start();
  follow_state();
}

// The names of some hundred places that a frame shows lie all over a large file, and the system
// maps what is around each.
void App::let_go_of_rows() {
  constexpr int kFrames = 30;
  const auto& places = world_.atlas.places;
  if (places->size() < kManyNames || ++frames_of_rows_ < kFrames || unhurried_.busy()) return;
  frames_of_rows_ = 0;
  unhurried_.start([places](const std::stop_token&) -> Jobs::Delivery {
    places->let_go(0, static_cast<std::uint32_t>(places->size()));
    return [] {};
  });
}

// What the panels show that is no part of the state.
void App::tell_panels() {
  ui_.box = gestures_.box();
  ui_.print.progress = saving_ ? std::optional(saving_->part->load()) : std::nullopt;
  ui_.reduce_motion = gestures_.reduce_motion;
  ui_.load_progress.reset();
  if (!loaded_ && loading_ && !options_.request.sources.empty()) {
    ui_.load_progress = loading_->part->load();
  }
  ui_.filtering = derived_.filtering();
  ui_.listing = derived_.listing();
  ui_.views = &keeper_.views();
  ui_.recent_files = &keeper_.memory().files;
}

void App::say(std::string text, double seconds) {
  ui_.status = std::move(text);
  ui_.status_until_s = now_s() + seconds;
}

}  // namespace terreau
