#include "geodata/story.h"

#include <gmock/gmock.h>

#include "geodata/atlas.h"
#include "tests/support/folder.h"

namespace terreau::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kStory = R"(---
title: Au fil de la Seine
id: seine
lang: fr
view: 2.34, 48.93, 12
places: cite-phares-93, halage-93
functions: ptce
source: Carnet de route | https://example.org/carnet | 2024-05
source: Entretiens
---

Un *premier* paragraphe, sur
deux lignes.

- un point
- un [lien](https://example.org/lien)

## À la pointe
view: 2.33, 48.94, 14
places: lil-o-93
years: 2015-

Le second pas.

## Encore

Sans vue propre.
)";

Story good(std::string_view text) {
  auto story = parse_story(text, "seine.md");
  EXPECT_TRUE(story.ok()) << (story.ok() ? "" : story.error().text());
  for (const Issue& i : story.warnings()) ADD_FAILURE() << i.row.value_or(0) << ": " << i.reason;
  return *std::move(story);
}

TEST(StoryTest, AHeaderAndStepsBySecondLevelHeadings) {
  const Story s = good(kStory);
  EXPECT_EQ(s.id, "seine");
  EXPECT_EQ(title_of(s, true), "Au fil de la Seine");
  EXPECT_EQ(title_of(s, false), "Au fil de la Seine");  // there is no other
  ASSERT_EQ(s.steps.size(), 3U);
  EXPECT_THAT(s.steps[0].paragraphs_fr,
              ElementsAre("Un premier paragraphe, sur deux lignes.", "• un point", "• un lien"));
  EXPECT_THAT(s.steps[0].links, ElementsAre(StorySource{"lien", "", "https://example.org/lien"}));
  EXPECT_THAT(s.sources,
              ElementsAre(StorySource{"Carnet de route", "2024-05", "https://example.org/carnet"},
                          StorySource{"Entretiens", "", ""}));
  EXPECT_EQ(s.steps[1].title_fr, "À la pointe");
  EXPECT_THAT(paragraphs_of(s.steps[1], false), ElementsAre("Le second pas."));
  EXPECT_THAT(place_ids(s), ElementsAre("cite-phares-93", "halage-93", "lil-o-93"));
}

TEST(StoryTest, WhatAStepDoesNotSayIsAsBefore) {
  const Story s = good(kStory);
  ASSERT_EQ(s.steps.size(), 3U);
  EXPECT_EQ(s.steps[2].centre, s.steps[1].centre);
  EXPECT_EQ(s.steps[2].zoom, 14);
  EXPECT_THAT(s.steps[2].place_ids, ElementsAre("lil-o-93"));
  EXPECT_EQ(s.steps[1].filter.year_from, 2015);  // beside the story's own
  EXPECT_EQ(s.steps[1].filter.functions, s.steps[0].filter.functions);
  EXPECT_EQ(s.steps[2].filter.year_from, 0);
}

TEST(StoryTest, AStepWithPlacesAndNoViewIsFittedToThem) {
  const Story s = good("---\ntitle: A\nview: 2,48,9\n---\nOne.\n\n## B\nplaces: x\n\nTwo.\n");
  ASSERT_EQ(s.steps.size(), 2U);
  EXPECT_FALSE(is_valid(s.steps[1].centre));
}

TEST(StoryTest, BadLinesAreReportedWithTheirNumberAndTheRestIsKept) {
  const auto s = parse_story(
      "---\ntitle: A\ncolour: red\nview: here\nyears: soon\nlang: de\nplaces: p\n---\n"
      "Text.\n\n## B\nid: b\nview: 1\n\nMore.\n\n<div>no</div>\n",
      "a.md");
  ASSERT_TRUE(s.ok());
  std::vector<std::string> said;
  for (const Issue& i : s.warnings()) {
    said.push_back(std::to_string(i.row.value_or(0)) + ": " + i.reason + " (" + i.value + ")");
  }
  EXPECT_THAT(said, ElementsAre(HasSubstr("3: no header line"), HasSubstr("4: a view is written"),
                                HasSubstr("5: years are written"), HasSubstr("6: a story's lang"),
                                HasSubstr("12: a step has"), HasSubstr("13: a view is written"),
                                HasSubstr("17: HTML is left out")));
  EXPECT_THAT(said[0], HasSubstr("(colour: red)"));
  ASSERT_EQ(s->steps.size(), 2U);
  EXPECT_THAT(s->steps[1].paragraphs_fr, ElementsAre("More."));
  EXPECT_THAT(s->steps[1].place_ids, ElementsAre("p"));
}

