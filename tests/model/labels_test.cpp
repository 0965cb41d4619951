#include "app/model/labels.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "geodata/projection.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

// About what a letter of the map takes.
double measure(std::string_view name) { return 5.8 * static_cast<double>(name.size()); }

class Labels : public testing::Test {
 protected:
  static const World& whole() {
    static const World world = france();
    return world;
  }
  static MapState view_of(LonLat center, double zoom) {
    MapState state;
    state.width_pt = 800;
    state.height_pt = 600;
    state.panels = state.insets = state.at_home = false;
    state.territory = territory_of(center);
    state.camera = {Projection(state.territory).project(center), zoom};
    return state;
  }
  static std::vector<SceneLabel> labels_of(const MapState& state) {
    LabelPlacer placer;
    return placer.place(state, whole(), build_scene(state, whole()), measure);
  }
  static ScreenRect box_of(const SceneLabel& label) {
    return {label.pen.x_pt, label.pen.y_pt - 9, label.width_pt, 11};
  }
  // Those of `before` that are still well inside stand in `now`, so far away.
  static void expect_moved(const std::vector<SceneLabel>& before,
                           const std::vector<SceneLabel>& now, int dx, int dy,
                           const MapState& state) {
    for (const SceneLabel& label : before) {
      const ScreenPos pen{label.pen.x_pt + dx, label.pen.y_pt + dy};
      if (pen.x_pt < 8 || pen.x_pt + label.width_pt > state.width_pt - 8 || pen.y_pt < 24 ||
          pen.y_pt > state.height_pt - 24) {
        continue;
      }
      const auto same = std::ranges::find_if(now, [&](const SceneLabel& l) {
        return l.place == label.place && l.department == label.department &&
               l.region == label.region;
      });
      ASSERT_NE(same, now.end()) << label.text << " vanished";
      EXPECT_NEAR(same->pen.x_pt, pen.x_pt, 1) << label.text;
      EXPECT_NEAR(same->pen.y_pt, pen.y_pt, 1) << label.text;
    }
  }
};

constexpr LonLat kParis{2.35, 48.86};

// A name that is well inside the window stays where it is beside its place, however the map is
// dragged: by any way, over any distance, with the same placer or a new one.
TEST_F(Labels, StayWhileTheMapIsDragged) {
  struct View {
    LonLat center;
    double zoom;
    std::size_t least;
  };
  std::mt19937 random(11);
  std::uniform_int_distribution<int> step(-90, 90);
  for (const View& v : {View{kParis, 5.9, 5}, View{kParis, 7.6, 8}, View{kParis, 10.1, 8},
                        View{{2.6, 48.6}, 11.3, 4}}) {
    MapState state = view_of(v.center, v.zoom);
    const double metres = metres_per_point(v.zoom);
    LabelPlacer placer;
    auto before = placer.place(state, whole(), build_scene(state, whole()), measure);
    ASSERT_GE(before.size(), v.least);
    for (int round = 0; round < 60; ++round) {
      const int dx = step(random), dy = step(random);
      state.camera.center.x_m -= dx * metres;
      state.camera.center.y_m += dy * metres;
      const Scene scene = build_scene(state, whole());
      auto now = placer.place(state, whole(), scene, measure);
      expect_moved(before, now, dx, dy, state);
      expect_moved(labels_of(state), now, 0, 0, state);
      before = std::move(now);
    }
  }
}

