#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <span>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "geodata/formats/module.h"
#include "geodata/formats/reader_parts.h"

namespace terreau::formats {
namespace {

namespace fs = std::filesystem;

const char* driver_of(TableFormat format) {
  switch (format) {
    case TableFormat::csv: return "CSV";
    case TableFormat::geojson: return "GeoJSON";
    case TableFormat::gpkg: return "GPKG";
    case TableFormat::xlsx: return "XLSX";
    case TableFormat::shp: return "ESRI Shapefile";
    case TableFormat::fgb: return "FlatGeobuf";
  }
  return "";
}

constexpr std::size_t kRowsPerCheck = 1024;
constexpr int kDbfTextBytes = 254;  // what a shapefile's text column holds

struct Close {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, Close>;
struct DestroyFeature {
  void operator()(void* feature) const { OGR_F_Destroy(feature); }
};
using Feature = std::unique_ptr<void, DestroyFeature>;
struct ReleaseSrs {
  void operator()(void* srs) const { OSRRelease(srs); }
};
using Srs = std::unique_ptr<void, ReleaseSrs>;

struct RemoveFolder {
  void operator()(const std::string* path) const {
    VSIRmdirRecursive(path->c_str());
    delete path;
  }
};

// A folder in memory. GDAL's writers do not all notice a full disk; our own copying does.
class MemoryFolder {
 public:
  MemoryFolder() {
    static std::atomic<int> count = 0;
    path_.reset(new std::string("/vsimem/terreau_writer_" + std::to_string(++count)));
    VSIMkdir(path_->c_str(), 0755);
  }
  std::string file(const std::string& name) const { return *path_ + "/" + name; }

  std::vector<std::string> names() const {
    const CPLStringList listed(VSIReadDir(path_->c_str()));
    std::vector<std::string> names;
    for (int i = 0; i < listed.Count(); ++i) names.emplace_back(listed[i]);
    std::sort(names.begin(), names.end());
    return names;
  }
  std::span<const std::byte> bytes(const std::string& name) const {
    vsi_l_offset size = 0;
    const GByte* data = VSIGetMemFileBuffer(file(name).c_str(), &size, FALSE);
    return {reinterpret_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
  }

 private:
  std::unique_ptr<const std::string, RemoveFolder> path_;
};

// The moment that files carry: SOURCE_DATE_EPOCH, else the epoch itself, so that the same data
// gives the same bytes.
std::string written_at(const char* pattern) {
  const char* asked = std::getenv("SOURCE_DATE_EPOCH");
  const auto seconds =
      static_cast<std::time_t>(asked != nullptr ? std::strtoll(asked, nullptr, 10) : 0);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), pattern, &utc);
  return text.data();
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return out + '"';
}

class Writer {
 public:
  Writer(TableFormat format, const Table& table, const TableOptions& options)
      : format_(format), table_(table), options_(options), cells_(table.columns.size()) {}

  // Into `path` of GDAL's; an Error or what the format could not hold.
  Result<std::vector<Issue>> write(const std::string& path) {
    GDALAllRegister();
    reader::ErrorLog log;
    const reader::ErrorScope scope = reader::collect_errors(log);
    const CPLConfigOptionSetter date("OGR_CURRENT_DATE", written_at("%Y-%m-%dT%H:%M:%SZ").c_str(),
                                     false);
    GDALDriverH driver = GDALGetDriverByName(driver_of(format_));
    if (driver == nullptr) {
      return Error{"", "this GDAL writes no " + std::string(name(format_))};
    }
    Dataset dataset(GDALCreate(driver, path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset || !write_layers(dataset.get())) {
      return Error{"", reason(log)};
    }
    dataset.reset();
    if (log.failures > 0) return Error{"", reason(log)};
    return warnings();
  }

 private:
  std::string reason(const reader::ErrorLog& log) const {
    if (options_.stop.stop_requested()) return "cancelled";
    return log.last_failure.empty() ? "GDAL gives no reason" : log.last_failure;
  }

  bool write_layers(GDALDatasetH dataset) {
    const bool transaction = format_ == TableFormat::gpkg;
    if (transaction && GDALDatasetStartTransaction(dataset, FALSE) != OGRERR_NONE) return false;
    OGRLayerH layer = create_layer(dataset);
    if (layer == nullptr || !create_columns(layer) || !write_rows(layer)) return false;
    if (indexes_itself()) index_rows(dataset, layer);
    if (transaction && GDALDatasetCommitTransaction(dataset) != OGRERR_NONE) return false;
    return format_ != TableFormat::xlsx || write_about_sheet(dataset);
  }

  bool with_points() const { return table_.point != nullptr && holds_geometry(format_); }

  // GDAL makes the index when it closes the file, also of what was given up: of millions of rows
  // that takes half a minute.
  bool indexes_itself() const {
    return format_ == TableFormat::gpkg && options_.beside_target && with_points();
  }

  void index_rows(GDALDatasetH dataset, OGRLayerH layer) const {
    const std::string sql = "SELECT CreateSpatialIndex('" + table_.name + "', '" +
                            OGR_L_GetGeometryColumn(layer) + "')";
    GDALDatasetReleaseResultSet(dataset,
                                GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr));
  }

