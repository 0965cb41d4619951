#include <algorithm>

#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"
#include "geodata/parse.h"

namespace terreau::ui {
namespace {

constexpr float kBlockGap = 9, kLine = 18, kNearRow = 26;

float fact(Frame& f, ImVec2 at, float width, std::string_view title, std::string_view value) {
  if (value.empty()) return 0;
  const float top = at.y;
  at.y += caption(f, at, title);
  at.y += paragraph(f, Type::body, at, width, f.c.text, value);
  return at.y - top + kBlockGap;
}

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

// A status is free text of the source; those that the embedded data has are known in both
// languages.
std::string_view status_words(const Frame& f, std::string_view status) {
  if (status == "en fonctionnement") return f.tr("working");
  if (status == "en projet") return f.tr("planned");
  return status;
}

std::string functions_text(const Frame& f, PlaceId place) {
  std::string out;
  for (std::uint8_t k = kLegalFormCount; k < kKindCount; ++k) {
    if (!f.places().kinds(place).has(Kind{k})) continue;
    if (!out.empty()) out += ", ";
    out += f.tr(info(Kind{k}).name);
  }
  return out;
}

float draw_facts(Frame& f, ImVec2 at, float width, PlaceId place) {
  const Places& p = f.places();
  const float top = at.y;
  at.y += fact(f, at, width, f.tr("Activity"), p.sector(place));
  const LegalForm form = p.form(place);
  at.y += fact(f, at, width, f.tr("Legal form"),
               form == LegalForm::unknown ? f.tr("not known") : f.tr(info(form).name));
  at.y += fact(f, at, width, f.tr("Functions"), functions_text(f, place));
  if (p.year(place) > 0) {
    at.y += fact(f, at, width, f.tr("Created"), std::to_string(p.year(place)));
  }
  at.y += fact(f, at, width, f.tr("Status"), status_words(f, p.status(place)));
  std::string position(f.tr(label(p.precision(place))));
  if (p.located(place)) position += " · " + format_lonlat(f.language(), p.position(place));
  at.y += fact(f, at, width, f.tr("Position"), position);
  return at.y - top;
}

// "accueille → Terre de liens": on one line where it fits, else the name below with its arrow.
float draw_link(Frame& f, ImVec2 at, float width, const Link& link, int id) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::string_view role = f.tr(link.label), arrow = link.outgoing ? "→ " : "← ";
  const float arrow_width = text_width(Type::body, arrow), top = at.y;
  const float role_width = text_width(Type::body, role) + text_width(Type::body, " ");
  const bool beside = role_width + arrow_width + text_width(Type::body, link.name) <= width;
  draw_text(list, Type::body, at, f.c.text, role);
  if (!beside) at.y += kLine;
  const float indent = (beside ? role_width : 0) + arrow_width;
  draw_text(list, Type::body, {at.x + indent - arrow_width, at.y}, f.c.text, arrow);
  at.x += indent;
  bool clicked = false;
  if (link.other.valid()) {
    at.y += wrapped_link(f, Type::body, at, width - indent, link.name, id, clicked);
  } else {
    at.y += paragraph(f, Type::body, at, width - indent, f.c.secondary, link.name);
  }
  if (clicked) go_to(f, link.other);
  return at.y - top + 1;
}

float draw_links(Frame& f, ImVec2 at, float width, const std::vector<Link>& links) {
  if (links.empty()) return 0;
  const float top = at.y;
  const auto n = static_cast<std::int64_t>(links.size());
  at.y += caption(f, at, filled(f.tr("Links ({})"), {f.number(n)}));
  for (std::size_t i = 0; i < links.size(); ++i) {
    at.y += draw_link(f, at, width, links[i], static_cast<int>(i));
  }
  return at.y - top + kBlockGap;
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

float draw_near(Frame& f, ImVec2 at, float width, const PlaceFacts& facts) {
  const float top = at.y;
  int id = 100;
  if (!facts.namesakes.empty()) {
    at.y += caption(f, at, f.tr("Same name elsewhere")) + 1;
    for (const PlaceId p : facts.namesakes) {
      at.y += draw_near_row(f, at, width, p, f.places().commune(p), id++);
    }
    at.y += kBlockGap;
  }
  if (facts.near.empty()) return at.y - top;
  at.y += caption(f, at, f.tr("Nearby")) + 1;
  for (const Nearest& n : facts.near) {
    const std::string far = n.distance_m < 1 ? std::string(f.tr("same spot"))
                                             : format_distance(f.language(), n.distance_m);
    at.y += draw_near_row(f, at, width, n.place, far, id++);
  }
  return at.y - top + kBlockGap;
}

float draw_source(Frame& f, ImVec2 at, float width, PlaceId place) {
  const std::string_view url = f.places().source_url(place), date = f.places().source_date(place);
  const float top = at.y;
  at.y += caption(f, at, f.tr("Source"));
  std::string text(host_of(url));
  bool clicked = false;
  if (text.empty()) {
    const std::size_t source = f.places().source(place);
    const auto& all = f.world.atlas.sources;
    text = source < all.size() ? all[source].source : std::string(f.tr("not known"));
    at.y += paragraph(f, Type::body, at, width, f.c.text, text);
  } else {
    at.y += wrapped_link(f, Type::body, at, width, text, 200, clicked);
  }
  if (clicked) f.ask(action::OpenUrl{std::string(url)});
  if (!date.empty()) {
    at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                      filled(f.tr("read or published on {}"), {written_date(f.language(), date)}));
  }
  return at.y - top + kBlockGap;
}

// Everything that the card says, for another program.
std::string as_text(const Frame& f, PlaceId place) {
  const Places& p = f.places();
  std::string out(p.name(place));
  const auto line = [&](std::string_view text) {
    if (!text.empty()) out.append("\n").append(text);
  };
  line(whereabouts(f, place));
  line(p.sector(place));
  if (p.located(place)) line(format_lonlat(f.language(), p.position(place)));
  line(p.website(place));
  line(p.source_url(place));
  return out;
}

// What can be done, as links that flow over as many lines as they need.
struct Offer {
  std::string_view text;
  Action action;
};

float draw_actions(Frame& f, ImVec2 at, float width, PlaceId place) {
  constexpr float kHeight = 28;
  const Places& p = f.places();
  std::vector<Offer> actions;
  if (!p.website(place).empty()) {
    actions.push_back({f.tr("Open the site"), action::OpenUrl{std::string(p.website(place))}});
  }
  actions.push_back({f.tr("Copy"), action::CopyText{as_text(f, place)}});
  if (p.located(place)) {
    const std::string text = format_lonlat(Language::en, p.position(place));
    actions.push_back({f.tr("Copy the coordinates"), action::CopyText{text}});
  }
  const bool can_zoom = p.located(place) || p.department(place).valid();
  if (can_zoom) actions.push_back({f.tr("Zoom to it"), action::Leave{}});
  hairline(f, at.x, at.y, width);
  float x = 0, y = 7;
  for (const Offer& a : actions) {
    const float w = text_width(Type::body, a.text);
    if (x > 0 && x + w > width) {
      x = 0;
      y += kHeight;
    }
    const ImVec2 text_at{at.x + x, at.y + y + (kHeight - line_height(Type::body)) / 2};
    if (text_link(f, Type::body, text_at, a.text, 0, kHeight)) {
      std::holds_alternative<action::Leave>(a.action) ? go_to(f, place) : f.ask(a.action);
    }
    x += w + 20;
  }
  return y + kHeight - 6;
}

}  // namespace

float draw_place_card(Frame& f, ImVec2 at, float width, PlaceId place) {
  const PlaceFacts& facts = place_facts(f, place);
  const float top = at.y;
  at.y += draw_card_head(f, at, width, f.places().name(place), whereabouts(f, place)) + 8;
  at.y += draw_badges(f, at, width, place) + 12;
  at.y += draw_facts(f, at, width, place);
  at.y += draw_links(f, at, width, facts.links);
  at.y += draw_near(f, at, width, facts);
  at.y += draw_source(f, at, width, place);
  at.y += draw_actions(f, at, width, place);
  return at.y - top;
}

}  // namespace terreau::ui
