#include "geodata/search.h"

#include <gtest/gtest.h>

#include "tests/support/folder.h"

namespace terreau {
namespace {

class Search : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto places = std::make_shared<Places>();
    for (const char* name : {"Les Champs des Possibles", "RENETA", "Coopérative de l'Œuvre",
                             "Halage", "Cité PHARES", "St-Martin en commun", ""}) {
      PlaceRow row;
      row.name = name;
      row.position = {2.5, 48.5};
      places->add(row, 0);
    }
    std::vector<LonLat> centres(kDepartmentCount, LonLat{2, 47});
    index_ = new SearchIndex(places, std::make_shared<Gazetteer>(*Gazetteer::embedded()), centres);
  }
  static void TearDownTestSuite() { delete index_; }
  static std::string first(std::string_view text) {
    const auto found = index_->find(text);
    return found.empty() ? "(nothing)" : std::string(code(found[0].kind)) + " " + found[0].name;
  }
  static const SearchIndex* index_;
};
const SearchIndex* Search::index_ = nullptr;

TEST_F(Search, FindsWhatIsMeant) {
  EXPECT_EQ(first("grenoble"), "commune Grenoble");
  EXPECT_EQ(first("champs des possibles"), "place Les Champs des Possibles");
  EXPECT_EQ(first("POSSIBLES champs"), "place Les Champs des Possibles");
  EXPECT_EQ(first("oeuvre"), "place Coopérative de l'Œuvre");
  EXPECT_EQ(first("l'ile saint denis"), "commune L'Île-Saint-Denis");
  EXPECT_EQ(first("Pas de Calais"), "department Pas-de-Calais");
  EXPECT_EQ(first("hauts-de-france"), "region Hauts-de-France");
  EXPECT_EQ(first("phares"), "place Cité PHARES");
  EXPECT_EQ(first("st etienne"), "commune Saint-Étienne");
  EXPECT_EQ(first("saint martin en commun"), "place St-Martin en commun");
  EXPECT_EQ(first("renata"), "place RENETA");
}

TEST_F(Search, OneTypoIsForgivenInLongWords) {
  EXPECT_EQ(first("grenobel"), "commune Grenoble");
  EXPECT_EQ(first("grnoble"), "commune Grenoble");
  EXPECT_EQ(first("halagge"), "place Halage");
  EXPECT_EQ(first("champs des posibles"), "place Les Champs des Possibles");
  EXPECT_EQ(first("xqzv"), "(nothing)");
  EXPECT_EQ(first("grxxoble"), "(nothing)");
}

TEST_F(Search, ExactComesBeforePrefixBeforeWordBeforeInside) {
  const auto found = index_->find("lens", 50);
  ASSERT_GT(found.size(), 3U);
  EXPECT_EQ(found[0].name, "Lens");
  EXPECT_EQ(found[0].score, 1.0);
  for (std::size_t i = 1; i < found.size(); ++i) EXPECT_LE(found[i].score, found[i - 1].score);
  const auto big_first = index_->find("saint-d", 2);
  EXPECT_EQ(big_first[0].name, "Saint-Denis");
}

TEST_F(Search, WordsMayComeInAnyOrderAndBeBegun) {
  EXPECT_EQ(first("poss des champs"), "place Les Champs des Possibles");
  EXPECT_EQ(first("phares cite"), "place Cité PHARES");
  EXPECT_EQ(first("st martin com"), "place St-Martin en commun");
  EXPECT_EQ(first("stras"), "commune Strasbourg");
  EXPECT_EQ(first("st"), "commune Strasbourg");
}

TEST_F(Search, CodesAndPositionsAreFound) {
  EXPECT_EQ(first("62"), "department Pas-de-Calais");
  EXPECT_EQ(first("2a"), "department Corse-du-Sud");
  EXPECT_EQ(first("72181"), "commune Le Mans");
  EXPECT_EQ(first("93450"), "commune L'Île-Saint-Denis");
  const auto position = index_->find("48.85, 2.35");
  ASSERT_EQ(position.size(), 1U);
  EXPECT_EQ(position[0].kind, FoundKind::position);
  EXPECT_EQ(position[0].position, (LonLat{2.35, 48.85}));
}

