#include <algorithm>

#include "app/model/stories.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"

namespace terreau::ui {
namespace {

constexpr float kBlockGap = 9, kNearRow = 26;

// Ids of widgets whose labels may repeat.
enum Ids : int { kNearIds = 1000, kSourceIds = 2000, kFieldIds = 3000 };

float draw_badges(Frame& f, ImVec2 at, float width, PlaceId place) {
  const KindSet kinds = f.places().kinds(place);
  float x = 0, y = 0;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!kinds.has(Kind{k})) continue;
    const std::string_view text = f.tr(info(Kind{k}).badge);
    const float w = text_width(Type::chip, text) + 18;
    if (x > 0 && x + w > width) {
      x = 0;
      y += 26;
    }
    x += badge(f, {at.x + x, at.y + y}, text) + 6;
  }
  return y + 20;
}

// What the map does not show, and the way to see it.
float draw_hidden(Frame& f, ImVec2 at, float width, PlaceId place, bool passes) {
  const bool shown = !(f.places().kinds(place) & f.state.visible).empty();
  if (passes && shown) return 0;
  const float top = at.y;
  at.y += paragraph(
      f, Type::body, at, width, f.c.secondary,
      passes ? f.tr("The legend hides it on the map.") : f.tr("The filter hides it on the map."));
  const std::string_view show = f.tr("Show it");
  if (text_link(f, Type::body, {at.x, at.y + 3}, show, 0, 24)) reveal(f, place);
  return at.y - top + 24 + kBlockGap;
}

float draw_source_line(Frame& f, ImVec2 at, float width, const Source& source, int id) {
  if (source.title.empty()) return 0;
  if (source.url.empty()) {
    return paragraph(f, Type::small, at, width, f.c.secondary, source.title);
  }
  bool clicked = false;
  const float height = wrapped_link(f, Type::small, at, width, source.title, id, clicked);
  if (clicked) f.ask(action::OpenUrl{source.url});
  return height;
}

// A value; below it who says so, where the card names several.
float draw_statement(Frame& f, ImVec2 at, float width, const Statement& s, bool with_sources,
                     int id) {
  const float top = at.y;
  const bool address = s.value.starts_with("http://") || s.value.starts_with("https://");
  bool clicked = false;
  at.y += address ? wrapped_link(f, Type::body, at, width, s.value, id, clicked)
                  : paragraph(f, Type::body, at, width, f.c.text, s.value);
  if (clicked) f.ask(action::OpenUrl{s.value});
  if (with_sources) {
    for (const Source& source : s.sources) {
      at.y += draw_source_line(f, at, width, source, id++);
    }
  }
  return at.y - top + 1;
}

// The head says the name and the whereabouts: a single one needs no line of its own.
bool is_in_head(const Frame& f, const PlaceField& field) {
  const std::string_view title = field.title;
  return field.statements.size() == 1 &&
         (title == f.tr("Name") || title == f.tr("Commune") || title == f.tr("Department"));
}

float draw_fields(Frame& f, ImVec2 at, float width, const PlaceSheet& sheet) {
  const float top = at.y;
  const bool several = sheet.sources.size() > 1;
  int id = kFieldIds;
  for (const PlaceField& field : sheet.fields) {
    if (is_in_head(f, field)) continue;
    at.y += caption(f, at, field.title == f.tr("Name") ? f.tr("Names") : field.title);
    for (const Statement& s : field.statements) {
      at.y += draw_statement(f, at, width, s, several, id);
      id += 100;
    }
    if (!field.note.empty()) {
      at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                        filled(f.tr("{}: {}"), {f.tr("Note"), field.note})) +
              1;
    }
    at.y += kBlockGap - 1;
  }
  return at.y - top;
}

