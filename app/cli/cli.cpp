#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "app/cli/options.h"

// The arguments: one parser, one function a subcommand.
namespace terreau::cli {
namespace {

void add_sources(CLI::App& app, Options& o) {
  app.add_option("SOURCE", o.sources, "Anything that OGR opens: a file, /vsi…, PG:…");
  app.add_flag("--only", o.only, "Leave the embedded places out");
  app.add_option("--gazetteer", o.gazetteer,
                 "A fuller list of communes, which the window remembers; embedded: none");
  app.add_option("--open-option", o.open_options, "-oo NAME=VALUE, for OGR")->take_all();
  app.add_option("--config", o.config, "NAME VALUE, for GDAL")->type_size(2)->take_all();
  app.add_option("--where", o.where, "OGR SQL expression that rows must fulfil");
  app.add_option("--column", o.columns, "ROLE=COLUMN where the guess is wrong: name=Intitulé")
      ->take_all();
  app.add_option("--duplicates", o.duplicates, "Organisations met twice: keep or merge")
      ->check(CLI::IsMember({"keep", "merge"}));
  app.add_option("--lang", o.lang, "fr or en")->check(CLI::IsMember({"fr", "en"}));
}

void add_filters(CLI::App& app, Options& o) {
  app.add_option("--families", o.families, "travail,agricole,…");
  app.add_option("--forms", o.forms, "scop,scic,…");
  app.add_option("--functions", o.functions, "cae,ptce,espace_test,…");
  app.add_option("--departments", o.departments, "62,93,…");
  app.add_option("--regions", o.regions, "Bretagne,28,… beside the departments");
  app.add_option("--years", o.years, "2001-2020");
  app.add_option("--precisions", o.precisions, "address,commune,departement,region,none");
  app.add_option("--from-sources", o.filter_sources, "Files or hosts of the cited pages");
  app.add_option("--text", o.filter_text, "Words in the name, the commune or the sector");
}

void add_size(CLI::App& app, Options& o) {
  app.add_option("--size", o.size, "WIDTHxHEIGHT in points");
}

void add_look(CLI::App& app, Options& o) {
  add_size(app, o);
  app.add_option("--scale", o.scale, "Pixels a point")->check(CLI::Range(0.5, 4.0));
  app.add_option("--theme", o.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
}

void add_choropleth(CLI::App& app, Options& o) {
  app.add_option("--choropleth", o.choropleth,
                 "Shade territories: none, count, per10000, share, precise or source_year")
      ->check(CLI::IsMember({"none", "count", "per10000", "share", "precise", "source_year"}));
  app.add_option("--share-of", o.share_of, "The form or function of --choropleth share: scic, …");
  app.add_option("--by", o.shaded_by, "What is shaded: department or region")
      ->check(CLI::IsMember({"department", "region"}));
  app.add_option("--classes", o.classes, "3 to 7")->check(CLI::Range(kFewestClasses, kMostClasses));
  app.add_option("--method", o.method, "quantile, equal, jenks or headtail")
      ->check(CLI::IsMember({"quantile", "equal", "jenks", "headtail"}));
}

CLI::Option* add_paper(CLI::App& app, Options& o, const std::string& what) {
  app.add_option("--orientation", o.orientation, "portrait or landscape, with --page")
      ->check(CLI::IsMember({"portrait", "landscape"}));
  return app.add_option("--page", o.page, what)
      ->check(CLI::IsMember({"a0", "a1", "a2", "a3", "a4", "a5"}, CLI::ignore_case));
}

CLI::Option* add_open_view(CLI::App& app, Options& o) {
  return app.add_option("--open-view", o.open_view,
                        "A view: the line that the window copies, or the name it was kept under");
}

CLI::App* add_info(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("info", "What was loaded, counted and rejected");
  add_sources(*sub, o);
  add_filters(*sub, o);
  auto* json = sub->add_flag("--json", o.json, "One JSON object on stdout");
  add_open_view(*sub, o)->excludes(json);
  add_size(*sub, o);
  sub->add_option("--rejected", o.rejected,
                  "A CSV of the rows that were not accepted, with the reason, to be corrected");
  sub->footer("With --open-view: what that view shows, in sentences and tables.");
  return sub;
}

CLI::App* add_find(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("find", "Places, communes and departments by name");
  sub->add_option("TEXT", o.text, "What to look for")->required();
  add_sources(*sub, o);
  add_filters(*sub, o);
  sub->add_flag("--json", o.json, "One JSON object on stdout");
  return sub;
}

CLI::App* add_at(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("at", "What a click there selects");
  sub->add_option("LON", o.lon, "Degrees east")->required();
  sub->add_option("LAT", o.lat, "Degrees north")->required();
  sub->add_option("--zoom", o.zoom, "Zoom of a web map")->required()->check(CLI::Range(0.0, 24.0));
  sub->add_option("--size", o.size, "WIDTHxHEIGHT in points");
  add_sources(*sub, o);
  add_filters(*sub, o);
  sub->add_flag("--json", o.json, "One JSON object on stdout");
  return sub;
}

CLI::App* add_near(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("near", "What lies around a position, a commune or a place");
  sub->add_option("TEXT", o.text, "LON LAT, or the name of a commune or a place")->required();
  sub->add_option("--radius", o.radius_km, "Kilometres")
      ->check(CLI::Range(kLeastRadiusKm, kMostRadiusKm));
  add_sources(*sub, o);
  add_filters(*sub, o);
  sub->add_flag("--json", o.json, "One JSON object on stdout");
  return sub;
}

CLI::App* add_render(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("render", "Maps as .png, .svg, .pdf or GeoTIFF");
  sub->add_option("-o,--output", o.output, "FILE.png, .svg, .pdf or .tif")->required();
  add_sources(*sub, o);
  add_filters(*sub, o);
  add_look(*sub, o);
  auto* view = sub->add_option("--view", o.view, "LON,LAT,ZOOM");
  auto* department = sub->add_option("--department", o.department, "Fit one department");
  auto* fit = sub->add_flag("--fit", o.fit, "Fit the places that pass the filters");
  view->excludes(department)->excludes(fit);
  department->excludes(fit);
  auto* journal = sub->add_option("--journal", o.actions, "The map that these actions lead to")
                      ->excludes(view)
                      ->excludes(department)
                      ->excludes(fit);
  auto* kept = add_open_view(*sub, o);
  kept->excludes(view)->excludes(department)->excludes(fit)->excludes(journal);
  add_choropleth(*sub, o);
  sub->add_flag("--no-insets", o.no_insets, "Leave the overseas insets out");
  sub->add_option("--cluster", o.cluster,
                  "What is grouped: on (what is close), off, department or region")
      ->check(CLI::IsMember({"on", "off", "department", "region"}));
  sub->add_option("--title", o.title, "Above the map");
  add_paper(*sub, o, "a0 to a5: a sheet with legend, scale and sources");
  auto* each = sub->add_option("--each", o.each, "department: a file each, -o 'out/{code}.png'")
                   ->check(CLI::IsMember({"department"}));
  each->excludes(view)->excludes(department)->excludes(fit)->excludes(journal)->excludes(kept);
  sub->add_flag("--layout", o.layout, "With --size: the same legend, scale and sources")
      ->excludes(journal);
  return sub;
}

CLI::App* add_replay(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("replay", "The actions of a journal, one frame each");
  sub->add_option("ACTIONS", o.actions, "ACTIONS.jsonl")->required();
  add_sources(*sub, o);
  add_filters(*sub, o);
  add_look(*sub, o);
  sub->add_option("--report", o.report, "Frame times and state, as JSON");
  sub->add_option("--screenshot", o.screenshot, "The last frame, as PNG");
  sub->add_option("--widgets", o.widgets, "Visible widgets, as JSON");
  sub->add_flag("--window", o.in_window, "In a window instead of headless");
  return sub;
}

CLI::App* add_export(CLI::App& app, Options& o) {
  CLI::App* sub =
      app.add_subcommand("export", "The filtered places as a table, a map layer or a page");
  sub->add_option("-o,--output", o.output, "FILE.csv, .geojson, .gpkg, .xlsx, .shp, .fgb or .html")
      ->required();
  add_sources(*sub, o);
  add_filters(*sub, o);
  sub->add_flag("--bom", o.bom, "Start a CSV with a byte order mark, for spreadsheets");
  sub->add_flag("--statistics", o.statistics,
                "Counts by department and region instead of the places");
  sub->add_option("--title", o.title, "Of an .html page");
  sub->footer(
      "Columns are named as in the embedded places.csv. A shapefile allows ten letters a name: "
      "departement is dep, departement_name dep_name, source_date src_date, attribution attrib.");
  return sub;
}

CLI::App* add_atlas(CLI::App& app, Options& o) {
  CLI::App* sub = app.add_subcommand("atlas", "A book: France, then a chapter for each department");
  sub->add_option("-o,--output", o.output, "FILE.pdf")->required();
  add_sources(*sub, o);
  add_filters(*sub, o);
  sub->add_option("--theme", o.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
  add_choropleth(*sub, o);
  add_paper(*sub, o, "a0 to a5; a4 where nothing is said");
  sub->add_option("--title", o.title, "On the cover");
  sub->footer("Departments and regions choose the chapters; France stays whole beside them.");
  return sub;
}

CLI::App* add_import(CLI::App& app, Options& o) {
  CLI::App* all = app.add_subcommand("import", "Registers of millions of rows, as one GeoPackage");
  all->require_subcommand(1);
  CLI::App* sub = all->add_subcommand("sirene", "INSEE's files: the cooperatives among them");
  sub->add_option("--unites-legales", o.unites_legales, "StockUniteLegale: .csv, .zip, .parquet")
      ->required();
  sub->add_option("--etablissements", o.etablissements, "StockEtablissement: .csv, .zip, .parquet")
      ->required();
  sub->add_option("--geolocalisation", o.geolocalisation,
                  "The geolocated file: better positions, and how good they are");
  sub->add_option("-o,--output", o.output, "FILE.gpkg")->required();
  sub->add_option("--departments", o.departments, "62,93,… only");
  sub->add_flag("--all-establishments", o.all_establishments, "Not only head offices");
  sub->add_flag("--closed", o.closed, "Closed ones too");
  sub->add_flag("--json", o.json, "The report as one JSON object on stdout");
  sub->add_option("--config", o.config, "NAME VALUE, for GDAL")->type_size(2)->take_all();
  sub->add_option("--lang", o.lang, "fr or en: the words in the GeoPackage")
      ->check(CLI::IsMember({"fr", "en"}));
  sub->footer(
      "Kept are the legal forms that INSEE has a code for. Scic, CAE, cooperatives of residents, "
      "PTCE, farm test sites and every cooperative that is a SAS have none: the report and the "
      "GeoPackage say so.");
  return sub;
}

void add_window(CLI::App& app, Options& o) {
  add_sources(app, o);
  add_filters(app, o);
  add_look(app, o);
  add_open_view(app, o);
  app.add_option("--record", o.record, "Write every action to a journal");
  app.add_option("--widgets", o.widgets, "Keep a list of visible widgets, as JSON");
  app.add_option("--report", o.report, "Frame times and state at exit, as JSON");
  app.add_option("--quit-after", o.quit_after_ms, "Milliseconds");
}

// GDAL's habit "-oo NAME=VALUE" is no short option here.
std::vector<std::string> arguments(int argc, char** argv) {
  std::vector<std::string> args(argv + std::min(argc, 1), argv + argc);
  std::replace(args.begin(), args.end(), std::string("-oo"), std::string("--open-option"));
  std::reverse(args.begin(), args.end());  // what CLI11's vector interface wants
  return args;
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, substituted}));
    }
  }
  return row[b.size()];
}

