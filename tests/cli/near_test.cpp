#include <algorithm>
#include <cmath>
#include <numbers>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// terreau near: what lies around a spot, as the window finds it.
namespace terreau::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double kLon = 2.828, kLat = 50.433;

// Metres on a sphere: good to half a percent.
double sphere_m(double lon, double lat) {
  constexpr double kRad = std::numbers::pi / 180, kEarth = 6'371'000;
  const double x = (lon - kLon) * kRad * std::cos((lat + kLat) / 2 * kRad);
  return kEarth * std::hypot(x, (lat - kLat) * kRad);
}

std::vector<std::string> ids(const json& places) {
  std::vector<std::string> out;
  for (const json& place : places) out.push_back(place.at("id"));
  return out;
}

class Near : public InFolder {
 protected:
  // Three around Lens, the last of them 57 km away, and one without a position.
  std::string table() const {
    return file("places.csv",
                "id,name,legal_form,functions,commune,departement,lon,lat\n"
                "north,Nord,scop,,Lens,62,2.828,50.533\n"
                "east,Est,scic,cae,Lens,62,2.968,50.433\n"
                "far,Loin,cuma,,Lens,62,2.028,50.433\n"
                "nowhere,Nulle part,scop,,,62,,\n");
  }
  json near(std::vector<std::string> words) const {
    words.insert(words.begin(), "near");
    words.insert(words.end(), {"--only", "--json"});
    return terreau(words).json();
  }
};

TEST_F(Near, A_coordinate_and_a_radius_give_what_lies_within_nearest_first) {
  const json found = near({"2.828", "50.433", table()});
  EXPECT_EQ(found.at("radius_km"), 20);
  EXPECT_EQ(found.at("count"), 2);
  EXPECT_THAT(ids(found.at("places")), ElementsAre("east", "north"));
  EXPECT_THAT(ids(near({"2.828", "50.433", table(), "--radius", "60"}).at("places")),
              ElementsAre("east", "north", "far"));
  EXPECT_THAT(ids(near({"2.828", "50.433", table(), "--radius", "5"}).at("places")), ElementsAre());
}

TEST_F(Near, Distances_and_directions_are_those_on_the_ground) {
  const json within = near({"2.828", "50.433", table(), "--radius", "60"});
  for (const json& place : within.at("places")) {
    const double expected = sphere_m(place.at("lon"), place.at("lat"));
    EXPECT_NEAR(place.at("distance_m").get<double>(), expected, 0.005 * expected) << place;
  }
  const json found = near({"2.828", "50.433", table()});
  EXPECT_EQ(found.at("places")[0].at("direction"), "E");
  EXPECT_EQ(found.at("places")[1].at("direction"), "N");
}

TEST_F(Near, The_nearest_of_each_kind_may_lie_beyond_the_circle) {
  const json nearest = near({"2.828", "50.433", table(), "--radius", "5"}).at("nearest");
  EXPECT_EQ(nearest.at("scop").at("id"), "north");
  EXPECT_EQ(nearest.at("scic").at("id"), "east");
  EXPECT_EQ(nearest.at("cae").at("id"), "east");
  EXPECT_EQ(nearest.at("cuma").at("id"), "far");
  EXPECT_FALSE(nearest.contains("sica"));
}

TEST_F(Near, The_filter_holds) {
  const json found = near({"2.828", "50.433", table(), "--forms", "scop"});
  EXPECT_THAT(ids(found.at("places")), ElementsAre("north"));
  EXPECT_EQ(found.at("nearest").size(), 1U);
}

TEST_F(Near, A_commune_is_a_spot_by_its_name) {
  const json found = near({"Lens", table()});
  EXPECT_EQ(found.at("center").at("name"), "Lens");
  EXPECT_NEAR(found.at("center").at("lon"), kLon, 0.02);
  EXPECT_NEAR(found.at("center").at("lat"), kLat, 0.02);
  EXPECT_EQ(found.at("count"), 2);
}

TEST_F(Near, People_get_a_line_a_place) {
  const Outcome o = terreau({"near", "2.828", "50.433", table(), "--only"});
  EXPECT_EQ(std::count(o.out.begin(), o.out.end(), '\n'), 3);
  EXPECT_THAT(o.out, HasSubstr("?             Nulle part, Pas-de-Calais (62)\n"));
  EXPECT_THAT(o.out, HasSubstr("Est, Lens"));
  EXPECT_LT(o.out.find("Est, Lens"), o.out.find("Nord, Lens"));
}

TEST_F(Near, What_is_nowhere_is_said) {
  const Outcome unknown = terreau({"near", "Xqzwvbnk"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_THAT(unknown.err, HasSubstr("Xqzwvbnk"));
  EXPECT_EQ(terreau({"near"}).status, 2);
  EXPECT_EQ(terreau({"near", "2.8", "95"}).status, 2);
  EXPECT_EQ(terreau({"near", "Lens", "--radius", "0"}).status, 2);
  EXPECT_EQ(terreau({"near", "Lens", "--radius", "many"}).status, 2);
}

}  // namespace
}  // namespace terreau::test
