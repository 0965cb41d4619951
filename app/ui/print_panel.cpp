#include <array>
#include <cmath>
#include <ctime>
#include <span>
#include <utility>

#include "app/model/words.h"
#include "app/ui/panels.h"

// A map to a file: on a sheet of paper, or as it is on the screen.
namespace terreau::ui {
namespace {

constexpr float kWidth = 460, kPadding = 20, kRow = 32, kGap = 12, kName = 96;
constexpr std::array<std::string_view, 4> kFormats{"pdf", "png", "svg", "tif"};

struct Segment {
  std::string_view name, value;
};

// Choices side by side, one of them taken; returns the clicked one. Those that do not apply keep
// their room, so that nothing moves under the pointer.
std::optional<std::string_view> segments(Frame& f, const Rect& area, std::string_view name,
                                         std::span<const Segment> all, std::string_view chosen,
                                         bool applies = true) {
  label(f, Type::body, {area.x, area.y + (area.h - line_height(Type::body)) / 2},
        applies ? f.c.secondary : f.c.faint, name);
  std::optional<std::string_view> clicked;
  float x = area.x + kName;
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const Segment& s : all) {
    const Rect r{x, area.y, text_width(Type::body, s.name) + 18, area.h};
    x += r.w + 2;
    if (!applies) {
      draw_text_centred(list, Type::body, r.middle(), f.c.faint, s.name);
      continue;
    }
    const bool on = s.value == chosen;
    const Response response = hit(f, r, {"radio", s.name, 0, on});
    if (on || response.hovered) {
      list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, 6);
    }
    draw_text_centred(list, Type::body, r.middle(), on ? f.c.text : f.c.secondary, s.name);
    if (response.clicked) clicked = s.value;
  }
  return clicked;
}

std::string with_extension(const std::string& path, std::string_view format) {
  const std::size_t dot = path.rfind('.'), slash = path.rfind('/');
  const bool named = dot != std::string::npos && (slash == std::string::npos || dot > slash);
  return (named ? path.substr(0, dot) : path) + "." + std::string(format);
}

// A name that no earlier map has.
std::string default_name() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  std::array<char, 40> text{};
  return std::string(text.data(),
                     std::strftime(text.data(), text.size(), "terreau-%Y%m%d-%H%M%S", &parts));
}

void propose_path(Frame& f) {
  PrintUi& ui = f.ui.print;
  if (ui.path_edited) return;
  if (ui.name.empty()) ui.name = default_name();
  const std::string& folder = ui.format == "pdf" ? ui.documents : ui.pictures;
  ui.path = folder + "/" + ui.name + "." + ui.format;
}

void set_format(Frame& f, std::string_view format) {
  PrintUi& ui = f.ui.print;
  ui.format = format;
  if (ui.path_edited) ui.path = with_extension(ui.path, format);
}

void set_atlas(Frame& f, bool on) {
  PrintUi& ui = f.ui.print;
  ui.atlas = on;
  if (!on) return;
  set_format(f, "pdf");
  if (ui.page.empty()) ui.page = "a4";
}

float draw_choices(Frame& f, ImVec2 at, float width) {
  PrintUi& ui = f.ui.print;
  const float top = at.y;
  const auto row = [&] {
    const Rect r{at.x, at.y, width, kRow};
    at.y += kRow + 4;
    return r;
  };
  const std::array<Segment, 2> contents{
      {{f.tr("this view"), ""}, {f.tr("atlas of the departments"), "atlas"}}};
  if (const auto what = segments(f, row(), f.tr("Content"), contents, ui.atlas ? "atlas" : "")) {
    set_atlas(f, !what->empty());
  }
  const std::array<Segment, 4> formats{
      {{"PDF", "pdf"}, {"PNG", "png"}, {"SVG", "svg"}, {"GeoTIFF", "tif"}}};
  const auto offered = std::span(formats).first(ui.atlas ? 1 : formats.size());
  if (const auto format = segments(f, row(), f.tr("Format"), offered, ui.format)) {
    set_format(f, *format);
  }
  const std::array<Segment, 7> pages{{{f.tr("map only"), ""},
                                      {"A5", "a5"},
                                      {"A4", "a4"},
                                      {"A3", "a3"},
                                      {"A2", "a2"},
                                      {"A1", "a1"},
                                      {"A0", "a0"}}};
  const auto papers = std::span(pages).subspan(ui.atlas ? 1 : 0);
  if (const auto page = segments(f, row(), f.tr("Page"), papers, ui.page)) ui.page = *page;
  const std::array<Segment, 2> ways{{{f.tr("portrait"), ""}, {f.tr("landscape"), "l"}}};
  const auto way =
      segments(f, row(), f.tr("Orientation"), ways, ui.landscape ? "l" : "", !ui.page.empty());
  if (way) ui.landscape = !way->empty();
  const std::array<Segment, 4> scales{{{"1×", "1"}, {"2×", "2"}, {"3×", "3"}, {"4×", "4"}}};
  const auto scale = segments(f, row(), f.tr("Resolution"), scales, std::to_string(ui.scale),
                              ui.format == "png" || ui.format == "tif");
  if (scale) ui.scale = scale->front() - '0';
  return at.y - top;
}

