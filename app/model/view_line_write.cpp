#include <array>
#include <charconv>

#include "app/model/journal_words.h"
#include "app/model/outlines.h"
#include "app/model/view_line.h"
#include "geodata/filter_words.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

using namespace journal;

std::string encoded(std::string_view text) {
  constexpr std::string_view kPlain = "-._~,:/@", kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

// The shortest text that reads back as the same number.
std::string number(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string joined(const std::vector<std::string>& words, char between = ',') {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(1, between)) + word;
  return out;
}

std::string camera_words(Territory territory, const Camera& camera) {
  const LonLat center = Projection(territory).unproject(camera.center);
  return number(center.lon_deg) + "," + number(center.lat_deg) + "," + number(camera.zoom);
}

class Writer {
 public:
  void add(std::string_view key, const std::string& value) {
    if (value.empty()) return;
    line_ += line_.back() == '?' ? "" : "&";
    line_.append(key).append("=").append(encoded(value));
  }
  std::string line() const { return line_; }

 private:
  std::string line_ = std::string(kViewScheme) + "?";
};

std::string cluster_word(const ClusterRef& c) {
  return word_of(kTerritoryWords, c.territory) + ":" + std::to_string(c.node);
}

std::string target_word(const Target& target, const Atlas& atlas) {
  if (const auto* p = std::get_if<PlaceId>(&target)) {
    return "place:" + std::string(atlas.places->id(*p));
  }
  if (const auto* c = std::get_if<ClusterRef>(&target)) return "cluster:" + cluster_word(*c);
  if (const auto* d = std::get_if<DepartmentId>(&target)) {
    return "department:" + std::string(department(*d).code);
  }
  if (const auto* r = std::get_if<RegionId>(&target)) {
    return "region:" + std::string(code(ref(*r)));
  }
  if (const auto* o = std::get_if<OverlayRef>(&target); o != nullptr && exists(atlas, *o)) {
    return "overlay:" + std::to_string(o->row) + ":" + (*atlas.overlays)[o->overlay].name;
  }
  return "";
}

void write_map(const Step& s, Writer& out) {
  if (s.territory != Territory::metropole) {
    out.add("territory", word_of(kTerritoryWords, s.territory));
  }
  if (!s.at_home) out.add("at", camera_words(s.territory, s.camera));
  if (!s.insets) out.add("insets", "off");
  for (const auto& [word, id] : kInsetWords) {
    const InsetState& inset = s.inset_states[static_cast<std::size_t>(id)];
    const std::string name(word);
    if (inset.camera) {
      out.add("inset_view", name + "," + camera_words(territory_of(id), *inset.camera));
    }
    if (inset.rect) {
      const ScreenRect& r = *inset.rect;
      out.add("inset_at", name + "," + number(r.x_pt) + "," + number(r.y_pt) + "," +
                              number(r.width_pt) + "," + number(r.height_pt));
    }
  }
}

void write_filter(const Step& s, Writer& out) {
  std::vector<std::string> hidden;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!s.visible.has(Kind{k})) hidden.emplace_back(info(Kind{k}).code);
  }
  out.add("hidden", joined(hidden));
  const FilterWords words = words_of(s.filter);
  out.add("families", joined(words.families));
  out.add("forms", joined(words.forms));
  out.add("functions", joined(words.functions));
  out.add("departments", joined(words.departments));
  out.add("regions", joined(words.regions));
  out.add("years", words.years);
  out.add("precisions", joined(words.precisions));
  out.add("sources", joined(words.sources));
  out.add("text", words.text);
  out.add("where", words.expression);
}

void write_look(const Step& s, Writer& out) {
  if (!s.clusters) out.add("cluster", "off");
  if (s.grouping != ClusterGrouping::distance) {
    out.add("group", word_of(kGroupingWords, s.grouping));
  }
  out.add("hidden_overlays", joined(s.hidden_overlays, '\n'));
  if (!s.labels) out.add("labels", "off");
  if (s.graticule) out.add("graticule", "on");
  if (s.choropleth != Choropleth::none) {
    out.add("choropleth", word_of(kChoroplethWords, s.choropleth));
  }
  const Shading usual;
  if (s.shading.by != usual.by) out.add("by", word_of(kShadedWords, s.shading.by));
  if (s.shading.share_of != usual.share_of) {
    out.add("share_of", std::string(info(s.shading.share_of).code));
  }
  if (s.shading.method != usual.method) out.add("method", word_of(kMethodWords, s.shading.method));
  if (s.shading.classes != usual.classes) out.add("classes", std::to_string(s.shading.classes));
}

void write_panels(const Step& s, const Atlas& atlas, Writer& out) {
  if (s.story) out.add("story", s.story->id + ":" + std::to_string(s.story->step));
  if (s.comparing) out.add("comparing", "on");
  std::vector<std::string> compared;
  for (const TerritoryRef t : s.compared) compared.push_back(terreau::word_of(t));
  out.add("compared", joined(compared));
  out.add("selected", target_word(s.selected, atlas));
  if (s.nearby) {
    const LonLat c = s.nearby->center;
    out.add("near",
            number(c.lon_deg) + "," + number(c.lat_deg) + "," + number(s.nearby->radius_km));
    out.add("near_name", s.nearby->name);
  }
  std::vector<std::string> fans;
  for (const ClusterRef& c : s.fans) fans.push_back(cluster_word(c));
  out.add("fans", joined(fans));
  if (s.list == ListView{}) return;
  out.add("list", std::string(s.list.open ? "open" : "closed") + "," +
                      word_of(kListColumnWords, s.list.sort) + "," +
                      (s.list.descending ? "descending" : "ascending") + "," +
                      (s.list.in_view ? "in_view" : "everywhere"));
}

}  // namespace

std::string data_word(const World& world) {
  std::array<char, 48> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "%zu-%016llx", world.atlas.places->size(),
                    static_cast<unsigned long long>(world.data));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string view_line(const MapState& state, const World& world) {
  const Step step = step_of(state);
  Writer out;
  write_map(step, out);
  write_filter(step, out);
  write_look(step, out);
  write_panels(step, world.atlas, out);
  if (world.data != 0) out.add("data", data_word(world));
  return out.line();
}

}  // namespace terreau
