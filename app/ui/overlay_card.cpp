#include <algorithm>
#include <utility>

#include "app/model/outlines.h"
#include "app/model/overlay_places.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"
#include "geodata/attribution.h"

// The card of an overlay's polygon: what its source says of it, and what lies inside.
namespace terreau::ui {
namespace {

constexpr float kBar = 24, kGap = 10, kNameColumn = 112;

float draw_inside(Frame& f, ImVec2 at, float width, OverlayRef feature) {
  const float top = at.y;
  const OverlayFacts* facts = overlay_facts(f, feature);
  if (facts == nullptr) {
    return paragraph(f, Type::strong, at, width, f.c.text, f.tr("Counting…")) + kGap;
  }
  at.y +=
      paragraph(f, Type::strong, at, width, f.c.text,
                facts->total == 0 ? std::string(f.tr("No place inside"))
                                  : f.tr_n("{} place inside", "{} places inside", facts->total)) +
      6;
  for (const auto& [family, n] : facts->families) {
    bar_row(f, {at.x, at.y, width, kBar}, f.tr(info(family).name), n,
            facts->families.front().second, family);
    at.y += kBar;
  }
  return at.y - top + kGap;
}

float draw_attributes(Frame& f, ImVec2 at, float width, const Overlay& overlay, std::uint32_t row) {
  const float top = at.y;
  bool any = false;
  for (std::size_t c = 0; c < overlay.columns.size(); ++c) {
    if (row >= overlay.columns[c].size() || overlay.columns[c][row].empty()) continue;
    if (!std::exchange(any, true)) at.y += caption(f, at, f.tr("As the source has it")) + 4;
    const std::string_view name = overlay.column_names[c], value = overlay.columns[c][row];
    note(f, {at.x, at.y, width, line_height(Type::body)},
         {"label", name, static_cast<int>(c), {}, std::string(value)});
    const float beside = draw_wrapped(ImGui::GetWindowDrawList(), Type::small, {at.x, at.y + 2},
                                      kNameColumn - 8, f.c.secondary, name);
    const float height =
        draw_wrapped(ImGui::GetWindowDrawList(), Type::body, {at.x + kNameColumn, at.y},
                     width - kNameColumn, f.c.text, value);
    at.y += std::max(beside + 2, height) + 4;
  }
  return any ? at.y - top + kGap - 4 : 0;
}

std::string source_line(const Frame& f, const Overlay& overlay) {
  std::string text = filled(f.tr("Source: {}"), {public_name(overlay.source, overlay.layer)});
  if (!overlay.date.empty()) text += " · " + filled(f.tr("file of {}"), {overlay.date});
  if (!overlay.licence.empty()) return text + " · " + overlay.licence;
  return text.append(" · ").append(f.tr("that file's own licence"));
}

}  // namespace

float draw_overlay_card(Frame& f, ImVec2 at, float width, OverlayRef feature) {
  const Overlay& overlay = (*f.world.atlas.overlays)[feature.overlay];
  const float top = at.y;
  const std::string_view code = overlay.feature_code(feature.row);
  std::string below = overlay.name;
  if (!code.empty()) below = std::string(code) + " · " + below;
  at.y += draw_card_head(f, at, width, overlay_title(f, feature), below) + 4;
  if (text_link(f, Type::body, at, f.tr("Zoom to it"), 0, 28)) {
    show_box(f, overlay.bands[feature.row].box);
  }
  at.y += 28 + 4;
  at.y += draw_inside(f, at, width, feature);
  at.y += draw_attributes(f, at, width, overlay, feature.row);
  at.y += paragraph(f, Type::small, at, width, f.c.secondary, source_line(f, overlay));
  return at.y - top;
}

std::string overlay_title(const Frame& f, OverlayRef feature) {
  const Overlay& overlay = (*f.world.atlas.overlays)[feature.overlay];
  const std::string_view name = overlay.feature_name(feature.row);
  if (!name.empty()) return std::string(name);
  const std::string_view code = overlay.feature_code(feature.row);
  if (!code.empty()) return std::string(code);
  return filled(f.tr("Polygon {}"), {f.number(feature.row + 1)});
}

// Their names, colours and numbers; a click shows or hides one.
float draw_overlay_rows(Frame& f, ImVec2 at, float width) {
  constexpr float kRow = 32, kIndent = 24, kSwatchX = 35, kNameX = 49, kRight = 15;
  const auto& overlays = *f.world.atlas.overlays;
  if (overlays.empty()) return 0;
  const float top = at.y;
  at.y += 6;
  at.y += caption(f, {at.x + kNameX, at.y}, f.tr("Overlaid boundaries")) + 2;
  for (std::size_t i = 0; i < overlays.size(); ++i) {
    const Overlay& overlay = overlays[i];
    const bool shown = overlay_shown(f.state, overlay.name);
    const auto n = static_cast<std::int64_t>(overlay.size());
    const std::string count = f.number(n);
    const float room = width - kNameX - kRight - text_width(Type::body, count) - 10;
    const bool cut = text_width(Type::body, overlay.name) > room;
    const std::string hint = (cut ? overlay.name + "\n" : "") +
                             (overlay.polygons ? f.tr_n("{} polygon", "{} polygons", n)
                                               : f.tr_n("{} line", "{} lines", n));
    const Rect row{at.x + kIndent, at.y, width - kIndent - 8, kRow};
    const Response r =
        hit(f, row, {"checkbox", overlay.name, static_cast<int>(i), shown, count, hint});
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
    draw_overlay_swatch(list, {at.x + kSwatchX, row.middle().y}, i, f.state.theme, shown,
                        f.c.faint);
    const float y = on_grid(row.middle().y - line_height(Type::body) / 2);
    draw_ellipsised(list, Type::body, {at.x + kNameX, y}, room, shown ? f.c.text : f.c.faint,
                    overlay.name);
    draw_text_right(list, Type::body, {at.x + width - kRight, y}, shown ? f.c.secondary : f.c.faint,
                    count);
    if (r.clicked) f.ask(action::ShowOverlay{overlay.name, {}});
    at.y += kRow;
  }
  return at.y - top;
}

}  // namespace terreau::ui
