#include "geodata/gazetteer.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "geodata/embedded.h"
#include "geodata/geodesic.h"
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

Commune commune_of_row(std::span<const std::string_view> f) {
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

// Texts of a user's list.
using Texts = std::deque<std::string>;

// A file lists former communes where it has a column for their code beside that of today.
bool append_former(const Layer& layer, std::vector<FormerCommune>& out, Texts& texts) {
  const int code = find_column(layer, {"codeancien", "anciencode", "codeinseeancien"});
  const ColumnRoles roles = guess_roles(layer);
  const int name = first_of({roles.commune, roles.name});
  if (code < 0 || name < 0 || roles.commune_code < 0) return false;
  for (std::size_t i = 0; i < static_cast<std::size_t>(layer.row_count); ++i) {
    out.push_back({texts.emplace_back(cell(layer, code, i)),
                   texts.emplace_back(cell(layer, name, i)),
                   texts.emplace_back(cell(layer, roles.commune_code, i))});
  }
  return true;
}

void append_communes(const Layer& layer, std::vector<Commune>& out, Texts& texts) {
  const ColumnRoles roles = guess_roles(layer);
  const int code = first_of({roles.commune_code, roles.id});
  const int name = first_of({roles.commune, roles.name});
  if (code < 0 || name < 0) return;
  const int population = find_column(layer, {"population", "pop", "popmunicipale", "pmun", "ptot"});
  for (std::size_t i = 0; i < static_cast<std::size_t>(layer.row_count); ++i) {
    Commune c;
    const std::string_view given = cell(layer, code, i);
    c.code = texts.emplace_back((given.size() == 4 ? "0" : "") + std::string(given));
    c.name = texts.emplace_back(cell(layer, name, i));
    const auto department = department_of_commune_code(c.code);
    if (!department || c.name.empty()) continue;
    c.department = *department;
    c.postal_codes = texts.emplace_back(cell(layer, roles.postal_code, i));
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
std::vector<Commune> merged(std::vector<Commune> known, const std::vector<Commune>& own) {
  std::unordered_map<std::string_view, std::size_t> row_of;
  for (std::size_t i = 0; i < known.size(); ++i) row_of.emplace(known[i].code, i);
  for (Commune c : own) {
    const auto found = row_of.find(c.code);
    if (found == row_of.end()) {
      row_of.emplace(c.code, known.size());
      known.push_back(c);
      continue;
    }
    Commune& old = known[found->second];
    if (c.postal_codes.empty()) c.postal_codes = old.postal_codes;
    if (c.population == 0) c.population = old.population;
    const bool near = is_valid(old.position) && is_valid(c.position) &&
                      ground_distance_m(old.position, c.position) <= kSameTownM;
    if (near || !is_valid(c.position)) c.position = old.position;
    old = c;
  }
  return known;
}

// The rows of an embedded file below its header, which begins with `first_column`.
template <class Use>
std::optional<Error> each_embedded_row(std::string_view name, std::string_view first_column,
                                       std::size_t columns, Use&& use) {
  std::string_view rest = embedded_text(name);
  if (rest.empty()) return Error{std::string(name), "is not part of this program"};
  std::vector<std::string_view> fields;
  next_plain_row(rest, fields);
  if (fields.size() < columns || fields[0] != first_column) {
    return Error{std::string(name), "has an unexpected header"};
  }
  while (next_plain_row(rest, fields)) {
    if (fields.size() >= columns) use(fields);
  }
  return std::nullopt;
}

// Rows by a text that each of them has: those of one hash hang together, in order.
class RowsByText {
 public:
  template <class TextOf>
  RowsByText(std::size_t rows, const TextOf& text_of)
      : mask_(std::bit_ceil(rows * 2) - 1), first_(mask_ + 1, kNone), next_(rows, kNone) {
    for (auto row = static_cast<std::uint32_t>(rows); row-- > 0;) {
      std::uint32_t& first = first_[slot_of(text_of(row))];
      next_[row] = std::exchange(first, row);
    }
  }
  // Calls use(row) for those that may have that text, all that have it among them.
  template <class Use>
  void each_likely(std::string_view text, Use&& use) const {
    for (std::uint32_t row = first_[slot_of(text)]; row != kNone; row = next_[row]) use(row);
  }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  std::size_t slot_of(std::string_view text) const {
    return std::hash<std::string_view>()(text) & mask_;
  }
  std::size_t mask_;
  std::vector<std::uint32_t> first_, next_;
};

TextColumn fold_names(const std::vector<Commune>& communes) {
  TextColumn folded;
  for (const Commune& c : communes) folded.push_back(commune_key(c.name));
  return folded;
}

// Postal code above, row below; in order.
std::vector<std::uint64_t> rows_by_postal_code(const std::vector<Commune>& communes) {
  std::vector<std::uint64_t> out;
  out.reserve(communes.size());
  for (std::uint32_t row = 0; row < communes.size(); ++row) {
    each_postal_code(communes[row].postal_codes, [&](std::uint32_t number) {
      out.push_back(std::uint64_t{number} << 32U | row);
    });
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Made once, by whichever thread wants it first.
template <class T>
class Lazy {
 public:
  template <class Make>
  const T& get(const Make& make) {
    std::call_once(once_, [&] { value_.emplace(make()); });
    return *value_;
  }

 private:
  std::once_flag once_;
  std::optional<T> value_;
};

}  // namespace

struct Gazetteer::Indices {
  Lazy<TextColumn> folded;  // name of each commune
  Lazy<RowsByText> codes, names, former_codes, former_names;
  Lazy<std::vector<std::uint64_t>> postal;
};

Gazetteer::Gazetteer() : indices_(std::make_shared<Indices>()) {}

Gazetteer::Gazetteer(Lists lists)
    : lists_(std::move(lists)), indices_(std::make_shared<Indices>()) {}

const TextColumn& Gazetteer::folded_names() const {
  return indices_->folded.get([&] { return fold_names(communes()); });
}

std::string_view Gazetteer::folded_name(std::size_t i) const { return folded_names()[i]; }

Result<Gazetteer::Lists> Gazetteer::embedded_lists() {
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

Result<Gazetteer> Gazetteer::embedded() {
  auto lists = embedded_lists();
  if (!lists) return lists.error();
  return Gazetteer(*std::move(lists));
}

Result<Gazetteer> Gazetteer::load(const std::string& uri, const ReadOptions& options) {
  const auto layers = read_source(uri, options);
  if (!layers) return layers.error();
  auto lists = embedded_lists();
  if (!lists) return lists.error();
  std::vector<Commune> communes;
  const auto texts = std::make_shared<Texts>();
  const std::size_t former_before = lists->former.size();
  for (const Layer& layer : *layers) {
    if (!append_former(layer, lists->former, *texts)) append_communes(layer, communes, *texts);
  }
  if (communes.empty() && lists->former.size() == former_before) {
    return Error{uri, "has no communes: columns with their INSEE code and name are needed"};
  }
  lists->communes = merged(std::move(lists->communes), communes);
  lists->texts = texts;
  return Gazetteer(*std::move(lists));
}

const Commune* Gazetteer::by_code(std::string_view insee_code) const {
  const RowsByText& rows = indices_->codes.get([&] {
    return RowsByText(communes().size(), [&](auto row) { return communes()[row].code; });
  });
  const Commune* found = nullptr;
  rows.each_likely(insee_code, [&](std::uint32_t row) {
    if (found == nullptr && communes()[row].code == insee_code) found = &communes()[row];
  });
  return found;
}

std::vector<const Commune*> Gazetteer::by_name(std::string_view name,
                                               DepartmentId department) const {
  std::vector<const Commune*> out;
  const TextColumn& folded = folded_names();
  const RowsByText& rows = indices_->names.get(
      [&] { return RowsByText(folded.size(), [&](auto row) { return folded[row]; }); });
  const std::string key = commune_key(name);
  rows.each_likely(key, [&](std::uint32_t row) {
    const Commune& c = communes()[row];
    const bool there = !department.valid() || c.department == department;
    if (there && folded[row] == key) out.push_back(&c);
  });
  return out;
}

std::vector<const Commune*> Gazetteer::by_postal_code(std::string_view postal_code,
                                                      std::string_view name) const {
  const std::uint32_t number = postal_number(postal_code);
  const std::string key = commune_key(name);
  std::vector<const Commune*> out;
  const auto& rows = indices_->postal.get([&] { return rows_by_postal_code(communes()); });
  auto found = std::lower_bound(rows.begin(), rows.end(), std::uint64_t{number} << 32U);
  for (; number != 0 && found != rows.end() && *found >> 32U == number; ++found) {
    const Commune& c = communes()[static_cast<std::uint32_t>(*found)];
    if (key.empty() || commune_key(c.name) == key) out.push_back(&c);
  }
  return out;
}

const Commune* Gazetteer::by_former_code(std::string_view insee_code) const {
  const auto& former = lists_.former;
  const RowsByText& rows = indices_->former_codes.get(
      [&] { return RowsByText(former.size(), [&](auto row) { return former[row].code; }); });
  const Commune* found = nullptr;  // of several the first
  rows.each_likely(insee_code, [&](std::uint32_t row) {
    if (former[row].code != insee_code) return;
    const Commune* today = by_code(former[row].today);
    if (today != nullptr && (found == nullptr || today < found)) found = today;
  });
  return found;
}

std::vector<const Commune*> Gazetteer::by_former_name(std::string_view name,
                                                      DepartmentId department) const {
  const auto& former = lists_.former;
  const RowsByText& rows = indices_->former_names.get([&] {
    return RowsByText(former.size(), [&](auto row) { return commune_key(former[row].name); });
  });
  const std::string key = commune_key(name);
  std::vector<const Commune*> out;
  rows.each_likely(key, [&](std::uint32_t row) {
    const Commune* today = by_code(former[row].today);
    if (today == nullptr || (department.valid() && today->department != department)) return;
    if (commune_key(former[row].name) == key) out.push_back(today);
  });
  std::ranges::sort(out);
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

}  // namespace terreau
