#include "app/model/classification.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace terreau {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using Values = std::vector<double>;

TEST(Classes, Quantiles_hold_as_many_values_each) {
  EXPECT_THAT(class_bounds({9, 1, 2, 3, 4, 5, 6, 7, 8}, ClassMethod::quantile, 3),
              ElementsAre(3, 6, 9));
  EXPECT_THAT(class_bounds({1, 2, 3, 4, 5, 6, 7}, ClassMethod::quantile, 3), ElementsAre(3, 5, 7));
}

TEST(Classes, Quantiles_never_part_equal_values) {
  EXPECT_THAT(class_bounds({1, 1, 1, 1, 1, 2, 3}, ClassMethod::quantile, 3), ElementsAre(1, 3));
}

TEST(Classes, Equal_intervals_may_be_empty) {
  EXPECT_THAT(class_bounds({0, 1, 2, 100}, ClassMethod::equal, 4), ElementsAre(25, 50, 75, 100));
  EXPECT_THAT(class_bounds({5, 5, 5}, ClassMethod::equal, 4), ElementsAre(5));
}

// Three groups that nobody would part otherwise; and one where quantiles would part a group.
TEST(Classes, Natural_breaks_stand_between_groups) {
  EXPECT_THAT(class_bounds({1, 2, 3, 10, 11, 12, 50, 51}, ClassMethod::jenks, 3),
              ElementsAre(3, 12, 51));
  EXPECT_THAT(class_bounds({4, 5, 9, 10}, ClassMethod::jenks, 2), ElementsAre(5, 10));
  EXPECT_THAT(class_bounds({7, 7, 8}, ClassMethod::jenks, 5), ElementsAre(7, 8));
}

// Mean of 1 … 9 and 55: 10; above it only 55.
TEST(Classes, Heads_and_tails_part_at_the_mean_of_what_is_above_the_mean) {
  EXPECT_THAT(class_bounds({1, 2, 3, 4, 5, 6, 7, 8, 9, 55}, ClassMethod::headtail, 7),
              ElementsAre(10, 55));
  // 19 of 1, then 5, 6, 7, 8, 80: mean 125/24 = 5.2083; the head 6, 7, 8, 80 has mean 25.25.
  Values v(19, 1.0);
  v.insert(v.end(), {5, 6, 7, 8, 80});
  EXPECT_THAT(class_bounds(v, ClassMethod::headtail, 7),
              ElementsAre(DoubleNear(125.0 / 24, 1e-12), 25.25, 80));
  EXPECT_THAT(class_bounds(v, ClassMethod::headtail, 2),
              ElementsAre(DoubleNear(125.0 / 24, 1e-12), 80));
}

Values any_values(std::mt19937& random) {
  const int n = std::uniform_int_distribution<>(1, 101)(random);
  const bool whole = random() % 2 == 0;
  std::lognormal_distribution<> size(1, 1.2);
  Values v;
  for (int i = 0; i < n; ++i) v.push_back(whole ? std::floor(size(random)) : size(random));
  return v;
}

TEST(Classes, Every_value_is_in_exactly_one_class_and_bounds_ascend) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const Values v = any_values(random);
    for (int m = 0; m < kClassMethodCount; ++m) {
      for (int k = kFewestClasses; k <= kMostClasses; ++k) {
        const Values bounds = class_bounds(v, static_cast<ClassMethod>(m), k);
        ASSERT_FALSE(bounds.empty());
        ASSERT_LE(bounds.size(), static_cast<std::size_t>(k));
        ASSERT_TRUE(std::ranges::is_sorted(bounds, std::less_equal()));
        ASSERT_EQ(bounds.back(), *std::ranges::max_element(v));
        for (const double x : v) {
          const auto c = static_cast<std::size_t>(class_of(bounds, x));
          ASSERT_LT(c, bounds.size());
          ASSERT_LE(x, bounds[c]);
          if (c > 0) {
            ASSERT_GT(x, bounds[c - 1]);
          }
        }
      }
    }
  }
}

double deviation(const Values& v, const Values& bounds) {
  double sum = 0;
  for (std::size_t c = 0; c < bounds.size(); ++c) {
    Values own;
    for (const double x : v) {
      if (static_cast<std::size_t>(class_of(bounds, x)) == c) own.push_back(x);
    }
    double mean = 0;
    for (const double x : own) mean += x / static_cast<double>(own.size());
    for (const double x : own) sum += (x - mean) * (x - mean);
  }
  return sum;
}

// Against every way to cut eleven values into classes.
TEST(Classes, Natural_breaks_are_the_best_of_all) {
  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    Values v = any_values(random);
    v.resize(std::min<std::size_t>(v.size(), 11));
    const std::set<double> distinct(v.begin(), v.end());
    const Values sorted(distinct.begin(), distinct.end());
    const int k = std::min<int>(4, static_cast<int>(sorted.size()));
    double best = std::numeric_limits<double>::infinity();
    for (unsigned cuts = 0; cuts < 1U << (sorted.size() - 1); ++cuts) {
      if (std::popcount(cuts) != k - 1) continue;
      Values bounds;
      for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
        if ((cuts >> i & 1U) != 0) bounds.push_back(sorted[i]);
      }
      bounds.push_back(sorted.back());
      best = std::min(best, deviation(v, bounds));
    }
    EXPECT_NEAR(deviation(v, class_bounds(v, ClassMethod::jenks, 4)), best, 1e-9);
  }
}

TEST(Classes, Readable_bounds_keep_every_value_in_its_class) {
  const auto simple = readable({0.3333, 0.7512}, {0.1, 0.3333, 0.5, 0.7512}, 3);
  EXPECT_EQ(simple.digits, 1);
  EXPECT_THAT(simple.bounds, ElementsAre(0.4, 0.8));
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    const Values v = any_values(random);
    const Values bounds = class_bounds(v, ClassMethod::jenks, 5);
    const Values shown = readable(bounds, v, 3).bounds;
    for (const double x : v) ASSERT_EQ(class_of(shown, x), class_of(bounds, x));
  }
}

}  // namespace
}  // namespace terreau
