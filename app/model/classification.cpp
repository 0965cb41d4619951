#include "app/model/classification.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace terreau {
namespace {

using Values = std::vector<double>;  // ascending, not empty

constexpr double kHeadAtMost = 0.4;  // Jiang 2013: heads are a minority

Values quantiles(const Values& v, int classes) {
  Values bounds;
  const auto n = static_cast<double>(v.size());
  for (int k = 1; k <= classes; ++k) {
    const double rank = std::ceil(n * k / classes);
    bounds.push_back(v[static_cast<std::size_t>(std::max(rank, 1.0)) - 1]);
  }
  return bounds;
}

Values equal_intervals(const Values& v, int classes) {
  Values bounds;
  const double width = (v.back() - v.front()) / classes;
  for (int k = 1; k < classes; ++k) bounds.push_back(v.front() + k * width);
  bounds.push_back(v.back());
  return bounds;
}

// Sums over runs of distinct values, each as often as it occurs: ties stay together.
struct Runs {
  Values value, weight, sum, square;  // the latter three from the first value on

  explicit Runs(const Values& v) : weight{0}, sum{0}, square{0} {
    // Deviations are from the middle, which keeps squares of large values apart.
    const double middle = v[v.size() / 2];
    for (std::size_t i = 0; i < v.size();) {
      std::size_t end = i;
      while (end < v.size() && v[end] == v[i]) ++end;
      const double n = static_cast<double>(end - i), x = v[i] - middle;
      value.push_back(v[i]);
      weight.push_back(weight.back() + n);
      sum.push_back(sum.back() + n * x);
      square.push_back(square.back() + n * x * x);
      i = end;
    }
  }
  // Squared deviations from the mean of the distinct values [first, last).
  double deviation(std::size_t first, std::size_t last) const {
    const double n = weight[last] - weight[first], s = sum[last] - sum[first];
    return std::max(0.0, square[last] - square[first] - s * s / n);
  }
};

// Fisher's dynamic programme: the best k classes of the first j values end with a class [i, j)
// after the best k - 1 classes of the first i.
Values natural_breaks(const Values& v, int classes) {
  const Runs runs(v);
  const std::size_t n = runs.value.size(),
                    most = std::min<std::size_t>(n, static_cast<std::size_t>(classes));
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  std::vector<Values> best(most + 1, Values(n + 1, kInfinite));
  std::vector<std::vector<std::size_t>> begin(most + 1, std::vector<std::size_t>(n + 1));
  best[0][0] = 0;
  for (std::size_t k = 1; k <= most; ++k) {
    for (std::size_t j = k; j <= n; ++j) {
      for (std::size_t i = k - 1; i < j; ++i) {
        const double cost = best[k - 1][i] + runs.deviation(i, j);
        if (cost < best[k][j]) {
          best[k][j] = cost;
          begin[k][j] = i;
        }
      }
    }
  }
  Values bounds(most);
  for (std::size_t k = most, end = n; k > 0; end = begin[k][end], --k) {
    bounds[k - 1] = runs.value[end - 1];
  }
  return bounds;
}

Values head_tail_breaks(const Values& v, int classes) {
  Values bounds;
  auto head = v.begin();
  while (static_cast<int>(bounds.size()) + 1 < classes && head != v.end()) {
    const auto n = static_cast<double>(v.end() - head);
    const double mean = std::accumulate(head, v.end(), 0.0) / n;
    const auto next = std::upper_bound(head, v.end(), mean);
    const auto rest = static_cast<double>(v.end() - next);
    if (next == v.end() || (!bounds.empty() && rest / n > kHeadAtMost)) break;
    bounds.push_back(mean);
    head = next;
  }
  bounds.push_back(v.back());
  return bounds;
}

}  // namespace

std::vector<double> class_bounds(std::vector<double> values, ClassMethod method, int classes) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  Values bounds;
  switch (method) {
    case ClassMethod::quantile: bounds = quantiles(values, classes); break;
    case ClassMethod::equal: bounds = equal_intervals(values, classes); break;
    case ClassMethod::jenks: bounds = natural_breaks(values, classes); break;
    case ClassMethod::headtail: bounds = head_tail_breaks(values, classes); break;
  }
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  return bounds;
}

int class_of(const std::vector<double>& bounds, double value) {
  return static_cast<int>(std::ranges::lower_bound(bounds, value) - bounds.begin());
}

ReadableBounds readable(const std::vector<double>& bounds, const std::vector<double>& values,
                        int most_digits) {
  double power = 1;
  for (int digits = 0; digits <= most_digits; ++digits, power *= 10) {
    Values rounded;
    for (const double b : bounds) {
      // The nearest one that still holds the values up to the bound.
      const double near = std::round(b * power) / power;
      const bool holds = std::ranges::none_of(values, [&](double v) { return v <= b && v > near; });
      rounded.push_back(holds ? near : std::ceil(b * power) / power);
    }
    const bool apart = std::ranges::adjacent_find(rounded, std::greater_equal()) == rounded.end();
    const bool same = apart && std::ranges::all_of(values, [&](double v) {
                        return class_of(rounded, v) == class_of(bounds, v);
                      });
    if (same) return {rounded, digits};
    if (digits == most_digits) return {bounds, digits};
  }
  return {bounds, 0};
}

}  // namespace terreau
