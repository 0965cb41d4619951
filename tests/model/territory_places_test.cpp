#include "app/model/territory_places.h"

#include <gmock/gmock.h>

#include "tests/support/world.h"

namespace terreau::test {
namespace {

using testing::ElementsAre;

class TerritoryPlaces : public testing::Test {
 protected:
  void add(const std::string& name, std::string_view department, LegalForm form) {
    PlaceRow row;
    row.id = row.name = name;
    row.form = form;
    if (!department.empty()) row.department = *department_by_code(department);
    places_->add(row, 0);
  }
  World world() const {
    Atlas atlas;
    atlas.places = places_;
    return world_of(std::move(atlas), {});
  }
  std::vector<std::string> names(TerritoryRef territory, KindSet visible = KindSet::all()) const {
    std::vector<std::string> out;
    for (const PlaceId p : places_in(world(), territory, visible)) {
      out.emplace_back(places_->name(p));
    }
    return out;
  }

 private:
  std::shared_ptr<Places> places_ = std::make_shared<Places>();
};

TEST_F(TerritoryPlaces, ByNameWithoutAccentsAndCase) {
  add("Éole", "62", LegalForm::scop);
  add("atelier", "62", LegalForm::scop);
  add("Zénith", "59", LegalForm::scic);
  add("Flux", "62", LegalForm::scic);
  EXPECT_THAT(names(ref(*department_by_code("62"))), ElementsAre("atelier", "Éole", "Flux"));
  EXPECT_THAT(names(ref(region_of(*department_by_code("62")))),
              ElementsAre("atelier", "Éole", "Flux", "Zénith"));
}

TEST_F(TerritoryPlaces, OnlyTheKindsThatAreShown) {
  add("one", "62", LegalForm::scop);
  add("two", "62", LegalForm::scic);
  KindSet visible = KindSet::all();
  visible.set(kind_of(LegalForm::scop), false);
  EXPECT_THAT(names(ref(*department_by_code("62")), visible), ElementsAre("two"));
}

TEST_F(TerritoryPlaces, FranceHoldsThoseOfNoKnownDepartment) {
  add("somewhere", "", LegalForm::scop);
  add("here", "62", LegalForm::scop);
  EXPECT_THAT(names({}), ElementsAre("somewhere"));
}

TEST_F(TerritoryPlaces, NoDataIsNoTotal) {
  add("one", "62", LegalForm::scop);
  const LevelTotals all = level_totals(world(), TerritoryLevel::departement, KindSet::all());
  EXPECT_EQ(all.places[department_by_code("62")->value], 1);
  EXPECT_EQ(all.places[department_by_code("48")->value], std::nullopt);
  EXPECT_GT(all.per_10000[department_by_code("62")->value], 0);
}

}  // namespace
}  // namespace terreau::test
