#include "app/ui/facts.h"
#include "app/ui/panels.h"

namespace terreau::ui {
namespace {

constexpr float kRow = 38, kBar = 24;

std::string counts_text(const Frame& f, const DepartmentFacts& facts) {
  const auto total = static_cast<std::int64_t>(facts.places.size());
  std::string out = f.tr_n("{} place", "{} places", total);
  if (facts.located < total) {
    out += " · " + f.tr_n("{} of them on the map", "{} of them on the map", facts.located);
  }
  return out;
}

// Silence in the sources is not silence on the ground.
float draw_nothing(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  at.y += paragraph(f, Type::strong, at, width, f.c.text, f.tr("No data")) + 4;
  const std::string_view why =
      filtered(f) ? f.tr("No place that passes the filter is known here.")
                  : f.tr(
                        "The sources that were read name no place here. That does not mean that "
                        "nobody cooperates in this department.");
  at.y += paragraph(f, Type::body, at, width, f.c.secondary, why);
  return at.y - top + 10;
}

float draw_kinds(Frame& f, ImVec2 at, float width, const DepartmentFacts& facts) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Forms and functions")) + 2;
  const int most = facts.kinds.front().second;
  for (const auto& [kind, n] : facts.kinds) {
    bar_row(f, {at.x, at.y, width, kBar}, f.tr(info(kind).badge), n, most, info(kind).family);
    at.y += kBar;
  }
  return at.y - top + 10;
}

float draw_places(Frame& f, ImVec2 at, float width, const DepartmentFacts& facts) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Places")) + 2;
  const auto n = static_cast<int>(facts.places.size());
  ImGui::SetCursorScreenPos({at.x - 8, at.y});
  ImGuiListClipper clipper;
  clipper.Begin(n, kRow);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const PlaceId p = facts.places[static_cast<std::size_t>(i)];
      std::string second(f.places().commune(p));
      if (!f.places().located(p)) {
        if (!second.empty()) second += " · ";
        second += f.tr("known to the department only");
      }
      const Rect row{at.x - 8, at.y + static_cast<float>(i) * kRow, width + 12, kRow};
      if (place_row(f, row, p, second, i)) go_to(f, p);
    }
  }
  return at.y - top + static_cast<float>(n) * kRow + 10;
}

}  // namespace

float draw_department_card(Frame& f, ImVec2 at, float width, DepartmentId id) {
  const DepartmentFacts& facts = department_facts(f, id);
  const Department& d = department(id);
  const float top = at.y;
  at.y += draw_card_head(f, at, width, d.name, std::string(d.code) + " · " + std::string(d.region));
  at.y += 10;
  if (facts.places.empty()) {
    at.y += draw_nothing(f, at, width);
  } else {
    at.y += paragraph(f, Type::strong, at, width, f.c.text, counts_text(f, facts)) + 10;
    at.y += draw_kinds(f, at, width, facts);
    at.y += draw_places(f, at, width, facts);
  }
  at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                    f.tr("What is shown was found in the sources named; it is not a census."));
  return at.y - top;
}

}  // namespace terreau::ui
