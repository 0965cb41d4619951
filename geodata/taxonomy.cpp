#include "geodata/taxonomy.h"

#include <algorithm>
#include <utility>

#include "geodata/result.h"

namespace terreau {
namespace {

constexpr std::array<FamilyInfo, kFamilyCount> kFamilies{{
    {"travail",
     {"Coopératives de travail", "Worker cooperatives"},
     {"Scop", "Scop: owned by their employees"},
     MarkerShape::circle,
     {0xD5, 0x5E, 0x00},
     {0xD5, 0x5E, 0x00}},
    {"multi_societariat",
     {"Intérêt collectif", "Multi-stakeholder"},
     {"Scic", "Scic: employees, users, public bodies"},
     MarkerShape::rounded_square,
     {0x00, 0x72, 0xB2},
     {0x00, 0x72, 0xB2}},
    {"agricole",
     {"Agriculture", "Farming"},
     {"Coopératives agricoles, Cuma, Sica", "Farm cooperatives, Cuma, Sica"},
     MarkerShape::drop,
     {0x00, 0x9E, 0x73},
     {0x00, 0x9E, 0x73}},
    {"usagers",
     {"Usagers", "Users"},
     {"Consommateurs, habitants, HLM", "Consumers, residents, social housing"},
     MarkerShape::square,
     {0xE6, 0x9F, 0x00},
     {0xE6, 0x9F, 0x00}},
    {"entrepreneurs",
     {"Entrepreneurs", "Entrepreneurs"},
     {"Artisans, commerçants, transport, pêche", "Craftspeople, retailers, hauliers, fishing"},
     MarkerShape::pentagon,
     {0x56, 0xB4, 0xE9},
     {0x56, 0xB4, 0xE9}},
    {"banques",
     {"Banques coopératives", "Cooperative banks"},
     {"Banques et caisses mutuelles", "Banks and mutual savings banks"},
     MarkerShape::small_square,
     {0x4D, 0x4D, 0x4D},
     {0xCC, 0xCC, 0xCC}},
    {"ptce",
     {"Pôles territoriaux", "Territorial clusters"},
     {"PTCE", "PTCE: clusters for economic cooperation"},
     MarkerShape::hexagon_ring,
     {0xCC, 0x79, 0xA7},
     {0xCC, 0x79, 0xA7}},
    {"test",
     {"Lieux pour essayer", "Places to try out"},
     {"Espaces-test, couveuses, pépinières, Geiq", "Farm test sites, incubators, nurseries, Geiq"},
     MarkerShape::diamond,
     {0xF0, 0xE4, 0x42},
     {0xF0, 0xE4, 0x42}},
    {"cae",
     {"Activité et emploi", "Business and employment"},
     {"CAE : entrepreneurs salariés", "CAE: salaried entrepreneurs"},
     MarkerShape::ring,
     {0x6A, 0x3D, 0x9A},
     {0xA9, 0x8B, 0xD0}},
    {"autres",
     {"Autres coopératives", "Other cooperatives"},
     {"Unions, autres formes, forme inconnue", "Unions, other forms, form not known"},
     MarkerShape::triangle,
     {0x8B, 0x5E, 0x3C},
     {0xB9, 0x8B, 0x63}},
    {"partenaires",
     {"Partenaires", "Partners"},
     {"Associations, insertion, autres", "Associations, work integration, others"},
     MarkerShape::small_circle,
     {0xFF, 0xFF, 0xFF},
     {0xFF, 0xFF, 0xFF}},
}};

// Icons: Material Icons 6.7; the comment is the glyph's name there.
constexpr std::array<KindInfo, kKindCount> kKinds{{
    {"scop",
     {"Société coopérative et participative", "Worker cooperative (Scop)"},
     {"Scop", "Scop"},
     Family::travail,
     0xebcb},  // handshake
    {"scic",
     {"Société coopérative d'intérêt collectif", "Multi-stakeholder cooperative (Scic)"},
     {"Scic", "Scic"},
     Family::multi_societariat,
     0xe80d},  // share: three linked dots
    {"cuma",
     {"Coopérative d'utilisation de matériel agricole", "Farm machinery cooperative (Cuma)"},
     {"Cuma", "Cuma"},
     Family::agricole,
     0xea79},  // agriculture: a tractor
    {"coop_agricole",
     {"Coopérative agricole", "Agricultural cooperative"},
     {"Coop. agricole", "Farm co-op"},
     Family::agricole,
     0xf205},  // grass
    {"sica",
     {"Société d'intérêt collectif agricole", "Collective-interest farming company (Sica)"},
     {"Sica", "Sica"},
     Family::agricole,
     0xebb8},  // warehouse
    {"coop_conso",
     {"Coopérative de consommateurs", "Consumer cooperative"},
     {"Consommateurs", "Consumers"},
     Family::usagers,
     0xe8cb},  // shopping_basket
    {"coop_habitants",
     {"Coopérative d'habitants", "Residents' housing cooperative"},
     {"Habitants", "Residents"},
     Family::usagers,
     0xe88a},  // home
    {"coop_hlm",
     {"Coopérative d'HLM ou de construction", "Social housing cooperative"},
     {"Coop. HLM", "Housing"},
     Family::usagers,
     0xea40},  // apartment
    {"coop_artisans",
     {"Coopérative artisanale", "Craftspeople's cooperative"},
     {"Artisans", "Crafts"},
     Family::entrepreneurs,
     0xea59},  // hardware: a hammer
    {"coop_commercants",
     {"Coopérative de commerçants détaillants", "Retailers' cooperative"},
     {"Commerçants", "Retailers"},
     Family::entrepreneurs,
     0xea12},  // storefront
    {"coop_transport",
     {"Coopérative de transport", "Transport cooperative"},
     {"Transport", "Transport"},
     Family::entrepreneurs,
     0xe558},  // local_shipping
    {"coop_maritime",
     {"Coopérative maritime", "Maritime cooperative"},
     {"Maritime", "Maritime"},
     Family::entrepreneurs,
     0xf1cd},  // anchor
    {"banque_coop",
     {"Banque coopérative", "Cooperative bank"},
     {"Banque", "Bank"},
     Family::banques,
     0xe84f},  // account_balance
    {"union_coop",
     {"Union de coopératives", "Union of cooperatives"},
     {"Union", "Union"},
     Family::autres,
     0xe97a},  // account_tree
    {"autre_coop",
     {"Autre société coopérative", "Other cooperative company"},
     {"Autre coop.", "Other co-op"},
     Family::autres,
     0xf233},  // groups
    {"association",
     {"Association", "Non-profit association"},
     {"Association", "Association"},
     Family::partenaires,
     0xea70},  // volunteer_activism
    {"autre",
     {"Autre organisation", "Other organisation"},
     {"Autre", "Other"},
     Family::partenaires,
     0xe0af},  // business
    {"unknown",
     {"Forme juridique non connue", "Legal form not known"},
     {"Forme inconnue", "Form unknown"},
     Family::autres,
     0xe5d3},  // more_horiz
    {"cae",
     {"Coopérative d'activité et d'emploi", "Business and employment cooperative (CAE)"},
     {"CAE", "CAE"},
     Family::cae,
     0xf1ad},  // umbrella
    {"ptce",
     {"Pôle territorial de coopération économique",
      "Territorial cluster for economic cooperation (PTCE)"},
     {"PTCE", "PTCE"},
     Family::ptce,
     0xe9f4},  // hub
    {"espace_test",
     {"Espace-test agricole", "Farm test site"},
     {"Espace-test", "Test site"},
     Family::test,
     0xea35},  // eco: a leaf
    {"couveuse",
     {"Couveuse d'activités", "Business incubator"},
     {"Couveuse", "Incubator"},
     Family::test,
     0xeacc},  // egg
    {"pepiniere",
     {"Pépinière d'entreprises", "Business nursery"},
     {"Pépinière", "Nursery"},
     Family::test,
     0xf089},  // yard: a potted plant
    {"geiq",
     {"Groupement d'employeurs pour l'insertion et la qualification",
      "Employers' group for integration and training (Geiq)"},
     {"Geiq", "Geiq"},
     Family::test,
     0xf1a9},  // stairs
    {"iae",
     {"Insertion par l'activité économique", "Work integration"},
     {"Insertion", "Integration"},
     Family::partenaires,
     0xea3d},  // engineering
}};

using CategoryRow = std::pair<std::string_view, LegalForm>;

// INSEE, catégories juridiques niveau III. 5195, the Alsace-Moselle "association coopérative
// inscrite", stands among the banks but is none.
constexpr std::array kCategories{
    CategoryRow{"5191", LegalForm::banque_coop},
    CategoryRow{"5192", LegalForm::banque_coop},
    CategoryRow{"5193", LegalForm::banque_coop},
    CategoryRow{"5194", LegalForm::banque_coop},
    CategoryRow{"5195", LegalForm::autre_coop},
    CategoryRow{"5196", LegalForm::banque_coop},
    CategoryRow{"5203", LegalForm::autre_coop},
    CategoryRow{"5307", LegalForm::autre_coop},
    CategoryRow{"5309", LegalForm::autre_coop},
    CategoryRow{"5432", LegalForm::sica},
    CategoryRow{"5443", LegalForm::coop_hlm},
    CategoryRow{"5451", LegalForm::coop_conso},
    CategoryRow{"5453", LegalForm::coop_artisans},
    CategoryRow{"5454", LegalForm::coop_maritime},
    CategoryRow{"5455", LegalForm::coop_transport},
    CategoryRow{"5458", LegalForm::scop},
    CategoryRow{"5459", LegalForm::union_coop},
    CategoryRow{"5460", LegalForm::autre_coop},
    CategoryRow{"5532", LegalForm::sica},
    CategoryRow{"5543", LegalForm::coop_hlm},
    CategoryRow{"5547", LegalForm::coop_hlm},
    CategoryRow{"5551", LegalForm::coop_conso},
    CategoryRow{"5552", LegalForm::coop_commercants},
    CategoryRow{"5553", LegalForm::coop_artisans},
    CategoryRow{"5554", LegalForm::coop_maritime},
    CategoryRow{"5555", LegalForm::coop_transport},
    CategoryRow{"5558", LegalForm::scop},
    CategoryRow{"5559", LegalForm::union_coop},
    CategoryRow{"5560", LegalForm::autre_coop},
    CategoryRow{"5632", LegalForm::sica},
    CategoryRow{"5643", LegalForm::coop_hlm},
    CategoryRow{"5647", LegalForm::coop_hlm},
    CategoryRow{"5651", LegalForm::coop_conso},
    CategoryRow{"5652", LegalForm::coop_commercants},
    CategoryRow{"5653", LegalForm::coop_artisans},
    CategoryRow{"5654", LegalForm::coop_maritime},
    CategoryRow{"5655", LegalForm::coop_transport},
    CategoryRow{"5658", LegalForm::scop},
    CategoryRow{"5659", LegalForm::union_coop},
    CategoryRow{"5660", LegalForm::autre_coop},
    CategoryRow{"6100", LegalForm::banque_coop},
    CategoryRow{"6316", LegalForm::cuma},
    CategoryRow{"6317", LegalForm::coop_agricole},
    CategoryRow{"6318", LegalForm::coop_agricole},
    CategoryRow{"6532", LegalForm::sica},
    CategoryRow{"6543", LegalForm::coop_hlm},
    CategoryRow{"6551", LegalForm::coop_conso},
    CategoryRow{"6554", LegalForm::coop_maritime},
    CategoryRow{"6558", LegalForm::autre_coop},
    CategoryRow{"6560", LegalForm::autre_coop},
    CategoryRow{"6595", LegalForm::banque_coop},
    CategoryRow{"6596", LegalForm::banque_coop},
};
static_assert(std::is_sorted(kCategories.begin(), kCategories.end()));

template <class Range>
std::optional<int> index_of_code(const Range& infos, std::string_view code) {
  const auto found =
      std::find_if(infos.begin(), infos.end(), [&](const auto& row) { return row.code == code; });
  if (found == infos.end()) return std::nullopt;
  return static_cast<int>(found - infos.begin());
}

constexpr KindSet bits_between(LegalForm first, LegalForm last) {
  KindSet set;
  for (int k = static_cast<int>(first); k <= static_cast<int>(last); ++k) {
    set.set(Kind{static_cast<std::uint8_t>(k)});
  }
  return set;
}

}  // namespace

const FamilyInfo& info(Family f) {
  TERREAU_CHECK(static_cast<int>(f) < kFamilyCount);
  return kFamilies[static_cast<std::size_t>(f)];
}

const KindInfo& info(Kind k) {
  TERREAU_CHECK(k.value < kKindCount);
  return kKinds[k.value];
}

std::optional<Family> family_by_code(std::string_view code) {
  const auto index = index_of_code(kFamilies, code);
  return index ? std::optional(static_cast<Family>(*index)) : std::nullopt;
}

std::optional<LegalForm> legal_form_by_code(std::string_view code) {
  const auto index = index_of_code(kKinds, code);
  if (!index || *index >= kLegalFormCount) return std::nullopt;
  return static_cast<LegalForm>(*index);
}

std::optional<Function> function_by_code(std::string_view code) {
  const auto index = index_of_code(kKinds, code);
  if (!index || *index < kLegalFormCount) return std::nullopt;
  return static_cast<Function>(*index - kLegalFormCount);
}

std::optional<Kind> kind_by_code(std::string_view code) {
  const auto index = index_of_code(kKinds, code);
  return index ? std::optional(Kind{static_cast<std::uint8_t>(*index)}) : std::nullopt;
}

std::optional<LegalForm> legal_form_by_insee_category(std::string_view category) {
  const auto found =
      std::lower_bound(kCategories.begin(), kCategories.end(), category,
                       [](const CategoryRow& row, std::string_view c) { return row.first < c; });
  if (found == kCategories.end() || found->first != category) return std::nullopt;
  return found->second;
}

KindSet kinds_of(Family f) {
  KindSet set;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (kKinds[k].family == f) set.set(Kind{k});
  }
  return set;
}

KindSet kinds_of(LegalForm form, std::span<const Function> functions) {
  KindSet set;
  for (const Function f : functions) set.set(kind_of(f));
  if (form != LegalForm::unknown || set.empty()) set.set(kind_of(form));
  return set;
}

std::string function_codes(KindSet kinds) {
  std::string codes;
  for (std::uint8_t k = kLegalFormCount; k < kKindCount; ++k) {
    if (!kinds.has(Kind{k})) continue;
    if (!codes.empty()) codes += ';';
    codes += info(Kind{k}).code;
  }
  return codes;
}

Family display_family(KindSet kinds, KindSet visible) {
  const KindSet shown = kinds & visible;
  TERREAU_CHECK(!shown.empty());
  constexpr KindSet kCooperative = bits_between(LegalForm::scop, LegalForm::autre_coop);
  for (const KindSet first : {shown & kCooperative, shown & kinds_of(Family::ptce),
                              shown & kinds_of(Family::test), shown & kinds_of(Family::cae)}) {
    if (!first.empty()) {
      return kKinds[static_cast<std::size_t>(std::countr_zero(first.bits()))].family;
    }
  }
  return kKinds[static_cast<std::size_t>(std::countr_zero(shown.bits()))].family;
}

}  // namespace terreau
