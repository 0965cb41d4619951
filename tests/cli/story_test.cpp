#include <gmock/gmock.h>

#include "tests/cli/program.h"

namespace terreau::test {
namespace {

using testing::HasSubstr;

class StoryFile : public InFolder {};

TEST_F(StoryFile, InfoCountsStoriesAndSaysWhichLinesAreNotUnderstood) {
  const std::string path =
      file("seine.md",
           "---\ntitle: Seine\nviews: 1\nplaces: halage-93\n---\nText.\n\n## Two\n\nMore.\n");
  const Outcome json = terreau({"info", path, "--json"});
  ASSERT_EQ(json.status, 0) << json.err;
  const auto stories = json.json().at("stories");
  EXPECT_EQ(stories.at("total"), 6);
  const auto& report = stories.at("files").at(0);
  EXPECT_EQ(report.at("story"), "seine");
  EXPECT_EQ(report.at("steps"), 2);
  ASSERT_EQ(report.at("issues").size(), 1U);
  EXPECT_EQ(report.at("issues")[0].at("line"), 3);
  const Outcome text = terreau({"info", path});
  EXPECT_THAT(text.out, HasSubstr("6 stories"));
  EXPECT_THAT(text.out, HasSubstr("line 3: no header line"));
}

TEST_F(StoryFile, WithoutAHeaderItIsRefused) {
  const Outcome o = terreau({"info", file("plain.md", "# Hello\n\nText.\n")});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("plain.md: no story"));
}

}  // namespace
}  // namespace terreau::test
