#include <algorithm>
#include <utility>
#include <vector>

#include "app/model/arcs.h"
#include "app/model/connections.h"
#include "app/model/outlines.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"

namespace terreau::ui {
namespace {

constexpr double kMapDelay = 0.1, kHintDelay = 0.35;
constexpr float kWidest = 280, kPadding = 9;
constexpr std::size_t kTopFamilies = 3;

struct TipLine {
  Type type;
  bool quiet;
  std::string text;
  std::optional<Family> family = {};
};

float text_room(const TipLine& line) { return line.family ? kWidest - 18 : kWidest; }

ImVec2 measure(const std::vector<TipLine>& lines) {
  ImVec2 size{0, 0};
  for (const TipLine& line : lines) {
    std::string_view rest = line.text;
    while (!rest.empty()) {
      const float w = text_width(line.type, take_line(line.type, text_room(line), rest));
      size.x = std::max(size.x, w + (line.family ? 18 : 0));
      size.y += line_height(line.type);
    }
  }
  return size;
}

// Below and right of `at`; on the other side where the window ends.
Rect placed(const Frame& f, ImVec2 at, ImVec2 size) {
  const auto width = static_cast<float>(f.state.width_pt);
  const auto height = static_cast<float>(f.state.height_pt);
  Rect r{at.x + 14, at.y + 16, size.x + 2 * kPadding, size.y + 2 * kPadding - 4};
  if (r.right() > width - 4) r.x = std::max(4.0F, at.x - 10 - r.w);
  if (r.bottom() > height - 4) r.y = std::max(4.0F, at.y - 10 - r.h);
  r.x = on_grid(r.x);
  r.y = on_grid(r.y);
  return r;
}

// Above everything, on no window's behalf: it must never catch the pointer.
void draw_tip(Frame& f, ImVec2 at, const std::vector<TipLine>& lines) {
  const Rect r = placed(f, at, measure(lines));
  ImDrawList* list = ImGui::GetForegroundDrawList();
  soft_shadow(f, list, {r.x, r.y + 2, r.w, r.h}, 6, 10);
  list->AddRectFilled(r.min(), r.max(), f.c.panel | 0xFF000000U, 6);
  if (f.c.dark) list->AddRect(r.min(), r.max(), f.c.hairline, 6);
  ImVec2 pen{r.x + kPadding, r.y + kPadding - 2};
  for (const TipLine& line : lines) {
    float x = pen.x;
    if (line.family) {
      draw_swatch(list, {x + 6, pen.y + line_height(line.type) / 2}, 10, *line.family,
                  f.state.theme);
      x += 18;
    }
    pen.y += draw_wrapped(list, line.type, {x, pen.y}, text_room(line),
                          line.quiet ? f.c.secondary : f.c.text, line.text);
  }
  f.ui.widgets.push_back({"tooltip", lines.front().text, {r.x, r.y, r.w, r.h}, {}, {}});
}

std::string badges_of(const Frame& f, PlaceId place) {
  std::string out;
  const KindSet kinds = f.places().kinds(place);
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!kinds.has(Kind{k})) continue;
    if (!out.empty()) out += " · ";
    out += f.tr(info(Kind{k}).badge);
  }
  return out;
}

std::vector<TipLine> lines_for(const Frame& f, PlaceId place) {
  if (place.value >= f.places().size()) return {};
  return {{Type::strong, false, std::string(f.places().name(place))},
          {Type::small, true, badges_of(f, place)},
          {Type::small, true, whereabouts(f, place)}};
}

std::vector<TipLine> lines_for(const Frame& f, ClusterRef cluster) {
  const SceneMark* mark = mark_of(f.scene, cluster);
  if (mark == nullptr) return {};
  std::vector<Slice> slices(f.scene.slices_of(*mark).begin(), f.scene.slices_of(*mark).end());
  std::ranges::stable_sort(slices, std::greater{}, &Slice::count);
  std::vector<TipLine> out{
      {Type::strong, false, f.tr_n("{} place", "{} places", static_cast<int>(mark->count))}};
  for (std::size_t i = 0; i < std::min(kTopFamilies, slices.size()); ++i) {
    const std::string n = f.number(slices[i].count);
    out.push_back({Type::small, true, n + " " + std::string(f.tr(info(slices[i].family).name)),
                   slices[i].family});
  }
  return out;
}

std::vector<TipLine> lines_for(const Frame& f, std::string name, int places) {
  return {{Type::strong, false, std::move(name)},
          {Type::small, true,
           places == 0 ? std::string(f.tr("No data")) : f.tr_n("{} place", "{} places", places)}};
}

