#include "geodata/layers/raw_geometry.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <utility>

#include "geodata/over_rows.h"
#include "geodata/projection.h"

namespace terreau::reader {
namespace {

LonLat centre_of(std::span<const LonLat> part) {
  LonLatBox box;
  for (const LonLat p : part) {
    if (is_valid(p)) box.extend(p);
  }
  if (box.empty()) return {};
  return {(box.west_deg + box.east_deg) / 2, (box.south_deg + box.north_deg) / 2};
}

// Drops points that are nowhere and, of a polygon, rings without an area; says what it did.
void clean_part(std::vector<LonLat>& part, bool ring, std::int64_t row,
                std::vector<Issue>& issues) {
  const std::size_t before = part.size();
  std::erase_if(part, [](LonLat p) { return !is_valid(p); });
  if (part.size() < before) {
    issues.push_back({row, "coordinates that are nowhere on Earth were left out",
                      std::to_string(before - part.size())});
  }
  if (!ring) return;
  const bool closed = part.size() > 1 && part.front() == part.back();
  std::size_t distinct = 0;
  for (std::size_t i = 0; i < part.size() && distinct < 3; ++i) {
    if (std::find(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(i), part[i]) ==
        part.begin() + static_cast<std::ptrdiff_t>(i)) {
      ++distinct;
    }
  }
  if (distinct < 3) {
    issues.push_back({row, "a ring with fewer than three different points was left out", ""});
    part.clear();
  } else if (!closed) {
    issues.push_back({row, "a ring was not closed: it was closed", ""});
    part.push_back(part.front());
  }
}

std::string_view kind_name(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none: return "geometry";
    case GeometryKind::point: return "points";
    case GeometryKind::line: return "lines";
    case GeometryKind::polygon: return "polygons";
  }
  return {};
}

std::string number_text(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.10g", value);
  return text.data();
}

}  // namespace

std::string pair_text(MapPos p) { return number_text(p.x_m) + " " + number_text(p.y_m); }

void GeometryFacts::note(const RawGeometry& geometry) {
  for (const auto& page : geometry.pages_) {
    for (const GeometryKind kind : page.row_kinds) ++kinds_[static_cast<std::size_t>(kind)];
    crs_.note(page.coordinates);
    if (!first_ && !page.coordinates.empty()) first_ = page.coordinates.front();
  }
}

GeometryKind GeometryFacts::kind() const {
  const auto most = std::max_element(kinds_.begin() + 1, kinds_.end());
  return *most > 0 ? static_cast<GeometryKind>(most - kinds_.begin()) : GeometryKind::none;
}

struct RawGeometry::Given {
  std::int64_t first_row;  // from 1, of the layer
  GeometryKind kind;       // of the layer
  std::span<LonLat> points;
  std::span<std::vector<std::vector<LonLat>>> rings;
  std::vector<Issue> issues;
  std::optional<Error> error;
};

// The one that the next row goes to.
RawGeometry::Page& RawGeometry::page_for_row() {
  constexpr std::size_t kCoordinates = std::size_t{1} << 18;
  const bool between_rows = next_kinds_.empty();
  if (pages_.empty() || (between_rows && pages_.back().coordinates.size() >= kCoordinates)) {
    pages_.emplace_back();
  }
  return pages_.back();
}

void RawGeometry::add_point(MapPos p) {
  if (latitude_first_) std::swap(p.x_m, p.y_m);
  Page& page = page_for_row();
  page.coordinates.push_back(p);
  page.part_ends.push_back(static_cast<std::uint32_t>(page.coordinates.size()));
  page.row_ends.push_back(static_cast<std::uint32_t>(page.part_ends.size()));
  page.row_kinds.push_back(GeometryKind::point);
}

std::span<MapPos> RawGeometry::add_part(std::size_t count, GeometryKind kind) {
  Page& page = page_for_row();
  const std::size_t begin = page.coordinates.size();
  page.coordinates.resize(begin + count);
  TERREAU_CHECK(page.coordinates.size() <= 0xFFFFFFFFU);
  page.part_ends.push_back(static_cast<std::uint32_t>(page.coordinates.size()));
  next_kinds_.push_back(kind);
  return std::span(page.coordinates).subspan(begin);
}

void RawGeometry::end_row(std::int64_t row, std::vector<Issue>& issues) {
  Page& page = page_for_row();
  GeometryKind kind = GeometryKind::none;
  for (const GeometryKind k : next_kinds_) kind = std::max(kind, k);
  if (std::ranges::any_of(next_kinds_, [&](GeometryKind k) { return k != kind; })) {
    issues.push_back({row,
                      "a collection of different geometries: only its " +
                          std::string(kind_name(kind)) + " are used",
                      ""});
    keep_parts_of(kind);
  }
  next_kinds_.clear();
  page.row_ends.push_back(static_cast<std::uint32_t>(page.part_ends.size()));
  page.row_kinds.push_back(kind);
}

