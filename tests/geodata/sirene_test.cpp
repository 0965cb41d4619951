#include "geodata/sirene.h"

#include <cstdlib>

#include <gmock/gmock.h>

#include "geodata/sirene_index.h"
#include "tests/support/folder.h"

// INSEE's files: what is kept of them, what is left out and told.
namespace terreau::sirene {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// The columns that matter, in the order of INSEE's files; the others stand for all the rest.
constexpr const char* kUnits =
    "siren,dateCreationUniteLegale,sigleUniteLegale,dateDernierTraitementUniteLegale,"
    "etatAdministratifUniteLegale,"
    "denominationUniteLegale,categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
    "nicSiegeUniteLegale,"
    "economieSocialeSolidaireUniteLegale\n";
constexpr const char* kEstablishments =
    "siren,nic,siret,etablissementSiege,numeroVoieEtablissement,typeVoieEtablissement,"
    "libelleVoieEtablissement,"
    "codePostalEtablissement,libelleCommuneEtablissement,codeCommuneEtablissement,"
    "coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement,"
    "etatAdministratifEtablissement,"
    "enseigne1Etablissement,activitePrincipaleEtablissement\n";
constexpr const char* kPoints =
    "siret;x;y;qualite_xy;epsg;plg_code_commune;y_latitude;x_longitude\n";

std::string unit(const std::string& siren, const std::string& name, const std::string& category,
                 const std::string& state = "A") {
  return siren + ",2001-05-03,SIG,2026-01-02T10:00:00," + state + "," + name + "," + category +
         ",47.11B,00011,O\n";
}

std::string establishment(const std::string& siren, const std::string& nic,
                          const std::string& head_office, const std::string& commune,
                          const std::string& position = ",", const std::string& state = "A") {
  return siren + "," + nic + "," + siren + nic + "," + head_office + ",6,RUE,DU PORT,62300,LENS," +
         commune + "," + position + "," + state + ",,56.10A\n";
}

class Sirene : public FolderTest {
 protected:
  Request request(const std::string& units, const std::string& establishments,
                  const std::string& points = "") const {
    Request r;
    r.unites_legales = file("ul.csv", units);
    r.etablissements = file("et.csv", establishments);
    if (!points.empty()) r.geolocalisation = file("geo.csv", points);
    r.output = path("out.gpkg");
    return r;
  }
  Report import(const Request& r) const {
    auto report = import_sirene(r);
    EXPECT_TRUE(report) << report.error().text();
    return report ? *report : Report();
  }
  Layer written() const { return only_layer(path("out.gpkg")); }
  static std::string cell(const Layer& layer, const std::string& column, std::size_t row) {
    for (std::size_t c = 0; c < layer.column_names.size(); ++c) {
      if (layer.column_names[c] == column) return std::string(layer.columns[c][row]);
    }
    return "no column " + column;
  }
  static std::vector<std::string> column(const Layer& layer, const std::string& name) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < static_cast<std::size_t>(layer.row_count); ++i)
      all.push_back(cell(layer, name, i));
    return all;
  }
};

TEST_F(Sirene, KeepsTheHeadOfficesOfActiveCooperatives) {
  const Report report = import(
      request(kUnits + unit("100000001", "ATELIER", "5458") + unit("100000002", "SAS", "5710") +
                  unit("100000003", "FERMEE", "6316", "C") + unit("100000004", "LA CAVE", "6317"),
              kEstablishments + establishment("100000001", "00011", "true", "62498") +
                  establishment("100000001", "00029", "false", "62498") +
                  establishment("100000002", "00011", "true", "62498") +
                  establishment("100000003", "00011", "true", "62498") +
                  establishment("100000004", "00011", "true", "62498", ",", "F")));
  EXPECT_EQ(report.unites_legales.matched, 3);
  EXPECT_EQ(report.unites_legales.kept, 2);
  EXPECT_EQ(report.unites_legales.left_out.at("closed").count, 1);
  EXPECT_EQ(report.etablissements.left_out.at("closed").count, 1);
  EXPECT_EQ(report.etablissements.left_out.at("no head office").count, 1);
  EXPECT_EQ(report.counts.places, 1);
  const Layer layer = written();
  ASSERT_EQ(layer.row_count, 1);
  EXPECT_EQ(cell(layer, "siret", 0), "10000000100011");
  EXPECT_EQ(cell(layer, "name", 0), "ATELIER");
  EXPECT_EQ(cell(layer, "legal_form", 0), "scop");
  EXPECT_EQ(cell(layer, "categorie_insee", 0), "5458");
  EXPECT_EQ(cell(layer, "year", 0), "2001");
  EXPECT_EQ(cell(layer, "sector", 0), "56.10A");
  EXPECT_EQ(cell(layer, "departement", 0), "62");
  EXPECT_EQ(cell(layer, "adresse", 0), "6 RUE DU PORT");
  EXPECT_EQ(cell(layer, "precision", 0), "commune");
  EXPECT_EQ(cell(layer, "source_date", 0), "2026-01-02");
}

