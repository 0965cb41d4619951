#include <cstdio>

#include <nlohmann/json.hpp>

#include "app/cli/json.h"
#include "app/cli/options.h"

// terreau find: places, communes, departments by name.
namespace terreau::cli {

using nlohmann::ordered_json;

int run_find(const Options& options) {
  const auto request = request_of(options);
  const auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  ordered_json j;
  j["results"] = ordered_json::array();
  for (const Found& f : atlas->search->find(options.text, 20)) {
    const std::string code = f.department.valid() ? std::string(department(f.department).code) : "";
    if (!options.json) {
      std::printf("%-10s %s%s%s\n", std::string(terreau::code(f.kind)).c_str(), f.name.c_str(),
                  code.empty() ? "" : ", ", code.c_str());
      continue;
    }
    ordered_json found{{"kind", terreau::code(f.kind)},
                       {"name", f.name},
                       {"lon", number(f.position.lon_deg)},
                       {"lat", number(f.position.lat_deg)},
                       {"department", code},
                       {"score", f.score}};
    if (f.place.valid()) found["place"] = place_json(*atlas, f.place);
    j["results"].push_back(found);
  }
  if (options.json) print_json(j);
  return kDone;
}

}  // namespace terreau::cli
