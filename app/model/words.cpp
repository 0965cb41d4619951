#include "app/model/words.h"

#include "app/model/i18n.h"
#include "geodata/attribution.h"
#include "geodata/parse.h"

namespace terreau {

std::string filled(std::string_view format, std::initializer_list<std::string_view> values) {
  std::string out;
  for (const std::string_view value : values) {
    const std::size_t at = format.find("{}");
    if (at == std::string_view::npos) break;
    out.append(format.substr(0, at)).append(value);
    format.remove_prefix(at + 2);
  }
  return out.append(format);
}

std::string department_title(DepartmentId id) {
  const Department& d = department(id);
  return std::string(d.name) + " (" + std::string(d.code) + ")";
}

std::string kinds_text(Language language, KindSet kinds) {
  std::string text;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!kinds.has(Kind{k})) continue;
    if (!text.empty()) text += ", ";
    text += tr(language, info(Kind{k}).badge);
  }
  return text;
}

std::string format_bytes(Language language, std::uintmax_t bytes) {
  const bool french = language == Language::fr;
  const auto n = static_cast<double>(bytes);
  if (n < 1000) return tr_n(language, "{} byte", "{} bytes", static_cast<std::int64_t>(bytes));
  if (n < 999.5e3) return format_decimal(language, n / 1e3, 0) + (french ? "\u00a0ko" : "\u00a0kB");
  return format_decimal(language, n / 1e6, 1) + (french ? "\u00a0Mo" : "\u00a0MB");
}

std::string written_date(Language language, std::string_view iso) {
  const bool whole = iso.size() == 10 && iso[4] == '-' && iso[7] == '-';
  const bool month = iso.size() == 7 && iso[4] == '-';
  if (language == Language::fr && month) {
    return std::string(iso.substr(5)).append("/").append(iso.substr(0, 4));
  }
  if (language == Language::en || !whole) return std::string(iso);
  std::string out(iso.substr(8, 2));
  return out.append("/").append(iso.substr(5, 2)).append("/").append(iso.substr(0, 4));
}

std::string source_text(Language language, const Atlas& atlas, PlaceId place) {
  const std::string_view date = atlas.places->source_date(place);
  std::string text(host_of(atlas.places->source_url(place)));
  if (text.empty()) text = public_name(atlas.sources[atlas.places->source(place)]);
  return date.empty() ? text : text + ", " + written_date(language, date);
}

}  // namespace terreau