TEST_F(Sirene, ClosedAndSecondaryOnesAreKeptWhereTheyAreAskedFor) {
  Request r = request(kUnits + unit("100000001", "A", "5458") + unit("100000003", "C", "6316", "C"),
                      kEstablishments + establishment("100000001", "00011", "true", "62498") +
                          establishment("100000001", "00029", "false", "75112") +
                          establishment("100000003", "00011", "true", "97411", ",", "F"));
  r.all_establishments = r.closed = true;
  r.french = false;
  import(r);
  EXPECT_THAT(column(written(), "siret"),
              ElementsAre("10000000100011", "10000000100029", "10000000300011"));
  EXPECT_THAT(column(written(), "siege"), ElementsAre("O", "N", "O"));
  EXPECT_THAT(column(written(), "status"), ElementsAre("active", "active", "closed"));
  r.departments[match_department("974")->value] = true;
  EXPECT_EQ(import(r).etablissements.left_out.at("in another department").count, 2);
  EXPECT_THAT(column(written(), "departement"), ElementsAre("974"));
}

TEST_F(Sirene, PositionsOfTheEstablishmentsFollowTheCrsOfTheirCommune) {
  import(request(kUnits + unit("100000001", "A", "5458") + unit("100000002", "B", "5458") +
                     unit("100000003", "C", "5458") + unit("100000004", "D", "5458"),
                 kEstablishments +
                     establishment("100000001", "00011", "true", "62498", "687991.96,7037083.73") +
                     establishment("100000002", "00011", "true", "97105", "642154.56,1769886.51") +
                     establishment("100000003", "00011", "true", "97411", "[ND],[ND]") +
                     // Lambert-93 in La Réunion is nowhere near it.
                     establishment("100000004", "00011", "true", "97411", "687991.96,7037083.73")));
  const Layer layer = written();
  ASSERT_EQ(layer.points.size(), 4U);
  EXPECT_NEAR(layer.points[0].lon_deg, 2.83124, 1e-5);
  EXPECT_NEAR(layer.points[0].lat_deg, 50.43116, 1e-5);
  EXPECT_NEAR(layer.points[1].lon_deg, -61.67142, 1e-5);
  EXPECT_NEAR(layer.points[1].lat_deg, 16.00449, 1e-5);
  EXPECT_FALSE(is_valid(layer.points[2]));
  EXPECT_FALSE(is_valid(layer.points[3]));
  EXPECT_THAT(column(layer, "precision"), ElementsAre("address", "address", "commune", "commune"));
}

TEST_F(Sirene, GeolocatedPositionsHaveTheirCrsInEachRow) {
  std::string units = kUnits, establishments = kEstablishments;
  const std::vector<std::string> communes{"62498", "97411", "97302", "97611", "97209", "62498"};
  for (std::size_t i = 0; i < communes.size(); ++i) {
    const std::string siren = "10000000" + std::to_string(i);
    units += unit(siren, "A", "5458");
    establishments += establishment(siren, "00011", "true", communes[i]);
  }
  // The earlier edition has no degrees.
  const std::string points =
      "siret;x;y;qualite_xy;epsg;plg_code_commune\n"
      "10000000000011;687991.96;7037083.73;11;2154;62498\n"
      "10000000100011;338568.27;7690479.86;33;2975;97411\n"
      "10000000200011;354155.84;545383.41;12;2972;97302\n"
      "10000000300011;523928.78;8586924.09;21;4471;97611\n"
      "10000000400011;708302.88;1615659.60;22;5490;97209\n"
      "99999999900011;708302.88;1615659.60;22;5490;97209\n"
      "10000000500011;;;33;2154;62498\n";
  const Report report = import(request(units, establishments, points));
  EXPECT_EQ(report.geolocalisation.matched, 6);
  EXPECT_EQ(report.geolocalisation.kept, 5);
  EXPECT_EQ(report.geolocalisation.left_out.at("no coordinates that can be used").count, 1);
  const Layer layer = written();
  const std::vector<LonLat> expected{{2.83124, 50.43116},
                                     {55.44810, -20.87886},
                                     {-52.31539, 4.93283},
                                     {45.22047, -12.78234},
                                     {-61.06625, 14.60622}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(layer.points[i].lon_deg, expected[i].lon_deg, 1e-5) << i;
    EXPECT_NEAR(layer.points[i].lat_deg, expected[i].lat_deg, 1e-5) << i;
  }
  EXPECT_THAT(column(layer, "precision"),
              ElementsAre("address", "commune", "address", "address", "address", "commune"));
}

