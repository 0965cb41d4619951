#include "geodata/pyramid_cache.h"

#include <string>
#include <vector>

#include "geodata/cache_entry.h"
#include "geodata/marker_parts.h"

namespace terreau {

// The arrays of one pyramid as columns. The trees of its cells are not among them: they are built
// when they are seen.
struct MarkerPyramid::Columns {
  static void write(const MarkerPyramid& p, const std::string& prefix, cache::ColumnWriter& out) {
    out.values<std::uint32_t>(prefix + "places", std::span(p.order_));
    out.values<double>(prefix + "positions", std::span(p.positions_), 2);
    out.values<Places::ClassIndex>(prefix + "classes", std::span(p.class_of_row_));
    out.values<std::uint8_t>(prefix + "nodes", std::span(p.nodes_), sizeof(Node));
    out.values<std::uint8_t>(prefix + "counts", std::span(p.class_counts_), sizeof(ClassCount));
    std::vector<MapPos> origin;
    if (p.details_) origin.push_back(p.details_->origin);
    out.values<double>(prefix + "origin", std::span<const MapPos>(origin), 2);
  }

  static void append(const std::string& prefix, cache::ColumnReader& in, MarkerPyramid& p,
                     std::vector<MapPos>& origin) {
    in.append_all<std::uint32_t>(prefix + "places", p.order_);
    in.append_all<double>(prefix + "positions", p.positions_, 2);
    in.append_all<Places::ClassIndex>(prefix + "classes", p.class_of_row_);
    in.append_all<std::uint8_t>(prefix + "nodes", p.nodes_, sizeof(Node));
    in.append_all<std::uint8_t>(prefix + "counts", p.class_counts_, sizeof(ClassCount));
    in.append_all<double>(prefix + "origin", origin, 2);
  }

  static void add_cells(const std::vector<MapPos>& origin, MarkerPyramid& p) {
    if (!origin.empty()) p.add_cells(origin.front());
  }
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
  std::vector<MarkerPyramid> read(pyramids.size());
  std::vector<std::vector<MapPos>> origins(pyramids.size());
  try {
    ColumnReader reader(folder, manifest->files, stop);
    for (std::size_t i = 0; i < read.size(); ++i) {
      MarkerPyramid::Columns::append(prefix_of(i), reader, read[i], origins[i]);
    }
    reader.run();
  } catch (const Broken&) {
    return false;
  }
  for (std::size_t i = 0; i < read.size(); ++i) {
    MarkerPyramid::Columns::add_cells(origins[i], read[i]);
    pyramids[i] = std::move(read[i]);
  }
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
