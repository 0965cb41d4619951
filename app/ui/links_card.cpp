#include <algorithm>
#include <functional>

#include "app/model/connections.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "geodata/parse.h"

// Who a place is linked to, in words, ring by ring.
namespace terreau::ui {
namespace {

constexpr float kLine = 18, kBlockGap = 9;
constexpr int kLinkIds = 0, kRingIds = 8000, kSourceIds = 2500;

// Why the map has no arc to it, or "".
std::string_view absence(const Frame& f, PlaceId other) {
  if (!other.valid()) return f.tr("not among what is loaded");
  if (!f.places().located(other)) return f.tr("no point on the map");
  return {};
}

float draw_absence(Frame& f, ImVec2 at, float width, PlaceId other) {
  const std::string_view why = absence(f, other);
  if (why.empty()) return 0;
  return paragraph(f, Type::small, at, width, f.c.secondary, why);
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
  at.y += draw_absence(f, at, width - indent, link.other);
  return at.y - top + 1;
}

float draw_source(Frame& f, ImVec2 at, float width, const std::string& url, int id) {
  const std::string_view host = host_of(url);
  if (host.empty()) return 0;
  bool clicked = false;
  const float height = wrapped_link(f, Type::small, at, width, host, id, clicked);
  if (clicked) f.ask(action::OpenUrl{url});
  return height;
}

// Some of the links under one title; their ids are those of their rows.
float draw_group(Frame& f, ImVec2 at, float width, const std::vector<Link>& links,
                 const std::function<bool(const Link&)>& belongs, std::string_view title) {
  const auto n = std::ranges::count_if(links, belongs);
  if (n == 0) return 0;
  const float top = at.y;
  at.y += caption(f, at, filled(title, {f.number(n)}));
  const Link* open = nullptr;  // whose source is still to be told
  const auto tell = [&] {
    if (open == nullptr) return;
    const int id = kSourceIds + static_cast<int>(open - links.data());
    at.y += draw_source(f, at, width, open->source.url, id);
  };
  for (const Link& link : links) {
    if (!belongs(link)) continue;
    if (open != nullptr && !(open->source == link.source)) tell();
    at.y += draw_link(f, at, width, link, kLinkIds + static_cast<int>(&link - links.data()));
    open = &link;
  }
  tell();
  return at.y - top + kBlockGap;
}

// What lies beyond the place's own links.
float draw_rings(Frame& f, ImVec2 at, float width, const std::vector<Connection>& all) {
  const float top = at.y;
  int ring = 1;
  for (const Connection& c : all) {
    if (c.ring == 1 || c.ring > f.state.link_rings) continue;
    if (c.ring != ring) {
      ring = c.ring;
      const auto n = std::ranges::count(all, ring, &Connection::ring);
      at.y += caption(f, at, filled(f.tr("Ring {} ({})"), {f.number(ring), f.number(n)})) + 1;
    }
    at.y += draw_relation(f, at, width, c.relation, kRingIds + static_cast<int>(c.relation)) + 3;
  }
  return at.y - top + (at.y > top ? 4 : 0);
}

// One ring more where there is one, and one fewer.
float draw_ring_links(Frame& f, ImVec2 at, const std::vector<Connection>& all) {
  const int rings = f.state.link_rings;
  const bool more = std::ranges::any_of(all, [&](const Connection& c) { return c.ring > rings; });
  const bool fewer = rings > 1;
  float x = at.x;
  const auto offer = [&](bool there, std::string_view text, int by) {
    if (!there) return;
    if (text_link(f, Type::body, {x, at.y + 4}, text, by, 28)) {
      f.ask(action::SetLinkRings{rings + by});
    }
    x += text_width(Type::body, text) + 20;
  };
  offer(more, f.tr("+1 ring of links"), 1);
  offer(fewer, f.tr("–1 ring"), -1);
  return more || fewer ? 24 + kBlockGap : 0;
}

}  // namespace

float draw_relation(Frame& f, ImVec2 at, float width, std::size_t row, int id) {
  const Relation& r = (*f.world.atlas.relations)[row];
  const float top = at.y;
  at.y += paragraph(f, Type::body, at, width, f.c.text, sentence_of(f.language(), r));
  at.y += draw_source(f, at, width, r.source_url, id);
  return at.y - top;
}

float draw_place_links(Frame& f, ImVec2 at, float width, PlaceId place) {
  const std::vector<Link>& links = place_facts(f, place).links;
  const bool cluster = f.places().kinds(place).has(kind_of(Function::ptce));
  if (links.empty() && !cluster) return 0;
  const float top = at.y;
  const auto is_member = [](const Link& link) {
    return !link.outgoing && (link.relation == "member_of" || link.relation == "founder_of");
  };
  const auto is_inside = [&](const Link& link) {
    return is_member(link) || (link.outgoing && link.relation == "hosts");
  };
  if (cluster) {
    if (std::ranges::none_of(links, is_inside)) {
      at.y += paragraph(f, Type::body, at, width, f.c.secondary,
                        f.tr("No source that was read names a member.")) +
              kBlockGap;
    }
    at.y += draw_group(f, at, width, links, is_inside, f.tr("Members that are known ({})"));
    const auto others = [&](const Link& link) { return !is_inside(link); };
    at.y += draw_group(f, at, width, links, others, f.tr("Links ({})"));
  } else {
    at.y += draw_group(
        f, at, width, links, [](const Link&) { return true; }, f.tr("Links ({})"));
  }
  const auto all = connections(f.world.atlas, place, f.state.link_rings + 1);
  at.y += draw_rings(f, at, width, all);
  at.y += draw_ring_links(f, at, all);
  return at.y - top;
}

}  // namespace terreau::ui
