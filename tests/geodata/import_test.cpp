#include "geodata/import.h"

#include <cmath>
#include <map>
#include <random>

#include <gmock/gmock.h>

#include "geodata/search.h"
#include "tests/support/folder.h"

namespace terreau {
namespace {

using testing::HasSubstr;

struct Imported {
  Places places;
  SourceReport report;
};

class Import : public FolderTest {
 protected:
  static void SetUpTestSuite() { gazetteer_ = new Gazetteer(*Gazetteer::embedded()); }
  static void TearDownTestSuite() { delete gazetteer_; }

  Imported import(const std::string& csv, const Gazetteer* gazetteer = gazetteer_) {
    return import(only_layer(file("a.csv", csv)), gazetteer);
  }
  static Imported import(const Layer& layer, const Gazetteer* gazetteer) {
    Imported out;
    import_places(layer, {gazetteer}, out.places, out.report);
    EXPECT_EQ(out.report.rows,
              out.report.accepted + static_cast<std::int64_t>(out.report.rejected.size()));
    EXPECT_EQ(out.places.size(), static_cast<std::size_t>(out.report.accepted));
    return out;
  }
  static std::string_view department_of(const Imported& in, std::uint32_t row) {
    const DepartmentId d = in.places.department(PlaceId{row});
    return d.valid() ? department(d).code : std::string_view("none");
  }
  static const Gazetteer* gazetteer_;
};
const Gazetteer* Import::gazetteer_ = nullptr;

TEST_F(Import, ColumnsAreKnownByManyNames) {
  const std::map<std::string, int ColumnRoles::*> names{
      {"Raison sociale", &ColumnRoles::name},
      {"denominationUniteLegale", &ColumnRoles::name},
      {"siret", &ColumnRoles::siret},
      {"Code INSEE", &ColumnRoles::commune_code},
      {"codeCommuneEtablissement", &ColumnRoles::commune_code},
      {"code_postal", &ColumnRoles::postal_code},
      {"CP", &ColumnRoles::postal_code},
      {"libelleCommuneEtablissement", &ColumnRoles::commune},
      {"Ville", &ColumnRoles::commune},
      {"x_longitude", &ColumnRoles::lon},
      {"lng", &ColumnRoles::lon},
      {"y_latitude", &ColumnRoles::lat},
      {"coordonneeLambertAbscisseEtablissement", &ColumnRoles::x},
      {"EPSG", &ColumnRoles::epsg},
      {"Département", &ColumnRoles::department},
      {"région", &ColumnRoles::region},
      {"categorieJuridiqueUniteLegale", &ColumnRoles::form},
      {"type", &ColumnRoles::form},
      {"Année de création", &ColumnRoles::year},
      {"site_web", &ColumnRoles::website},
      {"statut", &ColumnRoles::status},
      {"same_as", &ColumnRoles::same_as},
  };
  for (const auto& [name, role] : names) {
    Layer layer;
    layer.column_names = {"zzz", name};
    layer.columns.resize(2);
    EXPECT_EQ(guess_roles(layer).*role, 1) << name;
  }
  Layer none;
  none.column_names = {"zzz"};
  none.columns.resize(1);
  EXPECT_EQ(guess_roles(none).name, -1);
}

TEST_F(Import, LegalFormsByCodeLabelAndCategory) {
  const std::map<std::string, LegalForm> texts{
      {"scic", LegalForm::scic},
      {"SCIC SA", LegalForm::scic},
      {"Société coopérative d'intérêt collectif", LegalForm::scic},
      {"Société d'intérêt collectif agricole (SICA)", LegalForm::sica},
      {"Scop SARL", LegalForm::scop},
      {"5458", LegalForm::scop},
      {"6316", LegalForm::cuma},
      {"CUMA", LegalForm::cuma},
      {"COOP_CONSO", LegalForm::coop_conso},
      {"COOP_AGRICOLE", LegalForm::coop_agricole},
      {"COOP_ENERGIE", LegalForm::autre_coop},
      {"Coopérative", LegalForm::autre_coop},
      {"Union de coopératives agricoles", LegalForm::coop_agricole},
      {"association loi 1901", LegalForm::association},
      {"OTHER", LegalForm::unknown},
      {"5710", LegalForm::unknown},
      {"Fleuriste", LegalForm::unknown},
      {"scopitone", LegalForm::unknown},
  };
  for (const auto& [text, form] : texts) {
    const Imported in = import("name,type,lon,lat\nA,\"" + text + "\",2.5,48.5\n");
    ASSERT_EQ(in.report.accepted, 1) << text;
    EXPECT_EQ(in.places.form(PlaceId{0}), form) << text;
  }
}

TEST_F(Import, FunctionsStandInEitherColumnAndUnknownWordsBecomeTags) {
  const Imported in = import(
      "name,type,functions,lon,lat\nA,CAE,,2.5,48.5\n"
      "B,\"SCIC, CAE et couveuse\",espace_test;energie,2.5,48.5\n");
  EXPECT_EQ(in.places.kinds(PlaceId{0}).bits(), [] {
    KindSet set;
    set.set(kind_of(Function::cae));
    return set.bits();
  }());
  const KindSet b = in.places.kinds(PlaceId{1});
  EXPECT_TRUE(b.has(kind_of(LegalForm::scic)) && b.has(kind_of(Function::cae)) &&
              b.has(kind_of(Function::couveuse)) && b.has(kind_of(Function::espace_test)));
  EXPECT_EQ(in.places.tags(PlaceId{1}), "energie");
}

TEST_F(Import, CoordinatesAsPeopleWriteThem) {
  const Imported in = import(
      "nom;longitude;latitude\nVirgule;2,35;48,85\nLambert;\"652 469,02\";6862035,26\n"
      "Échangés;48.85;2.35\nAilleurs;-74;40.7\nRéunion à l'envers;-21.1;55.5\n");
  ASSERT_EQ(in.report.accepted, 5);
  for (const std::uint32_t row : {0U, 1U, 2U}) {
    EXPECT_NEAR(in.places.position(PlaceId{row}).lon_deg, 2.35, 0.01) << row;
    EXPECT_NEAR(in.places.position(PlaceId{row}).lat_deg, 48.85, 0.01) << row;
    EXPECT_EQ(in.places.precision(PlaceId{row}), Precision::address);
  }
  EXPECT_EQ(in.places.position(PlaceId{3}), (LonLat{-74, 40.7}));
  EXPECT_EQ(in.places.position(PlaceId{4}), (LonLat{55.5, -21.1}));
  ASSERT_EQ(in.report.notices.size(), 2U);  // Lambert-93 guessed, two exchanged
  EXPECT_THAT(in.report.notices[0], HasSubstr("Lambert-93"));
  EXPECT_THAT(in.report.notices[1], HasSubstr("2 positions"));
}

TEST_F(Import, EachRowMayHaveItsOwnCrs) {
  const Imported in = import(
      "siret,x,y,epsg,plg_code_commune\n1,652469.02,6862035.26,2154,75101\n"
      "2,338865,7649865,2975,97411\n3,1,2,999999,\n");
  ASSERT_EQ(in.report.accepted, 2);
  EXPECT_NEAR(in.places.position(PlaceId{0}).lat_deg, 48.8566, 1e-3);
  EXPECT_NEAR(in.places.position(PlaceId{1}).lat_deg, -21.2, 0.1);
  EXPECT_EQ(department_of(in, 1), "974");
  ASSERT_EQ(in.report.rejected.size(), 1U);
  EXPECT_EQ(in.report.rejected[0].row, 3);
  EXPECT_EQ(in.report.rejected[0].value, "EPSG:999999");
}

TEST_F(Import, BadCoordinatesAreRejectedWithTheirValueUnlessThereIsAnotherPlace) {
  const Imported in = import(
      "name,lon,lat,code_insee\nA,2.5,95,\nB,nan,48,\nC,east,north,\nD,0,0,\nE,,48,\n"
      "F,2.5,95,62041\nG,inf,1,\nH,2.5,48.5,\n");
  EXPECT_EQ(in.report.accepted, 2);
  ASSERT_EQ(in.report.rejected.size(), 6U);
  EXPECT_EQ(in.report.rejected[0].value, "2.5 95");
  EXPECT_EQ(in.places.precision(PlaceId{0}), Precision::commune);
  ASSERT_EQ(in.report.notices.size(), 1U);
  EXPECT_THAT(in.report.notices[0], HasSubstr("row 6"));
}

TEST_F(Import, ACommuneGivesAPlace) {
  const Imported in = import(
      "nom,commune,code_postal,code_insee,departement\n"
      "par code,,,62041,\n"
      "par code sans zéro,,,1053,\n"
      "par code postal et nom,Saint-Denis,93200,,\n"
      "abrégé,ST DENIS,93200,,\n"
      "par nom et département,Barjac,,,30\n"
      "cedex,LILLE CEDEX 9,59777,,\n"
      "arrondissement,Marseille 3e arrondissement,13003,,\n"
      "la seule de ce nom,Villeneuve-sur-Lot,,,\n");
  ASSERT_EQ(in.report.accepted, 8) << in.report.rejected[0].reason;
  const char* departments[] = {"62", "01", "93", "93", "30", "59", "13", "47"};
  for (std::uint32_t i = 0; i < 8; ++i) {
    EXPECT_EQ(department_of(in, i), departments[i]) << in.places.name(PlaceId{i});
  }
  for (const std::uint32_t i : {0U, 1U, 2U, 3U, 5U, 7U}) {
    EXPECT_EQ(in.places.precision(PlaceId{i}), Precision::commune) << i;
    EXPECT_TRUE(in.places.located(PlaceId{i})) << i;
  }
  EXPECT_EQ(in.places.commune(PlaceId{0}), "Arras");
  EXPECT_EQ(in.places.commune_code(PlaceId{3}), "93066");
}

TEST_F(Import, AnAmbiguousCommuneIsNeverGuessed) {
  const Imported in = import(
      "nom,commune,code_postal,departement,region\nA,Barjac,,,\nB,,93200,,\nC,,62123,,\n"
      "D,Sainte-Colombe,,,Occitanie\n");
  EXPECT_EQ(in.report.accepted, 3);
  ASSERT_EQ(in.report.rejected.size(), 1U);
  EXPECT_EQ(in.report.rejected[0].row, 1);
  EXPECT_EQ(department_of(in, 1), "62");  // several communes share 62123
  EXPECT_EQ(in.places.precision(PlaceId{1}), Precision::departement);
  EXPECT_FALSE(in.places.located(PlaceId{1}));
  EXPECT_EQ(in.places.precision(PlaceId{2}), Precision::region);
  EXPECT_EQ(in.places.region(PlaceId{2}), "Occitanie");
  EXPECT_FALSE(in.report.notices.empty());
}

TEST_F(Import, DepartmentAndRegionGiveNoPoint) {
  const Imported in = import(
      "name,departement,region\nA,Pas de Calais,\nB,,hauts de france\nC,,\nD,,84\n,,\n,62,\n");
  ASSERT_EQ(in.report.accepted, 4);
  EXPECT_EQ(in.places.precision(PlaceId{0}), Precision::departement);
  EXPECT_EQ(in.places.region(PlaceId{0}), "Hauts-de-France");
  EXPECT_EQ(in.places.precision(PlaceId{1}), Precision::region);
  EXPECT_EQ(in.places.region(PlaceId{1}), "Hauts-de-France");
  EXPECT_EQ(in.places.region(PlaceId{2}), "Auvergne-Rhône-Alpes");
  EXPECT_EQ(in.places.located_count(), 0U);
  ASSERT_EQ(in.report.rejected.size(), 2U);
  EXPECT_EQ(in.report.rejected[0].row, 3);
  EXPECT_EQ(in.report.rejected[1].reason, "an empty row");
}

TEST_F(Import, AStatedPrecisionIsHeeded) {
  const Imported in = import(
      "name,lon,lat,departement,place_precision\nA,2.5,48.5,77,commune\n"
      "B,2.5,48.5,77,departement\nC,,,,none\nD,2.5,48.5,77,territory\n");
  ASSERT_EQ(in.report.accepted, 4);
  EXPECT_EQ(in.places.precision(PlaceId{0}), Precision::commune);
  EXPECT_EQ(in.places.precision(PlaceId{1}), Precision::departement);
  EXPECT_FALSE(in.places.located(PlaceId{1}));
  EXPECT_EQ(in.places.precision(PlaceId{2}), Precision::none);
  EXPECT_EQ(in.places.precision(PlaceId{3}), Precision::commune);
}

TEST_F(Import, MergedRowsAreToldAsSuch) {
  const Imported in = import("id,name,lon,lat,same_as\na,A,2,48,\nb,B,2,48,a\n");
  EXPECT_EQ(in.report.accepted, 1);
  ASSERT_EQ(in.report.rejected.size(), 1U);
  EXPECT_EQ(in.report.rejected[0].reason, "same organisation as a: merged");
}

TEST_F(Import, WhatAMergedRowSaysIsKeptWithItsSource) {
  Imported in = import(
      "id,name,legal_form,functions,annee,lon,lat,source_url,source_date,same_as\n"
      "c,C,,couveuse,2011,2,48,https://c.fr,2020,b\n"
      "a,A,,cae,2015,2,48,https://a.fr,2022,\n"
      "b,B,scic,ptce,2014,2,48,https://b.fr,2023,a\n");
  EXPECT_EQ(in.report.accepted, 1);
  const PlaceId a{0};
  EXPECT_EQ(in.places.form(a), LegalForm::scic);
  for (const Function f : {Function::cae, Function::ptce, Function::couveuse}) {
    EXPECT_TRUE(in.places.kinds(a).has(kind_of(f)));
  }
  in.places.facts_being_read().finish();
  std::map<std::string, std::string> years;
  for (const FurtherFact& fact : in.places.further().of(a)) {
    if (fact.field == FactField::year) years[fact.witness->url] = fact.value;
  }
  EXPECT_EQ(years, (std::map<std::string, std::string>{{"https://c.fr", "2011"},
                                                       {"https://b.fr", "2014"}}));
}

TEST_F(Import, ARowWhosePrimaryIsNotThereIsAPlaceOfItsOwn) {
  const Imported in =
      import("id,name,lon,lat,same_as\na,A,2,48,nobody\nb,B,2,48,c\nc,C,2,48,b\nd,D,2,48,d\n");
  EXPECT_EQ(in.report.accepted, 4);
  ASSERT_FALSE(in.report.notices.empty());
  EXPECT_THAT(in.report.notices.back(), HasSubstr("nobody"));
}

TEST_F(Import, ColumnsWithoutAMeaningAreKeptForTheCard) {
  Imported in = import("name,lon,lat,Contact,empty\nA,2,48,Ann,\nB,2,48,,\n");
  in.places.facts_being_read().finish();
  const auto facts = in.places.further().of(PlaceId{0});
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].column, "Contact");
  EXPECT_EQ(facts[0].value, "Ann");
  EXPECT_EQ(facts[0].witness, nullptr);
  EXPECT_TRUE(in.places.further().of(PlaceId{1}).empty());
}