// What its tone stands for.
void add_shading(const Frame& f, std::size_t department, std::vector<TipLine>& lines) {
  if (f.state.choropleth == Choropleth::none || f.state.choropleth == Choropleth::count) return;
  const ChoroplethMap& map = f.ui.cache->classes.of(f.state, f.world);
  if (map.class_of[department] < 0) return;
  const int digits = std::max(map.digits, f.state.choropleth == Choropleth::per10000 ? 3 : 0);
  lines.push_back({Type::small, true, words_of(f.state, map).title});
  lines.push_back({Type::small, false,
                   value_text(f.language(), f.state.choropleth, map.value[department], digits)});
}

std::vector<TipLine> lines_for(const Frame& f, DepartmentId id) {
  auto lines = lines_for(f, department_title(id), f.world.markers->total.by_department[id.value]);
  if (!regions_shown(f.state)) add_shading(f, id.value, lines);
  return lines;
}

std::vector<TipLine> lines_for(const Frame& f, RegionId id) {
  auto lines =
      lines_for(f, std::string(region(id).name), f.world.markers->total.by_region[id.value]);
  const DepartmentSet members = departments_of(id);
  std::size_t first = 0;
  while (!members[first]) ++first;
  if (regions_shown(f.state)) add_shading(f, first, lines);
  return lines;
}

std::vector<TipLine> lines_for(const Frame& f, OverlayRef feature) {
  if (!exists(f.world.atlas, feature)) return {};
  const Overlay& overlay = (*f.world.atlas.overlays)[feature.overlay];
  const std::string_view code = overlay.feature_code(feature.row);
  std::vector<TipLine> lines{{Type::strong, false, overlay_title(f, feature)},
                             {Type::small, true, overlay.name}};
  if (!code.empty()) lines.back().text = std::string(code) + " · " + overlay.name;
  return lines;
}

std::vector<TipLine> lines_for(const Frame&, std::monostate) { return {}; }

// What the arc under the pointer stands for; a mark comes first.
std::vector<TipLine> lines_for(const Frame& f, const std::vector<Arc>& arcs) {
  if (!f.state.cursor || f.ui.menu_at || f.ui.box) return {};
  if (mark_at(f.scene, *f.state.cursor) != nullptr) return {};
  std::vector<TipLine> lines;
  const Arc* arc = arc_at(arcs, *f.state.cursor);
  if (arc == nullptr) return lines;
  for (const std::size_t row : arc->relations) {
    lines.push_back(
        {Type::body, false, sentence_of(f.language(), (*f.world.atlas.relations)[row])});
  }
  return lines;
}

// For whoever looks for them: where the pointer meets each.
void note_arcs(Frame& f, const std::vector<Arc>& arcs) {
  for (const Arc& arc : arcs) {
    const std::vector<ScreenPos> points = curve(arc);
    if (points.empty()) continue;
    const ScreenPos p = points[points.size() / 2];
    const std::string said =
        sentence_of(f.language(), (*f.world.atlas.relations)[arc.relations.front()]);
    f.ui.widgets.push_back({"arc", said, {p.x_pt - 2, p.y_pt - 2, 4, 4}, {}, {}});
  }
}

void draw_tip_at_cursor(Frame& f, const std::vector<TipLine>& lines) {
  draw_tip(f, {static_cast<float>(f.state.cursor->x_pt), static_cast<float>(f.state.cursor->y_pt)},
           lines);
}

}  // namespace

void draw_map_tooltip(Frame& f) {
  if (f.state.hovered != f.ui.hover_target) {
    f.ui.hover_target = f.state.hovered;
    f.ui.hover_since_s = f.now_s;
  }
  const auto arcs = arcs_shown(f.state, f.world, f.scene);
  note_arcs(f, arcs);
  if (const auto lines = lines_for(f, arcs); !lines.empty()) return draw_tip_at_cursor(f, lines);
  const bool nothing = std::holds_alternative<std::monostate>(f.state.hovered);
  if (nothing || !f.state.cursor || f.ui.menu_at || f.ui.box || loading(f)) return;
  const double left = f.ui.hover_since_s + kMapDelay - f.now_s;
  if (left > 0) return f.redraw_after(left);
  const auto lines = std::visit([&](const auto& t) { return lines_for(f, t); }, f.state.hovered);
  if (lines.empty()) return;
  draw_tip_at_cursor(f, lines);
}

void draw_hint(Frame& f) {
  if (f.ui.hint_wanted != f.ui.hint) {
    f.ui.hint = f.ui.hint_wanted;
    f.ui.hint_since_s = f.now_s;
  }
  f.ui.hint_wanted.clear();
  if (f.ui.hint.empty()) return;
  const double left = f.ui.hint_since_s + kHintDelay - f.now_s;
  if (left > 0) return f.redraw_after(left);
  std::vector<TipLine> lines;
  for (std::string_view rest = f.ui.hint; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.push_back({Type::small, !lines.empty(), std::string(rest.substr(0, end))});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  draw_tip(f, ImGui::GetIO().MousePos, lines);
}

}  // namespace terreau::ui
