#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"

// What is near a spot: a radius, the nearest of each kind, all within the circle.
namespace terreau::ui {
namespace {

constexpr float kRow = 38, kKindRow = 40, kFieldWidth = 64, kFieldHeight = 28;
constexpr std::array kRadii{5, 10, 20, 50, 100, 200};
constexpr int kKindIds = 0, kPlaceIds = 1000, kPerhapsIds = 500;
constexpr std::size_t kMostPerhaps = 12;

void set_radius(Frame& f, double km) {
  Nearby around = *f.state.nearby;
  around.radius_km = std::clamp(km, kLeastRadiusKm, kMostRadiusKm);
  if (around == *f.state.nearby) return;
  f.ask(action::SetNearby{around});
}

// Equal steps of the hand are equal parts of the radius.
double part_of(double km) {
  return std::log(km / kLeastRadiusKm) / std::log(kMostRadiusKm / kLeastRadiusKm);
}
double radius_at(double part) {
  const double km = kLeastRadiusKm * std::pow(kMostRadiusKm / kLeastRadiusKm, part);
  return std::round(km);
}

void draw_slider(Frame& f, const Rect& area) {
  const double radius = f.state.nearby->radius_km;
  const Response r =
      hit(f, area, {"slider", f.tr("Radius"), 0, {}, format_distance(f.language(), radius * 1000)});
  const float left = area.x + 8, room = area.w - 16, y = area.middle().y;
  const float knob = left + room * static_cast<float>(part_of(radius));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({left, y - 2}, {left + room, y + 2}, f.c.hairline, 2);
  list->AddRectFilled({left, y - 2}, {knob, y + 2}, f.c.accent, 2);
  list->AddCircleFilled({knob, y}, 7, f.c.accent, 24);
  list->AddCircleFilled({knob, y}, r.hovered || r.held ? 4.5F : 4, f.c.panel | 0xFF000000U, 24);
  if (r.focused) {
    const int step =
        (key_pressed(ImGuiKey_RightArrow) ? 1 : 0) - (key_pressed(ImGuiKey_LeftArrow) ? 1 : 0);
    if (step != 0) set_radius(f, radius < 20 ? radius + step : radius + 5 * step);
  }
  if (!r.held) return;
  const double part = std::clamp((ImGui::GetIO().MousePos.x - left) / room, 0.0F, 1.0F);
  set_radius(f, radius_at(part));
}

void draw_field(Frame& f, const Rect& box) {
  const double radius = f.state.nearby->radius_km;
  const TextEdit edit = text_field(f, box, f.tr("Radius in kilometres"), {}, f.ui.radius_text);
  if (edit.entered) {
    std::string text = f.ui.radius_text;
    std::ranges::replace(text, ',', '.');
    double km = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), km);
    if (error == std::errc() && std::isfinite(km) && km > 0) {
      set_radius(f, km);
      show_circle(f, f.state.nearby->center, std::clamp(km, kLeastRadiusKm, kMostRadiusKm));
    }
  }
  if (edit.active || edit.entered) return;
  f.ui.radius_text = format_decimal(f.language(), radius, radius == std::round(radius) ? 0 : 1);
}

float draw_radius(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Radius")) + 2;
  const float unit = text_width(Type::body, "km") + 6;
  draw_slider(f, {at.x - 8, at.y, width - kFieldWidth - unit - 4, kFieldHeight});
  draw_field(f, {at.x + width - kFieldWidth - unit, at.y, kFieldWidth, kFieldHeight});
  draw_text_right(ImGui::GetWindowDrawList(), Type::body,
                  {at.x + width, at.y + (kFieldHeight - line_height(Type::body)) / 2},
                  f.c.secondary, "km");
  at.y += kFieldHeight + 2;
  float x = at.x - 6;
  for (const int km : kRadii) {
    const std::string text = std::to_string(km);
    const Rect r{x, at.y, text_width(Type::body, text) + 16, 26};
    const bool on = f.state.nearby->radius_km == km;
    const Response response = hit(f, r, {"radio", text + " km", 0, on});
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (on || response.hovered) {
      list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, 6);
    }
    draw_text_centred(list, Type::body, r.middle(), on ? f.c.text : f.c.accent, text);
    if (response.clicked) {
      set_radius(f, km);
      show_circle(f, f.state.nearby->center, km);
    }
    x += r.w + 4;
  }
  return at.y - top + 26 + 10;
}

std::string way_text(const Frame& f, const Neighbour& n, LonLat from) {
  if (n.distance_m < 1) return std::string(f.tr("same spot"));
  const GroundWay way = ground_way(from, f.places().position(n.place));
  return format_distance(f.language(), n.distance_m) + "\u00a0" +
         std::string(compass_point(f.language(), way.bearing_deg));
}

