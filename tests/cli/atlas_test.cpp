#include <array>
#include <cstdio>
#include <memory>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// terreau atlas, as scripts use it.
namespace terreau::test {
namespace {

using testing::Contains;
using testing::HasSubstr;

class AtlasBook : public InFolder {
 protected:
  static std::vector<std::string> pages_of(const std::string& pdf) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        popen(("pdftotext " + pdf + " -").c_str(), "r"), pclose);
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
      text.append(buffer.data(), n);
    }
    std::vector<std::string> pages;
    std::istringstream all(text);
    for (std::string page; std::getline(all, page, '\f');) pages.push_back(page);
    return pages;
  }
  // Cover, map of France and sources name the data's file and fingerprint.
  static bool names_the_data(const std::string& page) {
    return page.find("empreinte") != std::string::npos ||
           page.find("Sources et licences") != std::string::npos;
  }
};

TEST_F(AtlasBook, DepartmentsChooseTheChaptersAndFranceStaysWhole) {
  const Outcome o = terreau({"atlas", "-o", path("a.pdf"), "--departments", "62,93"});
  ASSERT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.out, HasSubstr("2 departments"));
  const auto pages = pages_of(path("a.pdf"));
  EXPECT_THAT(pages, Contains(HasSubstr("2 sur 95")));  // the rank of the Pas-de-Calais
  EXPECT_THAT(pages, Contains(HasSubstr("PHARES")));
}

TEST_F(AtlasBook, AGeoPackageOpenedAgainGivesTheSameAtlas) {
  ASSERT_EQ(terreau({"export", "-o", path("again.gpkg")}).status, 0);
  ASSERT_EQ(terreau({"atlas", "-o", path("a.pdf"), "--departments", "62,93"}).status, 0);
  ASSERT_EQ(terreau({"atlas", "-o", path("b.pdf"), "--departments", "62,93", "--only",
                     path("again.gpkg")})
                .status,
            0);
  const auto before = pages_of(path("a.pdf")), after = pages_of(path("b.pdf"));
  ASSERT_EQ(before.size(), after.size());
  int compared = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (names_the_data(before[i])) continue;
    EXPECT_EQ(before[i], after[i]) << "page " << i + 1;
    ++compared;
  }
  EXPECT_GE(compared, 6);
}

TEST_F(AtlasBook, WhatCannotBeWrittenIsSaid) {
  EXPECT_EQ(terreau({"atlas", "-o", path("a.png")}).status, 2);
  const Outcome o = terreau({"atlas", "-o", path("missing/a.pdf"), "--departments", "62"});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("missing"));
}

}  // namespace
}  // namespace terreau::test
