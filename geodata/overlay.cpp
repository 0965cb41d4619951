#include "geodata/overlay.h"

#include <algorithm>
#include <array>

#include "geodata/boundaries_lookup.h"
#include "geodata/search.h"

namespace terreau {
namespace {

// As publishers of French boundaries call them, folded; the first that a layer has is taken.
constexpr std::array<std::string_view, 12> kNameColumns{
    "nom",      "name",   "libelle", "lib",        "libgeo",         "nom epci",
    "lib epci", "nom qp", "lib qp",  "nom region", "raison sociale", "label"};
constexpr std::array<std::string_view, 13> kCodeColumns{
    "code",  "siren",      "code siren", "siren epci", "code epci",   "epci", "code qp",
    "insee", "code insee", "codgeo",     "insee reg",  "code region", "id"};

template <std::size_t N>
std::optional<std::size_t> column_of(const std::vector<std::string>& columns,
                                     const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (fold(columns[c]) == word) return c;
    }
  }
  return std::nullopt;
}

// Where no column has a usual name: the first that begins with one.
template <std::size_t N>
std::optional<std::size_t> column_like(const std::vector<std::string>& columns,
                                       const std::array<std::string_view, N>& words) {
  if (const auto exact = column_of(columns, words)) return exact;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string name = fold(columns[c]);
    const auto begins = [&](std::string_view word) {
      return name.starts_with(word) && word != "id";
    };
    if (std::ranges::any_of(words, begins)) return c;
  }
  return std::nullopt;
}

std::string_view cell(const Overlay& overlay, std::optional<std::size_t> column,
                      std::uint32_t row) {
  if (!column || row >= overlay.columns[*column].size()) return {};
  return overlay.columns[*column][row];
}

double area_deg2(const LonLatBox& b) {
  return (b.east_deg - b.west_deg) * (b.north_deg - b.south_deg);
}

}  // namespace

std::string_view Overlay::feature_name(std::uint32_t row) const {
  return cell(*this, name_column, row);
}
std::string_view Overlay::feature_code(std::uint32_t row) const {
  return cell(*this, code_column, row);
}

Overlay make_overlay(Layer layer) {
  Overlay out;
  out.name = layer.name;
  out.source = std::move(layer.source);
  out.layer = std::move(layer.name);
  out.date = std::move(layer.date);
  out.licence = std::move(layer.licence);
  out.polygons = layer.kind == GeometryKind::polygon;
  out.features = std::move(layer.rings);
  for (auto& rings : out.features) {
    std::erase_if(rings, [](const LonLatRing& ring) { return ring.size() < 2; });
  }
  out.column_names = std::move(layer.column_names);
  out.columns = std::move(layer.columns);
  out.name_column = column_like(out.column_names, kNameColumns);
  out.code_column = column_like(out.column_names, kCodeColumns);
  std::vector<LonLatBox> boxes;
  for (const auto& rings : out.features) {
    out.bands.push_back(make_bands(rings));
    boxes.push_back(out.bands.back().box);
  }
  out.boxes = BoxIndex(boxes);
  return out;
}

bool feature_contains(const Overlay& overlay, std::uint32_t row, LonLat p) {
  return overlay.polygons && contains(overlay.features[row], overlay.bands[row], p);
}

std::optional<std::uint32_t> feature_at(const Overlay& overlay, LonLat p) {
  if (!is_valid(p) || !overlay.polygons) return std::nullopt;
  std::optional<std::uint32_t> best;
  for (const std::uint32_t row : overlay.boxes.at(p)) {
    if (!feature_contains(overlay, row, p)) continue;
    if (!best || area_deg2(overlay.bands[row].box) < area_deg2(overlay.bands[*best].box)) {
      best = row;
    }
  }
  return best;
}

std::string free_name(const std::vector<Overlay>& overlays, const std::string& wanted) {
  const auto taken = [&](const std::string& name) {
    return std::ranges::any_of(overlays, [&](const Overlay& o) { return o.name == name; });
  };
  std::string name = wanted;
  for (int n = 2; taken(name); ++n) name = wanted + " (" + std::to_string(n) + ")";
  return name;
}

}  // namespace terreau
