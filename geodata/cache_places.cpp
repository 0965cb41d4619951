#include "geodata/cache_places.h"

#include <algorithm>
#include <array>
#include <utility>

namespace terreau::cache {
namespace {

constexpr std::array<const char*, 9> kDictionaryNames{"commune", "commune_code", "region_text",
                                                      "sector",  "website",      "status",
                                                      "tags",    "source_url",   "source_date"};

}  // namespace

PlacesPart PlacesColumns::write(const Places& places, std::uint32_t first, std::uint32_t end,
                                std::uint16_t first_source, ColumnWriter& out) {
  out.values<std::int32_t>("position", places.position_, first, end, 2);
  out.values<std::uint8_t>("precision", places.precision_, first, end);
  out.values<std::uint8_t>("department", places.department_, first, end);
  out.values<std::uint8_t>("region", places.region_, first, end);
  out.values<std::int16_t>("year", places.year_, first, end);
  out.values<std::uint8_t>("form", places.form_, first, end);
  out.texts("id", places.ids_, first, end);
  IdShapes shapes;
  places.ids_.each(first, end, [&](std::string_view id) { shapes.note(id); });
  out.values<std::uint64_t>("id.shapes", std::span<const std::uint64_t>(shapes.bits()));
  out.texts("name", places.names_, first, end);
  const auto dictionaries = Places::dictionaries(places);
  for (std::size_t d = 0; d < dictionaries.size(); ++d) {
    out.texts(kDictionaryNames[d], *dictionaries[d], first, end);
  }

  PlacesPart part{end - first, 0, {}, {}};
  places.position_.each(first, end, [&](std::span<const Places::FixedPosition> some) {
    part.located +=
        static_cast<std::uint64_t>(std::ranges::count_if(some, &Places::FixedPosition::any));
  });
  std::vector<bool> met(places.classes_.size());
  places.class_.each(first, end, [&](std::span<const Places::ClassIndex> some) {
    for (const Places::ClassIndex c : some) met[c] = true;
  });
  std::vector<Places::ClassIndex> number(met.size());
  for (std::size_t c = 0; c < met.size(); ++c) {
    number[c] = static_cast<Places::ClassIndex>(part.classes.size());
    if (met[c]) part.classes.push_back(places.classes_[c].bits());
  }
  std::vector<Places::ClassIndex> classes;
  classes.reserve(end - first);
  places.class_.each(first, end, [&](std::span<const Places::ClassIndex> some) {
    for (const Places::ClassIndex c : some) classes.push_back(number[c]);
  });
  out.values<std::uint16_t>("class", std::span<const Places::ClassIndex>(classes));
  for (const Places::SourceRun& run : places.sources_) {
    if (run.first < first || run.first >= end) continue;
    part.runs.push_back({run.first - first, static_cast<std::uint32_t>(run.source - first_source)});
  }
  return part;
}

struct PlacesColumns::Mapped {
  MappedValues<Places::FixedPosition> positions;
  MappedValues<Precision> precisions;
  MappedValues<DepartmentId> departments;
  MappedValues<RegionId> regions;
  MappedValues<std::int16_t> years;
  MappedValues<LegalForm> forms;
  MappedValues<Places::ClassIndex> classes;
  MappedTexts ids, names;
  std::vector<std::uint64_t> id_shapes;
  std::array<DictionaryColumn::Mapped, 9> dictionaries;
};

void PlacesColumns::append(const PlacesPart& part, std::uint16_t first_source, ColumnReader& in,
                           Places& places) {
  Mapped mapped;
  in.map_values<std::int32_t>("position", part.rows, mapped.positions);
  in.map_values<std::uint8_t>("precision", part.rows, mapped.precisions);
  in.map_values<std::uint8_t>("department", part.rows, mapped.departments);
  in.map_values<std::uint8_t>("region", part.rows, mapped.regions);
  in.map_values<std::int16_t>("year", part.rows, mapped.years);
  in.map_values<std::uint8_t>("form", part.rows, mapped.forms);
  in.map_values<std::uint16_t>("class", part.rows, mapped.classes);
  in.map_texts("id", part.rows, mapped.ids);
  in.append<std::uint64_t>("id.shapes", IdShapes::Bits().size(), mapped.id_shapes);
  in.map_texts("name", part.rows, mapped.names);
  for (std::size_t d = 0; d < mapped.dictionaries.size(); ++d) {
    in.map_texts(kDictionaryNames[d], part.rows, mapped.dictionaries[d]);
  }
  in.run();
  append_checked(part, first_source, mapped, places);
}

// Where the sets of kinds have other numbers here, those of the places are told anew.
void PlacesColumns::append_classes(const PlacesPart& part,
                                   const MappedValues<Places::ClassIndex>& classes,
                                   Places& places) {
  std::vector<Places::ClassIndex> number;
  bool same = true;
  for (const std::uint32_t bits : part.classes) {
    number.push_back(places.class_with(KindSet(bits)));
    same = same && number.back() + 1U == number.size();
  }
  if (same) return places.class_.append_mapped(classes);
  for (const Places::ClassIndex c : classes.values) places.class_.push_back(number[c]);
}

void PlacesColumns::append_checked(const PlacesPart& part, std::uint16_t first_source,
                                   Mapped& mapped, Places& places) {
  const std::size_t before = places.size();
  places.position_.append_mapped(mapped.positions);
  places.precision_.append_mapped(mapped.precisions);
  places.department_.append_mapped(mapped.departments);
  places.region_.append_mapped(mapped.regions);
  places.year_.append_mapped(mapped.years);
  places.form_.append_mapped(mapped.forms);
  append_classes(part, mapped.classes, places);
  for (const PlacesPart::Run& run : part.runs) {
    places.sources_.push_back({static_cast<std::uint32_t>(before + run.first),
                               static_cast<std::uint16_t>(first_source + run.source)});
  }
  IdShapes::Bits shapes{};
  std::ranges::copy(mapped.id_shapes, shapes.begin());
  places.id_shapes_.emplace_back(Places::Rows{static_cast<std::uint32_t>(before),
                                              static_cast<std::uint32_t>(before + part.rows)},
                                 IdShapes(shapes));
  places.located_count_ += part.located;
  places.ids_.append_mapped(std::move(mapped.ids));
  places.names_.append_mapped(std::move(mapped.names));
  const auto dictionaries = Places::dictionaries(places);
  for (std::size_t d = 0; d < dictionaries.size(); ++d) {
    dictionaries[d]->append_mapped(part.rows, std::move(mapped.dictionaries[d]));
  }
}

}  // namespace terreau::cache
