#include <gmock/gmock.h>

#include "tests/cli/program.h"

// --open-view: a view that was kept or sent, on the command line.
namespace terreau::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class OpenView : public InFolder {
 protected:
  std::string picture(std::vector<std::string> words, const std::string& name) const {
    words.insert(words.begin(), {"render", "-o", path(name), "--size", "400x300"});
    const Outcome run = terreau(words);
    EXPECT_EQ(run.status, 0) << run.err;
    return slurp(path(name));
  }
};

TEST_F(OpenView, GivesThePictureOfTheSameOptions) {
  const std::string by_line =
      picture({"--open-view", "terreau:?at=2.83,50.43,9&forms=scop&graticule=on"}, "line.png");
  EXPECT_EQ(by_line, picture({"--open-view", "terreau:?graticule=on&forms=scop&at=2.83,50.43,9"},
                             "again.png"));
  EXPECT_EQ(picture({"--open-view", "terreau:?at=2.83,50.43,9&forms=scop"}, "plain.png"),
            picture({"--view", "2.83,50.43,9", "--forms", "scop"}, "options.png"));
}

TEST_F(OpenView, SaysWhatDiffers) {
  const Outcome run = terreau({"info", "--open-view", "terreau:?selected=place:nobody&data=3-00"});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.err, HasSubstr("the place that the view has selected is not loaded"));
  EXPECT_THAT(run.err, HasSubstr("other data: 3 places"));
}

TEST_F(OpenView, IsWrongUsageWhereItIsNoView) {
  const Outcome run = terreau({"info", "--open-view", "Le Mans"});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr("none of that name was kept"));
}

TEST_F(OpenView, InfoTellsTheViewInSentencesAndTables) {
  const std::string view = "terreau:?at=2.83,50.43,10&departments=62&choropleth=count";
  const std::string french = terreau({"info", "--lang", "fr", "--open-view", view}).out;
  EXPECT_THAT(french, HasSubstr("La carte montre\u00a0: "));
  EXPECT_THAT(french, HasSubstr("Pas-de-Calais (62)"));
  EXPECT_THAT(french, HasSubstr("Famille\tDans la vue\tEn tout\n"));
  EXPECT_THAT(french, HasSubstr("Nom\tType\tCommune\tDépartement\tAnnée\n"));
  EXPECT_THAT(french, HasSubstr("departments=62"));
  const std::string english = terreau({"info", "--lang", "en", "--open-view", view}).out;
  EXPECT_THAT(english, HasSubstr("The map shows: "));
  EXPECT_THAT(english, Not(HasSubstr("montre")));
}

}  // namespace
}  // namespace terreau::test
