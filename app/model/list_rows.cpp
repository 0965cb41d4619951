#include "app/model/list_rows.h"

#include <algorithm>
#include <functional>
#include <future>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "app/model/i18n.h"
#include "app/model/words.h"
#include "app/model/world.h"
#include "geodata/parse.h"
#include "geodata/search.h"
#include "geodata/text_column.h"

namespace terreau {
namespace {

constexpr std::size_t kRowsAThread = 32768;
constexpr std::size_t kRowsBetweenStops = 4096;

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view source_of(const Places& places, PlaceId place) {
  const std::string_view host = host_of(places.source_url(place));
  return host.empty() ? file_name(places.source_name(place)) : host;
}

std::string department_text(const Places& places, PlaceId place) {
  const DepartmentId department = places.department(place);
  return department.valid() ? department_title(department) : std::string(places.region(place));
}

std::string precision_text(Language language, Precision precision) {
  switch (precision) {
    case Precision::address: return std::string(tr(language, "address"));
    case Precision::commune: return std::string(tr(language, "commune"));
    case Precision::departement: return std::string(tr(language, "department"));
    case Precision::region: return std::string(tr(language, "region"));
    case Precision::none: return std::string(tr(language, "not known"));
  }
  return {};
}

bool comes_before(std::string_view a, std::string_view b, bool descending) {
  if (a.empty() || b.empty()) return !a.empty() && b.empty();
  return descending ? b < a : a < b;
}

// Rows that share a text share a group; groups are few where a column is not the name.
class Groups {
 public:
  explicit Groups(const ListOrder& order) : order_(order) {}

  std::uint32_t of(PlaceId place) {
    const Places& places = *order_.places;
    switch (order_.column) {
      case ListColumn::kind: return numbered(places.class_of(place), place);
      case ListColumn::department: {
        const DepartmentId d = places.department(place);
        return d.valid() ? numbered(d.value, place) : named(places.region(place), place);
      }
      case ListColumn::year: return numbered(static_cast<std::size_t>(places.year(place)), place);
      case ListColumn::precision:
        return numbered(static_cast<std::size_t>(places.precision(place)), place);
      case ListColumn::commune: return named(places.commune(place), place);
      case ListColumn::source: return named(source_of(places, place), place);
      case ListColumn::name: break;
    }
    return named(places.name(place), place);
  }

  // The place of each group in the order; groups of one text have one place.
  std::vector<std::uint32_t> ranks() const {
    std::vector<std::uint32_t> by_key(keys_.size());
    std::iota(by_key.begin(), by_key.end(), 0U);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      return comes_before(keys_[a], keys_[b], order_.descending);
    };
    std::sort(by_key.begin(), by_key.end(), before);
    std::vector<std::uint32_t> ranks(keys_.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < by_key.size(); ++i) {
      if (i > 0 && before(by_key[i - 1], by_key[i])) ++rank;
      ranks[by_key[i]] = rank;
    }
    return ranks;
  }

