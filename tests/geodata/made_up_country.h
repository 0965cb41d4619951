#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "geodata/boundaries.h"

// A country of columns × rows departments whose borders wind at all scales and are shared exactly,
// for tests and benchmarks.
namespace terreau {

class MadeUpCountry {
 public:
  MadeUpCountry(int columns, int rows, int points_per_border, double wildness = 0.06)
      : columns_(columns), rows_(rows), points_(points_per_border), wildness_(wildness) {}

  int department_count() const { return columns_ * rows_; }

  // The departments of the metropole in the order of their codes, row by row from the south-west.
  std::vector<DepartmentGeometry> geometries() const {
    std::vector<DepartmentGeometry> out;
    for (std::uint8_t id = 0; id < kDepartmentCount && out.size() < count(); ++id) {
      if (department({id}).territory != Territory::metropole) continue;
      const int index = static_cast<int>(out.size());
      out.push_back({{id}, {ring(index % columns_, index / columns_)}});
    }
    return out;
  }

  // A corner where departments meet.
  LonLat corner(int column, int row) const {
    std::mt19937 random(static_cast<std::uint32_t>(row * 1000 + column));
    std::uniform_real_distribution<double> shift(-0.15, 0.15);
    return {-1 + (column + shift(random)) * 7.0 / columns_,
            43.5 + (row + shift(random)) * 6.0 / rows_};
  }

 private:
  std::size_t count() const { return static_cast<std::size_t>(department_count()); }

  LonLatRing ring(int column, int row) const {
    LonLatRing out;
    append(out, column, row, true, false);
    append(out, column + 1, row, false, false);
    append(out, column, row + 1, true, true);
    append(out, column, row, false, true);
    return out;
  }

  // The border that runs east or north from a corner, without its last point.
  void append(LonLatRing& out, int column, int row, bool east, bool reversed) const {
    LonLatRing line{corner(column, row), corner(column + east, row + !east)};
    std::mt19937 random(static_cast<std::uint32_t>((row * 1000 + column) * 2 + east));
    std::uniform_real_distribution<double> shift(-wildness_, wildness_);
    while (static_cast<int>(line.size()) - 1 < points_) {  // random midpoint displacement
      LonLatRing finer;
      for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const LonLat a = line[i], b = line[i + 1];
        const double dx = b.lon_deg - a.lon_deg, dy = b.lat_deg - a.lat_deg, s = shift(random);
        finer.push_back(a);
        finer.push_back(
            {(a.lon_deg + b.lon_deg) / 2 - s * dy, (a.lat_deg + b.lat_deg) / 2 + s * dx});
      }
      finer.push_back(line.back());
      line = std::move(finer);
    }
    if (reversed) std::reverse(line.begin(), line.end());
    out.insert(out.end(), line.begin(), line.end() - 1);
  }

  int columns_, rows_, points_;
  double wildness_;
};

}  // namespace terreau
