#include "app/model/fills.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"

// What the territories' tones mean, while they are shaded.
namespace terreau::ui {
namespace {

constexpr float kTop = 8, kWidestBox = 48, kBoxHeight = 12, kBounds = 17, kNoData = 18;

bool some_missing(const ChoroplethMap& map) { return map.territories < map.of; }

void draw_hatched(Frame& f, const Rect& r) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(r.min(), r.max(), f.c.land, 2);
  list->PushClipRect(r.min(), r.max(), true);
  for (float x = r.x - r.h; x < r.right(); x += 4) {
    list->AddLine({x, r.y}, {x + r.h, r.bottom()}, f.c.faint);
  }
  list->PopClipRect();
  list->AddRect(r.min(), r.max(), f.c.faint, 2);
}

// A bound stands below the edge that it is; the first and the last stay inside of the panel.
void draw_bound(const Frame& f, ImVec2 edge, float left, float right, std::string_view text) {
  const float w = text_width(Type::small, text);
  const float x = std::clamp(edge.x - w / 2, left, std::max(left, right - w));
  draw_text(ImGui::GetWindowDrawList(), Type::small, {x, edge.y}, f.c.secondary, text);
}

void draw_classes(Frame& f, ImVec2 at, float width, const ChoroplethWords& words) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::size_t n = words.bounds.size() - 1;
  // The outer bounds stand below their edges too, so the boxes leave half of each free.
  const float inset = text_width(Type::small, words.bounds.front()) / 2,
              end = text_width(Type::small, words.bounds.back()) / 2;
  const float box = std::min((width - inset - end) / static_cast<float>(n), kWidestBox);
  const float left = at.x, right = at.x + width;
  at.x += inset;
  for (std::size_t i = 0; i < n; ++i) {
    const float x = at.x + box * static_cast<float>(i);
    const Rect r{on_grid(x), at.y, on_grid(x + box) - on_grid(x) - 1, kBoxHeight};
    list->AddRectFilled(r.min(), r.max(), rgba(class_colour(f.state.theme, i, n)), 2);
    list->AddRect(r.min(), r.max(), f.c.hairline, 2);
    draw_bound(f, {x, at.y + kBoxHeight + 2}, left, right, words.bounds[i]);
  }
  draw_bound(f, {at.x + box * static_cast<float>(n), at.y + kBoxHeight + 2}, left, right,
             words.bounds.back());
}

}  // namespace

float shading_key_height(Frame& f) {
  if (f.state.choropleth == Choropleth::none || loading(f)) return 0;
  const ChoroplethMap& map = f.ui.cache->classes.of(f.state, f.world);
  const float line = line_height(Type::small);
  float height = kTop + line + 3 + line;
  if (map.territories > 0) height += kBoxHeight + kBounds;
  if (some_missing(map)) height += kNoData;
  if (!words_of(f.state, map).source.empty()) height += line;
  return height;
}

void draw_shading_key(Frame& f, ImVec2 at, float width) {
  if (shading_key_height(f) == 0) return;
  const ChoroplethMap& map = f.ui.cache->classes.of(f.state, f.world);
  const ChoroplethWords words = words_of(f.state, map);
  const float line = line_height(Type::small);
  const Rect all{at.x, at.y + kTop, width, shading_key_height(f) - kTop};
  at.y += kTop;
  label(f, Type::small, at, f.c.text, words.title);
  at.y += line + 3;
  if (map.territories > 0) {
    draw_classes(f, at, width, words);
    at.y += kBoxHeight + kBounds;
  }
  if (some_missing(map)) {
    draw_hatched(f, {at.x, at.y + 1, 24, kBoxHeight});
    label(f, Type::small, {at.x + 31, at.y}, f.c.secondary, f.tr("no data"));
    at.y += kNoData;
  }
  label(f, Type::small, at, f.c.secondary, words.method);
  if (!words.source.empty()) {
    label(f, Type::small, {at.x, at.y + line}, f.c.secondary, words.source);
  }
  std::string bounds;
  for (const std::string& b : words.bounds) bounds += (bounds.empty() ? "" : " · ") + b;
  note(f, all, {"label", f.tr("Key of the territories' tones"), 0, {}, bounds});
}

}  // namespace terreau::ui
