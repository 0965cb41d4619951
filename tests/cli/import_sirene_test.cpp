#include <filesystem>

#include <gmock/gmock.h>

#include "app/cli/progress.h"
#include "tests/cli/program.h"

// terreau import sirene, as scripts use it. tests/sirene compares what is kept with other programs.
namespace terreau::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ImportSirene : public InFolder {
 protected:
  std::string units() const {
    return file(
        "ul.csv",
        "siren,etatAdministratifUniteLegale,denominationUniteLegale,categorieJuridiqueUniteLegale\n"
        "100000001,A,ATELIER,5458\n100000002,A,SAS,5710\n100000003,A\n");
  }
  std::string establishments() const {
    return file("et.csv",
                "siret,etablissementSiege,etatAdministratifEtablissement,codeCommuneEtablissement\n"
                "10000000100011,true,A,62498\n10000000200011,true,A,62498\n");
  }
  std::vector<std::string> command(const std::string& out) const {
    return {"import", "sirene", "--unites-legales", units(), "--etablissements", establishments(),
            "-o",     out};
  }
};

TEST_F(ImportSirene, SaysWhatIsKeptAndWhatIsNot) {
  const Outcome o = terreau(command(path("out.gpkg")));
  ASSERT_EQ(o.status, 0) << o.err;
  EXPECT_EQ(o.err, "");
  EXPECT_THAT(o.out, AllOf(HasSubstr("ul.csv: 3 rows, 1 of cooperatives, 1 kept"),
                           HasSubstr("row 3: 2 fields rather than 4: 100000003,A"),
                           HasSubstr("out.gpkg: 1 places, 0 with a point"), HasSubstr("(scop)"),
                           HasSubstr("not determinable from these files: scic")));
  const auto info = terreau({"info", "--only", path("out.gpkg"), "--json"}).json();
  EXPECT_EQ(info["places"]["by_form"]["scop"], 1);
  EXPECT_EQ(info["places"]["by_department"]["62"], 1);
}

TEST_F(ImportSirene, WrongUsageIsToldApartFromFailure) {
  EXPECT_EQ(terreau({"import"}).status, 2);
  EXPECT_EQ(terreau({"import", "sirene", "-o", path("x.gpkg")}).status, 2);
  EXPECT_EQ(terreau(command(path("out.csv"))).status, 2);
  auto with = command(path("out.gpkg"));
  with.insert(with.end(), {"--departments", "nowhere"});
  EXPECT_EQ(terreau(with).status, 2);
  EXPECT_EQ(terreau(command(path("no/folder/out.gpkg"))).status, 1);
  auto none = command(path("out.gpkg"));
  none[3] = path("none.csv");
  const Outcome o = terreau(none);
  EXPECT_EQ(o.status, 1);
  EXPECT_EQ(o.err, "terreau: " + path("none.csv") + ": no such file\n");
  EXPECT_FALSE(std::filesystem::exists(path("out.gpkg")));
  const Outcome help = terreau({"import", "sirene", "--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, HasSubstr("--geolocalisation"));
}

TEST_F(ImportSirene, AFullDiskLeavesNothingBehind) {
  file("out.gpkg", "mine");
  const Outcome o = terreau_with_file_limit(command(path("out.gpkg")), 40'000);
  EXPECT_EQ(o.status, 1);
  EXPECT_NE(o.err, "");
  EXPECT_EQ(slurp(path("out.gpkg")), "mine");
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(path("x")).parent_path())) {
    EXPECT_NE(entry.path().extension(), ".part");
  }
}

TEST(RowProgress, TellsRateAndTimeLeft) {
  EXPECT_EQ(cli::row_progress_text("/data/Stock.zip", 0.42, 12'600'000, 7.0, 10),
            "Stock.zip [####      ]  42 %  12.6 M rows, 1.8 M rows/s, 0:10 left");
  EXPECT_EQ(cli::row_progress_text("Stock.zip", 0.5, 900, 60, 0),
            "Stock.zip  50 %  900 rows, 15 rows/s, 1:00 left");
  EXPECT_EQ(cli::row_progress_text("a.csv.gz", 0, 20'000, 1, 10),
            "a.csv.gz  20 k rows, 20 k rows/s");
}

}  // namespace
}  // namespace terreau::test
