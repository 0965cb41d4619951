#include "app/model/place_facts.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geodata/atlas.h"

namespace terreau {
namespace {

using testing::HasSubstr;

const Atlas& embedded() {
  static const Atlas kAtlas = [] {
    auto atlas = load_atlas({});
    return atlas.ok() ? *std::move(atlas) : Atlas{};
  }();
  return kAtlas;
}

const PlaceField* field(const PlaceSheet& sheet, std::string_view title) {
  const auto found = std::ranges::find(sheet.fields, title, &PlaceField::title);
  return found == sheet.fields.end() ? nullptr : &*found;
}

// Two sources date PHARES differently; both are said, each with its source.
TEST(PlaceSheet, SourcesThatDifferAreBothHeard) {
  const PlaceId phares = place_by_id(embedded(), "cite-phares-93");
  ASSERT_TRUE(phares.valid());
  const PlaceSheet sheet = place_sheet(Language::en, embedded(), phares);
  const PlaceField* created = field(sheet, "Created");
  ASSERT_NE(created, nullptr);
  ASSERT_EQ(created->statements.size(), 2U);
  EXPECT_EQ(created->statements[0].value, "2015");
  EXPECT_THAT(created->statements[0].sources.at(0).title, HasSubstr("citego.org"));
  EXPECT_EQ(created->statements[1].value, "2014");
  EXPECT_THAT(created->statements[1].sources.at(0).title, HasSubstr("ess-et-societe.net, 2023-03"));
  const PlaceField* names = field(sheet, "Name");
  ASSERT_NE(names, nullptr);
  EXPECT_EQ(names->statements.size(), 3U);
  EXPECT_EQ(sheet.sources.size(), 2U);
}

TEST(PlaceSheet, APointOfACommuneIsTheGazetteers) {
  const PlaceId phares = place_by_id(embedded(), "cite-phares-93");
  const PlaceSheet sheet = place_sheet(Language::en, embedded(), phares);
  const PlaceField* position = field(sheet, "Position");
  ASSERT_NE(position, nullptr);
  EXPECT_EQ(position->statements[0].sources.at(0).title, "GeoNames");
}

TEST(PlaceText, SaysEverythingWithItsSources) {
  const PlaceId phares = place_by_id(embedded(), "cite-phares-93");
  const std::string text = place_text(Language::fr, embedded(), phares);
  EXPECT_TRUE(text.starts_with("Cité PHARES\nL'Île-Saint-Denis · Seine-Saint-Denis (93)\n"));
  for (const char* part : {"2015 (citego.org", "2014 (ess-et-societe.net", "Lambert-93",
                           "a pour membre ← Halage", "https://citego.org/coretet-3324.html"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(PlaceSheet, ColumnsOfAUsersOwnAreShownAsTheyAre) {
  Atlas atlas;
  auto places = std::make_shared<Places>();
  PlaceRow row;
  row.name = "A";
  const PlaceId a = places->add(row, 0);
  places->facts_being_read().add_column(a, "Contact", "by telephone");
  places->facts_being_read().finish();
  atlas.places = places;
  atlas.sources.push_back({"list.csv", "list", "", "UTF-8", 1, 1, {}, {}});
  const PlaceSheet sheet = place_sheet(Language::en, atlas, a);
  const PlaceField* contact = field(sheet, "Contact");
  ASSERT_NE(contact, nullptr);
  EXPECT_EQ(contact->statements[0].value, "by telephone");
  EXPECT_EQ(contact->statements[0].sources.at(0).title, "list.csv");
}

TEST(Lambert93, IsOfTheMetropoleOnly) {
  EXPECT_EQ(lambert93({3, 46.5}), "700000 6600000");
  EXPECT_EQ(lambert93({55.5, -21}), "");
  EXPECT_EQ(lambert93({}), "");
}

}  // namespace
}  // namespace terreau
