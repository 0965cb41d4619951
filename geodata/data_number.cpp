#include "geodata/data_number.h"

#include <algorithm>
#include <future>
#include <span>
#include <string>
#include <vector>

#include "geodata/content_digest.h"

namespace terreau {
namespace {

constexpr std::int64_t kManyPlaces = 100'000, kManyVertices = 500'000;

void add_position(LonLat p, ContentHash& hash) {
  hash.add_value(p.lon_deg);
  hash.add_value(p.lat_deg);
}

// The same numbers of [first, end), in blocks, so that two threads make them.
std::uint64_t content_of(const Places& places, std::uint32_t first, std::uint32_t end) {
  constexpr std::uint32_t kBlock = 16'384;
  std::vector<std::uint64_t> numbers((end - first + kBlock - 1) / kBlock);
  const auto number_blocks = [&](std::size_t from, std::size_t to) {
    std::string rows;
    const auto add_value = [&](const auto& value) {
      rows.append(reinterpret_cast<const char*>(&value), sizeof(value));
    };
    for (std::size_t b = from; b < to; ++b) {
      const auto begin = static_cast<std::uint32_t>(first + b * kBlock);
      rows.clear();
      for (PlaceId p{begin}; p.value < std::min(end, begin + kBlock); ++p.value) {
        rows.append(places.id(p)).push_back('\n');
        rows.append(places.name(p)).push_back('\n');
        add_value(places.position(p));
        add_value(places.kinds(p).bits());
        add_value(places.department(p).value);
        add_value(static_cast<std::int16_t>(places.year(p)));
      }
      places.let_go(begin, std::min(end, begin + kBlock));
      ContentDigest digest;
      digest.add(rows);
      numbers[b] = digest.number();
    }
  };
  const std::size_t half = numbers.size() / 2;
  auto second = std::async(std::launch::async, number_blocks, half, numbers.size());
  number_blocks(0, half);
  second.get();
  ContentHash all;
  for (const std::uint64_t number : numbers) all.add_value(number);
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
