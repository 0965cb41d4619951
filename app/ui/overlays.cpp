#include <algorithm>
#include <optional>
#include <vector>

#include "app/model/commands.h"
#include "app/ui/panels.h"
#include "geodata/projection.h"

// What comes and goes above the map: context menu, rubber band, messages.
namespace terreau::ui {
namespace {

constexpr float kLeastMenuWidth = 236, kMenuRow = 32;

struct Entry {
  const char* icon;
  std::string_view text;
  std::variant<Action, CommandId> what;
};

LonLat position_at(const Frame& f, ScreenPos at) {
  if (f.scene.frames.empty()) return {};
  const MapFrame& frame = f.scene.frames[frame_at(f.scene.frames, at)];
  return Projection(frame.territory).unproject(frame.to_map(at));
}

double zoom_of(const Frame& f) {
  return f.scene.frames.empty() ? f.state.camera.zoom : f.scene.frames.front().camera.zoom;
}

bool draw_entry(Frame& f, const Rect& row, const Entry& entry) {
  const Response r = hit(f, row, {"menuitem", entry.text});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  draw_icon(list, Type::small_icon, {row.x + 16, row.middle().y}, f.c.secondary, entry.icon);
  draw_text(list, Type::body, {row.x + 32, row.middle().y - line_height(Type::body) / 2}, f.c.text,
            entry.text);
  if (!r.clicked) return false;
  if (const auto* id = std::get_if<CommandId>(&entry.what)) {
    run_command(f, *id);
  } else {
    const Action& action = std::get<Action>(entry.what);
    const auto* near = std::get_if<action::SetNearby>(&action);
    near != nullptr ? go_near(f, near->around->center, {}) : f.ask(action);
  }
  return true;
}

// The inset there, where it is not in the row.
std::optional<InsetId> moved_inset(const Frame& f, ScreenPos at) {
  const MapFrame& frame = f.scene.frames[frame_at(f.scene.frames, at)];
  const bool moved =
      frame.inset && f.state.inset_states[static_cast<std::size_t>(frame.id)].rect.has_value();
  return moved ? std::optional(frame.id) : std::nullopt;
}

// The menu's corner at the pointer, inside the window.
Rect menu_rect(const Frame& f, ScreenPos at, float width, float height) {
  const auto x =
      static_cast<float>(std::min(at.x_pt, f.state.width_pt - static_cast<double>(width) - 8));
  const auto y = static_cast<float>(
      std::min(at.y_pt, f.state.height_pt - kBottomBarHeight - static_cast<double>(height) - 8));
  return {on_grid(std::max(4.0F, x)), on_grid(std::max(4.0F, y)), width, height};
}

}  // namespace

void draw_menu(Frame& f) {
  if (!f.ui.menu_at) return;
  const ScreenPos at = *f.ui.menu_at;
  const LonLat position = position_at(f, at);
  const std::string coordinates = format_lonlat(f.language(), position);
  std::vector<Entry> entries{
      {icon::kPlace, f.tr("What is here?"), action::Click{at}},
      {icon::kNear, f.tr("What is near here?"),
       action::SetNearby{Nearby{position, Nearby{}.radius_km, {}}}},
      {icon::kCentre, f.tr("Centre here"), action::FlyTo{position, zoom_of(f)}},
      {icon::kCopy, f.tr("Copy the coordinates"),
       action::CopyText{format_lonlat(Language::en, position)}},
  };
  const auto offer = [&](const char* icon, CommandId id) {
    entries.push_back({icon, tr(f.language(), command(id).name), id});
  };
  if (!f.state.history.past.empty()) offer(icon::kUndo, CommandId::undo);
  if (!f.state.history.future.empty()) offer(icon::kRedo, CommandId::redo);
  offer(icon::kShare, CommandId::copy_view);
  offer(icon::kText, CommandId::copy_text);
  offer(icon::kBookmark, CommandId::views);
  offer(icon::kFolder, CommandId::open_file);
  offer(icon::kCommand, CommandId::palette);
  if (const auto moved = moved_inset(f, at)) {
    entries.push_back(
        {icon::kCollapse, f.tr("Inset back into the row"), action::PlaceInset{*moved, {}}});
  }
  constexpr float kHead = 30;
  float width = kLeastMenuWidth;
  for (const Entry& e : entries) width = std::max(width, text_width(Type::body, e.text) + 52);
  const float height = kHead + kMenuRow * static_cast<float>(entries.size()) + 8;
  const Rect menu = menu_rect(f, at, on_grid(width), height);
  begin_surface(f, "menu", menu, Layer::above, false, 8);
  label(f, Type::small, {menu.x + 14, menu.y + 10}, f.c.secondary, coordinates);
  bool done = false;
  float y = menu.y + kHead;
  for (const Entry& entry : entries) {
    done = draw_entry(f, {menu.x + 4, y, menu.w - 8, kMenuRow}, entry) || done;
    y += kMenuRow;
  }
  const bool elsewhere = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                         !ImGui::IsMouseHoveringRect(menu.min(), menu.max(), false);
  if (done || elsewhere) close_menu(f.ui);
  end_surface();
}

void draw_rubber_band(Frame& f) {
  if (!f.ui.box) return;
  const ScreenRect& b = *f.ui.box;
  const ImVec2 low{static_cast<float>(b.x_pt), static_cast<float>(b.y_pt)};
  const ImVec2 high{static_cast<float>(b.x_pt + b.width_pt),
                    static_cast<float>(b.y_pt + b.height_pt)};
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->AddRectFilled(low, high, f.c.accent_soft, 2);
  list->AddRect(low, high, f.c.accent, 2, 0, 1.5F);
}

void draw_status(Frame& f) {
  if (f.ui.status.empty()) return;
  if (f.ui.status_until_s > 0) {
    const double left = f.ui.status_until_s - f.now_s;
    if (left <= 0) return f.ui.status.clear();
    f.redraw_after(left);
  }
  const auto window_w = static_cast<float>(f.state.width_pt);
  const float room = std::min(480.0F, window_w - 48);
  const std::string_view text = f.ui.status;
  const float height = wrapped_height(Type::body, room, text);
  const float width = height > line_height(Type::body) ? room : text_width(Type::body, text);
  const auto bottom = static_cast<float>(f.state.height_pt - kBottomBarHeight) - 16;
  Rect r{on_grid((window_w - width) / 2 - 16), bottom - height - 20, width + 32, height + 20};
  r.y = std::max(16.0F, above_insets(f, r).y);
  ImDrawList* list = ImGui::GetForegroundDrawList();
  soft_shadow(f, list, {r.x, r.y + 2, r.w, r.h}, 8, 12);
  list->AddRectFilled(r.min(), r.max(), f.c.text, 8);
  draw_wrapped(list, Type::body, {r.x + 16, r.y + 10}, room, f.c.panel | 0xFF000000U, text);
  f.ui.widgets.push_back({"status", f.ui.status, {r.x, r.y, r.w, r.h}, {}, {}});
}

}  // namespace terreau::ui
