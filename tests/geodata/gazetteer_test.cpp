#include "geodata/gazetteer.h"

#include "geodata/reader.h"
#include "tests/support/folder.h"

namespace terreau {
namespace {

class GazetteerTest : public FolderTest {
 protected:
  static void SetUpTestSuite() { embedded_ = new Gazetteer(*Gazetteer::embedded()); }
  static void TearDownTestSuite() { delete embedded_; }
  static const Gazetteer* embedded_;
};
const Gazetteer* GazetteerTest::embedded_ = nullptr;

TEST_F(GazetteerTest, EveryCommuneIsFoundByItsCodeAndName) {
  EXPECT_GT(embedded_->communes().size(), 34'000U);
  for (const Commune& c : embedded_->communes()) {
    ASSERT_EQ(embedded_->by_code(c.code), &c);
    ASSERT_TRUE(c.department.valid()) << c.code;
    bool found = false;
    for (const Commune* named : embedded_->by_name(c.name, c.department)) found |= named == &c;
    ASSERT_TRUE(found) << c.name;
  }
  EXPECT_EQ(embedded_->by_code("99999"), nullptr);
  EXPECT_EQ(embedded_->by_code(""), nullptr);
}

TEST_F(GazetteerTest, NamesAreComparedFolded) {
  const auto found = embedded_->by_name("ST ETIENNE", *department_by_code("42"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]->name, "Saint-Étienne");
  EXPECT_GT(embedded_->by_name("Sainte-Colombe").size(), 5U);
  EXPECT_TRUE(embedded_->by_name("").empty());
  EXPECT_TRUE(embedded_->by_name("Nulle-Part").empty());
}

TEST_F(GazetteerTest, PostalCodes) {
  const auto one = embedded_->by_postal_code("93200", "saint denis");
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0]->code, "93066");
  EXPECT_GT(embedded_->by_postal_code("62123").size(), 1U);
  EXPECT_FALSE(embedded_->by_postal_code("01400").empty());
  for (const char* none : {"", "00000", "abc", "99999"}) {
    EXPECT_TRUE(embedded_->by_postal_code(none).empty()) << none;
  }
}

TEST_F(GazetteerTest, AUsersOwnIsReadByItsColumns) {
  const auto own = Gazetteer::load(
      file("communes.csv",
           "code_insee,nom,codes_postaux,lon,lat,population\n62041,Arras,62000,2.77,50.29,41000\n"
           "1053,Bourg-en-Bresse,01000;01001,5.22,46.2,\n,Rien,,,,\n"
           "97415,Saint-Paul,97460,55.31,-21.05,\n"),
      {});
  ASSERT_TRUE(own.ok()) << own.error().text();
  EXPECT_EQ(own->communes().size(), embedded_->communes().size());  // and what it does not know
  const Commune* arras = own->by_code("62041");
  ASSERT_NE(arras, nullptr);
  EXPECT_EQ(arras->population, 41000);
  // The middle of the commune gives way to the town's centre, unless it is far away.
  EXPECT_EQ(arras->position, embedded_->by_code("62041")->position);
  EXPECT_EQ(own->by_code("01053")->position, embedded_->by_code("01053")->position);
  EXPECT_EQ(own->by_code("97415")->position, (LonLat{55.31, -21.05}));
  EXPECT_NE(own->by_code("01053"), nullptr);
  EXPECT_EQ(own->by_postal_code("01001").size(), 1U);
}

TEST_F(GazetteerTest, FormerCommunesAreFoundInThoseOfToday) {
  ASSERT_NE(embedded_->by_former_code("59355"), nullptr);
  EXPECT_EQ(embedded_->by_former_code("59355")->name, "Lille");
  const auto found = embedded_->by_former_name("bellegarde sur valserine");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]->code, "01033");
  EXPECT_TRUE(
      embedded_->by_former_name("Bellegarde-sur-Valserine", *department_by_code("62")).empty());
  EXPECT_EQ(embedded_->by_former_code("62041"), nullptr);
}

TEST_F(GazetteerTest, AUsersListOfFormerCommunesIsReadByItsColumns) {
  const auto own = Gazetteer::load(
      file("old.csv", "code_ancien,nom,code_insee_actuel\n62999,Vieux-Bourg,62041\n"), {});
  ASSERT_TRUE(own.ok()) << own.error().text();
  ASSERT_NE(own->by_former_code("62999"), nullptr);
  EXPECT_EQ(own->by_former_code("62999")->name, "Arras");
  EXPECT_EQ(own->by_former_name("vieux bourg").size(), 1U);
}

TEST_F(GazetteerTest, AFileWithoutCommunesIsAnError) {
  const auto none = Gazetteer::load(file("a.csv", "a,b\n1,2\n"), {});
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().message.find("communes"), std::string::npos);
  EXPECT_FALSE(Gazetteer::load(path("none.csv"), {}).ok());
}

}  // namespace
}  // namespace terreau
