#include "geodata/departments.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "geodata/parse.h"
#include "geodata/result.h"
#include "geodata/search.h"

namespace terreau {
namespace {

constexpr std::array<Department, kDepartmentCount> kDepartments{{
    {"01", "Ain", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"02", "Aisne", "32", "Hauts-de-France", Territory::metropole},
    {"03", "Allier", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"04", "Alpes-de-Haute-Provence", "93", "Provence-Alpes-Côte d'Azur", Territory::metropole},
    {"05", "Hautes-Alpes", "93", "Provence-Alpes-Côte d'Azur", Territory::metropole},
    {"06", "Alpes-Maritimes", "93", "Provence-Alpes-Côte d'Azur", Territory::metropole},
    {"07", "Ardèche", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"08", "Ardennes", "44", "Grand Est", Territory::metropole},
    {"09", "Ariège", "76", "Occitanie", Territory::metropole},
    {"10", "Aube", "44", "Grand Est", Territory::metropole},
    {"11", "Aude", "76", "Occitanie", Territory::metropole},
    {"12", "Aveyron", "76", "Occitanie", Territory::metropole},
    {"13", "Bouches-du-Rhône", "93", "Provence-Alpes-Côte d'Azur", Territory::metropole},
    {"14", "Calvados", "28", "Normandie", Territory::metropole},
    {"15", "Cantal", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"16", "Charente", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"17", "Charente-Maritime", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"18", "Cher", "24", "Centre-Val de Loire", Territory::metropole},
    {"19", "Corrèze", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"2A", "Corse-du-Sud", "94", "Corse", Territory::metropole},
    {"2B", "Haute-Corse", "94", "Corse", Territory::metropole},
    {"21", "Côte-d'Or", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"22", "Côtes-d'Armor", "53", "Bretagne", Territory::metropole},
    {"23", "Creuse", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"24", "Dordogne", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"25", "Doubs", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"26", "Drôme", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"27", "Eure", "28", "Normandie", Territory::metropole},
    {"28", "Eure-et-Loir", "24", "Centre-Val de Loire", Territory::metropole},
    {"29", "Finistère", "53", "Bretagne", Territory::metropole},
    {"30", "Gard", "76", "Occitanie", Territory::metropole},
    {"31", "Haute-Garonne", "76", "Occitanie", Territory::metropole},
    {"32", "Gers", "76", "Occitanie", Territory::metropole},
    {"33", "Gironde", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"34", "Hérault", "76", "Occitanie", Territory::metropole},
    {"35", "Ille-et-Vilaine", "53", "Bretagne", Territory::metropole},
    {"36", "Indre", "24", "Centre-Val de Loire", Territory::metropole},
    {"37", "Indre-et-Loire", "24", "Centre-Val de Loire", Territory::metropole},
    {"38", "Isère", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"39", "Jura", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"40", "Landes", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"41", "Loir-et-Cher", "24", "Centre-Val de Loire", Territory::metropole},
    {"42", "Loire", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"43", "Haute-Loire", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"44", "Loire-Atlantique", "52", "Pays de la Loire", Territory::metropole},
    {"45", "Loiret", "24", "Centre-Val de Loire", Territory::metropole},
    {"46", "Lot", "76", "Occitanie", Territory::metropole},
    {"47", "Lot-et-Garonne", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"48", "Lozère", "76", "Occitanie", Territory::metropole},
    {"49", "Maine-et-Loire", "52", "Pays de la Loire", Territory::metropole},
    {"50", "Manche", "28", "Normandie", Territory::metropole},
    {"51", "Marne", "44", "Grand Est", Territory::metropole},
    {"52", "Haute-Marne", "44", "Grand Est", Territory::metropole},
    {"53", "Mayenne", "52", "Pays de la Loire", Territory::metropole},
    {"54", "Meurthe-et-Moselle", "44", "Grand Est", Territory::metropole},
    {"55", "Meuse", "44", "Grand Est", Territory::metropole},
    {"56", "Morbihan", "53", "Bretagne", Territory::metropole},
    {"57", "Moselle", "44", "Grand Est", Territory::metropole},
    {"58", "Nièvre", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"59", "Nord", "32", "Hauts-de-France", Territory::metropole},
    {"60", "Oise", "32", "Hauts-de-France", Territory::metropole},
    {"61", "Orne", "28", "Normandie", Territory::metropole},
    {"62", "Pas-de-Calais", "32", "Hauts-de-France", Territory::metropole},
    {"63", "Puy-de-Dôme", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"64", "Pyrénées-Atlantiques", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"65", "Hautes-Pyrénées", "76", "Occitanie", Territory::metropole},
    {"66", "Pyrénées-Orientales", "76", "Occitanie", Territory::metropole},
    {"67", "Bas-Rhin", "44", "Grand Est", Territory::metropole},
    {"68", "Haut-Rhin", "44", "Grand Est", Territory::metropole},
    {"69", "Rhône", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"70", "Haute-Saône", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"71", "Saône-et-Loire", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"72", "Sarthe", "52", "Pays de la Loire", Territory::metropole},
    {"73", "Savoie", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"74", "Haute-Savoie", "84", "Auvergne-Rhône-Alpes", Territory::metropole},
    {"75", "Paris", "11", "Île-de-France", Territory::metropole},
    {"76", "Seine-Maritime", "28", "Normandie", Territory::metropole},
    {"77", "Seine-et-Marne", "11", "Île-de-France", Territory::metropole},
    {"78", "Yvelines", "11", "Île-de-France", Territory::metropole},
    {"79", "Deux-Sèvres", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"80", "Somme", "32", "Hauts-de-France", Territory::metropole},
    {"81", "Tarn", "76", "Occitanie", Territory::metropole},
    {"82", "Tarn-et-Garonne", "76", "Occitanie", Territory::metropole},
    {"83", "Var", "93", "Provence-Alpes-Côte d'Azur", Territory::metropole},
    {"84", "Vaucluse", "93", "Provence-Alpes-Côte d'Azur", Territory::metropole},
    {"85", "Vendée", "52", "Pays de la Loire", Territory::metropole},
    {"86", "Vienne", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"87", "Haute-Vienne", "75", "Nouvelle-Aquitaine", Territory::metropole},
    {"88", "Vosges", "44", "Grand Est", Territory::metropole},
    {"89", "Yonne", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"90", "Territoire de Belfort", "27", "Bourgogne-Franche-Comté", Territory::metropole},
    {"91", "Essonne", "11", "Île-de-France", Territory::metropole},
    {"92", "Hauts-de-Seine", "11", "Île-de-France", Territory::metropole},
    {"93", "Seine-Saint-Denis", "11", "Île-de-France", Territory::metropole},
    {"94", "Val-de-Marne", "11", "Île-de-France", Territory::metropole},
    {"95", "Val-d'Oise", "11", "Île-de-France", Territory::metropole},
    {"971", "Guadeloupe", "01", "Guadeloupe", Territory::guadeloupe},
    {"972", "Martinique", "02", "Martinique", Territory::martinique},
    {"973", "Guyane", "03", "Guyane", Territory::guyane},
    {"974", "La Réunion", "04", "La Réunion", Territory::reunion},
    {"976", "Mayotte", "06", "Mayotte", Territory::mayotte},
}};
// A number in the order of the table: 2A and 2B stand where 20 would.
constexpr int order_of(std::string_view code) {
  if (code == "2A") return 201;
  if (code == "2B") return 202;
  int number = 0;
  for (const char c : code) number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : -1000;
  return number * 10;
}
static_assert(std::is_sorted(kDepartments.begin(), kDepartments.end(),
                             [](const Department& a, const Department& b) {
                               return order_of(a.code) < order_of(b.code);
                             }));

std::array<Region, kRegionCount> make_regions() {
  std::map<std::string_view, std::string_view> names;
  for (const Department& d : kDepartments) names.emplace(d.region_code, d.region);
  TERREAU_CHECK(names.size() == kRegionCount);
  std::array<Region, kRegionCount> out;
  std::transform(names.begin(), names.end(), out.begin(), [](const auto& entry) {
    return Region{entry.first, entry.second};
  });
  return out;
}

const std::array<Region, kRegionCount>& region_table() {
  static const auto table = make_regions();
  return table;
}

std::array<RegionId, kDepartmentCount> make_regions_of() {
  std::array<RegionId, kDepartmentCount> out;
  for (std::size_t d = 0; d < out.size(); ++d) {
    const auto found =
        std::ranges::find(region_table(), kDepartments[d].region_code, &Region::code);
    out[d] = {static_cast<std::uint8_t>(found - region_table().begin())};
  }
  return out;
}

// Folded words that people leave out or add: "Alpes Haute Provence", "la Réunion".
bool is_link_word(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kLinks{"d", "de", "des", "du", "et",
                                                          "l", "la", "le",  "les"};
  return std::find(kLinks.begin(), kLinks.end(), word) != kLinks.end();
}

// "departement de la meuse" → "meuse", "corse du sud" → "corse sud".
std::string name_key(std::string_view folded) {
  std::string key;
  for (const std::string_view word : words_of(folded)) {
    if (is_link_word(word) || word == "departement") continue;
    if (!key.empty()) key += ' ';
    key += word == "st" ? "saint" : word == "ste" ? "sainte" : word;
  }
  return key;
}

using NameTable = std::map<std::string, DepartmentId, std::less<>>;

NameTable make_name_table() {
  NameTable table;
  for (std::uint8_t i = 0; i < kDepartmentCount; ++i) {
    table.emplace(name_key(fold(kDepartments[i].name)), DepartmentId{i});
  }
  using Alias = std::pair<std::string_view, std::string_view>;
  // Other names that files hold: since 2015 the Métropole de Lyon is beside the Rhône, which stays
  // one department on the map; the Côtes-du-Nord were renamed in 1990.
  for (const auto& [key, code] :
       {Alias{"metropole lyon", "69"}, Alias{"grand lyon", "69"}, Alias{"lyon metropole", "69"},
        Alias{"nouveau rhone", "69"}, Alias{"ville paris", "75"}, Alias{"paris ville", "75"},
        Alias{"guyane francaise", "973"}, Alias{"ile reunion", "974"}, Alias{"cotes nord", "22"},
        Alias{"belfort territoire", "90"}, Alias{"departemental mayotte", "976"}}) {
    table.emplace(key, *department_by_code(code));
  }
  return table;
}

std::optional<DepartmentId> by_name(std::string_view folded) {
  static const NameTable table = make_name_table();
  const auto found = table.find(name_key(folded));
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

// A folded single word as a code: "1", "01", "001", "2a", "69d", "75c", "971".
std::optional<DepartmentId> by_code_word(std::string_view word) {
  if (word == "69d" || word == "69m") return department_by_code("69");
  if (word == "75c") return department_by_code("75");  // ISO 3166-2
  if (word == "2a" || word == "2b") return department_by_code(word == "2a" ? "2A" : "2B");
  if (!all_digits(word) || word.size() > 3) return std::nullopt;
  if (word.size() == 1) return department_by_code("0" + std::string(word));
  if (word.size() == 3 && word[0] == '0') word.remove_prefix(1);
  return department_by_code(word);
}

// ISO 3166-2 letters of the overseas departments, after "FR-".
std::optional<DepartmentId> by_iso_letters(std::string_view word) {
  using Row = std::pair<std::string_view, std::string_view>;
  for (const auto& [letters, code] :
       {Row{"gp", "971"}, Row{"mq", "972"}, Row{"gf", "973"}, Row{"re", "974"}, Row{"yt", "976"}}) {
    if (word == letters) return department_by_code(code);
  }
  return std::nullopt;
}

bool says_code(std::string_view word) {
  return word == "fr" || word == "dep" || word == "dept" || word == "dpt" || word == "departement";
}

// A number that a spreadsheet wrote: "62.0".
std::string_view without_zero_decimals(std::string_view text) {
  const auto dot = text.find_first_of(".,");
  if (dot == std::string_view::npos || !all_digits(text.substr(0, dot))) return text;
  const auto decimals = text.substr(dot + 1);
  const bool zeros = std::all_of(decimals.begin(), decimals.end(), [](char c) { return c == '0'; });
  return zeros ? text.substr(0, dot) : text;
}

}  // namespace

std::span<const Department> departments() { return kDepartments; }

const Department& department(DepartmentId id) {
  TERREAU_CHECK(id.value < kDepartmentCount);
  return kDepartments[id.value];
}

std::optional<DepartmentId> department_by_code(std::string_view code) {
  if (code.size() < 2 || code.size() > 3) return std::nullopt;
  const auto found =
      std::lower_bound(kDepartments.begin(), kDepartments.end(), order_of(code),
                       [](const Department& d, int order) { return order_of(d.code) < order; });
  if (found == kDepartments.end() || found->code != code) return std::nullopt;
  return DepartmentId{static_cast<std::uint8_t>(found - kDepartments.begin())};
}

std::optional<DepartmentId> match_department(std::string_view text) {
  text = without_zero_decimals(trimmed(text));
  if (text.empty() || text.size() > 80 || text.front() == '-') return std::nullopt;
  const std::string folded = fold(text);
  const auto words = words_of(folded);
  if (words.empty()) return std::nullopt;
  if (words.size() == 1) {
    if (const auto id = by_code_word(words[0])) return id;
    return by_name(folded);
  }
  if (words.size() == 2 && says_code(words[0])) {
    if (const auto id = by_code_word(words[1])) return id;
    if (words[0] == "fr") return by_iso_letters(words[1]);
  }
  if (const auto id = by_name(folded)) return id;
  // "62 - Pas-de-Calais" and "Pas-de-Calais (62)": both parts must say the same.
  const std::string_view all = folded;
  const auto first = by_code_word(words.front());
  if (first && by_name(all.substr(words.front().size())) == first) return first;
  const auto last = by_code_word(words.back());
  if (last && by_name(all.substr(0, all.size() - words.back().size())) == last) return last;
  return std::nullopt;
}

std::optional<DepartmentId> department_of_commune_code(std::string_view insee_code) {
  std::string code(trimmed(insee_code));
  if (code.size() == 4 && all_digits(code)) code.insert(code.begin(), '0');  // a lost zero
  if (code.size() != 5 || !all_digits(std::string_view(code).substr(2)) ||
      !is_ascii_digit(code[0])) {
    return std::nullopt;
  }
  if (code[1] == 'a' || code[1] == 'b') code[1] = static_cast<char>(code[1] - 'a' + 'A');
  const bool overseas = code.starts_with("97");
  return department_by_code(std::string_view(code).substr(0, overseas ? 3 : 2));
}

std::span<const Region> regions() { return region_table(); }

const Region& region(RegionId id) {
  TERREAU_CHECK(id.value < kRegionCount);
  return region_table()[id.value];
}

RegionId region_of(DepartmentId department) {
  static const auto table = make_regions_of();
  return department.valid() ? table[department.value] : RegionId{};
}

DepartmentSet departments_of(RegionId region) {
  DepartmentSet set;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    set[d] = region_of(DepartmentId{d}) == region;
  }
  return set;
}

std::optional<RegionId> match_region(std::string_view text) {
  static const auto table = [] {
    std::map<std::string, RegionId, std::less<>> names;
    for (std::uint8_t r = 0; r < kRegionCount; ++r) {
      names.emplace(name_key(fold(region_table()[r].name)), RegionId{r});
      names.emplace(region_table()[r].code, RegionId{r});
    }
    return names;
  }();
  std::string key = name_key(fold(trimmed(text)));
  if (key.size() == 1 && is_ascii_digit(key[0])) key.insert(key.begin(), '0');  // a lost zero
  const auto found = table.find(key);
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

std::string_view name(Territory t) {
  switch (t) {
    case Territory::metropole: return "France métropolitaine";
    case Territory::guadeloupe: return "Guadeloupe";
    case Territory::martinique: return "Martinique";
    case Territory::guyane: return "Guyane";
    case Territory::reunion: return "La Réunion";
    case Territory::mayotte: return "Mayotte";
  }
  return {};
}

}  // namespace terreau