// "--famillies" → " (did you mean --families?)"
std::string nearest_option(const CLI::App& app, const std::vector<std::string>& args) {
  for (const std::string& arg : args) {
    const std::string name = arg.substr(0, arg.find('='));
    if (!name.starts_with("--") || app.get_option_no_throw(name) != nullptr) continue;
    std::string best;
    std::size_t least = 4;
    for (const CLI::Option* option : app.get_options()) {
      for (const std::string& known : option->get_lnames()) {
        const std::size_t distance = edit_distance(name, "--" + known);
        if (distance < least) {
          least = distance;
          best = "--" + known;
        }
      }
    }
    return name + (best.empty() ? "" : " (did you mean " + best + "?)");
  }
  return "";
}

// --help and --version are answers, on stdout; everything else is wrong usage.
int explain(const CLI::App& app, const CLI::ParseError& error,
            const std::vector<std::string>& args) {
  const CLI::App* asked = &app;
  while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
  if (error.get_name() == "CallForHelp") {
    std::fputs(asked->help(asked == &app ? "" : "terreau").c_str(), stdout);
    return kDone;
  }
  if (error.get_name() == "CallForVersion") {
    std::printf("terreau %s\n", TERREAU_VERSION);
    return kDone;
  }
  const bool extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  const std::string unknown = extra ? nearest_option(*asked, args) : "";
  return fail(unknown.empty() ? error.what() : "unknown option " + unknown, kUsage);
}

}  // namespace

int run(int argc, char** argv) {
  Options options;
  CLI::App app("Terreau, the map of cooperation in France", "terreau");
  app.set_version_flag("--version", TERREAU_VERSION);
  app.require_subcommand(0, 1);
  const std::pair<CLI::App*, int (*)(const Options&)> subcommands[] = {
      {add_info(app, options), run_info},
      {add_find(app, options), run_find},
      {add_at(app, options), run_at},
      {add_near(app, options), run_near},
      {add_render(app, options), run_render},
      {add_replay(app, options), run_replay},
      {add_export(app, options), run_export},
      {add_atlas(app, options), run_atlas},
      {add_import(app, options), run_import_sirene},
  };
  add_window(app, options);
  const std::vector<std::string> args = arguments(argc, argv);
  try {
    app.parse(std::vector<std::string>(args));
  } catch (const CLI::ParseError& error) {
    return explain(app, error, args);
  }
  for (const auto& [sub, run_it] : subcommands) {
    if (sub->parsed()) return run_it(options);
  }
  return run_window(options);
}

}  // namespace terreau::cli
