#include "app/model/summary.h"

#include <gmock/gmock.h>

#include "app/model/i18n.h"
#include "app/model/words.h"
#include "geodata/filter_words.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

using test::place;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

Filter filter_of(const FilterWords& words) {
  auto filter = parse_filter(words);
  EXPECT_TRUE(filter.ok());
  return *filter;
}

TEST(FilterSentences, EmptyFilterSaysNothing) {
  EXPECT_THAT(filter_sentences(Language::en, {}), IsEmpty());
}

TEST(FilterSentences, OneForEachPartThatNarrows) {
  const Filter f = filter_of({.families = {"agricole"},
                              .forms = {"cuma", "scic"},
                              .functions = {"cae"},
                              .departments = {"62", "2A"},
                              .years = "2001-",
                              .text = "lin"});
  const std::string family(info(Family::agricole).name.en);
  EXPECT_THAT(filter_sentences(Language::en, f),
              ElementsAre("Families: " + family + ".", "Legal forms: Scic, Cuma.",
                          "Functions: CAE.", "Departments: Corse-du-Sud (2A), Pas-de-Calais (62).",
                          "Years: Since 2001.", "Text: lin."));
  EXPECT_THAT(filter_sentences(Language::fr, f), Contains("Années\u00a0: Depuis 2001."));
}

TEST(FilterSentences, TerritoryPrecisionSourceAndCondition) {
  const Filter f = filter_of({.regions = {"53"},
                              .precisions = {"address", "commune"},
                              .sources = {"les-scop.coop"},
                              .expression = "year > 2000"});
  EXPECT_EQ(filter_sentences(Language::fr, f),
            (std::vector<std::string>{
                "Régions\u00a0: Bretagne.", "Précision\u00a0: à l'adresse, à la commune.",
                "Sources\u00a0: les-scop.coop.", "Condition\u00a0: year > 2000."}));
}

TEST(FilterSentences, ManyDepartmentsAreCounted) {
  const Filter f = filter_of({.departments = {"1", "2", "3", "4", "5", "6", "7"}});
  EXPECT_THAT(filter_sentences(Language::en, f), ElementsAre("Departments: 7 departments."));
}

TEST(SummarySentences, SayHowManyAndHowWellKnown) {
  PlaceRow there = place("a", {2.3, 50.2}, LegalForm::scop);
  there.department = *department_by_code("62");
  PlaceRow somewhere = place("b", {}, LegalForm::scop);
  somewhere.department = *department_by_code("93");
  somewhere.precision = Precision::departement;
  const auto said = summary_sentences(Language::en, test::world_of({there, somewhere}));
  EXPECT_EQ(said[0], "The map shows 2 places of cooperation.");
  EXPECT_EQ(said[1], "1 of them stands at a point.");
  EXPECT_THAT(said[2], StartsWith("Counted but not drawn: 1 known only to their department, 0"));
  EXPECT_THAT(said, Contains(testing::HasSubstr("In 99 departments no place is known")));
}

TEST(SummarySentences, NothingIsSaidOfNothing) {
  EXPECT_THAT(summary_sentences(Language::en, test::world_of({})),
              ElementsAre("The map shows 0 places of cooperation."));
}

TEST(Words, SourceIsTheHostAndTheDateElseTheFile) {
  PlaceRow row = place("c", {2.3, 50.2});
  row.source_url = "https://www.example.org/page?x=1";
  row.source_date = "2018-09-25";
  const World world = test::world_of({row, place("d", {2.3, 50.2})});
  EXPECT_EQ(source_text(Language::fr, world.atlas, PlaceId{0}), "example.org, 25/09/2018");
  EXPECT_EQ(source_text(Language::en, world.atlas, PlaceId{0}), "example.org, 2018-09-25");
  EXPECT_EQ(source_text(Language::fr, world.atlas, PlaceId{1}), "test");
}

TEST(Words, DecimalsAreWrittenAsTheLanguageDoes) {
  EXPECT_EQ(format_decimal(Language::fr, 0.1267, 3), "0,127");
  EXPECT_EQ(format_decimal(Language::en, 12.5, 1), "12.5");
}

}  // namespace
}  // namespace terreau