TEST_F(Sirene, GeolocatedDegreesAreTakenAsTheyAre) {
  import(request(kUnits + unit("100000001", "A", "5458"),
                 kEstablishments + establishment("100000001", "00011", "true", "62498", "1,1"),
                 std::string(kPoints) + "10000000100011;0;0;11;9999;62498;50.43;2.83\n"));
  EXPECT_EQ(written().points[0], (LonLat{2.83, 50.43}));
}

TEST_F(Sirene, OddTextAndHiddenValues) {
  const Report report =
      import(request("\xEF\xBB\xBF" + std::string(kUnits) +
                         unit("100000001", "\"LES \"\"AMIS\"\",\r\nDU BOIS\"", "5458") +
                         unit("100000002", "[ND]", "6316") + unit("100000003", "CAF\xC9", "6316") +
                         unit("100000004", "", "6316"),
                     kEstablishments + establishment("100000001", "00011", "true", "62498") +
                         establishment("100000002", "00011", "true", "62498") +
                         establishment("100000003", "00011", "true", "62498") +
                         establishment("100000004", "00011", "true", "[ND]")));
  EXPECT_EQ(report.hidden_values, 2);
  EXPECT_EQ(report.rows_with_hidden_values, 2);
  EXPECT_EQ(report.unites_legales.notices.at("text that is no UTF-8 was read as CP1252").count, 1);
  EXPECT_THAT(column(written(), "name"),
              ElementsAre("LES \"AMIS\",  DU BOIS", "SIG", "CAFÉ", "SIG"));
  EXPECT_THAT(column(written(), "code_insee"), ElementsAre("62498", "62498", "62498", ""));
}

TEST_F(Sirene, BrokenRowsAreToldAndTheRestIsKept) {
  std::string other_siren = establishment("100000004", "00029", "true", "62498");
  other_siren[8] = '1';  // of "siren", not of "siret"
  const Report report =
      import(request(kUnits + unit("100000001", "A", "5458") + "100000002,,\n" +
                         unit("12345", "B", "5458") + unit("100000003", "\"C", "5458") +
                         unit("100000004", "D", "5458") + unit("100000001", "AGAIN", "5458"),
                     kEstablishments + establishment("100000001", "00011", "true", "62498") +
                         establishment("100000004", "0001", "true", "62498") +
                         establishment("100000004", "00011", "true", "62498") +
                         establishment("100000004", "00011", "true", "62498") + other_siren +
                         establishment("100000009", "00011", "true", "62498")));
  EXPECT_EQ(report.unites_legales.rows, 6);
  EXPECT_EQ(report.unites_legales.broken, 3);
  ASSERT_EQ(report.unites_legales.issues.size(), 3U);
  EXPECT_EQ(report.unites_legales.issues[0].row, 2);
  EXPECT_EQ(report.unites_legales.issues[0].reason, "3 fields rather than 10");
  EXPECT_EQ(report.unites_legales.issues[1].reason, "no SIREN of nine digits");
  EXPECT_EQ(report.unites_legales.issues[2].reason, "a quote that is not closed");
  EXPECT_EQ(report.unites_legales.left_out.at("the SIREN was there before").count, 1);
  ASSERT_EQ(report.etablissements.issues.size(), 2U);
  EXPECT_EQ(report.etablissements.issues[0].reason, "no SIRET of fourteen digits");
  EXPECT_EQ(report.etablissements.issues[1].reason, "SIREN and SIRET do not agree");
  EXPECT_EQ(report.etablissements.left_out.at("the SIRET was there before").count, 1);
  EXPECT_EQ(report.etablissements.left_out.at("the unité légale is not in its file").count, 1);
  EXPECT_THAT(column(written(), "name"), ElementsAre("A", "D"));
}

TEST_F(Sirene, TheListOfBrokenRowsIsBounded) {
  std::string units = kUnits + unit("100000001", "A", "5458");
  for (int i = 0; i < 500; ++i) units += "x\n";
  const Report report = import(
      request(units, kEstablishments + establishment("100000001", "00011", "true", "62498")));
  EXPECT_EQ(report.unites_legales.broken, 500);
  EXPECT_EQ(report.unites_legales.issues.size(), FileReport::kMostIssues);
}

