#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "app/ui/panels.h"
#include "geodata/projection.h"

// Where the view lies in its territory, while it is a near one.
namespace terreau::ui {
namespace {

constexpr float kLonger = 136, kPadding = 8, kGap = static_cast<float>(kPanelGap);
constexpr double kLevelsFromHome = 1.25;
constexpr double kKeyStep = 6;  // points of the small map

struct Small {  // the territory as it is drawn there
  MapBox box;
  Rect rect;
  float points_per_m;
  ImVec2 to_screen(MapPos p) const {
    return {rect.x + kPadding + static_cast<float>(p.x_m - box.min_x_m) * points_per_m,
            rect.bottom() - kPadding - static_cast<float>(p.y_m - box.min_y_m) * points_per_m};
  }
  MapPos to_map(ImVec2 p) const {
    return {box.min_x_m + static_cast<double>((p.x - rect.x - kPadding) / points_per_m),
            box.min_y_m + static_cast<double>((rect.bottom() - kPadding - p.y) / points_per_m)};
  }
};

// At the lower right, beside the card, above the insets that are in the way.
std::optional<Rect> free_corner(const Frame& f, float width, float height) {
  const bool card = !std::holds_alternative<std::monostate>(f.state.selected) ||
                    f.state.nearby.has_value() || f.state.story.has_value();
  const auto right = static_cast<float>(f.state.width_pt) - kGap -
                     (card ? static_cast<float>(kRightCardWidth) + kGap : 0);
  Rect rect{right - width,
            static_cast<float>(f.state.height_pt - margins(f.state).bottom) - kGap - height, width,
            height};
  rect = above_insets(f, rect);
  const auto left = static_cast<float>(margins(f.state).left) + kGap;
  if (rect.y < kGap || rect.x < left) return {};
  return rect;
}

std::optional<Small> small_map(const Frame& f) {
  const MapFrame& main = f.scene.frames.front();
  const Extents& extents = f.world.atlas.boundaries->extents;
  const MapBox& box = extents[static_cast<std::size_t>(main.territory)];
  if (box.empty() || box.width_m() <= 0 || box.height_m() <= 0) return {};
  if (main.camera.zoom < home_camera(f.state, extents).zoom + kLevelsFromHome) return {};
  const float scale =
      (kLonger - 2 * kPadding) / static_cast<float>(std::max(box.width_m(), box.height_m()));
  const auto rect = free_corner(f, static_cast<float>(box.width_m()) * scale + 2 * kPadding,
                                static_cast<float>(box.height_m()) * scale + 2 * kPadding);
  if (!rect) return {};
  return Small{box, *rect, scale};
}

void draw_coast(const Frame& f, const Small& small, Territory territory) {
  const double zoom = zoom_for(1 / static_cast<double>(small.points_per_m));
  const BoundaryLevel* level = level_for(*f.world.atlas.boundaries, zoom, 0.5);
  if (level == nullptr) return;
  const TerritoryMesh& mesh = level->meshes[static_cast<std::size_t>(territory)];
  std::vector<ImVec2> points;
  for (const BorderArc& arc : mesh.borders) {
    if (arc.kind != BorderKind::coast) continue;
    points.clear();
    for (std::uint32_t i = arc.first; i < arc.first + arc.count; ++i) {
      const auto& v = mesh.line_vertices[i];
      points.push_back(small.to_screen({mesh.origin.x_m + static_cast<double>(v[0]),
                                        mesh.origin.y_m + static_cast<double>(v[1])}));
    }
    ImGui::GetWindowDrawList()->AddPolyline(points.data(), static_cast<int>(points.size()),
                                            f.c.secondary, 0, 1);
  }
}

// The view's rectangle, never so small that it cannot be seen.
void draw_view(const Frame& f, const Small& small) {
  const MapBox view = f.scene.frames.front().view();
  ImVec2 low = small.to_screen({view.min_x_m, view.max_y_m});
  ImVec2 high = small.to_screen({view.max_x_m, view.min_y_m});
  const float x = std::max(0.0F, 8 - (high.x - low.x)) / 2,
              y = std::max(0.0F, 6 - (high.y - low.y)) / 2;
  low = {on_grid(low.x - x) + 0.5F, on_grid(low.y - y) + 0.5F};
  high = {on_grid(high.x + x) + 0.5F, on_grid(high.y + y) + 0.5F};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect({small.rect.x + 1, small.rect.y + 1},
                     {small.rect.right() - 1, small.rect.bottom() - 1}, true);
  list->AddRectFilled(low, high, f.c.accent_soft, 2);
  list->AddRect(low, high, f.c.accent, 2, 0, 1.5F);
  list->PopClipRect();
}

void go_to(Frame& f, MapPos to) {
  const MapFrame& main = f.scene.frames.front();
  const LonLat center = Projection(main.territory).unproject(to);
  const LonLat now = Projection(main.territory).unproject(main.camera.center);
  const bool same =
      std::abs(center.lon_deg - now.lon_deg) + std::abs(center.lat_deg - now.lat_deg) < 1e-6;
  // A near overseas map's surroundings belong to no other map.
  if (is_valid(center) && !same && territory_of(center) == main.territory) {
    f.ask(action::View{center, main.camera.zoom});
  }
}

// The arrow keys move the view across the territory, a step a press.
void answer_keys(Frame& f, const Small& small) {
  f.ui.focus.keeps_arrows = true;
  const auto step = [](ImGuiKey back, ImGuiKey on) {
    return (key_pressed(on) ? 1 : 0) - (key_pressed(back) ? 1 : 0);
  };
  const int right = step(ImGuiKey_LeftArrow, ImGuiKey_RightArrow);
  const int up = step(ImGuiKey_DownArrow, ImGuiKey_UpArrow);
  if (right == 0 && up == 0) return;
  const double stride_m = kKeyStep / static_cast<double>(small.points_per_m);
  MapPos to = f.scene.frames.front().camera.center;
  to.x_m += right * stride_m;
  to.y_m += up * stride_m;
  go_to(f, to);
}

}  // namespace

void draw_minimap(Frame& f) {
  if (!f.state.minimap || f.state.at_home || f.scene.frames.empty()) return;
  const auto small = small_map(f);
  if (!small) return;
  const MapFrame& main = f.scene.frames.front();
  begin_surface(f, "minimap", small->rect, Layer::base, false, 8);
  const Response r = hit(f, small->rect,
                         {"slider",
                          f.tr("Minimap"),
                          0,
                          {},
                          {},
                          f.tr("Where the view lies: click or drag to move it")});
  draw_coast(f, *small, main.territory);
  draw_view(f, *small);
  end_surface();
  if (r.focused) answer_keys(f, *small);
  if (r.held && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    go_to(f, small->to_map(ImGui::GetIO().MousePos));
  }
}

}  // namespace terreau::ui
