#include "geodata/atlas.h"

#include <gmock/gmock.h>

#include "tests/support/folder.h"

namespace terreau {
namespace {

using testing::HasSubstr;

class AtlasTest : public FolderTest {
 protected:
  static Atlas load(std::vector<std::string> sources, bool only = true) {
    AtlasRequest request;
    request.sources = std::move(sources);
    request.only = only;
    auto atlas = load_atlas(request);
    EXPECT_TRUE(atlas.ok()) << atlas.error().text();
    return atlas.ok() ? *std::move(atlas) : Atlas{};
  }
  static std::string error_of(std::vector<std::string> sources) {
    AtlasRequest request;
    request.sources = std::move(sources);
    const auto atlas = load_atlas(request);
    return atlas.ok() ? "no error" : atlas.error().text();
  }
};

TEST_F(AtlasTest, TheEmbeddedOneIsWhole) {
  const Atlas atlas = load({}, false);
  ASSERT_EQ(atlas.sources.size(), 1U);
  const SourceReport& report = atlas.sources[0];
  EXPECT_EQ(report.source, "france/places.csv");
  EXPECT_EQ(report.rows, report.accepted + static_cast<std::int64_t>(report.rejected.size()));
  for (const Issue& issue : report.rejected) EXPECT_THAT(issue.reason, HasSubstr("merged"));
  EXPECT_EQ(atlas.places->size(), static_cast<std::size_t>(report.accepted));
  EXPECT_GT(atlas.places->located_count(), 250U);
  ASSERT_EQ(atlas.boundary_reports.size(), 1U);
  EXPECT_EQ(atlas.boundary_reports[0].departments, kDepartmentCount);
  EXPECT_TRUE(atlas.boundary_reports[0].issues.empty());
  EXPECT_EQ(atlas.key_figures.size(), 5U);
  EXPECT_EQ(atlas.key_figures[0].value_fr, "13\u00a0439");
  EXPECT_EQ(atlas.key_figures[0].value_en, "13,439");
  EXPECT_THAT(atlas.key_figures[0].why_en,
              HasSubstr("22,410 (Coop FR, 2022); 22,589 (other publications, "));
  EXPECT_EQ(atlas.key_figures[3].value_fr, "15\u00a0%");
  EXPECT_EQ(atlas.key_figures[3].value_en, "15%");
  EXPECT_EQ(atlas.relations->size(), 102U);
  ASSERT_TRUE(atlas.gazetteer && atlas.search);
}

TEST_F(AtlasTest, StoriesAndRelationsNameLoadedPlaces) {
  const Atlas atlas = load({}, false);
  ASSERT_EQ(atlas.stories.size(), 5U);
  for (const Story& story : atlas.stories) {
    EXPECT_FALSE(story.title_fr.empty() || story.title_en.empty() || story.sources.empty());
    ASSERT_EQ(story.steps.size(), 1U);
    const StoryStep& step = story.steps[0];
    EXPECT_TRUE(is_valid(step.centre));
    EXPECT_GT(step.zoom, 4);
    EXPECT_EQ(step.paragraphs_fr.size(), step.paragraphs_en.size());
    ASSERT_EQ(step.places.size(), step.place_ids.size());
    for (std::size_t i = 0; i < step.places.size(); ++i) {
      EXPECT_EQ(step.places[i], place_by_id(atlas, step.place_ids[i])) << step.place_ids[i];
      EXPECT_TRUE(step.places[i].valid()) << step.place_ids[i];
    }
  }
  int ends = 0;
  for (const Relation& r : *atlas.relations) {
    ends += (r.from.valid() ? 1 : 0) + (r.to.valid() ? 1 : 0);
    EXPECT_FALSE(r.from_name.empty() || r.to_name.empty());
    EXPECT_NE(relation_label(r.relation, false).en, "is linked to") << r.relation;
  }
  EXPECT_GT(ends, 100);
  EXPECT_FALSE(place_by_id(atlas, "nobody").valid());
}

TEST_F(AtlasTest, TheUnitedFunctionsOfMergedRowsAreOnThePrimaryOne) {
  const Atlas atlas = load({}, false);
  const PlaceId phares = place_by_id(atlas, "cite-phares-93");
  ASSERT_TRUE(phares.valid());
  EXPECT_TRUE(atlas.places->kinds(phares).has(kind_of(LegalForm::scic)));
  EXPECT_TRUE(atlas.places->kinds(phares).has(kind_of(Function::ptce)));
}

TEST_F(AtlasTest, EmbeddedBoundariesAlone) {
  BoundaryReport report;
  const auto boundaries = load_embedded_boundaries(report);
  ASSERT_TRUE(boundaries.ok());
  EXPECT_EQ(report.departments, 101);
  EXPECT_EQ(report.features, 101);
  EXPECT_GT(report.vertices, 20'000);
  EXPECT_EQ(report.crs, "EPSG:4326");
}

TEST_F(AtlasTest, PlacesGetTheDepartmentTheyStandIn) {
  const Atlas atlas =
      load({file("a.csv", "name,lon,lat\nLot,0.45,44.35\nSea,-8,46\nHarbour,-1.16,46.157\n")});
  ASSERT_EQ(atlas.places->size(), 3U);
  const auto code_of = [&](std::uint32_t i) {
    const DepartmentId d = atlas.places->department(PlaceId{i});
    return d.valid() ? department(d).code : std::string_view("none");
  };
  EXPECT_EQ(code_of(0), "47");
  EXPECT_EQ(code_of(1), "none");
  EXPECT_EQ(code_of(2), "17");
}

std::string square(const std::string& properties, double x) {
  const auto at = [](double lon, double lat) {
    return "[" + std::to_string(lon) + "," + std::to_string(lat) + "]";
  };
  return R"({"type":"Feature","properties":{)" + properties +
         R"(},"geometry":{"type":"Polygon","coordinates":[[)" + at(x, 45) + "," + at(x + 1, 45) +
         "," + at(x + 1, 46) + "," + at(x, 46) + "," + at(x, 45) + "]]}}";
}

TEST_F(AtlasTest, ASourcesDepartmentsReplaceTheEmbeddedOnesAndOthersAreDrawnOver) {
  const std::string departments =
      file("d.geojson", R"({"type":"FeatureCollection","features":[)" +
                            square(R"("code":"01","nom":"Ain")", 2) + "," +
                            square(R"("code":"73","nom":"Savoie")", 3) + "]}");
  const std::string parks = file("p.geojson", R"({"type":"FeatureCollection","features":[)" +
                                                  square(R"("nom":"Parc des Bauges")", 2.5) + "]}");
  const Atlas atlas = load({departments, parks}, false);
  ASSERT_EQ(atlas.boundary_reports.size(), 2U);
  EXPECT_EQ(atlas.boundary_reports[0].departments, 2);
  EXPECT_EQ(atlas.boundary_reports[1].departments, 0);
  EXPECT_EQ(department_at(*atlas.boundaries, {2.5, 45.5}), department_by_code("01"));
  EXPECT_FALSE(department_at(*atlas.boundaries, {-3, 48}));
  ASSERT_EQ(atlas.overlays->size(), 1U);
  const Overlay& overlay = (*atlas.overlays)[0];
  ASSERT_EQ(overlay.size(), 1U);
  EXPECT_EQ(overlay.feature_name(0), "Parc des Bauges");
  EXPECT_EQ(feature_at(overlay, {3.2, 45.5}), 0U);
  EXPECT_FALSE(feature_at(overlay, {2.2, 45.5}));
}

TEST_F(AtlasTest, ASourceWithNothingUsableIsAnErrorThatNamesIt) {
  EXPECT_THAT(error_of({file("a.csv", "a,b\n1,2\n")}), HasSubstr("a.csv: none of its 1 rows"));
  EXPECT_THAT(error_of({file("b.csv", "name,lon,lat\nA,999,99\n")}), HasSubstr("999 99"));
  EXPECT_THAT(error_of({file("c.csv", "name,lon,lat\nA,2,48\n"), path("none.csv")}),
              HasSubstr("none.csv: no such file"));
}

TEST_F(AtlasTest, AUsersGazetteerIsUsed) {
  AtlasRequest request;
  request.only = true;
  request.gazetteer = file("g.csv", "code_insee,nom,lon,lat\n01001,L'Abergement,4.9,46.1\n");
  request.sources = {file("a.csv", "name,code_insee\nA,01001\n")};
  const auto atlas = load_atlas(request);
  ASSERT_TRUE(atlas.ok()) << atlas.error().text();
  EXPECT_EQ(atlas->places->position(PlaceId{0}), (LonLat{4.9, 46.1}));
  request.gazetteer = path("none.csv");
  EXPECT_FALSE(load_atlas(request).ok());
}

TEST_F(AtlasTest, NearestPlace) {
  const Atlas atlas = load({file("a.csv", "name,lon,lat\nA,2,48\nB,3,48\nC,62041,\n")});
  const Nearest nearest = nearest_place(*atlas.places, {2.9, 48});
  ASSERT_TRUE(nearest.place.valid());
  EXPECT_EQ(atlas.places->name(nearest.place), "B");
  EXPECT_NEAR(nearest.distance_m, 7440, 30);
  EXPECT_FALSE(nearest_place(*atlas.places, {}).place.valid());
  EXPECT_FALSE(nearest_place(Places{}, {2, 48}).place.valid());
}

}  // namespace
}  // namespace terreau
