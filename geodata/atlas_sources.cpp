#include <algorithm>
#include <utility>

#include "geodata/atlas_parts.h"
#include "geodata/cache_places.h"
#include "geodata/import.h"
#include "geodata/import_batches.h"

// What a source's layers become: boundaries, overlays or places.
namespace terreau::atlas {
namespace {

// Takes what is large out of the layer where there is something to be drawn.
bool add_overlay(Layer& layer, Draft& draft) {
  BoundaryReport report{layer.source, layer.name, layer.crs, layer.row_count, 0, 0, layer.issues};
  for (const auto& parts : layer.rings) {
    for (const auto& part : parts) report.vertices += static_cast<std::int64_t>(part.size());
  }
  if (report.vertices < 2) return false;
  Overlay overlay = make_overlay(std::move(layer));
  overlay.name = free_name(draft.overlays, overlay.name);
  draft.boundary_reports.push_back(std::move(report));
  draft.overlays.push_back(std::move(overlay));
  return true;
}

class SourceTaker final : public LayerTaker {
 public:
  SourceTaker(Draft& draft, const ImportOptions& options) : draft_(draft), options_(options) {}

  BatchPlan plan(const Layer& first, std::int64_t told_rows) override {
    BatchPlan plan = plan_import(first, told_rows, options_);
    if (plan.batches) {
      report_ = {};
      places_before_ = draft_.places.size();
      facts_before_ = draft_.places.further().size();
      source_ = first.source;
      told_rows_ = told_rows;
      import_.emplace(PlaceImport(first, told_rows, context(), draft_.places, report_),
                      [this] { show_first_places(); });
    }
    return plan;
  }
  void take_batch(Layer batch) override { import_->add(std::move(batch)); }
  void forget_batches() override {
    import_.reset();
    draft_.places.keep_first(places_before_, facts_before_);
  }
  void take_layer(Layer layer) override {
    if (!layer.issues.empty() && first_reason_.empty()) first_reason_ = layer.issues.front().reason;
    if (layer.row_count == 0) return;
    if (import_) {
      import_->finish(layer);
      import_.reset();
      add_report(layer);
    } else {
      any_ = add_layer(layer) || any_;
    }
  }

  bool any() const { return any_; }
  // The clearest reason why the source gave nothing.
  std::string reason_of_nothing() const {
    for (std::size_t i = first_report_; i < draft_.sources.size(); ++i) {
      const SourceReport& report = draft_.sources[i];
      if (report.rejected.empty()) continue;
      const Issue& issue = report.rejected.front();
      return "none of its " + std::to_string(report.rows) + " rows can be used; row " +
             std::to_string(issue.row.value_or(0)) + ": " + issue.reason +
             (issue.value.empty() ? "" : " (" + issue.value + ")");
    }
    return "nothing in it can be used" + (first_reason_.empty() ? "" : ": " + first_reason_);
  }

 private:
  ImportContext context() const { return {draft_.gazetteer.get(), source_row(), options_}; }
  std::uint16_t source_row() const { return static_cast<std::uint16_t>(draft_.sources.size()); }

  bool add_report(const Layer& layer) {
    const bool any = report_.accepted > 0;
    draft_.places.name_source(source_row(), layer.source);
    draft_.sources.push_back(std::move(report_));
    any_ = any_ || any;
    return any;
  }

  // False where nothing of the layer can be shown.
  bool add_layer(Layer& layer) {
    if (layer.kind == GeometryKind::point || layer.kind == GeometryKind::none) {
      report_ = {};
      import_places(layer, context(), draft_.places, report_);
      return add_report(layer);
    }
    std::vector<Issue> issues;
    auto geometries = match_departments(layer, issues);
    if (geometries.empty()) return add_overlay(layer, draft_);
    BoundaryReport report;
    report.issues = std::move(issues);
    draft_.boundaries = build_from_layer(layer, std::move(geometries), report);
    draft_.boundary_reports.push_back(std::move(report));
    return true;
  }

  // So many are copied within milliseconds; the rest takes a while where it is many times as much.
  void show_first_places() {
    constexpr std::size_t kFirst = 20'000, kTimes = 5, kMost = 200'000, kRest = 10;
    const std::size_t read = draft_.places.size() - places_before_;
    if (!draft_.first_places || read < std::max(shown_ * kTimes, kFirst) || read > kMost) return;
    if (told_rows_ > 0 && static_cast<std::size_t>(told_rows_) < kRest * read) return;
    shown_ = read;
    Places places = draft_.places;
    places.name_source(source_row(), source_);
    places.finish();
    Atlas atlas;
    atlas.places = std::make_shared<const Places>(std::move(places));
    atlas.gazetteer = draft_.gazetteer;
    atlas.sources = draft_.sources;
    atlas.sources.emplace_back().source = source_;
    draft_.first_places(std::move(atlas));
  }

