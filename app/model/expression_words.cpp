#include "app/model/expression_words.h"

#include <optional>

#include "app/model/i18n.h"
#include "app/model/words.h"

namespace terreau {
namespace {

// What stands between two pieces of a text.
std::optional<std::string_view> between(std::string_view text, std::string_view before,
                                        std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  const std::size_t from = begin + before.size(), end = text.find(after, from);
  if (end == std::string_view::npos) return {};
  return text.substr(from, end - from);
}

}  // namespace

std::string expression_trouble(Language language, std::string_view message) {
  constexpr std::string_view kLead = "is not understood: ";
  const std::size_t lead = message.find(kLead);
  const std::string_view ogr =
      lead == std::string_view::npos ? message : message.substr(lead + kLead.size());
  if (const auto column = between(ogr, "\"", "\" not recognised as an available field")) {
    return filled(tr(language, "There is no column “{}”."), {*column});
  }
  if (const auto function = between(ogr, "Undefined function '", "'")) {
    return filled(tr(language, "There is no function “{}”."), {*function});
  }
  if (const auto operation = between(ogr, "arguments to ", " operator")) {
    return filled(tr(language,
                     "“{}” compares things of different kinds: texts stand between "
                     "simple quotes, numbers do not."),
                  {*operation});
  }
  if (ogr.find("unexpected end of string") != std::string_view::npos) {
    return std::string(tr(language, "The condition is not complete."));
  }
  if (ogr.find("syntax error") != std::string_view::npos) {
    return std::string(
        tr(language, "The condition is not written as SQL: column, comparison, value."));
  }
  return std::string(ogr);
}

}  // namespace terreau
