#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/model/journal.h"
#include "app/model/journal_words.h"
#include "geodata/filter_words.h"

namespace terreau {
namespace {

using namespace journal;
using Json = nlohmann::ordered_json;  // "do" comes first in a line

// Whole numbers without ".0"; the others as the shortest text that reads back as the same double.
Json number(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const bool whole = std::abs(value) <= kExact && value == std::trunc(value);
  if (whole && !(value == 0 && std::signbit(value))) return static_cast<std::int64_t>(value);
  return value;
}

Json line(std::string_view name, std::initializer_list<std::pair<const char*, Json>> fields = {}) {
  Json json;
  json["do"] = name;
  for (const auto& [key, value] : fields) json[key] = value;
  return json;
}

Json at_line(std::string_view name, ScreenPos at) {
  return line(name, {{"x", number(at.x_pt)}, {"y", number(at.y_pt)}});
}

Json view_line(std::string_view name, LonLat center, double zoom) {
  return line(
      name,
      {{"lon", number(center.lon_deg)}, {"lat", number(center.lat_deg)}, {"zoom", number(zoom)}});
}

Json write(const action::SetFilter& a) {
  Json json = line("filter");
  const FilterWords words = words_of(a.filter);
  if (!words.families.empty()) json["families"] = words.families;
  if (!words.forms.empty()) json["forms"] = words.forms;
  if (!words.functions.empty()) json["functions"] = words.functions;
  if (!words.departments.empty()) json["departments"] = words.departments;
  if (!words.regions.empty()) json["regions"] = words.regions;
  if (!words.years.empty()) json["years"] = words.years;
  if (!words.precisions.empty()) json["precisions"] = words.precisions;
  if (!words.sources.empty()) json["sources"] = words.sources;
  if (!words.text.empty()) json["text"] = words.text;
  if (!words.expression.empty()) json["where"] = words.expression;
  return json;
}

Json write(const action::Pan& a) {
  Json json = line("pan", {{"dx", number(a.dx_pt)}, {"dy", number(a.dy_pt)}});
  if (a.at) {
    json["x"] = number(a.at->x_pt);
    json["y"] = number(a.at->y_pt);
  }
  return json;
}
Json write(const action::Zoom& a) {
  Json json = at_line("zoom", a.at);
  json["by"] = number(a.by);
  return json;
}
Json write(const action::View& a) { return view_line("view", a.center, a.zoom); }
Json write(const action::FlyTo& a) { return view_line("fly", a.center, a.zoom); }
Json rect_fields(const ScreenRect& r) {
  return {{"x", number(r.x_pt)},
          {"y", number(r.y_pt)},
          {"width", number(r.width_pt)},
          {"height", number(r.height_pt)}};
}

Json write(const action::ZoomToBox& a) {
  Json json = line("box");
  json.update(rect_fields(a.box));
  return json;
}
Json write(const action::Home&) { return line("home"); }
Json write(const action::Hover& a) { return at_line("hover", a.at); }
Json write(const action::Leave&) { return line("leave"); }
Json write(const action::Click& a) { return at_line("click", a.at); }
Json write(const action::SelectPlace& a) { return line("select", {{"place", a.id}}); }
Json write(const action::SelectDepartment& a) { return line("select", {{"department", a.code}}); }
Json write(const action::SelectRegion& a) { return line("select", {{"region", a.code}}); }
Json write(const action::SelectCluster& a) {
  return line("select", {{"cluster", a.cluster.node},
                         {"territory", word_of(kTerritoryWords, a.cluster.territory)}});
}
Json write(const action::SelectNext& a) { return line("select", {{"next", a.step}}); }
Json write(const action::Deselect&) { return line("deselect"); }
Json write(const action::SetLinkRings& a) { return line("links", {{"rings", a.rings}}); }
Json write(const action::ShowStory& a) {
  if (a.id.empty()) return line("story", {{"on", false}});
  return line("story", {{"id", a.id}, {"step", a.step}});
}
Json write(const action::ToggleFamily& a) {
  Json json = line("toggle", {{"family", info(a.family).code}});
  if (a.on) json["on"] = *a.on;
  return json;
}
Json write(const action::ToggleKind& a) {
  const char* key = is_function(a.kind) ? "function" : "form";
  Json json = line("toggle", {{key, info(a.kind).code}});
  if (a.on) json["on"] = *a.on;
  return json;
}
Json write(const action::IsolateFamily& a) {
  return line("isolate", {{"family", info(a.family).code}});
}
Json write(const action::ShowAll& a) { return line("show_all", {{"on", a.on}}); }
Json write(const action::Search& a) { return line("search", {{"text", a.text}}); }
Json write(const action::SetNearby& a) {
  if (!a.around) return line("near", {{"on", false}});
  Json json = line("near", {{"lon", number(a.around->center.lon_deg)},
                            {"lat", number(a.around->center.lat_deg)},
                            {"radius", number(a.around->radius_km)}});
  if (!a.around->name.empty()) json["name"] = a.around->name;
  return json;
}
Json write(const action::ShowOverlay& a) {
  Json json = line("overlay");
  if (!a.name.empty()) json["name"] = a.name;
  if (a.on) json["on"] = *a.on;
  return json;
}
Json write(const action::SetClusters& a) {
  Json json = line("clusters", {{"on", a.on}});
  if (a.by) json["by"] = word_of(kGroupingWords, *a.by);
  return json;
}
Json write(const action::SetGraticule& a) { return line("graticule", {{"on", a.on}}); }
Json write(const action::SetMinimap& a) { return line("minimap", {{"on", a.on}}); }
Json write(const action::SetReduceMotion& a) { return line("reduce_motion", {{"on", a.on}}); }
Json write(const action::PlaceInset& a) {
  Json json = line("place_inset", {{"inset", word_of(kInsetWords, a.inset)}});
  if (a.rect) json.update(rect_fields(*a.rect));
  return json;
}
Json write(const action::FocusInset& a) {
  Json json = line("focus_inset");
  if (a.inset) json["inset"] = word_of(kInsetWords, *a.inset);
  return json;
}
Json write(const action::SetChoropleth& a) {
  Json json = line("choropleth", {{"what", word_of(kChoroplethWords, a.what)}});
  if (a.by) json["by"] = word_of(kShadedWords, *a.by);
  if (a.share_of) json["share_of"] = info(*a.share_of).code;
  if (a.method) json["method"] = word_of(kMethodWords, *a.method);
  if (a.classes) json["classes"] = *a.classes;
  return json;
}
Json write(const action::CompareTerritory& a) {
  Json json = line("compare", {{"territory", terreau::word_of(a.territory)}});
  if (a.on) json["on"] = *a.on;
  return json;
}
Json write(const action::SetComparing& a) { return line("comparison", {{"open", a.open}}); }
Json write(const action::SetTheme& a) {
  return line("theme", {{"theme", word_of(kThemeWords, a.theme)}});
}
Json write(const action::SetVision& a) {
  return line("vision", {{"vision", word_of(kVisionWords, a.vision)}});
}
Json write(const action::SetLanguage& a) {
  return line("language", {{"language", word_of(kLanguageWords, a.language)}});
}
Json write(const action::SetPanelOpen& a) { return line("panel", {{"open", a.open}}); }
Json write(const action::SetFiltersOpen& a) { return line("filters", {{"open", a.open}}); }
Json write(const action::SetList& a) {
  return line("list", {{"open", a.list.open},
                       {"sort", word_of(kListColumnWords, a.list.sort)},
                       {"descending", a.list.descending},
                       {"in_view", a.list.in_view}});
}
Json write(const action::HoverPlace& a) { return line("hover", {{"row", a.place.value}}); }
Json write(const action::Resize& a) {
  return line("resize", {{"width", number(a.width_pt)},
                         {"height", number(a.height_pt)},
                         {"scale", number(a.pixel_scale)}});
}
Json write(const action::EnterTerritory& a) {
  return line("territory", {{"territory", word_of(kTerritoryWords, a.territory)}});
}
Json write(const action::Wait& a) {
  Json json = line("wait");
  const bool now = a.until == action::Wait::Until::now;
  if (a.frames != 0 || now) json["frames"] = a.frames;
  if (!now) json["until"] = word_of(kUntilWords, a.until);
  return json;
}
Json write(const action::OpenSource& a) {
  Json json = line("open", {{"source", a.uri}});
  if (a.import.duplicates == ImportOptions::Duplicates::merge) json["duplicates"] = "merge";
  for (const auto& [role, column] : a.import.columns) json["columns"][role] = column;
  return json;
}
Json write(const action::LookAtSource& a) { return line("look_at", {{"source", a.uri}}); }
Json write(const action::CancelLoad&) { return line("cancel_load"); }
Json write(const action::ReloadSources&) { return line("reload"); }
Json write(const action::SaveRejected& a) {
  return line("save_rejected", {{"source", a.source}, {"path", a.path}});
}
Json write(const action::CopyText& a) { return line("copy", {{"text", a.text}}); }
Json write(const action::OpenUrl& a) { return line("open_url", {{"url", a.url}}); }
Json write(const action::ExportData& a) {
  return line("export", {{"path", a.path}, {"what", word_of(kExportWords, a.what)}});
}
Json write(const action::CancelExport&) { return line("cancel_export"); }
Json write(const action::SaveMap& a) {
  Json json = line("save_map", {{"path", a.path}, {"scale", a.scale}});
  if (a.atlas) json["atlas"] = true;
  if (!a.page.empty()) json["page"] = a.page;
  if (a.landscape) json["landscape"] = true;
  if (!a.title.empty()) json["title"] = a.title;
  return json;
}
Json write(const action::CancelSave&) { return line("cancel_save"); }
Json write(const action::SaveView& a) { return line("save_view", {{"name", a.name}}); }
Json write(const action::RemoveView& a) { return line("remove_view", {{"name", a.name}}); }
Json write(const action::ResumeSession&) { return line("resume_session"); }
Json write(const action::UseDesktopTheme&) { return line("desktop_theme"); }
Json write(const action::OpenView& a) { return line("open_view", {{"view", a.line}}); }
Json write(const action::Undo&) { return line("undo"); }
Json write(const action::Redo&) { return line("redo"); }
Json write(const action::Quit&) { return line("quit"); }

}  // namespace

std::string to_json_line(const Action& action) {
  const Json json = std::visit([](const auto& a) { return write(a); }, action);
  // A text that is not UTF-8 (a file's name) must not stop the recording.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace terreau
