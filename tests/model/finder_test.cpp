#include "app/model/finder.h"

#include <algorithm>
#include <array>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/i18n.h"

namespace terreau {
namespace {

TEST(NearText, KnowsHowPeopleAsk) {
  for (const char* text : {"près de Le Mans", "pres de le mans", "near Le Mans",
                           "Autour de Le Mans", "à côté de Le Mans", "proche de Le Mans"}) {
    const auto near = parse_near(text);
    ASSERT_TRUE(near.has_value()) << text;
    EXPECT_TRUE(near->of == "Le Mans" || near->of == "le mans") << near->of;
    EXPECT_FALSE(near->radius_km.has_value());
  }
  const auto french = parse_near("à 50 km de Lens");
  ASSERT_TRUE(french.has_value());
  EXPECT_EQ(french->of, "Lens");
  EXPECT_EQ(french->radius_km, 50);
  const auto english = parse_near("within 12.5 km of Lens");
  ASSERT_TRUE(english.has_value());
  EXPECT_EQ(english->of, "Lens");
  EXPECT_EQ(english->radius_km, 12.5);
  const auto elided = parse_near("près d'Arras");
  ASSERT_TRUE(elided.has_value());
  EXPECT_EQ(elided->of, "Arras");
}

TEST(NearText, NamesAreNoQuestions) {
  for (const char* text : {"nearby", "Le Mans", "a", "à Lens", "Preston", "50 km", ""}) {
    EXPECT_FALSE(parse_near(text).has_value()) << text;
  }
  EXPECT_EQ(searched_text("near Lens"), "Lens");
  EXPECT_EQ(searched_text("Lens"), "Lens");
}

TEST(Commands, AreFoundByTheirWordsInBothLanguages) {
  const auto first = [](std::string_view text, Language language) {
    const auto found = find_commands(text, language);
    return found.empty() ? std::string() : std::string(command(found.front()).name.en);
  };
  EXPECT_EQ(first("thème", Language::fr), "Light or dark theme");
  EXPECT_EQ(first("sombre", Language::fr), "Light or dark theme");
  EXPECT_EQ(first("dark", Language::fr), "Light or dark theme");
  EXPECT_EQ(first("habitants", Language::en), "Departments by places per 10,000 inhabitants");
  EXPECT_EQ(first("plein ecran", Language::fr), "Full screen");
  for (const auto& [fr, en, name] : std::vector<std::array<const char*, 3>>{
           {"comparer", "compare", "Compare territories"},
           {"complétude", "completeness", "What is known here"},
           {"imprimer", "print", "Print the map"},
           {"enregistrer une image", "save a picture", "Save a picture of the map"},
           {"exporter les donnees", "export the data", "Export the data"},
           {"tableur", "spreadsheet", "Export the data"},
           {"liste", "list", "List of the places"},
           {"filtres", "filters", "Filters"},
           {"près de", "near", "Near…"},
           {"regrouper par région", "group by region", "Group by region"},
           {"epci", "epci", "Overlaid boundaries"},
           {"teinte", "shading", "Shading of the territories"},
           {"parallèles", "graticule", "Graticule"},
           {"minicarte", "minimap", "Minimap"},
           {"animations", "motion", "Reduce motion"}}) {
    EXPECT_EQ(first(fr, Language::fr), name) << fr;
    EXPECT_EQ(first(en, Language::en), name) << en;
    EXPECT_EQ(first(en, Language::fr), name) << en;
  }
  EXPECT_EQ(first("zzz", Language::fr), "");
  EXPECT_EQ(first("", Language::fr), "");
}

TEST(Commands, EachHasItsNamesAndOneRow) {
  std::set<CommandId> ids;
  for (const Command& c : commands()) {
    EXPECT_TRUE(ids.insert(c.id).second) << c.name.en;
    EXPECT_FALSE(c.name.fr.empty());
    EXPECT_FALSE(c.name.en.empty());
  }
}

TEST(Commands, DoWhatTheySay) {
  MapState state;
  state.theme = Theme::dark;
  const auto theme = action_of(CommandId::theme, state);
  ASSERT_TRUE(theme.has_value());
  EXPECT_EQ(std::get<action::SetTheme>(*theme).theme, Theme::light);
  EXPECT_FALSE(action_of(CommandId::keys, state).has_value());
}

Found found(FoundKind kind, std::string_view name, NameMatch match) {
  Found f;
  f.kind = kind;
  f.name = name;
  f.match = match;
  f.position = {2, 48};
  return f;
}

TEST(Finder, ABetterMatchComesFirstAndOrganisationsOfEqualOnes) {
  Findings all;
  all.places = {found(FoundKind::place, "Le Mans en commun", NameMatch::prefix)};
  all.communes = {found(FoundKind::commune, "Le Mans", NameMatch::exact)};
  EXPECT_EQ(finder_rows("le mans", all, Language::fr).front().group, FinderGroup::communes);
  all.communes.front().match = NameMatch::prefix;
  EXPECT_EQ(finder_rows("le mans", all, Language::fr).front().group, FinderGroup::places);
}

TEST(Finder, NearAsksForASpot) {
  Findings all;
  all.communes = {found(FoundKind::commune, "Le Mans", NameMatch::exact),
                  found(FoundKind::commune, "Nowhere", NameMatch::prefix)};
  all.communes.back().position = {};
  const auto rows = finder_rows("à 50 km de le mans", all, Language::fr);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].group, FinderGroup::near);
  EXPECT_EQ(rows[0].radius_km, 50);
}

}  // namespace
}  // namespace terreau
