#include <gmock/gmock.h>

#include "tests/cli/program.h"

// terreau render as a script uses it: formats, sheets of paper, a file for each department, and
// what goes wrong.
namespace terreau::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
namespace fs = std::filesystem;

class RenderFiles : public InFolder {
 protected:
  std::ptrdiff_t entries() const {
    const fs::directory_iterator all(path(""));
    return std::distance(begin(all), end(all));
  }
};

TEST_F(RenderFiles, EveryFormatEndsWithPathAndSize) {
  for (const auto& [name, magic] : std::vector<std::pair<std::string, std::string>>{
           {"a.png", "\x89PNG"}, {"a.svg", "<?xml"}, {"a.pdf", "%PDF"}, {"a.tif", "II*"}}) {
    const Outcome o = terreau({"render", "-o", path(name), "--page", "a5"});
    EXPECT_EQ(o.status, 0) << o.err;
    const std::string content = slurp(path(name));
    EXPECT_THAT(content, StartsWith(magic));
    EXPECT_EQ(o.out, path(name) + ": " + std::to_string(content.size()) + " bytes\n");
  }
  EXPECT_EQ(entries(), 4);
}

TEST_F(RenderFiles, TheSameBytesFromAnotherFolder) {
  for (const char* name : {"a.png", "a.svg", "a.pdf", "a.tif"}) {
    fs::create_directory(path("other"));
    for (const std::string& target : {path(name), path(std::string("other/") + name)}) {
      ASSERT_EQ(terreau({"render", "-o", target, "--page", "a5", "--department", "93"}).status, 0);
    }
    EXPECT_EQ(slurp(path(name)), slurp(path(std::string("other/") + name))) << name;
  }
}

TEST_F(RenderFiles, ADepartmentEach) {
  const Outcome o = terreau(
      {"render", "--each", "department", "-o", path("{code}-{name}.png"), "--size", "200x160"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_EQ(entries(), 101);
  EXPECT_TRUE(fs::exists(path("2A-Corse-du-Sud.png")));
  EXPECT_THAT(o.out, HasSubstr("101 of 101 maps"));
}

TEST_F(RenderFiles, ADepartmentEachMakesItsFolderOrSaysOnceWhyNot) {
  const std::vector<std::string> args{"render", "--each", "department", "--size", "200x160", "-o"};
  const auto to = [&](const std::string& target) {
    std::vector<std::string> all = args;
    all.push_back(target);
    return terreau(all);
  };
  EXPECT_EQ(to(path("out/{code}/map.png")).status, 0);
  EXPECT_TRUE(fs::exists(path("out/2A/map.png")));
  const Outcome o = to("/proc/no/{code}.png");
  EXPECT_EQ(o.status, 1);
  EXPECT_EQ(std::count(o.err.begin(), o.err.end(), '\n'), 1) << o.err;
}

TEST_F(RenderFiles, OnlyTheDepartmentsThatAreAskedFor) {
  ASSERT_EQ(terreau({"render", "--each", "department", "--departments", "62,974", "-o",
                     path("{code}.pdf"), "--page", "a5"})
                .status,
            0);
  EXPECT_EQ(entries(), 2);
  EXPECT_TRUE(fs::exists(path("974.pdf")));
}

TEST_F(RenderFiles, AFailedPageIsNamedAndLosesNoOther) {
  fs::create_directory(path("62.png"));
  const Outcome o = terreau({"render", "--each", "department", "--departments", "59,62,80", "-o",
                             path("{code}.png"), "--size", "200x160"});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("62.png: is a folder"));
  EXPECT_THAT(o.out, HasSubstr("2 of 3 maps"));
  EXPECT_TRUE(fs::is_regular_file(path("59.png")));
  EXPECT_TRUE(fs::is_regular_file(path("80.png")));
}

TEST_F(RenderFiles, WrongUsage) {
  const std::vector<std::vector<std::string>> wrong{
      {"-o", path("a.jpg")},
      {"-o", path("a")},
      {"-o", path("a.png"), "--page", "a9"},
      {"-o", path("a.png"), "--page", "a4", "--size", "100x100"},
      {"-o", path("a.png"), "--orientation", "diagonal"},
      {"-o", path("a.png"), "--each", "department"},
      {"-o", path("{code}.png"), "--each", "commune"},
      {"-o", path("{code}.png"), "--each", "department", "--department", "62"},
  };
  for (std::vector<std::string> args : wrong) {
    args.insert(args.begin(), "render");
    const Outcome o = terreau(args);
    EXPECT_EQ(o.status, 2) << testing::PrintToString(args);
    EXPECT_THAT(o.err, StartsWith("terreau: "));
  }
  EXPECT_EQ(entries(), 0);
}

TEST_F(RenderFiles, WhatCannotBeWrittenIsSaidAndLeavesNothing) {
  fs::create_directory(path("folder.png"));
  for (const std::string& target :
       {path("no/such/a.png"), path("folder.png"), std::string("/proc/a.png")}) {
    const Outcome o = terreau({"render", "-o", target, "--size", "200x160"});
    EXPECT_EQ(o.status, 1) << target;
    EXPECT_THAT(o.err, HasSubstr(target));
  }
  if (fs::exists("/dev/full")) {
    fs::create_symlink("/dev/full", path("full.png"));
    const Outcome o = terreau({"render", "-o", path("full.png"), "--size", "200x160"});
    EXPECT_EQ(o.status, 1);
    EXPECT_THAT(o.err, HasSubstr("No space left"));
    fs::remove(path("full.png"));
  }
  EXPECT_EQ(entries(), 1);
}

TEST_F(RenderFiles, APictureThatIsTooLargeIsAnError) {
  const Outcome o =
      terreau({"render", "-o", path("a.png"), "--size", "16384x16384", "--scale", "4"});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("cannot be drawn"));
  EXPECT_EQ(entries(), 0);
}

}  // namespace
}  // namespace terreau::test
