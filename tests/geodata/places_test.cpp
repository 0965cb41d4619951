#include "geodata/places.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "geodata/filter.h"
#include "geodata/statistics.h"

namespace terreau {
namespace {

class PlacesTest : public testing::Test {
 protected:
  void SetUp() override {
    add("Atelier textile", LegalForm::scop, {}, "62", 1997, true);
    add("Ferme de l'Étang", LegalForm::scic, {Function::cae, Function::couveuse}, "77", 2009, true);
    add("Réseau", LegalForm::association, {Function::ptce}, "62", 0, false);
    add("Sans forme", LegalForm::unknown, {}, "", 2015, false);
  }
  void add(const char* name, LegalForm form, std::vector<Function> functions, const char* code,
           int year, bool located) {
    PlaceRow row;
    row.name = name;
    row.form = form;
    row.functions = std::move(functions);
    row.year = year;
    row.commune = "Vendin-le-Vieil";
    if (const auto d = department_by_code(code)) row.department = *d;
    if (located) row.position = {2.5, 48.5};
    row.precision = located ? Precision::commune : Precision::departement;
    places_.add(row, 0);
  }
  std::string passing_names(const Filter& filter) const {
    std::string names;
    for (const PlaceId p : passing(places_, filter)) {
      names += std::string(places_.name(p)) + ";";
      EXPECT_TRUE(passes(places_, p, filter));
    }
    return names;
  }
  static KindSet set_of(std::initializer_list<Kind> kinds) {
    KindSet set;
    for (const Kind k : kinds) set.set(k);
    return set;
  }
  Places places_;
};

TEST_F(PlacesTest, KeepWhatTheyWereGiven) {
  ASSERT_EQ(places_.size(), 4U);
  EXPECT_EQ(places_.located_count(), 2U);
  EXPECT_TRUE(std::isnan(places_.position(PlaceId{2}).lon_deg));
  EXPECT_EQ(places_.year(PlaceId{0}), 1997);
  EXPECT_EQ(places_.region(PlaceId{1}), "Île-de-France");
  EXPECT_EQ(places_.classes().size(), 4U);
  add("Encore une Scop", LegalForm::scop, {}, "62", 0, true);
  EXPECT_EQ(places_.classes().size(), 4U);
  EXPECT_EQ(places_.class_of(PlaceId{4}), places_.class_of(PlaceId{0}));
}

TEST_F(PlacesTest, FiltersNarrowPartByPart) {
  EXPECT_EQ(passing(places_, {}).size(), 4U);
  Filter filter;
  filter.forms = set_of({kind_of(LegalForm::scop), kind_of(LegalForm::scic)});
  EXPECT_EQ(passing_names(filter), "Atelier textile;Ferme de l'Étang;");
  filter.functions = set_of({kind_of(Function::cae)});
  EXPECT_EQ(passing_names(filter), "Ferme de l'Étang;");
  filter = {};
  filter.families = kinds_of(Family::partenaires) | kinds_of(Family::autres);
  EXPECT_EQ(passing_names(filter), "Réseau;Sans forme;");
  filter = {};
  filter.departments.set(department_by_code("62")->value);
  EXPECT_EQ(passing_names(filter), "Atelier textile;Réseau;");
  filter = {};
  filter.forms = KindSet();
  EXPECT_EQ(passing_names(filter), "");
}

TEST_F(PlacesTest, DepartmentsAndRegionsOfAFilterAddUp) {
  Filter filter;
  filter.regions.set(match_region("Île-de-France")->value);
  EXPECT_EQ(passing_names(filter), "Ferme de l'Étang;");
  filter.departments.set(department_by_code("62")->value);
  EXPECT_EQ(passing_names(filter), "Atelier textile;Ferme de l'Étang;Réseau;");
}

TEST_F(PlacesTest, APlaceKnownToItsRegionIsInTheRegion) {
  PlaceRow row;
  row.name = "Quelque part";
  row.region = "bretagne";
  places_.add(row, 0);
  Filter filter;
  filter.regions.set(match_region("Bretagne")->value);
  EXPECT_EQ(passing_names(filter), "Quelque part;");
  EXPECT_EQ(count(places_, passing(places_, filter).ids()).by_region[match_region("53")->value], 1);
}

TEST_F(PlacesTest, FilterPrecisionsAndSources) {
  places_.name_source(0, "/data/list.csv");
  PlaceRow row;
  row.name = "Citée";
  row.source_url = "https://www.les-scop.coop/annuaire?page=2";
  row.precision = Precision::region;
  places_.name_source(1, "PG:dbname=coops");
  places_.add(row, 1);
  Filter filter;
  filter.precisions.set(static_cast<std::size_t>(Precision::commune));
  EXPECT_EQ(passing_names(filter), "Atelier textile;Ferme de l'Étang;");
  filter = {};
  filter.sources = {"les-scop.coop"};
  EXPECT_EQ(passing_names(filter), "Citée;");
  filter.sources = {"PG:dbname=coops", "list.csv"};
  EXPECT_EQ(passing(places_, filter).size(), 5U);
  filter.sources = {"/data/list.csv"};
  EXPECT_EQ(passing(places_, filter).size(), 4U);
}

TEST_F(PlacesTest, AnExpressionIsOgrSql) {
  Filter filter;
  filter.expression = "year >= 1997 AND legal_form IN ('scop', 'scic')";
  EXPECT_EQ(passing_names(filter), "Atelier textile;Ferme de l'Étang;");
  filter.expression = "functions LIKE '%couveuse%' OR departement = '62'";
  EXPECT_EQ(passing_names(filter), "Atelier textile;Ferme de l'Étang;Réseau;");
  filter.expression = "year < 2000 AND lat > 40";
  EXPECT_EQ(passing_names(filter), "Atelier textile;") << "a year that is not known is NULL";
  filter.expression = "legal_form = ''";
  EXPECT_EQ(passing_names(filter), "Sans forme;");
  filter.expression = "year >";
  EXPECT_EQ(passing_names(filter), "");
}

TEST_F(PlacesTest, ManyPlacesAreFilteredInOrder) {
  for (int i = 0; i < 150000; ++i) {
    PlaceRow row;
    row.year = 1900 + i % 100;
    places_.add(row, 0);
  }
  Filter filter;
  filter.expression = "year % 2 = 1";
  filter.year_to = 1950;
  const auto found = passing(places_, filter);
  EXPECT_EQ(found.size(), 150000U / 100 * 25);
  EXPECT_TRUE(std::ranges::is_sorted(found.ids()));
}

TEST_F(PlacesTest, WhatIsShownIsSummedFromTheTables) {
  const auto all = passing(places_, {}).ids();
  const ClassTables tables = tabulate(places_, all);
  KindSet visible = set_of({kind_of(LegalForm::scop), kind_of(Function::cae)});
  const Counts shown = count_shown(places_, tables, visible);
  EXPECT_EQ(shown.total, 2);
  EXPECT_EQ(shown.located, 2);
  EXPECT_EQ(shown.by_department[department_by_code("62")->value], 1);
  EXPECT_EQ(shown.by_region[match_region("11")->value], 1);
  EXPECT_EQ(shown.by_kind[kind_of(LegalForm::scic).value], 0) << "hidden";
  EXPECT_EQ(shown.by_precision[static_cast<std::size_t>(Precision::departement)], 0);
}

TEST_F(PlacesTest, FilterYears) {
  Filter filter;
  filter.year_from = 2000;
  EXPECT_EQ(passing_names(filter), "Ferme de l'Étang;Sans forme;");
  filter.year_to = 2010;
  EXPECT_EQ(passing_names(filter), "Ferme de l'Étang;");
  filter.year_from = 0;
  EXPECT_EQ(passing_names(filter), "Atelier textile;Ferme de l'Étang;");
}

TEST_F(PlacesTest, FilterText) {
  Filter filter;
  filter.text = "ETANG ferme";
  EXPECT_EQ(passing_names(filter), "Ferme de l'Étang;");
  filter.text = "vendin";
  EXPECT_EQ(passing(places_, filter).size(), 4U);
  filter.text = "vendin reseau";
  EXPECT_EQ(passing_names(filter), "Réseau;");
  filter.text = "nulle part";
  EXPECT_EQ(passing_names(filter), "");
}

TEST_F(PlacesTest, AnOrganisationCountsOnceInEachOfItsKindsAndFamilies) {
  const Counts counts = count(places_, passing(places_, {}).ids());
  EXPECT_EQ(counts.total, 4);
  EXPECT_EQ(counts.located, 2);
  EXPECT_EQ(counts.by_kind[kind_of(LegalForm::scic).value], 1);
  EXPECT_EQ(counts.by_kind[kind_of(Function::cae).value], 1);
  EXPECT_EQ(counts.by_kind[kind_of(LegalForm::unknown).value], 1);
  EXPECT_EQ(counts.by_family[static_cast<std::size_t>(Family::ptce)], 1);
  EXPECT_EQ(counts.by_family[static_cast<std::size_t>(Family::partenaires)], 1);
  EXPECT_EQ(counts.by_family[static_cast<std::size_t>(Family::test)], 1);
  EXPECT_EQ(counts.by_precision[static_cast<std::size_t>(Precision::commune)], 2);
  EXPECT_EQ(counts.by_department[department_by_code("62")->value], 2);
}

TEST(Relations, ReadBothWays) {
  EXPECT_EQ(relation_label("member_of", false).fr, "est membre de");
  EXPECT_EQ(relation_label("member_of", true).en, "has as member");
  EXPECT_EQ(relation_label("something_new", false).en, "is linked to");
}

}  // namespace
}  // namespace terreau
