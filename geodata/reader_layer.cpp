#include <algorithm>
#include <memory>

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_core.h>

#include "geodata/parse.h"
#include "geodata/reader_parts.h"

namespace terreau::reader {
namespace {

struct FeatureDeleter {
  void operator()(void* f) const { OGR_F_Destroy(f); }
};
using Feature = std::unique_ptr<void, FeatureDeleter>;

constexpr std::int64_t kRowsPerCheck = 1024;

// One attribute as text; lists are joined with ';', dates are written as ISO 8601.
void append_field(OGRFeatureH feature, int field, OGRFieldType type, TextRepair& repair,
                  TextColumn& column) {
  if (!OGR_F_IsFieldSetAndNotNull(feature, field)) {
    column.push_back({});
    return;
  }
  if (type == OFTStringList) {
    std::string joined;
    for (char** item = OGR_F_GetFieldAsStringList(feature, field); item && *item; ++item) {
      if (!joined.empty()) joined += ';';
      joined += *item;
    }
    repair.append(joined, column);
    return;
  }
  const char* text = OGR_F_GetFieldAsString(feature, field);
  if (type == OFTDate || type == OFTDateTime) {
    std::string date(text);
    std::replace(date.begin(), date.end(), '/', '-');
    column.push_back(date);
    return;
  }
  repair.append(text, column);
}

std::string layer_encoding(OGRLayerH layer) {
  const char* encoding = GDALGetMetadataItem(layer, "SOURCE_ENCODING", "SHAPEFILE");
  return encoding != nullptr && *encoding != '\0' ? encoding : "UTF-8";
}

std::string metadata(GDALMajorObjectH object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const char* value = GDALGetMetadataItem(object, key, nullptr);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

struct Columns {
  std::vector<OGRFieldType> types;
  void declare(OGRFeatureDefnH definition, Layer& layer, TextRepair& repair) {
    const int count = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < count; ++i) {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
      types.push_back(OGR_Fld_GetType(field));
      layer.column_names.push_back(repair.text(OGR_Fld_GetNameRef(field)));
    }
    layer.columns.resize(types.size());
  }
  void append(OGRFeatureH feature, Layer& layer, TextRepair& repair) const {
    for (std::size_t c = 0; c < types.size(); ++c) {
      append_field(feature, static_cast<int>(c), types[c], repair, layer.columns[c]);
    }
  }
};

void report_progress(const Reading& reading) {
  if (!reading.options.progress || reading.total <= 0) return;
  reading.options.progress(
      std::min(1.0, static_cast<double>(reading.done) / static_cast<double>(reading.total)));
}

void report_encoding(const TextRepair& repair, Layer& layer) {
  if (repair.repaired == 0) return;
  layer.encoding = "CP1252 (repaired)";
  layer.notices.push_back(
      std::to_string(repair.repaired) +
      " values were no UTF-8 and were read as CP1252, the first: " + repair.first);
}

// Rows and raw geometry; false when it was cancelled.
bool read_rows(OGRLayerH ogr_layer, const Columns& columns, Reading& reading, Layer& layer,
               RawGeometry& geometry, TextRepair& repair) {
  const int failures_before = reading.log.failures;
  OGR_L_ResetReading(ogr_layer);
  while (const Feature feature{OGR_L_GetNextFeature(ogr_layer)}) {
    ++layer.row_count;
    columns.append(feature.get(), layer, repair);
    geometry.add(OGR_F_GetGeometryRef(feature.get()), layer.row_count, layer.issues);
    if (++reading.done % kRowsPerCheck != 0) continue;
    if (reading.options.stop.stop_requested()) return false;
    report_progress(reading);
  }
  if (reading.log.failures > failures_before) {
    layer.issues.push_back(
        {std::nullopt, "not everything could be read: " + reading.log.last_failure, ""});
  }
  return !reading.options.stop.stop_requested();
}

}  // namespace

void TextRepair::append(std::string_view value, TextColumn& column) {
  is_utf8(value) ? column.push_back(value) : column.push_back(text(value));
}

std::string TextRepair::text(std::string_view value) {
  if (is_utf8(value)) return std::string(value);
  std::string mended = from_cp1252(value);
  if (repaired++ == 0) first = mended;
  return mended;
}

Result<Layer> read_layer(void* ogr_layer, Reading& reading) {
  Layer layer;
  TextRepair repair;
  layer.source = reading.uri;
  layer.name = repair.text(OGR_L_GetName(ogr_layer));
  layer.encoding = layer_encoding(ogr_layer);
  layer.date = repair.text(metadata(ogr_layer, {"DATE", "DBF_DATE_LAST_UPDATE"}));
  layer.licence = repair.text(metadata(ogr_layer, {"LICENSE", "LICENCE"}));
  Columns columns;
  columns.declare(OGR_L_GetLayerDefn(ogr_layer), layer, repair);
  if (columns.types.empty() && OGR_L_GetGeomType(ogr_layer) == wkbNone) {
    return Error{reading.uri, "layer " + layer.name + " has neither geometry nor columns"};
  }
  const std::string& where = reading.options.where;
  if (!where.empty() && OGR_L_SetAttributeFilter(ogr_layer, where.c_str()) != OGRERR_NONE) {
    return Error{reading.uri,
                 "the condition \"" + where + "\" is not understood: " + reading.log.last_failure};
  }
  RawGeometry geometry;
  if (!read_rows(ogr_layer, columns, reading, layer, geometry, repair)) {
    return Error{reading.uri, "cancelled"};
  }
  bool swapped = false;
  const std::string crs =
      reading.embedded ? "EPSG:4326" : crs_text(OGR_L_GetSpatialRef(ogr_layer), swapped);
  if (swapped) geometry.swap_axes();
  if (!geometry.finish(crs, layer) && layer.columns.empty()) {
    return Error{reading.uri, layer.issues.back().reason};
  }
  report_encoding(repair, layer);
  return layer;
}

}  // namespace terreau::reader
