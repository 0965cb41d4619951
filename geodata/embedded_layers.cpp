#include "geodata/embedded_layers.h"

#include <bit>
#include <cstring>
#include <span>

#include "geodata/embedded.h"
#include "geodata/parse.h"

// The embedded files are ours and checked with the sources: what is broken in them is our own
// mistake.
namespace terreau {
namespace {

static_assert(std::endian::native == std::endian::little, "shapefiles are, but for a few numbers");

using Bytes = std::span<const std::byte>;

template <class T>
T at(Bytes bytes, std::size_t offset) {
  TERREAU_CHECK(offset + sizeof(T) <= bytes.size());
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

std::size_t size_at(Bytes bytes, std::size_t offset) { return at<std::uint32_t>(bytes, offset); }
std::size_t big_endian_at(Bytes bytes, std::size_t offset) {
  return __builtin_bswap32(at<std::uint32_t>(bytes, offset));
}

std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The rings of a record's content: ESRI's "Shapefile Technical Description" (1998), page 8.
std::vector<std::vector<LonLat>> rings_of(Bytes polygon) {
  constexpr std::size_t kParts = 44;  // behind the type, the box and the two counts
  TERREAU_CHECK(size_at(polygon, 0) == 5);
  const std::size_t parts = size_at(polygon, 36), points = size_at(polygon, 40);
  std::vector<std::vector<LonLat>> rings(parts);
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = size_at(polygon, kParts + 4 * part);
    const std::size_t end = part + 1 < parts ? size_at(polygon, kParts + 4 * part + 4) : points;
    for (std::size_t point = begin; point < end; ++point) {
      rings[part].push_back(at<LonLat>(polygon, kParts + 4 * parts + sizeof(LonLat) * point));
    }
  }
  return rings;
}

void read_shapes(Bytes shp, Layer& layer) {
  for (std::size_t record = 100; record < shp.size();) {
    const std::size_t bytes = 2 * big_endian_at(shp, record + 4);
    layer.rings.push_back(rings_of(shp.subspan(record + 8, bytes)));
    record += 8 + bytes;
  }
}

// A dBASE III table, whose texts are filled up with blanks.
void read_attributes(Bytes dbf, Layer& layer) {
  constexpr std::size_t kField = 32;  // bytes of a field's description, and where the first is
  const std::size_t header = at<std::uint16_t>(dbf, 8), row = at<std::uint16_t>(dbf, 10);
  layer.row_count = static_cast<std::int64_t>(size_at(dbf, 4));
  std::size_t cell = header + 1;  // behind the mark of deleted rows
  for (std::size_t field = kField; at<char>(dbf, field) != '\r'; field += kField) {
    const std::string_view name = text_of(dbf.subspan(field, 11));
    layer.column_names.emplace_back(name.substr(0, name.find('\0')));
    const std::size_t width = at<std::uint8_t>(dbf, field + 16);
    TextColumn& column = layer.columns.emplace_back();
    for (std::int64_t i = 0; i < layer.row_count; ++i) {
      column.push_back(
          trimmed(text_of(dbf.subspan(cell + static_cast<std::size_t>(i) * row, width))));
    }
    cell += width;
  }
}

void read_csv(std::string_view rest, Layer& layer) {
  next_csv_row(rest, layer.column_names);
  layer.columns.resize(layer.column_names.size());
  for (std::vector<std::string> cells; next_csv_row(rest, cells); ++layer.row_count) {
    TERREAU_CHECK(cells.size() == layer.columns.size());
    for (std::size_t c = 0; c < cells.size(); ++c) layer.columns[c].push_back(cells[c]);
  }
}

}  // namespace

std::optional<Layer> embedded_layer(std::string_view name) {
  const Bytes bytes = embedded_file(name);
  const std::string_view base = name.substr(0, name.find('.'));
  if (bytes.empty() || !(name.ends_with(".shp") || name.ends_with(".csv"))) return std::nullopt;
  Layer layer;
  layer.source = name;
  layer.name = base.substr(base.find('/') + 1);
  layer.encoding = "UTF-8";
  if (name.ends_with(".csv")) {
    read_csv(embedded_text(name), layer);
  } else {
    layer.kind = GeometryKind::polygon;
    layer.crs = "EPSG:4326";
    read_shapes(bytes, layer);
    read_attributes(embedded_file(std::string(base) + ".dbf"), layer);
  }
  return layer;
}

}  // namespace terreau
