#include "app/print/book.h"

#include <gmock/gmock.h>

#include "app/print/book_flow.h"
#include "app/print/paper.h"
#include "geodata/departments.h"
#include "tests/print/tools.h"
#include "tests/render/golden.h"

namespace terreau::test {
namespace {

using testing::HasSubstr;

class Books : public PrintTest {
 protected:
  static print::BookOptions options_of(std::initializer_list<std::string_view> codes) {
    const auto paper = print::paper("a4", false);
    print::BookOptions options;
    options.width_pt = paper->width_pt;
    options.height_pt = paper->height_pt;
    options.factor = paper->factor;
    for (const std::string_view code : codes) {
      options.chapters.push_back(*department_by_code(code));
    }
    return options;
  }
  std::string text_of(const std::string& pdf, int page) const {
    const std::string n = std::to_string(page);
    return output_of("pdftotext -layout -f " + n + " -l " + n + " " + pdf + " -");
  }
  gl::Image page_of(const std::string& pdf, int page) const {
    const std::string n = std::to_string(page), name = path("page" + n);
    output_of("pdftoppm -r 72 -png -singlefile -f " + n + " -l " + n + " " + pdf + " " + name);
    return picture_at(name + ".png");
  }
};

TEST_F(Books, CoverAndChapterAsBefore) {
  const auto book = print::make_book(options_of({"62"}), {}, whole());
  const std::string pdf = write("book.pdf", book->bytes);
  EXPECT_TRUE(same_as_golden(page_of(pdf, 1), "book_cover"));
  EXPECT_TRUE(same_as_golden(page_of(pdf, 7), "book_chapter"));
}

TEST_F(Books, ContentsLeadToTheChapters) {
  const auto book = print::make_book(options_of({"29", "62", "974"}), {}, whole());
  const std::string pdf = write("book.pdf", book->bytes);
  EXPECT_THAT(output_of("qpdf --check " + pdf), HasSubstr("No syntax or stream encoding errors"));
  const std::string dests = output_of("pdfinfo -dests " + pdf);
  EXPECT_THAT(dests, HasSubstr("\"page-" + std::to_string(book->pages) + "\""));
  std::istringstream contents(text_of(pdf, 2));
  int found = 0;
  for (std::string line; std::getline(contents, line);) {
    for (const char* name : {"Finistère", "Pas-de-Calais", "La Réunion"}) {
      const std::size_t at = line.find(name);
      if (at == std::string::npos) continue;
      ++found;
      std::istringstream numbers(line.substr(at + std::string_view(name).size()));
      int places = 0, page = 0;
      numbers >> places >> page;
      EXPECT_THAT(text_of(pdf, page), HasSubstr(name)) << line;
    }
  }
  EXPECT_EQ(found, 3);
}

TEST_F(Books, TheSameBytesAgain) {
  const auto first = print::make_book(options_of({"62"}), {}, whole());
  const auto second = print::make_book(options_of({"62"}), {}, whole());
  EXPECT_EQ(first->bytes, second->bytes);
}

TEST_F(Books, AMapThatIsMissingIsNamedAndTheOthersAreThere) {
  World world = whole();
  auto boundaries = std::make_shared<Boundaries>(*world.atlas.boundaries);
  boundaries->shapes[department_by_code("29")->value].present = false;
  world.atlas.boundaries = boundaries;
  const auto book = print::make_book(options_of({"29", "62"}), {}, world);
  EXPECT_THAT(book->failures, testing::ElementsAre(HasSubstr("Finistère (29)")));
  const std::string text = output_of("pdftotext " + write("book.pdf", book->bytes) + " -");
  EXPECT_THAT(text, HasSubstr("sa carte manque"));
  EXPECT_THAT(text, HasSubstr("Pas-de-Calais"));
}

print::Block block(double height, bool with_next = false) {
  return {height, [](print::Canvas&, ScreenPos) {}, with_next};
}

TEST(BookFlow, AHeadingNeverEndsAPage) {
  print::Flow flow({0, 0, 100, 100}, "");
  flow.add(block(80));
  flow.add(block(15, true));
  flow.add(block(15));
  const auto pages = flow.take();
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].items.size(), 1U);
  EXPECT_EQ(pages[1].items.size(), 2U);
}

TEST(BookFlow, ColumnsLoseNoBlockHoweverHigh) {
  print::Flow flow({0, 0, 100, 100}, "");
  std::vector<print::Block> blocks(50, block(30));
  blocks[7] = block(150);
  const auto pages = flow.add_columns(blocks, 2, 10);
  EXPECT_EQ(pages.size(), blocks.size());
  std::size_t items = 0;
  for (const auto& page : flow.take()) items += page.items.size();
  EXPECT_EQ(items, blocks.size());
}

}  // namespace
}  // namespace terreau::test
