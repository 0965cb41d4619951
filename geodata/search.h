#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/gazetteer.h"
#include "geodata/name_index.h"
#include "geodata/places.h"
#include "geodata/types.h"

namespace terreau {

// Lower case, no accents, œ→oe, punctuation and hyphens as single spaces: "L'Île-Saint-Denis" →
// "l ile saint denis". Invalid UTF-8 is passed over.
std::string fold(std::string_view text);

// A folded text with "st" and "ste" as "saint" and "sainte".
std::string spelt_out(std::string_view folded);

enum class FoundKind : std::uint8_t { place, commune, department, region, position };
std::string_view code(FoundKind k);

struct Found {
  FoundKind kind = FoundKind::place;
  std::string name;
  LonLat position;  // NaN for a place without a point
  DepartmentId department;
  RegionId region;    // kind region only
  PlaceId place;      // kind place only
  double score = 0;   // 1 exact … 0, best first
  double weight = 0;  // 0 … 1: how much of a place it is; tells matches of one kind apart
  NameMatch match = NameMatch::exact;
};

// What a text may mean, each list best first.
struct Findings {
  std::vector<Found> positions;  // the text is a coordinate
  std::vector<Found> places, communes, departments, regions;
  bool empty() const {
    return positions.empty() && places.empty() && communes.empty() && departments.empty() &&
           regions.empty();
  }
};

struct FindLimits {
  std::size_t places = 10, communes = 10, departments = 10, regions = 10;
};

// Places, communes, departments and regions by name, code or coordinate. Built once on a worker,
// immutable afterwards.
class SearchIndex {
 public:
  // `department_centres`: a representative point per DepartmentId (NaN allowed).
  SearchIndex(std::shared_ptr<const Places> places, std::shared_ptr<const Gazetteer> gazetteer,
              std::vector<LonLat> department_centres);
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;
  const std::shared_ptr<const Places>& places() const { return places_; }
  std::size_t size() const { return place_names_.size() + commune_names_.size(); }

  // Exact before prefix before word start before the same words before inside before a typo, which
  // counts only where nothing else does; then by weight. "renata" also finds RENETA. An empty text
  // finds nothing.
  Findings find_all(std::string_view text, const FindLimits& limits = {}) const;
  // The same in one list, best first.
  std::vector<Found> find(std::string_view text, std::size_t limit = 10) const;

 private:
  void index_places();
  void order_places();
  void index_communes();
  void index_territories();
  std::string words_of_place(PlaceId place) const;
  Findings find_names(std::string_view phrase, bool typos, const FindLimits& limits) const;
  void find_codes(std::string_view text, Findings& out) const;
  Found place(const NameHit& hit) const;
  Found commune(std::uint32_t row, NameMatch match) const;
  Found department_found(DepartmentId d, NameMatch match) const;
  Found region_found(RegionId r, NameMatch match) const;

  std::shared_ptr<const Places> places_;
  std::shared_ptr<const Gazetteer> gazetteer_;
  std::vector<LonLat> department_centres_;
  NameIndex place_names_, commune_names_, department_names_, region_names_;
  std::vector<std::uint32_t> place_order_, commune_order_;  // rows of the indices: best first
  bool narrowed_ = false;  // places are also known by where and what they are
  std::vector<std::string> department_words_, class_words_;  // folded
};

// The bytes of `text` that a query's words match, for emphasis: [begin, end), ascending.
std::vector<std::pair<std::size_t, std::size_t>> matched_parts(std::string_view text,
                                                               std::string_view query);

}  // namespace terreau
