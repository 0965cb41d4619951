#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>

#include "app/model/journal_words.h"
#include "app/model/stories.h"
#include "app/model/view_line.h"
#include "geodata/filter_words.h"
#include "geodata/parse.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

using namespace journal;

// Numbers with commas between them, as many as `values` has.
bool read_numbers(std::string_view text, std::initializer_list<double*> values) {
  const auto words = split_words(text);
  std::size_t i = 0;
  for (double* value : values) {
    const auto read = i < words.size() ? parse_number(words[i]) : std::nullopt;
    if (!read) return false;
    *value = *read;
    ++i;
  }
  return i == words.size();
}

bool read_camera(std::string_view text, Territory territory, Camera& camera) {
  LonLat center;
  double zoom = 0;
  if (!read_numbers(text, {&center.lon_deg, &center.lat_deg, &zoom}) || !is_valid(center)) {
    return false;
  }
  const MapPos p = Projection(territory).project(center);
  if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m) || zoom < kMinZoom || zoom > kMaxZoom) {
    return false;
  }
  camera = {p, zoom};
  return true;
}

class Reader {
 public:
  Reader(const World& world, std::vector<Issue>& warnings) : world_(world), warnings_(warnings) {}

  Step read(std::string_view query) {
    territory_first(query);
    each(query, [&](std::string_view key, const std::string& value) {
      if (!take(key, value)) warn("a part of the view is not understood", key, value);
    });
    if (const auto filter = parse_filter(words_)) {
      step_.filter = *filter;
    } else {
      warn("the filter of the view is not understood", "filter", filter.error().message);
    }
    return step_;
  }