TEST_F(Search, EachKindHasItsList) {
  const Findings found = index_->find_all("bretagne");
  ASSERT_FALSE(found.regions.empty());
  EXPECT_EQ(region(found.regions[0].region).name, "Bretagne");
  ASSERT_FALSE(found.communes.empty());
  EXPECT_EQ(index_->find_all("par", {3, 2, 1, 1}).communes.size(), 2U);
}

TEST_F(Search, EmphasisesWhatMatches) {
  using Parts = std::vector<std::pair<std::size_t, std::size_t>>;
  EXPECT_EQ(matched_parts("Cité PHARES", "phar"), (Parts{{6, 10}}));
  EXPECT_EQ(matched_parts("Coopérative", "coope"), (Parts{{0, 6}}));  // é has two bytes
  EXPECT_EQ(matched_parts("Les Champs des Possibles", "possibles champs"),
            (Parts{{4, 10}, {15, 24}}));
  EXPECT_EQ(matched_parts("Œuvre", "oe"), (Parts{{0, 2}}));
  EXPECT_TRUE(matched_parts("Halage", "xyz").empty());
  EXPECT_TRUE(matched_parts("", "a").empty());
}

TEST_F(Search, AnswersAreBounded) {
  EXPECT_TRUE(index_->find("").empty());
  EXPECT_TRUE(index_->find(" -' ").empty());
  EXPECT_TRUE(index_->find("a", 0).empty());
  EXPECT_EQ(index_->find("a", 7).size(), 7U);
  EXPECT_TRUE(index_->find("\xff\xfe").empty());
  EXPECT_TRUE(index_->find(std::string(10'000, 'x')).empty());
}

TEST_F(Search, ResultsSayWhereTheyAre) {
  const auto place = index_->find("halage");
  ASSERT_FALSE(place.empty());
  EXPECT_TRUE(place[0].place.valid());
  EXPECT_EQ(place[0].position, (LonLat{2.5, 48.5}));
  const auto commune = index_->find("arras");
  EXPECT_EQ(department(commune[0].department).code, "62");
  EXPECT_NEAR(commune[0].position.lat_deg, 50.29, 0.05);
  EXPECT_EQ(index_->find("bretagne")[0].position, (LonLat{2, 47}));
}

class SearchAmongMany : public FolderTest {};

TEST_F(SearchAmongMany, FindsNamesThatLieInAFile) {
  constexpr std::uint32_t kPlaces = 300'000;
  auto places = std::make_shared<Places>();
  places->spill_to(std::make_shared<Scratch>(path("scratch"), 1));
  for (std::uint32_t i = 0; i < kPlaces; ++i) {
    PlaceRow row;
    row.name = (i % 1000 == 7 ? "Menuiserie " : "Ferme ") + std::to_string(i);
    row.form = i % 3 == 0 ? LegalForm::scop : LegalForm::cuma;
    places->add(row, 0);
  }
  places->finish();
  const std::vector<LonLat> centres(kDepartmentCount, LonLat{2, 47});
  const SearchIndex index(places, std::make_shared<Gazetteer>(*Gazetteer::embedded()), centres);
  for (const std::uint32_t i : {0U, 99'999U, 100'007U, 250'007U, kPlaces - 1}) {
    const auto found = index.find(std::to_string(i));
    ASSERT_FALSE(found.empty()) << i;
    EXPECT_EQ(found[0].place, PlaceId{i});
    EXPECT_EQ(found[0].name, places->name(PlaceId{i}));
  }
  EXPECT_EQ(index.find("menuiserie", 500).size(), kPlaces / 1000);
}

TEST(EmptySearch, FindsTheDepartmentsAtLeast) {
  const SearchIndex index(std::make_shared<Places>(), std::make_shared<Gazetteer>(), {});
  ASSERT_EQ(index.find("meuse").size(), 1U);
  EXPECT_FALSE(is_valid(index.find("meuse")[0].position));
}

}  // namespace
}  // namespace terreau
