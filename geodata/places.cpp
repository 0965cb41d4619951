#include "geodata/places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "geodata/parse.h"

namespace terreau {

template <class Self, class Visit>
void Places::each_column(Self& places, const Visit& visit) {
  visit(places.position_), visit(places.precision_), visit(places.department_);
  visit(places.region_), visit(places.year_), visit(places.class_), visit(places.form_);
  visit(places.ids_), visit(places.names_);
  for (auto* const column : dictionaries(places)) visit(*column);
}

Places::ClassIndex Places::class_with(KindSet kinds) {
  constexpr std::uint32_t kGolden = 0x9E3779B1;
  auto& [last_kinds, last] = last_classes_[kinds.bits() * kGolden >> 26U];
  if (last_kinds == kinds && !kinds.empty()) return last;
  auto found = std::find(classes_.begin(), classes_.end(), kinds);
  if (found == classes_.end()) found = classes_.insert(found, kinds);
  last_kinds = kinds;
  return last = static_cast<ClassIndex>(found - classes_.begin());
}

void Places::add_kinds(PlaceId p, LegalForm form, std::span<const Function> functions) {
  LegalForm own = form_[p.value];
  if (own == LegalForm::unknown && form != own) form_.set(p.value, own = form);
  KindSet all = kinds(p);
  all.set(kind_of(LegalForm::unknown), false);
  for (const Function f : functions) all.set(kind_of(f));
  if (own != LegalForm::unknown || all.empty()) all.set(kind_of(own));
  const ClassIndex now = class_with(all);
  if (class_[p.value] != now) class_.set(p.value, now);
}

PlaceId Places::add(const PlaceRowView& row, std::uint16_t source, KnownCommune* known,
                    std::uint32_t website) {
  const PlaceId place{static_cast<std::uint32_t>(size())};
  class_.push_back(class_with(kinds_of(row.form, row.functions)));
  const bool has_point = is_valid(row.position);
  position_.push_back(has_point ? FixedPosition::of(row.position) : FixedPosition{});
  if (has_point) ++located_count_;
  precision_.push_back(row.precision);
  department_.push_back(row.department);
  region_.push_back(row.department.valid() ? region_of(row.department)
                    : row.region.empty()   ? RegionId{}
                                           : match_region(row.region).value_or(RegionId{}));
  year_.push_back(static_cast<std::int16_t>(row.year));
  form_.push_back(row.form);
  if (sources_.empty() || sources_.back().source != source) {
    sources_.push_back({place.value, source});
  }
  ids_.push_back(row.id);
  names_.push_back(row.name);
  communes_.push_back(row.commune, known != nullptr ? &known->name : nullptr);
  commune_codes_.push_back(row.commune_code, known != nullptr ? &known->code : nullptr);
  regions_.push_back(row.region);
  sectors_.push_back(row.sector);
  websites_.push_back(row.website, website);
  statuses_.push_back(row.status);
  tags_.push_back(row.tags);
  source_urls_.push_back(row.source_url);
  source_dates_.push_back(row.source_date);
  return place;
}

void Places::keep_first(std::size_t places, std::size_t facts) {
  further_.keep_first(facts);
  if (places >= size()) return;
  position_.each(places, size(), [&](std::span<const FixedPosition> dropped) {
    located_count_ -= static_cast<std::size_t>(std::ranges::count_if(dropped, &FixedPosition::any));
  });
  std::erase_if(sources_, [&](const SourceRun& run) { return run.first >= places; });
  std::erase_if(id_shapes_, [&](const auto& part) { return part.first.end > places; });
  each_column(*this, [&](auto& column) { column.keep_first(places); });
}

std::vector<Places::Rows> Places::rows_that_may_have(std::span<const std::string_view> ids) const {
  std::vector<Rows> rows;
  std::uint32_t begin = 0;
  const auto up_to = [&](std::uint32_t end) {
    if (begin < end) rows.push_back({begin, end});
  };
  for (const auto& [part, shapes] : id_shapes_) {
    const auto has = [&, &of_part = shapes](std::string_view id) { return of_part.may_have(id); };
    if (std::ranges::any_of(ids, has)) continue;
    up_to(part.first);
    begin = part.end;
  }
  up_to(static_cast<std::uint32_t>(size()));
  return rows;
}

void Places::finish() {
  further_.finish();
  each_column(*this, [](auto& column) {
    if constexpr (requires { column.finish(); }) column.finish();
  });
}

void Places::spill_to(const std::shared_ptr<Scratch>& scratch) {
  each_column(*this, [&](auto& column) { column.spill_to(scratch); });
}

void Places::let_go(std::uint32_t first, std::uint32_t end) const {
  each_column(*this, [&](const auto& column) { column.let_go(first, end); });
}

Places::Columns Places::columns(std::uint32_t first, std::uint32_t end) const {
  Columns out;
  const auto run = std::ranges::upper_bound(sources_, first, {}, &SourceRun::first);
  if (run != sources_.end()) end = std::min(end, run->first);
  out.first_ = first;
  out.source_ = std::prev(run)->source;
  out.classes_ = classes_;
  out.source_url_ = source_urls_.together(first, end);
  out.source_date_ = source_dates_.together(first, first + out.source_url_.size());
  const std::size_t last = first + out.source_date_.size();
  out.class_ = class_.together(first, last);  // these columns have the same blocks
  out.position_ = position_.together(first, last);
  out.precision_ = precision_.together(first, last);
  out.department_ = department_.together(first, last);
  out.region_ = region_.together(first, last);
  out.year_ = year_.together(first, last);
  out.form_ = form_.together(first, last);
  return out;
}

int Places::Columns::source_year(PlaceId p) const {
  const std::string_view date = source_date_[row(p)];
  return date.empty() ? 0 : parse_year(date);
}

const Places::SourceRun& Places::run_of(PlaceId p) const {
  return *std::prev(std::ranges::upper_bound(sources_, p.value, {}, &SourceRun::first));
}

std::uint16_t Places::source(PlaceId p) const { return run_of(p).source; }

PlaceId Places::first_of_source(PlaceId p) const { return PlaceId{run_of(p).first}; }

Places::FixedPosition Places::FixedPosition::of(LonLat p) {
  return {static_cast<std::int32_t>(std::lround(p.lon_deg * kPerDegree)),
          static_cast<std::int32_t>(std::lround(p.lat_deg * kPerDegree))};
}

void Places::name_source(std::uint16_t source, std::string name) {
  if (source_names_.size() <= source) source_names_.resize(source + 1U);
  source_names_[source] = std::move(name);
}

Text2 relation_label(std::string_view relation, bool reversed) {
  struct Row {
    std::string_view relation;
    Text2 forward, backward;
  };
  static constexpr std::array<Row, 11> kRows{{
      {"member_of", {"est membre de", "is a member of"}, {"a pour membre", "has as member"}},
      {"founder_of", {"a fondé", "founded"}, {"a été fondée par", "was founded by"}},
      {"facilitates", {"anime", "facilitates"}, {"est animée par", "is facilitated by"}},
      {"finances", {"finance", "finances"}, {"est financée par", "is financed by"}},
      {"hosts", {"accueille", "hosts"}, {"est accueillie par", "is hosted by"}},
      {"merged_into", {"a rejoint par fusion", "merged into"}, {"a absorbé", "absorbed"}},
      {"partner_of",
       {"est partenaire de", "is a partner of"},
       {"est partenaire de", "is a partner of"}},
      {"subsidiary_of",
       {"est une filiale de", "is a subsidiary of"},
       {"a pour filiale", "has as subsidiary"}},
      {"incubated_by", {"est incubée par", "is incubated by"}, {"incube", "incubates"}},
      {"parent_of",
       {"est la maison mère de", "is the parent of"},
       {"a pour maison mère", "has as parent"}},
      {"supplies", {"fournit", "supplies"}, {"est fournie par", "is supplied by"}},
  }};
  for (const Row& row : kRows) {
    if (row.relation == relation) return reversed ? row.backward : row.forward;
  }
  return {"est en lien avec", "is linked to"};
}

}  // namespace terreau
