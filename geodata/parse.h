#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Small readings of text that files hold, shared inside geodata.
namespace terreau {

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// Without blanks, no-break spaces included, at both ends.
std::string_view trimmed(std::string_view text);

// For a message: control characters as spaces, cut to about `most` bytes between two characters.
std::string one_line(std::string_view text, std::size_t most = 120);

// The words of a folded text.
std::vector<std::string_view> words_of(std::string_view folded);

// "2,34880", "652 469.02", "-1e3"; none where it is no finite number as a whole.
std::optional<double> parse_number(std::string_view text);

// The year in "2019", "2019-05-01", "01/05/2019"; 0 where there is none.
int parse_year(std::string_view text);

// "les-scop.coop" of "https://www.les-scop.coop/annuaire?p=1".
std::string_view host_of(std::string_view url);

// Well-formed UTF-8 or not; and the same bytes read as CP1252, which always succeeds.
bool is_utf8(std::string_view text);
std::string from_cp1252(std::string_view text);

// The fields of the next line of comma-separated text, quotes resolved; advances `rest`. False at
// the end. Only for our own embedded files: everything else is read by GDAL.
bool next_csv_row(std::string_view& rest, std::vector<std::string>& fields);

}  // namespace terreau
