#include "geodata/triangulate_orientation.h"

#include <array>
#include <cstddef>

namespace terreau {
namespace {

// A sum of doubles without any rounding error: components that do not overlap, smallest first
// (Shewchuk's grow-expansion).
class ExactSum {
 public:
  void add(double value) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      const double sum = value + parts_[i];
      const double virtual_part = sum - value;
      const double error = (value - (sum - virtual_part)) + (parts_[i] - virtual_part);
      if (error != 0) parts_[kept++] = error;
      value = sum;
    }
    if (value != 0) parts_[kept++] = value;
    size_ = kept;
  }
  void add_product(double a, double b) {
    const double product = a * b;
    add(std::fma(a, b, -product));
    add(product);
  }
  double sign() const { return size_ == 0 ? 0 : parts_[size_ - 1]; }

 private:
  std::array<double, 12> parts_{};
  std::size_t size_ = 0;
};

}  // namespace

double exact_orientation(MapPos a, MapPos b, MapPos c) {
  ExactSum sum;  // the determinant multiplied out, where c.x * c.y cancels
  sum.add_product(a.x_m, b.y_m);
  sum.add_product(-a.x_m, c.y_m);
  sum.add_product(-c.x_m, b.y_m);
  sum.add_product(-a.y_m, b.x_m);
  sum.add_product(a.y_m, c.x_m);
  sum.add_product(c.y_m, b.x_m);
  return sum.sign();
}

}  // namespace terreau
