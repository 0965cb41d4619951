#include "app/model/connections.h"
#include "app/model/stories.h"
#include "app/ui/panels.h"

// A story in the card: where one is among all, what it says, its places, its sources.
namespace terreau::ui {
namespace {

constexpr float kGap = 10, kRow = 38, kHead = 28;
constexpr int kPlaceIds = 5000, kLinkIds = 6000, kSourceIds = 7000;

void step_to(Frame& f, int by) {
  if (const auto next = next_step(f.state, f.world.atlas, by)) f.ask(*next);
}

// "‹ 2 / 5 ›" and the way back to the list. The card's own button ends the story.
float draw_head(Frame& f, ImVec2 at, float width, const ToldStep& told) {
  const auto number = f.number(static_cast<std::int64_t>(told.index + 1));
  const auto all = f.number(static_cast<std::int64_t>(f.world.atlas.stories.size()));
  const float y = at.y - 4;
  float x = at.x - 8;
  if (icon_button(f, {x, y, kHead, kHead}, icon::kCollapse, f.tr("Previous step"))) step_to(f, -1);
  const std::string where = number + " / " + all;
  const float room = std::max(48.0F, text_width(Type::strong, where) + 8);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Rect middle{x + kHead, y, room, kHead};
  draw_text_centred(list, Type::strong, middle.middle(), f.c.text, where);
  note(f, middle, {"status", f.tr("Story"), 0, {}, where});
  x = middle.right();
  if (icon_button(f, {x, y, kHead, kHead}, icon::kRight, f.tr("Next step"))) step_to(f, 1);
  const std::string_view to_list = f.tr("All stories");
  const float right = at.x + width - 34 - text_width(Type::body, to_list);
  const ImVec2 link{right, y + (kHead - line_height(Type::body)) / 2};
  if (text_link(f, Type::body, link, to_list, 0, kHead)) {
    open_surface(f.ui.show_stories, "stories", f.ui);
  }
  return kHead + 4;
}

float draw_titles(Frame& f, ImVec2 at, float width, const ToldStep& told) {
  const bool french = f.language() == Language::fr;
  const float top = at.y;
  at.y += paragraph(f, Type::title, at, width, f.c.text, title_of(*told.story, french)) + 2;
  const std::size_t steps = told.story->steps.size();
  if (steps > 1) {
    const std::string text =
        filled(f.tr("Step {} of {}"), {f.number(static_cast<std::int64_t>(f.state.story->step + 1)),
                                       f.number(static_cast<std::int64_t>(steps))});
    at.y += paragraph(f, Type::small, at, width, f.c.secondary, text) + 2;
  }
  if (const auto title = title_of(*told.step, french); !title.empty()) {
    at.y += paragraph(f, Type::strong, {at.x, at.y + 2}, width, f.c.text, title) + 2;
  }
  return at.y - top + 6;
}

float draw_sentences(Frame& f, ImVec2 at, float width, const ToldStep& told) {
  const float top = at.y;
  for (const std::string& text : paragraphs_of(*told.step, f.language() == Language::fr)) {
    at.y += paragraph(f, Type::body, at, width, f.c.text, text) + 8;
  }
  return at.y - top + 4;
}

// Selects it; the map moves only where it would not be seen.
void choose(Frame& f, PlaceId place) {
  const SceneMark* mark = mark_of(f.scene, place);
  const Margins m = margins(f.state);
  const ScreenRect seen{m.left, 0, f.state.width_pt - m.left - kRightCardWidth - 2 * kPanelGap,
                        f.state.height_pt - m.bottom};
  if (mark != nullptr && mark->frame == 0 && seen.contains(mark->at)) {
    return f.ask(action::SelectPlace{std::string(f.places().id(place)), place});
  }
  go_to(f, place);
}

float draw_places(Frame& f, ImVec2 at, float width, const StoryStep& step) {
  if (step.places.empty()) return 0;
  const float top = at.y;
  at.y += caption(f, at,
                  f.tr_n("{} place", "{} places", static_cast<std::int64_t>(step.places.size()))) +
          2;
  for (std::size_t i = 0; i < step.places.size(); ++i) {
    const PlaceId p = step.places[i];
    if (!p.valid()) {
      const std::string text = filled(f.tr("{}: not among what is loaded"), {step.place_ids[i]});
      at.y += paragraph(f, Type::small, at, width, f.c.secondary, text) + 4;
      continue;
    }
    std::string second = whereabouts(f, p);
    if (!f.places().located(p)) second += " · " + std::string(f.tr("no point on the map"));
    const int id = kPlaceIds + static_cast<int>(i);
    if (place_row(f, {at.x - 8, at.y, width + 12, kRow}, p, second, id)) choose(f, p);
    at.y += kRow;
  }
  return at.y - top + kGap;
}

float draw_links(Frame& f, ImVec2 at, float width, const StoryStep& step) {
  const auto rows = links_among(f.world.atlas, step.places);
  if (rows.empty()) return 0;
  const float top = at.y;
  at.y += caption(f, at, f.tr("Links between them")) + 2;
  for (const std::size_t row : rows) {
    at.y += draw_relation(f, at, width, row, kLinkIds + static_cast<int>(row)) + 4;
  }
  return at.y - top + kGap - 4;
}

float draw_sources(Frame& f, ImVec2 at, float width, const ToldStep& told) {
  std::vector<StorySource> all = told.step->links;
  all.insert(all.end(), told.story->sources.begin(), told.story->sources.end());
  if (all.empty()) return 0;
  const float top = at.y;
  at.y += caption(f, at, all.size() > 1 ? f.tr("Sources") : f.tr("Source")) + 1;
  int id = kSourceIds;
  for (const StorySource& source : all) {
    std::string text = source.label;
    if (!source.date.empty()) text += " (" + written_date(f.language(), source.date) + ")";
    bool clicked = false;
    at.y += source.url.empty() ? paragraph(f, Type::body, at, width, f.c.secondary, text)
                               : wrapped_link(f, Type::body, at, width, text, id++, clicked);
    if (clicked) f.ask(action::OpenUrl{source.url});
    at.y += 3;
  }
  return at.y - top;
}

}  // namespace

float draw_story_card(Frame& f, ImVec2 at, float width) {
  const auto told = told_step(f.state, f.world.atlas);
  if (!told) return 0;
  if (!measuring() && f.ui.story_seen != f.state.story) {
    ImGui::SetScrollY(0);
    f.ui.story_seen = f.state.story;
  }
  const float top = at.y;
  at.y += draw_head(f, at, width, *told);
  at.y += draw_titles(f, at, width, *told);
  at.y += draw_sentences(f, at, width, *told);
  at.y += draw_places(f, at, width, *told->step);
  at.y += draw_links(f, at, width, *told->step);
  at.y += draw_sources(f, at, width, *told);
  return at.y - top;
}

void tell_story(Frame& f, const Story& story) {
  f.ui.show_stories = false;
  // What the list was opened from is nothing to come back to.
  if (!f.ui.focus.surface.empty()) {
    f.ui.focus.surface.clear();
    f.ui.focus.wanted = "card";
  }
  f.ask(action::ShowStory{story.id, 0});
}

}  // namespace terreau::ui
