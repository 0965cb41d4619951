#include "geodata/geopackage.h"

#include "geodata/module_file.h"
#include "geodata/parse.h"

namespace terreau::geopackage {

std::optional<Result<std::vector<Issue>>> read_plain(const std::string& path,
                                                     const ReadOptions& options,
                                                     LayerTaker& taker) {
  const bool all_rows = options.where.empty() && options.only_row == 0;
  if (!all_rows || !options.columnar || !options.open_options.empty()) return std::nullopt;
  if (lower_extension(path) != "gpkg") return std::nullopt;
  static const auto module =
      load_functions<Module>(kGeopackageModule, "terreau_geopackage", TERREAU_VERSION);
  return module ? (*module)->read_plain(path, options, taker) : std::nullopt;
}

}  // namespace terreau::geopackage
