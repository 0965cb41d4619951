#include <array>
#include <utility>

#include "app/model/choropleth.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"

// How territories are shaded: by which value, department or region, in which classes.
namespace terreau::ui {
namespace {

constexpr float kWidth = 316, kPadding = 16, kRow = 28, kHead = 46, kGroup = 8;
constexpr float kChip = 24, kChipGap = 6;

// A choice of a few, side by side.
bool segment(Frame& f, const Rect& r, std::string_view text, bool on, int id) {
  const Response response = hit(f, r, {"radio", text, id, on});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (on || response.hovered) {
    list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, 6);
  }
  list->AddRect(r.min(), r.max(), on ? f.c.accent : f.c.hairline, 6);
  draw_text_centred(list, Type::chip, r.middle(), on ? f.c.text : f.c.secondary, text);
  return response.clicked && !on;
}

bool radio_row(Frame& f, const Rect& r, std::string_view text, bool on) {
  const Response response = hit(f, r, {"radio", text, 0, on});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (response.hovered) list->AddRectFilled(r.min(), r.max(), f.c.hover, 6);
  const ImVec2 middle{r.x + 12, r.middle().y};
  list->AddCircle(middle, 6.5F, on ? f.c.accent : f.c.secondary, 24, on ? 2.0F : 1.2F);
  if (on) list->AddCircleFilled(middle, 3.5F, f.c.accent, 16);
  draw_text(list, Type::body, {r.x + 28, r.middle().y - line_height(Type::body) / 2}, f.c.text,
            text);
  return response.clicked && !on;
}

// The kinds that any loaded place has; the chosen one is always on offer.
std::vector<Kind> kinds_on_offer(const Frame& f) {
  KindSet known;
  for (const KindSet kinds : f.places().classes()) known = known | kinds;
  known.set(f.state.shading.share_of);
  std::vector<Kind> out;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (known.has(Kind{k})) out.push_back(Kind{k});
  }
  return out;
}

float draw_values(Frame& f, ImVec2 at, float width) {
  const std::array<std::pair<Choropleth, std::string_view>, 6> values{{
      {Choropleth::none, f.tr("Plain")},
      {Choropleth::count, f.tr("Number of places")},
      {Choropleth::per10000, f.tr("Places per 10,000 inhabitants")},
      {Choropleth::share, f.tr("Share of a form or function")},
      {Choropleth::precise, f.tr("Places known to their commune")},
      {Choropleth::source_year, f.tr("Median year of the sources")},
  }};
  const float top = at.y;
  for (const auto& [value, text] : values) {
    if (radio_row(f, {at.x - 6, at.y, width + 12, kRow}, text, f.state.choropleth == value)) {
      f.ask(action::SetChoropleth{value});
    }
    at.y += kRow;
  }
  return at.y - top + kGroup;
}

float draw_share_of(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Share of")) + 3;
  float x = 0;
  for (const Kind kind : kinds_on_offer(f)) {
    const std::string_view text = f.tr(info(kind).badge);
    const float w = text_width(Type::chip, text) + 18;
    if (x > 0 && x + w > width) {
      x = 0;
      at.y += kChip + kChipGap;
    }
    const bool on = f.state.choropleth == Choropleth::share && f.state.shading.share_of == kind;
    if (segment(f, {at.x + x, at.y, w, kChip}, text, on, kind.value)) {
      f.ask(action::SetChoropleth{Choropleth::share, {}, kind});
    }
    x += w + kChipGap;
  }
  return at.y + kChip - top + kGroup + 2;
}

