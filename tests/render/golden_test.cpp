#include "tests/render/golden.h"

#include <array>
#include <cmath>

#include "tests/render/canvas.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

class Golden : public DrawingTest {
 protected:
};

// Places without a point, which leave the tones of the departments free to be seen; of changing
// kinds, precision and age, in most departments.
const World& unplaced() {
  static const World world = [] {
    World out = france();
    auto places = std::make_shared<Places>();
    for (int i = 0; i < 700; ++i) {
      PlaceRow row = place(std::to_string(i), {}, static_cast<LegalForm>(i * 3 % 11));
      row.department = {static_cast<std::uint8_t>(i * i % 97)};
      row.precision = static_cast<Precision>((i * 7 + i / 97) % kPrecisionCount);
      row.source_date = std::to_string(2010 + (i * i % 97 + i % 5) % 15);
      places->add(row, 0);
    }
    out.atlas.places = places;
    out.markers = std::make_shared<Markers>(build_markers(*places, {}));
    return out;
  }();
  return world;
}

MapState map_state(double width_pt, double height_pt) {
  MapState state;
  state.width_pt = width_pt;
  state.height_pt = height_pt;
  state.panels = false;
  return state;
}

MapState view_of(LonLat center, double zoom, double width_pt, double height_pt) {
  MapState state = map_state(width_pt, height_pt);
  state.at_home = false;
  state.territory = territory_of(center);
  state.camera = {Projection(state.territory).project(center), zoom};
  return state;
}

constexpr LonLat kParis{2.35, 48.86};

TEST_F(Golden, WholeFranceLight) {
  EXPECT_TRUE(same_as_golden(draw(map_state(900, 760), whole()), "france_light"));
}

TEST_F(Golden, WholeFranceDark) {
  MapState state = map_state(900, 760);
  state.theme = Theme::dark;
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "france_dark"));
}

TEST_F(Golden, WholeFranceAtTwoPixelsAPoint) {
  MapState state = map_state(700, 620);
  state.pixel_scale = 2;
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "france_2x"));
}

TEST_F(Golden, IleDeFrance) {
  EXPECT_TRUE(same_as_golden(draw(view_of(kParis, 8.6, 900, 600), whole()), "ile_de_france"));
}

TEST_F(Golden, NamesBesideMarkersWhenNear) {
  MapState state = view_of({2.60, 48.62}, 11.3, 800, 500);
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "near"));
  state = view_of({2.60, 48.62}, 10.2, 800, 500);
  state.theme = Theme::dark;
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "near_dark"));
}

TEST_F(Golden, LaReunionAsMainMap) {
  MapState state = map_state(800, 600);
  state.territory = Territory::reunion;
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "la_reunion"));
}

TEST_F(Golden, ChoroplethHatchesWhereThereIsNoData) {
  MapState state = map_state(800, 680);
  state.choropleth = Choropleth::count;
  EXPECT_TRUE(same_as_golden(draw(state, unplaced()), "choropleth_light"));
  state.theme = Theme::dark;
  EXPECT_TRUE(same_as_golden(draw(state, unplaced()), "choropleth_dark"));
}

TEST_F(Golden, RegionsShadedByShareInNaturalBreaks) {
  MapState state = map_state(800, 680);
  state.choropleth = Choropleth::share;
  state.shading = {TerritoryLevel::region, kind_of(LegalForm::scic), ClassMethod::jenks, 5};
  state.visible = KindSet::all() - kinds_of(Family::partenaires);
  state.selected = *match_region("Occitanie");
  state.hovered = *match_region("Bretagne");
  EXPECT_TRUE(same_as_golden(draw(state, unplaced()), "regions_shaded_light"));
  state.theme = Theme::dark;
  EXPECT_TRUE(same_as_golden(draw(state, unplaced()), "regions_shaded_dark"));
}

TEST_F(Golden, SevenClassesOfEachMethod) {
  MapState state = map_state(460, 420);
  state.insets = false;
  state.visible = KindSet::all() - kinds_of(Family::ptce);
  state.choropleth = Choropleth::per10000;
  const auto shot = [&](ClassMethod method, const std::string& name) {
    state.shading = {TerritoryLevel::departement, {}, method, 7};
    EXPECT_TRUE(same_as_golden(draw(state, unplaced()), "classes_" + name));
  };
  shot(ClassMethod::quantile, "quantile");
  shot(ClassMethod::equal, "equal");
  shot(ClassMethod::jenks, "jenks");
  shot(ClassMethod::headtail, "headtail");
}

