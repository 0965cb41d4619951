#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "geodata/import_parts.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau::import {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

// Codes whose leading zero a spreadsheet took away; "62041.0" and "F-62000" too.
std::string padded_code(std::string_view text) {
  text = trimmed(text);
  if (const auto dot = text.find(".0"); dot != std::string_view::npos) text = text.substr(0, dot);
  for (const std::string_view country : {"FR-", "F-", "FR ", "F "}) {
    if (text.starts_with(country)) text.remove_prefix(country.size());
  }
  std::string code;
  for (const char c : text) {  // "62 000"
    if (c != ' ') code += c;
  }
  if (code.size() == 4 && all_digits(code)) code.insert(code.begin(), '0');
  if (code.size() == 5 && (code[1] == 'a' || code[1] == 'b')) {  // "2a004"
    code[1] = static_cast<char>(code[1] - 'a' + 'A');
  }
  return code;
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

// "lille" for "lille cedex 9".
std::string without_cedex(std::string_view folded) {
  const auto words = words_of(folded);
  return joined(std::span(words.begin(), std::ranges::find(words, "cedex")));
}

// A town's name and, of Paris, Lyon and Marseille, the number that stands after it.
struct Town {
  std::string name;
  int number = 0;  // 0: none
};
Town town_of(std::string_view folded) {
  const auto words = words_of(folded);
  const auto rest = std::ranges::find_if(words, [](std::string_view word) {
    return is_ascii_digit(word[0]) || word.starts_with("arrondissement");
  });
  Town town{joined(std::span(words.begin(), rest))};
  if (rest != words.end()) {
    std::from_chars(rest->data(), rest->data() + rest->size(), town.number);
  }
  return town;
}

// INSEE's code of a municipal arrondissement, "" where the town has none of that number.
std::string arrondissement_code(const Town& town) {
  struct Divided {
    std::string_view name;
    int count, code;
  };
  constexpr std::array kDivided{Divided{"paris", 20, 75'100}, Divided{"lyon", 9, 69'380},
                                Divided{"marseille", 16, 13'200}};
  for (const Divided& d : kDivided) {
    if (d.name == town.name && town.number >= 1 && town.number <= d.count) {
      return std::to_string(d.code + town.number);
    }
  }
  return {};
}

// "59000 Lille", "Lille (59000)" → "Lille" and the postal code.
std::string_view without_postal_code(std::string_view name, std::string& postal) {
  name = trimmed(name);
  const auto is_code = [](std::string_view text) {
    return text.size() == 5 && all_digits(text) && department_of_commune_code(text);
  };
  if (name.size() > 6 && is_code(name.substr(0, 5)) && !is_ascii_digit(name[5])) {
    if (postal.empty()) postal = name.substr(0, 5);
    return trimmed(name.substr(name.find_first_not_of(" -,", 5)));
  }
  if (name.size() > 7 && name.ends_with(')') && is_code(name.substr(name.size() - 6, 5))) {
    if (postal.empty()) postal = name.substr(name.size() - 6, 5);
    return trimmed(name.substr(0, name.size() - 7));
  }
  return name;
}

// "boulogne sur mer" for "boulogne s mer", which "Boulogne s/Mer" is folded to; "fontenay sous
// bois" for "fontenay s s bois"; "mont" and "notre dame" for their initials.
std::string with_words_spelt_out(std::string_view folded) {
  auto words = words_of(folded);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "s" && i > 0) {
      const bool twice = i + 2 < words.size() && words[i + 1] == "s";
      words[i] = twice ? "sous" : "sur";
      if (twice) words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else if (words[i] == "ss" && i > 0) {
      words[i] = "sous";
    } else if (words[i] == "mt") {
      words[i] = "mont";
    } else if (words[i] == "n" && i + 1 < words.size() && words[i + 1] == "d") {
      words[i] = "notre";
      words[i + 1] = "dame";
    }
  }
  return joined(words);
}

// "Mans (Le)" → "Le Mans", "Lille (59)" → "Lille" with its department.
std::string without_parenthesis(std::string_view name, DepartmentId& department) {
  name = trimmed(name);
  const auto open = name.find_last_of('(');
  if (open == std::string_view::npos || !name.ends_with(')')) return std::string(name);
  const std::string_view inside = name.substr(open + 1, name.size() - open - 2);
  const std::string_view before = trimmed(name.substr(0, open));
  if (const auto id = match_department(inside)) {
    if (!department.valid()) department = *id;
    return std::string(before);
  }
  return std::string(inside) + " " + std::string(before);
}

using Found = std::vector<const Commune*>;

struct NamedPlace {
  std::string name, postal_code;  // the name folded
  DepartmentId department;
};

// Looks for the one commune that is meant, by what is surest first.
class CommuneFinder {
 public:
  explicit CommuneFinder(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  const Commune* find(const NamedPlace& place) {
    NamedPlace plain{without_cedex(place.name), place.postal_code, place.department};
    if (const Commune* c = by_names(plain)) return c;
    if (const std::string spelt = with_words_spelt_out(plain.name); spelt != plain.name) {
      if (const Commune* c = by_names({spelt, plain.postal_code, plain.department})) return c;
    }
    const Town town = town_of(plain.name);
    if (const std::string code = arrondissement_code(town); !code.empty()) {
      if (const Commune* c = gazetteer_.by_code(code)) return c;
    }
    if (!town.name.empty() && town.name != plain.name) {
      if (const Commune* c = by_names({town.name, plain.postal_code, plain.department})) return c;
    }
    if (several_) return nullptr;
    for (const std::string_view article : {"l ", "le ", "la ", "les "}) {
      if (const Commune* c =
              by_names({std::string(article) + plain.name, plain.postal_code, plain.department})) {
        return c;
      }
    }
    if (several_) return nullptr;
    if (const Commune* c = only(gazetteer_.by_former_name(plain.name, plain.department))) {
      help_ = "a former commune, placed in the one of today";
      return c;
    }
    if (plain.postal_code.empty()) return nullptr;
    const Commune* c = only(without_arrondissements(gazetteer_.by_postal_code(plain.postal_code)));
    if (c != nullptr && !plain.name.empty()) {
      help_ = "the commune's name is not known, its postal code is that of one commune only";
    }
    return c;
  }

  bool several() const { return several_; }
  std::string_view help() const { return help_; }

 private:
  // The only commune found, else null; several are remembered.
  const Commune* only(const Found& found) {
    if (found.size() > 1) several_ = true;
    return found.size() == 1 ? found.front() : nullptr;
  }

  const Commune* by_names(const NamedPlace& p) {
    if (p.name.empty()) return nullptr;
    if (!p.postal_code.empty()) {
      if (const Commune* c = only(gazetteer_.by_postal_code(p.postal_code, p.name))) return c;
    }
    return only(gazetteer_.by_name(p.name, p.department));
  }

  // A code of Paris, Lyon or Marseille is an arrondissement's and, mostly, the town's.
  static Found without_arrondissements(Found found) {
    if (found.size() == 2 && (found[0]->name.starts_with(found[1]->name) ||
                              found[1]->name.starts_with(found[0]->name))) {
      const bool first = found[0]->name.size() > found[1]->name.size();
      return {first ? found[0] : found[1]};
    }
    return found;
  }

  const Gazetteer& gazetteer_;
  bool several_ = false;
  std::string_view help_;
};

// "12 rue de Paris, 59000 Lille Cedex" → its postal code and what stands behind it; without one
// the whole address may be a commune's name.
struct AddressWords {
  std::string postal_code, commune;  // the commune's name folded
};
AddressWords words_of_address(std::string_view address) {
  for (std::size_t end = address.size(); end >= 5; --end) {
    const std::string_view code = address.substr(end - 5, 5);
    const bool alone = (end == 5 || !is_ascii_digit(address[end - 6])) &&
                       (end == address.size() || !is_ascii_digit(address[end]));
    if (!alone || !all_digits(code) || !department_of_commune_code(code)) continue;
    std::string_view rest = address.substr(end);
    if (const auto begin = rest.find_first_not_of(" ,-\t"); begin != std::string_view::npos) {
      rest = rest.substr(begin);
      rest = rest.substr(0, rest.find_first_of(",;\n<"));
    }
    return {std::string(code), fold(rest)};
  }
  return {"", fold(address)};
}

// The commune of the address's postal code that the address names, where it is another one than
// `found`, which does not have that postal code.
const Commune* other_of_address(std::string_view address, const Commune& found,
                                const Gazetteer& gazetteer) {
  const std::string postal = words_of_address(address).postal_code;
  if (postal.empty() || found.postal_codes.empty() ||
      found.postal_codes.find(postal) != std::string::npos) {
    return nullptr;
  }
  const std::string words = " " + fold(address) + " ";
  const Commune* named = nullptr;
  for (const Commune* c : gazetteer.by_postal_code(postal)) {
    if (words.find(" " + fold(c->name) + " ") == std::string::npos) continue;
    if (named != nullptr) return nullptr;
    named = c;
  }
  return named;
}

// INSEE's spelling of a region's name or code; any other text as it is.
std::string region_named(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return {};
  const auto id = match_region(text);
  return std::string(id ? region(*id).name : text);
}

// By name, postal code and address, once no code has told the commune.
void find_commune(const PlaceWords& words, const std::string& postal, DepartmentId narrowed,
                  const Gazetteer& gazetteer, Whereabouts& out) {
  std::string code = postal;
  const std::string_view name = without_postal_code(words.commune, code);
  NamedPlace place{fold(without_parenthesis(name, narrowed)), code, narrowed};
  const AddressWords address = words_of_address(trimmed(words.address));
  const bool address_alone = place.name.empty() && postal.empty();
  if (place.postal_code.empty()) place.postal_code = address.postal_code;
  if (address_alone) place.name = address.commune;
  if (!place.department.valid()) {
    // A postal code mostly starts with its department; "20" is all of Corsica.
    if (const auto d = department_of_commune_code(place.postal_code)) place.department = *d;
  }
  CommuneFinder finder(gazetteer);
  out.commune = finder.find(place);
  if (!out.department.valid()) out.department = place.department;
  if (out.commune != nullptr) {
    out.help = address_alone ? "the commune was read in the address" : finder.help();
  } else if (finder.several()) {
    out.doubt = "several communes have this name or postal code";
  } else if (!place.name.empty() && !address_alone) {
    out.doubt = "the commune is not in the gazetteer";
  }
}

}  // namespace

Whereabouts locate(const PlaceWords& words, const Gazetteer* gazetteer) {
  Whereabouts out;
  if (const auto id = match_department(words.department)) out.department = *id;
  const std::string code = padded_code(words.commune_code);
  const std::string postal = padded_code(words.postal_code);
  DepartmentId narrowed = out.department;
  if (!narrowed.valid()) {
    if (const auto d = department_of_commune_code(code)) narrowed = *d;
  }
  if (gazetteer != nullptr && !code.empty()) {
    out.commune = gazetteer->by_code(code);
    if (out.commune == nullptr) out.commune = gazetteer->by_former_code(code);
    if (out.commune != nullptr && out.commune->code != code) {
      out.help = "a former commune, placed in the one of today";
    }
  }
  if (gazetteer != nullptr && out.commune == nullptr) {
    find_commune(words, postal, narrowed, *gazetteer, out);
    if (out.commune == nullptr && !code.empty() && out.doubt.empty()) {
      out.doubt = "the commune is not in the gazetteer";
    }
  }
  if (gazetteer != nullptr && out.commune != nullptr && !trimmed(words.address).empty()) {
    if (const Commune* other = other_of_address(words.address, *out.commune, *gazetteer)) {
      out.commune = other;
      out.help = "the address is in another commune than the columns say, and was believed";
    }
  }
  if (!out.department.valid()) {
    out.department = out.commune != nullptr ? out.commune->department : narrowed;
  }
  out.region = region_named(words.region);
  return out;
}

}  // namespace terreau::import
