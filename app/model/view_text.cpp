#include "app/model/view_text.h"

#include <algorithm>

#include "app/model/choropleth.h"
#include "app/model/i18n.h"
#include "app/model/list_rows.h"
#include "app/model/nearby.h"
#include "app/model/place_facts.h"
#include "app/model/summary.h"
#include "app/model/view_line.h"
#include "app/model/words.h"
#include "geodata/boundaries.h"
#include "geodata/profiles.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr std::size_t kMostListed = 100;
constexpr std::size_t kNearest = 10;

class Text {
 public:
  Text(const MapState& state, const World& world, const Scene& scene)
      : state_(state), world_(world), scene_(scene) {}

  std::string write() {
    say("Terreau");
    where();
    how_many();
    what_is_chosen();
    shading();
    out_ += "\n";
    selected();
    nearby();
    families();
    places();
    say(tr("This view, to be opened again:"));
    say(view_line(state_, world_));
    return out_;
  }

 private:
  std::string_view tr(std::string_view english) const {
    return terreau::tr(state_.language, english);
  }
  std::string_view tr(const Text2& text) const { return terreau::tr(state_.language, text); }
  std::string number(std::int64_t n) const { return format_count(state_.language, n); }
  void say(std::string_view sentence) { out_.append(sentence).append("\n"); }
  void row(std::initializer_list<std::string_view> cells) {
    std::string line;
    for (const std::string_view cell : cells) line.append(line.empty() ? "" : "\t").append(cell);
    say(line);
  }

  void where() {
    const MapFrame& frame = scene_.frames.front();
    const std::string name(inset_name(frame.territory, state_.language));
    if (state_.at_home) return say(filled(tr("The map shows: {}."), {name}));
    const LonLat center = Projection(frame.territory).unproject(frame.camera.center);
    std::string around = format_lonlat(state_.language, center);
    if (const auto d = department_at(*world_.atlas.boundaries, center)) {
      around += ", " + department_title(*d);
    }
    const double width_m = frame.viewport.width_pt * metres_per_point(frame.camera.zoom);
    say(filled(tr("The map shows: {}, around {}, {} wide."),
               {name, around, format_distance(state_.language, width_m)}));
  }

  void how_many() {
    const auto passing = static_cast<std::int64_t>(world_.markers->passing.size());
    const auto all = static_cast<std::int64_t>(world_.atlas.places->size());
    say(filled(tr("{} in the view, of {} that pass the filters and {} in all."),
               {tr_n(state_.language, "{} place", "{} places", scene_.in_view), number(passing),
                number(all)}));
  }

  void what_is_chosen() {
    for (const std::string& sentence : filter_sentences(state_.language, state_.filter)) {
      say(sentence);
    }
    std::string hidden;
    for (int f = 0; f < kFamilyCount; ++f) {
      const auto family = static_cast<Family>(f);
      if (family_shown(state_, family)) continue;
      hidden += (hidden.empty() ? "" : ", ") + std::string(tr(info(family).name));
    }
    if (!hidden.empty()) say(filled(tr("Hidden by the legend: {}."), {hidden}));
  }

  void shading() {
    if (state_.choropleth == Choropleth::none) return;
    const ChoroplethMap classes = classify(state_, world_);
    const ChoroplethWords legend = words_of(state_, classes);
    std::string bounds;
    for (const std::string& bound : legend.bounds) bounds += (bounds.empty() ? "" : " | ") + bound;
    say(filled(tr("The territories are shaded by: {}. {}. Classes: {}."),
               {legend.title, legend.method, bounds}));
  }

  void selected() {
    if (const auto* place = std::get_if<PlaceId>(&state_.selected)) {
      say(place_text(state_.language, world_.atlas, *place));
      out_ += "\n";
    } else if (const auto* d = std::get_if<DepartmentId>(&state_.selected)) {
      territory(ref(*d));
    } else if (const auto* r = std::get_if<RegionId>(&state_.selected)) {
      territory(ref(*r));
    }
    if (!state_.comparing) return;
    for (const TerritoryRef t : state_.compared) territory(t);
  }