TEST_F(Import, LostZerosOfASiretAreRestored) {
  const Imported in = import(only_layer(fixture("numeric.xlsx")), gazetteer_);
  ASSERT_EQ(in.report.accepted, 3);
  EXPECT_EQ(in.places.id(PlaceId{0}), "01023889400037");
  EXPECT_EQ(in.places.commune_code(PlaceId{1}), "01053");
  EXPECT_EQ(department_of(in, 1), "01");
}

TEST_F(Import, AnUnclosedQuoteTakesNoOtherRowAlong) {
  const Imported in = import("name,lon,lat\n\"A,2,48\nB,3,49\n");
  EXPECT_EQ(in.report.accepted, 2);
  EXPECT_EQ(in.places.name(PlaceId{0}), "A");
  EXPECT_EQ(in.places.name(PlaceId{1}), "B");
}

TEST_F(Import, WorksWithoutAGazetteer) {
  const Imported in = import("name,code_insee\nA,62041\nB,\n", nullptr);
  ASSERT_EQ(in.report.accepted, 1);
  EXPECT_EQ(department_of(in, 0), "62");
  EXPECT_EQ(in.places.precision(PlaceId{0}), Precision::departement);
}

TEST_F(Import, RowsWithoutAnIdGetOne) {
  const Imported in = import("name,lon,lat\nA,2,48\nB,2,48\n");
  EXPECT_NE(in.places.id(PlaceId{0}), in.places.id(PlaceId{1}));
  EXPECT_NE(in.places.id(PlaceId{0}), "");
}

