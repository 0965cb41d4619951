#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"

namespace terreau {

// The territories in classes of a value, of the places that pass the filter and are shown. class_of
// -1: no data (hatched), which is not the same as a low value.
struct ChoroplethMap {
  std::array<int, kDepartmentCount> class_of{};  // its own or its region's
  std::array<double, kDepartmentCount> value{};  // NaN: no data
  std::vector<double> upper_bounds;              // of each class, ascending; empty: no data at all
  double lowest = 0;                             // where the first class begins
  int digits = 0;                                // decimals that the bounds are written with
  int territories = 0;                           // that have data,
  int of = 0;                                    // of so many
};

ChoroplethMap classify(const MapState& state, const World& world);

// The last classes, made anew when what they are made of has changed.
class Classes {
 public:
  const ChoroplethMap& of(const MapState& state, const World& world);

 private:
  std::shared_ptr<const Markers> markers_;
  KindSet visible_;
  Choropleth what_ = Choropleth::none;
  Shading shading_;
  ChoroplethMap map_;
};

// Its legend in words, for window and paper alike.
struct ChoroplethWords {
  std::string title;                // "Places per 10,000 inhabitants, by department"
  std::vector<std::string> bounds;  // where the first class begins, then where each ends
  std::string method;               // "Quantiles, 5 classes · n = 92 of 101"
  std::string source;               // of the population; else empty
};
ChoroplethWords words_of(const MapState& state, const ChoroplethMap& map);

std::string_view method_name(Language language, ClassMethod method);
// "12", "0.35", "24 %", "2019"
std::string value_text(Language language, Choropleth what, double value, int digits);

}  // namespace terreau
