#include <algorithm>
#include <utility>

#include "app/ui/panels.h"

// Data to be opened: a path or an address, or what was open before. And the offer to go on where
// the last session ended.
namespace terreau::ui {
namespace {

constexpr float kWidth = 480, kPadding = 20, kInside = kWidth - 2 * kPadding;
constexpr float kHead = 56, kField = 34, kRow = 40, kGap = 8;
constexpr double kOffered_s = 60;

void open(Frame& f, const std::string& source) {
  f.ui.show_open = false;
  f.ask(action::LookAtSource{source});
}

// The file's name, and its folder below.
void draw_recent(Frame& f, const Rect& row, const std::string& source, int id) {
  const std::size_t slash = source.rfind('/');
  const bool folder = slash != std::string::npos && slash + 1 < source.size();
  const std::string name = folder ? source.substr(slash + 1) : source;
  const std::string where = folder ? source.substr(0, slash) : std::string();
  const Response r = hit(f, row, {"listitem", name, id, {}, {}, source});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  draw_icon(list, Type::small_icon, {row.x + 16, row.middle().y}, f.c.secondary, icon::kHistory);
  const float lines = line_height(Type::body) + (where.empty() ? 0 : line_height(Type::small));
  const float x = row.x + 34, y = on_grid(row.middle().y - lines / 2);
  draw_ellipsised(list, Type::body, {x, y}, row.w - 40, f.c.text, name);
  draw_ellipsised(list, Type::small, {x, y + line_height(Type::body)}, row.w - 40, f.c.secondary,
                  where);
  if (r.clicked) open(f, source);
}

float draw_form(Frame& f, ImVec2 at) {
  const float top = at.y;
  at.y += paragraph(f, Type::body, at, kInside, f.c.secondary,
                    f.tr("A table, a spreadsheet or a map layer; or drop a file on the window.")) +
          12;
  const std::string_view button = f.tr("Open");
  const float w = text_width(Type::strong, button) + 32;
  const Rect field{at.x, at.y, kInside - w - kGap, kField};
  const std::string_view name = f.tr("File or address");
  const bool opens = ImGui::IsWindowAppearing();  // then it may be typed at once
  const bool entered = text_field(f, field, name, name, f.ui.open_path, opens).entered;
  const bool pressed = push_button(f, {field.right() + kGap, at.y, w, kField}, button, true);
  if ((entered || pressed) && !f.ui.open_path.empty()) open(f, std::exchange(f.ui.open_path, {}));
  at.y += kField + 14;
  if (f.ui.recent_files == nullptr || f.ui.recent_files->empty()) return at.y - top;
  at.y += caption(f, at, f.tr("Opened before")) + 4;
  int id = 0;
  const std::vector<std::string> files = *f.ui.recent_files;
  for (const std::string& file : files) {
    draw_recent(f, {at.x, at.y, kInside, kRow}, file, id++);
    at.y += kRow;
  }
  return at.y - top;
}

}  // namespace

void draw_open_panel(Frame& f) {
  if (!f.ui.show_open) return;
  const float height = kHead + kPadding + measured_height("open measure", kWidth, [&](ImVec2 at) {
                         return draw_form(f, at);
                       });
  const Rect panel{on_grid((static_cast<float>(f.state.width_pt) - kWidth) / 2),
                   on_grid((static_cast<float>(f.state.height_pt) - height) / 2), kWidth, height};
  begin_surface(f, "open", panel, Layer::above);
  label(f, Type::title, {panel.x + kPadding, panel.y + 16}, f.c.text, f.tr("Open data"));
  draw_form(f, {panel.x + kPadding, panel.y + kHead});
  if (icon_button(f, {panel.right() - 40, panel.y + 12, 28, 28}, icon::kClose, f.tr("Close"))) {
    f.ui.show_open = false;
  }
  end_surface();
}

namespace {

struct Offer {
  const char* surface;
  std::string text;
  std::string_view yes, no;
};
enum class Answer : std::uint8_t { none, yes, no };

// A bar at the top of the map that asks one thing.
Answer offer_bar(Frame& f, const Offer& offer) {
  const float button = text_width(Type::strong, offer.yes) + 32;
  const float width = 16 + text_width(Type::body, offer.text) + 16 + button + 8 + 28 + 8;
  constexpr float kHeight = 48;
  const float left = static_cast<float>(margins(f.state).left);
  const float room = static_cast<float>(f.state.width_pt) - left;
  const Rect bar{on_grid(left + std::max(12.0F, (room - width) / 2)), 12, width, kHeight};
  begin_surface(f, offer.surface, bar, Layer::base);
  label(f, Type::body, {bar.x + 16, bar.middle().y - line_height(Type::body) / 2}, f.c.text,
        offer.text);
  const Rect close{bar.right() - 36, bar.middle().y - 14, 28, 28};
  const Rect accept{close.x - 8 - button, bar.middle().y - 16, button, 32};
  Answer answer = Answer::none;
  if (push_button(f, accept, offer.yes, true)) answer = Answer::yes;
  if (icon_button(f, close, icon::kClose, offer.no)) answer = Answer::no;
  end_surface();
  return answer;
}

std::string file_name(const std::string& source) {
  return source.substr(source.find_last_of('/') + 1);
}

void draw_changed(Frame& f) {
  const std::string text =
      filled(f.tr("{} has changed since it was read."), {file_name(f.ui.changed_source)});
  const Answer answer = offer_bar(f, {"changed", text, f.tr("Read it again"), f.tr("Not now")});
  if (answer == Answer::none) return;
  f.ui.changed_source.clear();
  if (answer == Answer::yes) f.ask(action::ReloadSources{});
}

}  // namespace

void draw_offer(Frame& f) {
  if (loading(f)) return;
  if (!f.ui.changed_source.empty()) return draw_changed(f);
  if (f.ui.offer.empty()) return;
  if (f.ui.offer_until_s == 0) f.ui.offer_until_s = f.now_s + kOffered_s;
  if (f.now_s > f.ui.offer_until_s) return f.ui.offer.clear();
  f.redraw_after(f.ui.offer_until_s - f.now_s);
  const std::string day = f.ui.offer.substr(0, 10);
  const std::string time = f.ui.offer.size() > 11 ? f.ui.offer.substr(11) : std::string();
  const std::string text =
      filled(f.tr("Go on where you left on {} at {}?"), {written_date(f.language(), day), time});
  const Answer answer = offer_bar(f, {"offer", text, f.tr("Resume"), f.tr("Not now")});
  if (answer == Answer::yes) f.ask(action::ResumeSession{});
  if (answer == Answer::no) f.ui.offer.clear();
}

void draw_loading(Frame& f) {
  if (!f.ui.load_progress) return;
  f.redraw_after(0.1);
  constexpr float kBarWidth = 340, kHeight = 52;
  const float left = static_cast<float>(margins(f.state).left);
  const float room = static_cast<float>(f.state.width_pt) - left;
  const Rect bar{on_grid(left + std::max(12.0F, (room - kBarWidth) / 2)), 12, kBarWidth, kHeight};
  begin_surface(f, "loading", bar, Layer::base);
  const std::string_view stop = f.tr("Cancel");
  const float button = text_width(Type::body, stop) + 28;
  const Rect cancel{bar.right() - button - 12, bar.middle().y - 15, button, 30};
  const auto percent = static_cast<std::int64_t>(*f.ui.load_progress * 100);
  const std::string text = filled(f.tr("Reading: {} %"), {f.number(percent)});
  label(f, Type::body, {bar.x + 16, bar.y + 9}, f.c.text, text);
  const Rect track{bar.x + 16, bar.y + 34, cancel.x - bar.x - 32, 5};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(track.min(), track.max(), f.c.hairline, 2.5F);
  const float done = track.w * static_cast<float>(std::clamp(*f.ui.load_progress, 0.0, 1.0));
  list->AddRectFilled(track.min(), {track.x + std::max(5.0F, done), track.bottom()}, f.c.accent,
                      2.5F);
  if (push_button(f, cancel, stop, false)) f.ask(action::CancelLoad{});
  end_surface();
}

}  // namespace terreau::ui
