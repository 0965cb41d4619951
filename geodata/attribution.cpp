#include "geodata/attribution.h"

#include <algorithm>
#include <set>

namespace terreau {
namespace {

constexpr std::string_view kNames = "INSEE, La Poste (Licence Ouverte)";
constexpr std::string_view kPoints = "© GeoNames (CC BY 4.0)";

}  // namespace

const std::vector<Attribution>& embedded_attributions() {
  static const std::vector<Attribution> all{
      {{"Limites des départements", "Borders of the departments"},
       "Natural Earth",
       "",
       "https://www.naturalearthdata.com/"},
      {{"Noms, codes, populations", "Names, codes, populations"},
       "INSEE, La Poste, Etalab",
       "Licence Ouverte",
       "https://www.etalab.gouv.fr/licence-ouverte-open-licence"},
      {{"Positions des communes", "Positions of the communes"},
       "© GeoNames",
       "CC BY 4.0",
       "https://www.geonames.org/"},
  };
  return all;
}

bool is_embedded(const SourceReport& source) { return source.source.starts_with("france/"); }

std::string public_name(const SourceReport& source) {
  return is_embedded(source) ? "Terreau" : public_name(source.source, source.layer);
}

std::string public_name(const std::string& uri, const std::string& layer) {
  const auto colon = uri.find(':');
  const bool connection = colon != std::string::npos && colon > 1 && uri.find('/') > colon;
  // "PG:host=… password=…", "https://user:word@…": the layer tells enough.
  if (connection) return uri.substr(0, colon) + ": " + layer;
  return uri.substr(uri.find_last_of("/\\") + 1);
}

std::string attribution(const Atlas& atlas, PlaceId place) {
  const Places& places = *atlas.places;
  const SourceReport& source = atlas.sources[places.source(place)];
  std::string text(is_embedded(source) ? std::string(kNames) : public_name(source));
  // A place at its commune stands where the gazetteer puts the commune.
  if (places.precision(place) == Precision::commune) text += " · " + std::string(kPoints);
  return text;
}

std::string licence_text(const Atlas& atlas, const std::vector<PlaceId>& places, bool french) {
  bool embedded = false, points = false;
  std::set<std::string> own;
  std::vector<bool> seen(atlas.sources.size());
  for (const PlaceId p : places) {
    points = points || atlas.places->precision(p) == Precision::commune;
    const std::size_t source = atlas.places->source(p);
    if (seen[source]) continue;
    seen[source] = true;
    embedded = embedded || is_embedded(atlas.sources[source]);
    if (!is_embedded(atlas.sources[source])) own.insert(public_name(atlas.sources[source]));
  }
  std::string text;
  if (embedded) {
    text += french ? "Faits : la source de chaque ligne. Noms et codes : "
                   : "Facts: each row's source. Names and codes: ";
    text += std::string(kNames) + ". ";
  }
  if (points) {
    text += french ? "Points des communes : " : "Points of communes: ";
    text += std::string(kPoints) + (french ? ", modifié. " : ", modified. ");
  }
  for (const std::string& name : own) {
    text += name + (french ? " : licence de ce fichier. " : ": that file's own licence. ");
  }
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace terreau