// One line: swatch, name, distance.
float draw_near_row(Frame& f, ImVec2 at, float width, PlaceId place, std::string_view right,
                    int id) {
  const Rect row{at.x - 6, at.y, width + 12, kNearRow};
  const std::string_view name = f.places().name(place);
  const float right_width = text_width(Type::small, right),
              name_width = width - 22 - right_width - 8;
  const bool cut = text_width(Type::body, name) > name_width;
  const Response r = hit(f, row, {"listitem", name, id, {}, {}, cut ? name : std::string_view()});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  draw_swatch(list, {at.x + 7, row.middle().y}, 10,
              display_family(f.places().kinds(place), KindSet::all()), f.state.theme);
  draw_ellipsised(list, Type::body, {at.x + 22, row.middle().y - line_height(Type::body) / 2},
                  name_width, f.c.accent, name);
  draw_text_right(list, Type::small, {at.x + width, row.middle().y - line_height(Type::small) / 2},
                  f.c.secondary, right);
  if (r.clicked) go_to(f, place);
  return kNearRow;
}

float draw_namesakes(Frame& f, ImVec2 at, float width, const PlaceFacts& facts) {
  if (facts.namesakes.empty()) return 0;
  const float top = at.y;
  at.y += caption(f, at, f.tr("Same name elsewhere")) + 1;
  int id = kNearIds + 500;
  for (const PlaceId p : facts.namesakes) {
    at.y += draw_near_row(f, at, width, p, f.places().commune(p), id++);
  }
  return at.y - top + kBlockGap;
}

// Which family's neighbours: all of them, or one by its swatch.
float draw_near_choice(Frame& f, ImVec2 at, float width) {
  constexpr float kSide = 26;
  const std::string_view all = f.tr("all");
  const float all_width = text_width(Type::small, all) + 12;
  const auto& counts = f.world.markers->total.by_family;
  const auto families = std::ranges::count_if(counts, [](int n) { return n > 0; });
  // All of them on one line.
  const float side = std::min(
      kSide, (width + 6 - all_width) / static_cast<float>(std::max<std::ptrdiff_t>(families, 1)));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto choice = [&](float w, std::string_view name, std::optional<Family> family) {
    const Rect r{at.x, at.y, w, kSide};
    const bool on = f.ui.near_family == family;
    const Response response = hit(f, r, {"radio", name, kNearIds, on, {}, name});
    if (on || response.hovered) {
      list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, 6);
    }
    if (response.clicked) f.ui.near_family = family;
    at.x += w;
    return r.middle();
  };
  at.x -= 6;
  draw_text_centred(list, Type::small, choice(all_width, all, {}), f.c.text, all);
  for (int i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    if (counts[static_cast<std::size_t>(i)] == 0) continue;
    draw_swatch(list, choice(side, f.tr(info(family).name), family), 11, family, f.state.theme);
  }
  return kSide + 2;
}

float draw_near(Frame& f, ImVec2 at, float width, PlaceId place, const PlaceFacts& facts) {
  if (!f.places().located(place)) return 0;
  const float top = at.y;
  at.y += caption(f, at, f.tr("Nearby")) + 1;
  at.y += draw_near_choice(f, at, width);
  if (facts.near.empty()) {
    at.y += paragraph(f, Type::body, at, width, f.c.secondary, f.tr("None on the map."));
  }
  int id = kNearIds;
  for (const Neighbour& n : facts.near) {
    const std::string far = n.distance_m < 1 ? std::string(f.tr("same spot"))
                                             : format_distance(f.language(), n.distance_m);
    at.y += draw_near_row(f, at, width, n.place, far, id++);
  }
  return at.y - top + kBlockGap;
}

float draw_sources(Frame& f, ImVec2 at, float width, const PlaceSheet& sheet) {
  if (sheet.sources.empty()) return 0;
  const float top = at.y;
  at.y += caption(f, at, sheet.sources.size() > 1 ? f.tr("Sources") : f.tr("Source"));
  int id = kSourceIds;
  for (const Source& source : sheet.sources) {
    bool clicked = false;
    at.y += source.url.empty()
                ? paragraph(f, Type::body, at, width, f.c.text, source.title)
                : wrapped_link(f, Type::body, at, width, source.title, id++, clicked);
    if (clicked) f.ask(action::OpenUrl{source.url});
  }
  return at.y - top + kBlockGap;
}

