#pragma once

#include <cstdint>
#include <string_view>

// How folded words differ.
namespace terreau {

// One bit a letter, digits and all others share the rest: a word that lacks a letter of another one
// differs from it by at least as many edits.
std::uint32_t letters_of(std::string_view word);

// How many edits a text may be away from what is meant: none in short words.
int typos_forgiven(std::string_view text);

// `text` becomes `word`, or the beginning of it, by at most `most` edits (a letter more, less or
// other, two neighbours exchanged).
bool resembles(std::string_view text, std::string_view word, int most);

}  // namespace terreau
