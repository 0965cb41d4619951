#include "geodata/pyramid_cache.h"

#include <algorithm>
#include <string>
#include <vector>

#include "geodata/cache_entry.h"
#include "geodata/marker_parts.h"

namespace terreau {

// The arrays of one pyramid as columns. The trees of its cells are not among them: they are built
// when they are seen.
struct MarkerPyramid::Columns {
  static void write(const MarkerPyramid& p, const std::string& prefix, cache::ColumnWriter& out) {
    const Leaves none;
    const Leaves& leaves = p.leaves_ ? *p.leaves_ : none;
    out.values<std::uint32_t>(prefix + "places", std::span(leaves.places));
    out.values<std::uint32_t>(prefix + "positions", leaves.positions.values(), 2);
    out.values<double>(prefix + "frame", std::span(&leaves.positions.frame(), 1), 3);
    out.values<Places::ClassIndex>(prefix + "classes", std::span(leaves.classes));
    out.values<std::uint8_t>(prefix + "nodes", std::span(p.nodes_), sizeof(Node));
    out.values<std::uint8_t>(prefix + "counts", std::span(p.class_counts_), sizeof(ClassCount));
    std::vector<MapPos> origin;
    if (p.details_) origin.push_back(p.details_->origin);
    out.values<double>(prefix + "origin", std::span<const MapPos>(origin), 2);
  }

  void read(const std::string& prefix, cache::ColumnReader& in) {
    in.append_all<std::uint32_t>(prefix + "places", leaves.places);
    in.append_all<std::uint32_t>(prefix + "positions", positions, 2);
    in.append_all<double>(prefix + "frame", frame, 3);
    in.append_all<Places::ClassIndex>(prefix + "classes", leaves.classes);
    in.append_all<std::uint8_t>(prefix + "nodes", pyramid.nodes_, sizeof(Node));
    in.append_all<std::uint8_t>(prefix + "counts", pyramid.class_counts_, sizeof(ClassCount));
    in.append_all<double>(prefix + "origin", origin, 2);
  }

  // Once all columns are read.
  MarkerPyramid take() {
    leaves.positions = PackedPositions(frame.at(0), std::move(positions));
    pyramid.kept_ = RowSet::all(static_cast<std::uint32_t>(leaves.places.size()));
    pyramid.leaves_ = std::make_shared<const Leaves>(std::move(leaves));
    if (!origin.empty()) pyramid.add_cells(origin.front());
    return std::move(pyramid);
  }

  MarkerPyramid pyramid;
  Leaves leaves;
  BulkVector<PackedPositions::Value> positions;
  std::vector<PackedPositions::Frame> frame;
  std::vector<MapPos> origin;
};

namespace cache {
namespace {

std::string key_of(std::uint64_t data) { return "pyramids " + std::to_string(data); }

std::string prefix_of(std::size_t territory) {
  return "territory-" + std::to_string(territory) + ".";
}

}  // namespace

bool bring_back(const CacheOptions& options, std::uint64_t data, std::span<MarkerPyramid> pyramids,
                const std::stop_token& stop) {
  if (options.folder.empty()) return false;
  const std::string folder = entry_of(options, key_of(data));
  const auto manifest = read_manifest(folder);
  if (!manifest || manifest->made_by != made_by() || manifest->key != key_of(data)) return false;
  std::vector<MarkerPyramid::Columns> columns(pyramids.size());
  try {
    ColumnReader reader(folder, manifest->files, stop);
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].read(prefix_of(i), reader);
    reader.run();
  } catch (const Broken&) {
    return false;
  }
  std::ranges::transform(columns, pyramids.begin(), &MarkerPyramid::Columns::take);
  used_now(folder);
  return true;
}

bool keep(const CacheOptions& options, std::uint64_t data, std::span<const MarkerPyramid> pyramids,
          const std::stop_token& stop) {
  if (options.folder.empty()) return false;
  std::uint64_t places = 0;
  for (const MarkerPyramid& p : pyramids) places += p.size();
  return make_entry(options, key_of(data), places, [&](const std::string& folder) {
    ColumnWriter out(folder, stop);
    for (std::size_t i = 0; i < pyramids.size(); ++i) {
      MarkerPyramid::Columns::write(pyramids[i], prefix_of(i), out);
    }
    Manifest manifest;
    manifest.made_by = made_by();
    manifest.key = key_of(data);
    manifest.files = out.files();
    return write_manifest(folder, manifest);
  });
}

}  // namespace cache
}  // namespace terreau
