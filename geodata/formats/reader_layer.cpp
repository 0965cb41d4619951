#include <algorithm>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_core.h>

#include "geodata/formats/reader_parts.h"

// One layer of a data set.
namespace terreau::reader {
namespace {

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

Layer header_of(OGRLayerH ogr, const std::string& source, TextRepair& repair) {
  Layer header;
  header.source = source;
  header.name = repair.text(OGR_L_GetName(ogr));
  header.encoding = layer_encoding(ogr);
  header.date = repair.text(metadata(ogr, {"DATE", "DBF_DATE_LAST_UPDATE"}));
  header.licence = repair.text(metadata(ogr, {"LICENSE", "LICENCE"}));
  // What a register cannot tell is no zero (see sirene_table.cpp).
  if (auto unknown = metadata(ogr, {"NOT_DETERMINABLE"}); !unknown.empty()) {
    header.notices.push_back(repair.text(unknown));
  }
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(ogr);
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    const char* name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
    header.column_names.push_back(repair.text(name));
  }
  header.columns.resize(header.column_names.size());
  return header;
}

}  // namespace

Result<LayerSource> ogr_source(void* ogr_layer, Reading& reading) {
  LayerSource source;
  source.header = header_of(ogr_layer, reading.uri, source.repair);
  source.has_geometry = OGR_L_GetGeomType(ogr_layer) != wkbNone;
  if (source.header.columns.empty() && !source.has_geometry) {
    return Error{reading.uri, "layer " + source.header.name + " has neither geometry nor columns"};
  }
  const std::string& where = reading.options.where;
  if (!where.empty() && OGR_L_SetAttributeFilter(ogr_layer, where.c_str()) != OGRERR_NONE) {
    return Error{reading.uri,
                 "the condition \"" + where + "\" is not understood: " + reading.log.last_failure};
  }
  source.crs = crs_text(OGR_L_GetSpatialRef(ogr_layer), source.latitude_first);
  source.told_rows = std::max<std::int64_t>(OGR_L_GetFeatureCount(ogr_layer, FALSE), 0);
  source.rows = [ogr_layer, &reading](bool columnar) {
    auto rows = columnar ? arrow_rows(ogr_layer, reading) : nullptr;
    return rows ? std::move(rows) : feature_rows(ogr_layer, reading);
  };
  return source;
}

}  // namespace terreau::reader
