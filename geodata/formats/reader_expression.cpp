#include <array>
#include <functional>

#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_feature.h>

#include "geodata/expression.h"
#include "geodata/formats/module.h"
#include "geodata/formats/reader_parts.h"

// OGR's own evaluator, fed with one feature that holds the columns that the condition names.
namespace terreau::formats {
namespace {

struct Column {
  OGRFieldType type;
  void (*set)(OGRFeature& feature, int field, const Places& places, PlaceId place);
};

void set_text(OGRFeature& feature, int field, std::string_view text) {
  feature.SetField(field, std::string(text).c_str());
}

template <std::string_view (Places::*column)(PlaceId) const>
void copy(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  set_text(feature, field, (places.*column)(place));
}

void set_form(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  const LegalForm form = places.form(place);
  set_text(feature, field, form == LegalForm::unknown ? std::string_view() : info(form).code);
}

void set_functions(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  set_text(feature, field, function_codes(places.kinds(place)));
}

void set_department(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  const DepartmentId id = places.department(place);
  set_text(feature, field, id.valid() ? department(id).code : std::string_view());
}

void set_precision(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  set_text(feature, field, code(places.precision(place)));
}

void set_year(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  const int year = places.year(place);
  year == 0 ? feature.SetFieldNull(field) : feature.SetField(field, year);
}

void set_degrees(OGRFeature& feature, int field, double degrees, bool located) {
  located ? feature.SetField(field, degrees) : feature.SetFieldNull(field);
}

void set_lon(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  set_degrees(feature, field, places.position(place).lon_deg, places.located(place));
}

void set_lat(OGRFeature& feature, int field, const Places& places, PlaceId place) {
  set_degrees(feature, field, places.position(place).lat_deg, places.located(place));
}

// As kExpressionColumns.
constexpr std::array<Column, kExpressionColumns.size()> kColumns{
    Column{OFTString, copy<&Places::id>},
    Column{OFTString, copy<&Places::name>},
    Column{OFTString, set_form},
    Column{OFTString, set_functions},
    Column{OFTString, copy<&Places::tags>},
    Column{OFTString, copy<&Places::commune>},
    Column{OFTString, copy<&Places::commune_code>},
    Column{OFTString, set_department},
    Column{OFTString, copy<&Places::region>},
    Column{OFTReal, set_lon},
    Column{OFTReal, set_lat},
    Column{OFTString, set_precision},
    Column{OFTInteger, set_year},
    Column{OFTString, copy<&Places::sector>},
    Column{OFTString, copy<&Places::website>},
    Column{OFTString, copy<&Places::status>},
    Column{OFTString, copy<&Places::source_url>},
    Column{OFTString, copy<&Places::source_date>},
};

struct DefinitionReleaser {
  void operator()(OGRFeatureDefn* d) const { d->Release(); }
};

class OgrCondition final : public Condition {
 public:
  // False: `text` is no condition; GDAL's log says why.
  bool compile(const std::string& text) {
    definition_->Reference();
    definition_->SetGeomType(wkbNone);
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      OGRFieldDefn field(std::string(kExpressionColumns[c]).c_str(), kColumns[c].type);
      definition_->AddFieldDefn(&field);
    }
    if (query_.Compile(definition_.get(), text.c_str()) != OGRERR_NONE) return false;
    const CPLStringList names(query_.GetUsedFields());
    for (int i = 0; i < names.size(); ++i) {
      const int row = definition_->GetFieldIndex(names[i]);
      if (row >= 0) used_.push_back(row);
    }
    feature_ = std::make_unique<OGRFeature>(definition_.get());
    return true;
  }

  bool holds(const Places& places, PlaceId place) override {
    for (const int row : used_) {
      kColumns[static_cast<std::size_t>(row)].set(*feature_, row, places, place);
    }
    return query_.Evaluate(feature_.get()) != 0;
  }

 private:
  std::unique_ptr<OGRFeatureDefn, DefinitionReleaser> definition_{new OGRFeatureDefn("places")};
  std::unique_ptr<OGRFeature> feature_;
  OGRFeatureQuery query_;
  std::vector<int> used_;  // rows of kColumns
};

}  // namespace

Result<std::unique_ptr<Condition>> compile(const std::string& text) {
  reader::ErrorLog log;
  const reader::ErrorScope scope = reader::collect_errors(log);
  auto condition = std::make_unique<OgrCondition>();
  if (condition->compile(text)) return std::unique_ptr<Condition>(std::move(condition));
  return Error{"", "the condition \"" + text + "\" is not understood: " + log.last_failure};
}

}  // namespace terreau::formats
