#include "tests/support/world.h"

#include <random>

namespace terreau::test {
namespace {

DepartmentGeometry square(const char* code, double west, double south, double east, double north) {
  return {*department_by_code(code),
          {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

std::shared_ptr<const Boundaries> squares() {
  std::vector<Issue> issues;
  return std::make_shared<Boundaries>(
      build_boundaries({square("62", -2, 48, 3, 51), square("93", 3, 48, 7, 51),
                        square("47", -2, 43, 7, 48), square("974", 55.2, -21.4, 55.9, -20.8)},
                       issues));
}

}  // namespace

PlaceRow place(const std::string& id, LonLat at, LegalForm form, std::vector<Function> functions) {
  PlaceRow row;
  row.id = id;
  row.name = "Place " + id;
  row.position = at;
  row.precision = is_valid(at) ? Precision::address : Precision::none;
  row.form = form;
  row.functions = std::move(functions);
  return row;
}

World world_of(const std::vector<PlaceRow>& rows) {
  World world;
  world.atlas.boundaries = squares();
  auto places = std::make_shared<Places>();
  for (const PlaceRow& row : rows) places->add(row, 0);
  world.atlas.places = places;
  world.atlas.sources.push_back({"test", "test", "EPSG:4326", "UTF-8", 0, 0, {}, {}});
  world.markers = std::make_shared<Markers>(build_markers(*places, {}));
  return world;
}

std::vector<PlaceRow> scattered(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> lon(-1.9, 6.9), lat(43.1, 50.9);
  std::uniform_int_distribution<int> form(0, kLegalFormCount - 1), function(-6, kFunctionCount - 1);
  std::vector<PlaceRow> rows;
  for (int i = 0; i < count; ++i) {
    const int f = function(random);
    std::vector<Function> functions;
    if (f >= 0) functions.push_back(static_cast<Function>(f));
    rows.push_back(place(std::to_string(i), {lon(random), lat(random)},
                         static_cast<LegalForm>(form(random)), functions));
  }
  return rows;
}

}  // namespace terreau::test
