#include "app/model/graticule.h"

#include <gmock/gmock.h>

#include "geodata/projection.h"

namespace terreau {
namespace {

MapState view_of(LonLat center, double zoom) {
  MapState s;
  s.panels = s.at_home = false;
  s.territory = territory_of(center);
  s.camera = {Projection(s.territory).project(center), zoom};
  return s;
}

TEST(Graticule, LinesStandWellApartAtAnyZoom) {
  for (double zoom = 4; zoom < 17; zoom += 0.5) {
    const double apart = graticule_step_deg(zoom) * 111195 / metres_per_point(zoom);
    EXPECT_GE(apart, 110) << zoom;
    EXPECT_LE(apart, 290) << zoom;
  }
}

// Each point of a meridian has its longitude, each of a parallel its latitude.
TEST(Graticule, LinesAreWhereTheySay) {
  for (const LonLat center : {LonLat{2.35, 48.86}, LonLat{55.5, -21.1}}) {
    const MapState s = view_of(center, 9);
    const MapFrame frame = main_frame(s, {});
    const auto lines = graticule(s, frame);
    ASSERT_GT(lines.size(), 6U);
    const Projection projection(s.territory);
    for (const GraticuleLine& line : lines) {
      // In these views only a meridian is without a letter.
      const bool meridian =
          line.text == "0,0°" || line.text.ends_with("E") || line.text.ends_with("O");
      const LonLat first = projection.unproject(frame.to_map(line.points.front()));
      for (const ScreenPos p : line.points) {
        const LonLat at = projection.unproject(frame.to_map(p));
        EXPECT_NEAR(meridian ? at.lon_deg : at.lat_deg, meridian ? first.lon_deg : first.lat_deg,
                    1e-6);
      }
    }
  }
}

TEST(Graticule, LabelsAreWrittenAsTheLanguageDoes) {
  MapState s = view_of({2.35, 48.86}, 9);
  const auto texts = [&] {
    std::vector<std::string> out;
    for (const GraticuleLine& line : graticule(s, main_frame(s, {}))) {
      if (line.label) out.push_back(line.text);
    }
    return out;
  };
  EXPECT_THAT(texts(), testing::Contains("2,5°\u00a0E"));
  EXPECT_THAT(texts(), testing::Contains("49,0°\u00a0N"));
  s.language = Language::en;
  EXPECT_THAT(texts(), testing::Contains("2.5°\u00a0E"));
}

// NTF's and RGF93's Lambert: the angle grows with the longitude by the sine of the projection.
TEST(Convergence, IsThatOfLambert93) {
  constexpr double kSine = 0.7256077650532670;
  EXPECT_NEAR(convergence_deg(Territory::metropole, {3, 46.5}), 0, 1e-6);
  EXPECT_NEAR(convergence_deg(Territory::metropole, {7.75, 48.58}), kSine * 4.75, 1e-4);
  EXPECT_NEAR(convergence_deg(Territory::metropole, {-4.49, 48.39}), kSine * -7.49, 1e-4);
}

}  // namespace
}  // namespace terreau
