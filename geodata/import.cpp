#include "geodata/import.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "geodata/attribution.h"
#include "geodata/import_parts.h"
#include "geodata/import_same.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

using import::cell;

constexpr std::int64_t kRowsWithFurtherColumns = 100'000;
constexpr std::size_t kLongestFact = 300;

struct PrecisionWord {
  std::string_view word;  // folded
  Precision precision;
};

// Our own words, those of geocoders, and "qualite_xy" of the geolocated SIRENE.
constexpr std::array kPrecisionWords{
    PrecisionWord{"address", Precision::address},
    PrecisionWord{"adresse", Precision::address},
    PrecisionWord{"site", Precision::address},
    PrecisionWord{"housenumber", Precision::address},
    PrecisionWord{"street", Precision::address},
    PrecisionWord{"locality", Precision::address},
    PrecisionWord{"11", Precision::address},
    PrecisionWord{"12", Precision::address},
    PrecisionWord{"21", Precision::address},
    PrecisionWord{"22", Precision::address},
    PrecisionWord{"commune", Precision::commune},
    PrecisionWord{"municipality", Precision::commune},
    PrecisionWord{"33", Precision::commune},
    PrecisionWord{"departement", Precision::departement},
    PrecisionWord{"department", Precision::departement},
    PrecisionWord{"region", Precision::region},
    PrecisionWord{"none", Precision::none},
};

std::optional<Precision> stated_precision(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::string folded = fold(text);
  for (const PrecisionWord& row : kPrecisionWords) {
    if (row.word == folded) return row.precision;
  }
  return Precision::commune;  // "territory", "centroid": not to the address, in any case
}

// How often something happened, and the row where it did first.
struct Tally {
  std::int64_t count = 0;
  std::size_t first_row = 0;
  std::string first;
  void note(std::size_t row, std::string_view value) {
    if (count++ > 0) return;
    first_row = row;
    first = one_line(value);
  }
  void tell(std::string_view what, std::vector<std::string>& notices) const {
    if (count == 0) return;
    notices.push_back(std::to_string(count) + " rows: " + std::string(what) + " (first in row " +
                      std::to_string(first_row + 1) + (first.empty() ? "" : ": " + first) + ")");
  }
};

class Importer {
 public:
  Importer(const Layer& layer, const Gazetteer* gazetteer, std::uint16_t source, Places& places,
           SourceReport& report)
      : layer_(layer),
        roles_(guess_roles(layer)),
        gazetteer_(gazetteer),
        source_(source),
        places_(places),
        report_(report),
        coordinates_(import::read_coordinates(layer, roles_)),
        same_(layer, roles_, places) {}

  void run() {
    report_.source = layer_.source;
    report_.layer = layer_.name;
    report_.crs = coordinates_.crs.empty() ? layer_.crs : coordinates_.crs;
    report_.encoding = layer_.encoding;
    report_.rows += layer_.row_count;
    const std::int64_t rows = layer_.row_count;
    find_further_columns();
    for (std::size_t i = 0; i < static_cast<std::size_t>(rows); ++i) import_row(i);
    same_.tell(places_);
    tell_notices();
  }

 private:
  std::string_view text(int role, std::size_t row) const {
    return trimmed(cell(layer_, role, row));
  }

  void reject(std::size_t row, std::string reason, std::string_view value) {
    report_.rejected.push_back(
        {static_cast<std::int64_t>(row) + 1, std::move(reason), one_line(value)});
  }

  // The failure of this row's coordinates; rows are asked in order.
  const import::Coordinates::Failure* failure_of(std::size_t row) {
    const auto& failures = coordinates_.failures;
    while (next_failure_ < failures.size() && failures[next_failure_].row < row) ++next_failure_;
    const bool has = next_failure_ < failures.size() && failures[next_failure_].row == row;
    return has ? &failures[next_failure_] : nullptr;
  }

