#include "tests/support/world.h"

#include <array>
#include <cmath>
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
  world.whole = world.facets = std::make_shared<Facets>(count_facets(*places, {}));
  return world;
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
  world.whole = world.facets = std::make_shared<Facets>(count_facets(*places, {}));
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

std::vector<PlaceRow> varied(int count, unsigned seed) {
  std::mt19937 random(seed);
  const auto up_to = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  static constexpr std::array kNames{"Atelier", "École", "écluse", "Œuvre", "Zone", "L'Îlot", ""};
  static constexpr std::array kCommunes{"Lens", "Évry", "Évreux", "Agen", "", "Arras"};
  static constexpr std::array kHosts{"", "https://www.cuma.fr/a", "http://les-scop.coop/b?c=1",
                                     "https://scic.org"};
  std::vector<PlaceRow> rows = scattered(count, seed);
  for (PlaceRow& row : rows) {
    row.name = std::string(kNames[static_cast<std::size_t>(up_to(kNames.size()))]);
    if (!row.name.empty()) row.name += " " + std::to_string(up_to(count));
    row.commune = kCommunes[static_cast<std::size_t>(up_to(kCommunes.size()))];
    row.source_url = kHosts[static_cast<std::size_t>(up_to(kHosts.size()))];
    row.year = up_to(4) == 0 ? 0 : 1950 + up_to(70);
    row.precision = static_cast<Precision>(up_to(kPrecisionCount));
    if (row.precision > Precision::commune) row.position = {};
    if (row.precision == Precision::region) {
      row.region = region(RegionId{static_cast<std::uint8_t>(up_to(kRegionCount))}).name;
    } else if (row.precision != Precision::none) {
      row.department = DepartmentId{static_cast<std::uint8_t>(up_to(kDepartmentCount))};
    }
  }
  return rows;
}

Overlay hexagons(const std::string& name, LonLat south_west, double side_deg, int columns,
                 int rows) {
  constexpr double kHalfWidth = 0.8660254;  // of a hexagon that stands on a corner, by its side
  Layer layer;
  layer.source = "/somewhere/" + name + ".geojson";
  layer.name = name;
  layer.kind = GeometryKind::polygon;
  layer.column_names = {"code", "nom", "population"};
  layer.columns.resize(3);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const double shift = row % 2 == 0 ? 0 : kHalfWidth;
      const LonLat middle{south_west.lon_deg + side_deg * (2 * column * kHalfWidth + shift),
                          south_west.lat_deg + side_deg * 1.5 * row};
      LonLatRing ring;
      for (int corner = 0; corner <= 6; ++corner) {
        const double angle = 3.14159265358979 * (corner / 3.0 + 0.5);
        ring.push_back({middle.lon_deg + side_deg * std::cos(angle),
                        middle.lat_deg + side_deg * std::sin(angle)});
      }
      layer.rings.push_back({ring});
      const std::int64_t n = ++layer.row_count;
      layer.columns[0].push_back("H" + std::to_string(n));
      layer.columns[1].push_back("Alvéole " + std::to_string(n));
      layer.columns[2].push_back(std::to_string(n * 1000));
    }
  }
  return make_overlay(std::move(layer));
}

}  // namespace terreau::test
