#include <cmath>
#include <memory>

#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_api.h>
#include <ogr_core.h>
#include <ogr_recordbatch.h>

#include "geodata/formats/reader_parts.h"
#include "geodata/layers/number_text.h"
#include "geodata/layers/wkb.h"

// Rows as columns of Arrow: GDAL fills whole batches, which costs a third of making features.
namespace terreau::reader {
namespace {

// Fewer rows are read in no time, by what every format has.
constexpr std::int64_t kFewRows = 10'000;
// What is done with the last batch once it is read is what everybody waits for.
constexpr std::int64_t kFewestBatches = 16;

template <class Arrow>
struct Owned {
  Arrow arrow{};
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { release(); }
  void release() {
    if (arrow.release != nullptr) arrow.release(&arrow);
    arrow = Arrow{};
  }
};

bool is_valid_at(const ArrowArray& array, std::int64_t row) {
  const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
  const std::int64_t i = array.offset + row;
  return bits == nullptr || (bits[i / 8] >> (i % 8) & 1) != 0;
}

template <class T>
T value_at(const ArrowArray& array, std::int64_t row) {
  return static_cast<const T*>(array.buffers[1])[array.offset + row];
}

std::string_view bytes_at(const ArrowArray& array, std::int64_t row) {
  const auto* ends = static_cast<const std::int32_t*>(array.buffers[1]) + array.offset + row;
  return {static_cast<const char*>(array.buffers[2]) + ends[0],
          static_cast<std::size_t>(ends[1] - ends[0])};
}

std::string_view text_of(const ArrowArray& array, char format, std::int64_t row, NumberRoom& room) {
  switch (format) {
    case 'l': return number_text(value_at<std::int64_t>(array, row), room);
    case 'i': return number_text(std::int64_t{value_at<std::int32_t>(array, row)}, room);
    default: return number_text(value_at<double>(array, row), room);
  }
}

void add_wkb(std::string_view wkb, std::int64_t row, RawGeometry& geometry, Layer& layer) {
  const auto p = point_of_wkb(wkb);
  if (p && std::isfinite(p->x_m) && std::isfinite(p->y_m)) {
    geometry.add_point(*p);
    return;
  }
  OGRGeometryH made = nullptr;
  OGR_G_CreateFromWkb(wkb.data(), nullptr, &made, static_cast<int>(wkb.size()));
  add_geometry(made, row, geometry, layer.issues);
  OGR_G_DestroyGeometry(made);
}

class ArrowRows final : public RowSource {
 public:
  explicit ArrowRows(Reading& reading) : reading_(reading) {}

  // False where the stream has anything but what is known to tell the same as features.
  bool open(OGRLayerH layer) {
    CPLStringList options;
    options.SetNameValue("INCLUDE_FID", "NO");
    const auto rows = batch_rows(OGR_L_GetFeatureCount(layer, FALSE) / kFewestBatches, reading_);
    options.SetNameValue("MAX_FEATURES_IN_BATCH", std::to_string(rows).c_str());
    OGR_L_ResetReading(layer);
    if (!OGR_L_GetArrowStream(layer, &stream_.arrow, options.List())) return false;
    if (stream_.arrow.get_schema(&stream_.arrow, &schema_.arrow) != 0) return false;
    return is_understood(OGR_L_GetLayerDefn(layer));
  }

  Outcome next(const Wanted& wanted, Layer& layer, RawGeometry& geometry,
               TextRepair& repair) override {
    const auto owned = std::make_shared<Owned<ArrowArray>>();
    ArrowArray& rows = owned->arrow;
    if (stream_.arrow.get_next(&stream_.arrow, &rows) != 0) return Outcome::failed;
    if (reading_.options.stop.stop_requested()) return Outcome::cancelled;
    if (rows.release == nullptr) return Outcome::end;
    const std::int64_t count = rows.length;
    if (rows.n_children != schema_.arrow.n_children || rows.offset != 0) return Outcome::failed;
    add_geometry(rows, layer, geometry);
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      const ArrowArray& cells = *rows.children[c];
      const auto want = wanted.empty() ? BatchPlan::Wanted::always : wanted[c];
      if (want == BatchPlan::Wanted::never) {
        layer.columns[c].append_empty(static_cast<std::size_t>(count));
      } else if (format(c) == 'u') {
        append_texts(owned, cells, count, repair, layer.columns[c]);
      } else {
        const bool all = want == BatchPlan::Wanted::always;
        append_numbers(cells, c, count, all ? nullptr : &geometry, layer);
      }
    }
    layer.row_count += count;
    reading_.done += count;
    tell_progress(reading_);
    return Outcome::more;
  }