  void import_row(std::size_t i) {
    const auto* failure = failure_of(i);
    if (is_merged(i)) return;
    read_words(i);
    read_kinds(i);
    read_place(i);
    const bool has_place = row_.precision != Precision::none;
    if (!has_place && failure != nullptr) {
      reject(i, failure->reason, failure->value);
      return;
    }
    // Who states that the place is not known is believed; a row that just has none is no place.
    if (!has_place && (row_.name.empty() || !states_no_place(i))) {
      reject(i, row_.name.empty() ? "neither a name nor a place" : reason_of_no_place(i),
             row_.name);
      return;
    }
    if (failure != nullptr) bad_coordinates_.note(i, failure->reason + ", " + failure->value);
    const PlaceId place = places_.add(row_, source_);
    same_.note_place(text(roles_.id, i), place);
    for (const std::size_t c : further_columns_) {
      places_.facts_being_read().add_column(place, layer_.column_names[c],
                                            one_line(trimmed(layer_.columns[c][i]), kLongestFact));
    }
    ++report_.accepted;
  }

  // The row is another one's: what it says is kept for that one's card.
  bool is_merged(std::size_t i) {
    const auto same_as = text(roles_.same_as, i);
    if (same_as.empty()) return false;
    const std::string_view primary = same_.primary_of(same_as);
    if (primary.empty()) {
      unknown_primaries_.note(i, same_as);
      return false;
    }
    read_words(i);
    read_kinds(i);
    read_place(i);
    same_.merge(primary, row_, source_);
    reject(i, "same organisation as " + one_line(primary) + ": merged", text(roles_.id, i));
    return true;
  }

  // Columns without a meaning for the map, for cards; a large file's would fill the memory.
  void find_further_columns() {
    if (is_embedded(report_)) return;
    std::vector<bool> taken(layer_.columns.size());
    for (const int role : all_roles(roles_)) {
      if (role >= 0) taken[static_cast<std::size_t>(role)] = true;
    }
    for (std::size_t c = 0; c < layer_.columns.size(); ++c) {
      if (!taken[c]) further_columns_.push_back(c);
    }
    if (layer_.row_count <= kRowsWithFurtherColumns || further_columns_.empty()) return;
    report_.notices.push_back(std::to_string(further_columns_.size()) +
                              " columns without a meaning for the map are not kept: more than " +
                              std::to_string(kRowsWithFurtherColumns) + " rows");
    further_columns_.clear();
  }

  bool states_no_place(std::size_t i) const {
    return stated_precision(text(roles_.precision, i)) == Precision::none;
  }

  std::string reason_of_no_place(std::size_t i) const {
    if (!row_.commune.empty()) return "no place: the commune is not known or not the only one";
    if (!text(roles_.postal_code, i).empty()) return "no place: the postal code is not known";
    return "no place: neither coordinates, nor a commune, nor a department";
  }

  void read_words(std::size_t i) {
    row_.name = text(roles_.name, i);
    row_.commune = text(roles_.commune, i);
    row_.commune_code = text(roles_.commune_code, i);
    row_.sector = text(roles_.sector, i);
    row_.website = text(roles_.website, i);
    row_.status = text(roles_.status, i);
    row_.tags = text(roles_.tags, i);
    row_.source_url = text(roles_.source_url, i);
    row_.source_date = text(roles_.source_date, i);
    row_.year = parse_year(text(roles_.year, i));
    row_.id = text(roles_.id, i);
    restore_id_zeros(i);
    if (row_.id.empty()) row_.id = "s" + std::to_string(source_) + "r" + std::to_string(i + 1);
  }

  // A spreadsheet took the zeros of SIRET (14 digits) and SIREN (9).
  void restore_id_zeros(std::size_t i) {
    if (roles_.id < 0) return;
    const std::size_t wanted = id_digits_;
    if (wanted == 0 || row_.id.size() >= wanted || row_.id.size() + 3 < wanted ||
        !std::all_of(row_.id.begin(), row_.id.end(), is_ascii_digit)) {
      return;
    }
    row_.id.insert(0, wanted - row_.id.size(), '0');
    lost_zeros_.note(i, row_.id);
  }

  std::size_t digits_of_id_column() const {
    if (roles_.id < 0) return 0;
    const auto name = import::squeezed(layer_.column_names[static_cast<std::size_t>(roles_.id)]);
    return name.starts_with("siret") ? 14 : name == "siren" ? 9 : 0;
  }

