#include "geodata/name_distance.h"

#include <bit>
#include <string>

#include <gtest/gtest.h>

namespace terreau {
namespace {

TEST(NameDistance, OneEditIsForgiven) {
  EXPECT_TRUE(resembles("grenobel", "grenoble", 1));
  EXPECT_TRUE(resembles("grnoble", "grenoble", 1));
  EXPECT_TRUE(resembles("grennoble", "grenoble", 1));
  EXPECT_TRUE(resembles("grenoblo", "grenoble", 1));
  EXPECT_TRUE(resembles("renata", "reneta", 1));
  EXPECT_FALSE(resembles("grxxoble", "grenoble", 1));
  EXPECT_TRUE(resembles("grxxoble", "grenoble", 2));
}

TEST(NameDistance, ABeginningIsEnough) {
  EXPECT_TRUE(resembles("coopertai", "cooperative", 2));
  EXPECT_FALSE(resembles("cooperative", "coop", 2));
}

TEST(NameDistance, ShortWordsMustBeRight) {
  EXPECT_EQ(typos_forgiven("ain"), 0);
  EXPECT_EQ(typos_forgiven("lens"), 1);
  EXPECT_EQ(typos_forgiven("cooperative"), 2);
  EXPECT_EQ(typos_forgiven(std::string(100, 'x')), 0);
}

// The filter before the distance may let too much through, never too little.
TEST(NameDistance, LettersNeverHideAResemblance) {
  const std::string_view words[] = {"grenoble", "grnoble", "grenobel", "lyon", "lion", "a1b2"};
  for (const auto a : words) {
    for (const auto b : words) {
      if (!resembles(a, b, 1)) continue;
      EXPECT_LE(std::popcount(letters_of(a) & ~letters_of(b)), 1) << a << ' ' << b;
    }
  }
}

}  // namespace
}  // namespace terreau