float draw_by(Frame& f, ImVec2 at, float width) {
  const float caption_height = caption(f, at, f.tr("Territory")) + 3, half = (width - 6) / 2;
  const std::array<std::pair<TerritoryLevel, std::string_view>, 2> levels{{
      {TerritoryLevel::departement, f.tr("Departments")},
      {TerritoryLevel::region, f.tr("Regions")},
  }};
  float x = at.x;
  for (const auto& [level, text] : levels) {
    const Rect r{x, at.y + caption_height, half, kRow};
    if (segment(f, r, text, f.state.shading.by == level, 0)) {
      f.ask(action::SetChoropleth{f.state.choropleth, level});
    }
    x += half + 6;
  }
  return caption_height + kRow + kGroup + 2;
}

float draw_methods(Frame& f, ImVec2 at, float width) {
  const float caption_height = caption(f, at, f.tr("Method")) + 3, half = (width - 6) / 2;
  for (int m = 0; m < kClassMethodCount; ++m) {
    const auto method = static_cast<ClassMethod>(m);
    const Rect r{at.x + static_cast<float>(m % 2) * (half + 6),
                 at.y + caption_height + static_cast<float>(m / 2) * (kRow + 4), half, kRow};
    if (segment(f, r, method_name(f.language(), method), f.state.shading.method == method, 0)) {
      f.ask(action::SetChoropleth{f.state.choropleth, {}, {}, method});
    }
  }
  return caption_height + 2 * kRow + 4 + kGroup + 2;
}

float draw_class_counts(Frame& f, ImVec2 at, float width) {
  const bool head_tail = f.state.shading.method == ClassMethod::headtail;
  const float caption_height =
      caption(f, at, head_tail ? f.tr("Classes, at most") : f.tr("Classes")) + 3;
  constexpr int kChoices = kMostClasses - kFewestClasses + 1;
  const float w = (width - 6 * (kChoices - 1)) / kChoices;
  float x = at.x;
  for (int n = kFewestClasses; n <= kMostClasses; ++n) {
    const Rect r{x, at.y + caption_height, w, kRow};
    if (segment(f, r, std::to_string(n), f.state.shading.classes == n, 0)) {
      f.ask(action::SetChoropleth{f.state.choropleth, {}, {}, {}, n});
    }
    x += w + 6;
  }
  return caption_height + kRow;
}

float draw_choices(Frame& f, ImVec2 at) {
  constexpr float kInside = kWidth - 2 * kPadding;
  const float top = at.y;
  at.y += draw_values(f, at, kInside);
  if (f.state.choropleth == Choropleth::share) at.y += draw_share_of(f, at, kInside);
  if (f.state.choropleth != Choropleth::none) {
    at.y += draw_by(f, at, kInside);
    at.y += draw_methods(f, at, kInside);
    at.y += draw_class_counts(f, at, kInside) + 6;
  }
  return at.y - top;
}

}  // namespace

void draw_shading_panel(Frame& f) {
  if (!f.ui.show_shading || !f.state.panel_open) return;
  const auto gap = static_cast<float>(kPanelGap);
  const auto bottom = static_cast<float>(f.state.height_pt - margins(f.state).bottom) - gap;
  const float content =
      measured_height("shading measure", kWidth, [&](ImVec2 at) { return draw_choices(f, at); });
  const float height = std::min(kHead + content + 4, bottom - gap);
  const auto x = static_cast<float>(2 * kPanelGap + kLeftPanelWidth) - 4;
  const Rect panel{x, bottom - height, kWidth, height};
  begin_surface(f, "shading", panel, Layer::above, true);
  const float scroll = ImGui::GetScrollY();
  label(f, Type::strong, {panel.x + kPadding, panel.y + 14 - scroll}, f.c.text,
        f.tr("Shading of the territories"));
  if (icon_button(f, {panel.right() - 38, panel.y + 8 - scroll, 28, 28}, icon::kClose,
                  f.tr("Close the shading"))) {
    f.ui.show_shading = false;
  }
  const float end = panel.y + kHead + content + 4 - scroll;
  draw_choices(f, {panel.x + kPadding, panel.y + kHead - 4 - scroll});
  content_ends(f, {panel.x, end});
  end_surface();
}

}  // namespace terreau::ui