  void territory(TerritoryRef t) {
    const Profile own =
        profile_of(*world_.atlas.places, world_.markers->profiles, t, state_.visible);
    std::string sentence =
        filled(tr("{}: {}"), {std::string(name(t)) + " (" + std::string(code(t)) + ")",
                              tr_n(state_.language, "{} place", "{} places", own.total)});
    if (const auto rate = own.per_10000(own.total)) {
      sentence += ", " + filled(tr("{} per 10,000 inhabitants"),
                                {format_decimal(state_.language, *rate, 3)});
    }
    say(sentence + ".");
  }

  void nearby() {
    if (!state_.nearby) return;
    const Nearby& around = *state_.nearby;
    const NearbyPlaces found = find_nearby(*world_.atlas.places, *world_.atlas.boundaries,
                                           world_.markers, around, state_.visible);
    const std::string spot =
        around.name.empty() ? format_lonlat(state_.language, around.center) : around.name;
    say(filled(tr("Within {} of {}: {}."),
               {format_distance(state_.language, around.radius_km * 1000), spot,
                tr_n(state_.language, "{} place", "{} places",
                     static_cast<std::int64_t>(found.places.size()))}));
    for (std::size_t i = 0; i < std::min(kNearest, found.places.size()); ++i) {
      const Neighbour& n = found.places[i];
      row({world_.atlas.places->name(n.place),
           kinds_text(state_.language, world_.atlas.places->kinds(n.place)),
           format_distance(state_.language, n.distance_m)});
    }
    if (!found.perhaps.empty()) say(tr("Perhaps within: known to their department only."));
    for (const PlaceId p : found.perhaps) {
      row({world_.atlas.places->name(p), kinds_text(state_.language, world_.atlas.places->kinds(p)),
           department_title(world_.atlas.places->department(p))});
    }
    out_ += "\n";
  }

  void families() {
    const Counts total = count_shown(*world_.atlas.places, world_.markers->tables, state_.visible);
    row({tr("Family"), tr("In the view"), tr("In all")});
    for (std::size_t f = 0; f < kFamilyCount; ++f) {
      if (total.by_family[f] == 0) continue;
      row({tr(info(static_cast<Family>(f)).name), std::to_string(scene_.in_view_by_family[f]),
           std::to_string(total.by_family[f])});
    }
    out_ += "\n";
  }

  // Those of the main map and the insets, by name.
  std::vector<PlaceId> in_view() const {
    std::vector<PlaceId> found;
    for (const MapFrame& frame : scene_.frames) {
      const auto& pyramid = world_.markers->pyramid(frame.territory);
      pyramid.places_in(frame.view(), found);
    }
    std::erase_if(
        found, [&](PlaceId p) { return (world_.atlas.places->kinds(p) & state_.visible).empty(); });
    std::ranges::sort(found, {}, &PlaceId::value);
    const auto twice = std::ranges::unique(found);
    found.erase(twice.begin(), twice.end());
    return sorted({world_.atlas.places, ListColumn::name, false, state_.language}, found);
  }

  void places() {
    if (scene_.in_view > static_cast<std::int64_t>(kMostListed)) {
      say(tr("They are too many to be listed here: a nearer view or a filter lists them."));
      out_ += "\n";
      return;
    }
    row({tr("Name"), tr("Kind"), tr("Commune"), tr("Department"), tr("Year")});
    for (const PlaceId p : in_view()) {
      const auto cell = [&](ListColumn column) {
        return list_text(state_.language, *world_.atlas.places, column, p);
      };
      row({cell(ListColumn::name), cell(ListColumn::kind), cell(ListColumn::commune),
           cell(ListColumn::department), cell(ListColumn::year)});
    }
    out_ += "\n";
  }

  const MapState& state_;
  const World& world_;
  const Scene& scene_;
  std::string out_;
};

}  // namespace

std::string view_text(const MapState& state, const World& world, const Scene& scene) {
  return Text(state, world, scene).write();
}

}  // namespace terreau
