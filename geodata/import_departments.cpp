#include <algorithm>
#include <map>
#include <set>

#include "geodata/import_parts.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

using Matches = std::vector<std::optional<DepartmentId>>;  // per row

struct Candidate {
  std::size_t column = 0;
  Matches matches;
  std::size_t matched = 0;
  std::size_t distinct = 0;
  double hint = 0;  // what the column's name promises, below 1: it only decides between equals
};

double name_hint(const std::string& squeezed) {
  const auto has = [&](std::string_view part) { return squeezed.find(part) != std::string::npos; };
  if (has("reg")) return -0.9;
  if (squeezed == "id" || squeezed == "fid" || squeezed == "gid" || squeezed == "objectid")
    return -0.5;
  if (has("dep") && (has("insee") || has("code") || squeezed == "dep")) return 0.9;
  if (has("dep") || has("dpt")) return 0.8;
  if (has("insee")) return 0.7;
  if (has("code")) return 0.6;
  if (has("nom") || has("name")) return 0.5;
  return 0;
}

Candidate candidate_of(const Layer& layer, std::size_t column) {
  Candidate c;
  c.column = column;
  c.matches.resize(static_cast<std::size_t>(layer.row_count));
  DepartmentSet seen;
  std::map<std::string_view, std::optional<DepartmentId>> known;  // values repeat
  for (std::size_t i = 0; i < c.matches.size(); ++i) {
    const std::string_view value = layer.columns[column][i];
    const auto found = known.find(value);
    c.matches[i] = found != known.end()
                       ? found->second
                       : known.emplace(value, match_department(value)).first->second;
    if (!c.matches[i]) continue;
    ++c.matched;
    seen.set(c.matches[i]->value);
  }
  c.distinct = seen.count();
  c.hint = name_hint(import::squeezed(layer.column_names[column]));
  return c;
}

const std::map<std::string, std::string_view>& region_codes_by_name() {
  static const auto table = [] {
    std::map<std::string, std::string_view> names;
    for (const Department& d : departments()) names.emplace(fold(d.region), d.region_code);
    return names;
  }();
  return table;
}

// A file of regions has codes that are also departments' ("32": Hauts-de-France, and Gers). Where a
// row names a region, it must be the department's own.
bool contradicts_regions(const Layer& layer, const Candidate& c) {
  const auto& regions = region_codes_by_name();
  std::size_t named = 0;
  std::size_t contradictions = 0;
  for (std::size_t i = 0; i < c.matches.size(); ++i) {
    if (!c.matches[i]) continue;
    for (std::size_t column = 0; column < layer.columns.size(); ++column) {
      if (column == c.column) continue;
      const auto found = regions.find(fold(layer.columns[column][i]));
      if (found == regions.end()) continue;
      ++named;
      contradictions += found->second != department(*c.matches[i]).region_code ? 1 : 0;
    }
  }
  return contradictions * 4 > named;
}

bool is_region_code(DepartmentId id) {
  const auto all = departments();
  return std::any_of(all.begin(), all.end(),
                     [&](const Department& d) { return d.region_code == department(id).code; });
}

// Without names: ten or more codes that are all a region's are no chance.
bool looks_like_regions(const Candidate& c) {
  return c.distinct >= 10 && std::all_of(c.matches.begin(), c.matches.end(),
                                         [](const auto& m) { return !m || is_region_code(*m); });
}

// Communes or cantons with a column for their department: they have more names than departments.
bool is_finer(const Layer& layer, const Candidate& c) {
  if (c.matched * 2 <= c.distinct * 3 + 2) return false;
  for (std::size_t column = 0; column < layer.columns.size(); ++column) {
    const std::string name = import::squeezed(layer.column_names[column]);
    if (name.find("nom") == std::string::npos && name.find("name") == std::string::npos &&
        name.find("libelle") == std::string::npos) {
      continue;
    }
    std::set<std::string_view> values;
    for (std::size_t i = 0; i < c.matches.size(); ++i) values.insert(layer.columns[column][i]);
    if (values.size() * 5 > c.distinct * 6) return true;
  }
  return false;
}

bool agrees(const Candidate& a, const Candidate& b) {
  std::size_t both = 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < a.matches.size(); ++i) {
    if (!a.matches[i] || !b.matches[i]) continue;
    ++both;
    equal += *a.matches[i] == *b.matches[i] ? 1 : 0;
  }
  return both > 0 && equal * 10 >= both * 9;
}

std::vector<Candidate> ranked_candidates(const Layer& layer) {
  std::vector<Candidate> candidates;
  for (std::size_t column = 0; column < layer.columns.size(); ++column) {
    Candidate c = candidate_of(layer, column);
    if (c.distinct == 0 || c.matched * 2 < c.matches.size()) continue;
    if (looks_like_regions(c) || contradicts_regions(layer, c) || is_finer(layer, c)) continue;
    candidates.push_back(std::move(c));
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
    return static_cast<double>(a.distinct) + a.hint > static_cast<double>(b.distinct) + b.hint;
  });
  // A row that the best column does not tell may be told by another, if the two agree elsewhere.
  for (std::size_t k = candidates.size(); k-- > 1;) {
    if (!agrees(candidates[k], candidates.front())) {
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }
  return candidates;
}

std::string row_words(const Layer& layer, std::size_t column, std::size_t row) {
  return layer.column_names[column] + " = " + std::string(layer.columns[column][row]);
}

}  // namespace

std::vector<DepartmentGeometry> match_departments(const Layer& layer, std::vector<Issue>& issues) {
  if (layer.kind != GeometryKind::polygon || layer.row_count == 0) return {};
  const std::vector<Candidate> candidates = ranked_candidates(layer);
  if (candidates.empty()) return {};
  std::map<DepartmentId, DepartmentGeometry> by_department;
  for (std::size_t i = 0; i < static_cast<std::size_t>(layer.row_count); ++i) {
    const auto row = static_cast<std::int64_t>(i) + 1;
    std::optional<DepartmentId> id;
    for (const Candidate& c : candidates) {
      if (!id) id = c.matches[i];
    }
    if (!id) {
      issues.push_back(
          {row, "this is no department", row_words(layer, candidates.front().column, i)});
      continue;
    }
    // Rhône and Métropole de Lyon, islands in rows of their own: one department.
    DepartmentGeometry& geometry = by_department[*id];
    geometry.department = *id;
    geometry.rings.insert(geometry.rings.end(), layer.rings[i].begin(), layer.rings[i].end());
  }
  std::vector<DepartmentGeometry> out;
  for (auto& [id, geometry] : by_department) {
    if (!geometry.rings.empty()) out.push_back(std::move(geometry));
  }
  return out;
}

}  // namespace terreau
