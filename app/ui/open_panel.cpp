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
  f.ask(action::OpenSource{source});
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

void draw_offer(Frame& f) {
  if (f.ui.offer.empty() || loading(f)) return;
  if (f.ui.offer_until_s == 0) f.ui.offer_until_s = f.now_s + kOffered_s;
  if (f.now_s > f.ui.offer_until_s) return f.ui.offer.clear();
  f.redraw_after(f.ui.offer_until_s - f.now_s);
  const std::string day = f.ui.offer.substr(0, 10);
  const std::string time = f.ui.offer.size() > 11 ? f.ui.offer.substr(11) : std::string();
  const std::string text =
      filled(f.tr("Go on where you left on {} at {}?"), {written_date(f.language(), day), time});
  const std::string_view yes = f.tr("Resume");
  const float button = text_width(Type::strong, yes) + 32;
  const float width = 16 + text_width(Type::body, text) + 16 + button + 8 + 28 + 8, height = 48;
  const float left = static_cast<float>(margins(f.state).left);
  const float room = static_cast<float>(f.state.width_pt) - left;
  const Rect bar{on_grid(left + std::max(12.0F, (room - width) / 2)), 12, width, height};
  begin_surface(f, "offer", bar, Layer::base);
  label(f, Type::body, {bar.x + 16, bar.middle().y - line_height(Type::body) / 2}, f.c.text, text);
  const Rect close{bar.right() - 36, bar.middle().y - 14, 28, 28};
  const Rect resume{close.x - 8 - button, bar.middle().y - 16, button, 32};
  if (push_button(f, resume, yes, true)) f.ask(action::ResumeSession{});
  if (icon_button(f, close, icon::kClose, f.tr("Not now"))) f.ui.offer.clear();
  end_surface();
}

}  // namespace terreau::ui
