#include <algorithm>

#include <imgui_internal.h>

#include "app/ui/panels.h"
#include "app/ui/swatch.h"

// What a search has found, in groups; a row can be taken with the mouse or a key.
namespace terreau::ui {
namespace {

constexpr float kRowHeight = 40, kCommandRow = 32, kCaption = 24, kNearButton = 30;

std::string_view title_of(const Frame& f, FinderGroup group) {
  switch (group) {
    case FinderGroup::position: return f.tr("Position");
    case FinderGroup::near: return f.tr("Near");
    case FinderGroup::places: return f.tr("Organisations and places");
    case FinderGroup::communes: return f.tr("Communes");
    case FinderGroup::departments: return f.tr("Departments");
    case FinderGroup::regions: return f.tr("Regions");
    case FinderGroup::commands: return f.tr("Actions");
    case FinderGroup::view: return f.tr("View");
    case FinderGroup::recent: return f.tr("Recent searches");
  }
  return {};
}

// Why a place that is chosen would not be seen; "" where it is on the map.
std::string_view why_hidden(const Frame& f, PlaceId place) {
  if (!f.world.markers->passing.contains(place)) {
    return f.tr("hidden by the filter");
  }
  const bool shown = !(f.places().kinds(place) & f.state.visible).empty();
  return shown ? std::string_view() : f.tr("hidden by the legend");
}

std::string second_line(const Frame& f, const Found& found) {
  const auto with = [](std::string_view a, std::string_view b) {
    return std::string(a) + (b.empty() ? "" : " · ") + std::string(b);
  };
  const bool known = found.department.valid();
  switch (found.kind) {
    case FoundKind::place: {
      const std::string_view why = why_hidden(f, found.place);
      return why.empty() ? whereabouts(f, found.place) : with(why, whereabouts(f, found.place));
    }
    case FoundKind::commune: {
      std::string text(known ? department_title(found.department) : std::string(f.tr("Commune")));
      return is_valid(found.position) ? text : with(text, f.tr("position not known"));
    }
    case FoundKind::department:
      return known ? with(department(found.department).code, department(found.department).region)
                   : std::string();
    case FoundKind::region: return {};
    case FoundKind::position: return format_lonlat(f.language(), found.position);
  }
  return {};
}

const char* icon_of(FoundKind kind) {
  switch (kind) {
    case FoundKind::commune: return icon::kCommune;
    case FoundKind::department: return icon::kMap;
    case FoundKind::region: return icon::kRegion;
    default: return icon::kPlace;
  }
}

// The name, what the query matches in it stronger.
void draw_name(Frame& f, ImVec2 at, float width, std::string_view name) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (text_width(Type::strong, name) > width) {
    draw_ellipsised(list, Type::body, at, width, f.c.text, name);
    return;
  }
  std::size_t done = 0;
  const auto write = [&](std::size_t end, Type type) {
    const std::string_view part = name.substr(done, end - done);
    draw_text(list, type, at, f.c.text, part);
    at.x += text_width(type, part);
    done = end;
  };
  for (const auto& [begin, end] : matched_parts(name, searched_text(f.ui.search_text))) {
    write(begin, Type::body);
    write(end, Type::strong);
  }
  write(name.size(), Type::body);
}

// The row that keys walk on is seen.
void follow_cursor(Frame& f, const Rect& row) {
  if (!std::exchange(f.ui.result_walked, false)) return;
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImRect& shown = window->InnerClipRect;
  if (row.y >= shown.Min.y + kCaption && row.bottom() <= shown.Max.y) return;
  ImGui::SetScrollFromPosY(row.middle().y - window->Pos.y, 0.5F);
}

struct RowLook {
  std::string name, second;
  const char* icon = icon::kPlace;
  std::optional<PlaceId> place;
  std::string key;
};

RowLook look_of(const Frame& f, const FinderRow& row) {
  if (const auto* text = std::get_if<std::string>(&row.what)) {
    if (row.group == FinderGroup::view) {
      return {std::string(f.tr("Open this view")), {}, icon::kMap, {}, {}};
    }
    return {*text, {}, icon::kHistory, {}, {}};
  }
  if (const auto* id = std::get_if<CommandId>(&row.what)) {
    const Command& c = command(*id);
    return {std::string(f.tr(c.name)), {}, icon::kCommand, {}, std::string(f.tr(c.key))};
  }
  const Found& found = std::get<Found>(row.what);
  RowLook look{found.name, second_line(f, found), icon_of(found.kind), {}, {}};
  if (row.group == FinderGroup::near) {
    look.icon = icon::kNear;
    if (row.radius_km) {
      const std::string far = format_distance(f.language(), *row.radius_km * 1000);
      look.second = filled(f.tr("within {}"), {far}) + " · " + look.second;
    }
  } else if (found.kind == FoundKind::place) {
    look.place = found.place;
  }
  return look;
}

void draw_symbol(Frame& f, const Rect& row, const RowLook& look) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 middle{row.x + 15, row.middle().y};
  if (!look.place) return draw_icon(list, Type::small_icon, middle, f.c.secondary, look.icon);
  const KindSet kinds = f.places().kinds(*look.place);
  const bool shown = !(kinds & f.state.visible).empty();
  draw_swatch(list, middle, 11, display_family(kinds, shown ? f.state.visible : KindSet::all()),
              f.state.theme, shown);
}

