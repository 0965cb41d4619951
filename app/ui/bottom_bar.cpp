#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "app/model/scale_bar.h"
#include "app/model/words.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "geodata/attribution.h"
#include "geodata/projection.h"

namespace terreau::ui {
namespace {

constexpr float kHeight = static_cast<float>(kBottomBarHeight), kPadding = 14, kGap = 20;
constexpr double kLongestScale = 110;  // points

struct Pen {
  float x, y;  // the next text's left, top
  float middle;
};

void draw_scale(Frame& f, Pen& pen, double metres_a_point) {
  const double metres = scale_length_m(metres_a_point, kLongestScale);
  const auto width = static_cast<float>(metres / metres_a_point);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = on_grid(pen.middle + 4), left = on_grid(pen.x) + 0.5F;
  const std::array<ImVec2, 4> bar{{{left, y - 7.5F},
                                   {left, y + 0.5F},
                                   {left + on_grid(width), y + 0.5F},
                                   {left + on_grid(width), y - 7.5F}}};
  list->AddPolyline(bar.data(), static_cast<int>(bar.size()), f.c.secondary, 0, 1);
  const std::string text = length_text(f.language(), metres);
  // A steady place for what follows: the bar's width changes all the time while zooming.
  const float text_x = pen.x + width + 8;
  draw_text(list, Type::small, {text_x, pen.y}, f.c.secondary, text);
  note(f, {pen.x, pen.middle - 10, width + 8 + text_width(Type::small, text), 20},
       {"label", f.tr("Scale"), 0, {}, text});
  pen.x += static_cast<float>(kLongestScale) + 8 + text_width(Type::small, "100\u00a0km") + kGap;
}

std::string_view crs_name(Territory t) {
  switch (t) {
    case Territory::metropole: return "Lambert-93";
    case Territory::guadeloupe:
    case Territory::martinique: return "RGAF09 UTM 20N";
    case Territory::guyane: return "RGFG95 UTM 22N";
    case Territory::reunion: return "RGR92 UTM 40S";
    case Territory::mayotte: return "RGM04 UTM 38S";
  }
  return {};
}

// Where the pointer is, else where it was last, else the middle of the map.
struct Pointed {
  LonLat position;
  Territory territory = Territory::metropole;
};

Pointed pointed(Frame& f) {
  if (f.scene.frames.empty() || f.world.atlas.boundaries->vertex_count == 0) return {};
  const MapFrame* frame = &f.scene.frames.front();
  if (f.state.cursor) {
    frame = &f.scene.frames[frame_at(f.scene.frames, *f.state.cursor)];
    f.ui.pointer = Projection(frame->territory).unproject(frame->to_map(*f.state.cursor));
    f.ui.pointer_territory = frame->territory;
  }
  if (is_valid(f.ui.pointer)) return {f.ui.pointer, f.ui.pointer_territory};
  return {Projection(frame->territory).unproject(frame->camera.center), frame->territory};
}

std::string coordinates(const Frame& f, const Pointed& p, bool projected) {
  if (!projected) return format_lonlat(f.language(), p.position);
  const MapPos at = Projection(p.territory).project(p.position);
  if (!std::isfinite(at.x_m)) return "–";
  return "E " + f.number(std::llround(at.x_m)) + "  N " + f.number(std::llround(at.y_m)) +
         "\u00a0m";
}

void draw_coordinates(Frame& f, Pen& pen) {
  const Pointed p = pointed(f);
  const std::string text = coordinates(f, p, f.ui.lambert93);
  // As wide as the widest text, so that nothing beside it moves with the pointer.
  const float width = std::max(text_width(Type::small, text), 132.0F);
  const Rect area{pen.x - 6, 0, width + 12, kHeight};
  const Rect at{area.x, pen.middle - kHeight / 2, area.w, area.h};
  const Response r = hit(f, at,
                         {"button",
                          f.tr("Coordinates"),
                          0,
                          {},
                          text,
                          f.tr("Click: other coordinates, which are copied")});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled({at.x, at.y + 3}, {at.right(), at.bottom() - 3}, f.c.hover, 5);
  draw_text(list, Type::small, {pen.x, pen.y}, f.c.secondary, text);
  if (r.clicked) {
    f.ui.lambert93 = !f.ui.lambert93;
    f.ask(action::CopyText{coordinates(f, p, f.ui.lambert93)});
  }
  pen.x += width + kGap;
  const std::string_view crs = f.ui.lambert93 ? crs_name(p.territory) : "WGS 84";
  label(f, Type::small, {pen.x, pen.y}, f.c.secondary, crs);
  pen.x += std::max(text_width(Type::small, crs), 62.0F) + kGap;
}

std::string zoom_text(const Frame& f, double zoom) {
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), zoom, std::chars_format::fixed, 1)
          .ptr;
  std::string out = "z " + std::string(buffer.data(), end);
  if (f.language() == Language::fr) std::replace(out.begin(), out.end(), '.', ',');
  return out;
}

