#include <algorithm>
#include <array>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/ui/panels.h"

// What passes the filters, as a file: which rows, in which format, where.
namespace terreau::ui {
namespace {

using What = action::ExportData::What;

constexpr float kWidth = 460, kPadding = 20, kChipHeight = 26, kGap = 6, kField = 34, kButton = 34;

struct FormatChoice {
  std::string_view extension, name, why;
};

std::vector<FormatChoice> formats(const Frame& f, What what) {
  std::vector<FormatChoice> all{
      {".csv", "CSV", f.tr("A table for any program")},
      {".xlsx", "Excel", f.tr("A spreadsheet, codes kept as text")},
      {".gpkg", "GeoPackage", f.tr("A map layer; opened again here, it gives the same map")},
      {".geojson", "GeoJSON", f.tr("A map layer for the web")},
      {".shp", "Shapefile", f.tr("A map layer for older programs, with names of ten letters")},
      {".fgb", "FlatGeobuf",
       f.tr("A map layer for fast reading, without places that have no point")},
      {".html", "HTML", f.tr("A page to read, hear or print")},
  };
  if (what == What::statistics) all.resize(2);
  return all;
}

std::string_view extension_of(std::string_view path) {
  const std::size_t dot = path.find_last_of("./\\");
  return dot == std::string_view::npos || path[dot] != '.' ? std::string_view() : path.substr(dot);
}

void set_extension(std::string& path, std::string_view extension) {
  path.resize(path.size() - extension_of(path).size());
  path += extension;
}

bool radio_chip(Frame& f, const Rect& r, std::string_view text, std::string_view why, bool on) {
  const Response response = hit(f, r, {"radio", text, 0, on, {}, why});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (on || response.hovered) {
    list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, r.h / 2);
  }
  list->AddRect(r.min(), r.max(), on ? f.c.accent : f.c.hairline, r.h / 2);
  draw_text_centred(list, Type::chip, r.middle(), on ? f.c.text : f.c.secondary, text);
  return response.clicked && !on;
}

float draw_what(Frame& f, ImVec2 at) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("What")) + 4;
  const std::array<std::pair<What, std::string_view>, 2> choices{
      {{What::places, f.tr("Places")}, {What::statistics, f.tr("Statistics by territory")}}};
  for (const auto& [what, text] : choices) {
    const float w = std::round(text_width(Type::chip, text) + 28);
    if (radio_chip(f, {at.x, at.y, w, kChipHeight}, text, {}, f.ui.export_what == what)) {
      f.ui.export_what = what;
      const auto known = formats(f, what);
      const auto extension = extension_of(f.ui.export_path);
      const bool kept = std::any_of(known.begin(), known.end(), [&](const FormatChoice& c) {
        return c.extension == extension;
      });
      if (!kept) set_extension(f.ui.export_path, known.front().extension);
    }
    at.x += w + kGap;
  }
  return at.y - top + kChipHeight + 14;
}

float draw_formats(Frame& f, ImVec2 at, float width) {
  const float top = at.y, left = at.x;
  at.y += caption(f, at, f.tr("Format")) + 4;
  for (const FormatChoice& c : formats(f, f.ui.export_what)) {
    const float w = std::round(text_width(Type::chip, c.name) + 28);
    if (at.x > left && at.x + w > left + width) at = {left, at.y + kChipHeight + kGap};
    const bool on = extension_of(f.ui.export_path) == c.extension;
    if (radio_chip(f, {at.x, at.y, w, kChipHeight}, c.name, c.why, on)) {
      set_extension(f.ui.export_path, c.extension);
    }
    at.x += w + kGap;
  }
  return at.y - top + kChipHeight + 14;
}

