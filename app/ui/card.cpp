#include <algorithm>

#include "app/model/outlines.h"
#include "app/model/stories.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"

// The right card: a surface with a band in the colours of what it shows.
namespace terreau::ui {
namespace {

constexpr float kWidth = static_cast<float>(kRightCardWidth), kGap = static_cast<float>(kPanelGap);
constexpr float kLeastHeight = 220;
constexpr float kNameWidth = 184;  // of a chart's rows
constexpr float kPadding = 16, kBand = 4, kRadius = 10;

using Shares = std::vector<std::pair<Family, int>>;

std::optional<TerritoryRef> territory_of(const Target& t) {
  if (const auto* d = std::get_if<DepartmentId>(&t)) return ref(*d);
  if (const auto* r = std::get_if<RegionId>(&t)) return ref(*r);
  return {};
}

const Shares& shares_of(Frame& f) {
  const Target& t = f.state.selected;
  if (const auto* place = std::get_if<PlaceId>(&t)) return place_facts(f, *place).families;
  if (const auto territory = territory_of(t)) return territory_facts(f, *territory).families;
  if (const auto* c = std::get_if<ClusterRef>(&t)) return cluster_facts(f, *c).families;
  static const Shares kNone;
  if (const auto* o = std::get_if<OverlayRef>(&t)) {
    const OverlayFacts* facts = overlay_facts(f, *o);
    return facts != nullptr ? facts->families : kNone;
  }
  const NearFacts* near = f.state.nearby ? near_facts(f) : nullptr;
  return near != nullptr ? near->families : kNone;
}

float draw_content(Frame& f, ImVec2 at, float width) {
  const Target& t = f.state.selected;
  if (const auto* place = std::get_if<PlaceId>(&t)) return draw_place_card(f, at, width, *place);
  if (const auto territory = territory_of(t)) return draw_territory_card(f, at, width, *territory);
  if (const auto* c = std::get_if<ClusterRef>(&t)) return draw_cluster_card(f, at, width, *c);
  if (const auto* o = std::get_if<OverlayRef>(&t)) return draw_overlay_card(f, at, width, *o);
  return f.state.nearby ? draw_near_card(f, at, width) : draw_story_card(f, at, width);
}

// The content's height, found by drawing it where nobody sees it; only when it has changed.
float content_height(Frame& f) {
  Cache& cache = *f.ui.cache;
  const CardKey key{f.state.selected,     f.world.markers.get(), &f.places(),
                    f.state.visible,      f.language(),          f.state.comparing,
                    f.world.nearby.get(), f.ui.near_family,      f.world.inside.get(),
                    f.state.link_rings,   f.state.story};
  if (cache.card == key && cache.card_height > 0) return cache.card_height;
  cache.card_height = measured_height("card measure", kWidth, [&](ImVec2 at) {
    return draw_content(f, at, kWidth - 2 * kPadding);
  });
  cache.card = key;
  return cache.card_height;
}

// White on white would be a gap.
ImU32 band_colour(const Frame& f, Family family) {
  const ImU32 colour = family_colour(family, f.state.theme);
  return colour == (f.c.panel | 0xFF000000U) ? f.c.faint : colour;
}

// Rounded with the card: each share is a piece of the card's own top, clipped to the band.
void draw_band(Frame& f, const Rect& card) {
  const Shares& shares = shares_of(f);
  int sum = 0;
  for (const auto& [family, n] : shares) sum += n;
  if (sum == 0) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  float x = card.x;
  for (const auto& [family, n] : shares) {
    const float end = x + card.w * static_cast<float>(n) / static_cast<float>(sum);
    list->PushClipRect({on_grid(x), card.y}, {on_grid(end), card.y + kBand});
    list->AddRectFilled(card.min(), {card.right(), card.y + 4 * kRadius}, band_colour(f, family),
                        kRadius);
    list->PopClipRect();
    x = end;
  }
}

bool shows_something(const Frame& f) {
  const Target& t = f.state.selected;
  if (const auto* place = std::get_if<PlaceId>(&t)) return place->value < f.places().size();
  if (const auto* d = std::get_if<DepartmentId>(&t)) return d->value < kDepartmentCount;
  if (const auto* r = std::get_if<RegionId>(&t)) return r->value < kRegionCount;
  if (const auto* o = std::get_if<OverlayRef>(&t)) return exists(f.world.atlas, *o);
  if (std::holds_alternative<std::monostate>(t))
    return f.state.nearby || told_step(f.state, f.world.atlas);
  if (const auto* c = std::get_if<ClusterRef>(&t)) {
    return f.world.markers->pyramid(c->territory).size() > 0;
  }
  return false;
}

}  // namespace

float bottom_above_insets(const Frame& f, float left, float right, float least) {
  float bottom = static_cast<float>(f.state.height_pt - margins(f.state).bottom) - kGap;
  for (const MapFrame& frame : f.scene.frames) {
    const float above = static_cast<float>(frame.viewport.y_pt) - kGap;
    const auto begin = static_cast<float>(frame.viewport.x_pt),
               end = begin + static_cast<float>(frame.viewport.width_pt);
    if (frame.inset && end > left && begin < right && above >= least) {
      bottom = std::min(bottom, above);
    }
  }
  return bottom;
}

void draw_card(Frame& f) {
  if (!shows_something(f)) return;
  const float left = static_cast<float>(f.state.width_pt) - kGap - kWidth;
  const float content = content_height(f) + kBand + kPadding - 4 + kPadding;
  const float most = bottom_above_insets(f, left, left + kWidth, kGap + kLeastHeight) - kGap;
  const Rect card{left, kGap, kWidth, std::min(content, most)};
  begin_surface(f, "card", card, Layer::base);
  draw_band(f, card);
  ImGui::SetCursorScreenPos({card.x, card.y + kBand});
  ImGui::BeginChild("content", {card.w, card.h - kBand});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (icon_button(f, {card.right() - 38, at.y + 8, 28, 28}, icon::kClose, f.tr("Close"), {},
                  Type::icon)) {
    // The first one would only fold a fan.
    if (!f.state.fans.empty() && !f.state.story) f.ask(action::Deselect{});
    f.ask(action::Deselect{});
  }
  const float height =
      draw_content(f, {at.x + kPadding, at.y + kPadding - 4}, kWidth - 2 * kPadding);
  f.ui.cache->card_height = height;
  content_ends(f, {at.x, at.y + kPadding - 4 + height + kPadding});
  ImGui::EndChild();
  end_surface();
}

float draw_card_head(Frame& f, ImVec2 at, float width, std::string_view title,
                     std::string_view below) {
  const float top = at.y;
  at.y += paragraph(f, Type::title, at, width - 30, f.c.text, title) + 2;
  at.y += paragraph(f, Type::body, at, width, f.c.secondary, below);
  return at.y - top;
}

float caption(Frame& f, ImVec2 at, std::string_view text) {
  draw_text(ImGui::GetWindowDrawList(), Type::small, at, f.c.secondary, text);
  return line_height(Type::small) + 1;
}

float draw_replaced(Frame& f, ImVec2 at, const std::string& path) {
  f.ui.file.asked = path;
  if (f.ui.file.exists && f.ui.file.checked == path) {
    label(f, Type::small, at, f.c.warning,
          f.tr("This file is there already: it will be replaced."));
  }
  return line_height(Type::small) + 6;
}

Rect room_for_bar(const Rect& row, std::string_view widest) {
  constexpr float kBeside = 8;
  const float left = row.x + kNameWidth + kBeside;
  const float number = std::max(28.0F, text_width(Type::strong, widest));
  return {left, row.middle().y - 3, row.right() - number - kBeside - left, 6};
}

void bar_row(Frame& f, const Rect& rect, std::string_view name, int count, int most,
             std::optional<Family> family) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  float x = rect.x;
  if (family) {
    draw_swatch(list, {x + 7, rect.middle().y}, 11, *family, f.state.theme);
    x += 22;
  }
  const float y = rect.middle().y - line_height(Type::body) / 2;
  const float name_width = rect.x + kNameWidth - x;
  const bool cut = draw_ellipsised(list, Type::body, {x, y}, name_width, f.c.text, name);
  const Item item{"label", name, 0, {}, f.number(count), cut ? name : std::string_view()};
  note(f, rect, item);
  if (cut && ImGui::IsMouseHoveringRect(rect.min(), rect.max()) && ImGui::IsWindowHovered()) {
    tooltip(f, name);
  }
  const std::string number = f.number(count);
  draw_text_right(list, Type::strong, {rect.right(), y}, f.c.text, number);
  Rect bar = room_for_bar(rect, f.number(most));
  bar.w = std::max(2.0F, bar.w * static_cast<float>(count) / static_cast<float>(most));
  list->AddRectFilled(bar.min(), bar.max(), f.c.accent, 3);
}

}  // namespace terreau::ui