// An arrow to true north in the middle of the view: the map's own north is straight up.
void draw_north(Frame& f, Pen& pen) {
  if (f.scene.frames.empty() || f.world.atlas.boundaries->vertex_count == 0) return;
  const MapFrame& frame = f.scene.frames.front();
  const LonLat centre = Projection(frame.territory).unproject(frame.camera.center);
  const double convergence = convergence_deg(frame.territory, centre);
  if (!std::isfinite(convergence)) return;
  const double rounded = std::round(convergence * 10) / 10;
  std::string value = format_decimal(f.language(), std::abs(rounded), 1) + "°";
  value.insert(0, rounded > 0 ? "+" : rounded < 0 ? "−" : "");
  const Rect area{pen.x - 4, pen.middle - kHeight / 2, 28, kHeight};
  hit(f, area,
      {"label",
       f.tr("True north"),
       0,
       {},
       value,
       filled(f.tr("True north; the map's own north is straight up.\nConvergence {}"), {value})});
  const auto angle = static_cast<float>(-convergence * std::numbers::pi / 180);
  const ImVec2 middle{area.x + area.w / 2, pen.middle};
  const auto turned = [&](float x, float y) {
    return ImVec2{middle.x + x * std::cos(angle) - y * std::sin(angle),
                  middle.y + x * std::sin(angle) + y * std::cos(angle)};
  };
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddTriangleFilled(turned(0, -9), turned(-5, 7), turned(0, 3.5F), f.c.secondary);
  const std::array<ImVec2, 4> outline{turned(0, -9), turned(5, 7), turned(0, 3.5F), turned(-5, 7)};
  list->AddPolyline(outline.data(), static_cast<int>(outline.size()), f.c.secondary,
                    ImDrawFlags_Closed, 1);
  pen.x += area.w + kGap - 8;
}

std::string boundaries_text(const Frame& f) {
  std::string departments = "Natural Earth", overlays;
  int count = 0;
  for (const BoundaryReport& r : f.world.atlas.boundary_reports) {
    if (r.source.starts_with("france/")) continue;
    std::string name = public_name(r.source, r.layer);
    if (r.departments > 0) {
      departments = std::move(name);
    } else {
      overlays = ++count == 1 ? std::move(name) : "+" + std::to_string(count);
    }
  }
  return departments + (count > 0 ? ", " + overlays : "");
}

enum class Attribution : std::uint8_t { whole, brief, briefest };

std::string attribution(Frame& f, Attribution length) {
  const AtlasFacts& facts = atlas_facts(f);
  if (length == Attribution::briefest && facts.cited > 0) {
    return boundaries_text(f) + " · " +
           f.tr_n("{} source cited", "{} sources cited", static_cast<std::int64_t>(facts.cited));
  }
  std::string out = filled(f.tr("Borders: {}"), {boundaries_text(f)});
  if (loading(f)) return out;
  out += " · ";
  if (facts.cited > 0) {
    const auto n = static_cast<std::int64_t>(facts.cited);
    out += f.tr_n("Places: {} source cited", "Places: {} sources cited", n);
  } else {
    out += f.tr_n("Places: {} file", "Places: {} files",
                  static_cast<std::int64_t>(f.world.atlas.sources.size()));
  }
  if (length != Attribution::whole || facts.cited_from == 0) return out;
  out += ", " + std::to_string(facts.cited_from);
  if (facts.cited_to != facts.cited_from) out += "–" + std::to_string(facts.cited_to);
  return out;
}

