#include <algorithm>
#include <array>
#include <utility>

#include "geodata/sirene_parts.h"

namespace terreau::sirene {
namespace {

using Row = std::pair<std::string_view, RneForm>;

// INPI, dictionnaire de données du registre national des entreprises (6 November 2024), list
// formeJuridique: the codes that INSEE's nomenclature does not have. INSEE files them under 5460,
// 5560, 5660, 6560 or 5710.
constexpr std::array kRne{
    Row{"5439", {LegalForm::scop}},              // SARL coopérative de production
    Row{"5462", {LegalForm::scic}},              // SARL
    Row{"5463", {LegalForm::unknown, true}},     // SARL coopérative d'activité et d'emploi
    Row{"5465", {LegalForm::coop_habitants}},    // SARL
    Row{"5467", {LegalForm::scop}},              // SARL coopérative et participative
    Row{"5557", {LegalForm::scop}},              // SA coopérative ouvrière de production
    Row{"5564", {LegalForm::scic}},              // SA d'intérêt collectif d'HLM
    Row{"5565", {LegalForm::scic}},              // SA
    Row{"5580", {LegalForm::unknown, true}},     // SA coopérative d'activité et d'emploi
    Row{"5582", {LegalForm::scop}},              // SA coopérative et participative
    Row{"5584", {LegalForm::coop_habitants}},    // SA
    Row{"5639", {LegalForm::coop_habitants}},    // SA à directoire
    Row{"5657", {LegalForm::scop}},              // SA à directoire
    Row{"5662", {LegalForm::scic}},              // SA à directoire
    Row{"5665", {LegalForm::scic}},              // SA à directoire, d'HLM
    Row{"5668", {LegalForm::unknown, true}},     // SA à directoire, d'activité et d'emploi
    Row{"5669", {LegalForm::scop}},              // SA à directoire
    Row{"5740", {LegalForm::autre_coop}},        // SAS coopérative
    Row{"5741", {LegalForm::scop}},              // SAS coopérative de production
    Row{"5742", {LegalForm::scop}},              // SAS coopérative ouvrière de production
    Row{"5743", {LegalForm::scic}},              // SAS
    Row{"5744", {LegalForm::sica}},              // SAS
    Row{"5745", {LegalForm::autre_coop, true}},  // SAS coopérative d'activité et d'emploi
    Row{"5746", {LegalForm::scop}},              // SAS coopérative et participative
    Row{"5748", {LegalForm::union_coop}},        // SAS
    Row{"5749", {LegalForm::coop_hlm}},          // SAS coopérative de construction
    Row{"5750", {LegalForm::coop_conso}},        // SAS
    Row{"5751", {LegalForm::coop_transport}},    // SAS, transport routier
    Row{"5752", {LegalForm::coop_transport}},    // SAS, entreprises de transport routier
    Row{"5753", {LegalForm::autre_coop}},        // SAS coopérative européenne
    Row{"5754", {LegalForm::coop_habitants}},    // SAS
    Row{"5757", {LegalForm::autre_coop}},        // autre SAS coopérative
    Row{"6552", {LegalForm::coop_habitants}},    // société civile
};
static_assert(std::is_sorted(kRne.begin(), kRne.end(),
                             [](const Row& a, const Row& b) { return a.first < b.first; }));

}  // namespace

std::optional<RneForm> rne_form(std::string_view code) {
  const auto row = std::lower_bound(kRne.begin(), kRne.end(), code,
                                    [](const Row& r, std::string_view c) { return r.first < c; });
  if (row == kRne.end() || row->first != code) return std::nullopt;
  return row->second;
}

}  // namespace terreau::sirene