  // Few different texts in many rows: each is understood once.
  const import::Kinds& kinds_of_text(std::string_view form, std::string_view functions) {
    std::string key = std::string(form) + '\n' + std::string(functions);
    const auto found = kinds_.find(key);
    if (found != kinds_.end()) return found->second;
    import::Kinds kinds;
    import::read_kinds(form, kinds);
    while (!functions.empty()) {
      const std::size_t end = std::min(functions.find_first_of(";,|/+"), functions.size());
      import::read_kinds(functions.substr(0, end), kinds);
      functions.remove_prefix(std::min(end + 1, functions.size()));
    }
    return kinds_.emplace(std::move(key), std::move(kinds)).first->second;
  }

  void read_kinds(std::size_t i) {
    const import::Kinds& kinds = kinds_of_text(text(roles_.form, i), text(roles_.functions, i));
    row_.form = kinds.form;
    row_.functions = kinds.functions;
    if (kinds.unknown.empty()) return;
    if (!row_.tags.empty()) row_.tags += ';';
    row_.tags += kinds.unknown;
  }

  void read_place(std::size_t i) {
    const import::Whereabouts where =
        import::locate({row_.commune, row_.commune_code, text(roles_.postal_code, i),
                        text(roles_.department, i), text(roles_.region, i)},
                       gazetteer_);
    row_.department = where.department;
    row_.region = where.region;
    row_.position = coordinates_.points[i];
    if (where.commune != nullptr) {
      row_.commune_code = where.commune->code;
      if (row_.commune.empty()) row_.commune = where.commune->name;
    }
    row_.precision = Precision::address;
    if (!is_valid(row_.position)) {
      row_.position = where.commune != nullptr ? where.commune->position : LonLat{};
      row_.precision = is_valid(row_.position)    ? Precision::commune
                       : where.department.valid() ? Precision::departement
                       : !where.region.empty()    ? Precision::region
                                                  : Precision::none;
      if (!where.doubt.empty()) doubts_[where.doubt].note(i, row_.commune);
    }
    heed_stated_precision(i);
  }

  // Who states less than we found knows why: the middle of a department is no place.
  void heed_stated_precision(std::size_t i) {
    const auto stated = stated_precision(text(roles_.precision, i));
    if (!stated || *stated <= row_.precision) return;
    row_.precision = *stated;
    if (*stated == Precision::departement && !row_.department.valid()) {
      row_.precision = row_.region.empty() ? Precision::none : Precision::region;
    }
    if (*stated > Precision::commune) row_.position = LonLat{};
  }

  void tell_notices() {
    auto& notices = report_.notices;
    notices.insert(notices.end(), layer_.notices.begin(), layer_.notices.end());
    notices.insert(notices.end(), coordinates_.notices.begin(), coordinates_.notices.end());
    for (const Issue& issue : layer_.issues) {
      if (!issue.row)
        notices.push_back(issue.reason + (issue.value.empty() ? "" : ": ") + issue.value);
    }
    bad_coordinates_.tell(
        "the coordinates could not be used, the place comes from the other columns", notices);
    lost_zeros_.tell("leading zeros were restored", notices);
    unknown_primaries_.tell("the organisation that the row names as itself is not there", notices);
    for (const auto& [doubt, tally] : doubts_) tally.tell(doubt, notices);
  }

  const Layer& layer_;
  const ColumnRoles roles_;
  const Gazetteer* gazetteer_;
  const std::uint16_t source_;
  Places& places_;
  SourceReport& report_;
  const import::Coordinates coordinates_;
  import::Sameness same_;
  std::vector<std::size_t> further_columns_;
  const std::size_t id_digits_ = digits_of_id_column();
  std::size_t next_failure_ = 0;
  PlaceRow row_;  // reused, so that its strings keep their memory
  std::unordered_map<std::string, import::Kinds> kinds_;
  std::unordered_map<std::string_view, Tally> doubts_;
  Tally bad_coordinates_, lost_zeros_, unknown_primaries_;
};

}  // namespace

void import_places(const Layer& layer, const Gazetteer* gazetteer, std::uint16_t source_index,
                   Places& places, SourceReport& report) {
  Importer(layer, gazetteer, source_index, places, report).run();
}

}  // namespace terreau
