#include "geodata/import.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "geodata/attribution.h"
#include "geodata/import_duplicates.h"
#include "geodata/import_meanings.h"
#include "geodata/import_same.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

using import::cell;

// In a larger layer, columns without a meaning for the map would fill the memory.
constexpr std::int64_t kRowsWithFurtherColumns = 100'000;
// In a larger one, knowing all organisations again would.
constexpr std::int64_t kRowsWithDuplicates = 200'000;
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

// "3 rows: what (first in row 7: value)"
std::string rows_words(std::int64_t count, std::string_view what, std::size_t first_row,
                       const std::string& value) {
  std::string text = count == 1 ? "1 row: " : std::to_string(count) + " rows: ";
  text.append(what).append(count == 1 ? " (row " : " (first in row ");
  return text + std::to_string(first_row) + (value.empty() ? "" : ": " + value) + ")";
}

// How often something happened, and the row where it did first.
class Tally {
 public:
  explicit Tally(std::string_view what, RowList* rows = nullptr) : what_(what), rows_(rows) {}
  void note(std::size_t row, std::string_view value) {
    if (rows_ != nullptr) {
      rows_->add({static_cast<std::int64_t>(row) + 1, std::string(what_), one_line(value)});
    }
    if (count_++ > 0) return;
    first_row_ = row;
    first_ = one_line(value);
  }
  void tell(std::vector<std::string>& notices) const {
    if (count_ == 0) return;
    notices.push_back(rows_words(count_, what_, first_row_ + 1, first_));
  }

 private:
  std::string_view what_;
  RowList* rows_;
  std::int64_t count_ = 0;
  std::size_t first_row_ = 0;
  std::string first_;
};

// Columns without a meaning for the map, for cards.
std::vector<std::size_t> further_columns(const Layer& layer, const ColumnRoles& roles) {
  std::vector<bool> taken(layer.column_names.size());
  for (const int role : all_roles(roles)) {
    if (role >= 0) taken[static_cast<std::size_t>(role)] = true;
  }
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < taken.size(); ++c) {
    if (!taken[c]) columns.push_back(c);
  }
  return columns;
}

}  // namespace

class PlaceImport::Rows {
 public:
  Rows(const Layer& first, std::int64_t told_rows, const ImportContext& context, Places& places,
       SourceReport& report)
      : batch_(&first),
        roles_(roles_of(first, context.options)),
        gazetteer_(context.gazetteer),
        source_(context.source_index),
        merge_duplicates_(context.options.duplicates == ImportOptions::Duplicates::merge),
        places_(places),
        report_(report),
        looks_for_duplicates_(told_rows <= kRowsWithDuplicates),
        same_(first, roles_, places),
        facts_before_(places.further().size()) {
    report_.source = first.source;
    tell_columns(first);
    const bool has_town =
        roles_.commune >= 0 || roles_.commune_code >= 0 || roles_.postal_code >= 0;
    const bool embedded = is_embedded(report_);
    meaning_reader_.emplace(roles_, gazetteer_,
                            embedded || told_rows <= kRowsWithFurtherColumns || !has_town);
    if (embedded) return;
    if (looks_for_duplicates_) {
      duplicates_.emplace(context.known != nullptr ? *context.known : places,
                          static_cast<std::size_t>(std::max<std::int64_t>(told_rows, 0)));
    }
    further_columns_ = further_columns(first, roles_);
    for (const std::size_t c : further_columns_) further_names_.push_back(first.column_names[c]);
    if (told_rows > kRowsWithFurtherColumns) drop_further_columns();
  }

  auto meanings_of(const Layer& batch) -> import::Meanings {
    rows_told_ += batch.row_count;
    return meaning_reader_->read(batch, looks_for_duplicates_ && rows_told_ <= kRowsWithDuplicates);
  }

