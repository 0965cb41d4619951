#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace terreau {

// What the user decides of an import.
struct ImportOptions {
  // An organisation that was met before: a place of its own, or what its row says joins the first
  // one's card.
  enum class Duplicates : std::uint8_t { keep, merge };
  Duplicates duplicates = Duplicates::keep;
  // Role and column ("name", "Raison sociale"), where the guess is wrong; no column: none has the
  // role. Roles are role_infos()' codes.
  std::vector<std::pair<std::string, std::string>> columns;
  friend bool operator==(const ImportOptions&, const ImportOptions&) = default;
};

}  // namespace terreau
