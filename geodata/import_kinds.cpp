#include <algorithm>
#include <array>

#include "geodata/import_parts.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau::import {
namespace {

struct Phrase {
  std::string_view words;  // folded
  Kind kind;
};

// Longer phrases before those that they contain: what is recognised is taken out of the text.
constexpr std::array kPhrases{
    Phrase{"groupement d employeurs pour l insertion et la qualification", kind_of(Function::geiq)},
    Phrase{"pole territorial de cooperation economique", kind_of(Function::ptce)},
    Phrase{"cooperatives d activites et d emploi", kind_of(Function::cae)},
    Phrase{"cooperative d activites et d emplois", kind_of(Function::cae)},
    Phrase{"cooperative d activites et d emploi", kind_of(Function::cae)},
    Phrase{"cooperative d activite et d emploi", kind_of(Function::cae)},
    Phrase{"cooperative d activites et emploi", kind_of(Function::cae)},
    Phrase{"cooperative d activite et emploi", kind_of(Function::cae)},
    Phrase{"insertion par l activite economique", kind_of(Function::iae)},
    Phrase{"espaces test agricoles", kind_of(Function::espace_test)},
    Phrase{"espace test agricole", kind_of(Function::espace_test)},
    Phrase{"espace test", kind_of(Function::espace_test)},
    Phrase{"pepiniere d entreprises", kind_of(Function::pepiniere)},
    Phrase{"couveuse d activites", kind_of(Function::couveuse)},
    Phrase{"couveuse d entreprises", kind_of(Function::couveuse)},
    Phrase{"cae", kind_of(Function::cae)},
    Phrase{"ptce", kind_of(Function::ptce)},
    Phrase{"couveuse", kind_of(Function::couveuse)},
    Phrase{"pepiniere", kind_of(Function::pepiniere)},
    Phrase{"geiq", kind_of(Function::geiq)},
    Phrase{"iae", kind_of(Function::iae)},
    Phrase{"societe d interet collectif agricole", kind_of(LegalForm::sica)},
    Phrase{"interet collectif agricole", kind_of(LegalForm::sica)},
    Phrase{"sica", kind_of(LegalForm::sica)},
    Phrase{"societe cooperative d interet collectif", kind_of(LegalForm::scic)},
    Phrase{"cooperative d interet collectif", kind_of(LegalForm::scic)},
    Phrase{"scic", kind_of(LegalForm::scic)},
    Phrase{"societe cooperative de production d hlm", kind_of(LegalForm::coop_hlm)},
    Phrase{"cooperative de production de hlm", kind_of(LegalForm::coop_hlm)},
    Phrase{"cooperative de construction", kind_of(LegalForm::coop_hlm)},
    Phrase{"cooperative d hlm", kind_of(LegalForm::coop_hlm)},
    Phrase{"cooperative hlm", kind_of(LegalForm::coop_hlm)},
    Phrase{"coop hlm", kind_of(LegalForm::coop_hlm)},
    Phrase{"societe cooperative et participative", kind_of(LegalForm::scop)},
    Phrase{"cooperative ouvriere de production", kind_of(LegalForm::scop)},
    Phrase{"cooperative de production", kind_of(LegalForm::scop)},
    Phrase{"cooperative de travail", kind_of(LegalForm::scop)},
    Phrase{"cooperative et participative", kind_of(LegalForm::scop)},
    Phrase{"scop", kind_of(LegalForm::scop)},
    Phrase{"cooperative d utilisation de materiel agricole", kind_of(LegalForm::cuma)},
    Phrase{"cooperative d utilisation du materiel agricole", kind_of(LegalForm::cuma)},
    Phrase{"cuma", kind_of(LegalForm::cuma)},
    Phrase{"union de cooperatives agricoles", kind_of(LegalForm::coop_agricole)},
    Phrase{"union de societes cooperatives agricoles", kind_of(LegalForm::coop_agricole)},
    Phrase{"cooperatives agricoles", kind_of(LegalForm::coop_agricole)},
    Phrase{"cooperative agricole", kind_of(LegalForm::coop_agricole)},
    Phrase{"coop agricole", kind_of(LegalForm::coop_agricole)},
    Phrase{"cooperative de consommateurs", kind_of(LegalForm::coop_conso)},
    Phrase{"cooperative de consommation", kind_of(LegalForm::coop_conso)},
    Phrase{"supermarche cooperatif", kind_of(LegalForm::coop_conso)},
    Phrase{"coop conso", kind_of(LegalForm::coop_conso)},
    Phrase{"cooperative d habitants", kind_of(LegalForm::coop_habitants)},
    Phrase{"cooperative d habitation", kind_of(LegalForm::coop_habitants)},
    Phrase{"coop habitants", kind_of(LegalForm::coop_habitants)},
    Phrase{"cooperative artisanale", kind_of(LegalForm::coop_artisans)},
    Phrase{"cooperative d artisans", kind_of(LegalForm::coop_artisans)},
    Phrase{"coop artisans", kind_of(LegalForm::coop_artisans)},
    Phrase{"cooperative de commercants detaillants", kind_of(LegalForm::coop_commercants)},
    Phrase{"cooperative de commercants", kind_of(LegalForm::coop_commercants)},
    Phrase{"commercants detaillants", kind_of(LegalForm::coop_commercants)},
    Phrase{"coop commercants", kind_of(LegalForm::coop_commercants)},
    Phrase{"cooperative de transport", kind_of(LegalForm::coop_transport)},
    Phrase{"cooperative de transporteurs", kind_of(LegalForm::coop_transport)},
    Phrase{"coop transport", kind_of(LegalForm::coop_transport)},
    Phrase{"cooperative maritime", kind_of(LegalForm::coop_maritime)},
    Phrase{"coop maritime", kind_of(LegalForm::coop_maritime)},
    Phrase{"banque cooperative", kind_of(LegalForm::banque_coop)},
    Phrase{"banque coop", kind_of(LegalForm::banque_coop)},
    Phrase{"union de societes cooperatives", kind_of(LegalForm::union_coop)},
    Phrase{"union de cooperatives", kind_of(LegalForm::union_coop)},
    Phrase{"union coop", kind_of(LegalForm::union_coop)},
    Phrase{"autre cooperative", kind_of(LegalForm::autre_coop)},
    Phrase{"autre coop", kind_of(LegalForm::autre_coop)},
    Phrase{"societe cooperative", kind_of(LegalForm::autre_coop)},
    Phrase{"cooperative", kind_of(LegalForm::autre_coop)},
    Phrase{"coop", kind_of(LegalForm::autre_coop)},
    Phrase{"association", kind_of(LegalForm::association)},
    Phrase{"associations", kind_of(LegalForm::association)},
};

// Texts that are one word, in lists that hold nothing but cooperatives.
constexpr std::array kWords{
    Phrase{"agricole", kind_of(LegalForm::coop_agricole)},
    Phrase{"agriculture", kind_of(LegalForm::coop_agricole)},
    Phrase{"viticole", kind_of(LegalForm::coop_agricole)},
    Phrase{"vinicole", kind_of(LegalForm::coop_agricole)},
    Phrase{"laitiere", kind_of(LegalForm::coop_agricole)},
    Phrase{"consommation", kind_of(LegalForm::coop_conso)},
    Phrase{"consommateurs", kind_of(LegalForm::coop_conso)},
    Phrase{"habitat", kind_of(LegalForm::coop_habitants)},
    Phrase{"habitants", kind_of(LegalForm::coop_habitants)},
    Phrase{"hlm", kind_of(LegalForm::coop_hlm)},
    Phrase{"artisanale", kind_of(LegalForm::coop_artisans)},
    Phrase{"artisans", kind_of(LegalForm::coop_artisans)},
    Phrase{"commercants", kind_of(LegalForm::coop_commercants)},
    Phrase{"transport", kind_of(LegalForm::coop_transport)},
    Phrase{"maritime", kind_of(LegalForm::coop_maritime)},
    Phrase{"banque", kind_of(LegalForm::banque_coop)},
    Phrase{"autre", kind_of(LegalForm::autre)},
    Phrase{"autres", kind_of(LegalForm::autre)},
};

void set_kind(Kind kind, Kinds& kinds) {
  if (is_function(kind)) {
    const auto function = static_cast<Function>(kind.value - kLegalFormCount);
    if (std::find(kinds.functions.begin(), kinds.functions.end(), function) ==
        kinds.functions.end()) {
      kinds.functions.push_back(function);
    }
  } else if (kinds.form == LegalForm::unknown) {
    kinds.form = static_cast<LegalForm>(kind.value);
  }
}

// Takes whole words `words` out of " a b c " (a space at both ends); false if they are not there.
bool take_out(std::string_view words, std::string& text) {
  const std::string needle = " " + std::string(words) + " ";
  const auto at = text.find(needle);
  if (at == std::string::npos) return false;
  text.replace(at, needle.size(), " ; ");
  return true;
}

// "scop" for "s c o p", which "S.C.O.P." is folded to.
std::string with_joined_initials(const std::string& folded) {
  std::string out;
  bool after_initial = false;
  for (const std::string_view word : words_of(folded)) {
    const bool initial = word.size() == 1;
    if (!out.empty() && !(initial && after_initial)) out += ' ';
    out += word;
    after_initial = initial;
  }
  return out;
}

bool read_code(std::string_view text, Kinds& kinds) {
  if (const auto form = legal_form_by_code(text)) {
    set_kind(kind_of(*form), kinds);
    return true;
  }
  if (const auto function = function_by_code(text)) {
    set_kind(kind_of(*function), kinds);
    return true;
  }
  if (text.size() != 4 || !std::all_of(text.begin(), text.end(), is_ascii_digit)) return false;
  if (const auto form = legal_form_by_insee_category(text)) {
    set_kind(kind_of(*form), kinds);
  } else if (text == "9220" || text == "9260") {
    set_kind(kind_of(LegalForm::association), kinds);
  }  // any other category tells nothing of cooperation, and is no word worth keeping
  return true;
}

}  // namespace

void read_kinds(std::string_view text, Kinds& kinds) {
  text = trimmed(text);
  if (text.empty() || read_code(text, kinds)) return;
  const std::string folded = with_joined_initials(fold(text));
  if (folded == "other" || folded == "unknown") return;  // as good as an empty cell
  const auto word = std::find_if(kWords.begin(), kWords.end(),
                                 [&](const Phrase& p) { return p.words == folded; });
  if (word != kWords.end()) {
    set_kind(word->kind, kinds);
    return;
  }
  std::string rest = " " + folded + " ";
  bool known = false;
  for (const Phrase& phrase : kPhrases) {
    while (take_out(phrase.words, rest)) {
      set_kind(phrase.kind, kinds);
      known = true;
    }
  }
  if (known) return;
  if (!kinds.unknown.empty()) kinds.unknown += ';';
  kinds.unknown += text;
}

}  // namespace terreau::import
