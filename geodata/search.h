#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/gazetteer.h"
#include "geodata/places.h"
#include "geodata/text_column.h"
#include "geodata/types.h"

namespace terreau {

// Lower case, no accents, œ→oe, punctuation and hyphens as single spaces: "L'Île-Saint-Denis" →
// "l ile saint denis". Invalid UTF-8 is passed over.
std::string fold(std::string_view text);

// A folded text with "st" and "ste" as "saint" and "sainte".
std::string spelt_out(std::string_view folded);

enum class FoundKind : std::uint8_t { place, commune, department, region };
std::string_view code(FoundKind k);

struct Found {
  FoundKind kind = FoundKind::place;
  std::string name;
  LonLat position;  // NaN for a place without a point
  DepartmentId department;
  PlaceId place;     // kind place only
  double score = 0;  // 1 exact … 0, best first
};

// Folded names in one buffer, scanned per query; built once on a worker, immutable afterwards.
class SearchIndex {
 public:
  // `department_centres`: a representative point per DepartmentId (NaN allowed).
  SearchIndex(const Places& places, const Gazetteer& gazetteer,
              const std::vector<LonLat>& department_centres);
  // Best first: exact before prefix before word start before inside before a typo; then by kind and
  // size. "renata" also finds RENETA. An empty text finds nothing.
  std::vector<Found> find(std::string_view text, std::size_t limit = 10) const;

 private:
  struct Entry {
    FoundKind kind = FoundKind::place;
    DepartmentId department;
    std::uint32_t row = 0;    // PlaceId, or row of its list
    std::uint32_t begin = 0;  // of its folded name in names_
    float weight = 0;         // 0 … 1: how much of a place it is
  };
  struct Match;
  void add(FoundKind kind, std::uint32_t row, DepartmentId department, float weight,
           std::string_view folded);
  std::string_view folded(std::size_t entry) const;
  void find_phrase(std::string_view phrase, std::vector<Match>& out) const;
  void find_words(std::string_view phrase, std::vector<Match>& out) const;
  void find_typo(std::string_view phrase, std::vector<Match>& out) const;
  Found result(const Match& match) const;

  std::string names_;  // every folded name between two line feeds
  std::vector<Entry> entries_;
  // What results show; rows of the kinds commune, department, region, place.
  TextColumn commune_names_, place_names_;
  std::vector<LonLat> commune_positions_, place_positions_, department_centres_, region_centres_;
  std::vector<std::string> region_names_;
};

}  // namespace terreau
