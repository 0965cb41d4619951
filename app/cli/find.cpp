#include <cstdio>

#include <nlohmann/json.hpp>

#include "app/cli/json.h"
#include "app/cli/options.h"

// terreau find: places, communes, departments by name. A filter holds back places, not territories.
namespace terreau::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kResults = 20, kFilteredOf = 2000;  // the best of which some may pass

std::vector<Found> find(const Atlas& atlas, const std::string& text, const Filter& filter) {
  if (filter == Filter{}) return atlas.search->find(text, kResults);
  std::vector<Found> found = atlas.search->find(text, kFilteredOf);
  FilterTest test(*atlas.places, filter);
  std::erase_if(found, [&](const Found& f) { return f.place.valid() && !test.passes(f.place); });
  if (found.size() > kResults) found.erase(found.begin() + kResults, found.end());
  return found;
}

}  // namespace

int run_find(const Options& options) {
  const auto request = request_of(options);
  if (!request) return fail(request.error().text(), kUsage);
  const auto state = state_of(options);
  if (!state) return fail(state.error().text(), kUsage);
  const auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  ordered_json j;
  j["results"] = ordered_json::array();
  for (const Found& f : find(*atlas, options.text, state->filter)) {
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
