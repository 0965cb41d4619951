#include <cstdlib>
#include <regex>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// terreau export -o page.html: the view for those who read, hear or print it.
namespace terreau::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ExportPage : public InFolder {
 protected:
  std::string page(std::vector<std::string> more = {}) const {
    std::vector<std::string> args{"export", "-o", path("page.html")};
    args.insert(args.end(), more.begin(), more.end());
    const Outcome o = terreau(args);
    EXPECT_EQ(o.status, 0) << o.err;
    EXPECT_THAT(o.out, StartsWith(path("page.html") + ": "));
    return slurp(path("page.html"));
  }
};

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST_F(ExportPage, IsWellFormedAndSelfContained) {
  const std::string text = page();
  const std::string check =
      "python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' '" + path("page.html") +
      "'";
  EXPECT_EQ(std::system(check.c_str()), 0);
  EXPECT_THAT(text, StartsWith("<!DOCTYPE html>"));
  for (const char* outside : {"<script", "<link", "src=", "@import"}) {
    EXPECT_THAT(text, Not(HasSubstr(outside)));
  }
  // The map's clips and symbols refer to the page itself.
  for (std::size_t at = text.find("url("); at != std::string::npos;
       at = text.find("url(", at + 1)) {
    EXPECT_EQ(text.substr(at, 5), "url(#");
  }
}

TEST_F(ExportPage, SaysWhatTheMapShowsInItsLanguage) {
  const auto total = terreau({"info", "--json"}).json()["places"]["total"].get<int>();
  const std::string french = page({"--lang", "fr"}), english = page({"--lang", "en"});
  EXPECT_THAT(french, HasSubstr("lang=\"fr\""));
  EXPECT_THAT(french, HasSubstr("La carte montre " + std::to_string(total) + " lieux"));
  EXPECT_THAT(english, HasSubstr("lang=\"en\""));
  EXPECT_THAT(english, HasSubstr("The map shows " + std::to_string(total) + " places"));
  EXPECT_EQ(count_of(english, "<strong>"), static_cast<std::size_t>(total) + 5);  // key figures
  EXPECT_THAT(english, HasSubstr("href=\"https://issuu.com/cgscop/docs/creer_en_scic\""));
  EXPECT_THAT(english, HasSubstr("GeoNames (CC BY 4.0)"));
  EXPECT_THAT(english, HasSubstr("no data"));
}

TEST_F(ExportPage, HeadingsStepDownOneByOne) {
  const std::string text = page();
  EXPECT_EQ(count_of(text, "<h1"), 1U);
  int level = 0;
  static const std::regex heading("<h([1-6])");
  for (std::sregex_iterator h(text.begin(), text.end(), heading), end; h != end; ++h) {
    const int next = std::stoi((*h)[1]);
    EXPECT_LE(next, level + 1);
    level = next;
  }
  EXPECT_EQ(count_of(text, "<table"), count_of(text, "<caption"));
  EXPECT_THAT(text, HasSubstr("class=\"skip\" href=\"#content\""));
}

TEST_F(ExportPage, SaysItsFilters) {
  const std::string text = page({"--lang", "en", "--forms", "scic", "--departments", "62,93"});
  EXPECT_THAT(text, HasSubstr("<li>Legal forms: Scic.</li>"));
  EXPECT_THAT(text, HasSubstr("<li>Departments: Pas-de-Calais (62), Seine-Saint-Denis (93).</li>"));
}

TEST_F(ExportPage, TextsOfFilesAreTextsOnThePage) {
  const std::string source =
      file("bad.csv",
           "name,departement,website,source_url\n"
           "<script>alert(1)</script>,62,javascript:alert(2),\"https://a.b/?x=\"\"&y\"\n");
  const std::string text = page({"--only", source, "--title", "A & <B>"});
  EXPECT_THAT(text, HasSubstr("<h1>A &amp; &lt;B&gt;</h1>"));
  EXPECT_THAT(text, HasSubstr("&lt;script&gt;alert(1)"));
  EXPECT_THAT(text, Not(HasSubstr("href=\"javascript")));
  EXPECT_THAT(text, HasSubstr("href=\"https://a.b/?x=&quot;&amp;y\""));
}

TEST_F(ExportPage, NothingPassesIsSaid) {
  EXPECT_THAT(page({"--lang", "en", "--years", "1700"}), HasSubstr("No place passes the filters."));
}

TEST_F(ExportPage, SameBytesTwice) { EXPECT_EQ(page(), page()); }

}  // namespace
}  // namespace terreau::test