  CPLStringList layer_options() const {
    CPLStringList o;
    switch (format_) {
      case TableFormat::csv:  // RFC 4180
        o.SetNameValue("LINEFORMAT", "CRLF");
        o.SetNameValue("STRING_QUOTING", "IF_AMBIGUOUS");
        o.SetNameValue("WRITE_BOM", options_.byte_order_mark ? "YES" : "NO");
        break;
      case TableFormat::geojson: {
        const std::string about = "{\"title\":" + json_text(table_.title) +
                                  ",\"description\":" + json_text(table_.description) +
                                  ",\"licence\":" + json_text(table_.licence) + "}";
        o.SetNameValue("RFC7946", "YES");
        o.SetNameValue("NATIVE_DATA", about.c_str());
        o.SetNameValue("NATIVE_MEDIA_TYPE", "application/vnd.geo+json");
        break;
      }
      case TableFormat::gpkg:
        o.SetNameValue("IDENTIFIER", table_.title.c_str());
        if (indexes_itself()) o.SetNameValue("SPATIAL_INDEX", "NO");
        o.SetNameValue("DESCRIPTION", (table_.description + " " + table_.licence).c_str());
        break;
      case TableFormat::shp:
        o.SetNameValue("ENCODING", "UTF-8");
        o.SetNameValue("RESIZE", "YES");
        o.SetNameValue("DBF_DATE_LAST_UPDATE", written_at("%Y-%m-%d").c_str());
        break;
      case TableFormat::fgb:  // its index knows no row without a point, and would reorder the rows
        o.SetNameValue("SPATIAL_INDEX", "NO");
        break;
      case TableFormat::xlsx: break;
    }
    return o;
  }

  OGRLayerH create_layer(GDALDatasetH dataset) {
    Srs srs(OSRNewSpatialReference(nullptr));
    OSRImportFromEPSG(srs.get(), 4326);
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    const CPLStringList options = layer_options();
    OGRLayerH layer = GDALDatasetCreateLayer(
        dataset, table_.name.c_str(), with_points() ? srs.get() : nullptr,
        with_points() ? wkbPoint : wkbNone, const_cast<char**>(options.List()));
    if (layer != nullptr && format_ == TableFormat::gpkg) {
      GDALSetMetadataItem(layer, "LICENCE", table_.licence.c_str(), nullptr);
      for (const auto& [name, text] : table_.facts) {
        GDALSetMetadataItem(layer, name.c_str(), text.c_str(), nullptr);
      }
    }
    return layer;
  }

  OGRFieldType field_type(TableColumn::Type type) const {
    if (type == TableColumn::Type::text) return OFTString;
    // A CSV's integers would be quoted as codes are, its reals are not; up to 2^53 they look alike.
    const bool real = type == TableColumn::Type::real || format_ == TableFormat::csv;
    return real ? OFTReal : OFTInteger64;
  }

  bool create_columns(OGRLayerH layer) {
    for (const TableColumn& column : table_.columns) {
      const bool shorten = format_ == TableFormat::shp && !column.short_name.empty();
      const OGRFieldType type = field_type(column.type);
      OGRFieldDefnH field =
          OGR_Fld_Create((shorten ? column.short_name : column.name).c_str(), type);
      if (format_ == TableFormat::shp && type == OFTString) OGR_Fld_SetWidth(field, kDbfTextBytes);
      if (format_ == TableFormat::shp && type == OFTInteger64) OGR_Fld_SetWidth(field, 18);
      const OGRErr error = OGR_L_CreateField(layer, field, TRUE);
      OGR_Fld_Destroy(field);
      if (error != OGRERR_NONE) return false;
    }
    return true;
  }

  bool write_rows(OGRLayerH layer) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (std::size_t row = 0; row < table_.rows; ++row) {
      if (row % kRowsPerCheck == 0) {
        if (options_.stop.stop_requested()) return false;
        options_.progress(static_cast<double>(row) / static_cast<double>(table_.rows));
      }
      std::fill(cells_.begin(), cells_.end(), TableCell());
      table_.fill(row, cells_);
      const Feature feature(OGR_F_Create(definition));
      for (std::size_t c = 0; c < cells_.size(); ++c) set_cell(feature.get(), row, c);
      set_point(feature.get(), row);
      if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE) return false;
    }
    options_.progress(1);
    return true;
  }

