#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "geodata/types.h"

namespace terreau {

// A table that leaves the program: columns, and its rows one at a time, so that millions of them
// need no second copy in memory.
struct TableColumn {
  enum class Type : std::uint8_t { text, integer, real };
  std::string name;
  std::string short_name;  // where the format allows ten letters; empty: the name itself
  Type type = Type::text;
};

// Of the column's type; nothing where the value is not known.
using TableCell = std::variant<std::monostate, std::string, std::int64_t, double>;

struct Table {
  std::string name;   // of the layer or sheet: letters, digits, '_'
  std::string title;  // the rest is for formats that hold words about themselves
  std::string description;
  std::string licence;
  std::vector<std::pair<std::string, std::string>>
      facts;  // more words, in a GeoPackage: name, text
  std::vector<TableColumn> columns;
  std::size_t rows = 0;
  // Fills cells (one a column, all empty before).
  std::function<void(std::size_t row, std::vector<TableCell>& cells)> fill;
  // WGS 84, NaN where a row has no point; none: the table is no map layer.
  std::function<LonLat(std::size_t row)> point;
};

// The sheet beside a spreadsheet's table that says what it is and whose; it holds no places.
inline constexpr std::string_view kAboutSheet = "terreau_about";

}  // namespace terreau