bool quiet_link(Frame& f, const Rect& r, std::string_view text, std::string_view why) {
  const Response response = hit(f, r, {"link", text, 0, {}, {}, why});
  draw_text(ImGui::GetWindowDrawList(), Type::small,
            {r.x, r.middle().y - line_height(Type::small) / 2},
            response.hovered ? f.c.accent : f.c.secondary, text);
  return response.clicked;
}

// What is to be read beside the map, left of `x`; as icons where whose data it is must find room.
float draw_reading(Frame& f, const Rect& bar, float x) {
  constexpr float kWideEnough = 1200, kIcon = 24;
  const auto offer = [&](std::string_view name, const char* icon, std::string_view why) {
    const bool brief = bar.w < kWideEnough;
    const float w = brief ? kIcon : text_width(Type::small, name);
    x -= (brief ? 6 : 16) + w;
    const Rect r{x, bar.y, w, bar.h};
    if (!brief) return quiet_link(f, r, name, why);
    const Response response = hit(f, r, {"link", name, 0, {}, {}, why});
    draw_icon(ImGui::GetWindowDrawList(), Type::small_icon, r.middle(),
              response.hovered ? f.c.accent : f.c.secondary, icon);
    return response.clicked;
  };
  if (offer(f.tr("key figures"), icon::kFigures, f.tr("Figures that others have published"))) {
    f.ui.show_figures = !f.ui.show_figures;
  }
  if (offer(f.tr("stories"), icon::kBook, f.tr("Stories: guided views with places and sources"))) {
    f.ui.show_stories = !f.ui.show_stories;
  }
  return x;
}

// From the right edge inwards; `free_from` is where the left group ends.
void draw_right(Frame& f, const Rect& bar, float free_from) {
  const std::string_view keys = f.tr("? shortcuts");
  float x = bar.right() - kPadding - text_width(Type::small, keys);
  if (quiet_link(f, {x, bar.y, text_width(Type::small, keys), bar.h}, keys, {})) {
    f.ui.show_keys = !f.ui.show_keys;
  }
  const std::string_view out = f.tr("export");
  x -= 16 + text_width(Type::small, out);
  if (quiet_link(f, {x, bar.y, text_width(Type::small, out), bar.h}, out,
                 f.tr("Places and statistics as files"))) {
    f.ui.show_export = !f.ui.show_export;
  }
  const std::string_view print = f.tr("print");
  x -= 16 + text_width(Type::small, print);
  if (quiet_link(f, {x, bar.y, text_width(Type::small, print), bar.h}, print,
                 f.tr("Print or save the map"))) {
    open_print(f.ui, true);
  }
  x = draw_reading(f, bar, x);
  for (const auto length : {Attribution::whole, Attribution::brief, Attribution::briefest}) {
    const std::string text = attribution(f, length);
    const float w = text_width(Type::small, text), left = x - 16 - w;
    if (left < free_from) continue;
    if (quiet_link(f, {left, bar.y, w, bar.h}, text, f.tr("Sources and licences"))) {
      f.ui.show_sources = !f.ui.show_sources;
    }
    return;
  }
}

}  // namespace

void draw_bottom_bar(Frame& f) {
  const auto width = static_cast<float>(f.state.width_pt);
  const Rect bar{0, static_cast<float>(f.state.height_pt) - kHeight, width, kHeight};
  begin_surface(f, "bottom bar", bar, Layer::base, false, 0);
  ImGui::GetWindowDrawList()->AddRectFilled(bar.min(), {bar.right(), bar.y + 1}, f.c.hairline);
  Pen pen{kPadding, bar.middle().y - line_height(Type::small) / 2, bar.middle().y};
  const double zoom =
      f.scene.frames.empty() ? f.state.camera.zoom : f.scene.frames.front().camera.zoom;
  draw_scale(f, pen, metres_per_point(zoom));
  draw_coordinates(f, pen);
  const std::string text = zoom_text(f, zoom);
  label(f, Type::small, {pen.x, pen.y}, f.c.secondary, text);
  pen.x += text_width(Type::small, "z 00,0") + kGap;
  draw_north(f, pen);
  draw_right(f, bar, pen.x);
  end_surface();
}

}  // namespace terreau::ui
