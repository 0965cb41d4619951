#include "tests/render/canvas.h"

#include <cmath>
#include <cstdlib>

#include "tests/support/world.h"

namespace terreau::test {
namespace {

struct Shared {
  Result<std::unique_ptr<Headless>> headless = Headless::open(64, 64);
  std::unique_ptr<Renderer> renderer;  // ends before the context does
};

Shared& shared() {
  static Shared all;
  return all;
}

// Kinds that follow each other from one place to the next, some with functions.
PlaceRow nth_place(int n, LonLat at, DepartmentId department) {
  const auto form = static_cast<LegalForm>(n * 5 % kLegalFormCount);
  std::vector<Function> functions;
  if (n % 4 == 0) functions.push_back(static_cast<Function>(n / 4 % kFunctionCount));
  if (n % 12 == 0) functions.push_back(Function::cae);
  PlaceRow row = place(std::to_string(n), at, form, functions);
  row.name = "Coopérative nᵒ " + std::to_string(n);
  row.department = department;
  return row;
}

// A sunflower around the middle of the department, no farther than its border.
std::vector<PlaceRow> places_around_labels(const Boundaries& boundaries) {
  constexpr double kGoldenAngle = 2.399963;
  std::vector<PlaceRow> rows;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    const DepartmentShape& shape = boundaries.shapes[d];
    if (!shape.present || d % 11 == 5) continue;
    const Projection projection(department({d}).territory);
    const int count = d % 7 == 3 ? 60 : 1 + d * 7 % 9;
    for (int i = 0; i < count; ++i) {
      const double r = shape.label_radius_m * std::sqrt((i + 0.5) / count),
                   a = kGoldenAngle * i + d;
      const MapPos at{shape.label.x_m + r * std::cos(a), shape.label.y_m + r * std::sin(a)};
      rows.push_back(nth_place(static_cast<int>(rows.size()), projection.unproject(at), {d}));
    }
  }
  return rows;
}

}  // namespace

void DrawingTest::SetUp() {
  Shared& all = shared();
  if (all.headless.ok()) {
    if (!all.renderer) all.renderer = std::make_unique<Renderer>();
    return;
  }
  const std::string why = all.headless.error().text();
  if (std::getenv("CI") != nullptr) FAIL() << why;
  GTEST_SKIP() << why;
}

Headless& DrawingTest::headless() { return **shared().headless; }

gl::Image DrawingTest::draw(const MapState& state, const World& world, const Scene& scene) {
  const int width = static_cast<int>(std::lround(state.width_pt * state.pixel_scale));
  const int height = static_cast<int>(std::lround(state.height_pt * state.pixel_scale));
  headless().resize(width, height);
  shared().renderer->draw(state, world, scene, width, height);
  return headless().read_pixels();
}

MapState bare(double width_pt, double height_pt) {
  MapState state;
  state.width_pt = width_pt;
  state.height_pt = height_pt;
  state.panels = state.insets = state.labels = false;
  return state;
}

World france() {
  World world;
  BoundaryReport report;
  auto boundaries = load_embedded_boundaries(report);
  if (!boundaries.ok()) return world;
  world.atlas.boundaries = *boundaries;
  auto places = std::make_shared<Places>();
  for (const PlaceRow& row : places_around_labels(**boundaries)) places->add(row, 0);
  world.atlas.places = places;
  world.markers = std::make_shared<Markers>(build_markers(*places, {}));
  return world;
}

Scene empty_scene(const MapState& state, const World& world) {
  Scene scene;
  scene.frames = {main_frame(state, world.atlas.boundaries->extents)};
  return scene;
}

}  // namespace terreau::test
