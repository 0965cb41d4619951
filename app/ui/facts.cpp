#include "app/ui/facts.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <unordered_set>

#include "app/model/overlay_places.h"
#include "geodata/search.h"

namespace terreau::ui {
namespace {

constexpr std::size_t kManyPlaces = 20000;  // more are not scanned while a frame waits
constexpr std::size_t kNeighbours = 5;
constexpr int kBars = 24;
constexpr double kOldShare = 0.1;

template <class Fn>
void for_each_place(const Places& places, Fn fn) {
  for (std::uint32_t i = 0; i < places.size(); ++i) fn(PlaceId{i});
}

void count_families(const Places& places, const Facets& whole, AtlasFacts& out) {
  const auto per_class = whole.families.row(0);
  for (std::size_t c = 0; c < per_class.size(); ++c) {
    for (int k = 0; k < kFamilyCount; ++k) {
      const auto family = static_cast<Family>(k);
      if (!(places.classes()[c] & kinds_of(family)).empty()) {
        out.by_family[static_cast<std::size_t>(k)] += per_class[c];
      }
    }
  }
}

void count_years(const Places& places, const Facets& whole, AtlasFacts& out) {
  if (whole.first_year == 0) return;
  const auto all = shown_classes(places, KindSet::all());
  std::map<int, int> by_year;
  int dated = 0;
  for (std::size_t row = 1; row < whole.years.rows(); ++row) {
    const int n = whole.years.sum(row, all);
    if (n > 0) by_year[whole.first_year + static_cast<int>(row) - 1] = n;
    dated += n;
  }
  out.first_year = by_year.begin()->first;
  out.last_year = by_year.rbegin()->first;
  // A few old ones would leave the bars of all others a few points wide.
  int before = 0;
  out.first_bar = out.first_year;
  for (const auto& [year, n] : by_year) {
    out.first_bar = year;
    before += n;
    if (before > dated * kOldShare) break;
  }
  out.years_a_bar = (out.last_year - out.first_bar) / kBars + 1;
  out.bars = (out.last_year - out.first_bar) / out.years_a_bar + 1;
}

void count_sources(const Places& places, AtlasFacts& out) {
  if (places.size() > kManyPlaces) return;
  std::unordered_set<std::string_view> seen;
  for_each_place(places, [&](PlaceId p) {
    const std::string_view url = places.source_url(p), date = places.source_date(p);
    if (!url.empty()) seen.insert(url);
    int year = 0;
    std::from_chars(date.data(), date.data() + std::min<std::size_t>(4, date.size()), year);
    if (year < 1900) return;
    out.cited_from = out.cited_from == 0 ? year : std::min(out.cited_from, year);
    out.cited_to = std::max(out.cited_to, year);
  });
  out.cited = seen.size();
}

// Of the kinds that are shown, and of one family where one was chosen.
std::vector<Neighbour> neighbours(const Frame& f, PlaceId place, std::optional<Family> family) {
  if (!f.places().located(place)) return {};
  const KindSet kinds = family ? kinds_of(*family) & f.state.visible : f.state.visible;
  return nearest_places(f.world, kinds, f.places().position(place), kNeighbours, place);
}

std::vector<PlaceId> namesakes(const Places& places, PlaceId place) {
  std::vector<PlaceId> out;
  if (places.size() > kManyPlaces) return out;
  const std::string name = fold(places.name(place));
  const std::size_t bytes = places.name(place).size();
  for_each_place(places, [&](PlaceId p) {
    // Accents make a difference of a few bytes: most names need no folding.
    const std::size_t other = places.name(p).size();
    if (p == place || other > bytes + 8 || bytes > other + 8) return;
    if (fold(places.name(p)) == name) out.push_back(p);
  });
  return out;
}

// The family whose colour the marker wears first, then one share for each further kind.
std::vector<std::pair<Family, int>> band_of(KindSet kinds) {
  const Family own = display_family(kinds, KindSet::all());
  std::vector<std::pair<Family, int>> out{{own, 0}};
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!kinds.has(Kind{k})) continue;
    const Family family = info(Kind{k}).family;
    const auto at = std::ranges::find(out, family, &std::pair<Family, int>::first);
    if (at == out.end()) {
      out.emplace_back(family, 1);
    } else {
      ++at->second;
    }
  }
  ++out.front().second;
  return out;
}

// Most frequent first.
std::vector<std::pair<Family, int>> sorted(const std::array<int, kFamilyCount>& counts) {
  std::vector<std::pair<Family, int>> out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) out.emplace_back(static_cast<Family>(i), counts[i]);
  }
  std::ranges::stable_sort(out, std::greater{}, &std::pair<Family, int>::second);
  return out;
}