 private:
  std::uint32_t add(PlaceId first) {
    keys_.push_back(order_.key(first));
    return static_cast<std::uint32_t>(keys_.size() - 1);
  }
  std::uint32_t numbered(std::size_t number, PlaceId place) {
    if (numbers_.size() <= number) numbers_.resize(number + 1, kNone);
    if (numbers_[number] == kNone) numbers_[number] = add(place);
    return numbers_[number];
  }
  std::uint32_t named(std::string_view name, PlaceId place) {
    const auto [at, is_new] = names_.try_emplace(name, 0);
    if (is_new) at->second = add(place);
    return at->second;
  }

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  const ListOrder& order_;
  std::vector<std::string> keys_;
  std::vector<std::uint32_t> numbers_;
  std::unordered_map<std::string_view, std::uint32_t> names_;
};

// A counting sort by the rank of each row's group.
std::vector<PlaceId> sorted_by_group(const ListOrder& order, const std::vector<PlaceId>& subset,
                                     const std::stop_token& stop) {
  Groups groups(order);
  std::vector<std::uint32_t> group_of(subset.size());
  for (std::size_t i = 0; i < subset.size(); ++i) {
    if (i % kRowsBetweenStops == 0 && stop.stop_requested()) return {};
    group_of[i] = groups.of(subset[i]);
  }
  const auto ranks = groups.ranks();
  std::vector<std::size_t> next(ranks.size() + 1);
  for (const std::uint32_t group : group_of) ++next[ranks[group] + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<PlaceId> out(subset.size());
  for (std::size_t i = 0; i < subset.size(); ++i) out[next[ranks[group_of[i]]]++] = subset[i];
  return out;
}

// A row with the first bytes of its key, which settle most comparisons.
struct Keyed {
  std::uint64_t head = 0;
  std::uint32_t row = 0;  // of the subset
};

std::uint64_t head_of(std::string_view key) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    head = head << 8U | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  }
  return head;
}

// Names differ nearly all: their keys are made once, sorted by halves on two threads and merged.
std::vector<PlaceId> sorted_by_name(const ListOrder& order, const std::vector<PlaceId>& subset,
                                    const std::stop_token& stop) {
  TextColumn keys;
  std::vector<Keyed> rows(subset.size());
  for (std::size_t i = 0; i < subset.size(); ++i) {
    if (i % kRowsBetweenStops == 0 && stop.stop_requested()) return {};
    const std::string key = order.key(subset[i]);
    keys.push_back(key);
    rows[i] = {head_of(key), static_cast<std::uint32_t>(i)};
  }
  const auto before = [&](const Keyed& a, const Keyed& b) {
    const bool settled = a.head != b.head && a.head != 0 && b.head != 0;
    if (settled) return order.descending ? b.head < a.head : a.head < b.head;
    const std::string_view x = keys[a.row], y = keys[b.row];
    return x == y ? a.row < b.row : comes_before(x, y, order.descending);
  };
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
  if (rows.size() > kRowsAThread) {
    auto half = std::async(std::launch::async, [&] { std::sort(rows.begin(), middle, before); });
    std::sort(middle, rows.end(), before);
    half.get();
    if (stop.stop_requested()) return {};
    std::inplace_merge(rows.begin(), middle, rows.end(), before);
  } else {
    std::sort(rows.begin(), rows.end(), before);
  }
  std::vector<PlaceId> out(subset.size());
  std::transform(rows.begin(), rows.end(), out.begin(),
                 [&](const Keyed& k) { return subset[k.row]; });
  return out;
}

bool same_box(const MapBox& a, const MapBox& b) {
  return a.min_x_m == b.min_x_m && a.min_y_m == b.min_y_m && a.max_x_m == b.max_x_m &&
         a.max_y_m == b.max_y_m;
}

// Per place: whether one of the boxes shows it.
std::vector<bool> shown_places(const ListWish& wish) {
  std::vector<bool> shown(wish.order.places->size());
  std::vector<PlaceId> found;
  for (const ShownBox& part : *wish.boxes) {
    found.clear();
    wish.markers->pyramid(part.territory).places_in(part.box, found);
    for (const PlaceId p : found) shown[p.value] = true;
  }
  return shown;
}

}  // namespace

std::string list_text(Language language, const Places& places, ListColumn column, PlaceId place) {
  switch (column) {
    case ListColumn::name: return std::string(places.name(place));
    case ListColumn::kind: return kinds_text(language, places.kinds(place));
    case ListColumn::commune: return std::string(places.commune(place));
    case ListColumn::department: return department_text(places, place);
    case ListColumn::year:
      return places.year(place) > 0 ? std::to_string(places.year(place)) : std::string();
    case ListColumn::precision: return precision_text(language, places.precision(place));
    case ListColumn::source: return std::string(source_of(places, place));
  }
  return {};
}