TEST_F(Golden, HowPreciseAndHowOld) {
  MapState state = map_state(460, 420);
  state.insets = false;
  state.clusters = false;
  state.choropleth = Choropleth::precise;
  EXPECT_TRUE(same_as_golden(draw(state, unplaced()), "precision_shaded"));
  state.choropleth = Choropleth::source_year;
  state.theme = Theme::dark;
  EXPECT_TRUE(same_as_golden(draw(state, unplaced()), "source_years_shaded"));
}

// Too many for shapes; the selected one has its shape all the same.
TEST_F(Golden, ManyPlacesOneByOneAreDots) {
  const World world = world_of(scattered(6'000, 21));
  MapState state = map_state(460, 420);
  state.clusters = false;
  state.selected = PlaceId{100};
  EXPECT_TRUE(same_as_golden(draw(state, world), "dots_light"));
  state.theme = Theme::dark;
  state.pixel_scale = 2;
  EXPECT_TRUE(same_as_golden(draw(state, world), "dots_dark_2x"));
}

TEST_F(Golden, SelectedAndHoveredDepartment) {
  MapState state = view_of(kParis, 8.0, 700, 500);
  state.visible = KindSet();
  state.selected = *department_by_code("77");
  state.hovered = *department_by_code("78");
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "department_selected"));
}

TEST_F(Golden, OverlayAboveTheDepartments) {
  World world = whole();
  world.atlas.overlays = std::make_shared<std::vector<Overlay>>(std::vector<Overlay>{
      hexagons("districts", {1.2, 48.0}, 0.35, 7, 4), hexagons("basins", {1.2, 48.1}, 0.9, 3, 2)});
  MapState state = view_of(kParis, 8.0, 700, 500);
  state.visible = KindSet();
  state.hovered = OverlayRef{0, 9};
  state.selected = OverlayRef{1, 3};
  EXPECT_TRUE(same_as_golden(draw(state, world), "overlay"));
}

// Two relations from and to the selected place: arrows show who acts on whom.
TEST_F(Golden, ArcsOfTheSelectedPlace) {
  World world = whole();
  MapState state = view_of(kParis, 8.6, 700, 500);
  state.insets = false;
  const Scene scene = build_scene(state, world);
  std::vector<PlaceId> singles;
  for (const SceneMark& m : scene.marks) {
    if (m.count == 1 && m.frame == 0) singles.push_back(m.place);
  }
  ASSERT_GT(singles.size(), 20U);
  state.selected = singles[20];
  const auto relation = [](PlaceId from, PlaceId to) {
    return Relation{from, to, "", "", "finances", ""};
  };
  world.atlas.relations = std::make_shared<std::vector<Relation>>(
      std::vector<Relation>{relation(singles[20], singles[2]), relation(singles[9], singles[20]),
                            relation(singles[20], singles[13]), relation(singles[3], singles[4])});
  EXPECT_TRUE(same_as_golden(draw(state, world), "arcs"));
}

// One cluster a department, off each other and with its department's name beside it; an enlarged
// inset stands where it was put.
TEST_F(Golden, ClustersByTerritory) {
  MapState state = map_state(900, 760);
  state.grouping = ClusterGrouping::department;
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "by_department"));
  state.grouping = ClusterGrouping::region;
  state.theme = Theme::dark;
  state.inset_states[static_cast<std::size_t>(InsetId::petite_couronne)].rect =
      ScreenRect{620, 30, 260, 220};
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "by_region_dark"));
}

TEST_F(Golden, Graticule) {
  MapState state = map_state(900, 640);
  state.graticule = true;
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "graticule"));
  state.theme = Theme::dark;
  state.territory = Territory::reunion;
  EXPECT_TRUE(same_as_golden(draw(state, whole()), "graticule_dark"));
}

// ---- Sheets of marks on plain sea
// -----------------------------------------------------------------

