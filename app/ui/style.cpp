#include "app/ui/style.h"

#include <cmath>

#include "app/model/palette.h"
#include "app/ui/fonts.h"
#include "app/ui/ui.h"

namespace terreau::ui {
namespace {

Colour mix(Colour a, Colour b, double share_of_b) {
  const auto channel = [&](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(std::lround(x + (y - x) * share_of_b));
  };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b)};
}

Colours colours_of(Theme theme) {
  const Palette& p = palette(theme);
  const bool dark = theme == Theme::dark;
  Colours c{};
  c.dark = dark;
  c.text = rgba(p.text);
  c.secondary = rgba(p.secondary);
  c.faint = rgba(mix(p.secondary, p.panel, 0.45));
  c.panel = rgba(p.panel, p.panel_alpha);
  c.hairline = rgba(p.hairline);
  c.hover = rgba(p.hover);
  c.pressed = rgba(p.hairline);
  c.accent = rgba(p.accent);
  c.accent_soft = rgba(p.accent, dark ? 0.22 : 0.12);
  c.on_accent = rgba(p.panel);
  c.land = rgba(p.land);
  c.sea = rgba(p.sea);
  c.marker_outline = rgba(p.marker_outline);
  c.shadow = rgba(dark ? Colour{0, 0, 0} : Colour{0x1E, 0x23, 0x28}, dark ? 0.40 : 0.16);
  c.warning = rgba(dark ? Colour{0xE6, 0x9F, 0x00} : Colour{0x9A, 0x5B, 0x00});
  return c;
}

ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

// What ImGui draws by itself: text fields, scrollbars, the focus ring.
void set_imgui_colours(ImGuiStyle& style, const Colours& c) {
  for (ImVec4& colour : style.Colors) colour = vec(c.text);
  const ImVec4 clear{0, 0, 0, 0};
  for (const int i :
       {ImGuiCol_WindowBg, ImGuiCol_ChildBg, ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered,
        ImGuiCol_FrameBgActive, ImGuiCol_Border, ImGuiCol_BorderShadow, ImGuiCol_ScrollbarBg,
        ImGuiCol_Button, ImGuiCol_ModalWindowDimBg, ImGuiCol_NavWindowingDimBg}) {
    style.Colors[i] = clear;
  }
  style.Colors[ImGuiCol_PopupBg] = vec(c.panel);
  style.Colors[ImGuiCol_TextDisabled] = vec(c.secondary);
  style.Colors[ImGuiCol_TextSelectedBg] = vec(c.accent_soft);
  style.Colors[ImGuiCol_ScrollbarGrab] = vec(c.hairline);
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = vec(c.faint);
  style.Colors[ImGuiCol_ScrollbarGrabActive] = vec(c.secondary);
#if IMGUI_VERSION_NUM >= 19140
  style.Colors[ImGuiCol_NavCursor] = vec(c.accent);
#else
  style.Colors[ImGuiCol_NavHighlight] = vec(c.accent);
#endif
}

}  // namespace

ImU32 rgba(Colour c, double alpha) {
  const auto a = static_cast<ImU32>(std::lround(alpha * 255));
  return a << 24U | static_cast<ImU32>(c.b) << 16U | static_cast<ImU32>(c.g) << 8U | c.r;
}

const Colours& colours(Theme theme) {
  static const Colours light = colours_of(Theme::light), dark = colours_of(Theme::dark);
  return theme == Theme::dark ? dark : light;
}

bool apply_style(Theme theme, double pixel_scale) {
  ImGuiStyle style;
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = 0;
  style.WindowMinSize = {1, 1};
  style.FrameBorderSize = 0;
  style.FramePadding = {0, 0};
  style.ItemSpacing = style.ItemInnerSpacing = {0, 0};
  style.WindowRounding = style.PopupRounding = 10;
  style.FrameRounding = 6;
  style.ScrollbarSize = 8;
  style.ScrollbarRounding = 4;
  // Curves are tessellated in points: keep them round on a screen with several pixels a point.
  style.CircleTessellationMaxError = 0.15F / static_cast<float>(pixel_scale);
  style.CurveTessellationTol = 0.6F / static_cast<float>(pixel_scale);
  set_imgui_colours(style, colours(theme));
  ImGui::GetStyle() = style;
  return build_fonts(pixel_scale);
}

}  // namespace terreau::ui