 private:
  char format(std::size_t column) const { return schema_.arrow.children[column]->format[0]; }

  bool is_understood(OGRFeatureDefnH definition) const {
    const int fields = OGR_FD_GetFieldCount(definition);
    const int geometries = OGR_FD_GetGeomFieldCount(definition);
    if (geometries > 1 || schema_.arrow.n_children != fields + geometries) return false;
    for (int i = 0; i < fields; ++i) {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
      const ArrowSchema& column = *schema_.arrow.children[i];
      const std::string_view told = column.format;
      const auto type = OGR_Fld_GetType(field);
      const auto sub_type = OGR_Fld_GetSubType(field);
      const bool text = type == OFTString && told == "u";
      const bool number =
          sub_type == OFSTNone && OGR_Fld_GetWidth(field) == 0 &&
          ((type == OFTInteger && told == "i") || (type == OFTInteger64 && told == "l") ||
           (type == OFTReal && told == "g"));
      if ((!text && !number) || column.dictionary != nullptr ||
          std::string_view(column.name) != OGR_Fld_GetNameRef(field)) {
        return false;
      }
    }
    return geometries == 0 || std::string_view(schema_.arrow.children[fields]->format) == "z";
  }

  void add_geometry(const ArrowArray& rows, Layer& layer, RawGeometry& geometry) const {
    const auto fields = static_cast<std::int64_t>(layer.columns.size());
    const ArrowArray* cells = rows.n_children > fields ? rows.children[fields] : nullptr;
    geometry.expect_points(static_cast<std::size_t>(rows.length));
    for (std::int64_t i = 0; i < rows.length; ++i) {
      const std::int64_t row = layer.first_row + layer.row_count + i + 1;
      if (cells == nullptr || !is_valid_at(*cells, i)) {
        geometry.end_row(row, layer.issues);
      } else {
        add_wkb(bytes_at(*cells, i), row, geometry, layer);
      }
    }
  }

  // The texts stay where they are.
  static void append_texts(const std::shared_ptr<const void>& owner, const ArrowArray& cells,
                           std::int64_t count, TextRepair& repair, TextColumn& column) {
    const auto* ends = static_cast<const std::uint32_t*>(cells.buffers[1]) + cells.offset;
    const auto* characters = static_cast<const char*>(cells.buffers[2]);
    repair.append({{}, {}, owner, characters, {ends, static_cast<std::size_t>(count) + 1}}, column);
  }

  // With `points` only of the rows that have none.
  void append_numbers(const ArrowArray& cells, std::size_t c, std::int64_t count,
                      const RawGeometry* points, Layer& layer) const {
    NumberRoom room{};
    const auto before = static_cast<std::size_t>(layer.row_count);
    for (std::int64_t i = 0; i < count; ++i) {
      const bool wanted =
          points == nullptr || !points->is_lonlat(before + static_cast<std::size_t>(i));
      layer.columns[c].push_back(wanted && is_valid_at(cells, i)
                                     ? text_of(cells, format(c), i, room)
                                     : std::string_view());
    }
  }

  Reading& reading_;
  Owned<ArrowArrayStream> stream_;
  Owned<ArrowSchema> schema_;
};

}  // namespace

std::unique_ptr<RowSource> arrow_rows(void* ogr_layer, Reading& reading) {
  if (!reading.options.columnar || !reading.options.where.empty() || reading.options.only_row > 0 ||
      OGR_L_TestCapability(ogr_layer, OLCFastGetArrowStream) == 0 ||
      OGR_L_GetFeatureCount(ogr_layer, FALSE) < kFewRows) {
    return nullptr;
  }
  const auto type = wkbFlatten(OGR_L_GetGeomType(ogr_layer));
  if (type != wkbPoint && type != wkbNone) return nullptr;
  auto rows = std::make_unique<ArrowRows>(reading);
  if (!rows->open(ogr_layer)) return nullptr;
  return rows;
}

}  // namespace terreau::reader
