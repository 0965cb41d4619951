#pragma once

#include <string>
#include <string_view>

#include "app/model/map_state.h"
#include "geodata/taxonomy.h"

// The window's words. The English text in the code is the key of a gettext catalogue
// (app/po/fr.po, compiled and embedded), looked up without the C library, so that the language can
// change while the program runs and no system locale is needed.
namespace terreau {

// The translation, or the English text itself. Never fails; safe on any thread.
std::string_view tr(Language language, std::string_view english);
// The right plural: tr_n(lang, "one place", "{} places", n), with {} replaced by the number.
std::string tr_n(Language language, std::string_view one, std::string_view many, std::int64_t n);
inline std::string_view tr(Language language, const Text2& text) {
  return language == Language::fr ? text.fr : text.en;
}

// "13 439" with a narrow no-break space in French, "13,439" in English.
std::string format_count(Language language, std::int64_t n);
// "0,127" / "0.127": the decimal point of the language, whatever the C library's locale says.
std::string format_decimal(Language language, double value, int digits);
// Degrees as "48,8590° N 2,3470° E" / "48.8590° N 2.3470° E".
std::string format_lonlat(Language language, LonLat p);
// Metres on the ground: "850 m", "14 km", "1,2 km".
std::string format_distance(Language language, double metres);
// Accepts "fr_FR.UTF-8", "en", "C"; French unless the value names English.
Language language_of_locale(std::string_view locale);

}  // namespace terreau
