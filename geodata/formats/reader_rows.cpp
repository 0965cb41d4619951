#include <algorithm>
#include <memory>

#include <cpl_error.h>
#include <ogr_api.h>
#include <ogr_core.h>

#include "geodata/formats/reader_parts.h"

// Rows as OGR's features, which every format has.
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

class FeatureRows final : public RowSource {
 public:
  FeatureRows(OGRLayerH layer, Reading& reading) : layer_(layer), reading_(reading) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
      types_.push_back(OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, i)));
    }
    OGR_L_ResetReading(layer_);
    if (reading.options.only_row > 0) find_only_row(reading.options.only_row);
  }

  Outcome next(const Wanted& wanted, Layer& layer, RawGeometry& geometry,
               TextRepair& repair) override {
    const std::int64_t most = batch_rows((layer.first_row + layer.row_count) / 4, reading_);
    for (std::int64_t n = 0; n < most; ++n) {
      Feature feature{reading_.options.only_row > 0 ? only_.release()
                                                    : OGR_L_GetNextFeature(layer_)};
      if (!feature) {
        return reading_.options.stop.stop_requested() ? Outcome::cancelled : Outcome::end;
      }
      ++layer.row_count;
      append_columns(feature.get(), wanted, layer, repair);
      add_geometry(OGR_F_GetGeometryRef(feature.get()), layer.first_row + layer.row_count, geometry,
                   layer.issues);
      if (++reading_.done % kRowsPerCheck != 0) continue;
      if (reading_.options.stop.stop_requested()) return Outcome::cancelled;
      tell_progress(reading_);
    }
    return Outcome::more;
  }

 private:
  // Features are numbered in the order of their rows, mostly.
  void find_only_row(std::int64_t row) {
    const Feature first{OGR_L_GetNextFeature(layer_)};
    if (!first || !OGR_L_TestCapability(layer_, OLCRandomRead)) return;
    only_.reset(OGR_L_GetFeature(layer_, OGR_F_GetFID(first.get()) + row - 1));
  }

  void append_columns(OGRFeatureH feature, const Wanted& wanted, Layer& layer,
                      TextRepair& repair) const {
    for (std::size_t c = 0; c < types_.size(); ++c) {
      // Whether the point can be used is not known yet.
      if (!wanted.empty() && wanted[c] == BatchPlan::Wanted::never) {
        layer.columns[c].push_back({});
      } else {
        append_field(feature, static_cast<int>(c), types_[c], repair, layer.columns[c]);
      }
    }
  }

  OGRLayerH layer_;
  Reading& reading_;
  Feature only_;  // the only row that is wanted, if it was found
  std::vector<OGRFieldType> types_;
};

}  // namespace

std::unique_ptr<RowSource> feature_rows(void* ogr_layer, Reading& reading) {
  return std::make_unique<FeatureRows>(ogr_layer, reading);
}

}  // namespace terreau::reader
