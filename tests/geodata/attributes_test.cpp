#include "geodata/attributes.h"

#include <cstdlib>

#include "tests/support/folder.h"

namespace terreau {
namespace {

constexpr int kRows = 100'050;  // more than are kept with all their columns

class Attributes : public FolderTest {
 protected:
  // Every thousandth row has no place.
  std::string table() {
    std::string rows = "nom,lon,lat,Contact,vide\n";
    for (int i = 1; i <= kRows; ++i) {
      const std::string number = std::to_string(i);
      rows += "Coop " + number + (i % 1000 == 0 ? ",,," : ",2.5,48.5,") + "c" + number + ",\n";
    }
    return file("large.csv", rows);
  }
  static Atlas load(const std::string& source) {
    AtlasRequest request;
    request.sources = {source};
    request.only = true;
    request.search = false;
    auto atlas = load_atlas(request);
    EXPECT_TRUE(atlas.ok()) << atlas.error().text();
    return *std::move(atlas);
  }
  static void expect_contacts(const Atlas& atlas) {
    const auto last = static_cast<std::uint32_t>(atlas.places->size() - 1);
    for (const std::uint32_t p : {0U, 998U, 999U, 50'000U, last}) {
      const PlaceId place{p};
      ASSERT_TRUE(has_unread_columns(atlas, place));
      const auto read = read_attributes(atlas, place, {});
      ASSERT_TRUE(read.ok()) << read.error().text();
      const std::string name(atlas.places->name(place));
      const std::vector<std::pair<std::string, std::string>> contact{
          {"Contact", "c" + name.substr(5)}};
      EXPECT_EQ(read->columns, contact) << name;
    }
  }
};

TEST_F(Attributes, OfALargeSourceAreReadOfTheOneRow) {
  const Atlas atlas = load(table());
  ASSERT_EQ(atlas.sources[0].rejected.size(), 100U);
  EXPECT_EQ(atlas.places->further().size(), 0U);
  expect_contacts(atlas);
}

TEST_F(Attributes, AreReadByNumberWhereTheFormatCan) {
  const std::string csv = table(), gpkg = path("large.gpkg");
  const std::string command = "ogr2ogr -f GPKG '" + gpkg + "' '" + csv + "' 2>/dev/null";
  if (std::system(command.c_str()) != 0) GTEST_SKIP() << "no ogr2ogr";
  expect_contacts(load(gpkg));
}

TEST_F(Attributes, AreAnErrorOnceTheFileIsGone) {
  const std::string csv = table();
  const Atlas atlas = load(csv);
  std::filesystem::remove(csv);
  const auto read = read_attributes(atlas, PlaceId{5}, {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().message, "no such file");
  file("large.csv", "nom,lon,lat,Contact,vide\nOther,2,48,x,\n");
  const auto other = read_attributes(atlas, PlaceId{5}, {});
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().message, "the row of this place is not there any more");
}

TEST_F(Attributes, OfASmallSourceAreKept) {
  const Atlas atlas = load(file("small.csv", "nom,lon,lat,Contact\nA,2,48,x\n"));
  EXPECT_FALSE(has_unread_columns(atlas, PlaceId{0}));
  EXPECT_EQ(atlas.places->further().of(PlaceId{0}).size(), 1U);
}

}  // namespace
}  // namespace terreau