// Swatch, name, what it is and where; distance and direction on the right.
void draw_place(Frame& f, const Rect& row, const Neighbour& n, std::string_view second, LonLat from,
                int id) {
  const std::string right = way_text(f, n, from);
  const float way = text_width(Type::small, right);
  const std::string_view name = f.places().name(n.place);
  const float text_x = row.x + 30, room = row.right() - 10 - way - text_x;
  const bool cut = text_width(Type::body, name) > room;
  const Response r =
      hit(f, row, {"listitem", name, id, {}, right, cut ? name : std::string_view()});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  const KindSet kinds = f.places().kinds(n.place);
  const bool shown = !(kinds & f.state.visible).empty();
  draw_swatch(list, {row.x + 15, row.middle().y}, 11,
              display_family(kinds, shown ? f.state.visible : KindSet::all()), f.state.theme,
              shown);
  const float y =
      on_grid(row.middle().y - (line_height(Type::body) + line_height(Type::small)) / 2);
  draw_ellipsised(list, Type::body, {text_x, y}, room, f.c.text, name);
  draw_ellipsised(list, Type::small, {text_x, y + line_height(Type::body)},
                  row.right() - 10 - text_x, f.c.secondary, second);
  draw_text_right(list, Type::small, {row.right() - 6, y + 1}, f.c.secondary, right);
  if (r.clicked) f.ask(action::SelectPlace{std::string(f.places().id(n.place))});
}

float draw_nearest(Frame& f, ImVec2 at, float width, const NearbyPlaces& found) {
  if (found.nearest_of_kind.empty()) return 0;
  const float top = at.y;
  const bool open = f.ui.near_kinds_open.value_or(found.places.empty());
  const Rect head{at.x - 8, at.y, width + 12, 28};
  const Response r = hit(f, head, {"button", f.tr("The nearest of each kind"), 0, open});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(head.min(), head.max(), f.c.hover, 6);
  draw_text(list, Type::small, {at.x, head.middle().y - line_height(Type::small) / 2},
            f.c.secondary, f.tr("The nearest of each kind"));
  draw_icon(list, Type::small_icon, {head.right() - 14, head.middle().y}, f.c.secondary,
            open ? icon::kUp : icon::kDown);
  if (r.clicked) f.ui.near_kinds_open = !open;
  at.y += head.h;
  if (!open) return at.y - top + 4;
  int id = kKindIds;
  for (const auto& [kind, n] : found.nearest_of_kind) {
    draw_place(f, {at.x - 8, at.y, width + 12, kKindRow}, n, f.tr(info(kind).name),
               found.around.center, id++);
    at.y += kKindRow;
  }
  return at.y - top + 8;
}

float draw_all(Frame& f, ImVec2 at, float width, const NearbyPlaces& found) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Within the circle")) + 2;
  const auto n = static_cast<int>(found.places.size());
  ImGui::SetCursorScreenPos({at.x - 8, at.y});
  ImGuiListClipper clipper;
  clipper.Begin(n, kRow);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Neighbour& place = found.places[static_cast<std::size_t>(i)];
      const Rect row{at.x - 8, at.y + static_cast<float>(i) * kRow, width + 12, kRow};
      draw_place(f, row, place, whereabouts(f, place.place), found.around.center, kPlaceIds + i);
    }
  }
  return at.y - top + static_cast<float>(n) * kRow;
}

// What has no point cannot be on the map, yet may well be near.
float draw_perhaps(Frame& f, ImVec2 at, float width, const NearbyPlaces& found) {
  const float top = at.y;
  at.y += 8;
  at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                    f.tr("Perhaps within: known to their department only.")) +
          2;
  const std::size_t shown = std::min(kMostPerhaps, found.perhaps.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const PlaceId place = found.perhaps[i];
    const Rect row{at.x - 8, at.y, width + 12, kRow};
    if (place_row(f, row, place, whereabouts(f, place), kPerhapsIds + static_cast<int>(i))) {
      f.ask(action::SelectPlace{std::string(f.places().id(place)), place});
    }
    at.y += kRow;
  }
  if (found.perhaps.size() > shown) {
    const auto more = static_cast<std::int64_t>(found.perhaps.size() - shown);
    at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                      f.tr_n("and {} more", "and {} more", more));
  }
  return at.y - top;
}

}  // namespace

float draw_near_card(Frame& f, ImVec2 at, float width) {
  const NearFacts* facts = near_facts(f);
  const NearbyPlaces* found = facts != nullptr ? facts->of.get() : nullptr;
  // A reload makes its places those of another list.
  if (found != nullptr && found->markers != f.world.markers) found = nullptr;
  const float top = at.y;
  const std::string count =
      found == nullptr ? std::string(f.tr("Searching…"))
                       : filled(f.tr_n("{} place within {}", "{} places within {}",
                                       static_cast<std::int64_t>(found->places.size())),
                                {format_distance(f.language(), found->around.radius_km * 1000)});
  at.y += draw_card_head(f, at, width, near_title(f), count) + 8;
  at.y += draw_radius(f, at, width);
  if (found == nullptr) return at.y - top;
  at.y += draw_nearest(f, at, width, *found);
  if (!found->places.empty()) at.y += draw_all(f, at, width, *found);
  if (!found->perhaps.empty()) at.y += draw_perhaps(f, at, width, *found);
  return at.y - top;
}

}  // namespace terreau::ui
