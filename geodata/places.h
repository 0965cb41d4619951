#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geodata/departments.h"
#include "geodata/dictionary_column.h"
#include "geodata/further_facts.h"
#include "geodata/id_shapes.h"
#include "geodata/place_row.h"
#include "geodata/taxonomy.h"
#include "geodata/text_column.h"
#include "geodata/types.h"
#include "geodata/value_column.h"

namespace terreau {

namespace cache {
class PlacesColumns;
}

// Organisations as columns; a row's index is its PlaceId. Immutable once it is part of an Atlas.
// A place without a point (precision departement, region or none) has a NaN position; a position is
// kept to 1e-7 degrees, a centimetre, and one that was written with so many decimals exactly.
class Places {
 public:
  // The class of a place: its set of kinds, of which there are few. What is counted per class can
  // be summed again for any choice of visible kinds.
  using ClassIndex = std::uint16_t;

  // What these places know of a commune that may come again.
  struct KnownCommune {
    DictionaryColumn::Known name, code;
  };
  // `website`: the hash of it (TextNumbers::hash_of).
  PlaceId add(const PlaceRowView& row, std::uint16_t source, KnownCommune* known,
              std::uint32_t website);
  PlaceId add(const PlaceRow& row, std::uint16_t source) {
    return add(row.as<PlaceRowView>(), source, nullptr, TextNumbers::hash_of(row.website));
  }
  // The texts that are rarely met twice running, of places that will be added soon and sooner.
  [[gnu::always_inline]] void fetch_ahead(std::uint32_t website_later,
                                          std::uint32_t website_sooner) const {
    websites_.fetch_ahead(website_later, website_sooner);
  }
  // While the atlas is being built: rows of large sources may lie there.
  void spill_to(const std::shared_ptr<Scratch>& scratch);
  class Columns;
  // Of as many rows from `first` on, and before `end`, as lie together.
  Columns columns(std::uint32_t first, std::uint32_t end) const;
  // Calls visit(columns) for one part of rows [first, end) after the other, and holds no more
  // memory of those that lie in files than a part's. Who goes through all places does it so.
  template <class Visit>
  void in_parts(std::uint32_t first, std::uint32_t end, const Visit& visit) const;
  // Memory that only reading these rows has taken.
  void let_go(std::uint32_t first, std::uint32_t end) const;
  // Calls visit(text) for rows [first, end).
  template <class Visit>
  void each_id(std::size_t first, std::size_t end, const Visit& visit) const {
    ids_.each(first, end, visit);
  }
  template <class Visit>
  void each_name(std::size_t first, std::size_t end, const Visit& visit) const {
    names_.each(first, end, visit);
  }
  // While the atlas is being built: what the user called the source of that number.
  void name_source(std::uint16_t source, std::string name);
  // While the atlas is being built: the department of a row that did not tell it.
  void set_department(PlaceId p, DepartmentId department) {
    department_.set(p.value, department);
    region_.set(p.value, region_of(department));
  }
  // While the atlas is being built: another row says that the place has these kinds too. A form
  // that is known stays.
  void add_kinds(PlaceId p, LegalForm form, std::span<const Function> functions);
  FurtherFacts& facts_being_read() { return further_; }
  // While the atlas is being built: forgets places and facts that were added later.
  void keep_first(std::size_t places, std::size_t facts);
  // Once the atlas is built: frees what only building needs.
  void finish();
  std::size_t size() const { return precision_.size(); }
  std::size_t located_count() const { return located_count_; }

  LonLat position(PlaceId p) const { return position_[p.value].lonlat(); }
  bool located(PlaceId p) const { return position_[p.value].any(); }
  Precision precision(PlaceId p) const { return precision_[p.value]; }
  DepartmentId department(PlaceId p) const { return department_[p.value]; }
  // The department's, or the one that the place is known in; invalid where none is known.
  RegionId region_id(PlaceId p) const { return region_[p.value]; }
  int year(PlaceId p) const { return year_[p.value]; }
  ClassIndex class_of(PlaceId p) const { return class_[p.value]; }
  std::uint16_t source(PlaceId p) const;     // row of Atlas::sources
  PlaceId first_of_source(PlaceId p) const;  // of the places that were read with it
  std::string_view source_name(PlaceId p) const { return source_name(source(p)); }
  std::string_view source_name(std::uint16_t row) const {
    return row < source_names_.size() ? std::string_view(source_names_[row]) : std::string_view();
  }
  LegalForm form(PlaceId p) const { return form_[p.value]; }
  KindSet kinds(PlaceId p) const { return classes_[class_[p.value]]; }
  const std::vector<KindSet>& classes() const { return classes_; }
  const ValueColumn<ClassIndex>& classes_of_all() const { return class_; }

