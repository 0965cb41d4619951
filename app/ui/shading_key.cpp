#include <array>
#include <charconv>
#include <cmath>

#include "app/model/fills.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"

// What the departments' tones mean, while they are shaded.
namespace terreau::ui {
namespace {

constexpr float kTop = 8, kBox = 36, kBoxHeight = 12;

const ChoroplethMap& classes(Frame& f) {
  ShadingFacts& facts = f.ui.cache->shading;
  if (facts.of != f.world.markers || facts.what != f.state.choropleth ||
      facts.people != f.world.atlas.gazetteer) {
    facts = {f.world.markers, f.state.choropleth, f.world.atlas.gazetteer,
             classify(f.state, f.world)};
  }
  return facts.map;
}

// Counts are whole; shares get as many decimals as tell neighbouring classes apart.
std::string bound_text(const Frame& f, double value) {
  if (f.state.choropleth == Choropleth::count) return f.number(std::llround(value));
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, value < 10 ? 2 : 0)
                       .ptr;
  std::string out(buffer.data(), end);
  if (const auto dot = out.find('.'); dot != std::string::npos && f.language() == Language::fr) {
    out[dot] = ',';
  }
  return out;
}

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

}  // namespace

float shading_key_height(const Frame& f) {
  return f.state.choropleth == Choropleth::none || loading(f) ? 0 : 58;
}

void draw_shading_key(Frame& f, ImVec2 at, float width) {
  if (shading_key_height(f) == 0) return;
  const ChoroplethMap& map = classes(f);
  at.y += kTop;
  at.y += caption(f, at,
                  f.state.choropleth == Choropleth::count
                      ? f.tr("Places per department, up to")
                      : f.tr("Places per 10,000 inhabitants, up to"));
  at.y += 2;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::size_t n = map.upper_bounds.size();
  float x = at.x;
  for (std::size_t i = 0; i < n; ++i) {
    list->AddRectFilled({x, at.y}, {x + kBox - 2, at.y + kBoxHeight},
                        rgba(class_colour(f.state.theme, i, n)), 2);
    list->AddRect({x, at.y}, {x + kBox - 2, at.y + kBoxHeight}, f.c.hairline, 2);
    draw_text_centred(list, Type::small, {x + kBox / 2 - 1, at.y + kBoxHeight + 9}, f.c.secondary,
                      bound_text(f, map.upper_bounds[i]));
    x += kBox;
  }
  const std::string_view none = f.tr("no data");
  const Rect hatched{at.x + width - 56, at.y, 40, kBoxHeight};
  draw_hatched(f, hatched);
  draw_text_centred(list, Type::small, {hatched.middle().x, at.y + kBoxHeight + 9}, f.c.secondary,
                    none);
  note(f, {at.x, at.y, width, kBoxHeight + 17}, {"label", f.tr("Key of the departments' tones")});
}

}  // namespace terreau::ui
