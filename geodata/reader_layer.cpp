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

void report_progress(const ReadOptions& options, const Progress& progress) {
  if (!options.progress || progress.total <= 0) return;
  options.progress(
      std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(progress.total)));
}

void report_encoding(const TextRepair& repair, Layer& layer) {
  if (repair.repaired == 0) return;
  layer.encoding = "CP1252 (repaired)";
  layer.notices.push_back(
      std::to_string(repair.repaired) +
      " values were no UTF-8 and were read as CP1252, the first: " + repair.first);
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

Result<Layer> read_layer(void* ogr_layer, const std::string& source, const ReadOptions& options,
                         const ErrorLog& log, Progress& progress) {
  Layer layer;
  TextRepair repair;
  layer.source = source;
  layer.name = repair.text(OGR_L_GetName(ogr_layer));
  layer.encoding = layer_encoding(ogr_layer);
  Columns columns;
  columns.declare(OGR_L_GetLayerDefn(ogr_layer), layer, repair);
  if (columns.types.empty() && OGR_L_GetGeomType(ogr_layer) == wkbNone) {
    return Error{source, "layer " + layer.name + " has neither geometry nor columns"};
  }
  if (!options.where.empty() &&
      OGR_L_SetAttributeFilter(ogr_layer, options.where.c_str()) != OGRERR_NONE) {
    return Error{source,
                 "the condition \"" + options.where + "\" is not understood: " + log.last_failure};
  }
  const int failures_before = log.failures;
  RawGeometry geometry;
  OGR_L_ResetReading(ogr_layer);
  while (const Feature feature{OGR_L_GetNextFeature(ogr_layer)}) {
    ++layer.row_count;
    columns.append(feature.get(), layer, repair);
    geometry.add(OGR_F_GetGeometryRef(feature.get()), layer.row_count, layer.issues);
    if (++progress.done % kRowsPerCheck == 0) {
      if (options.stop.stop_requested()) return Error{source, "cancelled"};
      report_progress(options, progress);
    }
  }
  if (options.stop.stop_requested()) return Error{source, "cancelled"};
  if (log.failures > failures_before) {
    layer.issues.push_back({std::nullopt, "not everything could be read: " + log.last_failure, ""});
  }
  bool swapped = false;
  const std::string crs = crs_text(OGR_L_GetSpatialRef(ogr_layer), swapped);
  if (swapped) geometry.swap_axes();
  if (!geometry.finish(crs, layer) && layer.columns.empty()) {
    return Error{source, layer.issues.back().reason};
  }
  report_encoding(repair, layer);
  return layer;
}

}  // namespace terreau::reader