// True where Enter was pressed in it.
bool draw_path(Frame& f, ImVec2 at, float width) {
  if (measuring()) return false;
  caption(f, at, f.tr("File"));
  const Rect box{at.x, at.y + line_height(Type::small) + 6, width, kField};
  note(f, box, {"textbox", f.tr("File"), 0, {}, f.ui.export_path});
  ImGui::SetCursorScreenPos(box.min());
  ImGui::SetNextItemWidth(box.w);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {11, (box.h - ImGui::GetFontSize()) / 2});
  const bool entered =
      ImGui::InputText("##file", &f.ui.export_path, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopStyleVar();
  const bool active = ImGui::IsItemActive();
  ImGui::GetWindowDrawList()->AddRect(box.min(), box.max(), active ? f.c.accent : f.c.hairline, 6,
                                      0, active ? 1.5F : 1);
  return entered;
}

void draw_progress(Frame& f, const Rect& bar, double done) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(bar.min(), bar.max(), f.c.hover, bar.h / 2);
  const float reach = std::max(bar.h, bar.w * static_cast<float>(done));
  list->AddRectFilled(bar.min(), {bar.x + reach, bar.bottom()}, f.c.accent, bar.h / 2);
  const std::string percent = f.number(static_cast<int>(done * 100)) + "\u00a0%";
  note(f, bar, {"progressbar", f.tr("Export"), 0, {}, percent});
  f.redraw_after(0.1);
}

void draw_buttons(Frame& f, const Rect& row, bool entered) {
  const std::string_view go = f.tr("Export"), stop = f.tr("Cancel");
  const float go_w = std::round(text_width(Type::strong, go) + 40);
  const float stop_w = std::round(text_width(Type::strong, stop) + 32);
  if (f.ui.export_progress) {
    draw_progress(f, {row.x, row.middle().y - 4, row.w - stop_w - 16, 8}, *f.ui.export_progress);
    const Rect cancel{row.right() - stop_w, row.y, stop_w, row.h};
    if (push_button(f, cancel, stop, false)) f.ask(action::CancelExport{});
    return;
  }
  const Rect button{row.right() - go_w, row.y, go_w, row.h};
  if (push_button(f, button, go, true) || entered) {
    f.ask(action::ExportData{f.ui.export_path, f.ui.export_what});
  }
}

std::string passing_text(const Frame& f) {
  const auto n = static_cast<std::int64_t>(f.world.markers->passing.size());
  return f.tr_n("{} place passes the filters, each row with its source.",
                "{} places pass the filters, each row with its source.", n);
}

float draw_content(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  at.y += paragraph(f, Type::body, at, width, f.c.secondary, passing_text(f)) + 14;
  at.y += draw_what(f, at);
  at.y += draw_formats(f, at, width);
  const bool entered = draw_path(f, at, width);
  at.y += line_height(Type::small) + 6 + kField + 4;
  at.y += draw_replaced(f, at, f.ui.export_path) + 8;
  draw_buttons(f, {at.x, at.y, width, kButton}, entered);
  return at.y - top + kButton;
}

}  // namespace

void draw_export_panel(Frame& f) {
  if (!f.ui.show_export) return;
  constexpr float kHead = 52, kInside = kWidth - 2 * kPadding;
  const auto window_w = static_cast<float>(f.state.width_pt);
  const auto window_h = static_cast<float>(f.state.height_pt);
  const float height = kHead + kPadding + measured_height("export measure", kWidth, [&](ImVec2 at) {
                         return draw_content(f, at, kInside);
                       });
  const Rect panel{on_grid((window_w - kWidth) / 2), on_grid((window_h - height) / 2), kWidth,
                   height};
  begin_surface(f, "export", panel, Layer::above);
  label(f, Type::title, {panel.x + kPadding, panel.y + 16}, f.c.text, f.tr("Export"));
  if (icon_button(f, {panel.right() - 40, panel.y + 12, 28, 28}, icon::kClose, f.tr("Close"))) {
    f.ui.show_export = false;
  }
  draw_content(f, {panel.x + kPadding, panel.y + kHead}, kInside);
  end_surface();
}

}  // namespace terreau::ui