// Names overlap neither each other nor a marker.
TEST_F(Labels, FollowTheClustersThatArePrepared) {
  const World world =
      world_of(scattered(static_cast<int>(MarkerPyramid::kMostWithoutCells) + 10'000, 21));
  const auto text_of = [](const std::vector<SceneLabel>& labels) {
    std::string text;
    for (const SceneLabel& l : labels) text += l.text + "\n";
    return text;
  };
  int changed = 0;
  for (int i = 0; i < 8; ++i) {
    const MapState state = view_of({1 + 0.3 * i, 46.5}, 14.2);
    LabelPlacer placer, fresh;
    const auto coarse = placer.place(state, world, build_scene(state, world), measure);
    prepare_markers(frames(state, *world.atlas.boundaries), *world.markers);
    const Scene scene = build_scene(state, world);
    const auto fine = placer.place(state, world, scene, measure);
    EXPECT_EQ(text_of(fine), text_of(fresh.place(state, world, scene, measure)));
    changed += text_of(fine) == text_of(coarse) ? 0 : 1;
  }
  EXPECT_GT(changed, 0);
}

TEST_F(Labels, TouchNothing) {
  for (double zoom = 5; zoom < 14; zoom += 0.31) {
    const MapState state = view_of({2.60, 48.62}, zoom);
    const Scene scene = build_scene(state, whole());
    const auto labels = labels_of(state);
    for (const SceneLabel& label : labels) {
      const ScreenRect box = box_of(label);
      for (const SceneMark& m : scene.marks) {
        const double x = std::clamp(m.at.x_pt, box.x_pt, box.x_pt + box.width_pt);
        const double y = std::clamp(m.at.y_pt, box.y_pt, box.y_pt + box.height_pt);
        EXPECT_GE(distance_pt(m.at, {x, y}), m.diameter_pt / 2) << label.text << " at " << zoom;
      }
      for (const SceneLabel& other : labels) {
        if (&other <= &label) continue;
        const ScreenRect b = box_of(other);
        const bool apart = b.x_pt >= box.x_pt + box.width_pt || box.x_pt >= b.x_pt + b.width_pt ||
                           b.y_pt >= box.y_pt + box.height_pt || box.y_pt >= b.y_pt + b.height_pt;
        EXPECT_TRUE(apart) << label.text << " and " << other.text << " at " << zoom;
      }
    }
  }
}

// The selected place has its name where no other has one, and whoever stood there gives way.
TEST_F(Labels, AFewPlacesAreNamedWhateverCrowdIsHidden) {
  std::vector<PlaceRow> rows{test::place("alone", {2.35, 46.5}, LegalForm::scic)};
  for (int i = 0; i < 6'000; ++i) {
    rows.push_back(test::place("p" + std::to_string(i), {2.0 + 0.0001 * i, 46.4}, LegalForm::cuma));
  }
  const World world = test::world_of(rows);
  MapState state = view_of({2.35, 46.5}, 11);
  state.clusters = false;
  const auto named = [&] {
    LabelPlacer placer;
    const auto labels = placer.place(state, world, build_scene(state, world), measure);
    return std::ranges::count(labels, PlaceId{0}, &SceneLabel::place);
  };
  EXPECT_EQ(named(), 0);
  state.visible = kinds_of(LegalForm::scic, {});
  EXPECT_EQ(named(), 1);
}

TEST_F(Labels, TheSelectedPlaceIsNamedAtAnyZoom) {
  MapState state = view_of(kParis, 8.6);
  const Scene scene = build_scene(state, whole());
  const auto single = std::ranges::find_if(scene.marks, [](const SceneMark& m) {
    return m.count == 1 && ScreenRect{200, 100, 400, 400}.contains(m.at);
  });
  ASSERT_NE(single, scene.marks.end());
  EXPECT_EQ(std::ranges::count(labels_of(state), single->place, &SceneLabel::place), 0);
  state.selected = single->place;
  EXPECT_EQ(std::ranges::count(labels_of(state), single->place, &SceneLabel::place), 1);
}

TEST_F(Labels, OverseasMapsHaveNamesToo) {
  MapState state = view_of({55.53, -21.13}, 11.5);
  const auto labels = labels_of(state);
  EXPECT_TRUE(std::ranges::any_of(labels, [](const auto& l) { return l.place.valid(); }));
}

TEST_F(Labels, NeverLeaveTheWindow) {
  MapState state = view_of(kParis, 5);
  for (double zoom = 5; zoom < 9; zoom += 0.37) {
    state.camera.zoom = zoom;
    for (const SceneLabel& label : labels_of(state)) {
      EXPECT_EQ(label.width_pt, measure(label.text));
      EXPECT_GE(label.pen.x_pt, 0) << label.text;
      EXPECT_LE(label.pen.x_pt + label.width_pt, state.width_pt) << label.text;
      EXPECT_GE(label.pen.y_pt, 10) << label.text;
      EXPECT_LE(label.pen.y_pt, state.height_pt) << label.text;
    }
  }
}

// Whatever the scale: words are written from whole pixels of the device.
TEST_F(Labels, BeginOnWholePixels) {
  MapState state = view_of(kParis, 7.6);
  for (const double scale : {1.0, 1.5, 2.0}) {
    state.pixel_scale = scale;
    for (const SceneLabel& label : labels_of(state)) {
      EXPECT_NEAR(label.pen.x_pt * scale, std::round(label.pen.x_pt * scale), 1e-9);
      EXPECT_NEAR(label.pen.y_pt * scale, std::round(label.pen.y_pt * scale), 1e-9);
    }
  }
}

TEST_F(Labels, SayWhoseNameTheyAre) {
  const auto far = labels_of(view_of(kParis, 7.6));
  ASSERT_FALSE(far.empty());
  EXPECT_EQ(far.front().text, department(far.front().department).name);
  const auto near = labels_of(view_of({2.60, 48.62}, 11.3));
  const auto place = std::ranges::find_if(near, [](const auto& l) { return l.place.valid(); });
  ASSERT_NE(place, near.end());
  EXPECT_FALSE(place->department.valid());
  EXPECT_EQ(place->text, whole().atlas.places->name(place->place));
}

// From far away regions are named, from nearer their departments; never both.
TEST_F(Labels, OfRegionsFromFarOfDepartmentsFromNearer) {
  const auto named = [](double zoom) {
    std::size_t regions = 0, departments = 0;
    MapState state = view_of({2.5, 46.6}, zoom);
    state.visible = {};
    for (const SceneLabel& label : labels_of(state)) {
      regions += label.region.valid() ? 1 : 0;
      departments += label.department.valid() ? 1 : 0;
    }
    return std::pair(regions, departments);
  };
  const auto far = named(6), near = named(7);
  EXPECT_GE(far.first, 11U);
  EXPECT_EQ(far.second, 0U);
  EXPECT_EQ(near.first, 0U);
  EXPECT_GE(near.second, 40U);
}

TEST_F(Labels, OfARegionStandInItsLand) {
  for (const SceneLabel& label : labels_of(view_of({2.5, 46.6}, 6))) {
    ASSERT_TRUE(label.region.valid()) << label.text;
    const MapState state = view_of({2.5, 46.6}, 6);
    const MapFrame frame = main_frame(state, whole().atlas.boundaries->extents);
    MapBox box;
    for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
      if (departments_of(label.region)[d]) box.extend(whole().atlas.boundaries->shapes[d].map_box);
    }
    EXPECT_TRUE(box.contains(
        frame.to_map({label.pen.x_pt + label.width_pt / 2, label.pen.y_pt - naming::kBaseline})))
        << label.text;
  }
}

// A region of one department, as those overseas, is named as that department.
TEST_F(Labels, OfOverseasAreThoseOfTheDepartment) {
  for (const SceneLabel& label : labels_of(view_of({55.5, -21.1}, 8.5))) {
    EXPECT_FALSE(label.region.valid()) << label.text;
  }
}

}  // namespace
}  // namespace terreau::test
