#include <algorithm>

#include "app/model/key_figures.h"
#include "app/ui/panels.h"

// Figures that others have published, beside what is loaded here.
namespace terreau::ui {
namespace {

constexpr float kWidth = 460, kPadding = 20, kTop = 16, kInside = kWidth - 2 * kPadding;
constexpr float kNumber = 92;

// What is counted here of that figure, which is no census.
std::string here_text(const Frame& f, const KeyFigure& figure) {
  const auto n = counted_here(f.world, figure);
  if (!n) return std::string(f.tr("Here: not counted"));
  return f.tr_n("Here: {} place of that kind is loaded", "Here: {} places of that kind are loaded",
                *n);
}

float draw_figure(Frame& f, ImVec2 at, const KeyFigure& figure, int id) {
  const bool french = f.language() == Language::fr;
  const std::string& value = french ? figure.value_fr : figure.value_en;
  const float top = at.y, x = at.x + kNumber, room = kInside - kNumber;
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_text(list, Type::title, {at.x, at.y - 2}, f.c.text, value);
  note(f, {at.x, at.y, text_width(Type::title, value), line_height(Type::title)},
       {"figure", french ? figure.label_fr : figure.label_en, id, {}, value});
  at.y += paragraph(f, Type::strong, {x, at.y}, room, f.c.text,
                    french ? figure.label_fr : figure.label_en) +
          2;
  std::string source = figure.source;
  if (!figure.date.empty()) source += ", " + written_date(f.language(), figure.date);
  if (figure.date.empty()) source += ", " + std::string(f.tr("no date given"));
  bool clicked = false;
  at.y += figure.url.empty() ? paragraph(f, Type::body, {x, at.y}, room, f.c.secondary, source)
                             : wrapped_link(f, Type::body, {x, at.y}, room, source, id, clicked);
  if (clicked) f.ask(action::OpenUrl{figure.url});
  at.y += paragraph(f, Type::body, {x, at.y + 2}, room, f.c.text, here_text(f, figure)) + 4;
  for (const std::string& text : {french ? figure.perimeter_fr : figure.perimeter_en,
                                  french ? figure.why_fr : figure.why_en}) {
    if (text.empty()) continue;
    at.y += paragraph(f, Type::small, {x, at.y}, room, f.c.secondary, text) + 2;
  }
  return at.y - top + 12;
}

float draw_content(Frame& f, ImVec2 at) {
  const float top = at.y;
  at.y += draw_card_head(f, at, kInside, f.tr("Key figures"),
                         f.tr("Figures that others have published. Each has its own perimeter and "
                              "date; none is the count of what this map shows.")) +
          14;
  int id = 0;
  for (const KeyFigure& figure : f.world.atlas.key_figures) {
    hairline(f, at.x, at.y - 8, kInside);
    at.y += 4;
    at.y += draw_figure(f, at, figure, id++);
  }
  hairline(f, at.x, at.y - 8, kInside);
  at.y += paragraph(f, Type::small, at, kInside, f.c.secondary,
                    f.tr("What is loaded here was read from public texts and from your files: it "
                         "is not a census, and the filter does not change these counts."));
  return at.y - top + 16;
}

}  // namespace

void draw_key_figures_panel(Frame& f) {
  if (!f.ui.show_figures || loading(f)) return;
  draw_middle_panel(f, "key figures", kWidth, f.ui.show_figures, [&](ImVec2 at) {
    return draw_content(f, {at.x + kPadding, at.y + kTop}) + kTop;
  });
}

}  // namespace terreau::ui
