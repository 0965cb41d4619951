#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/json.h"
#include "app/cli/open_view.h"
#include "app/model/scene.h"
#include "app/model/summary.h"
#include "app/model/view_text.h"
#include "app/model/world.h"
#include "geodata/populations.h"
#include "geodata/profiles.h"
#include "geodata/rejected_rows.h"

// terreau info: what was loaded, counted and rejected.
namespace terreau::cli {
namespace {

using nlohmann::ordered_json;

ordered_json boundary_json(const BoundaryReport& b) {
  ordered_json j{{"source", b.source},
                 {"layer", b.layer},
                 {"crs", b.crs},
                 {"features", b.features},
                 {"departments", b.departments},
                 {"vertices", b.vertices},
                 {"issues", ordered_json::array()}};
  for (const Issue& i : b.issues) {
    j["issues"].push_back({{"feature", i.row.value_or(0)}, {"message", i.reason}});
  }
  return j;
}

ordered_json rows_json(const std::vector<Issue>& rows) {
  ordered_json j = ordered_json::array();
  for (const Issue& i : rows) {
    j.push_back({{"row", i.row.value_or(0)}, {"reason", i.reason}, {"value", i.value}});
  }
  return j;
}

ordered_json source_json(const SourceReport& s) {
  ordered_json j{{"source", s.source},   {"layer", s.layer},
                 {"rows", s.rows},       {"accepted", s.accepted},
                 {"crs", s.crs},         {"encoding", s.encoding},
                 {"notices", s.notices}, {"rejected", rows_json(s.rejected)}};
  for (std::size_t p = 0; p < s.placed.size(); ++p) {
    j["placed"][code(static_cast<Precision>(p))] = s.placed[p];
  }
  j["repaired"] = {{"count", s.repaired.count}, {"first", rows_json(s.repaired.first)}};
  j["duplicates"] = {{"count", s.duplicates.count}, {"first", rows_json(s.duplicates.first)}};
  for (const auto& [role, column] : s.columns) j["columns"][role] = column;
  return j;
}

ordered_json stories_json(const Atlas& atlas) {
  ordered_json j{{"total", atlas.stories.size()}, {"files", ordered_json::array()}};
  for (const StoryReport& r : atlas.story_reports) {
    ordered_json file{{"source", r.source},
                      {"story", r.story},
                      {"steps", r.steps},
                      {"issues", ordered_json::array()}};
    for (const Issue& i : r.issues) {
      ordered_json issue{{"line", i.row.value_or(0)}, {"reason", i.reason}, {"value", i.value}};
      file["issues"].push_back(std::move(issue));
    }
    j["files"].push_back(std::move(file));
  }
  return j;
}

ordered_json places_json(const Counts& counts) {
  ordered_json j{{"total", counts.total}, {"located", counts.located}};
  for (std::size_t p = 0; p < kPrecisionCount; ++p) {
    j["by_precision"][std::string(code(static_cast<Precision>(p)))] = counts.by_precision[p];
  }
  for (std::size_t f = 0; f < kFamilyCount; ++f) {
    j["by_family"][std::string(info(static_cast<Family>(f)).code)] = counts.by_family[f];
  }
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    const char* group = is_function(Kind{k}) ? "by_function" : "by_form";
    j[group][std::string(info(Kind{k}).code)] = counts.by_kind[k];
  }
  j["by_department"] = ordered_json::object();
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (counts.by_department[d] == 0) continue;
    j["by_department"][std::string(department(DepartmentId{d}).code)] = counts.by_department[d];
  }
  j["by_region"] = ordered_json::object();
  for (std::uint8_t r = 0; r < kRegionCount; ++r) {
    if (counts.by_region[r] == 0) continue;
    j["by_region"][std::string(region(RegionId{r}).code)] = counts.by_region[r];
  }
  return j;
}

// Of each territory with data: what is known nowhere is not 0.
std::vector<std::pair<TerritoryRef, Profile>> known_territories(const Places& places,
                                                                const PlaceSet& subset) {
  const ProfileTables tables = tabulate_profiles(places, subset);
  std::vector<std::pair<TerritoryRef, Profile>> out;
  for (const auto level :
       {TerritoryLevel::france, TerritoryLevel::region, TerritoryLevel::departement}) {
    for (const TerritoryRef t : territories(level)) {
      Profile p = profile_of(places, tables, t, KindSet::all());
      if (p.total > 0) out.emplace_back(t, p);
    }
  }
  return out;
}

ordered_json territory_json(TerritoryRef t, const Profile& p) {
  ordered_json j{{"level", code(t.level)},
                 {"code", code(t)},
                 {"name", name(t)},
                 {"total", p.total},
                 {"located", p.located},
                 {"population", p.population},
                 {"population_vintage", p.vintage},
                 {"per_10000", number(p.per_10000(p.total).value_or(NAN))},
                 {"known_to_commune", p.to_commune()}};
  const auto year = p.median_source_year();
  j["median_source_year"] = year ? ordered_json(*year) : ordered_json(nullptr);
  return j;
}