float height_of(const FinderRow& row) {
  return std::holds_alternative<Found>(row.what) ? kRowHeight : kCommandRow;
}

// Returns true when the row is taken.
bool draw_row(Frame& f, const Rect& row, std::size_t i) {
  const FinderRow& what = f.ui.results[i];
  const RowLook look = look_of(f, what);
  const auto* found = std::get_if<Found>(&what.what);
  const bool offers_near = found != nullptr && what.group != FinderGroup::near &&
                           is_valid(found->position) && found->kind != FoundKind::department &&
                           found->kind != FoundKind::region;
  const bool on = static_cast<int>(i) == f.ui.result_cursor;
  const Rect area{row.x, row.y, row.w - (offers_near ? kNearButton : 0), row.h};
  const Response r = hit(f, area, {"listitem", look.name, static_cast<int>(i), {}, look.second});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (on) list->AddRectFilled(row.min(), row.max(), f.c.accent_soft, 6);
  if (on) follow_cursor(f, row);
  if (r.hovered) list->AddRectFilled(area.min(), area.max(), f.c.hover, 6);
  draw_symbol(f, row, look);
  const float lines =
      line_height(Type::body) + (look.second.empty() ? 0 : line_height(Type::small));
  const float y = on_grid(row.middle().y - lines / 2), width = area.w - 38;
  draw_name(f, {row.x + 30, y}, width - text_width(Type::small, look.key), look.name);
  draw_ellipsised(list, Type::small, {row.x + 30, y + line_height(Type::body)}, width,
                  f.c.secondary, look.second);
  draw_text_right(list, Type::small,
                  {area.right() - 8, row.middle().y - line_height(Type::small) / 2}, f.c.secondary,
                  look.key);
  if (offers_near) {
    const Rect button{area.right(), row.middle().y - 14, 28, 28};
    ImGui::PushID(static_cast<int>(i));
    if (icon_button(f, button, icon::kNear, filled(f.tr("Near {}"), {look.name}), {},
                    Type::small_icon)) {
      take_near(f, *found, {});
    }
    ImGui::PopID();
  }
  return r.clicked;
}

// Of the places too: they are indexed once somebody looks for one.
bool has_names(const Frame& f) {
  const auto& search = f.world.atlas.search;
  return search != nullptr && search->places() == f.world.atlas.places;
}

float draw_note(Frame& f, ImVec2 at, float width, std::string_view text) {
  return paragraph(f, Type::body, {at.x + 12, at.y + 8}, width - 24, f.c.secondary, text) + 20;
}

}  // namespace

void take_near(Frame& f, const Found& found, std::optional<double> radius_km) {
  const Found kept = found;
  leave_search(f, true);
  const bool named = kept.kind != FoundKind::position;
  go_near(f, kept.position, named ? kept.name : std::string(), radius_km);
}

void take_result(Frame& f, std::size_t i) {
  const FinderRow row = f.ui.results[i];
  if (row.group == FinderGroup::view) {
    leave_search(f, false);
    return f.ask(action::OpenView{std::get<std::string>(row.what)});
  }
  if (const auto* text = std::get_if<std::string>(&row.what)) return search_for(f, *text);
  if (const auto* id = std::get_if<CommandId>(&row.what)) {
    leave_search(f, !f.ui.search_text.starts_with(kCommandMark));
    return run_command(f, *id);
  }
  const Found& found = std::get<Found>(row.what);
  if (row.group == FinderGroup::near) return take_near(f, found, row.radius_km);
  leave_search(f, true);
  go_to(f, found);
}

float draw_search_results(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  if (f.ui.results.empty()) {
    const std::string_view text = !has_names(f)         ? f.tr("Loading the places…")
                                  : f.ui.search_pending ? f.tr("Searching…")
                                                        : f.tr("Nothing found.");
    return draw_note(f, at, width, text);
  }
  std::optional<FinderGroup> group;
  std::optional<std::size_t> taken;
  for (std::size_t i = 0; i < f.ui.results.size(); ++i) {
    const FinderRow& row = f.ui.results[i];
    if (row.group != group) {
      group = row.group;
      draw_text(ImGui::GetWindowDrawList(), Type::small, {at.x + 14, at.y + 7}, f.c.secondary,
                title_of(f, row.group));
      at.y += kCaption;
    }
    const Rect rect{at.x + 8, at.y, width - 16, height_of(row)};
    if (draw_row(f, rect, i)) taken = i;
    at.y += rect.h;
    if (f.ui.results.empty()) break;  // a button has taken one
  }
  if (!has_names(f)) at.y += draw_note(f, at, width, f.tr("Loading the places…"));
  if (taken && *taken < f.ui.results.size()) take_result(f, *taken);
  return at.y - top + 8;
}

}  // namespace terreau::ui
