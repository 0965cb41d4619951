#include "geodata/data_number.h"

namespace terreau {

std::uint64_t data_number(const Atlas& atlas) {
  ContentHash hash;
  const auto add_position = [&](LonLat p) {
    hash.add_value(p.lon_deg);
    hash.add_value(p.lat_deg);
  };
  const Places& places = *atlas.places;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PlaceId p{i};
    hash.add(places.id(p));
    hash.add(places.name(p));
    if (places.located(p)) add_position(places.position(p));
    hash.add_value(places.kinds(p).bits());
    hash.add_value(places.department(p).value);
    hash.add_value(places.year(p));
  }
  for (const Relation& r : *atlas.relations) hash.add(r.from_name + r.relation + r.to_name);
  for (const DepartmentGeometry& g : atlas.boundaries->geometries) {
    for (const LonLatRing& ring : g.rings) {
      for (const LonLat p : ring) add_position(p);
    }
  }
  return hash.number;
}

}  // namespace terreau