void print_territories(const std::vector<std::pair<TerritoryRef, Profile>>& known) {
  if (known.empty()) return;
  std::printf("places, per 10,000 inhabitants (population: %s)\n",
              std::string(population_of(TerritoryRef{}).vintage).c_str());
  for (const auto& [t, p] : known) {
    const std::string own(code(t)), title(name(t));
    std::printf("  %5d  %7.4f  %-6s %-3s %s\n", p.total, p.per_10000(p.total).value_or(0),
                t.level == TerritoryLevel::region ? "region" : "", own.c_str(), title.c_str());
  }
}

void print_issue(const char* what, const Issue& i) {
  const std::string where =
      i.row ? std::string(what) + " " + std::to_string(*i.row) + ": " : std::string();
  std::printf("  %s%s%s%s\n", where.c_str(), i.reason.c_str(), i.value.empty() ? "" : ": ",
              i.value.c_str());
}

void print_text(const Atlas& atlas, const Counts& counts) {
  for (const BoundaryReport& b : atlas.boundary_reports) {
    std::printf("%s: %d departments in %lld features, %lld vertices, %s\n", b.source.c_str(),
                b.departments, static_cast<long long>(b.features),
                static_cast<long long>(b.vertices), b.crs.c_str());
    for (const Issue& i : b.issues) print_issue("feature", i);
  }
  for (const SourceReport& s : atlas.sources) {
    std::printf("%s: %lld of %lld rows accepted\n", s.source.c_str(),
                static_cast<long long>(s.accepted), static_cast<long long>(s.rows));
    for (const std::string& n : s.notices) std::printf("  %s\n", n.c_str());
    for (const Issue& i : s.rejected) print_issue("row", i);
  }
  for (const StoryReport& s : atlas.story_reports) {
    std::printf("%s: the story %s, %d steps\n", s.source.c_str(), s.story.c_str(), s.steps);
    for (const Issue& i : s.issues) print_issue("line", i);
  }
  std::printf("%zu stories\n", atlas.stories.size());
  std::printf("%d places, %d with a position\n", counts.total, counts.located);
  for (std::size_t f = 0; f < kFamilyCount; ++f) {
    if (counts.by_family[f] == 0) continue;
    const FamilyInfo& family = info(static_cast<Family>(f));
    std::printf("  %5d  %s\n", counts.by_family[f], std::string(family.name.en).c_str());
  }
}

// The rows of the first source that has any, for a person who corrects them.
int write_rejected(const Options& options, const AtlasRequest& request, const Atlas& atlas) {
  const auto report = std::ranges::find_if(
      atlas.sources, [](const SourceReport& s) { return !s.rejected.empty(); });
  if (report == atlas.sources.end()) {
    std::fprintf(stderr, "every row was accepted: %s is not written\n", options.rejected.c_str());
    return kDone;
  }
  const auto written =
      write_rejected_rows(options.rejected, report->source, atlas.sources, request.read);
  return written ? kDone : fail(written.error().text());
}

// What the window would show.
int print_view(const Options& o, Atlas atlas, MapState state) {
  const auto world = world_in_view(o, std::move(atlas), state);
  if (!world) return fail(world.error().text(), kUsage);
  prepare_markers(frames(state, *world->atlas.boundaries), *world->markers);
  std::fputs(view_text(state, *world, build_scene(state, *world)).c_str(), stdout);
  return kDone;
}

}  // namespace

int run_info(const Options& options) {
  const auto request = request_of(options);
  if (!request) return fail(request.error().text(), kUsage);
  auto state = state_of(options);
  if (!state) return fail(state.error().text(), kUsage);
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  if (!options.rejected.empty()) {
    if (const int status = write_rejected(options, *request, *atlas)) return status;
  }
  if (!options.open_view.empty()) return print_view(options, *std::move(atlas), *state);
  const auto subset = passing(*atlas->places, state->filter);
  const Counts counts = count(*atlas->places, subset.ids());
  const auto known = known_territories(*atlas->places, subset);
  if (!options.json) {
    for (const std::string& sentence : filter_sentences(Language::en, state->filter)) {
      std::printf("%s\n", sentence.c_str());
    }
    print_text(*atlas, counts);
    print_territories(known);
    return kDone;
  }
  ordered_json j;
  j["boundaries"] = ordered_json::array();
  for (const BoundaryReport& b : atlas->boundary_reports)
    j["boundaries"].push_back(boundary_json(b));
  j["filter"] = filter_json(state->filter);
  // A condition on columns of the source is OGR's, while it reads.
  if (!request->read.where.empty()) j["filter"]["where"] = request->read.where;
  j["places"] = places_json(counts);
  j["territories"] = ordered_json::array();
  for (const auto& [t, p] : known) j["territories"].push_back(territory_json(t, p));
  j["sources"] = ordered_json::array();
  for (const SourceReport& s : atlas->sources) j["sources"].push_back(source_json(s));
  j["stories"] = stories_json(*atlas);
  print_json(j);
  return kDone;
}

}  // namespace terreau::cli