  std::string_view id(PlaceId p) const { return ids_[p.value]; }
  struct Rows {
    std::uint32_t first, end;
  };
  // Where places with one of these ids may be: all rows but those of large sources without any.
  std::vector<Rows> rows_that_may_have(std::span<const std::string_view> ids) const;
  std::string_view name(PlaceId p) const { return names_[p.value]; }
  std::string_view commune(PlaceId p) const { return communes_[p.value]; }
  std::string_view commune_code(PlaceId p) const { return commune_codes_[p.value]; }
  std::string_view region(PlaceId p) const {  // of 2016; as written where there is no department
    const DepartmentId d = department_[p.value];
    return d.valid() ? terreau::department(d).region : regions_[p.value];
  }
  std::string_view sector(PlaceId p) const { return sectors_[p.value]; }
  std::string_view website(PlaceId p) const { return websites_[p.value]; }
  std::string_view status(PlaceId p) const { return statuses_[p.value]; }
  std::string_view tags(PlaceId p) const { return tags_[p.value]; }
  std::string_view source_url(PlaceId p) const { return source_urls_[p.value]; }
  std::string_view source_date(PlaceId p) const { return source_dates_[p.value]; }
  // What other rows and columns say of places.
  const FurtherFacts& further() const { return further_; }

 private:
  friend class cache::PlacesColumns;  // keeps the columns in files, and brings them back
  // In units of 1e-7 degrees: half the memory of two doubles. Dividing gives back the very number
  // that was written with seven decimals.
  struct FixedPosition {
    static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
    static constexpr double kPerDegree = 1e7;
    std::int32_t lon = kNone, lat = kNone;
    static FixedPosition of(LonLat p);
    bool any() const { return lon != kNone; }
    LonLat lonlat() const { return any() ? LonLat{lon / kPerDegree, lat / kPerDegree} : LonLat{}; }
  };
  struct SourceRun {  // places from `first` on
    std::uint32_t first;
    std::uint16_t source;
  };
  const SourceRun& run_of(PlaceId p) const;
  ClassIndex class_with(KindSet kinds);
  template <class Self>
  static auto dictionaries(Self& places) {
    return std::array{&places.communes_, &places.commune_codes_, &places.regions_,
                      &places.sectors_,  &places.websites_,      &places.statuses_,
                      &places.tags_,     &places.source_urls_,   &places.source_dates_};
  }
  // Calls visit(column) for each that has a row for each place.
  template <class Self, class Visit>
  static void each_column(Self& places, const Visit& visit);

  ValueColumn<FixedPosition> position_;
  ValueColumn<Precision> precision_;
  ValueColumn<DepartmentId> department_;
  ValueColumn<RegionId> region_;
  ValueColumn<std::int16_t> year_;
  ValueColumn<ClassIndex> class_;
  ValueColumn<LegalForm> form_;
  std::vector<SourceRun> sources_;
  std::vector<std::pair<Rows, IdShapes>> id_shapes_;  // of the rows that a cache has brought back
  std::vector<KindSet> classes_;
  std::array<std::pair<KindSet, ClassIndex>, 64> last_classes_{};  // by the kinds' bits
  std::vector<std::string> source_names_;
  std::size_t located_count_ = 0;
  TextColumn ids_, names_;
  DictionaryColumn communes_, commune_codes_, regions_, sectors_, websites_, statuses_, tags_,
      source_urls_, source_dates_;
  FurtherFacts further_;
};

// Some rows of one source, [first(), end()), that lie together: values are read without looking for
// the block of each.
class Places::Columns {
 public:
  std::uint32_t first() const { return first_; }
  std::uint32_t end() const { return first_ + static_cast<std::uint32_t>(class_.size()); }
  bool has(PlaceId p) const { return p.value - first_ < class_.size(); }
  // As those of Places.
  LonLat position(PlaceId p) const { return position_[row(p)].lonlat(); }
  bool located(PlaceId p) const { return position_[row(p)].any(); }
  Precision precision(PlaceId p) const { return precision_[row(p)]; }
  DepartmentId department(PlaceId p) const { return department_[row(p)]; }
  RegionId region_id(PlaceId p) const { return region_[row(p)]; }
  int year(PlaceId p) const { return year_[row(p)]; }
  int source_year(PlaceId p) const;  // 0: not told
  ClassIndex class_of(PlaceId p) const { return class_[row(p)]; }
  KindSet kinds(PlaceId p) const { return classes_[class_of(p)]; }
  LegalForm form(PlaceId p) const { return form_[row(p)]; }
  std::string_view source_url(PlaceId p) const { return source_url_[row(p)]; }
  std::uint16_t source() const { return source_; }

 private:
  friend class Places;
  std::size_t row(PlaceId p) const { return p.value - first_; }

  std::uint32_t first_ = 0;
  std::uint16_t source_ = 0;
  std::span<const KindSet> classes_;  // of all places
  std::span<const FixedPosition> position_;
  std::span<const Precision> precision_;
  std::span<const DepartmentId> department_;
  std::span<const RegionId> region_;
  std::span<const std::int16_t> year_;
  std::span<const ClassIndex> class_;
  std::span<const LegalForm> form_;
  DictionaryColumn::Together source_url_, source_date_;
};

template <class Visit>
void Places::in_parts(std::uint32_t first, std::uint32_t end, const Visit& visit) const {
  while (first < end) {
    const Columns part = columns(first, end);
    visit(part);
    let_go(first, part.end());
    first = part.end();
  }
}

// What two organisations are to each other. An end that is no loaded place has only a name.
struct Relation {
  PlaceId from, to;  // may be invalid
  std::string from_name, to_name;
  std::string relation;  // member_of, founder_of, facilitates, finances, hosts, …
  std::string source_url;
};

// "est membre de" / "is a member of"; reversed: "a pour membre" / "has as member".
Text2 relation_label(std::string_view relation, bool reversed);

}  // namespace terreau
