#include "geodata/import_same.h"

#include "geodata/parse.h"

namespace terreau::import {
namespace {

constexpr int kLongestChain = 8;  // "the same as the same as …"; a circle has no end

void tell_row(FurtherFacts& facts, PlaceId place, const PlaceRow& row, const Witness& who) {
  facts.add(place, FactField::name, row.name, who);
  if (row.form != LegalForm::unknown) {
    facts.add(place, FactField::form, info(row.form).code, who);
  }
  if (!row.functions.empty()) {
    facts.add(place, FactField::functions, function_codes(kinds_of(row.form, row.functions)), who);
  }
  facts.add(place, FactField::sector, row.sector, who);
  facts.add(place, FactField::commune, row.commune, who);
  if (row.department.valid()) {
    facts.add(place, FactField::department, department(row.department).code, who);
  }
  if (row.year > 0) facts.add(place, FactField::year, std::to_string(row.year), who);
  facts.add(place, FactField::status, row.status, who);
  facts.add(place, FactField::website, row.website, who);
  facts.add(place, FactField::tags, row.tags, who);
}

}  // namespace

Sameness::Sameness(const Layer& layer, const ColumnRoles& roles, const Places& before) {
  if (roles.same_as < 0) return;
  const auto rows = static_cast<std::size_t>(layer.row_count);
  std::unordered_map<std::string_view, bool> wanted;  // is it there?
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string_view primary = trimmed(cell(layer, roles.same_as, i));
    if (primary.empty()) continue;
    wanted.emplace(primary, false);
    same_as_.emplace(trimmed(cell(layer, roles.id, i)), primary);
  }
  if (wanted.empty()) return;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto found = wanted.find(trimmed(cell(layer, roles.id, i)));
    if (found != wanted.end()) found->second = true;
  }
  for (const auto& [id, here] : wanted) {
    if (here) primaries_.emplace(id, PlaceId{});
  }
  for (std::uint32_t p = 0; p < before.size(); ++p) {
    const auto found = wanted.find(before.id(PlaceId{p}));
    if (found != wanted.end() && !found->second) primaries_[std::string(found->first)] = PlaceId{p};
  }
}

std::string_view Sameness::primary_of(std::string_view same_as) const {
  for (int step = 0; step < kLongestChain && !same_as.empty(); ++step) {
    const auto next = same_as_.find(same_as);
    if (next == same_as_.end()) {
      const auto found = primaries_.find(std::string(same_as));
      return found != primaries_.end() ? std::string_view(found->first) : std::string_view();
    }
    same_as = next->second;
  }
  return {};
}

void Sameness::note_place(std::string_view id, PlaceId place) {
  if (primaries_.empty()) return;
  const auto found = primaries_.find(std::string(id));
  if (found != primaries_.end() && !found->second.valid()) found->second = place;
}

void Sameness::merge(std::string_view primary, const PlaceRowView& row, std::uint16_t source) {
  merged_.push_back({primary, PlaceId{}, row.as<PlaceRow>(), source});
}

void Sameness::merge(PlaceId primary, const PlaceRowView& row, std::uint16_t source) {
  merged_.push_back({"", primary, row.as<PlaceRow>(), source});
}

void Sameness::tell(Places& places) const {
  for (const Merged& m : merged_) {
    PlaceId place = m.place;
    if (!place.valid()) {
      const auto found = primaries_.find(std::string(m.primary));
      if (found != primaries_.end()) place = found->second;
    }
    if (!place.valid()) continue;
    const Witness who{m.row.source_url, m.row.source_date, m.source};
    tell_row(places.facts_being_read(), place, m.row, who);
    places.add_kinds(place, m.row.form, m.row.functions);
  }
}

}  // namespace terreau::import
