#include "geodata/data_number.h"

#include <future>
#include <span>
#include <string>
#include <vector>

#include "geodata/content_digest.h"

namespace terreau {
namespace {

constexpr std::int64_t kManyPlaces = 100'000, kManyVertices = 500'000;
constexpr std::size_t kTogether = 65'536;  // bytes that are digested at once

void add_position(LonLat p, ContentHash& hash) {
  hash.add_value(p.lon_deg);
  hash.add_value(p.lat_deg);
}

std::uint64_t number_of_texts(const auto& each) {
  ContentDigest digest;
  std::string together;
  each([&](std::string_view text) {
    together.append(text).push_back('\n');
    if (together.size() < kTogether) return;
    digest.add(together);
    together.clear();
  });
  digest.add(together);
  return digest.number();
}

std::uint64_t number_of_values(const Places& places, std::uint32_t first, std::uint32_t end) {
  struct Row {
    LonLat position;
    std::uint64_t kinds, year_and_department;
  };
  ContentDigest digest;
  std::vector<Row> together;
  places.in_parts(first, end, [&](const Places::Columns& columns) {
    for (PlaceId p{columns.first()}; p.value < columns.end(); ++p.value) {
      const std::uint64_t department = columns.department(p).value;
      together.push_back({columns.position(p), columns.kinds(p).bits(),
                          static_cast<std::uint64_t>(columns.year(p)) << 8U | department});
      if (together.size() < kTogether / sizeof(Row) && p.value + 1 < columns.end()) continue;
      digest.add(std::as_bytes(std::span(together)));
      together.clear();
    }
  });
  return digest.number();
}

// The same numbers of [first, end), column by column, on two threads.
std::uint64_t content_of(const Places& places, std::uint32_t first, std::uint32_t end) {
  auto names = std::async(std::launch::async, [&] {
    return number_of_texts([&](const auto& visit) { places.each_name(first, end, visit); });
  });
  ContentHash all;
  all.add_value(number_of_texts([&](const auto& visit) { places.each_id(first, end, visit); }));
  all.add_value(number_of_values(places, first, end));
  all.add_value(names.get());
  return all.number;
}

void add_places(const Places& places, std::uint32_t first, std::uint32_t end, ContentHash& hash) {
  for (PlaceId p{first}; p.value < end; ++p.value) {
    hash.add(places.id(p));
    hash.add(places.name(p));
    if (places.located(p)) add_position(places.position(p), hash);
    hash.add_value(places.kinds(p).bits());
    hash.add_value(places.department(p).value);
    hash.add_value(places.year(p));
  }
}

void add_borders(const Boundaries& boundaries, ContentHash& hash) {
  const bool many = boundaries.vertex_count > kManyVertices;
  ContentDigest digest;
  for (const DepartmentGeometry& g : boundaries.geometries) {
    for (const LonLatRing& ring : g.rings) {
      if (many) digest.add(std::as_bytes(std::span(ring)));
      for (std::size_t i = 0; !many && i < ring.size(); ++i) add_position(ring[i], hash);
    }
  }
  if (many) hash.add_value(digest.number());
}

// Each source's places follow those of the one before.
bool has_places_of_its_sources(const Atlas& atlas) {
  std::int64_t all = 0;
  for (const SourceReport& source : atlas.sources) all += source.accepted;
  return all == static_cast<std::int64_t>(atlas.places->size());
}

}  // namespace

void number_contents(Atlas& atlas) {
  if (!has_places_of_its_sources(atlas)) return;
  std::int64_t end = 0;
  for (SourceReport& source : atlas.sources) {
    const std::int64_t first = end;
    end += source.accepted;
    if (source.accepted < kManyPlaces || source.content != 0) continue;
    source.content = content_of(*atlas.places, static_cast<std::uint32_t>(first),
                                static_cast<std::uint32_t>(end));
  }
}

std::uint64_t data_number(const Atlas& atlas) {
  ContentHash hash;
  const Places& places = *atlas.places;
  std::uint32_t end = 0;
  const bool by_source = has_places_of_its_sources(atlas);
  for (const SourceReport& source : atlas.sources) {
    if (!by_source) break;
    const std::uint32_t first = end;
    end += static_cast<std::uint32_t>(source.accepted);
    if (source.content != 0) {
      hash.add_value(source.content);
    } else {
      add_places(places, first, end, hash);
    }
  }
  add_places(places, end, static_cast<std::uint32_t>(places.size()), hash);  // built in tests
  for (const Relation& r : *atlas.relations) hash.add(r.from_name + r.relation + r.to_name);
  add_borders(*atlas.boundaries, hash);
  return hash.number;
}

}  // namespace terreau
