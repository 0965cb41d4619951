#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace terreau {

// How the values of a choropleth are parted into classes.
enum class ClassMethod : std::uint8_t { quantile, equal, jenks, headtail };
inline constexpr int kClassMethodCount = 4;
inline constexpr int kFewestClasses = 3, kMostClasses = 7;

// The upper bound of each class, ascending, the last one the largest value: a value belongs to the
// first class whose bound is not below it. Equal values are never parted, so there may be fewer
// classes than asked for.
//   quantile  as many values in each class, as far as ties allow
//   equal     equal intervals from the smallest to the largest value; some may be empty
//   jenks     natural breaks: the least sum of squared deviations from the classes' means, exact
//   headtail  at the mean, then at the mean of what is above it, while that is the lesser part (at
//             most 40 %); the data tell how many classes there are, `classes` is the most
std::vector<double> class_bounds(std::vector<double> values, ClassMethod method, int classes);

// The row of `bounds` that a value belongs to.
int class_of(const std::vector<double>& bounds, double value);

// The same classes with bounds that are easily read: with the fewest decimals that put no value
// into another class and keep the bounds apart, `most_digits` at most; else as they are.
struct ReadableBounds {
  std::vector<double> bounds;
  int digits = 0;  // decimals that tell them apart
};
ReadableBounds readable(const std::vector<double>& bounds, const std::vector<double>& values,
                        int most_digits);

}  // namespace terreau