// Of the next row's parts only those of one kind stay.
void RawGeometry::keep_parts_of(GeometryKind kind) {
  Page& page = pages_.back();
  const std::size_t first = page.part_ends.size() - next_kinds_.size();
  std::size_t kept = first;
  std::uint32_t end = first == 0 ? 0 : page.part_ends[first - 1];
  std::uint32_t begin = end;
  for (std::size_t i = 0; i < next_kinds_.size(); ++i) {
    const std::uint32_t part_end = page.part_ends[first + i];
    if (next_kinds_[i] == kind) {
      std::copy(page.coordinates.begin() + begin, page.coordinates.begin() + part_end,
                page.coordinates.begin() + end);
      end += part_end - begin;
      page.part_ends[kept++] = end;
    }
    begin = part_end;
  }
  page.part_ends.resize(kept);
  page.coordinates.resize(end);
}

void RawGeometry::expect_points(std::size_t rows) {
  Page& page = page_for_row();
  page.coordinates.reserve(page.coordinates.size() + rows);
  page.part_ends.reserve(page.part_ends.size() + rows);
  page.row_ends.reserve(page.row_ends.size() + rows);
  page.row_kinds.reserve(page.row_kinds.size() + rows);
}

void RawGeometry::append(RawGeometry rows) {
  std::ranges::move(rows.pages_, std::back_inserter(pages_));
}

bool RawGeometry::is_lonlat(std::size_t row) const {
  std::size_t i = 0;
  for (; row >= pages_[i].row_kinds.size(); ++i) row -= pages_[i].row_kinds.size();
  const Page& page = pages_[i];
  if (page.row_kinds[row] != GeometryKind::point) return false;
  const std::uint32_t part = row == 0 ? 0 : page.row_ends[row - 1];
  const MapPos p = page.coordinates[part == 0 ? 0 : page.part_ends[part - 1]];
  return is_valid(LonLat{p.x_m, p.y_m});
}

std::optional<Error> RawGeometry::give(const std::string& crs, Layer& layer) {
  std::size_t rows = 0, coordinates = 0;
  for (const Page& page : pages_) {
    rows += page.row_ends.size();
    coordinates += page.coordinates.size();
  }
  const bool points = layer.kind == GeometryKind::point;
  points ? layer.points.resize(rows) : layer.rings.resize(rows);
  std::vector<Given> all;
  for (std::size_t first = 0; const Page& page : pages_) {
    Given& given = all.emplace_back();
    given.first_row = layer.first_row + static_cast<std::int64_t>(first) + 1;
    given.kind = layer.kind;
    const std::size_t count = page.row_ends.size();
    if (points) given.points = std::span(layer.points).subspan(first, count);
    if (!points) given.rings = std::span(layer.rings).subspan(first, count);
    first += count;
  }
  for_each(pages_.size(), coordinates / 10, [&](std::size_t i) {
    const Page page = std::exchange(pages_[i], {});
    const auto positions = to_lonlat(crs, page.coordinates);
    if (!positions) {
      all[i].error = positions.error();
    } else {
      points ? points_of_rows(page, *positions, all[i]) : rings_of_rows(page, *positions, all[i]);
    }
  });
  pages_.clear();
  for (Given& given : all) {
    if (given.error) {
      layer.points.clear();
      layer.rings.clear();
      return given.error;
    }
    std::ranges::move(given.issues, std::back_inserter(layer.issues));
  }
  return std::nullopt;
}

void RawGeometry::points_of_rows(const Page& page, const std::vector<LonLat>& positions,
                                 Given& given) {
  std::uint32_t part = 0;
  for (std::size_t i = 0; i < page.row_ends.size(); ++i) {
    const std::int64_t row = given.first_row + static_cast<std::int64_t>(i);
    if (part == page.row_ends[i]) {
      given.issues.push_back({row, "no geometry", ""});
      continue;
    }
    const std::uint32_t begin = part == 0 ? 0 : page.part_ends[part - 1];
    // Of several points the first stands for the row, of an area its middle.
    given.points[i] =
        page.row_kinds[i] == GeometryKind::point
            ? positions[begin]
            : centre_of(std::span(positions).subspan(begin, page.part_ends[part] - begin));
    if (!is_valid(given.points[i])) {
      given.issues.push_back(
          {row, "a coordinate that is nowhere on Earth", pair_text(page.coordinates[begin])});
    }
    part = page.row_ends[i];
  }
}

void RawGeometry::rings_of_rows(const Page& page, const std::vector<LonLat>& positions,
                                Given& given) {
  const bool polygons = given.kind == GeometryKind::polygon;
  std::uint32_t part = 0;
  for (std::size_t i = 0; i < page.row_ends.size(); ++i) {
    const std::int64_t row = given.first_row + static_cast<std::int64_t>(i);
    const std::uint32_t first_part = part;
    part = page.row_ends[i];
    if (page.row_kinds[i] != given.kind) {
      given.issues.push_back({row,
                              first_part == part
                                  ? std::string("no geometry")
                                  : std::string(kind_name(page.row_kinds[i])) + " in a layer of " +
                                        std::string(kind_name(given.kind)) + " are left out",
                              ""});
      continue;
    }
    for (std::uint32_t p = first_part; p < part; ++p) {
      const std::uint32_t begin = p == 0 ? 0 : page.part_ends[p - 1];
      std::vector<LonLat> ring(positions.begin() + begin, positions.begin() + page.part_ends[p]);
      clean_part(ring, polygons, row, given.issues);
      if (!ring.empty()) given.rings[i].push_back(std::move(ring));
    }
  }
}

}  // namespace terreau::reader
