#include "geodata/rejected_rows.h"

#include "tests/support/folder.h"

namespace terreau {
namespace {

class RejectedRows : public FolderTest {
 protected:
  Atlas load(const std::string& source) {
    AtlasRequest request;
    request.sources = {source};
    request.only = true;
    auto atlas = load_atlas(request);
    EXPECT_TRUE(atlas.ok()) << atlas.error().text();
    return *std::move(atlas);
  }
};

TEST_F(RejectedRows, AreATableThatOpensAgainOnceItIsCorrected) {
  const std::string source =
      file("a.csv", "nom;commune;contact\nA;Lille;x\nB;Nulle Part;\"y;z\"\nC;Lyon;\n;;seul\n");
  const Atlas atlas = load(source);
  const std::string out = path("out.csv");
  const auto written = write_rejected_rows(out, source, atlas.sources, {});
  ASSERT_TRUE(written.ok()) << written.error().text();
  const auto table = read_source(out);
  ASSERT_TRUE(table.ok());
  const Layer& layer = table->front();
  const std::vector<std::string> names{"terreau_row", "terreau_reason", "nom", "commune",
                                       "contact"};
  EXPECT_EQ(layer.column_names, names);
  ASSERT_EQ(layer.row_count, 2);
  EXPECT_EQ(layer.columns[0][0], "2");
  EXPECT_EQ(layer.columns[1][0], "no place: the commune is not in the gazetteer");
  EXPECT_EQ(layer.columns[4][0], "y;z");
  EXPECT_EQ(layer.columns[0][1], "4");

  const auto corrected = load(
      file("b.csv", "terreau_row;terreau_reason;nom;commune;contact\n2;no place;B;Rennes;y\n"));
  EXPECT_EQ(corrected.sources[0].accepted, 1);
}

TEST_F(RejectedRows, OfASourceThatHasNoneAreAnError) {
  const std::string source = file("a.csv", "nom;commune\nA;Lille\n");
  const Atlas atlas = load(source);
  const auto written = write_rejected_rows(path("out.csv"), source, atlas.sources, {});
  ASSERT_FALSE(written.ok());
  EXPECT_FALSE(std::filesystem::exists(path("out.csv")));
}

}  // namespace
}  // namespace terreau
