#include "geodata/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include <simdjson.h>
#include <utf8proc.h>

#include "geodata/result.h"

namespace terreau {
namespace {

// Bytes of the blank at the start of `text`: 0 if there is none. U+00A0, U+202F and U+FEFF too.
std::size_t blank_at_start(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) return 1;
  if (text.starts_with("\u00a0")) return 2;
  if (text.starts_with("\u202f") || text.starts_with("\ufeff")) return 3;
  return 0;
}

std::size_t blank_at_end(std::string_view text) {
  if (text.empty()) return 0;
  const char last = text.back();
  if (last == ' ' || (last >= '\t' && last <= '\r')) return 1;
  if (text.ends_with("\u00a0")) return 2;
  if (text.ends_with("\u202f") || text.ends_with("\ufeff")) return 3;
  return 0;
}

// Code points of the bytes 0x80 … 0x9F; the five holes stay what they are in ISO-8859-1.
constexpr std::array<std::uint16_t, 32> kCp1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// Unquotes the field at the start of `rest`; returns where the delimiter after it stands.
std::size_t quoted_field(std::string_view rest, std::string& field) {
  field.clear();
  bool quoted = false;
  std::size_t i = 0;
  for (; i < rest.size(); ++i) {
    const char c = rest[i];
    if (c == '"' && quoted && i + 1 < rest.size() && rest[i + 1] == '"') {
      field += rest[i++];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      break;
    } else if (quoted || c != '\r') {
      field += c;
    }
  }
  return i;
}

}  // namespace

std::string_view parse::without_blanks(std::string_view text) {
  while (const std::size_t n = blank_at_start(text)) text.remove_prefix(n);
  while (const std::size_t n = blank_at_end(text)) text.remove_suffix(n);
  return text;
}

std::string_view parse::unless_nothing(std::string_view trimmed) {
  constexpr std::array<std::string_view, 14> kNothing{
      "null", "n/a", "#n/a", "na",  "nc",    "n.c.", "nd",
      "[nd]", "-",   "--",   "nan", "#ref!", "?",    "non renseigné"};
  const bool capitals =
      trimmed != "na" && trimmed != "nd" && trimmed != "nc";  // short words are names
  std::string lower(trimmed);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return capitals && std::ranges::find(kNothing, lower) != kNothing.end() ? std::string_view()
                                                                          : trimmed;
}

bool is_siren_or_siret(std::string_view text) {
  int sum = 0, plain_sum = 0, count = 0;
  const bool la_poste = text.starts_with("356000000");
  for (std::size_t i = text.size(); i-- > 0;) {
    if (!is_ascii_digit(text[i])) return false;
    const int digit = text[i] - '0';
    const int value = count++ % 2 == 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    plain_sum += digit;
  }
  if (count != 9 && count != 14) return false;
  return sum % 10 == 0 || (la_poste && count == 14 && plain_sum % 5 == 0);
}

bool is_siret(std::string_view text) { return text.size() == 14 && is_siren_or_siret(text); }

std::string one_line(std::string_view text, std::size_t most) {
  text = trimmed(text);
  const bool cut = text.size() > most;
  if (cut) {
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    text = text.substr(0, most);
  }
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return cut ? line + "…" : line;
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 64) return std::nullopt;
  std::array<char, 64> plain{};
  std::size_t size = 0;
  while (!text.empty()) {
    if (const std::size_t n = blank_at_start(text)) {  // "652 469,02"
      text.remove_prefix(n);
      continue;
    }
    plain[size++] = text[0] == ',' ? '.' : text[0];
    text.remove_prefix(1);
  }
  const char* first = plain.data() + (plain[0] == '+' ? 1 : 0);
  double value = 0;
  const auto [end, error] = std::from_chars(first, plain.data() + size, value);
  if (error != std::errc() || end != plain.data() + size || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<double> parse_angle(std::string_view text) {
  double degrees = 0, unit = 1, sign = 1;
  int numbers = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    std::size_t end = i;
    while (end < text.size() && (is_ascii_digit(text[end]) || text[end] == '.')) ++end;
    if (end == i) {
      if (c == 'S' || c == 'W' || c == 'O' || c == '-') sign = -1;
      const bool known = std::string_view("NSEWO+-").find(c) != std::string_view::npos;
      if (c >= '0' && c <= 'z' && !known) return std::nullopt;  // marks of minutes are left over
      ++i;
      continue;
    }
    const auto number = parse_number(text.substr(i, end - i));
    if (!number || ++numbers > 3 || (numbers > 1 && *number >= 60)) return std::nullopt;
    degrees += *number * unit;
    unit /= 60;
    i = end;
  }
  const bool has_mark = text.find("°") != std::string_view::npos;
  return numbers > 0 && has_mark ? std::optional(sign * degrees) : std::nullopt;
}