TEST_F(Sirene, UnitsWithoutAHeadOfficeAreTold) {
  const Report report =
      import(request(kUnits + unit("100000001", "A", "5458") + unit("100000002", "B", "5458"),
                     kEstablishments + establishment("100000001", "00011", "true", "62498") +
                         establishment("100000002", "00029", "false", "62498")));
  EXPECT_EQ(report.units_without_head_office, 1);
  EXPECT_THAT(report.without_head_office, ElementsAre("100000002"));
}

TEST_F(Sirene, MissingColumnsAreNamedWithTheirFile) {
  const auto no_form =
      import_sirene(request("siren,etatAdministratifUniteLegale\n100000001,A\n", kEstablishments));
  ASSERT_FALSE(no_form);
  EXPECT_THAT(no_form.error().text(),
              HasSubstr("ul.csv: columns of StockUniteLegale are missing: "
                        "categorieJuridiqueUniteLegale, denominationUniteLegale"));
  const auto swapped = import_sirene(request(kUnits + unit("100000001", "A", "5458"), kUnits));
  ASSERT_FALSE(swapped);
  EXPECT_THAT(swapped.error().text(),
              HasSubstr("et.csv: columns of StockEtablissement are missing: siret"));
  const auto points =
      import_sirene(request(kUnits + unit("100000001", "A", "5458"),
                            kEstablishments + establishment("100000001", "00011", "true", "62498"),
                            "siret;x;y\n1;2;3\n"));
  ASSERT_FALSE(points);
  EXPECT_THAT(points.error().text(),
              HasSubstr("geo.csv: columns of the geolocated file are missing: epsg"));
}

TEST_F(Sirene, ColumnsAreBoundByNameWhateverTheirOrderAndCase) {
  import(
      request("denomination_unite_legale;SIREN;EtatAdministratifUniteLegale;"
              "categorieJuridiqueUniteLegale;new\n"
              "A;100000001;A;5458;x\n",
              "codecommuneetablissement,etatadministratifetablissement,etablissementsiege,siret\n"
              "62498,A,true,10000000100011\n"));
  EXPECT_THAT(column(written(), "name"), ElementsAre("A"));
}

TEST_F(Sirene, WhatInseeCannotTellIsNeverZero) {
  const Report report =
      import(request(kUnits + unit("100000001", "A", "5560"),
                     kEstablishments + establishment("100000001", "00011", "true", "62498")));
  EXPECT_THAT(report.not_determinable, HasSubstr("scic, coop_habitants, cae, ptce, espace_test"));
  EXPECT_THAT(column(written(), "legal_form"), ElementsAre("autre_coop"));
}

TEST_F(Sirene, CodesOfTheNationalRegisterTellMore) {
  std::string units = kUnits;
  units.insert(units.size() - 1, ",formeJuridiqueRne");
  const auto with = [](std::string row, const std::string& code) {
    row.insert(row.size() - 1, "," + code);
    return row;
  };
  units +=
      with(unit("100000001", "A", "5560"), "5565") + with(unit("100000002", "B", "5710"), "5743") +
      with(unit("100000003", "C", "5710"), "5710") + with(unit("100000004", "D", "5460"), "5463") +
      with(unit("100000005", "E", "5710"), "5745") + with(unit("100000006", "F", "5458"), "");
  std::string establishments = kEstablishments;
  for (int i = 1; i <= 6; ++i) {
    establishments += establishment("10000000" + std::to_string(i), "00011", "true", "62498");
  }
  const Report report = import(request(units, establishments));
  const Layer layer = written();
  EXPECT_THAT(column(layer, "name"), ElementsAre("A", "B", "D", "E", "F"));
  EXPECT_THAT(column(layer, "legal_form"),
              ElementsAre("scic", "scic", "autre_coop", "autre_coop", "scop"));
  EXPECT_THAT(column(layer, "functions"), ElementsAre("", "", "cae", "cae", ""));
  EXPECT_EQ(report.rne_units, 4);
  EXPECT_THAT(report.not_determinable,
              HasSubstr("only where the column formeJuridiqueRne tells them (4 of 5"));
}

TEST_F(Sirene, AFailureLeavesTheOutputAsItWas) {
  Request r = request(kUnits + unit("100000001", "A", "5458"), "siren\n1\n");
  file("out.gpkg", "mine");
  EXPECT_FALSE(import_sirene(r));
  std::stop_source stop;
  stop.request_stop();
  r = request(kUnits + unit("100000001", "A", "5458"),
              kEstablishments + establishment("100000001", "00011", "true", "62498"));
  r.stop = stop.get_token();
  const auto stopped = import_sirene(r);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().text(), "interrupted");
  std::ifstream out(path("out.gpkg"));
  std::string content;
  out >> content;
  EXPECT_EQ(content, "mine");
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(path("x")).parent_path())) {
    EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr(".part")));
  }
}

