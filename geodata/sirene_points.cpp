#include <map>

#include "geodata/projection.h"
#include "geodata/sirene_parts.h"

// Where the établissements are.
namespace terreau::sirene {
namespace {

struct Columns {
  int siret, lon, lat, x, y, epsg, quality;
};

Columns bind(Binding& binding) {
  Columns c{binding.needed("siret"),
            binding.optional({"x_longitude", "longitude"}),
            binding.optional({"y_latitude", "latitude"}),
            -1,
            -1,
            -1,
            binding.optional({"qualite_xy"})};
  const bool degrees = c.lon >= 0 && c.lat >= 0;
  const auto column = [&](std::string_view name) {
    return degrees ? binding.optional({name}) : binding.needed(name);
  };
  c.x = column("x");
  c.y = column("y");
  c.epsg = column("epsg");
  return c;
}

// INSEE's qualite_xy: 11, 12, 21, 22 find the road; 33 is somewhere in the commune.
Precision precision_of(std::string_view quality) {
  const bool road = quality == "11" || quality == "12" || quality == "21" || quality == "22";
  return road || quality.empty() ? Precision::address : Precision::commune;
}

class PointReading {
 public:
  PointReading(RowReader& rows, const Columns& columns, const Units& units, Establishments& places,
               Report& report)
      : rows_(rows),
        columns_(columns),
        units_(units),
        places_(places),
        report_(report.geolocalisation),
        cells_(rows, report_, report) {}

  void take() {
    const std::string_view siret = rows_.cell(columns_.siret);
    const auto number = parse_digits(siret, 14);
    if (!number) {
      report_.reject(rows_.row(), "no SIRET of fourteen digits", siret);
      return;
    }
    const auto row = places_.by_siret.find(
        *number, [&](std::uint32_t r) { return siret_of(units_, places_.rows[r]); });
    if (!row) return;
    ++report_.matched;
    cells_.start_row();
    Establishment& place = places_.rows[*row];
    if (!read_degrees(place) && !read_metres(place)) {
      report_.left_out["no coordinates that can be used"].note(rows_.row(), siret);
      return;
    }
    place.precision = precision_of(cells_(columns_.quality));
    ++report_.kept;
  }

 private:
  bool read_degrees(Establishment& place) {
    const auto lon = parse_number(cells_(columns_.lon)), lat = parse_number(cells_(columns_.lat));
    if (!lon || !lat || !is_valid({*lon, *lat}) || (*lon == 0 && *lat == 0)) return false;
    place.x = *lon;
    place.y = *lat;
    place.epsg = Establishments::kDegrees;
    return true;
  }

  bool read_metres(Establishment& place) {
    const auto x = parse_number(cells_(columns_.x)), y = parse_number(cells_(columns_.y));
    const auto epsg = parse_number(cells_(columns_.epsg));
    if (!x || !y || (*x == 0 && *y == 0) || !epsg || *epsg < 1 || *epsg > 65'535) return false;
    place.x = *x;
    place.y = *y;
    place.epsg = static_cast<std::uint16_t>(*epsg);
    return true;
  }

  RowReader& rows_;
  const Columns columns_;
  const Units& units_;
  Establishments& places_;
  FileReport& report_;
  Cells cells_;
};

// In the part of the world where its department is; true where that is not known.
bool is_at_home(LonLat p, DepartmentId id) {
  if (!id.valid()) return true;
  const Territory home = department(id).territory;
  if (home != Territory::metropole) return territory_of(p) == home;
  constexpr LonLatBox kMetropole{-5.6, 41.2, 9.8, 51.3};
  return kMetropole.contains(p);
}

// A batch of rows with one CRS.
void transform(std::uint16_t epsg, const std::vector<std::uint32_t>& batch, Establishments& places,
               FileReport& report) {
  std::vector<MapPos> positions;
  positions.reserve(batch.size());
  for (const std::uint32_t row : batch)
    positions.push_back({places.rows[row].x, places.rows[row].y});
  const auto points = to_lonlat("EPSG:" + std::to_string(epsg), positions);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    Establishment& place = places.rows[batch[i]];
    const LonLat p = points ? (*points)[i] : LonLat{};
    place.epsg = is_valid(p) ? Establishments::kDegrees : std::uint16_t{0};
    if (!is_valid(p)) {
      report.notices["coordinates outside of their reference system, or a system not known"].note(
          0, "EPSG:" + std::to_string(epsg));
    }
    place.x = p.lon_deg;
    place.y = p.lat_deg;
  }
}

}  // namespace

std::optional<Error> read_points(const Request& request, const Units& units, Establishments& places,
                                 Report& report) {
  auto rows = open_rows(request.geolocalisation, request.stop);
  if (!rows) return rows.error();
  Binding binding((*rows)->columns());
  const Columns columns = bind(binding);
  if (auto error = binding.missing(request.geolocalisation, "the geolocated file")) return error;
  (*rows)->want(binding.bound());
  PointReading reading(**rows, columns, units, places, report);
  return read_rows(**rows, request, report.geolocalisation, [&] {
    reading.take();
    return true;
  });
}

void settle_points(Establishments& places, Report& report) {
  constexpr std::size_t kBatch = 16'384;
  FileReport& file =
      report.geolocalisation.path.empty() ? report.etablissements : report.geolocalisation;
  std::map<std::uint16_t, std::vector<std::uint32_t>> batches;  // by EPSG code
  for (std::uint32_t row = 0; row < places.rows.size(); ++row) {
    const std::uint16_t epsg = places.rows[row].epsg;
    if (epsg == 0 || epsg == Establishments::kDegrees) continue;
    auto& batch = batches[epsg];
    batch.push_back(row);
    if (batch.size() < kBatch) continue;
    transform(epsg, batch, places, file);
    batch.clear();
  }
  for (const auto& [epsg, batch] : batches) transform(epsg, batch, places, file);
  for (Establishment& place : places.rows) {
    if (place.epsg != 0 && !is_at_home({place.x, place.y}, place.department)) {
      file.notices["a position that is not in the part of France of its commune: not used"].note(
          0, "");
      place.epsg = 0;
    }
    if (place.epsg != 0) continue;
    const Whereabouts where = places.where(place);
    const bool commune = !where.commune_code.empty() || !where.commune.empty();
    place.precision = commune ? Precision::commune : Precision::none;
  }
}

}  // namespace terreau::sirene
