#include "geodata/further_facts.h"

#include <algorithm>

namespace terreau {
namespace {

// The row of a small list that holds `value`, which is appended where it is new.
template <class T, class Value>
std::uint32_t row_of(std::vector<T>& list, const Value& value) {
  // Rows come in the order of their file: the last ones are met again first.
  for (std::size_t i = list.size(); i-- > 0 && i + 64 >= list.size();) {
    if (list[i] == value) return static_cast<std::uint32_t>(i);
  }
  list.emplace_back(value);
  return static_cast<std::uint32_t>(list.size() - 1);
}

}  // namespace

void FurtherFacts::add(PlaceId place, FactField field, std::string_view value,
                       const Witness& witness) {
  if (value.empty()) return;
  const std::uint32_t who = row_of(witnesses_, witness);
  facts_.push_back({place.value, static_cast<std::uint32_t>(values_.size()), who, 0, field});
  values_.push_back(value);
}

void FurtherFacts::add_column(PlaceId place, std::string_view column, std::string_view value) {
  if (value.empty()) return;
  const auto name = static_cast<std::uint16_t>(row_of(columns_, column));
  facts_.push_back(
      {place.value, static_cast<std::uint32_t>(values_.size()), kOwnRow, name, FactField::other});
  values_.push_back(value);
}

void FurtherFacts::keep_first(std::size_t count) {
  if (count >= facts_.size()) return;
  values_.keep_first(facts_[count].value);
  facts_.resize(count);
  facts_.shrink_to_fit();
}

void FurtherFacts::finish() { std::ranges::stable_sort(facts_, {}, &Fact::place); }

std::vector<FurtherFact> FurtherFacts::of(PlaceId place) const {
  std::vector<FurtherFact> out;
  for (const Fact& f : std::ranges::equal_range(facts_, place.value, {}, &Fact::place)) {
    FurtherFact fact{f.field, {}, values_[f.value], nullptr};
    if (f.witness != kOwnRow) fact.witness = &witnesses_[f.witness];
    if (f.field == FactField::other) fact.column = columns_[f.column];
    out.push_back(fact);
  }
  return out;
}

}  // namespace terreau
