#include "geodata/departments.h"

#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

namespace terreau {
namespace {

std::string_view matched(std::string_view text) {
  const auto id = match_department(text);
  return id ? department(*id).code : std::string_view("none");
}

TEST(Departments, AreOneHundredAndOneInEighteenRegions) {
  std::set<std::string_view> codes, names;
  std::map<std::string_view, std::string_view> regions;
  for (const Department& d : departments()) {
    codes.insert(d.code);
    names.insert(d.name);
    regions[d.region_code] = d.region;
    EXPECT_EQ(d.territory == Territory::metropole, d.code.size() == 2) << d.code;
  }
  EXPECT_EQ(codes.size(), kDepartmentCount);
  EXPECT_EQ(names.size(), kDepartmentCount);
  EXPECT_EQ(regions.size(), 18U);
  EXPECT_EQ(regions["32"], "Hauts-de-France");
}

TEST(Departments, AreFoundByExactCode) {
  EXPECT_EQ(department(*department_by_code("2A")).name, "Corse-du-Sud");
  EXPECT_EQ(department(*department_by_code("21")).name, "Côte-d'Or");
  for (const char* none : {"1", "20", "96", "975", "", "2a", "001"}) {
    EXPECT_FALSE(department_by_code(none)) << none;
  }
}

TEST(Departments, EveryCodeAndNameMatchesItself) {
  for (const Department& d : departments()) {
    EXPECT_EQ(matched(d.code), d.code);
    EXPECT_EQ(matched(d.name), d.code);
    EXPECT_EQ(matched("FR-" + std::string(d.code)), d.code);
    EXPECT_EQ(matched("['" + std::string(d.code) + "']"), d.code);
    EXPECT_EQ(matched(std::string(d.code) + " - " + std::string(d.name)), d.code);
    EXPECT_EQ(matched(std::string(d.name) + " (" + std::string(d.code) + ")"), d.code);
  }
}

TEST(Departments, AreMatchedAsFilesWriteThem) {
  const std::map<std::string_view, std::string_view> spellings{
      {"1", "01"},
      {"62.0", "62"},
      {"062", "62"},
      {"2a", "2A"},
      {"69D", "69"},
      {"69M", "69"},
      {"['12']", "12"},
      {"FR-GF", "973"},
      {"FR-75C", "75"},
      {"Pas de Calais", "62"},
      {"PAS-DE-CALAIS", "62"},
      {"COTE D'OR", "21"},
      {"COTES-D'ARMOR", "22"},
      {"Corse du Sud", "2A"},
      {"La Reunion", "974"},
      {"REUNION", "974"},
      {"Métropole de Lyon", "69"},
      {"Ville de Paris", "75"},
      {"Territoire-de-Belfort", "90"},
      {"Département du Rhône", "69"},
      {"DEPARTEMENT DE LA MEUSE", "55"},
      {"Seine St Denis", "93"},
      {"Cote\u2019 d\u2019Or", "21"},
      {" Ain ", "01"},
      {"dept 33", "33"},
  };
  for (const auto& [text, code] : spellings) EXPECT_EQ(matched(text), code) << text;
}

TEST(Departments, OtherThingsAreNone) {
  for (const char* none : {"Lyon",
                           "Hauts-de-France",
                           "150",
                           "20",
                           "99",
                           "0",
                           "-62",
                           "62041",
                           "",
                           "Paris 12",
                           "12 rue de Paris",
                           "62 Nord",
                           "FR",
                           "Île-de-France",
                           "3.5",
                           "Val",
                           "\xff\xfe",
                           "Pays de la Loire",
                           "1e2",
                           "75056"}) {
    EXPECT_EQ(matched(none), "none") << none;
  }
}

TEST(Departments, OfCommuneCodes) {
  const auto of = [](std::string_view text) {
    const auto id = department_of_commune_code(text);
    return id ? department(*id).code : std::string_view("none");
  };
  EXPECT_EQ(of("62041"), "62");
  EXPECT_EQ(of("2A004"), "2A");
  EXPECT_EQ(of("2b033"), "2B");
  EXPECT_EQ(of("97411"), "974");
  EXPECT_EQ(of("1053"), "01");  // a spreadsheet's
  for (const char* none :
       {"20200", "97502", "98818", "", "620410", "62", "A2004", "2C004", "6204x"}) {
    EXPECT_EQ(of(none), "none") << none;
  }
}

TEST(Departments, RegionsAreThoseOf2016) {
  ASSERT_EQ(regions().size(), 18U);
  EXPECT_EQ(regions().front().name, "Guadeloupe");
  std::size_t members = 0;
  for (std::uint8_t r = 0; r < kRegionCount; ++r) members += departments_of(RegionId{r}).count();
  EXPECT_EQ(members, 101U);
  EXPECT_EQ(region(region_of(*department_by_code("2A"))).name, "Corse");
  EXPECT_FALSE(region_of(DepartmentId{}).valid());
}

TEST(Departments, RegionsAsPeopleWriteThem) {
  for (const char* text : {"Île-de-France", "ILE DE FRANCE", "11", " Ile de France "}) {
    ASSERT_TRUE(match_region(text)) << text;
    EXPECT_EQ(region(*match_region(text)).code, "11") << text;
  }
  EXPECT_EQ(region(*match_region("Provence Alpes Côte d'Azur")).code, "93");
  EXPECT_EQ(region(*match_region("1")).code, "01");
  EXPECT_FALSE(match_region(""));
  EXPECT_FALSE(match_region("Picardie"));
}

}  // namespace
}  // namespace terreau
