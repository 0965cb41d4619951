#include "app/cli/options.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "app/model/i18n.h"
#include "app/model/journal_words.h"
#include "geodata/import.h"
#include "geodata/projection.h"

namespace terreau::cli {
namespace {

constexpr double kSmallestPt = 16, kLargestPt = 16384;

bool read_number(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

bool read_size(const std::string& text, MapState& state) {
  const std::size_t x = text.find('x');
  if (x == std::string::npos) return false;
  const std::string_view all(text);
  return read_number(all.substr(0, x), state.width_pt) &&
         read_number(all.substr(x + 1), state.height_pt) && state.width_pt >= kSmallestPt &&
         state.height_pt >= kSmallestPt && state.width_pt <= kLargestPt &&
         state.height_pt <= kLargestPt;
}

// "LON,LAT,ZOOM"
bool read_view(const std::string& text, MapState& state) {
  const auto parts = split_words(text);
  LonLat center;
  if (parts.size() != 3 || !read_number(parts[0], center.lon_deg) ||
      !read_number(parts[1], center.lat_deg) || !read_number(parts[2], state.camera.zoom) ||
      !is_valid(center)) {
    return false;
  }
  state.territory = territory_of(center);
  state.camera.center = Projection(state.territory).project(center);
  state.camera.zoom = std::clamp(state.camera.zoom, kMinZoom, kMaxZoom);
  state.at_home = false;
  return true;
}

template <class T, std::size_t N>
bool read_word(const std::array<journal::Words<T>, N>& words, const std::string& text, T& value) {
  return text.empty() || journal::read_word(words, text, value);
}

// What is wrong with the words, or nothing.
std::string read_choropleth(const Options& o, MapState& state) {
  if (!read_word(journal::kChoroplethWords, o.choropleth, state.choropleth)) {
    return "--choropleth is none, count, per10000, share, precise or source_year";
  }
  Shading& shading = state.shading;
  if (!read_word(journal::kShadedWords, o.shaded_by, shading.by)) {
    return "--by is department or region";
  }
  if (!read_word(journal::kMethodWords, o.method, shading.method)) {
    return "--method is quantile, equal, jenks or headtail";
  }
  if (o.classes != 0) shading.classes = o.classes;
  if (!o.share_of.empty()) {
    const auto kind = kind_by_code(o.share_of);
    if (!kind) return "--share-of: no form or function is called \"" + o.share_of + "\"";
    shading.share_of = *kind;
    if (state.choropleth == Choropleth::none) state.choropleth = Choropleth::share;
  }
  return "";
}

// A condition over the columns that every place has is part of the filter; one that names other
// columns is for OGR, while the sources are read.
bool is_about_places(const std::string& condition) {
  return condition.empty() || Expression::compile(condition).ok();
}

Result<Filter> filter_of(const Options& o) {
  FilterWords words;
  words.families = split_words(o.families);
  words.forms = split_words(o.forms);
  words.functions = split_words(o.functions);
  words.departments = split_words(o.departments);
  words.regions = split_words(o.regions);
  words.years = o.years;
  words.precisions = split_words(o.precisions);
  words.sources = split_words(o.filter_sources);
  words.text = o.filter_text;
  if (o.sources.empty() || is_about_places(o.where)) words.expression = o.where;
  return parse_filter(words);
}

Language language_of(const Options& o) {
  if (!o.lang.empty()) return language_of_locale(o.lang);
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != 0) return language_of_locale(value);
  }
  return Language::fr;
}

Result<ImportOptions> import_of(const Options& o) {
  ImportOptions import;
  if (o.duplicates == "merge") import.duplicates = ImportOptions::Duplicates::merge;
  for (const std::string& text : o.columns) {
    const std::size_t equals = text.find('=');
    const std::string role = text.substr(0, equals);
    if (equals == std::string::npos ||
        std::ranges::find(role_infos(), role, &RoleInfo::code) == role_infos().end()) {
      std::string known;
      for (const RoleInfo& r : role_infos()) {
        known += (known.empty() ? "" : ", ") + std::string(r.code);
      }
      return Error{"", "--column is written ROLE=COLUMN, not \"" + text + "\"; roles are " + known};
    }
    import.columns.emplace_back(role, text.substr(equals + 1));
  }
  return import;
}

}  // namespace

Result<AtlasRequest> request_of(const Options& o) {
  AtlasRequest request;
  auto import = import_of(o);
  if (!import) return import.error();
  request.import = *std::move(import);
  request.sources = o.sources;
  request.only = o.only;
  if (o.gazetteer != kEmbeddedGazetteer) request.gazetteer = o.gazetteer;
  request.read.open_options = o.open_options;
  if (!is_about_places(o.where)) request.read.where = o.where;
  for (std::size_t i = 0; i + 1 < o.config.size(); i += 2) set_config(o.config[i], o.config[i + 1]);
  return request;
}

Result<MapState> state_of(const Options& o) {
  MapState state;
  if (!o.size.empty() && !read_size(o.size, state)) {
    return Error{"",
                 "--size is written WIDTHxHEIGHT in points, 16 to 16384, not \"" + o.size + "\""};
  }
  state.pixel_scale = o.scale != 0 ? o.scale : 1;
  if (!o.view.empty() && !read_view(o.view, state)) {
    return Error{"", "--view is written LON,LAT,ZOOM, not \"" + o.view + "\""};
  }
  const auto filter = filter_of(o);
  if (!filter) return filter.error();
  state.filter = *filter;
  if (const std::string wrong = read_choropleth(o, state); !wrong.empty()) return Error{"", wrong};
  state.clusters = o.cluster != "off";
  if (o.cluster == "department") state.grouping = ClusterGrouping::department;
  if (o.cluster == "region") state.grouping = ClusterGrouping::region;
  state.theme = o.theme == "dark" ? Theme::dark : Theme::light;
  state.insets = !o.no_insets;
  state.language = language_of(o);
  return state;
}

int fail(const std::string& message, int status) {
  std::fprintf(stderr, "terreau: %s\n", message.c_str());
  return status;
}

}  // namespace terreau::cli
