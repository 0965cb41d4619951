#include "app/model/i18n.h"

#include <gtest/gtest.h>

namespace terreau {
namespace {

constexpr const char* kThin = "\u202f";
constexpr const char* kFixed = "\u00a0";

TEST(I18n, French_comes_from_the_catalogue_and_english_is_the_key) {
  EXPECT_EQ(tr(Language::fr, "Search…"), "Rechercher…");
  EXPECT_EQ(tr(Language::en, "Search…"), "Search…");
}

TEST(I18n, A_text_without_translation_is_itself) {
  EXPECT_EQ(tr(Language::fr, "no such text in any catalogue"), "no such text in any catalogue");
  EXPECT_EQ(tr(Language::fr, ""), "");
}

TEST(I18n, Zero_is_singular_in_french_and_plural_in_english) {
  const auto places = [](Language l, int n) { return tr_n(l, "{} place", "{} places", n); };
  EXPECT_EQ(places(Language::fr, 0), "0 lieu");
  EXPECT_EQ(places(Language::fr, 1), "1 lieu");
  EXPECT_EQ(places(Language::fr, 2), "2 lieux");
  EXPECT_EQ(places(Language::en, 0), "0 places");
  EXPECT_EQ(places(Language::en, 1), "1 place");
  EXPECT_EQ(tr_n(Language::fr, "{} cat unknown", "{} cats unknown", 3), "3 cats unknown");
}

TEST(I18n, Counts_are_grouped_by_thousands) {
  EXPECT_EQ(format_count(Language::fr, 13439), std::string("13") + kThin + "439");
  EXPECT_EQ(format_count(Language::en, 1234567), "1,234,567");
  EXPECT_EQ(format_count(Language::en, -1000), "-1,000");
  EXPECT_EQ(format_count(Language::en, -100), "-100");
  EXPECT_EQ(format_count(Language::fr, 999), "999");
}

TEST(I18n, Coordinates_follow_the_language) {
  EXPECT_EQ(format_lonlat(Language::fr, {2.347, 48.859}), "48,8590° N 2,3470° E");
  EXPECT_EQ(format_lonlat(Language::en, {-4.5, 48.4}), "48.4000° N 4.5000° W");
  EXPECT_EQ(format_lonlat(Language::fr, {-61.5, -16.25}), "16,2500° S 61,5000° O");
  EXPECT_EQ(format_lonlat(Language::fr, {}), "–");
}

TEST(I18n, Distances_have_two_figures_at_least) {
  EXPECT_EQ(format_distance(Language::fr, 850.4), std::string("850") + kFixed + "m");
  EXPECT_EQ(format_distance(Language::fr, 1234), std::string("1,2") + kFixed + "km");
  EXPECT_EQ(format_distance(Language::en, 1234), std::string("1.2") + kFixed + "km");
  EXPECT_EQ(format_distance(Language::fr, 14200), std::string("14") + kFixed + "km");
  EXPECT_EQ(format_distance(Language::fr, 999.8), std::string("1,0") + kFixed + "km");
}

TEST(I18n, A_locale_that_names_no_english_is_french) {
  EXPECT_EQ(language_of_locale("fr_FR.UTF-8"), Language::fr);
  EXPECT_EQ(language_of_locale("en"), Language::en);
  EXPECT_EQ(language_of_locale("en_GB.UTF-8"), Language::en);
  EXPECT_EQ(language_of_locale("C"), Language::fr);
  EXPECT_EQ(language_of_locale(""), Language::fr);
  EXPECT_EQ(language_of_locale("enm_GB"), Language::fr);
}

}  // namespace
}  // namespace terreau
