#include "geodata/search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "geodata/parse.h"
#include "geodata/position_text.h"

namespace terreau {
namespace {

// What a match is worth before its weight, which adds at most kWeightShare: never a rank.
constexpr std::array<double, 6> kWorth{0.95, 0.85, 0.7, 0.6, 0.5, 0.3};
constexpr double kWeightShare = 0.05;
constexpr double kDepartmentWeight = 0.9, kRegionWeight = 0.85;
constexpr std::size_t kNarrowedPlaces = 200'000;  // more are found by their names alone

void weigh(Found& found, NameMatch match, double weight) {
  found.match = match;
  found.weight = weight;
  found.score = match == NameMatch::exact
                    ? 1.0
                    : kWorth[static_cast<std::size_t>(match)] + kWeightShare * weight;
}

double commune_weight(int population) { return std::log10(std::max(population, 0) + 1.0) / 7.0; }

// What many look for comes before what few do: a pole, an incubator, an organisation, a lead.
double place_weight(KindSet kinds) {
  double weight = 0.5;
  if (kinds.has(kind_of(Function::ptce))) weight += 0.15;
  if (kinds.has(kind_of(Function::cae)) || kinds.has(kind_of(Function::espace_test))) {
    weight += 0.1;
  }
  if (kinds.has(kind_of(LegalForm::autre))) weight -= 0.1;
  return weight;
}

// Letters that other people write, folded.
std::string with_aliases(std::string_view folded) {
  std::string out;
  for (const std::string_view word : words_of(folded)) {
    if (!out.empty()) out += ' ';
    out += word == "renata" ? std::string_view("reneta") : word;
  }
  return out;
}

// "st etienne" is spelt out; a last "st" may become "strasbourg".
std::string phrase_of(std::string_view text) {
  const std::string folded = fold(text);
  const std::size_t last = folded.rfind(' ');
  if (last == std::string::npos) return with_aliases(folded);
  return with_aliases(spelt_out(std::string_view(folded).substr(0, last)) + folded.substr(last));
}

Found found_of(FoundKind kind, std::string_view name, LonLat position, DepartmentId department) {
  Found found;
  found.kind = kind;
  found.name = name;
  found.position = position;
  found.department = department;
  return found;
}

void append_line(std::string& out, std::string_view line) { out.append("\n").append(line); }

}  // namespace

std::string_view code(FoundKind k) {
  switch (k) {
    case FoundKind::place: return "place";
    case FoundKind::commune: return "commune";
    case FoundKind::department: return "department";
    case FoundKind::region: return "region";
    case FoundKind::position: return "position";
  }
  return {};
}

std::string spelt_out(std::string_view folded) {
  if (folded.find("st") == std::string_view::npos) return std::string(folded);
  std::string out;
  for (const std::string_view word : words_of(folded)) {
    if (!out.empty()) out += ' ';
    out += word == "st" ? std::string_view("saint") : word == "ste" ? "sainte" : word;
  }
  return out;
}

SearchIndex::SearchIndex(std::shared_ptr<const Places> places,
                         std::shared_ptr<const Gazetteer> gazetteer,
                         std::vector<LonLat> department_centres)
    : places_(std::move(places)),
      gazetteer_(std::move(gazetteer)),
      department_centres_(std::move(department_centres)) {
  department_centres_.resize(kDepartmentCount);
  index_territories();
  index_communes();
  index_places();
}

void SearchIndex::index_territories() {
  department_names_ =
      NameIndex(kDepartmentCount, [](std::uint32_t d) { return fold(departments()[d].name); });
  region_names_ = NameIndex(static_cast<std::uint32_t>(regions().size()),
                            [](std::uint32_t r) { return fold(regions()[r].name); });
}

void SearchIndex::index_communes() {
  const std::vector<Commune>& communes = gazetteer_->communes();
  commune_order_.resize(communes.size());
  std::iota(commune_order_.begin(), commune_order_.end(), 0U);
  // A part of a city is looked for by few.
  const auto size = [&](std::uint32_t c) {
    return communes[c].name.ends_with("Arrondissement") ? communes[c].population / 1000
                                                        : communes[c].population;
  };
  std::ranges::stable_sort(commune_order_, std::greater{}, size);
  commune_names_ = NameIndex(static_cast<std::uint32_t>(communes.size()),
                             [order = &commune_order_, gazetteer = gazetteer_](std::uint32_t row) {
                               return std::string(gazetteer->folded_name((*order)[row]));
                             });
}

void SearchIndex::index_places() {
  const std::size_t count = places_->size();
  narrowed_ = count <= kNarrowedPlaces;
  if (narrowed_) {
    for (const Department& d : departments()) department_words_.push_back(fold(d.name));
    for (const KindSet kinds : places_->classes()) {
      std::string words;
      for (std::uint8_t k = 0; k < kKindCount; ++k) {
        if (kinds.has(Kind{k})) words += ' ' + fold(info(Kind{k}).badge.fr);
      }
      class_words_.push_back(words);
    }
  }
  order_places();
  // While the index is built, rows are asked for one after the other.
  constexpr std::uint32_t kBetweenLettingGo = 100'000;
  const auto all = static_cast<std::uint32_t>(count);
  place_names_ = NameIndex(all, [this, all](std::uint32_t row) {
    if (row % kBetweenLettingGo == kBetweenLettingGo - 1) places_->let_go(0, all);
    return words_of_place(PlaceId{place_order_[row]});
  });
}

// By weight, of which there are few: a row for each, one after the other.
void SearchIndex::order_places() {
  std::map<double, std::uint32_t, std::greater<>> next;  // of each weight, its next row
  for (const KindSet kinds : places_->classes()) next[place_weight(kinds)] = 0;
  std::vector<std::uint32_t*> of_class;
  for (const KindSet kinds : places_->classes()) of_class.push_back(&next[place_weight(kinds)]);
  const auto count = static_cast<std::uint32_t>(places_->size());
  for (PlaceId p{0}; p.value < count; ++p.value) ++*of_class[places_->class_of(p)];
  std::uint32_t begin = 0;
  for (auto& [weight, row] : next) begin += std::exchange(row, begin);
  place_order_.resize(count);
  for (PlaceId p{0}; p.value < count; ++p.value) {
    place_order_[(*of_class[places_->class_of(p)])++] = p.value;
  }
}

std::string SearchIndex::words_of_place(PlaceId p) const {
  std::string out = spelt_out(fold(places_->name(p)));
  if (places_->further().size() > 0) {
    for (const FurtherFact& fact : places_->further().of(p)) {
      if (fact.field == FactField::name) append_line(out, spelt_out(fold(fact.value)));
    }
  }
  if (!narrowed_) return out;
  out += "\n " + spelt_out(fold(places_->commune(p)));
  if (const DepartmentId d = places_->department(p); d.valid()) {
    out += "\n " + department_words_[d.value];
  }
  if (const std::string& kinds = class_words_[places_->class_of(p)]; !kinds.empty()) {
    append_line(out, kinds);
  }
  return out;
}

Found SearchIndex::place(const NameHit& hit) const {
  const PlaceId p{place_order_[hit.row]};
  Found found =
      found_of(FoundKind::place, places_->name(p), places_->position(p), places_->department(p));
  found.place = p;
  weigh(found, hit.match, place_weight(places_->kinds(p)));
  return found;
}

Found SearchIndex::commune(std::uint32_t row, NameMatch match) const {
  const Commune& c = gazetteer_->communes()[row];
  Found found = found_of(FoundKind::commune, c.name, c.position, c.department);
  weigh(found, match, commune_weight(c.population));
  return found;
}

Found SearchIndex::department_found(DepartmentId d, NameMatch match) const {
  Found found =
      found_of(FoundKind::department, department(d).name, department_centres_[d.value], d);
  weigh(found, match, kDepartmentWeight);
  return found;
}

Found SearchIndex::region_found(RegionId r, NameMatch match) const {
  LonLat sum{0, 0};
  int count = 0;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (region_of(DepartmentId{d}) != r || !is_valid(department_centres_[d])) continue;
    sum = {sum.lon_deg + department_centres_[d].lon_deg,
           sum.lat_deg + department_centres_[d].lat_deg};
    ++count;
  }
  Found found = found_of(FoundKind::region, region(r).name, {}, {});
  if (count > 0) found.position = {sum.lon_deg / count, sum.lat_deg / count};
  found.region = r;
  weigh(found, match, kRegionWeight);
  return found;
}