  void add(const Layer& batch, const import::Meanings& meanings) {
    batch_ = &batch;
    meanings_ = &meanings;
    precisions_.begin_batch();
    next_failure_ = 0;
    geometry_ = geometry_ || (batch.kind == GeometryKind::point && !batch.points.empty());
    report_.rows += batch.row_count;
    if (report_.rows > kRowsWithFurtherColumns) drop_further_columns();
    if (report_.rows > kRowsWithDuplicates) duplicates_.reset();
    for (const std::size_t i : meanings.coordinates.swapped) {
      swapped_.note(layer_row(i), text(roles_.name, i));
    }
    const auto rows = static_cast<std::size_t>(batch.row_count);
    websites_.resize(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      websites_[i] = TextNumbers::hash_of(text(roles_.website, i));
    }
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t sooner = std::min(i + kRowsAhead, rows - 1);
      const std::size_t later = std::min(sooner + kRowsAhead, rows - 1);
      fetch(meanings.located[sooner]);
      places_.fetch_ahead(websites_[later], websites_[sooner]);
      import_row(i);
    }
  }

  void finish(const Layer& layer) {
    report_.layer = layer.name;
    const std::string crs_of_columns =
        geometry_ ? std::string() : meaning_reader_->coordinates().crs();
    report_.crs = crs_of_columns.empty() ? layer.crs : crs_of_columns;
    report_.encoding = layer.encoding;
    same_.tell(places_);
    tell_notices(layer);
  }

 private:
  // What many rows share lies anywhere: it is asked for some rows before it is needed.
  static constexpr std::size_t kRowsAhead = 12;
  static void fetch(const import::Located* located) {
    constexpr std::size_t kLine = 64;
    const char* const begin = reinterpret_cast<const char*>(located);
    for (std::size_t at = 0; at < sizeof *located; at += kLine) __builtin_prefetch(begin + at);
  }

  std::string_view text(int role, std::size_t row) const {
    return import::stated_cell(*batch_, role, row);
  }

  void tell_columns(const Layer& first) {
    for (const RoleInfo& role : role_infos()) {
      const int column = roles_.*role.column;
      if (column < 0) continue;
      report_.columns.emplace_back(role.code, first.column_names[static_cast<std::size_t>(column)]);
    }
  }

  std::size_t layer_row(std::size_t row) const {
    return static_cast<std::size_t>(batch_->first_row) + row;
  }

  void reject(std::size_t row, std::string reason, std::string_view value) {
    report_.rejected.push_back(
        {static_cast<std::int64_t>(layer_row(row)) + 1, std::move(reason), one_line(value)});
  }

  // The failure of this row's coordinates; rows are asked in order.
  const import::Coordinates::Failure* failure_of(std::size_t row) {
    const auto& failures = meanings_->coordinates.failures;
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
      reject(i, row_.name.empty() ? reason_of_no_name(i) : reason_of_no_place(i), row_.name);
      return;
    }
    if (is_duplicate(i)) return;
    if (failure != nullptr)
      bad_coordinates_.note(layer_row(i), failure->reason + ", " + failure->value);
    const PlaceId place = places_.add(row_, source_, known_commune_, websites_[i]);
    if (roles_.same_as >= 0) same_.note_place(text(roles_.id, i), place);
    for (const std::size_t c : further_columns_) {
      const std::string_view value = trimmed(batch_->columns[c][i]);
      places_.facts_being_read().add_column(place, batch_->column_names[c],
                                            one_line(value, kLongestFact));
    }
    ++report_.accepted;
    ++report_.placed[static_cast<std::size_t>(row_.precision)];
  }

  // True where the row joins the organisation that was met before.
  bool is_duplicate(std::size_t i) {
    if (!duplicates_) return false;
    const import::Duplicates::Keys keys{import::Duplicates::siret_key(siret_), meanings_->names[i]};
    const import::Duplicates::Met now{PlaceId{static_cast<std::uint32_t>(places_.size())},
                                      static_cast<std::int64_t>(layer_row(i)) + 1, !siret_.empty()};
    const auto met = duplicates_->find_or_note(keys, now);
    if (!met) return false;
    const std::string first = met->row > 0 ? "row " + std::to_string(met->row)
                                           : std::string("a place that was loaded before");
    const std::string what = "the same organisation as " + first;
    if (merge_duplicates_) {
      same_.merge(met->place, row_, source_);
      reject(i, what + ": merged", row_.name);
      return true;
    }
    report_.duplicates.add({now.row, what, std::string(row_.name)});
    duplicates_->note(keys, now);
    return false;
  }

  // The row is another one's: what it says is kept for that one's card.
  bool is_merged(std::size_t i) {
    const auto same_as = text(roles_.same_as, i);
    if (same_as.empty()) return false;
    const std::string_view primary = same_.primary_of(same_as);
    if (primary.empty()) {
      unknown_primaries_.note(layer_row(i), same_as);
      return false;
    }
    read_words(i);
    read_kinds(i);
    read_place(i);
    same_.merge(primary, row_, source_);
    reject(i, "same organisation as " + one_line(primary) + ": merged", text(roles_.id, i));
    return true;
  }

  void drop_further_columns() {
    if (further_columns_.empty()) return;
    further_columns_.clear();
    places_.facts_being_read().keep_first(facts_before_);
    report_.unread_columns = further_names_;
  }

  std::optional<Precision> precision_told(std::size_t i) {
    const std::string_view told = text(roles_.precision, i);
    if (told.empty()) return std::nullopt;
    return precisions_.of(told, [&] { return stated_precision(told); });
  }

  bool states_no_place(std::size_t i) { return precision_told(i) == Precision::none; }

  std::string reason_of_no_name(std::size_t i) const {
    const bool empty = std::ranges::all_of(
        batch_->columns, [&](const TextColumn& column) { return trimmed(column[i]).empty(); });
    return empty ? "an empty row" : "neither a name nor a place";
  }

  std::string reason_of_no_place(std::size_t i) const {
    if (!no_place_.empty()) return "no place: " + std::string(no_place_);
    if (!row_.commune.empty()) return "no place: the commune is not known";
    if (!text(roles_.postal_code, i).empty()) return "no place: the postal code is not known";
    return "no place: neither coordinates, nor a commune, nor a department";
  }

  void read_words(std::size_t i) {
    row_.name = text(roles_.name, i);
    row_.sector = text(roles_.sector, i);
    row_.website = text(roles_.website, i);
    row_.status = text(roles_.status, i);
    row_.tags = text(roles_.tags, i);
    row_.source_url = text(roles_.source_url, i);
    row_.source_date = text(roles_.source_date, i);
    row_.year = parse_year(text(roles_.year, i));
    read_siret(i);
    row_.id = roles_.id == roles_.siret && !siret_.empty() ? std::string_view(siret_)
                                                           : text(roles_.id, i);
    if (!row_.id.empty()) return;
    made_id_ = "s" + std::to_string(source_) + "r" + std::to_string(layer_row(i) + 1);
    row_.id = made_id_;
  }

  // Sets siret_, empty where there is none that holds. A spreadsheet may have taken its zeros, or
  // its last digits ("3,22775E+13").
  void read_siret(std::size_t i) {
    siret_.clear();
    const std::string_view told = text(roles_.siret, i);
    if (told.empty()) return;
    for (const char c : told) {
      if (is_ascii_digit(c)) siret_ += c;
    }
    if (told.find_first_of("eE") != std::string_view::npos) {
      ruined_sirets_.note(layer_row(i), told);
      siret_.clear();
      return;
    }
    const std::size_t wanted = siret_.size() > 9 ? 14 : 9;
    if (siret_.size() < wanted && siret_.size() + 4 > wanted) {
      siret_.insert(0, wanted - siret_.size(), '0');
      lost_zeros_.note(layer_row(i), siret_);
    }
    if (!is_siren_or_siret(siret_)) wrong_sirets_.note(layer_row(i), told);
    if (siret_.size() != wanted) siret_.clear();
  }

  void read_kinds(std::size_t i) {
    const import::Kinds& kinds = *meanings_->kinds[i];
    row_.form = kinds.form;
    row_.functions = kinds.functions;
    if (kinds.unknown.empty()) return;
    tags_ = row_.tags;
    if (!tags_.empty()) tags_ += ';';
    row_.tags = tags_ += kinds.unknown;
  }

  void read_place(std::size_t i) {
    import::Located& located = *meanings_->located[i];
    const import::Whereabouts& where = located.where;
    row_.department = where.department;
    row_.region = where.region;
    row_.position = meanings_->coordinates.points[i];
    row_.commune = located.commune;
    row_.commune_code = located.commune_code;
    known_commune_ = &located.known;
    row_.precision = Precision::address;
    if (!is_valid(row_.position)) {
      row_.position = where.commune != nullptr ? where.commune->position : LonLat{};
      row_.precision = is_valid(row_.position)    ? Precision::commune
                       : where.department.valid() ? Precision::departement
                       : !where.region.empty()    ? Precision::region
                                                  : Precision::none;
      if (!where.doubt.empty()) note_in(doubts_, where.doubt, nullptr, i);
      if (!where.help.empty()) note_in(helps_, where.help, &report_.repaired, i);
    }
    no_place_ = where.doubt;
    heed_stated_precision(i);
  }

  using Tallies = std::map<std::string_view, Tally>;
  void note_in(Tallies& tallies, std::string_view what, RowList* rows, std::size_t i) {
    tallies.try_emplace(what, what, rows).first->second.note(layer_row(i), row_.commune);
  }

  // Who states less than we found knows why: the middle of a department is no place.
  void heed_stated_precision(std::size_t i) {
    const auto stated = precision_told(i);
    if (!stated || *stated <= row_.precision) return;
    row_.precision = *stated;
    if (*stated == Precision::departement && !row_.department.valid()) {
      row_.precision = row_.region.empty() ? Precision::none : Precision::region;
    }
    if (*stated > Precision::commune) row_.position = LonLat{};
  }

  void tell_notices(const Layer& layer) {
    auto& notices = report_.notices;
    if (!report_.unread_columns.empty()) {
      notices.push_back(std::to_string(report_.unread_columns.size()) +
                        " columns without a meaning for the map are read when a card opens: more "
                        "than " +
                        std::to_string(kRowsWithFurtherColumns) + " rows");
    }
    notices.insert(notices.end(), layer.notices.begin(), layer.notices.end());
    std::ranges::move(meaning_reader_->coordinates().notices(), std::back_inserter(notices));
    for (const Issue& issue : layer.issues) {
      if (!issue.row)
        notices.push_back(issue.reason + (issue.value.empty() ? "" : ": ") + issue.value);
    }
    for (const Tally* tally :
         {&bad_coordinates_, &lost_zeros_, &ruined_sirets_, &wrong_sirets_, &unknown_primaries_}) {
      tally->tell(notices);
    }
    for (const Tallies* tallies : {&doubts_, &helps_}) {
      for (const auto& [what, tally] : *tallies) tally.tell(notices);
    }
    tell_duplicates(notices);
  }

  void tell_duplicates(std::vector<std::string>& notices) const {
    const RowList& rows = report_.duplicates;
    if (rows.count > 0) {
      const Issue& first = rows.first.front();
      notices.push_back(rows_words(rows.count, "the same organisation as another one, kept",
                                   static_cast<std::size_t>(first.row.value_or(0)), first.value));
    }
    if (report_.rows > kRowsWithDuplicates && !is_embedded(report_)) {
      notices.push_back("duplicates were not looked for: more than " +
                        std::to_string(kRowsWithDuplicates) + " rows");
    }
  }

  const Layer* batch_;
  const ColumnRoles roles_;
  const Gazetteer* gazetteer_;
  const std::uint16_t source_;
  const bool merge_duplicates_;
  Places& places_;
  SourceReport& report_;
  std::optional<import::MeaningReader> meaning_reader_;  // always, once constructed
  const import::Meanings* meanings_ = nullptr;           // of the batch
  const bool looks_for_duplicates_;
  std::int64_t rows_told_ = 0;  // by meaning_reader_
  bool geometry_ = false;       // the places come from the layer's points
  import::Sameness same_;
  std::optional<import::Duplicates> duplicates_;  // while there are not too many rows
  const std::size_t facts_before_;
  std::vector<std::size_t> further_columns_;
  std::vector<std::string> further_names_;
  std::size_t next_failure_ = 0;
  PlaceRowView row_;                               // the one that is read
  std::string siret_, made_id_, tags_;             // of it, where the batch does not have them
  std::string_view no_place_;                      // why the row has no commune
  Places::KnownCommune* known_commune_ = nullptr;  // the row's
  std::vector<std::uint32_t> websites_;            // of the batch: their hashes
  import::Memo<std::optional<Precision>> precisions_;
  Tallies doubts_, helps_;
  Tally bad_coordinates_{
      "the coordinates could not be used, the place comes from the other columns"};
  Tally lost_zeros_{"leading zeros were restored", &report_.repaired};
  Tally swapped_{"longitude and latitude were exchanged", &report_.repaired};
  Tally ruined_sirets_{"a spreadsheet cut off the last digits of the SIRET, which are lost"};
  Tally wrong_sirets_{"the SIRET or SIREN is none: its check digit is wrong"};
  Tally unknown_primaries_{"the organisation that the row names as itself is not there"};
};