TEST_F(Sirene, ReadsZipGzAndWhatOgrReads) {
  const Request plain =
      request(kUnits + unit("100000001", "A", "5458"),
              kEstablishments + establishment("100000001", "00011", "true", "62498"));
  const std::string folder = std::filesystem::path(plain.output).parent_path().string();
  const std::string quiet = " > /dev/null 2>&1";
  ASSERT_EQ(std::system(("cd " + folder +
                         " && gzip -k et.csv && ogr2ogr -f GPKG ul.gpkg ul.csv && "
                         "python3 -m zipfile -c et.zip et.csv" +
                         quiet)
                            .c_str()),
            0);
  for (const char* name : {"et.zip", "et.csv.gz"}) {
    Request r = plain;
    r.unites_legales = path("ul.gpkg");
    r.etablissements = path(name);
    EXPECT_EQ(import(r).counts.places, 1) << name;
  }
}

TEST_F(Sirene, FilesThatCannotBeReadAreErrors) {
  const Request good =
      request(kUnits + unit("100000001", "A", "5458"),
              kEstablishments + establishment("100000001", "00011", "true", "62498"));
  const auto error_of = [&](const std::string& units) {
    Request r = good;
    r.unites_legales = units;
    const auto report = import_sirene(r);
    return report ? std::string("no error") : report.error().text();
  };
  EXPECT_THAT(error_of(path("none.csv")), HasSubstr("no such file"));
  EXPECT_THAT(error_of(file("a.zip", "no zip")), HasSubstr("no zip archive"));
  EXPECT_THAT(error_of(file("empty.csv", "")), HasSubstr("empty"));
  EXPECT_THAT(error_of(file("headers.csv", kUnits)), HasSubstr("no rows"));
  EXPECT_THAT(error_of(file("broken.csv", std::string(kUnits) + "1,2\n")),
              HasSubstr("no row can be used"));
  EXPECT_THAT(error_of(file("other.csv", kUnits + unit("100000002", "SAS", "5710"))),
              HasSubstr("no cooperative"));
  const std::string parquet = error_of(file("a.parquet", "PAR1"));
  EXPECT_THAT(parquet, HasSubstr("a.parquet"));
}

TEST_F(Sirene, ADamagedArchiveIsNoShortFile) {
  std::string units = kUnits;
  for (int i = 0; i < 20'000; ++i)
    units += unit(std::to_string(100'000'000 + i * 37), "A" + std::to_string(i * i), "5458");
  Request r =
      request(units, kEstablishments + establishment("100000000", "00011", "true", "62498"));
  const std::string folder = std::filesystem::path(r.output).parent_path().string();
  ASSERT_EQ(
      std::system(
          ("cd " + folder + " && gzip -k ul.csv && head -c 60000 ul.csv.gz > cut.csv.gz").c_str()),
      0);
  r.unites_legales = path("cut.csv.gz");
  EXPECT_FALSE(import_sirene(r));
  r.unites_legales = path("ul.csv.gz");
  EXPECT_TRUE(import_sirene(r));
}

TEST(SireneIndex, FindsWhatWasPutIn) {
  std::vector<std::uint64_t> numbers;
  NumberIndex index;
  const auto number_of = [&](std::uint32_t row) { return numbers[row]; };
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    const std::uint64_t number = i * i * 977 + 13;
    EXPECT_TRUE(index.insert(number, static_cast<std::uint32_t>(numbers.size()), number_of));
    numbers.push_back(number);
  }
  EXPECT_FALSE(index.insert(13, 7, number_of));
  for (std::uint32_t row = 0; row < numbers.size(); ++row)
    ASSERT_EQ(index.find(numbers[row], number_of), row);
  EXPECT_EQ(index.find(14, number_of), std::nullopt);
  SirenSet set;
  EXPECT_FALSE(set.has(999'999'999));
  EXPECT_TRUE(set.insert(999'999'999));
  EXPECT_FALSE(set.insert(999'999'999));
  EXPECT_TRUE(set.has(999'999'999));
  EXPECT_FALSE(set.has(999'999'998));
  EXPECT_EQ(parse_siren("012345678"), 12345678U);
  EXPECT_EQ(parse_siren("12345678"), std::nullopt);
  EXPECT_EQ(parse_siren("12345678x"), std::nullopt);
}

}  // namespace
}  // namespace terreau::sirene
