#include <array>
#include <functional>

#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_feature.h>

#include "geodata/expression.h"
#include "geodata/reader_parts.h"

// OGR's own evaluator, fed with one feature that holds the columns that the condition names.
namespace terreau {
namespace {

struct Column {
  const char* name;
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

constexpr std::array kColumns{
    Column{"id", OFTString, copy<&Places::id>},
    Column{"name", OFTString, copy<&Places::name>},
    Column{"legal_form", OFTString, set_form},
    Column{"functions", OFTString, set_functions},
    Column{"tags", OFTString, copy<&Places::tags>},
    Column{"commune", OFTString, copy<&Places::commune>},
    Column{"code_insee", OFTString, copy<&Places::commune_code>},
    Column{"departement", OFTString, set_department},
    Column{"region", OFTString, copy<&Places::region>},
    Column{"lon", OFTReal, set_lon},
    Column{"lat", OFTReal, set_lat},
    Column{"precision", OFTString, set_precision},
    Column{"year", OFTInteger, set_year},
    Column{"sector", OFTString, copy<&Places::sector>},
    Column{"website", OFTString, copy<&Places::website>},
    Column{"status", OFTString, copy<&Places::status>},
    Column{"source_url", OFTString, copy<&Places::source_url>},
    Column{"source_date", OFTString, copy<&Places::source_date>},
};

struct DefinitionReleaser {
  void operator()(OGRFeatureDefn* d) const { d->Release(); }
};

}  // namespace

struct Expression::Compiled {
  std::unique_ptr<OGRFeatureDefn, DefinitionReleaser> definition;
  std::unique_ptr<OGRFeature> feature;
  OGRFeatureQuery query;
  std::vector<int> used;  // rows of kColumns
};

Result<Expression> Expression::compile(const std::string& text) {
  reader::ErrorLog log;
  const reader::ErrorScope scope = reader::collect_errors(log);
  auto compiled = std::make_shared<Compiled>();
  compiled->definition.reset(new OGRFeatureDefn("places"));
  compiled->definition->Reference();
  compiled->definition->SetGeomType(wkbNone);
  for (const Column& column : kColumns) {
    OGRFieldDefn field(column.name, column.type);
    compiled->definition->AddFieldDefn(&field);
  }
  if (compiled->query.Compile(compiled->definition.get(), text.c_str()) != OGRERR_NONE) {
    return Error{"", "the condition \"" + text + "\" is not understood: " + log.last_failure};
  }
  const CPLStringList names(compiled->query.GetUsedFields());
  for (int i = 0; i < names.size(); ++i) {
    const int row = compiled->definition->GetFieldIndex(names[i]);
    if (row >= 0) compiled->used.push_back(row);
  }
  compiled->feature = std::make_unique<OGRFeature>(compiled->definition.get());
  return Expression(std::move(compiled));
}

std::vector<std::string_view> expression_columns() {
  std::vector<std::string_view> names;
  for (const Column& column : kColumns) names.emplace_back(column.name);
  return names;
}

bool Expression::holds(const Places& places, PlaceId place) {
  for (const int row : compiled_->used) {
    kColumns[static_cast<std::size_t>(row)].set(*compiled_->feature, row, places, place);
  }
  return compiled_->query.Evaluate(compiled_->feature.get()) != 0;
}

}  // namespace terreau
