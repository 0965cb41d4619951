#include "geodata/preview.h"

#include "tests/support/folder.h"

namespace terreau {
namespace {

class PreviewTest : public FolderTest {};

TEST_F(PreviewTest, TheFirstRowsAndWhatTheyTell) {
  std::string rows = "nom;ville;dep\n";
  for (int i = 0; i < 1000; ++i) rows += "Coop " + std::to_string(i) + ";Lille;59\n";
  const auto preview = preview_source(file("a.csv", rows), {});
  ASSERT_TRUE(preview.ok()) << preview.error().text();
  ASSERT_TRUE(preview->has_value());
  const Preview& p = **preview;
  EXPECT_EQ(p.sample.row_count, kRowsToJudge);  // and no more was read
  EXPECT_EQ(p.sample.columns[0][9], "Coop 9");
  const Gazetteer gazetteer = *Gazetteer::embedded();
  const SourceReport report = import_sample(p, &gazetteer, {}, {});
  EXPECT_EQ(report.rows, kRowsToJudge);
  EXPECT_EQ(report.placed[static_cast<std::size_t>(Precision::commune)], kRowsToJudge);
}

TEST_F(PreviewTest, TheSheetThatKnowsMostIsShown) {
  const auto preview = preview_source(fixture("all_text.xlsx"), {});
  ASSERT_TRUE(preview.ok());
  ASSERT_TRUE(preview->has_value());
  EXPECT_GT((**preview).sample.row_count, 0);
}

TEST_F(PreviewTest, ColumnsAreWhatTheUserSays) {
  const auto preview = preview_source(file("a.csv", "a,b,c\nX,1,Lille\nY,2,Lyon\n"), {});
  ASSERT_TRUE(preview.ok());
  ImportOptions options;
  options.columns = {{"name", "a"}, {"commune", "c"}, {"year", "none such"}};
  const Gazetteer gazetteer = *Gazetteer::embedded();
  const SourceReport report = import_sample(**preview, &gazetteer, options, {});
  EXPECT_EQ(report.accepted, 2);
  EXPECT_EQ(report.placed[static_cast<std::size_t>(Precision::commune)], 2);
  const std::vector<std::pair<std::string, std::string>> columns{{"name", "a"}, {"commune", "c"}};
  EXPECT_EQ(report.columns, columns);
}

TEST_F(PreviewTest, WhatIsLoadedAlreadyIsTold) {
  const auto preview = preview_source(file("a.csv", "nom,commune,dep\nCoop,Lille,59\n"), {});
  ASSERT_TRUE(preview.ok());
  Places loaded;
  PlaceRow row;
  row.id = "x";
  row.name = "COOP";
  row.commune_code = "59350";
  loaded.add(row, 0);
  const Gazetteer gazetteer = *Gazetteer::embedded();
  const SourceReport report = import_sample(**preview, &gazetteer, {}, loaded);
  EXPECT_EQ(report.accepted, 1);
  ASSERT_EQ(report.duplicates.count, 1);
  EXPECT_EQ(report.duplicates.first[0].reason,
            "the same organisation as a place that was loaded before");
}

TEST_F(PreviewTest, PolygonsAndStoriesNeedNoQuestion) {
  const auto area = preview_source(
      file("a.geojson",
           R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},)"
           R"("geometry":{"type":"Polygon","coordinates":[[[0,45],[1,45],[1,46],[0,45]]]}}]})"),
      {});
  ASSERT_TRUE(area.ok()) << area.error().text();
  EXPECT_FALSE(area->has_value());
  EXPECT_FALSE(preview_source(path("none.csv"), {}).ok());
}

}  // namespace
}  // namespace terreau
