#include <algorithm>
#include <array>
#include <charconv>

#include "app/ui/facts.h"
#include "app/ui/panels.h"

// Years: typed, and played like a film.
namespace terreau::ui {
namespace {

constexpr float kField = 32, kFieldWidth = 64, kRow = 28;
constexpr std::array kYearsASecond{2, 5, 10};

int year_in(const std::string& text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && year > 0 && year <= 9999 ? year : 0;
}

std::string written(int year) { return year == 0 ? std::string() : std::to_string(year); }

void follow_state(Frame& f) {
  FilterUi& ui = f.ui.filters;
  const Filter& filter = f.state.filter;
  const std::string now = written(filter.year_from) + "-" + written(filter.year_to);
  if (now == ui.years_seen) return;
  ui.years_seen = now;
  ui.year_from = written(filter.year_from);
  ui.year_to = written(filter.year_to);
}

void set_years(Frame& f, int from, int to) {
  Filter changed = f.state.filter;
  changed.year_from = from;
  changed.year_to = to;
  if (from != 0 && to != 0 && from > to) std::swap(changed.year_from, changed.year_to);
  f.ask(action::SetFilter{changed});
}

// The window that comes first, and the one after what the filter says now.
struct Window {
  int from, to;
};

Window first_window(const AtlasFacts& facts, const Play& play) {
  if (play.growing) return {facts.first_year, facts.first_bar};
  return {facts.first_bar, std::min(facts.first_bar + play.width - 1, facts.last_year)};
}

Window next_window(const Frame& f, const AtlasFacts& facts, const Play& play) {
  const Filter& filter = f.state.filter;
  const bool closed = filter.year_from != 0 && filter.year_to != 0;
  if (!closed || filter.year_to >= facts.last_year) return first_window(facts, play);
  return {filter.year_from + (play.growing ? 0 : 1), filter.year_to + 1};
}

void step(Frame& f) {
  const AtlasFacts& facts = atlas_facts(f);
  Play& play = f.ui.filters.play;
  const Window next = next_window(f, facts, play);
  set_years(f, next.from, next.to);
  if (next.to >= facts.last_year) play.on = false;
}

void start(Frame& f) {
  Play& play = f.ui.filters.play;
  const Filter& filter = f.state.filter;
  const bool closed = filter.year_from != 0 && filter.year_to != 0;
  play.width = closed ? std::max(1, filter.year_to - filter.year_from + 1) : 10;
  play.on = !f.ui.reduce_motion;
  play.next_s = f.now_s;
  if (f.ui.reduce_motion) step(f);
}

float draw_play(Frame& f, ImVec2 at, float width) {
  Play& play = f.ui.filters.play;
  const std::string_view name = play.on              ? f.tr("Pause")
                                : f.ui.reduce_motion ? f.tr("Next year")
                                                     : f.tr("Play the years");
  const char* icon = play.on ? icon::kPause : f.ui.reduce_motion ? icon::kStep : icon::kPlay;
  if (icon_button(f, {at.x, at.y, 32, kRow}, icon, name)) {
    play.on ? void(play.on = false) : start(f);
  }
  float x = at.x + 40;
  const auto choice = [&](std::string_view text, std::string_view why, bool on) {
    const float w = text_width(Type::small, text) + 14;
    const Rect r{x, at.y + 2, w, kRow - 4};
    const Response response = hit(f, r, {"radio", text, 0, on, {}, why});
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (on || response.hovered) {
      list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, 4);
    }
    draw_text_centred(list, Type::small, r.middle(), on ? f.c.text : f.c.secondary, text);
    x += w;
    return response.clicked;
  };
  if (choice(f.tr("sliding"), f.tr("A window of years that moves along"), !play.growing)) {
    play.growing = false;
  }
  if (choice(f.tr("growing"), f.tr("From the first year to one that moves along"), play.growing)) {
    play.growing = true;
  }
  const int speed = kYearsASecond[static_cast<std::size_t>(play.speed)];
  const std::string text = f.tr_n("{} year/s", "{} years/s", speed);
  const float w = text_width(Type::small, text) + 14;
  const Rect r{at.x + width - w, at.y + 2, w, kRow - 4};
  const Response response = hit(f, r, {"button", text, 0, {}, {}, f.tr("How fast the years pass")});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (response.hovered) list->AddRectFilled(r.min(), r.max(), f.c.hover, 4);
  draw_text_centred(list, Type::small, r.middle(), f.c.secondary, text);
  if (response.clicked) play.speed = (play.speed + 1) % static_cast<int>(kYearsASecond.size());
  return kRow + 6;
}

}  // namespace

void play_years(Frame& f) {
  Play& play = f.ui.filters.play;
  if (!play.on) return;
  const double left = play.next_s - f.now_s;
  // A year is only left once the map has shown it.
  const bool shown = f.world.markers->filter == f.state.filter;
  if (left > 0 || !shown) return f.redraw_after(std::max(left, 0.02));
  step(f);
  const double pause = 1.0 / kYearsASecond[static_cast<std::size_t>(play.speed)];
  play.next_s = f.now_s + pause;
  f.redraw_after(pause);
}

float draw_year_choices(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  follow_state(f);
  FilterUi& ui = f.ui.filters;
  const AtlasFacts& facts = atlas_facts(f);
  const float middle = at.y + (kField - line_height(Type::body)) / 2;
  float x = at.x;
  const auto word = [&](std::string_view text) {
    draw_text(ImGui::GetWindowDrawList(), Type::body, {x, middle}, f.c.secondary, text);
    x += text_width(Type::body, text) + 8;
  };
  word(f.tr("from"));
  const TextEdit from = text_field(f, {x, at.y, kFieldWidth, kField}, f.tr("First year"),
                                   written(facts.first_year), ui.year_from);
  x += kFieldWidth + 8;
  word(f.tr("to"));
  const TextEdit to = text_field(f, {x, at.y, kFieldWidth, kField}, f.tr("Last year"),
                                 written(facts.last_year), ui.year_to);
  if (from.entered || to.entered) {
    set_years(f, year_in(ui.year_from), year_in(ui.year_to));
    ui.years_seen.clear();  // what is no year gives way to what is set
  }
  at.y += kField + 6;
  at.y += draw_play(f, at, width);
  if (const FilterCounts* counts = filter_counts(f); counts != nullptr && !counts->years.empty()) {
    const std::string text =
        f.tr_n("{} place without a year", "{} places without a year", counts->years.front());
    label(f, Type::small, {at.x, at.y}, f.c.secondary, text);
    at.y += line_height(Type::small) + 4;
  }
  return at.y - top + 6;
}

}  // namespace terreau::ui
