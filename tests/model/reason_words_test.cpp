#include "app/model/reason_words.h"

#include <gtest/gtest.h>

#include "geodata/atlas.h"
#include "geodata/file_output.h"
#include "tests/support/folder.h"

using namespace terreau;

namespace {

// A text that is put into the catalogue wrongly, or not at all, comes back in English.
void expect_french(const std::string& english) {
  EXPECT_NE(reason_words(Language::fr, english), english);
  EXPECT_EQ(reason_words(Language::en, english), english);
}

class ReasonWordsOfFiles : public FolderTest {
 protected:
  static Result<Atlas> load(const std::string& path) {
    AtlasRequest request;
    request.only = true;
    request.search = false;
    request.sources = {path};
    return load_atlas(request);
  }
};

}  // namespace

TEST(ReasonWords, KeepsTheValuesInTheirPlaces) {
  EXPECT_EQ(reason_words(Language::fr, "same organisation as rtf:12: merged"),
            "même organisation que rtf:12\u00a0: réunies");
  EXPECT_EQ(reason_words(Language::fr,
                         "3 values were no UTF-8 and were read as CP1252, the "
                         "first: Ch\u00e2teau"),
            "3 valeurs n’étaient pas en UTF-8 et ont été lues en CP1252, la première\u00a0: "
            "Château");
}

TEST(ReasonWords, KnowsWhatIsWrongWithAStory) {
  const auto story = parse_story(
      "---\nviews: 1\ntitle:\nview: x\nlang: de\nyears: soon\nfamilies: scops\n---\nText.\n"
      "\n## A\nid: b\n\nMore ![p](q).\n\n<div>no</div>\n",
      "a.md");
  ASSERT_TRUE(story.ok());
  EXPECT_EQ(story.warnings().size(), 10U);
  for (const Issue& i : story.warnings()) expect_french(i.reason);
  for (const char* text : {"# A\n", "---\ntitle: A\n---\n"}) {
    const auto none = parse_story(text, "a.md");
    ASSERT_FALSE(none.ok());
    expect_french(none.error().message);
  }
}

TEST(ReasonWords, TranslatesASentenceWithinASentence) {
  EXPECT_EQ(reason_words(Language::fr,
                         "12 rows: the commune is not in the gazetteer (first in row 3: Ys)"),
            "12 lignes\u00a0: la commune n’est pas dans le répertoire (d’abord ligne 3\u00a0: Ys)");
  EXPECT_EQ(reason_words(Language::fr, "polygons in a layer of points are left out"),
            "polygones écartés, dans une couche de points");
  EXPECT_EQ(error_words(Language::fr, {"a.pdf", "cannot be written: No space left on device"}),
            "a.pdf\u00a0: écriture impossible\u00a0: plus de place sur le disque");
}

TEST(ReasonWords, LeavesWhatItDoesNotKnow) {
  EXPECT_EQ(reason_words(Language::fr, "sqlite3_open(x.gpkg) failed"),
            "sqlite3_open(x.gpkg) failed");
  EXPECT_EQ(reason_words(Language::fr, ""), "");
}

TEST(ReasonWords, NameTheRow) {
  EXPECT_EQ(issue_words(Language::fr, {12, "a coordinate that is no number", "x 4"}),
            "ligne 12\u00a0: une coordonnée n’est pas un nombre (x 4)");
}

TEST_F(ReasonWordsOfFiles, AreFrenchForEachFileThatCannotBeUsed) {
  const std::vector<std::string> paths{
      "/nowhere/liste.csv",
      file("empty.csv", ""),
      file("one_column.csv", "nom\nAlpha\n"),
      file("page.xls", "<html><table></table></html>"),
      file("no_rows.csv", "nom,ville\n"),
      file("broken.zip", "PK no archive"),
      file("odd.xyz", "????"),
      file("none.csv", "nom,commune\nAlpha,Ys\n"),
  };
  for (const std::string& path : paths) {
    const auto atlas = load(path);
    ASSERT_FALSE(atlas) << path;
    expect_french(atlas.error().message);
  }
}

TEST_F(ReasonWordsOfFiles, AreFrenchForEachRowAndNotice) {
  const std::string table = file("rows.csv",
                                 "siret,nom,commune,departement,lon,lat,epsg\n"
                                 "1234567890123,Alpha,Lille,59,3.05,50.63,\n"
                                 ",Beta,,62,quatre,50,\n"
                                 ",,,,,,\n"
                                 ",Gamma,Ys,,,,\n"
                                 ",Delta,Lille,59,0,0,\n"
                                 ",Epsilon,,,2.3,48.8,EPSG:999999\n"
                                 ",Zeta,,,48.85,2.35,\n"
                                 ",Eta,Saint-Denis,,,,\n"
                                 ",Theta,,,700000,6600000,\n");
  const auto atlas = load(table);
  ASSERT_TRUE(atlas) << atlas.error().text();
  std::size_t told = 0;
  for (const SourceReport& report : atlas->sources) {
    for (const Issue& issue : report.rejected) expect_french(issue.reason), ++told;
    for (const std::string& notice : report.notices) expect_french(notice), ++told;
  }
  EXPECT_GE(told, 6U);
}

TEST_F(ReasonWordsOfFiles, AreFrenchWhereNothingCanBeWritten) {
  for (const std::string& path : {path(""), std::string("/nowhere/a.csv"), std::string()}) {
    const auto written = write_file(path, {});
    ASSERT_FALSE(written) << path;
    expect_french(written.error().message);
  }
}
