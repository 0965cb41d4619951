#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/model/map_state.h"
#include "geodata/atlas.h"
#include "geodata/filter_words.h"

// Options that several subcommands share, and their meaning.
namespace terreau::cli {

inline constexpr std::string_view kEmbeddedGazetteer = "embedded";
inline constexpr int kDone = 0, kFailed = 1, kUsage = 2;

struct Options {
  std::vector<std::string> sources, open_options, config;  // config: NAME VALUE NAME VALUE …
  bool only = false, json = false;
  std::string gazetteer, where, lang, duplicates = "keep";
  std::vector<std::string> columns;  // ROLE=COLUMN
  std::string rejected;              // info: where the rows that were not accepted go
  std::string families, forms, functions, departments, regions, years, precisions, filter_sources,
      filter_text;  // as written

  std::string text;         // find
  double lon = 0, lat = 0;  // at
  double radius_km = 20;    // near
  double zoom = 0;
  std::string size = "";  // WxH, points
  double scale = 0;       // pixels a point; 0: 1, or what the desktop asks for
  std::string output, view, department, choropleth = "none", share_of, shaded_by, method,
                                        cluster = "on", title;
  std::string theme;      // "": light, or what the window had last
  std::string open_view;  // a line, or the name of one that was kept
  std::string page, orientation = "portrait", each;
  bool fit = false, no_insets = false, layout = false;
  int classes = 0;                                           // of a choropleth; 0: as many as usual
  std::string actions, report, screenshot, record, widgets;  // replay, render and window
  bool in_window = false;
  bool bom = false, statistics = false;                         // export
  std::string unites_legales, etablissements, geolocalisation;  // import sirene
  bool all_establishments = false, closed = false;
  double quit_after_ms = 0;
};

// What the words mean; a wrong word is an Error for usage.
Result<AtlasRequest> request_of(const Options& options);
Result<MapState> state_of(const Options& options);

// "terreau: message" on stderr.
int fail(const std::string& message, int status = kFailed);

int run_info(const Options& options);
int run_find(const Options& options);
int run_at(const Options& options);
int run_near(const Options& options);
int run_render(const Options& options);
int run_replay(const Options& options);
int run_export(const Options& options);
int run_atlas(const Options& options);
int run_import_sirene(const Options& options);
int run_window(const Options& options);

// Everything: arguments → subcommand → exit status.
int run(int argc, char** argv);

}  // namespace terreau::cli
