#include "geodata/taxonomy.h"

#include <array>
#include <set>

#include <gtest/gtest.h>

namespace terreau {
namespace {

TEST(Taxonomy, EveryKindHasItsOwnCodeNameAndIcon) {
  std::set<std::string_view> codes;
  std::set<char32_t> icons;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    const KindInfo& kind = info(Kind{k});
    codes.insert(kind.code);
    icons.insert(kind.icon);
    EXPECT_FALSE(kind.name.fr.empty() || kind.name.en.empty() || kind.badge.fr.empty() ||
                 kind.badge.en.empty())
        << kind.code;
  }
  EXPECT_EQ(codes.size(), kKindCount);
  EXPECT_EQ(icons.size(), kKindCount);
}

TEST(Taxonomy, CodesFindTheirKinds) {
  for (int f = 0; f < kLegalFormCount; ++f) {
    const auto form = static_cast<LegalForm>(f);
    EXPECT_EQ(legal_form_by_code(info(form).code), form);
    EXPECT_FALSE(function_by_code(info(form).code));
  }
  for (int f = 0; f < kFunctionCount; ++f) {
    const auto function = static_cast<Function>(f);
    EXPECT_EQ(function_by_code(info(function).code), function);
    EXPECT_FALSE(legal_form_by_code(info(function).code));
  }
  for (int f = 0; f < kFamilyCount; ++f) {
    const auto family = static_cast<Family>(f);
    EXPECT_EQ(family_by_code(info(family).code), family);
  }
  EXPECT_FALSE(legal_form_by_code("SCOP"));
  EXPECT_FALSE(family_by_code(""));
}

TEST(Taxonomy, FamiliesPartTheKinds) {
  KindSet all;
  int members = 0;
  for (int f = 0; f < kFamilyCount; ++f) {
    const KindSet kinds = kinds_of(static_cast<Family>(f));
    EXPECT_FALSE(kinds.empty()) << info(static_cast<Family>(f)).code;
    all = all | kinds;
    members += std::popcount(kinds.bits());
  }
  EXPECT_EQ(all, KindSet::all());
  EXPECT_EQ(members, kKindCount);
}

TEST(Taxonomy, InseeCategories) {
  EXPECT_EQ(legal_form_by_insee_category("5458"), LegalForm::scop);
  EXPECT_EQ(legal_form_by_insee_category("6316"), LegalForm::cuma);
  EXPECT_EQ(legal_form_by_insee_category("5195"), LegalForm::autre_coop);
  EXPECT_EQ(legal_form_by_insee_category("5196"), LegalForm::banque_coop);
  // What the code cannot tell, and what lists on the web invented.
  for (const char* none : {"5710", "5570", "7349", "9220", "", "54", "54580"}) {
    EXPECT_FALSE(legal_form_by_insee_category(none)) << none;
  }
}

TEST(Taxonomy, UnknownIsAKindOnlyWhereNothingElseIs) {
  const std::array functions{Function::ptce};
  EXPECT_FALSE(kinds_of(LegalForm::unknown, functions).has(kind_of(LegalForm::unknown)));
  EXPECT_TRUE(kinds_of(LegalForm::unknown, {}).has(kind_of(LegalForm::unknown)));
}

TEST(Taxonomy, TheFamilyWornFollowsWhatIsShown) {
  const std::array functions{Function::cae, Function::espace_test};
  const KindSet kinds = kinds_of(LegalForm::scic, functions);
  KindSet visible = KindSet::all();
  EXPECT_EQ(display_family(kinds, visible), Family::multi_societariat);
  visible.set(kind_of(LegalForm::scic), false);
  EXPECT_EQ(display_family(kinds, visible), Family::test);
  visible.set(kind_of(Function::espace_test), false);
  EXPECT_EQ(display_family(kinds, visible), Family::cae);
  const std::array ptce{Function::ptce};
  EXPECT_EQ(display_family(kinds_of(LegalForm::association, ptce), KindSet::all()), Family::ptce);
  EXPECT_EQ(display_family(kinds_of(LegalForm::association, {}), KindSet::all()),
            Family::partenaires);
}

}  // namespace
}  // namespace terreau