SceneMark marker(Family family, ScreenPos at, double diameter_pt) {
  SceneMark m;
  m.at = m.anchor = at;
  m.family = family;
  m.diameter_pt = diameter_pt;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (info(Kind{k}).family == family) {
      m.icon = {k};
      break;
    }
  }
  return m;
}

// Columns: families. Rows: plain, with one to three functions, large with an icon, large with both,
// hovered, selected.
Scene sheet_of_shapes(const MapState& state) {
  constexpr double kStep = 44;
  Scene scene = empty_scene(state, {});
  for (int f = 0; f < kFamilyCount; ++f) {
    for (int row = 0; row < 6; ++row) {
      const bool large = row == 2 || row == 3;
      SceneMark m = marker(static_cast<Family>(f), {kStep * (f + 0.75), kStep * (row + 0.75)},
                           large ? 20 : 12);
      if (row == 1 || row == 3 || row == 5) {
        m.functions.set(kind_of(Function::cae));
        if (f % 3 > 0) m.functions.set(kind_of(Function::espace_test));
        if (f % 3 > 1) m.functions.set(kind_of(Function::ptce));
      }
      m.hovered = row == 4;
      m.selected = row == 5;
      scene.marks.push_back(m);
    }
  }
  return scene;
}

TEST_F(Golden, EveryShape) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (const double scale : {1.0, 2.0}) {
      MapState state = bare(506, 286);
      state.theme = theme;
      state.pixel_scale = scale;
      const std::string name = std::string("shapes_") + (theme == Theme::dark ? "dark" : "light") +
                               (scale > 1 ? "_2x" : "");
      EXPECT_TRUE(same_as_golden(draw(state, {}, sheet_of_shapes(state)), name));
    }
  }
}

// Counts of one to seven figures, rings of one to eleven families.
Scene sheet_of_clusters(const MapState& state) {
  constexpr double kStep = 64;
  constexpr std::array<std::uint32_t, 11> kCounts{2,    4,      12,     47,        123,       999,
                                                  1234, 13'439, 99'960, 1'250'000, 99'999'999};
  Scene scene = empty_scene(state, {});
  for (std::size_t i = 0; i < kCounts.size(); ++i) {
    SceneMark m;
    const double column = static_cast<double>(i % 6), row = static_cast<double>(i / 6);
    m.at = m.anchor = {kStep * (column + 0.6), kStep * (row + 0.6)};
    m.count = kCounts[i];
    m.diameter_pt = cluster_diameter_pt(m.count);
    m.first_slice = static_cast<std::uint32_t>(scene.slices.size());
    m.slice_count = static_cast<std::uint32_t>(i + 1);
    for (std::size_t s = 0; s <= i; ++s) {
      scene.slices.push_back({static_cast<Family>((s + i) % kFamilyCount),
                              static_cast<std::uint32_t>(1 + (s * 5 + i) % 4)});
    }
    m.hovered = i == 8;
    m.selected = i == 9;
    scene.marks.push_back(m);
  }
  return scene;
}

TEST_F(Golden, Clusters) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    MapState state = bare(400, 140);
    state.theme = theme;
    state.pixel_scale = 2;
    const std::string name = theme == Theme::dark ? "clusters_dark" : "clusters_light";
    EXPECT_TRUE(same_as_golden(draw(state, {}, sheet_of_clusters(state)), name));
  }
}

TEST_F(Golden, FanWithSelectedAndHovered) {
  MapState state = view_of(kParis, 9.0, 420, 320);
  state.labels = state.insets = false;
  Scene scene = empty_scene(state, whole());
  const ScreenPos middle = scene.frames[0].viewport.center();
  for (int i = 0; i < 8; ++i) {
    const double angle = i * 0.785;
    SceneMark m =
        marker(static_cast<Family>(i),
               {middle.x_pt + 40 * std::cos(angle), middle.y_pt + 40 * std::sin(angle)}, 12);
    m.anchor = middle;
    m.hovered = i == 6;
    m.selected = i == 7;
    if (m.selected) m.functions.set(kind_of(Function::cae));
    scene.marks.push_back(m);
  }
  EXPECT_TRUE(same_as_golden(draw(state, whole(), scene), "fan"));
}

}  // namespace
}  // namespace terreau::test