 private:
  static void each(std::string_view query,
                   const std::function<void(std::string_view, const std::string&)>& use) {
    while (!query.empty()) {
      const std::string_view part = query.substr(0, query.find('&'));
      query.remove_prefix(std::min(part.size() + 1, query.size()));
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos) continue;
      use(part.substr(0, equals), percent_decoded(part.substr(equals + 1)));
    }
  }

  void warn(std::string reason, std::string_view key, std::string_view value) {
    warnings_.push_back(
        {std::nullopt, std::move(reason), one_line(std::string(key) + "=" + std::string(value))});
  }

  // Positions mean something on a territory only.
  void territory_first(std::string_view query) {
    each(query, [&](std::string_view key, const std::string& value) {
      if (key == "territory") read_word(kTerritoryWords, value, step_.territory);
    });
  }

  bool take(std::string_view key, const std::string& value) {
    return take_filter(key, value) || take_map(key, value) || take_look(key, value) ||
           take_panels(key, value);
  }

  bool take_filter(std::string_view key, const std::string& value) {
    if (key == "hidden") return take_hidden(value);
    using Lists = std::pair<std::string_view, std::vector<std::string> FilterWords::*>;
    for (const auto& [name, list] : {Lists{"families", &FilterWords::families},
                                     {"forms", &FilterWords::forms},
                                     {"functions", &FilterWords::functions},
                                     {"departments", &FilterWords::departments},
                                     {"regions", &FilterWords::regions},
                                     {"precisions", &FilterWords::precisions},
                                     {"sources", &FilterWords::sources}}) {
      if (key == name) words_.*list = split_words(value);
      if (key == name) return true;
    }
    using Texts = std::pair<std::string_view, std::string FilterWords::*>;
    for (const auto& [name, text] : {Texts{"years", &FilterWords::years},
                                     {"text", &FilterWords::text},
                                     {"where", &FilterWords::expression}}) {
      if (key == name) words_.*text = value;
      if (key == name) return true;
    }
    return false;
  }

  bool take_hidden(const std::string& value) {
    for (const std::string& code : split_words(value)) {
      const auto kind = kind_by_code(code);
      if (!kind) return false;
      step_.visible.set(*kind, false);
    }
    return true;
  }

  bool take_map(std::string_view key, const std::string& value) {
    if (key == "territory") return read_word(kTerritoryWords, value, step_.territory);
    if (key == "at") {
      if (!read_camera(value, step_.territory, step_.camera)) return false;
      step_.at_home = false;
      return true;
    }
    if (key == "insets") return take_switch(value, step_.insets);
    if (key != "inset_view" && key != "inset_at") return false;
    InsetId id{};
    const std::size_t comma = std::min(value.find(','), value.size() - 1);
    if (!read_word(kInsetWords, std::string_view(value).substr(0, comma), id)) return false;
    const std::string_view rest = std::string_view(value).substr(comma + 1);
    InsetState& inset = step_.inset_states[static_cast<std::size_t>(id)];
    if (key == "inset_view") {
      Camera camera;
      if (!read_camera(rest, territory_of(id), camera)) return false;
      inset.camera = camera;
      return true;
    }
    ScreenRect r;
    if (!read_numbers(rest, {&r.x_pt, &r.y_pt, &r.width_pt, &r.height_pt})) return false;
    inset.rect = r;
    return true;
  }

  static bool take_switch(std::string_view value, bool& on) {
    on = value == "on";
    return on || value == "off";
  }

  bool take_look(std::string_view key, const std::string& value) {
    Shading& shading = step_.shading;
    if (key == "cluster") return take_switch(value, step_.clusters);
    if (key == "group") return read_word(kGroupingWords, value, step_.grouping);
    if (key == "labels") return take_switch(value, step_.labels);
    if (key == "graticule") return take_switch(value, step_.graticule);
    if (key == "choropleth") return read_word(kChoroplethWords, value, step_.choropleth);
    if (key == "by") return read_word(kShadedWords, value, shading.by);
    if (key == "method") return read_word(kMethodWords, value, shading.method);
    if (key == "hidden_overlays") {
      for (std::string_view rest = value; !rest.empty();) {
        const std::string_view name = rest.substr(0, rest.find('\n'));
        step_.hidden_overlays.emplace_back(name);
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
      }
      return true;
    }
    if (key == "share_of") {
      const auto kind = kind_by_code(value);
      if (kind) shading.share_of = *kind;
      return kind.has_value();
    }
    if (key != "classes") return false;
    const auto classes = parse_number(value);
    if (!classes || *classes < kFewestClasses || *classes > kMostClasses) return false;
    shading.classes = static_cast<int>(*classes);
    return true;
  }

  bool take_panels(std::string_view key, const std::string& value) {
    if (key == "story") return take_story(value);
    if (key == "comparing") return take_switch(value, step_.comparing);
    if (key == "compared") return take_compared(value);
    if (key == "selected") return take_selected(value);
    if (key == "near") {
      Nearby near;
      if (!read_numbers(value, {&near.center.lon_deg, &near.center.lat_deg, &near.radius_km}) ||
          !is_valid(near.center)) {
        return false;
      }
      near.radius_km = std::clamp(near.radius_km, kLeastRadiusKm, kMostRadiusKm);
      near.name = near_name_;
      step_.nearby = near;
      return true;
    }
    if (key == "near_name") {
      near_name_ = value;
      if (step_.nearby) step_.nearby->name = value;
      return true;
    }
    if (key == "fans") return take_fans(value);
    if (key == "list") return take_list(value);
    if (key == "data") return take_data(value);
    return false;
  }

  bool take_story(std::string_view value) {
    const std::size_t colon = std::min(value.rfind(':'), value.size());
    const std::string id(value.substr(0, colon));
    const auto step = parse_number(value.substr(std::min(colon + 1, value.size())));
    const Story* story = story_by_id(world_.atlas, id);
    if (story == nullptr) {
      warn("the story that the view tells is not loaded", "story", id);
      return true;
    }
    const bool told = step && *step >= 0 && *step < static_cast<double>(story->steps.size());
    if (told) step_.story = StoryView{id, static_cast<std::size_t>(*step), nullptr};
    return told;
  }

  bool take_compared(const std::string& value) {
    for (const std::string& word : split_words(value)) {
      const auto territory = territory_by_word(word);
      if (!territory) return false;
      if (step_.compared.size() < kMostCompared) step_.compared.push_back(*territory);
    }
    return true;
  }

  bool take_fans(const std::string& value) {
    for (const std::string& word : split_words(value)) {
      const auto cluster = cluster_named(word);
      if (!cluster) return false;
      step_.fans.push_back(*cluster);
    }
    return true;
  }

  bool take_list(const std::string& value) {
    const auto words = split_words(value);
    if (words.size() != 4) return false;
    step_.list.open = words[0] == "open";
    step_.list.descending = words[2] == "descending";
    step_.list.in_view = words[3] == "in_view";
    return read_word(kListColumnWords, words[1], step_.list.sort);
  }

  // Numbers of clusters belong to the data that they were made of.
  std::optional<ClusterRef> cluster_named(std::string_view word) const {
    ClusterRef cluster;
    const std::size_t colon = std::min(word.find(':'), word.size());
    if (!read_word(kTerritoryWords, word.substr(0, colon), cluster.territory)) return {};
    const auto node = parse_number(word.substr(std::min(colon + 1, word.size())));
    if (!node || *node < 0 || *node > 0xFFFFFFFF) return {};
    cluster.node = static_cast<std::uint32_t>(*node);
    return cluster;
  }

  bool take_selected(std::string_view value) {
    const std::size_t colon = std::min(value.find(':'), value.size());
    const std::string_view kind = value.substr(0, colon);
    const std::string_view name = value.substr(std::min(colon + 1, value.size()));
    if (kind == "place") {
      const PlaceId place = place_by_id(world_.atlas, name);
      if (place.valid()) {
        step_.selected = place;
      } else {
        warn("the place that the view has selected is not loaded", "place", name);
      }
      return true;
    }
    if (kind == "department") {
      const auto d = department_by_code(name);
      if (d) step_.selected = *d;
      return d.has_value();
    }
    if (kind == "region") {
      const auto t = territory_by_word("region:" + std::string(name));
      if (t) step_.selected = RegionId{t->row};
      return t.has_value();
    }
    if (kind == "cluster") {
      const auto cluster = cluster_named(name);
      if (cluster) step_.selected = *cluster;
      return cluster.has_value();
    }
    return kind == "overlay" && take_overlay(name);
  }

  bool take_overlay(std::string_view value) {
    const std::size_t colon = std::min(value.find(':'), value.size());
    const auto row = parse_number(value.substr(0, colon));
    const std::string_view name = value.substr(std::min(colon + 1, value.size()));
    const auto& overlays = *world_.atlas.overlays;
    for (std::uint32_t i = 0; row && *row >= 0 && i < overlays.size(); ++i) {
      if (overlays[i].name != name || *row >= static_cast<double>(overlays[i].size())) continue;
      step_.selected = OverlayRef{i, static_cast<std::uint32_t>(*row)};
      return true;
    }
    warn("the boundaries that the view has selected are not loaded", "overlay", name);
    return true;
  }

  bool take_data(const std::string& value) {
    if (value == data_word(world_)) return true;
    const std::string here = data_word(world_);
    warnings_.push_back({std::nullopt,
                         "the view was made with other data: " + value.substr(0, value.find('-')) +
                             " places, here " + here.substr(0, here.find('-')),
                         ""});
    // What is known by its number only would be something else.
    if (std::holds_alternative<ClusterRef>(step_.selected)) step_.selected = {};
    step_.fans.clear();
    return true;
  }

  const World& world_;
  std::vector<Issue>& warnings_;
  Step step_ = step_of(MapState());
  FilterWords words_;
  std::string near_name_;
};

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* digits = text.data() + i + 1;
    const bool escape = text[i] == '%' && i + 2 < text.size() &&
                        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    out += escape ? static_cast<char>(byte) : text[i];
    if (escape) i += 2;
  }
  return out;
}

Result<Step> read_view_line(std::string_view line, const World& world) {
  line = trimmed(line);
  if (!is_view_line(line)) return Error{"", "this is no view: it does not start with terreau:?"};
  line.remove_prefix(kViewScheme.size() + 1);
  std::vector<Issue> warnings;
  Step step = Reader(world, warnings).read(line);
  return {std::move(step), std::move(warnings)};
}

bool is_view_line(std::string_view text) {
  text = trimmed(text);
  return text.starts_with(kViewScheme) && text.substr(kViewScheme.size()).starts_with('?');
}

}  // namespace terreau
