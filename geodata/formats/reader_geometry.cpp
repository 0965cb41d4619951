#include <memory>

#include <ogr_api.h>

#include "geodata/formats/reader_parts.h"

namespace terreau::reader {
namespace {

struct GeometryDeleter {
  void operator()(void* g) const { OGR_G_DestroyGeometry(g); }
};
using OwnedGeometry = std::unique_ptr<void, GeometryDeleter>;

void add_part(OGRGeometryH curve, GeometryKind kind, RawGeometry& geometry) {
  const int count = OGR_G_GetPointCount(curve);
  if (count <= 0) return;
  MapPos& first = geometry.add_part(static_cast<std::size_t>(count), kind).front();
  const bool swapped = geometry.latitude_first();
  OGR_G_GetPoints(curve, swapped ? &first.y_m : &first.x_m, sizeof(MapPos),
                  swapped ? &first.x_m : &first.y_m, sizeof(MapPos), nullptr, 0);
}

void add_parts(OGRGeometryH ogr, RawGeometry& geometry) {
  const auto type = wkbFlatten(OGR_G_GetGeometryType(ogr));
  if (type == wkbPoint) {
    if (!OGR_G_IsEmpty(ogr)) add_part(ogr, GeometryKind::point, geometry);
    return;
  }
  if (type == wkbLineString || type == wkbLinearRing) {
    add_part(ogr, GeometryKind::line, geometry);
    return;
  }
  const int count = OGR_G_GetGeometryCount(ogr);
  for (int i = 0; i < count; ++i) {
    OGRGeometryH child = OGR_G_GetGeometryRef(ogr, i);
    if (type == wkbPolygon || type == wkbTriangle) {
      add_part(child, GeometryKind::polygon, geometry);
    } else {
      add_parts(child, geometry);  // the multi types, collections, surfaces and TINs
    }
  }
}

}  // namespace

void add_geometry(void* ogr_geometry, std::int64_t row, RawGeometry& geometry,
                  std::vector<Issue>& issues) {
  if (ogr_geometry != nullptr && wkbFlatten(OGR_G_GetGeometryType(ogr_geometry)) == wkbPoint &&
      !OGR_G_IsEmpty(ogr_geometry)) {
    geometry.add_point({OGR_G_GetX(ogr_geometry, 0), OGR_G_GetY(ogr_geometry, 0)});
    return;
  }
  if (ogr_geometry != nullptr && OGR_G_HasCurveGeometry(ogr_geometry, FALSE)) {
    const OwnedGeometry linear(OGR_G_GetLinearGeometry(ogr_geometry, 0, nullptr));
    if (linear) add_parts(linear.get(), geometry);
  } else if (ogr_geometry != nullptr) {
    add_parts(ogr_geometry, geometry);
  }
  geometry.end_row(row, issues);
}

}  // namespace terreau::reader
