#include "geodata/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "geodata/embedded.h"
#include "geodata/import.h"
#include "geodata/parse.h"
#include "geodata/search.h"

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

Gazetteer::Gazetteer(std::vector<Commune> communes) : communes_(std::move(communes)) {
  for (std::uint32_t i = 0; i < communes_.size(); ++i) {
    folded_names_.push_back(commune_key(communes_[i].name));
    each_postal_code(communes_[i].postal_codes,
                     [&](std::uint32_t number) { postal_order_.emplace_back(number, i); });
  }
  std::sort(postal_order_.begin(), postal_order_.end());
  code_order_ = order_by_code(communes_);
  name_order_ = order_by_name(folded_names_);
}

Result<Gazetteer> Gazetteer::embedded() {
  constexpr std::string_view kName = "france/communes.csv";
  const std::span<const std::byte> bytes = embedded_file(kName);
  if (bytes.empty()) return Error{std::string(kName), "is not part of this program"};
  std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::vector<Commune> communes;
  communes.reserve(36'000);
  std::vector<std::string> fields;
  next_csv_row(rest, fields);
  if (fields.size() < 7 || fields[0] != "code") {
    return Error{std::string(kName), "has an unexpected header"};
  }
  while (next_csv_row(rest, fields)) {
    if (fields.size() >= 7) communes.push_back(commune_of_row(fields));
  }
  return Gazetteer(std::move(communes));
}

Result<Gazetteer> Gazetteer::load(const std::string& uri, const ReadOptions& options) {
  const auto layers = read_source(uri, options);
  if (!layers) return layers.error();
  std::vector<Commune> communes;
  for (const Layer& layer : *layers) append_communes(layer, communes);
  if (communes.empty()) {
    return Error{uri, "has no communes: columns with their INSEE code and name are needed"};
  }
  return Gazetteer(std::move(communes));
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
  auto found = std::lower_bound(
      name_order_.begin(), name_order_.end(), key,
      [&](std::uint32_t row, const std::string& k) { return folded_names_[row] < k; });
  for (; found != name_order_.end() && folded_names_[*found] == key; ++found) {
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
  auto found = std::lower_bound(postal_order_.begin(), postal_order_.end(),
                                std::pair(number, std::uint32_t{0}));
  for (; found != postal_order_.end() && found->first == number; ++found) {
    if (number != 0 && (key.empty() || folded_names_[found->second] == key)) {
      out.push_back(&communes_[found->second]);
    }
  }
  return out;
}

}  // namespace terreau
