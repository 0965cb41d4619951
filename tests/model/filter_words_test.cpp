#include "geodata/filter_words.h"

#include <gtest/gtest.h>

namespace terreau {
namespace {

TEST(FilterWords, EmptyWordsLetEverythingThrough) {
  const auto filter = parse_filter({});
  ASSERT_TRUE(filter);
  EXPECT_EQ(*filter, Filter{});
}

TEST(FilterWords, SplitsListsAndTrimsBlanks) {
  EXPECT_EQ(split_words(" scop, scic,,cuma "), (std::vector<std::string>{"scop", "scic", "cuma"}));
  EXPECT_TRUE(split_words("").empty());
}

TEST(FilterWords, UnknownWordsAreNamed) {
  for (const FilterWords& words :
       {FilterWords{.families = {"agricoles"}}, FilterWords{.forms = {"scopp"}},
        FilterWords{.functions = {"caes"}}, FilterWords{.departments = {"Lyon"}},
        FilterWords{.regions = {"Lyonnais"}}, FilterWords{.precisions = {"street"}},
        FilterWords{.expression = "colour = 'red'"}}) {
    const auto filter = parse_filter(words);
    ASSERT_FALSE(filter);
    EXPECT_NE(filter.error().text().find('"'), std::string::npos) << filter.error().text();
  }
}

TEST(FilterWords, YearsMayBeOpen) {
  const auto years = [](const char* text) { return *parse_filter({.years = text}); };
  EXPECT_EQ(years("2001-2020").year_from, 2001);
  EXPECT_EQ(years("2001-2020").year_to, 2020);
  EXPECT_EQ(years("2001-").year_to, 0);
  EXPECT_EQ(years("-2020").year_from, 0);
  EXPECT_EQ(years("2015").year_from, 2015);
  EXPECT_EQ(years("2015").year_to, 2015);
  EXPECT_FALSE(parse_filter({.years = "2020-2001"}));
  EXPECT_FALSE(parse_filter({.years = "soon"}));
}

TEST(FilterWords, WordsOfAFilterGiveItBack) {
  const FilterWords words{.families = {"agricole", "cae"},
                          .forms = {"scic", "cuma"},
                          .functions = {"ptce"},
                          .departments = {"62", "2A"},
                          .regions = {"bretagne", "04"},
                          .years = "2001-2010",
                          .precisions = {"commune", "address"},
                          .sources = {"les-scop.coop"},
                          .text = "lin",
                          .expression = "year > 2003 OR sector = 'textile'"};
  const auto filter = parse_filter(words);
  ASSERT_TRUE(filter);
  const auto again = parse_filter(words_of(*filter));
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *filter);
}

}  // namespace
}  // namespace terreau
