#include "app/model/i18n.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <span>

#include "app/assets.h"

namespace terreau {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202f";
constexpr std::string_view kNoBreakSpace = "\u00a0";

// A gettext catalogue where it lies in the program: a header, then two tables (length, offset) of
// the originals, sorted by bytes, and of their translations.
class Catalogue {
 public:
  explicit Catalogue(std::span<const std::byte> bytes) : bytes_(bytes) {
    constexpr std::uint32_t kMagic = 0x950412de;
    if (bytes_.size() < 20 || word(0) != kMagic) return;
    count_ = word(8);
    originals_ = word(12);
    translations_ = word(16);
    const std::size_t end = std::max(originals_, translations_) + std::size_t{8} * count_;
    if (end > bytes_.size()) count_ = 0;
  }

  // Both plural forms, separated by a zero, where the key has them; empty: not translated.
  std::string_view find(std::string_view key) const {
    std::uint32_t low = 0, high = count_;
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      const std::string_view original = first_form(entry(originals_, middle));
      if (original == key) return entry(translations_, middle);
      if (original < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return {};
  }

  static std::string_view first_form(std::string_view forms) {
    return forms.substr(0, forms.find('\0'));
  }

 private:
  std::uint32_t word(std::size_t at) const {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes_.data() + at, sizeof value);
    return value;
  }
  std::string_view entry(std::size_t table, std::uint32_t index) const {
    const std::size_t length = word(table + std::size_t{8} * index);
    const std::size_t offset = word(table + std::size_t{8} * index + 4);
    if (offset + length > bytes_.size()) return {};
    return {reinterpret_cast<const char*>(bytes_.data()) + offset, length};
  }

  std::span<const std::byte> bytes_;
  std::uint32_t count_ = 0, originals_ = 0, translations_ = 0;
};

std::string_view translation(std::string_view english) {
  static const Catalogue french(asset("po/fr.mo"));
  return english.empty() ? std::string_view() : french.find(english);
}

std::string with_number(std::string_view text, std::string_view number) {
  std::string out(text);
  if (const std::size_t at = out.find("{}"); at != std::string::npos) out.replace(at, 2, number);
  return out;
}

}  // namespace

std::string format_decimal(Language language, double value, int digits) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, digits)
                       .ptr;
  std::string out(buffer.data(), end);
  if (language == Language::fr) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

std::string_view tr(Language language, std::string_view english) {
  if (language == Language::en) return english;
  const std::string_view french = Catalogue::first_form(translation(english));
  return french.empty() ? english : french;
}

std::string tr_n(Language language, std::string_view one, std::string_view many, std::int64_t n) {
  const std::string number = format_count(language, n);
  if (language == Language::en) return with_number(n == 1 ? one : many, number);
  const std::string_view forms = translation(one);
  const std::size_t split = forms.find('\0');
  if (forms.empty() || split == std::string_view::npos) {
    return with_number(n == 1 ? one : many, number);
  }
  // French: zero and one are singular.
  return with_number(std::abs(n) > 1 ? forms.substr(split + 1) : forms.substr(0, split), number);
}

std::string format_count(Language language, std::int64_t n) {
  std::string digits = std::to_string(n);
  const std::string_view separator = language == Language::fr ? kNarrowNoBreakSpace : ",";
  const std::size_t first = n < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, separator);
  }
  return digits;
}

std::string format_lonlat(Language language, LonLat p) {
  if (!is_valid(p)) return "–";
  const std::string_view west = language == Language::fr ? "O" : "W";
  std::string out = format_decimal(language, std::abs(p.lat_deg), 4);
  out += p.lat_deg < 0 ? "° S " : "° N ";
  out += format_decimal(language, std::abs(p.lon_deg), 4);
  out += "° ";
  out += p.lon_deg < 0 ? west : "E";
  return out;
}

std::string format_distance(Language language, double metres) {
  std::string out;
  if (metres < 999.5) {
    out = format_count(language, std::llround(metres));
    out.append(kNoBreakSpace).append("m");
    return out;
  }
  const double km = metres / 1000;
  out = km < 9.95 ? format_decimal(language, km, 1) : format_count(language, std::llround(km));
  out.append(kNoBreakSpace).append("km");
  return out;
}

Language language_of_locale(std::string_view locale) {
  const std::string_view code = locale.substr(0, 2);
  const bool english = code == "en" || code == "EN" || code == "En";
  const bool ends = locale.size() == 2 ||
                    (locale.size() > 2 && !std::isalpha(static_cast<unsigned char>(locale[2])));
  const bool named = locale.starts_with("english") || locale.starts_with("English");
  return (english && ends) || named ? Language::en : Language::fr;
}

}  // namespace terreau
