#include <algorithm>

#include "app/model/reason_words.h"
#include "app/model/stories.h"
#include "app/ui/panels.h"
#include "geodata/attribution.h"

// The list of the stories, and what was not understood of those that users wrote.
namespace terreau::ui {
namespace {

constexpr float kWidth = 420, kPadding = 20, kTop = 16, kInside = kWidth - 2 * kPadding;
constexpr float kRow = 56;

// Title, where it plays, its first sentence.
float draw_row(Frame& f, ImVec2 at, const Story& story, int id) {
  const bool french = f.language() == Language::fr;
  const std::string_view title = title_of(story, french);
  const auto& first = paragraphs_of(story.steps.front(), french);
  const Rect row{at.x - 10, at.y, kInside + 20, kRow};
  const bool told = f.state.story && f.state.story->id == story.id;
  const Response r = hit(f, row, {"listitem", title, id});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered || told) {
    list->AddRectFilled(row.min(), row.max(), r.hovered ? f.c.hover : f.c.accent_soft, 6);
  }
  const std::string number = f.number(id + 1);
  draw_text(list, Type::strong, {at.x, at.y + 8}, f.c.secondary, number);
  const float x = at.x + 24, room = kInside - 24;
  draw_ellipsised(list, Type::strong, {x, at.y + 8}, room, f.c.text, title);
  const float y = at.y + 8 + line_height(Type::strong) + 1;
  if (!first.empty()) draw_ellipsised(list, Type::small, {x, y}, room, f.c.secondary, first[0]);
  if (r.clicked) tell_story(f, story);
  return kRow;
}

float draw_troubles(Frame& f, ImVec2 at) {
  const float top = at.y;
  for (const StoryReport& report : f.world.atlas.story_reports) {
    for (const Issue& issue : report.issues) {
      const std::string reason = reason_words(f.language(), issue.reason);
      const std::string file = public_name(report.source, "");
      std::string text =
          issue.row ? filled(f.tr("{}, line {}: {}"), {file, std::to_string(*issue.row), reason})
                    : filled(f.tr("{}: {}"), {file, reason});
      if (!issue.value.empty()) text += " (" + issue.value + ")";
      at.y += paragraph(f, Type::small, at, kInside, f.c.warning, text) + 3;
    }
  }
  return at.y - top;
}

float draw_content(Frame& f, ImVec2 at) {
  const float top = at.y;
  at.y +=
      draw_card_head(f, at, kInside, f.tr("Stories"),
                     f.tr("Places that cooperate, told one by one. Sources stand below each.")) +
      10;
  int id = 0;
  for (const Story& story : f.world.atlas.stories) at.y += draw_row(f, at, story, id++);
  at.y += 8;
  const float troubles = draw_troubles(f, at);
  at.y += troubles > 0 ? troubles + 6 : 0;
  at.y += paragraph(f, Type::small, at, kInside, f.c.secondary,
                    f.tr("← and → go from step to step, Esc ends a story. A story of your own is a "
                         "Markdown file: drop it on the window."));
  return at.y - top + 16;
}

}  // namespace

void draw_stories_panel(Frame& f) {
  if (!f.ui.show_stories || loading(f)) return;
  draw_middle_panel(f, "stories", kWidth, f.ui.show_stories, [&](ImVec2 at) {
    return draw_content(f, {at.x + kPadding, at.y + kTop}) + kTop;
  });
}

}  // namespace terreau::ui
