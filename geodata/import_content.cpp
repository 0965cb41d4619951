#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "geodata/departments.h"
#include "geodata/import_parts.h"
#include "geodata/parse.h"

// Columns told by what stands in them.
namespace terreau::import {
namespace {

constexpr std::size_t kRowsToRead = 200;

// The share of the column's texts that are so, of those that are not empty; 0 where there are none.
double share_of(const Layer& layer, std::size_t column,
                const std::function<bool(std::string_view)>& is) {
  const auto rows = std::min(kRowsToRead, static_cast<std::size_t>(layer.row_count));
  double filled = 0, so = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string_view text = stated(layer.columns[column][i]);
    filled += text.empty() ? 0 : 1;
    so += !text.empty() && is(text) ? 1 : 0;
  }
  return filled > 0 ? so / filled : 0;
}

bool is_kind(std::string_view text) {
  Kinds kinds;
  read_kinds(text, kinds);
  return kinds.form != LegalForm::unknown || !kinds.functions.empty();
}

bool is_five_digit_code(std::string_view text) {
  return text.size() == 5 && std::all_of(text.begin(), text.end(), is_ascii_digit) &&
         department_of_commune_code(text).has_value();
}

bool is_web_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
}

// Names are nearly all different, kinds are not.
bool has_few_texts(const Layer& layer, std::size_t column) {
  const auto rows = std::min(kRowsToRead, static_cast<std::size_t>(layer.row_count));
  std::set<std::string_view> texts;
  for (std::size_t i = 0; i < rows; ++i) texts.insert(stated(layer.columns[column][i]));
  return texts.size() <= std::max<std::size_t>(4, rows / 4);
}

// Words, and nearly all different.
bool looks_like_names(const Layer& layer, std::size_t column) {
  const auto rows = std::min(kRowsToRead, static_cast<std::size_t>(layer.row_count));
  std::set<std::string_view> texts;
  for (std::size_t i = 0; i < rows; ++i) texts.insert(stated(layer.columns[column][i]));
  const auto is_words = [](std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return c == ' ' || is_ascii_digit(c); }) * 2 <
           std::ssize(text);
  };
  return texts.size() * 10 >= rows * 8 && share_of(layer, column, is_words) > 0.9;
}

struct Content {
  int ColumnRoles::*role;
  double least;  // share of the column's texts
  bool (*is)(std::string_view);
};

}  // namespace

LonLat parse_pair(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('[') || text.starts_with('(')) text = text.substr(1, text.size() - 2);
  const auto separator = text.find_first_of(text.find(';') != std::string_view::npos ? ";" : ",");
  const auto blank = separator == std::string_view::npos ? text.find(' ') : separator;
  if (blank == std::string_view::npos) return {};
  const auto lat = parse_number(text.substr(0, blank));
  const auto lon = parse_number(text.substr(blank + 1));
  if (!lat || !lon || std::abs(*lat) > 180 || std::abs(*lon) > 180) return {};
  return {*lon, *lat};
}

void recognise_contents(const Layer& layer, ColumnRoles& roles) {
  const Content contents[] = {
      {&ColumnRoles::siret, 0.8, is_siren_or_siret},
      {&ColumnRoles::pair, 0.9, [](std::string_view t) { return is_valid(parse_pair(t)); }},
      {&ColumnRoles::postal_code, 0.9, is_five_digit_code},
      {&ColumnRoles::website, 0.8, is_web_address},
      {&ColumnRoles::form, 0.6, is_kind},
  };
  std::vector<bool> taken(layer.column_names.size());
  for (const int column : all_roles(roles)) {
    if (column >= 0) taken[static_cast<std::size_t>(column)] = true;
  }
  for (const Content& content : contents) {
    if (roles.*content.role >= 0) continue;
    const bool is_code = content.role == &ColumnRoles::postal_code;
    if (is_code && (roles.commune_code >= 0 || roles.lon >= 0 || roles.x >= 0)) continue;
    int best = -1;
    double most = 0;
    for (std::size_t c = 0; c < taken.size(); ++c) {
      const double share = taken[c] ? 0 : share_of(layer, c, content.is);
      if (share < content.least || share <= most) continue;
      if (content.role == &ColumnRoles::form && !has_few_texts(layer, c)) continue;
      best = static_cast<int>(c);
      most = share;
    }
    roles.*content.role = best;
    if (best >= 0) taken[static_cast<std::size_t>(best)] = true;
  }
  for (std::size_t c = 0; c < taken.size() && roles.name < 0; ++c) {
    if (!taken[c] && looks_like_names(layer, c)) roles.name = static_cast<int>(c);
  }
}

}  // namespace terreau::import