// How many wear each family's colour.
std::vector<std::pair<Family, int>> families_of(const Places& places,
                                                const std::vector<PlaceId>& list, KindSet visible) {
  std::array<int, kFamilyCount> counts{};
  for (const PlaceId p : list) {
    ++counts[static_cast<std::size_t>(display_family(places.kinds(p), visible))];
  }
  return sorted(counts);
}

void sort_by_name(const Places& places, std::vector<PlaceId>& list) {
  std::vector<std::pair<std::string, PlaceId>> keys;
  keys.reserve(list.size());
  for (const PlaceId p : list) keys.emplace_back(fold(places.name(p)), p);
  std::ranges::sort(keys);
  std::ranges::transform(keys, list.begin(), &std::pair<std::string, PlaceId>::second);
}

}  // namespace

const AtlasFacts& atlas_facts(Frame& f) {
  AtlasFacts& facts = f.ui.cache->atlas;
  if (facts.of != f.world.atlas.places) {
    facts = {};
    facts.of = f.world.atlas.places;
    count_sources(*facts.of, facts);
  }
  if (!facts.counted && f.world.whole && f.world.whole->places == facts.of.get()) {
    facts.counted = true;
    count_families(*facts.of, *f.world.whole, facts);
    count_years(*facts.of, *f.world.whole, facts);
  }
  return facts;
}

const PlaceFacts& place_facts(Frame& f, PlaceId place) {
  PlaceFacts& facts = f.ui.cache->place;
  const PlaceFacts::Key key{f.world.atlas.places,    f.world.markers,  place,
                            f.state.visible,         f.ui.near_family, f.language(),
                            f.world.atlas.attributes};
  if (facts.key == key) return facts;
  const bool same_place = facts.key.of == key.of && facts.key.place == place;
  PlaceFacts made{key,
                  place_sheet(f.language(), f.world.atlas, place),
                  links_of(f.world.atlas, place),
                  neighbours(f, place, f.ui.near_family),
                  same_place ? facts.namesakes : namesakes(f.places(), place),
                  band_of(f.places().kinds(place)),
                  f.world.markers->passing.contains(place)};
  facts = std::move(made);
  return facts;
}

const NearFacts* near_facts(Frame& f) {
  if (!f.world.nearby) return nullptr;
  NearFacts& facts = f.ui.cache->near;
  if (facts.of == f.world.nearby) return &facts;
  facts.of = f.world.nearby;
  std::vector<PlaceId> list;
  for (const Neighbour& n : facts.of->places) {
    // A delivery may be of places that are gone.
    if (n.place.value < f.places().size()) list.push_back(n.place);
  }
  std::erase_if(list, [&](PlaceId p) { return (f.places().kinds(p) & f.state.visible).empty(); });
  facts.families = families_of(f.places(), list, f.state.visible);
  return &facts;
}

const OverlayFacts* overlay_facts(Frame& f, OverlayRef feature) {
  const auto& counted = f.world.inside;
  if (!counted || !answers(*counted, f.state, f.world) || counted->feature != feature) {
    return nullptr;
  }
  OverlayFacts& facts = f.ui.cache->overlay;
  if (facts.of == counted && facts.visible == f.state.visible) return &facts;
  facts = {counted, f.state.visible, 0, {}};
  std::array<int, kFamilyCount> counts{};
  for (std::size_t c = 0; c < counted->by_class.size(); ++c) {
    const auto n = static_cast<int>(counted->by_class[c]);
    const KindSet kinds = f.places().classes()[c];
    if (n == 0 || (kinds & f.state.visible).empty()) continue;
    counts[static_cast<std::size_t>(display_family(kinds, f.state.visible))] += n;
    facts.total += n;
  }
  facts.families = sorted(counts);
  return &facts;
}

const ClusterFacts& cluster_facts(Frame& f, ClusterRef cluster) {
  ClusterFacts& facts = f.ui.cache->cluster;
  if (facts.of == f.world.markers && facts.cluster == cluster && facts.visible == f.state.visible) {
    return facts;
  }
  facts = {f.world.markers, cluster, f.state.visible, {}, {}};
  const auto& pyramid = facts.of->pyramid(cluster.territory);
  for (const PlaceId p : pyramid.members(cluster.node)) {
    if (!(f.places().kinds(p) & f.state.visible).empty()) facts.members.push_back(p);
  }
  if (facts.members.size() <= kManyPlaces) sort_by_name(f.places(), facts.members);
  facts.families = families_of(f.places(), facts.members, f.state.visible);
  return facts;
}

}  // namespace terreau::ui
