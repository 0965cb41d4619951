#include "app/model/marks.h"

#include <cmath>

#include <gmock/gmock.h>

#include "app/model/arcs.h"

namespace terreau {
namespace {

SceneMark marker(Family family, double diameter_pt) {
  SceneMark m;
  m.family = family;
  m.diameter_pt = diameter_pt;
  return m;
}

TEST(MarkForm, AFunctionThatGivesTheFamilyIsNoRing) {
  SceneMark m = marker(Family::cae, 12);
  m.functions.set(kind_of(Function::cae));
  EXPECT_FALSE(form_of(m, {}, Theme::light).has_slices);
  m.functions.set(kind_of(Function::ptce));
  const MarkForm form = form_of(m, {}, Theme::light);
  EXPECT_TRUE(form.has_slices);
  EXPECT_EQ(form.slices[static_cast<std::size_t>(Family::ptce)], 1U);
  EXPECT_GT(form.outside_pt(), mark::kOutline);
}

TEST(MarkForm, IconsOnlyWhereTheyAreRead) {
  for (int f = 0; f < kFamilyCount; ++f) {
    EXPECT_FALSE(form_of(marker(static_cast<Family>(f), 12), {}, Theme::light).icon);
    const MarkForm large = form_of(marker(static_cast<Family>(f), 20), {}, Theme::dark);
    ASSERT_TRUE(large.icon);
    EXPECT_LT(large.icon->size_pt, 20);
  }
}

TEST(MarkForm, AClusterAddsUpItsSlices) {
  Scene scene;
  scene.slices = {{Family::travail, 3}, {Family::agricole, 4}};
  SceneMark m = marker(Family::agricole, 22);
  m.count = 7;
  m.slice_count = 2;
  const MarkForm form = form_of(m, scene, Theme::light);
  EXPECT_TRUE(form.cluster);
  EXPECT_EQ(form.slices[static_cast<std::size_t>(Family::travail)], 3U);
  EXPECT_EQ(form.outside_pt(), 0);
}

// Whatever its place, its square begins and ends on whole pixels, and it moves by half a pixel at
// most.
TEST(Dot, StandsWhereItsSquareIsOfWholePixels) {
  for (const double diameter : {4.0, 4.4, 5.0, 6.0, 7.5, 10.0}) {
    for (const double px : {-7.3, 0.0, 12.2, 12.5, 12.9, 900.75}) {
      const double centre = dot_centre(px, dot_width_px(diameter));
      const double edge = centre - std::ceil(diameter) / 2;
      EXPECT_DOUBLE_EQ(edge, std::round(edge)) << px << ", " << diameter;
      EXPECT_LE(std::abs(centre - px), 0.5) << diameter;
    }
  }
}

TEST(Blend, GoesFromOneToTheOther) {
  EXPECT_EQ(blend({0, 100, 200}, {100, 0, 200}, 0), (Colour{0, 100, 200}));
  EXPECT_EQ(blend({0, 100, 200}, {100, 0, 200}, 0.5), (Colour{50, 50, 200}));
  EXPECT_EQ(blend({0, 100, 200}, {100, 0, 200}, 1), (Colour{100, 0, 200}));
}

TEST(ShortCount, FourCharactersAtMost) {
  EXPECT_EQ(short_count(Language::fr, 999), "999");
  EXPECT_EQ(short_count(Language::fr, 1000), "1k");
  EXPECT_EQ(short_count(Language::fr, 1234), "1,2k");
  EXPECT_EQ(short_count(Language::en, 1234), "1.2k");
  EXPECT_EQ(short_count(Language::fr, 13'439), "13k");
  EXPECT_EQ(short_count(Language::fr, 999'499), "999k");
  EXPECT_EQ(short_count(Language::fr, 999'500), "1M");
  EXPECT_EQ(short_count(Language::fr, 40'000'000), "40M");
}

TEST(Arc, StopsShortOfBothMarks) {
  const Arc arc{{100, 100}, {300, 100}, 10, 20, 1, {}};
  const auto points = curve(arc);
  ASSERT_GT(points.size(), 10U);
  EXPECT_GE(distance_pt(points.front(), arc.from), 10);
  EXPECT_GE(distance_pt(points.back(), arc.to), 20);
}

}  // namespace
}  // namespace terreau