  void set_cell(OGRFeatureH feature, std::size_t row, std::size_t column) {
    const int field = static_cast<int>(column);
    const TableCell& cell = cells_[column];
    if (const auto* text = std::get_if<std::string>(&cell); text != nullptr && !text->empty()) {
      set_text(feature, row, column, *text);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      OGR_F_SetFieldInteger64(feature, field, *number);
    } else if (const auto* real = std::get_if<double>(&cell)) {
      OGR_F_SetFieldDouble(feature, field, *real);
    } else {
      OGR_F_SetFieldNull(feature, field);
    }
  }

  void set_text(OGRFeatureH feature, std::size_t row, std::size_t column, const std::string& text) {
    const int field = static_cast<int>(column);
    if (format_ != TableFormat::shp || text.size() <= kDbfTextBytes) {
      OGR_F_SetFieldString(feature, field, text.c_str());
      return;
    }
    std::size_t end = kDbfTextBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    OGR_F_SetFieldString(feature, field, text.substr(0, end).c_str());
    if (cut_++ == 0)
      first_cut_ = {static_cast<std::int64_t>(row) + 1, "", table_.columns[column].name};
  }

  void set_point(OGRFeatureH feature, std::size_t row) const {
    if (!with_points()) return;
    const LonLat p = table_.point(row);
    if (!is_valid(p)) return;
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, p.lon_deg, p.lat_deg);
    OGR_F_SetGeometryDirectly(feature, point);
  }

  bool write_about_sheet(GDALDatasetH dataset) const {
    OGRLayerH sheet = GDALDatasetCreateLayer(dataset, std::string(kAboutSheet).c_str(), nullptr,
                                             wkbNone, nullptr);
    if (sheet == nullptr) return false;
    OGRFieldDefnH field = OGR_Fld_Create(table_.title.c_str(), OFTString);
    const OGRErr error = OGR_L_CreateField(sheet, field, TRUE);
    OGR_Fld_Destroy(field);
    if (error != OGRERR_NONE) return false;
    for (const std::string& text : {table_.description, table_.licence}) {
      const Feature feature(OGR_F_Create(OGR_L_GetLayerDefn(sheet)));
      OGR_F_SetFieldString(feature.get(), 0, text.c_str());
      if (OGR_L_CreateFeature(sheet, feature.get()) != OGRERR_NONE) return false;
    }
    return true;
  }

  std::vector<Issue> warnings() const {
    if (cut_ == 0) return {};
    return {{first_cut_.row,
             std::to_string(cut_) + " texts were cut: a shapefile holds " +
                 std::to_string(kDbfTextBytes) + " bytes a cell, first in column",
             first_cut_.value}};
  }

  const TableFormat format_;
  const Table& table_;
  const TableOptions& options_;
  std::vector<TableCell> cells_;
  std::int64_t cut_ = 0;
  Issue first_cut_;
};

// One file is written as it is, so that a device may stand at the path; a shapefile's belong
// together, and its old indexes would lead to the wrong rows.
Result<WrittenFile> copy_out(const MemoryFolder& memory, const std::string& path) {
  const std::vector<std::string> names = memory.names();
  if (names.size() == 1) return write_file(path, memory.bytes(names.front()));
  auto output = FileOutput::beside(path);
  if (!output) return output.error();
  const fs::path folder = fs::path(output->path()).parent_path();
  for (const std::string& name : names) {
    const auto written = write_file((folder / name).string(), memory.bytes(name));
    if (!written) return Error{path, written.error().message};
  }
  auto written = output->commit();
  for (const char* index : {".qix", ".sbn", ".sbx"}) {
    std::error_code ignored;
    if (written) fs::remove(fs::path(path).replace_extension(index), ignored);
  }
  return written;
}

}  // namespace

Result<WrittenFile> write_table(const std::string& path, const Table& table,
                                const TableOptions& options) {
  const auto format = table_format(path);
  if (!format) {
    return Error{path,
                 "the extension names no format; known are " + std::string(table_extensions())};
  }
  if (options.beside_target && *format == TableFormat::gpkg) {
    auto output = FileOutput::beside(path);
    if (!output) return output.error();
    auto warnings = Writer(*format, table, options).write(output->path());
    if (!warnings) return Error{path, warnings.error().message};
    auto written = output->commit();
    if (!written) return written.error();
    return {*std::move(written), *std::move(warnings)};
  }
  const MemoryFolder memory;
  const std::string name = fs::path(path).filename().string();
  auto warnings = Writer(*format, table, options).write(memory.file(name));
  if (!warnings) return Error{path, warnings.error().message};
  auto written = copy_out(memory, path);
  if (!written) return written.error();
  return {*std::move(written), *std::move(warnings)};
}

}  // namespace terreau::formats