  Draft& draft_;
  const ImportOptions& options_;
  const std::size_t first_report_ = draft_.sources.size();
  SourceReport report_;         // of the layer that is being imported
  std::string source_;          // whose batches come
  std::int64_t told_rows_ = 0;  // of that layer, 0 or less where nobody knows
  std::size_t places_before_ = 0, facts_before_ = 0;
  std::size_t shown_ = 0;              // of them, before the rest is read
  std::optional<BatchImport> import_;  // while a layer comes in batches
  std::string first_reason_;
  bool any_ = false;
};

// What the draft held before a source was read, to tell what it has added.
class Before {
 public:
  explicit Before(const Draft& draft)
      : places_(draft.places.size()),
        facts_(draft.places.further().size()),
        reports_(draft.sources.size()),
        shapes_(draft.overlays.size() + draft.boundary_reports.size()),
        classes_(classes_of_first(draft, places_)) {}

  // Nothing where that is more than places (rows that were merged into others tell facts of them),
  // or so few that they are read as fast.
  std::optional<cache::Unkept> unkept(const Draft& draft, cache::Wanted wanted) const {
    const std::size_t all = draft.places.size();
    const auto added = static_cast<std::int64_t>(all - places_);
    if (added < draft.unkept.options.least_places || added == 0) return std::nullopt;
    if (draft.overlays.size() + draft.boundary_reports.size() != shapes_) return std::nullopt;
    if (draft.places.further().size() != facts_) return std::nullopt;
    // Whether adding rows has changed an earlier one.
    if (classes_of_first(draft, places_) != classes_) return std::nullopt;
    for (std::size_t i = reports_; i < draft.sources.size(); ++i) {
      if (draft.sources[i].source != wanted.uri) return std::nullopt;
    }
    return cache::Unkept{std::move(wanted), static_cast<std::uint32_t>(places_),
                         static_cast<std::uint32_t>(all), reports_, draft.sources.size()};
  }

 private:
  static std::vector<Places::ClassIndex> classes_of_first(const Draft& draft, std::size_t places) {
    std::vector<Places::ClassIndex> classes;
    draft.places.classes_of_all().each(0, places, [&](std::span<const Places::ClassIndex> some) {
      classes.insert(classes.end(), some.begin(), some.end());
    });
    return classes;
  }
  std::size_t places_, facts_, reports_, shapes_;
  std::vector<Places::ClassIndex> classes_;
};

std::optional<cache::Wanted> wanted_of(const std::string& uri, const ReadOptions& options,
                                       const ImportOptions& import, const Draft& draft) {
  const bool any = !draft.unkept.options.folder.empty() && !draft.gazetteer_identity.empty();
  if (!any || draft.boundaries != nullptr) return std::nullopt;
  return cache::wanted(
      uri, {options, import, draft.gazetteer_identity, draft.places, draft.sources.size()});
}

std::optional<Error> add_story_file(const std::string& uri, Draft& draft) {
  auto story = read_story(uri);
  if (!story) return story.error();
  StoryReport report{uri, story->id, static_cast<int>(story->steps.size()), story.warnings()};
  add_story(*std::move(story), draft.stories, report.issues);
  draft.story_reports.push_back(std::move(report));
  return std::nullopt;
}

}  // namespace

std::shared_ptr<const Boundaries> build_from_layer(const Layer& layer,
                                                   std::vector<DepartmentGeometry> geometries,
                                                   BoundaryReport& report) {
  report.source = layer.source;
  report.layer = layer.name;
  report.crs = layer.crs;
  report.features = layer.row_count;
  for (const std::string& notice : layer.notices) {
    report.issues.push_back({std::nullopt, notice, ""});
  }
  report.issues.insert(report.issues.end(), layer.issues.begin(), layer.issues.end());
  report.departments = static_cast<int>(geometries.size());
  auto boundaries =
      std::make_shared<Boundaries>(build_boundaries(std::move(geometries), report.issues));
  report.vertices = boundaries->vertex_count;
  return boundaries;
}

std::optional<Error> add_source(const std::string& uri, const ReadOptions& options,
                                const ImportOptions& import, Draft& draft) {
  if (is_story_file(uri)) return add_story_file(uri, draft);
  auto wanted = wanted_of(uri, options, import, draft);
  const auto first = static_cast<std::uint32_t>(draft.places.size());
  if (wanted &&
      cache::bring_back(draft.unkept.options, *wanted, options.stop, draft.places, draft.sources)) {
    draft.brought_back.push_back({first, static_cast<std::uint32_t>(draft.places.size())});
    options.progress(1);
    return std::nullopt;
  }
  const Before before(draft);
  SourceTaker taker(draft, import);
  draft.before_reading(uri);
  const auto read = read_layers(uri, options, taker);
  if (!read) return read.error();
  if (!taker.any()) return Error{uri, taker.reason_of_nothing()};
  if (!wanted) return std::nullopt;
  if (auto unkept = before.unkept(draft, *std::move(wanted))) {
    draft.unkept.sources.push_back(*std::move(unkept));
  }
  return std::nullopt;
}

}  // namespace terreau::atlas
