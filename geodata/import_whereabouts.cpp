#include <algorithm>

#include "geodata/import_parts.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau::import {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

// Codes whose leading zero a spreadsheet took away; "62041.0" too.
std::string padded_code(std::string_view text) {
  text = trimmed(text);
  if (const auto dot = text.find(".0"); dot != std::string_view::npos) text = text.substr(0, dot);
  std::string code(text);
  if (code.size() == 4 && all_digits(code)) code.insert(code.begin(), '0');
  return code;
}

// "PARIS 12", "Lyon 3e arrondissement", "LILLE CEDEX 9" → what may be the commune's name.
std::string without_cedex(std::string_view folded) {
  const auto words = words_of(folded);
  std::string name;
  for (const std::string_view word : words) {
    if (word == "cedex") break;
    if (!name.empty()) name += ' ';
    name += word;
  }
  return name;
}

std::string without_arrondissement(std::string_view folded) {
  std::string name;
  for (const std::string_view word : words_of(folded)) {
    if (is_ascii_digit(word[0]) || word.starts_with("arrondissement")) break;
    if (!name.empty()) name += ' ';
    name += word;
  }
  return name;
}

using Found = std::vector<const Commune*>;

// The only commune found, else null; several set `several`.
const Commune* only(const Found& found, bool& several) {
  if (found.size() > 1) several = true;
  return found.size() == 1 ? found.front() : nullptr;
}

struct NamedPlace {
  std::string name, postal_code;
  DepartmentId department;
};

const Commune* find_named(const NamedPlace& p, const Gazetteer& gazetteer, bool& several) {
  if (!p.postal_code.empty()) {
    if (const Commune* c = only(gazetteer.by_postal_code(p.postal_code, p.name), several)) return c;
    if (p.name.empty()) return nullptr;
  }
  if (p.name.empty()) return nullptr;
  return only(gazetteer.by_name(p.name, p.department), several);
}

const Commune* find_commune(const NamedPlace& p, const Gazetteer& gazetteer, bool& several) {
  NamedPlace plain{without_cedex(p.name), p.postal_code, p.department};
  if (const Commune* c = find_named(plain, gazetteer, several)) return c;
  std::string town = without_arrondissement(plain.name);
  if (town.empty() || town == plain.name) return nullptr;
  plain.name = std::move(town);
  return find_named(plain, gazetteer, several);
}

// INSEE's spelling of a region's name or code; any other text as it is.
std::string region_named(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return {};
  const auto id = match_region(text);
  return std::string(id ? region(*id).name : text);
}

}  // namespace

Whereabouts locate(const PlaceWords& words, const Gazetteer* gazetteer) {
  Whereabouts out;
  if (const auto id = match_department(words.department)) out.department = *id;
  const std::string code = padded_code(words.commune_code);
  const auto department_of_code = department_of_commune_code(code);
  const std::string postal = padded_code(words.postal_code);
  DepartmentId narrowed = out.department;
  if (!narrowed.valid() && department_of_code) narrowed = *department_of_code;
  if (!narrowed.valid()) {
    // A postal code mostly starts with its department; "20" is all of Corsica.
    if (const auto d = department_of_commune_code(postal)) narrowed = *d;
  }
  bool several = false;
  if (gazetteer != nullptr && !code.empty()) out.commune = gazetteer->by_code(code);
  if (gazetteer != nullptr && out.commune == nullptr) {
    out.commune = find_commune({fold(words.commune), postal, narrowed}, *gazetteer, several);
  }
  if (!out.department.valid()) {
    out.department = out.commune != nullptr ? out.commune->department : narrowed;
  }
  if (out.commune == nullptr) {
    if (several) {
      out.doubt = "several communes have this name or postal code";
    } else if (!trimmed(words.commune).empty() || !code.empty()) {
      out.doubt = "the commune is not in the gazetteer";
    }
  }
  out.region = region_named(words.region);
  return out;
}

}  // namespace terreau::import
