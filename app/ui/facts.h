#pragma once

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "app/model/choropleth.h"
#include "app/model/comparison.h"
#include "app/model/nearby.h"
#include "app/model/place_facts.h"
#include "app/ui/widgets.h"
#include "geodata/atlas.h"

// What the panels show of the data, computed when what is shown changes and not per frame.
namespace terreau::ui {

// Of all loaded places, whatever the filter.
struct AtlasFacts {
  std::shared_ptr<const Places> of;
  bool counted = false;  // families and years, which come a little later
  std::array<int, kFamilyCount> by_family{};
  int first_year = 0, last_year = 0;  // 0: no place has a year
  int first_bar = 0;                  // its first bar also holds the few years before this one
  int years_a_bar = 1;
  int bars = 0;                      // of the histogram
  std::size_t cited = 0;             // different source texts
  int cited_from = 0, cited_to = 0;  // years of these texts
};

struct PlaceFacts {
  struct Key {
    std::shared_ptr<const Places> of;
    std::shared_ptr<const Markers> markers;
    PlaceId place;
    KindSet visible;
    std::optional<Family> near;
    Language language = Language::fr;
    std::shared_ptr<const PlaceAttributes> attributes;
    friend bool operator==(const Key&, const Key&) = default;
  } key;
  PlaceSheet sheet;
  std::vector<Link> links;
  std::vector<Neighbour> near;     // of what is on the map, and of the family that was chosen
  std::vector<PlaceId> namesakes;  // other entries of the same name
  std::vector<std::pair<Family, int>> families;  // with their weight in the colour band
  bool passes = true;                            // the filter
};

struct NearFacts {
  std::shared_ptr<const NearbyPlaces> of;
  std::vector<std::pair<Family, int>> families;
};

// Of a department, a region or France, under the filter and the kinds that are shown.
struct TerritoryFacts {
  std::shared_ptr<const Markers> of;
  TerritoryRef territory;
  KindSet visible;
  Profile own, region, france;  // region: a department's
  int passing = 0;              // with the hidden kinds
  std::optional<Rank> by_total, by_density;
  std::vector<std::pair<Kind, int>> kinds;  // most frequent first, as are the others
  std::vector<std::pair<Family, int>> families;
  std::vector<std::pair<DepartmentId, int>> departments;  // of a region
  std::vector<PlaceId> places;                            // by name
};

struct ComparisonFacts {
  std::shared_ptr<const Markers> of;
  KindSet visible;
  std::vector<TerritoryRef> territories;
  Language language = Language::fr;
  Comparison comparison;
};

struct ClusterFacts {
  std::shared_ptr<const Markers> of;
  ClusterRef cluster;
  KindSet visible;
  std::vector<PlaceId> members;  // visible ones, by name
  std::vector<std::pair<Family, int>> families;
};

// What lies in the polygon of an overlay, of the kinds that are shown.
struct OverlayFacts {
  std::shared_ptr<const OverlayPlaces> of;
  KindSet visible;
  int total = 0;
  std::vector<std::pair<Family, int>> families;
};

// What a card's height depends on.
struct CardKey {
  Target target;
  const void* markers = nullptr;
  const void* places = nullptr;
  KindSet visible;
  Language language = Language::fr;
  bool comparing = false;
  const void* nearby = nullptr;
  std::optional<Family> near_family = {};
  const void* inside = nullptr;
  int link_rings = 1;
  std::optional<StoryView> story = {};
  friend bool operator==(const CardKey&, const CardKey&) = default;
};

// Beside each choice of the filter: what it would let through of the kinds that are shown.
struct FilterCounts {
  std::shared_ptr<const Facets> of;
  KindSet visible;
  std::array<int, kFamilyCount> families{};
  std::array<int, kKindCount> kinds{};                                // forms and functions
  std::vector<int> departments, regions, precisions, years, sources;  // rows of the facets
};

struct Cache {
  FilterCounts filter;
  CardKey card;
  float card_height = 0;
  AtlasFacts atlas;
  Classes classes;
  PlaceFacts place;
  TerritoryFacts territory, nation;
  ComparisonFacts comparison;
  ClusterFacts cluster;
  NearFacts near;
  OverlayFacts overlay;
};

const AtlasFacts& atlas_facts(Frame& f);
// Null while they have not been counted yet.
const FilterCounts* filter_counts(Frame& f);
const PlaceFacts& place_facts(Frame& f, PlaceId place);
const TerritoryFacts& territory_facts(Frame& f, TerritoryRef territory);
const ClusterFacts& cluster_facts(Frame& f, ClusterRef cluster);
// What was found around a spot; null while it is being looked for.
const NearFacts* near_facts(Frame& f);
// Null while the places are being counted.
const OverlayFacts* overlay_facts(Frame& f, OverlayRef feature);

}  // namespace terreau::ui
