#include <algorithm>
#include <array>

#include "geodata/french_crs.h"
#include "geodata/geopackage/plain.h"
#include "geodata/parse.h"

// Whether a database is a plain GeoPackage, by its tables of contents (OGC 12-128r18, clause 1.1).
namespace terreau::geopackage {
namespace {

// QGIS keeps its styles beside the data.
constexpr std::string_view kStyles = "layer_styles";

// The only row that the query gives.
Statement only_row(sqlite3* database, const std::string& sql) {
  Statement first = prepare(database, sql);
  if (!first || sqlite3_step(first.get()) != SQLITE_ROW) return nullptr;
  const Statement all = prepare(database, sql);
  for (int i = 0; i < 2; ++i) {
    if (sqlite3_step(all.get()) != (i == 0 ? SQLITE_ROW : SQLITE_DONE)) return nullptr;
  }
  return first;
}

bool has_table(sqlite3* database, std::string_view name) {
  return only_row(database, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = " +
                                quoted(name, '\'')) != nullptr;
}

// False too where there is no such table.
bool has_row(sqlite3* database, const std::string& table, const std::string& where = "1") {
  const Statement row =
      prepare(database, "SELECT 1 FROM " + table + " WHERE " + where + " LIMIT 1");
  return row && sqlite3_step(row.get()) == SQLITE_ROW;
}

// What says more of the layer than its table does, or is another one.
bool has_more(sqlite3* database, const PlainLayer& layer) {
  // What reader_layer.cpp asks GDAL for, which makes nothing of other programs' metadata.
  if (has_row(database, "gpkg_metadata",
              "md_standard_uri LIKE 'http://gdal.org' AND (metadata LIKE '%date%' OR metadata LIKE "
              "'%licen%' OR metadata LIKE '%not_determinable%')") ||
      has_row(database, "gpkg_data_columns") ||
      has_row(database, "gpkg_extensions",
              "extension_name NOT IN ('gpkg_rtree_index', 'gpkg_metadata')")) {
    return true;
  }
  const Statement names =
      prepare(database, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')");
  const std::string index = "rtree_" + layer.table + "_" + layer.geometry;
  while (names && sqlite3_step(names.get()) == SQLITE_ROW) {
    const std::string_view name = text_at(names.get(), 0);
    const bool known = name == layer.table || name == kStyles || name.starts_with("gpkg_") ||
                       name.starts_with("sqlite_") || name.starts_with(index);
    if (!known) return true;
  }
  return false;
}

// "" where it is not one of those that are told by their numbers.
std::string crs_of(sqlite3* database, std::int64_t id) {
  const Statement row = only_row(
      database,
      "SELECT upper(organization) || ':' || organization_coordsys_id FROM gpkg_spatial_ref_sys "
      "WHERE srs_id = " +
          std::to_string(id));
  const std::string_view crs = row ? text_at(row.get(), 0) : "";
  const bool known =
      crs == "EPSG:4326" || std::ranges::count(kFrenchCrs, crs, &FrenchCrs::epsg) > 0;
  return known ? std::string(crs) : std::string();
}

std::optional<PlainColumn::Type> type_of(std::string declared) {
  std::ranges::transform(declared, declared.begin(),
                         [](char c) { return 'a' <= c && c <= 'z' ? char(c - 'a' + 'A') : c; });
  using Type = PlainColumn::Type;
  if (declared == "TEXT" || declared.starts_with("TEXT(")) return Type::text;
  if (declared == "INTEGER" || declared == "INT") return Type::integer;
  if (declared == "MEDIUMINT") return Type::integer_32;
  if (declared == "REAL" || declared == "DOUBLE") return Type::real;
  return std::nullopt;
}

// False where a column is of another type, or the rows have no number.
bool find_columns(sqlite3* database, PlainLayer& layer) {
  enum : std::uint8_t { kName = 1, kType = 2, kKey = 5, kHidden = 6 };
  const Statement columns = prepare(database, "PRAGMA table_xinfo(" + quoted(layer.table) + ")");
  while (columns && sqlite3_step(columns.get()) == SQLITE_ROW) {
    const std::string name(text_at(columns.get(), kName));
    const std::string declared(text_at(columns.get(), kType));
    if (sqlite3_column_int(columns.get(), kHidden) != 0) return false;
    if (sqlite3_column_int(columns.get(), kKey) != 0) {
      if (!layer.row_number.empty() || declared != "INTEGER") return false;
      layer.row_number = name;
    } else if (name != layer.geometry) {
      const auto type = type_of(declared);
      if (!type) return false;
      layer.columns.push_back({name, *type});
    }
  }
  return !layer.row_number.empty();
}

// False where the numbers of rows have large gaps: rows are read by ranges of them.
bool find_rows(sqlite3* database, PlainLayer& layer) {
  constexpr std::uint64_t kMostTimes = 4;
  const Statement told =
      only_row(database, "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = " +
                             quoted(layer.table, '\''));
  layer.told_rows = told ? sqlite3_column_int64(told.get(), 0) : 0;
  const std::string number = quoted(layer.row_number), table = quoted(layer.table);
  const auto find = [&](const std::string& which) {
    Statement row = only_row(database, "SELECT " + which + "(" + number + ") FROM " + table);
    return row && sqlite3_column_type(row.get(), 0) == SQLITE_INTEGER
               ? std::optional(sqlite3_column_int64(row.get(), 0))
               : std::nullopt;
  };
  const auto first = find("min"), last = find("max");
  if (!first || !last || layer.told_rows <= 0) return false;
  layer.first_row = *first;
  layer.last_row = *last;
  return static_cast<std::uint64_t>(*last) - static_cast<std::uint64_t>(*first) <
         static_cast<std::uint64_t>(layer.told_rows) * kMostTimes;
}

}  // namespace

std::optional<PlainLayer> plain_layer(sqlite3* database) {
  constexpr int kGeoPackage = 0x47504B47;  // "GPKG"
  const Statement application = only_row(database, "PRAGMA application_id");
  if (!application || sqlite3_column_int(application.get(), 0) != kGeoPackage) return std::nullopt;
  const Statement content =
      only_row(database, "SELECT table_name, data_type FROM gpkg_contents WHERE table_name <> " +
                             quoted(kStyles, '\''));
  const Statement geometry =
      only_row(database,
               "SELECT table_name, column_name, upper(geometry_type_name), srs_id FROM "
               "gpkg_geometry_columns");
  if (!content || !geometry || text_at(content.get(), 1) != "features") return std::nullopt;
  PlainLayer layer;
  layer.table = text_at(content.get(), 0);
  layer.geometry = text_at(geometry.get(), 1);
  const std::string_view kind = text_at(geometry.get(), 2);
  layer.points = kind == "POINT";
  if (!layer.points && kind != "POLYGON" && kind != "MULTIPOLYGON") return std::nullopt;
  if (text_at(geometry.get(), 0) != layer.table || !has_table(database, layer.table)) {
    return std::nullopt;
  }
  layer.crs = crs_of(database, sqlite3_column_int64(geometry.get(), 3));
  if (layer.crs.empty() || has_more(database, layer) || !find_columns(database, layer) ||
      !find_rows(database, layer)) {
    return std::nullopt;
  }
  return layer;
}

}  // namespace terreau::geopackage