TEST(StoryTest, WithoutAHeaderOrASentenceThereIsNoStory) {
  EXPECT_FALSE(parse_story("# A title\n\nText.\n", "a.md").ok());
  EXPECT_FALSE(parse_story("", "a.md").ok());
  EXPECT_FALSE(parse_story("---\ntitle: A\n", "a.md").ok());
  EXPECT_FALSE(parse_story("---\ntitle: A\n---\n", "a.md").ok());
  EXPECT_FALSE(read_story("/nowhere/a.md").ok());
}

TEST(StoryTest, CarriageReturnsMarksAndOldEncodingsAreRead) {
  const Story s = good("\xEF\xBB\xBF---\r\ntitle: \xC9t\xE9\r\n---\r\nUn m\xEAme pas.\r\n");
  EXPECT_EQ(s.title_fr, "Été");
  EXPECT_THAT(s.steps[0].paragraphs_fr, ElementsAre("Un même pas."));
}

TEST(StoryTest, ASecondFileOfTheSameIdGivesTheOtherLanguage) {
  std::vector<Story> all;
  std::vector<Issue> issues;
  add_story(good("---\ntitle: La Seine\nid: s\nlang: fr\n---\nBonjour.\n"), all, issues);
  add_story(good("---\ntitle: The Seine\nid: s\nlang: en\n---\nHello.\n"), all, issues);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(issues.empty());
  EXPECT_EQ(title_of(all[0], true), "La Seine");
  EXPECT_EQ(title_of(all[0], false), "The Seine");
  EXPECT_THAT(paragraphs_of(all[0].steps[0], false), ElementsAre("Hello."));
  add_story(good("---\ntitle: Marne\nid: s\nlang: en\n---\nAgain.\n"), all, issues);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(issues.size(), 1U);  // it takes the place of the other
  EXPECT_EQ(title_of(all[0], true), "Marne");
}

// Whatever is written: a story or an error, never anything else.
TEST(StoryTest, OddTextsAreRead) {
  for (const std::string_view text :
       {"---\n---\n", "---\n:\n---\n>\n", "---\ntitle:\n---\n## \n##\n", "---\ntitle: x\n---\n## h",
        "---\ntitle: x\n---\n## h\nview: 1,2,3", "---\ntitle: x\n---\n* * *\n```\ncode\n```\n",
        "---\ntitle: x\n---\n![p](q)\n\n> > deep\n> 1. one\n"}) {
    const auto story = parse_story(text, "odd.md");
    EXPECT_FALSE(story.ok() && story->steps.empty());
  }
}

class StoryFileTest : public FolderTest {};

TEST_F(StoryFileTest, IsLoadedAsAnySource) {
  const std::string path =
      file("seine.md", std::string(kStory) + "\n## Nulle part\nplaces: nobody\n\nPersonne.\n");
  AtlasRequest request;
  request.sources = {path};
  const auto atlas = load_atlas(request);
  ASSERT_TRUE(atlas.ok()) << atlas.error().text();
  ASSERT_EQ(atlas->stories.size(), 6U);
  const Story& s = atlas->stories.back();
  EXPECT_EQ(s.steps[0].places[0], place_by_id(*atlas, "cite-phares-93"));
  ASSERT_EQ(atlas->story_reports.size(), 1U);
  EXPECT_EQ(atlas->story_reports[0].steps, 4);
  ASSERT_EQ(atlas->story_reports[0].issues.size(), 1U);
  EXPECT_EQ(atlas->story_reports[0].issues[0].value, "nobody");
}

}  // namespace
}  // namespace terreau::test
