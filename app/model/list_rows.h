#pragma once

#include <array>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/map_state.h"
#include "geodata/marker_pyramid.h"

// The rows of the list. Sorting goes over all places that pass the filter and is kept; which of
// them are shown is a second, cheap step, so that hiding a family or moving the map sorts nothing.
namespace terreau {

// What a cell says.
std::string list_text(Language language, const Places& places, ListColumn column, PlaceId place);

// How rows are ordered: by folded text (accents and case count for nothing), empty cells last in
// either direction, equal ones in the order of their files.
struct ListOrder {
  std::shared_ptr<const Places> places;
  ListColumn column = ListColumn::name;
  bool descending = false;
  Language language = Language::fr;  // names of kinds and precisions follow it

  bool same(const ListOrder& other) const;
  std::string key(PlaceId place) const;
  bool before(PlaceId a, PlaceId b) const;
};

// Of `subset`, which is in order of the files. Stops early, with nothing to be used, when asked to.
std::vector<PlaceId> sorted(const ListOrder& order, const std::vector<PlaceId>& subset,
                            const std::stop_token& stop = {});

// A part of the map that is on screen.
struct ShownBox {
  Territory territory = Territory::metropole;
  MapBox box;
};
using ShownBoxes = std::optional<std::vector<ShownBox>>;  // none: everywhere
bool same(const ShownBoxes& a, const ShownBoxes& b);

struct ListRows {
  ListOrder order;
  std::shared_ptr<const std::vector<PlaceId>> all;  // sorted; of the markers below
  std::shared_ptr<const struct Markers> markers;
  KindSet visible;
  ShownBoxes boxes;
  std::vector<PlaceId> rows;  // what is shown of `all`

  // Where a place stands; nothing where it is not shown.
  std::optional<std::size_t> row_of(PlaceId place) const;
  // The first row whose sorted column begins with a text, none where there is none.
  std::optional<std::size_t> first_that_begins(std::string_view text) const;
};

// The list as the state wants it; what `old` has sorted already is taken from there.
struct ListWish {
  ListOrder order;
  std::shared_ptr<const struct Markers> markers;
  KindSet visible;
  ShownBoxes boxes;

  bool met_by(const ListRows* rows) const;
  bool sorted_by(const ListRows* rows) const;
};
ListWish list_wish(const MapState& state, const struct World& world);
// Null where it was asked to stop.
std::shared_ptr<const ListRows> list_rows(const ListWish& wish,
                                          const std::shared_ptr<const ListRows>& old,
                                          const std::stop_token& stop = {});

}  // namespace terreau
