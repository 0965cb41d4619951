#include "app/render/renderer.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <gmock/gmock.h>

#include "app/gl/font.h"
#include "app/model/land.h"
#include "app/render/mark_look.h"
#include "tests/render/canvas.h"
#include "tests/render/golden.h"

namespace terreau::test {
namespace {

class Drawing : public DrawingTest {
 protected:
  static MapState near_paris() {
    MapState state = bare(800, 600);
    state.labels = true;
    state.at_home = false;
    state.camera = {Projection(Territory::metropole).project({2.35, 48.86}), 7.6};
    return state;
  }
};

TEST_F(Drawing, SamePixelsForTheSameArguments) {
  const MapState state = near_paris();
  const gl::Image first = draw(state, whole());
  MapState other = state;
  other.theme = Theme::dark;
  other.pixel_scale = 2;
  draw(other, whole());
  EXPECT_EQ(draw(state, whole()), first);
}

TEST_F(Drawing, NothingLoadedIsSea) {
  const gl::Image image = draw(bare(40, 30), World());
  for (std::size_t i = 3; i < image.rgb.size(); ++i) ASSERT_EQ(image.rgb[i], image.rgb[i - 3]);
}

// What is filled as one shape is what the departments fill together.
TEST_F(Drawing, LandIsTheSumOfItsDepartments) {
  for (const BoundaryLevel& level : whole().atlas.boundaries->levels) {
    for (const TerritoryMesh& mesh : level.meshes) {
      const auto land = land_of(mesh);
      ASSERT_TRUE(land);
      const auto area = [](const auto& vertices, const auto& triangles) {
        double sum = 0;
        for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
          const auto& a = vertices[triangles[i]];
          const auto& b = vertices[triangles[i + 1]];
          const auto& c = vertices[triangles[i + 2]];
          sum += std::abs(double(b[0] - a[0]) * double(c[1] - a[1]) -
                          double(b[1] - a[1]) * double(c[0] - a[0]));
        }
        return sum;
      };
      const double departments = area(mesh.fill_vertices, mesh.triangles);
      std::vector<std::vector<MapPos>> rings(land->ring_ends.size());
      for (std::size_t i = 0, ring = 0; i < land->vertices.size(); ++i) {
        if (i == land->ring_ends[ring]) ++ring;
        rings[ring].push_back({double(land->vertices[i][0]), double(land->vertices[i][1])});
      }
      EXPECT_NEAR(area(land->vertices, triangulate(rings)), departments, departments * 1e-4);
    }
  }
}

TEST_F(Drawing, InlandSeesOnlyLand) {
  const BoundaryLevel& finest = whole().atlas.boundaries->levels.front();
  const TerritoryMesh& mesh = finest.meshes[0];
  const auto land = land_of(mesh);
  ASSERT_TRUE(land);
  const auto cover = [&](LonLat at, double half_m) {
    const MapPos p = Projection(Territory::metropole).project(at);
    return cover_of(*land, mesh.origin,
                    {p.x_m - half_m, p.y_m - half_m, p.x_m + half_m, p.y_m + half_m});
  };
  EXPECT_EQ(cover({2.35, 47.0}, 50'000), Cover::land);
  EXPECT_EQ(cover({-5.5, 46.0}, 50'000), Cover::sea);
  EXPECT_EQ(cover({-1.2, 44.6}, 50'000), Cover::both);
}

TEST(CodePoints, BrokenUtf8IsReplaced) {
  EXPECT_EQ(gl::code_points("é€"), (std::vector<char32_t>{0xE9, 0x20AC}));
  EXPECT_EQ(gl::code_points("a\xFFz").size(), 3U);
  EXPECT_EQ(gl::code_points("a\xC3")[1], char32_t{0xFFFD});
  EXPECT_EQ(gl::utf8_of(0x20AC), "€");
  EXPECT_EQ(gl::code_points(gl::utf8_of(0x1F33E))[0], char32_t{0x1F33E});
}

TEST(Png, SameBytesAndBackAgain) {
  gl::Image image{3, 2, {}};
  for (std::uint8_t i = 0; i < 18; ++i) image.rgb.push_back(static_cast<std::uint8_t>(i * 13));
  const auto bytes = gl::encode_png(image);
  EXPECT_EQ(bytes, gl::encode_png(image));
  EXPECT_EQ(gl::decode_png(bytes), image);
  EXPECT_FALSE(gl::decode_png(std::span(bytes).first(20)));
}

TEST(Png, UnwritablePathsAreNamed) {
  const gl::Image image{1, 1, {1, 2, 3}};
  EXPECT_THAT(write_png("/nowhere/at/all.png", image),
              testing::StartsWith("/nowhere/at/all.png: cannot be written"));
  const std::string folder = testing::TempDir();
  EXPECT_THAT(write_png(folder, image), testing::HasSubstr("is a folder"));
  const std::string path = folder + "terreau_write_png.png";
  EXPECT_EQ(write_png(path, image), "");
  EXPECT_TRUE(std::filesystem::remove(path));
}

}  // namespace
}  // namespace terreau::test