float draw_fields(Frame& f, ImVec2 at, float width) {
  PrintUi& ui = f.ui.print;
  const auto name_row = [&](std::string_view name, bool applies) {
    label(f, Type::body, {at.x, at.y + (kRow - line_height(Type::body)) / 2},
          applies ? f.c.secondary : f.c.faint, name);
  };
  const auto field = [&](std::string_view name, std::string_view hint, std::string& text) {
    name_row(name, true);
    const TextEdit edit =
        text_field(f, {at.x + kName, at.y, width - kName, kRow}, name, hint, text);
    at.y += kRow + 6;
    return edit.changed;
  };
  const float top = at.y;
  if (!ui.page.empty()) {
    field(f.tr("Title"), ui.atlas ? f.tr("Atlas of cooperation") : f.tr("Cooperation in France"),
          ui.title);
  } else {
    name_row(f.tr("Title"), false);
    at.y += kRow + 6;
  }
  if (field(f.tr("File"), "", ui.path)) ui.path_edited = true;
  at.y += draw_replaced(f, {at.x + kName, at.y}, ui.path);
  return at.y - top;
}

void draw_progress(Frame& f, const Rect& r, double part) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Rect bar{r.x, r.middle().y - 3, r.w, 6};
  list->AddRectFilled(bar.min(), bar.max(), f.c.hover, 3);
  list->AddRectFilled(bar.min(), {bar.x + bar.w * static_cast<float>(part), bar.bottom()},
                      f.c.accent, 3);
  note(f, r, {"progressbar", f.tr("Saving the map"), 0, {}, f.number(std::lround(part * 100))});
  f.redraw_after(0.05);
}

void draw_buttons(Frame& f, const Rect& r) {
  PrintUi& ui = f.ui.print;
  const std::string_view save = f.tr("Save"), cancel = f.tr("Cancel");
  const float w = std::max(text_width(Type::body, save), text_width(Type::body, cancel)) + 40;
  const Rect right{r.right() - w, r.y, w, r.h};
  if (ui.progress) {
    draw_progress(f, {r.x, r.y, r.w - w - 2 * kGap, r.h}, *ui.progress);
    if (push_button(f, right, cancel, false)) f.ask(action::CancelSave{});
    return;
  }
  if (!push_button(f, right, save, true)) return;
  f.ask(action::SaveMap{ui.path, ui.atlas, ui.page, ui.landscape && !ui.page.empty(),
                        ui.page.empty() ? "" : ui.title, static_cast<double>(ui.scale)});
}

float draw_form(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  at.y += draw_choices(f, at, width) + 4;
  at.y += draw_fields(f, at, width) + kGap;
  draw_buttons(f, {at.x, at.y, width, kRow});
  return at.y - top + kRow;
}

}  // namespace

void open_print(UiState& ui, bool on_paper) {
  ui.print.open = ui.print.take_focus = true;
  ui.print.path_edited = false;
  ui.print.name.clear();
  ui.print.format = on_paper ? "pdf" : "png";
  ui.print.page = on_paper ? "a4" : "";
}

void draw_print_panel(Frame& f) {
  PrintUi& ui = f.ui.print;
  if (!ui.open) return;
  propose_path(f);
  const auto window_w = static_cast<float>(f.state.width_pt);
  const auto window_h = static_cast<float>(f.state.height_pt);
  constexpr float kInside = kWidth - 2 * kPadding, kHead = 56;
  const float height = kHead + kPadding + measured_height("print measure", kWidth, [&](ImVec2 at) {
                         return draw_form(f, at, kInside);
                       });
  const Rect panel{on_grid((window_w - kWidth) / 2), on_grid((window_h - height) / 2), kWidth,
                   height};
  begin_surface(f, "print", panel, Layer::above);
  if (std::exchange(ui.take_focus, false)) {
    give_focus(f, "print");
    give_focus_to_next(f);
  }
  const ImVec2 at{panel.x + kPadding, panel.y + kHead};
  label(f, Type::title, {at.x, panel.y + 16}, f.c.text, f.tr("Print or save the map"));
  draw_form(f, at, kInside);
  if (icon_button(f, {panel.right() - 40, panel.y + 12, 28, 28}, icon::kClose, f.tr("Close"))) {
    ui.open = false;
  }
  end_surface();
}

}  // namespace terreau::ui
