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
  const auto rows = [&](const auto& column) {
    return std::span(column).subspan(first, end - first);
  };
  out.values<std::int32_t>("position", rows(places.position_), 2);
  out.values<std::uint8_t>("precision", rows(places.precision_));
  out.values<std::uint8_t>("department", rows(places.department_));
  out.values<std::uint8_t>("region", rows(places.region_));
  out.values<std::int16_t>("year", rows(places.year_));
  out.values<std::uint8_t>("form", rows(places.form_));
  out.texts("id", places.ids_, first, end);
  IdShapes shapes;
  places.ids_.each(first, end, [&](std::string_view id) { shapes.note(id); });
  out.values<std::uint64_t>("id.shapes", std::span<const std::uint64_t>(shapes.bits()));
  out.texts("name", places.names_, first, end);
  const auto dictionaries = const_cast<Places&>(places).dictionaries();  // NOLINT: only read
  for (std::size_t d = 0; d < dictionaries.size(); ++d) {
    out.texts(kDictionaryNames[d], *dictionaries[d], first, end);
  }

  PlacesPart part{end - first, 0, {}, {}};
  part.located = static_cast<std::uint64_t>(
      std::ranges::count_if(rows(places.position_), &Places::FixedPosition::any));
  std::vector<bool> met(places.classes_.size());
  for (const Places::ClassIndex c : rows(places.class_)) met[c] = true;
  std::vector<Places::ClassIndex> number(met.size());
  for (std::size_t c = 0; c < met.size(); ++c) {
    number[c] = static_cast<Places::ClassIndex>(part.classes.size());
    if (met[c]) part.classes.push_back(places.classes_[c].bits());
  }
  std::vector<Places::ClassIndex> classes;
  classes.reserve(end - first);
  for (const Places::ClassIndex c : rows(places.class_)) classes.push_back(number[c]);
  out.values<std::uint16_t>("class", std::span<const Places::ClassIndex>(classes));
  for (const Places::SourceRun& run : places.sources_) {
    if (run.first < first || run.first >= end) continue;
    part.runs.push_back({run.first - first, static_cast<std::uint32_t>(run.source - first_source)});
  }
  return part;
}

struct PlacesColumns::Texts {
  MappedTexts ids, names;
  std::vector<std::uint64_t> id_shapes;
  std::array<DictionaryColumn::Mapped, 9> dictionaries;
};

void PlacesColumns::append(const PlacesPart& part, std::uint16_t first_source, ColumnReader& in,
                           Places& places) {
  const std::size_t before = places.size();
  const auto columns = [&](const auto& each) {
    each(places.position_), each(places.precision_), each(places.department_);
    each(places.region_), each(places.year_), each(places.form_), each(places.class_);
  };
  Texts texts;
  try {
    in.append<std::int32_t>("position", part.rows, places.position_, 2);
    in.append<std::uint8_t>("precision", part.rows, places.precision_);
    in.append<std::uint8_t>("department", part.rows, places.department_);
    in.append<std::uint8_t>("region", part.rows, places.region_);
    in.append<std::int16_t>("year", part.rows, places.year_);
    in.append<std::uint8_t>("form", part.rows, places.form_);
    in.append<std::uint16_t>("class", part.rows, places.class_);
    in.map_texts("id", part.rows, texts.ids);
    in.append<std::uint64_t>("id.shapes", IdShapes::Bits().size(), texts.id_shapes);
    in.map_texts("name", part.rows, texts.names);
    for (std::size_t d = 0; d < texts.dictionaries.size(); ++d) {
      in.map_texts(kDictionaryNames[d], part.rows, texts.dictionaries[d]);
    }
    in.run();
  } catch (...) {
    columns([&](auto& column) { column.resize(before); });
    throw;
  }
  append_checked(part, first_source, texts, places);
}

void PlacesColumns::append_checked(const PlacesPart& part, std::uint16_t first_source, Texts& texts,
                                   Places& places) {
  const std::size_t before = places.ids_.size();
  std::vector<Places::ClassIndex> number;
  bool same = true;
  for (const std::uint32_t bits : part.classes) {
    number.push_back(places.class_with(KindSet(bits)));
    same = same && number.back() + 1U == number.size();
  }
  if (!same) {
    for (auto& c : std::span(places.class_).subspan(before)) c = number[c];
  }
  for (const PlacesPart::Run& run : part.runs) {
    places.sources_.push_back({static_cast<std::uint32_t>(before + run.first),
                               static_cast<std::uint16_t>(first_source + run.source)});
  }
  IdShapes::Bits shapes{};
  std::ranges::copy(texts.id_shapes, shapes.begin());
  places.id_shapes_.emplace_back(Places::Rows{static_cast<std::uint32_t>(before),
                                              static_cast<std::uint32_t>(before + part.rows)},
                                 IdShapes(shapes));
  places.located_count_ += part.located;
  places.ids_.append_mapped(std::move(texts.ids));
  places.names_.append_mapped(std::move(texts.names));
  const auto dictionaries = places.dictionaries();
  for (std::size_t d = 0; d < dictionaries.size(); ++d) {
    dictionaries[d]->append_mapped(part.rows, std::move(texts.dictionaries[d]));
  }
}

}  // namespace terreau::cache