// Whatever stands in the cells: every row is accepted or told, and every position is on Earth.
TEST_F(Import, NoiseIsAccountedFor) {
  std::mt19937 random(5);
  const char* values[] = {"",     "2.5", "48.5",  "nan", "-999", "1e308", "62041", "Arras", "SCIC",
                          "2154", "é",   "93200", "0",   "97",   "\xff",  "2A004", "x;y",   "-"};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(values) - 1);
  std::string csv =
      "id,name,type,lon,lat,x,y,epsg,commune,code_insee,code_postal,departement,year\n";
  for (int row = 0; row < 500; ++row) {
    for (int c = 0; c < 13; ++c) csv += std::string(c > 0 ? "," : "") + values[pick(random)];
    csv += '\n';
  }
  const Imported in = import(csv);
  EXPECT_GT(in.report.accepted, 0);
  std::int64_t last = 0;
  for (const Issue& issue : in.report.rejected) {
    EXPECT_GT(*issue.row, last);
    EXPECT_FALSE(issue.reason.empty());
    last = *issue.row;
  }
  for (std::uint32_t i = 0; i < in.places.size(); ++i) {
    const bool has_point = in.places.precision(PlaceId{i}) <= Precision::commune;
    EXPECT_EQ(in.places.located(PlaceId{i}), has_point);
  }
}

}  // namespace
}  // namespace terreau
