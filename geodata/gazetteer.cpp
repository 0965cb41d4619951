#include "geodata/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "geodata/embedded.h"
#include "geodata/geodesic.h"
#include "geodata/import.h"
#include "geodata/parse.h"
#include "geodata/search.h"
#include "geodata/text_column.h"

namespace terreau {
namespace {

// "saint denis" for "St-Denis": the folded words with abbreviations spelt out.
std::string commune_key(std::string_view name) {
  std::string folded = fold(name);
  if (folded.find("st") == std::string::npos) return folded;
  return spelt_out(folded);
}

std::uint32_t postal_number(std::string_view text) {
  text = trimmed(text);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

// Calls `use` with each code of "62000;62100".
template <class Use>
void each_postal_code(std::string_view codes, Use&& use) {
  while (!codes.empty()) {
    const std::size_t end = std::min(codes.find_first_of(";,| "), codes.size());
    if (const std::uint32_t number = postal_number(codes.substr(0, end))) use(number);
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
}

Commune commune_of_row(const std::vector<std::string>& f) {
  Commune c;
  c.code = f[0];
  c.name = f[1];
  c.postal_codes = f[2];
  if (const auto department = department_by_code(f[3])) c.department = *department;
  const auto lon = parse_number(f[4]);
  const auto lat = parse_number(f[5]);
  if (lon && lat) c.position = {*lon, *lat};
  std::from_chars(f[6].data(), f[6].data() + f[6].size(), c.population);
  return c;
}

std::string_view cell(const Layer& layer, int column, std::size_t row) {
  return column < 0 ? std::string_view() : trimmed(layer.columns[column][row]);
}

// In a list of communes the name and the codes may stand in columns of any of these roles.
int first_of(std::initializer_list<int> columns) {
  for (const int c : columns) {
    if (c >= 0) return c;
  }
  return -1;
}

// A file lists former communes where it has a column for their code beside that of today.
bool append_former(const Layer& layer, std::vector<FormerCommune>& out) {
  const int code = find_column(layer, {"codeancien", "anciencode", "codeinseeancien"});
  const ColumnRoles roles = guess_roles(layer);
  const int name = first_of({roles.commune, roles.name});
  if (code < 0 || name < 0 || roles.commune_code < 0) return false;
  for (std::size_t i = 0; i < static_cast<std::size_t>(layer.row_count); ++i) {
    out.push_back({std::string(cell(layer, code, i)), std::string(cell(layer, name, i)),
                   std::string(cell(layer, roles.commune_code, i))});
  }
  return true;
}

void append_communes(const Layer& layer, std::vector<Commune>& out) {
  const ColumnRoles roles = guess_roles(layer);
  const int code = first_of({roles.commune_code, roles.id});
  const int name = first_of({roles.commune, roles.name});
  if (code < 0 || name < 0) return;
  const int population = find_column(layer, {"population", "pop", "popmunicipale", "pmun", "ptot"});
  for (std::size_t i = 0; i < static_cast<std::size_t>(layer.row_count); ++i) {
    Commune c;
    c.code = cell(layer, code, i);
    if (c.code.size() == 4) c.code.insert(c.code.begin(), '0');
    c.name = cell(layer, name, i);
    const auto department = department_of_commune_code(c.code);
    if (!department || c.name.empty()) continue;
    c.department = *department;
    c.postal_codes = cell(layer, roles.postal_code, i);
    const auto lon = parse_number(cell(layer, roles.lon, i));
    const auto lat = parse_number(cell(layer, roles.lat, i));
    if (layer.kind == GeometryKind::point) c.position = layer.points[i];
    if (lon && lat && !is_valid(c.position)) c.position = {*lon, *lat};
    c.population = static_cast<int>(parse_number(cell(layer, population, i)).value_or(0));
    out.push_back(std::move(c));
  }
}

// A town's centre is within this of the middle of its commune, but for one in a hundred; beyond it
// the two may be different places.
constexpr double kSameTownM = 5000;

// Communes of a user's list over those of the embedded one.
std::vector<Commune> merged(std::vector<Commune> known, std::vector<Commune> own) {
  std::unordered_map<std::string, std::size_t> row_of;
  for (std::size_t i = 0; i < known.size(); ++i) row_of.emplace(known[i].code, i);
  for (Commune& c : own) {
    const auto found = row_of.find(c.code);
    if (found == row_of.end()) {
      row_of.emplace(c.code, known.size());
      known.push_back(std::move(c));
      continue;
    }
    Commune& old = known[found->second];
    if (c.postal_codes.empty()) c.postal_codes = old.postal_codes;
    if (c.population == 0) c.population = old.population;
    const bool near = is_valid(old.position) && is_valid(c.position) &&
                      ground_distance_m(old.position, c.position) <= kSameTownM;
    if (near || !is_valid(c.position)) c.position = old.position;
    old = std::move(c);
  }
  return known;
}

using FormerRows = std::vector<std::pair<std::string, std::uint32_t>>;

// The rows under that key.
std::pair<FormerRows::const_iterator, FormerRows::const_iterator> rows_of(const FormerRows& rows,
                                                                          std::string_view key) {
  const auto first = std::lower_bound(rows.begin(), rows.end(), key,
                                      [](const auto& row, auto k) { return row.first < k; });
  return {first,
          std::find_if(first, rows.end(), [&](const auto& row) { return row.first != key; })};
}

// The rows of an embedded file below its header, which begins with `first_column`.
template <class Use>
std::optional<Error> each_embedded_row(std::string_view name, std::string_view first_column,
                                       std::size_t columns, Use&& use) {
  std::string_view rest = embedded_text(name);
  if (rest.empty()) return Error{std::string(name), "is not part of this program"};
  std::vector<std::string> fields;
  next_csv_row(rest, fields);
  if (fields.size() < columns || fields[0] != first_column) {
    return Error{std::string(name), "has an unexpected header"};
  }
  while (next_csv_row(rest, fields)) {
    if (fields.size() >= columns) use(fields);
  }
  return std::nullopt;
}

struct Lists {
  std::vector<Commune> communes;
  std::vector<FormerCommune> former;
};
Result<Lists> embedded_lists() {
  Lists lists;
  lists.communes.reserve(36'000);
  auto error = each_embedded_row("france/communes.csv", "code", 7, [&](const auto& fields) {
    lists.communes.push_back(commune_of_row(fields));
  });
  if (error) return *error;
  error = each_embedded_row("france/former_communes.csv", "code", 3, [&](const auto& fields) {
    lists.former.push_back({fields[0], fields[1], fields[2]});
  });
  if (error) return *error;
  return lists;
}

// Rows in order of their code. Lists come sorted but for what was appended, arrondissements mostly.
std::vector<std::uint32_t> order_by_code(const std::vector<Commune>& communes) {
  std::vector<std::uint32_t> order(communes.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return communes[a].code < communes[b].code;
  };
  const auto appended = std::is_sorted_until(order.begin(), order.end(), before);
  std::stable_sort(appended, order.end(), before);
  std::inplace_merge(order.begin(), appended, order.end(), before);
  return order;
}

// Rows in order of their folded name, equal ones in order of their row. Eight letters decide nearly
// always, and comparing them as one number is what keeps the start short.
std::vector<std::uint32_t> order_by_name(const TextColumn& names) {
  struct Key {
    std::uint64_t letters;
    std::uint32_t row;
  };
  std::vector<Key> keys(names.size());
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    std::uint64_t letters = 0;
    const std::string_view name = names[i];
    for (std::size_t c = 0; c < 8; ++c) {
      letters = letters << 8 | (c < name.size() ? static_cast<unsigned char>(name[c]) : 0U);
    }
    keys[i] = {letters, i};
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.letters != b.letters) return a.letters < b.letters;
    const int order = names[a.row].compare(names[b.row]);
    return order != 0 ? order < 0 : a.row < b.row;
  });
  std::vector<std::uint32_t> rows;
  rows.reserve(keys.size());
  for (const Key& key : keys) rows.push_back(key.row);
  return rows;
}

}  // namespace

struct Gazetteer::Names {
  TextColumn folded;                                            // of each commune
  std::vector<std::uint32_t> order;                             // rows in order of those
  std::vector<std::pair<std::uint32_t, std::uint32_t>> postal;  // postal code, row; in order
  // Codes and folded names of former communes, in order, with the row of the commune of today.
  FormerRows former_codes, former_names;
};

struct Gazetteer::MadeOnce {
  std::once_flag once;
  Names names;
};

Gazetteer::Gazetteer() : names_(std::make_shared<MadeOnce>()) {}

Gazetteer::Gazetteer(std::vector<Commune> communes, std::vector<FormerCommune> former)
    : communes_(std::move(communes)),
      former_(std::move(former)),
      code_order_(order_by_code(communes_)),
      names_(std::make_shared<MadeOnce>()) {}

const Gazetteer::Names& Gazetteer::names() const {
  std::call_once(names_->once, [&, &out = names_->names] {
    for (std::uint32_t i = 0; i < communes_.size(); ++i) {
      out.folded.push_back(commune_key(communes_[i].name));
      each_postal_code(communes_[i].postal_codes,
                       [&](std::uint32_t number) { out.postal.emplace_back(number, i); });
    }
    std::sort(out.postal.begin(), out.postal.end());
    out.order = order_by_name(out.folded);
    for (const FormerCommune& f : former_) {
      const Commune* today = by_code(f.today);
      if (today == nullptr) continue;
      const auto row = static_cast<std::uint32_t>(today - communes_.data());
      out.former_names.emplace_back(commune_key(f.name), row);
      out.former_codes.emplace_back(f.code, row);
    }
    std::sort(out.former_codes.begin(), out.former_codes.end());
    std::sort(out.former_names.begin(), out.former_names.end());
  });
  return names_->names;
}

std::string_view Gazetteer::folded_name(std::size_t i) const { return names().folded[i]; }

Result<Gazetteer> Gazetteer::embedded() {
  auto lists = embedded_lists();
  if (!lists) return lists.error();
  return Gazetteer(std::move(lists->communes), std::move(lists->former));
}

Result<Gazetteer> Gazetteer::load(const std::string& uri, const ReadOptions& options) {
  const auto layers = read_source(uri, options);
  if (!layers) return layers.error();
  auto lists = embedded_lists();
  if (!lists) return lists.error();
  std::vector<Commune> communes;
  const std::size_t former_before = lists->former.size();
  for (const Layer& layer : *layers) {
    if (!append_former(layer, lists->former)) append_communes(layer, communes);
  }
  if (communes.empty() && lists->former.size() == former_before) {
    return Error{uri, "has no communes: columns with their INSEE code and name are needed"};
  }
  return Gazetteer(merged(std::move(lists->communes), std::move(communes)),
                   std::move(lists->former));
}

const Commune* Gazetteer::by_code(std::string_view insee_code) const {
  const auto found = std::lower_bound(
      code_order_.begin(), code_order_.end(), insee_code,
      [&](std::uint32_t row, std::string_view code) { return communes_[row].code < code; });
  const bool is_there = found != code_order_.end() && communes_[*found].code == insee_code;
  return is_there ? &communes_[*found] : nullptr;
}

std::vector<const Commune*> Gazetteer::by_name(std::string_view name,
                                               DepartmentId department) const {
  const std::string key = commune_key(name);
  std::vector<const Commune*> out;
  const Names& all = names();
  auto found = std::lower_bound(
      all.order.begin(), all.order.end(), key,
      [&](std::uint32_t row, const std::string& k) { return all.folded[row] < k; });
  for (; found != all.order.end() && all.folded[*found] == key; ++found) {
    const Commune& c = communes_[*found];
    if (!department.valid() || c.department == department) out.push_back(&c);
  }
  return out;
}

std::vector<const Commune*> Gazetteer::by_postal_code(std::string_view postal_code,
                                                      std::string_view name) const {
  const std::uint32_t number = postal_number(postal_code);
  const std::string key = commune_key(name);
  std::vector<const Commune*> out;
  const Names& all = names();
  auto found =
      std::lower_bound(all.postal.begin(), all.postal.end(), std::pair(number, std::uint32_t{0}));
  for (; found != all.postal.end() && found->first == number; ++found) {
    if (number != 0 && (key.empty() || all.folded[found->second] == key)) {
      out.push_back(&communes_[found->second]);
    }
  }
  return out;
}

const Commune* Gazetteer::by_former_code(std::string_view insee_code) const {
  const auto [first, last] = rows_of(names().former_codes, insee_code);
  return first == last ? nullptr : &communes_[first->second];
}

std::vector<const Commune*> Gazetteer::by_former_name(std::string_view name,
                                                      DepartmentId department) const {
  std::vector<const Commune*> out;
  const auto [first, last] = rows_of(names().former_names, commune_key(name));
  for (auto row = first; row != last; ++row) {
    const Commune& c = communes_[row->second];
    const bool there = !department.valid() || c.department == department;
    if (there && std::ranges::find(out, &c) == out.end()) out.push_back(&c);
  }
  return out;
}

}  // namespace terreau
