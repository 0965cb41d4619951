#pragma once

#include <atomic>
#include <bitset>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/expression.h"
#include "geodata/place_set.h"
#include "geodata/places.h"

namespace terreau {

using PrecisionSet = std::bitset<kPrecisionCount>;

// What passes. Each part narrows; an empty or default part lets everything through.
// The legend's toggles are not here: they choose what is *shown* of what passes.
struct Filter {
  KindSet families = KindSet::all();  // kinds of the families asked for
  KindSet forms = KindSet::all();     // a place passes if it has one of these kinds
  KindSet functions = KindSet::all();
  // One part, the territory: a place passes if it is known in one of these departments or one of
  // these regions. None set: all.
  DepartmentSet departments;
  RegionSet regions;
  int year_from = 0;  // 0: open; a place without year passes only an open range
  int year_to = 0;
  PrecisionSet precisions;  // none set: all
  std::vector<std::string>
      sources;             // a loaded file, by its name or as it was named, or a cited host
  std::string text;        // folded words, all of which the name, commune or sector must hold
  std::string expression;  // OGR SQL, see expression.h; one that does not compile passes nothing

  friend bool operator==(const Filter&, const Filter&) = default;
};

// What a place can fail; `words` stands for text and expression together.
enum class FilterPart : std::uint8_t {
  families,
  forms,
  functions,
  territory,
  years,
  precision,
  source,
  words
};
using FilterParts = std::bitset<8>;

// A filter made ready for many places: words folded, expression compiled. One thread at a time.
class FilterTest {
 public:
  FilterTest(const Places& places, Filter filter);
  bool passes(PlaceId place);
  bool passes(const Places::Columns& columns, PlaceId place);  // of which it is one
  // The parts that the place fails. Words, which cost most, are only looked at where no more than
  // one other part fails: more than one is all that counts then.
  FilterParts failed(const Places::Columns& columns, PlaceId place);

 private:
  bool words_hold(PlaceId place);
  bool has_source(PlaceId place) const;
  bool has_words(PlaceId place) const;

  const Places& places_;
  Filter filter_;
  std::string folded_;
  std::vector<std::string_view> words_;  // of folded_
  std::optional<Expression> expression_;
};

inline bool passes(const Places& places, PlaceId place, const Filter& filter) {
  return FilterTest(places, filter).passes(place);
}

// The places that pass; on several threads where they are many. Stops early, with what it has, when
// asked to. `tested` counts the places looked at, for whoever waits.
PlaceSet passing(const Places& places, const Filter& filter, std::stop_token stop = {},
                 std::atomic<std::uint32_t>* tested = nullptr);

}  // namespace terreau