// What can be done, as links that flow over as many lines as they need.
struct Offer {
  std::string_view text;
  Action action;
};

std::vector<Offer> offers(Frame& f, PlaceId place) {
  const Places& p = f.places();
  std::vector<Offer> out;
  if (!p.website(place).empty()) {
    out.push_back({f.tr("Open the site"), action::OpenUrl{std::string(p.website(place))}});
  }
  if (p.located(place) || p.department(place).valid()) {
    out.push_back({f.tr("Zoom to it"), action::Leave{}});
  }
  if (p.located(place)) {
    const Nearby around{p.position(place), Nearby{}.radius_km, std::string(p.name(place))};
    out.push_back({f.tr("Near it…"), action::SetNearby{around}});
  }
  out.push_back(
      {f.tr("Copy the card"), action::CopyText{place_text(f.language(), f.world.atlas, place)}});
  if (!p.located(place)) return out;
  const std::string text = format_lonlat(Language::en, p.position(place));
  out.push_back({f.tr("Copy the coordinates"), action::CopyText{text}});
  if (std::string metres = lambert93(p.position(place)); !metres.empty()) {
    out.push_back({f.tr("Copy in Lambert-93"), action::CopyText{std::move(metres)}});
  }
  return out;
}

void take(Frame& f, const Offer& offer, PlaceId place) {
  if (std::holds_alternative<action::Leave>(offer.action)) return go_to(f, place);
  const auto* near = std::get_if<action::SetNearby>(&offer.action);
  if (near == nullptr) return f.ask(offer.action);
  go_near(f, near->around->center, near->around->name);
}

float draw_actions(Frame& f, ImVec2 at, float width, PlaceId place) {
  constexpr float kHeight = 28;
  hairline(f, at.x, at.y, width);
  float x = 0, y = 7;
  for (const Offer& offer : offers(f, place)) {
    const float w = text_width(Type::body, offer.text);
    if (x > 0 && x + w > width) {
      x = 0;
      y += kHeight;
    }
    const ImVec2 text_at{at.x + x, at.y + y + (kHeight - line_height(Type::body)) / 2};
    if (text_link(f, Type::body, text_at, offer.text, 0, kHeight)) take(f, offer, place);
    x += w + 20;
  }
  return y + kHeight - 6;
}

// Back to the list that the place was chosen from.
float draw_way_back(Frame& f, ImVec2 at) {
  const auto told = told_step(f.state, f.world.atlas);
  if (!f.state.nearby && !told) return 0;
  const std::string text =
      "‹ " + (f.state.nearby ? near_title(f) : std::string(f.tr("Back to the story")));
  if (text_link(f, Type::body, at, text, 0, 24)) {
    // The first one would only fold a fan.
    if (!f.state.fans.empty() && !f.state.story) f.ask(action::Deselect{});
    f.ask(action::Deselect{});
    if (!f.state.nearby) f.ask(action::ShowStory{f.state.story->id, f.state.story->step});
  }
  return 24;
}

}  // namespace

float draw_place_card(Frame& f, ImVec2 at, float width, PlaceId place) {
  const PlaceFacts& facts = place_facts(f, place);
  const float top = at.y;
  at.y += draw_way_back(f, at);
  at.y += draw_card_head(f, at, width, f.places().name(place), whereabouts(f, place)) + 8;
  at.y += draw_badges(f, at, width, place) + 12;
  at.y += draw_hidden(f, at, width, place, facts.passes);
  at.y += draw_fields(f, at, width, facts.sheet);
  at.y += draw_place_links(f, at, width, place);
  at.y += draw_namesakes(f, at, width, facts);
  at.y += draw_near(f, at, width, place, facts);
  at.y += draw_sources(f, at, width, facts.sheet);
  at.y += draw_actions(f, at, width, place);
  return at.y - top;
}

}  // namespace terreau::ui