int parse_year(std::string_view text) {
  if (text.size() == 5 && std::all_of(text.begin(), text.end(), is_ascii_digit)) {
    // Days since 1899-12-30, as spreadsheets count; 10000 is in 1927.
    double days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    return days >= 10'000 && days < 73'000 ? static_cast<int>(1900 + (days - 1) / 365.2425) : 0;
  }
  if (text.size() == 8 && text[2] == '/' && text[5] == '/' && is_ascii_digit(text[6]) &&
      is_ascii_digit(text[7])) {  // "01/04/15": no organisation is from the future
    const int year = (text[6] - '0') * 10 + (text[7] - '0');
    return year <= 40 ? 2000 + year : 1900 + year;
  }
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    std::size_t end = i;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
    if (end - i == 4) {
      int year = 0;
      std::from_chars(text.data() + i, text.data() + end, year);
      if (year >= 1500 && year <= 2200) return year;
    }
    if (end > i) i = end - 1;
  }
  return 0;
}

std::string_view host_of(std::string_view url) {
  if (const std::size_t at = url.find("://"); at != std::string_view::npos) {
    url.remove_prefix(at + 3);
  }
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url.substr(0, url.find_first_of("/?#"));
}

bool is_utf8(std::string_view text) {
  return text.empty() || simdjson::validate_utf8(text.data(), text.size());
}

std::string from_cp1252(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    std::array<utf8proc_uint8_t, 4> point{};
    const auto length = utf8proc_encode_char(
        byte >= 0x80 && byte < 0xA0 ? kCp1252[byte - 0x80U] : byte, point.data());
    out.append(point.begin(), point.begin() + length);
  }
  return out;
}

bool may_be_encoded_twice(std::string_view utf8) {
  // "Â", "Ã" and "â€", by the byte of each that few other letters have.
  constexpr auto kNone = std::string_view::npos;
  for (const char rare : {'\x82', '\x83'}) {
    for (auto at = utf8.find(rare); at != kNone; at = utf8.find(rare, at + 1)) {
      if (utf8.substr(0, at).ends_with('\xc3')) return true;
      if (at >= 3 && utf8.substr(at - 3).starts_with("\u00e2\u20ac")) return true;
    }
  }
  return false;
}

std::optional<std::string> undo_second_encoding(std::string_view text) {
  if (!may_be_encoded_twice(text)) return std::nullopt;
  std::string bytes;
  while (!text.empty()) {
    std::int32_t point = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (length <= 0) return std::nullopt;
    const auto special = std::ranges::find(kCp1252, point);
    if (special != kCp1252.end()) {
      point = 0x80 + static_cast<std::int32_t>(special - kCp1252.begin());
    }
    if (point > 0xFF) return std::nullopt;
    bytes += static_cast<char>(point);
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return is_utf8(bytes) ? std::optional(std::move(bytes)) : std::nullopt;
}

std::string lower_extension(std::string_view path) {
  const auto dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] != '.') return {};
  std::string extension(path.substr(dot + 1));
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return extension;
}

bool next_csv_row(std::string_view& rest, std::vector<std::string>& fields) {
  if (rest.empty()) return false;
  std::size_t count = 0;
  bool line_ends = false;
  while (!line_ends) {
    if (count == fields.size()) fields.emplace_back();
    std::string& field = fields[count++];
    std::size_t end = 0;
    if (rest.starts_with('"')) {
      end = quoted_field(rest, field);
    } else {
      end = std::min(rest.find_first_of(",\n"), rest.size());
      field.assign(rest.substr(0, end));
      if (field.ends_with('\r')) field.pop_back();
    }
    line_ends = end >= rest.size() || rest[end] == '\n';
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  fields.resize(count);
  return true;
}

bool next_plain_row(std::string_view& rest, std::vector<std::string_view>& fields) {
  fields.clear();
  if (rest.empty()) return false;
  std::size_t begin = 0, i = 0;
  for (; i < rest.size() && rest[i] != '\n'; ++i) {
    if (rest[i] != ',') continue;
    fields.push_back(rest.substr(begin, i - begin));
    begin = i + 1;
  }
  fields.push_back(rest.substr(begin, i - begin));
  if (fields.back().ends_with('\r')) fields.back().remove_suffix(1);
  rest.remove_prefix(std::min(i + 1, rest.size()));
  return true;
}

}  // namespace terreau
