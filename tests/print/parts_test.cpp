#include <cmath>

#include <gmock/gmock.h>

#include "app/model/scale_bar.h"
#include "app/print/clip.h"
#include "app/print/document.h"
#include "app/print/lettering.h"
#include "app/print/paper.h"

namespace terreau::print {
namespace {

using testing::ElementsAre;

constexpr Type kType{Face::regular, 10};

TEST(Lettering, LinesAreAsWideAsAllowedAndLoseNothing) {
  const std::string text =
      "Une coopérative d'activité et d'emploi est une entreprise partagée par ceux qui y "
      "travaillent";
  std::string together;
  for (const std::string& line : wrapped(kType, text, 120)) {
    EXPECT_LE(width_pt(kType, line), 120);
    together += (together.empty() ? "" : " ") + line;
  }
  EXPECT_EQ(together, text);
}

TEST(Lettering, AWordThatIsTooLongIsBroken) {
  const auto lines = wrapped(kType, "Pseudopseudohypoparathyroïdisme", 60);
  EXPECT_GT(lines.size(), 2U);
  for (const std::string& line : lines) EXPECT_LE(width_pt(kType, line), 60);
}

TEST(Lettering, NoBreakSpacesHold) {
  EXPECT_THAT(wrapped(kType, "un deux\u00a0trois", width_pt(kType, "deux\u00a0trois")),
              ElementsAre("un", "deux\u00a0trois"));
  EXPECT_TRUE(wrapped(kType, "", 100).empty());
}

TEST(Lettering, BrokenBytesAreNoCrash) {
  EXPECT_GT(width_pt(kType, "a\xC3"), 0);
  EXPECT_GT(width_pt(kType, "\xFF\xFE\x80"), 0);
  EXPECT_FALSE(wrapped(kType, "\xE2\x82 \xF0\x9F", 3).empty());
}

TEST(Lettering, ShortenedSaysSo) {
  EXPECT_EQ(shortened(kType, "Ain", 100), "Ain");
  const std::string text = shortened(kType, "Alpes-de-Haute-Provence", 60);
  EXPECT_TRUE(text.ends_with("…"));
  EXPECT_LE(width_pt(kType, text), 60);
}

double area(const std::vector<ScreenPos>& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const ScreenPos a = ring[i], b = ring[(i + 1) % ring.size()];
    sum += a.x_pt * b.y_pt - b.x_pt * a.y_pt;
  }
  return std::abs(sum) / 2;
}

TEST(Clip, KeepsWhatIsInside) {
  const ScreenRect rect{0, 0, 10, 10};
  EXPECT_DOUBLE_EQ(area(clipped(std::vector<ScreenPos>{{2, 2}, {8, 2}, {8, 8}, {2, 8}}, rect)), 36);
  EXPECT_DOUBLE_EQ(area(clipped(std::vector<ScreenPos>{{5, 5}, {15, 5}, {15, 15}, {5, 15}}, rect)),
                   25);
  EXPECT_DOUBLE_EQ(
      area(clipped(std::vector<ScreenPos>{{-1e7, -1e7}, {1e7, -1e7}, {1e7, 1e7}, {-1e7, 1e7}},
                   rect)),
      100);
  EXPECT_TRUE(clipped(std::vector<ScreenPos>{{20, 20}, {30, 20}, {30, 30}}, rect).empty());
}

TEST(Paper, IsIso216) {
  const auto a4 = paper("a4", false), a0 = paper("A0", true);
  ASSERT_TRUE(a4 && a0);
  EXPECT_NEAR(a4->width_pt, 595.28, 0.01);
  EXPECT_NEAR(a4->height_pt, 841.89, 0.01);
  EXPECT_EQ(a4->factor, 1);
  EXPECT_GT(a0->width_pt, a0->height_pt);
  EXPECT_GT(a0->factor, 1.5);
  for (const char* name : {"a6", "b4", "4", "", "a44"}) EXPECT_FALSE(paper(name, false)) << name;
}

TEST(ScaleBar, IsARoundLengthThatFits) {
  EXPECT_EQ(scale_length_m(1000, 120), 100'000);
  EXPECT_EQ(scale_length_m(2, 120), 200);
  EXPECT_EQ(length_text(Language::fr, 100'000), "100\u00a0km");
  EXPECT_EQ(length_text(Language::en, 500), "500\u00a0m");
}

TEST(Format, IsInTheName) {
  EXPECT_EQ(format_of("a.PNG"), Format::png);
  EXPECT_EQ(format_of("b/c.d/e.tiff"), Format::tif);
  EXPECT_FALSE(format_of("a"));
  EXPECT_FALSE(format_of("a.jpg"));
  EXPECT_FALSE(format_of("a.pdf.zip"));
}

}  // namespace
}  // namespace terreau::print
