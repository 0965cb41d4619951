#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Small readings of text that files hold, shared inside geodata.
namespace terreau {

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

namespace parse {
std::string_view without_blanks(std::string_view text);
std::string_view unless_nothing(std::string_view trimmed);
}  // namespace parse

// Without blanks, no-break spaces included, at both ends.
inline std::string_view trimmed(std::string_view text) {
  // Nearly all texts begin and end with what no blank begins or ends with.
  const auto plain = [](char c) { return c > ' ' && c < 0x7F; };
  const bool bare = text.empty() || (plain(text.front()) && plain(text.back()));
  return bare ? text : parse::without_blanks(text);
}

// The text, or nothing where it is a word for nothing: "NULL", "N/A", "#N/A", "[ND]", "NC", "-".
inline std::string_view stated(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 14) return text;
  const char c = text[0];
  const bool may_say_so = c == 'n' || c == 'N' || c == '#' || c == '[' || c == '-' || c == '?';
  return may_say_so ? parse::unless_nothing(text) : text;
}

// Digits, nine of a SIREN or fourteen of a SIRET, whose check digit is right (Luhn; establishments
// of La Poste: a sum that five divides, as INSEE explains).
bool is_siren_or_siret(std::string_view digits);
bool is_siret(std::string_view digits);

std::string lower_extension(std::string_view path);  // "csv" of "A.CSV", "" where there is none

// For a message: control characters as spaces, cut to about `most` bytes between two characters.
std::string one_line(std::string_view text, std::size_t most = 120);

// The words of a folded text.
std::vector<std::string_view> words_of(std::string_view folded);

// "2,34880", "652 469.02", "-1e3"; none where it is no finite number as a whole.
std::optional<double> parse_number(std::string_view text);

// "50°37'58.8"N", "1° 40' 40'' O", "3°03.5' E": an angle in degrees, minutes and seconds, west and
// south negative; none where it is no such angle.
std::optional<double> parse_angle(std::string_view text);

// The year in "2019", "2019-05-01", "01/05/2019" and in a spreadsheet's day number, "42095"; 0
// where there is none.
int parse_year(std::string_view text);

// "les-scop.coop" of "https://www.les-scop.coop/annuaire?p=1".
std::string_view host_of(std::string_view url);

// Well-formed UTF-8 or not; and the same bytes read as CP1252, which always succeeds.
bool is_utf8(std::string_view text);
std::string from_cp1252(std::string_view text);
// "Ã", "Â" or "â€" is in it, of which few French texts have any: what the first bytes of letters
// and quotes look like when they are taken for CP1252.
bool may_be_encoded_twice(std::string_view utf8);
// UTF-8 that was taken for CP1252 and encoded once more ("Ã©" for "é"), put right; nothing where
// the text is no such.
std::optional<std::string> undo_second_encoding(std::string_view text);

// The fields of the next line of comma-separated text, quotes resolved; advances `rest`. False at
// the end. Only for our own embedded files: everything else is read by GDAL.
bool next_csv_row(std::string_view& rest, std::vector<std::string>& fields);
// The same of text in which nothing is quoted: views of it.
bool next_plain_row(std::string_view& rest, std::vector<std::string_view>& fields);

}  // namespace terreau