bool ListOrder::same(const ListOrder& other) const {
  return places == other.places && column == other.column && descending == other.descending &&
         language == other.language;
}

std::string ListOrder::key(PlaceId place) const {
  // From the best known to the least, not by the alphabet.
  if (column == ListColumn::precision) {
    return std::string(1, static_cast<char>('1' + static_cast<int>(places->precision(place))));
  }
  return fold(list_text(language, *places, column, place));
}

bool ListOrder::before(PlaceId a, PlaceId b) const {
  const std::string x = key(a), y = key(b);
  return x == y ? a < b : comes_before(x, y, descending);
}

std::vector<PlaceId> sorted(const ListOrder& order, const std::vector<PlaceId>& subset,
                            const std::stop_token& stop) {
  return order.column == ListColumn::name ? sorted_by_name(order, subset, stop)
                                          : sorted_by_group(order, subset, stop);
}

bool same(const ShownBoxes& a, const ShownBoxes& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::equal(a->begin(), a->end(), b->begin(), b->end(),
                    [](const ShownBox& x, const ShownBox& y) {
                      return x.territory == y.territory && same_box(x.box, y.box);
                    });
}

std::optional<std::size_t> ListRows::row_of(PlaceId place) const {
  if (place.value >= order.places->size()) return {};
  const auto found = std::lower_bound(rows.begin(), rows.end(), place,
                                      [&](PlaceId a, PlaceId b) { return order.before(a, b); });
  if (found == rows.end() || *found != place) return {};
  return static_cast<std::size_t>(found - rows.begin());
}

std::optional<std::size_t> ListRows::first_that_begins(std::string_view text) const {
  const std::string wanted = fold(text);
  if (wanted.empty()) return {};
  const auto head = [&](PlaceId place) { return order.key(place).substr(0, wanted.size()); };
  const auto found = std::lower_bound(rows.begin(), rows.end(), wanted,
                                      [&](PlaceId place, const std::string& key) {
                                        return comes_before(head(place), key, order.descending);
                                      });
  if (found == rows.end() || head(*found) != wanted) return {};
  return static_cast<std::size_t>(found - rows.begin());
}

bool ListWish::sorted_by(const ListRows* rows) const {
  return rows != nullptr && rows->markers == markers && rows->order.same(order);
}

bool ListWish::met_by(const ListRows* rows) const {
  return sorted_by(rows) && rows->visible == visible && same(rows->boxes, boxes);
}

ListWish list_wish(const MapState& state, const World& world) {
  ListWish wish{{world.atlas.places, state.list.sort, state.list.descending, state.language},
                world.markers,
                state.visible,
                {}};
  if (!state.list.in_view) return wish;
  wish.boxes.emplace();
  for (const MapFrame& frame : frames(state, *world.atlas.boundaries)) {
    wish.boxes->push_back({frame.territory, frame.view()});
  }
  return wish;
}

std::shared_ptr<const ListRows> list_rows(const ListWish& wish,
                                          const std::shared_ptr<const ListRows>& old,
                                          const std::stop_token& stop) {
  auto out = std::make_shared<ListRows>();
  out->order = wish.order;
  out->markers = wish.markers;
  out->visible = wish.visible;
  out->boxes = wish.boxes;
  if (wish.sorted_by(old.get())) {
    out->all = old->all;
  } else {
    out->all = std::make_shared<std::vector<PlaceId>>(
        sorted(wish.order, wish.markers->passing.ids(), stop));
  }
  if (stop.stop_requested()) return nullptr;
  const Places& places = *wish.order.places;
  const auto shown = shown_classes(places, wish.visible);
  const auto in_view = wish.boxes ? shown_places(wish) : std::vector<bool>();
  for (const PlaceId p : *out->all) {
    if (shown[places.class_of(p)] == 0 || (wish.boxes && !in_view[p.value])) continue;
    out->rows.push_back(p);
  }
  return out;
}

}  // namespace terreau
