#include "app/model/connections.h"

#include <algorithm>

#include "app/model/i18n.h"

namespace terreau {
namespace {

struct End {
  PlaceId place;          // or invalid, and then
  std::string_view name;  // tells one from another
  friend bool operator==(const End& a, const End& b) {
    if (a.place.valid() || b.place.valid()) return a.place == b.place;
    return a.name == b.name;
  }
};

End from_of(const Relation& r) { return {r.from, r.from_name}; }
End to_of(const Relation& r) { return {r.to, r.to_name}; }

}  // namespace

std::vector<Connection> connections(const Atlas& atlas, PlaceId from, int rings) {
  const std::vector<Relation>& all = *atlas.relations;
  std::vector<Connection> out;
  std::vector<End> reached{{from, {}}};
  std::vector<bool> taken(all.size());
  for (int ring = 1; ring <= rings; ++ring) {
    const std::size_t known = reached.size();
    const auto is_known = [&](const End& end) {
      const auto last = reached.begin() + static_cast<std::ptrdiff_t>(known);
      return std::find(reached.begin(), last, end) != last;
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
      const End a = from_of(all[i]), b = to_of(all[i]);
      if (taken[i] || (!is_known(a) && !is_known(b))) continue;
      taken[i] = true;
      out.push_back({i, ring});
      for (const End& end : {a, b}) {
        if (std::ranges::find(reached, end) == reached.end()) reached.push_back(end);
      }
    }
    if (reached.size() == known) break;
  }
  return out;
}

std::vector<std::size_t> links_among(const Atlas& atlas, const std::vector<PlaceId>& places) {
  std::vector<std::size_t> out;
  if (places.empty()) return out;
  const auto is_one = [&](PlaceId p) {
    return p.valid() && std::ranges::find(places, p) != places.end();
  };
  for (std::size_t i = 0; i < atlas.relations->size(); ++i) {
    const Relation& r = (*atlas.relations)[i];
    if (is_one(r.from) && is_one(r.to)) out.push_back(i);
  }
  return out;
}

std::string sentence_of(Language language, const Relation& r) {
  return r.from_name + " " + std::string(tr(language, relation_label(r.relation, false))) + " " +
         r.to_name;
}

}  // namespace terreau