PlaceImport::PlaceImport(const Layer& first, std::int64_t told_rows, const ImportContext& context,
                         Places& places, SourceReport& report)
    : rows_(std::make_unique<Rows>(first, told_rows, context, places, report)) {}
PlaceImport::PlaceImport(PlaceImport&&) noexcept = default;
PlaceImport::~PlaceImport() = default;
auto PlaceImport::meanings_of(const Layer& batch) -> import::Meanings {
  return rows_->meanings_of(batch);
}
void PlaceImport::add(const Layer& batch, const import::Meanings& meanings) {
  rows_->add(batch, meanings);
}
void PlaceImport::finish(const Layer& layer) { rows_->finish(layer); }

void import_places(const Layer& layer, const ImportContext& context, Places& places,
                   SourceReport& report) {
  PlaceImport whole(layer, layer.row_count, context, places, report);
  whole.add(layer, whole.meanings_of(layer));
  whole.finish(layer);
}

BatchPlan plan_import(const Layer& first, std::int64_t told_rows, const ImportOptions& options) {
  using Wanted = BatchPlan::Wanted;
  const ColumnRoles roles = roles_of(first, options);
  BatchPlan plan;
  plan.batches = roles.same_as < 0;
  plan.columns.resize(first.columns.size(), Wanted::always);
  for (const int column : {roles.lon, roles.lat, roles.pair, roles.x, roles.y, roles.epsg}) {
    if (column >= 0) plan.columns[static_cast<std::size_t>(column)] = Wanted::without_point;
  }
  if (told_rows > kRowsWithFurtherColumns) {
    for (const std::size_t c : further_columns(first, roles)) plan.columns[c] = Wanted::never;
  }
  return plan;
}

}  // namespace terreau