Findings SearchIndex::find_names(std::string_view phrase, bool typos,
                                 const FindLimits& limits) const {
  Findings out;
  for (const NameHit& hit : place_names_.find(phrase, typos, limits.places)) {
    out.places.push_back(place(hit));
  }
  for (const NameHit& hit : commune_names_.find(phrase, typos, limits.communes)) {
    out.communes.push_back(commune(commune_order_[hit.row], hit.match));
  }
  for (const NameHit& hit : department_names_.find(phrase, typos, limits.departments)) {
    out.departments.push_back(
        department_found(DepartmentId{static_cast<std::uint8_t>(hit.row)}, hit.match));
  }
  for (const NameHit& hit : region_names_.find(phrase, typos, limits.regions)) {
    out.regions.push_back(region_found(RegionId{static_cast<std::uint8_t>(hit.row)}, hit.match));
  }
  return out;
}

// "62", "2A", "974"; "62000", "72181".
void SearchIndex::find_codes(std::string_view text, Findings& out) const {
  std::string code(trimmed(text));
  if (code.size() > 5 || code.size() < 2 || !is_ascii_digit(code[0])) return;
  for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (const auto d = department_by_code(code)) {
    out.departments.insert(out.departments.begin(), department_found(*d, NameMatch::exact));
  }
  if (code.size() != 5) return;
  const auto add = [&](const Commune* c) {
    if (c == nullptr) return;
    const auto row = static_cast<std::uint32_t>(c - gazetteer_->communes().data());
    Found found = commune(row, NameMatch::exact);
    const auto same = [&](const Found& f) {
      return f.name == found.name && f.department == found.department;
    };
    if (std::ranges::none_of(out.communes, same)) out.communes.push_back(std::move(found));
  };
  add(gazetteer_->by_code(code));
  for (const Commune* c : gazetteer_->by_postal_code(code)) add(c);
}

Findings SearchIndex::find_all(std::string_view text, const FindLimits& limits) const {
  Findings out;
  if (const auto position = parse_position(text)) {
    Found found = found_of(FoundKind::position, trimmed(text), *position, {});
    found.score = 1;
    out.positions.push_back(std::move(found));
  }
  const std::string phrase = phrase_of(text);
  if (!phrase.empty()) {
    Findings names = find_names(phrase, false, limits);
    names.positions = std::move(out.positions);
    out = std::move(names);
    find_codes(text, out);
    if (out.empty()) out = find_names(phrase, true, limits);
  }
  return out;
}

std::vector<Found> SearchIndex::find(std::string_view text, std::size_t limit) const {
  Findings all = find_all(text, {limit, limit, limit, limit});
  std::vector<Found> out = std::move(all.positions);
  for (auto* list : {&all.places, &all.communes, &all.departments, &all.regions}) {
    std::ranges::move(*list, std::back_inserter(out));
  }
  std::ranges::stable_sort(out, [](const Found& a, const Found& b) {
    return a.match != b.match ? a.match < b.match : a.weight > b.weight;
  });
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace terreau
