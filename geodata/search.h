#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/gazetteer.h"
#include "geodata/places.h"
#include "geodata/types.h"

namespace terreau {

// Lower case, no accents, œ→oe, punctuation and hyphens as single spaces: "L'Île-Saint-Denis" →
// "l ile saint denis". Invalid UTF-8 is passed over.
std::string fold(std::string_view text);

enum class FoundKind : std::uint8_t { place, commune, department, region };
std::string_view code(FoundKind k);

struct Found {
  FoundKind kind = FoundKind::place;
  std::string name;
  LonLat position;  // NaN for a place without a point
  DepartmentId department;
  PlaceId place;       // kind place only
  double score = 0;    // 1 exact … 0, best first
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
    std::string folded;
    Found found;
    double weight = 0;
  };
  std::vector<Entry> entries_;
};

}  // namespace terreau
