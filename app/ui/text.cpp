#include "app/ui/text.h"

#include <cmath>

namespace terreau::ui {
namespace {

constexpr float kCapHeight = 0.727F;  // of the em, Inter
constexpr char32_t kNarrowNoBreakSpace = 0x202F;

// The next code point; a byte that starts none counts as one of its own.
char32_t take_char(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (length > text.size() || first == 0) {
    text.remove_prefix(1);
    return 0xFFFD;
  }
  char32_t c = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) c = c << 6U | (byte(i) & 0x3FU);
  text.remove_prefix(length);
  return c;
}

#if IMGUI_VERSION_NUM < 19200
// Points a unit of the font's metrics.
float unit_of(Type type) {
  return ImGui::GetFontSize() > 0 ? ImGui::GetIO().FontGlobalScale : font(type)->Scale;
}

float advance(Type type, char32_t c) {
  if (c == kNarrowNoBreakSpace) return size_pt(type) * 0.18F;
  return font(type)->GetCharAdvance(static_cast<ImWchar>(c)) * unit_of(type);
}

float ascent_of(Type type) { return std::round(font(type)->Ascent) * unit_of(type); }

float draw_char(ImDrawList* list, Type type, ImVec2 at, ImU32 colour, char32_t c) {
  const float width = advance(type, c);
  if (c == ' ' || c == 0xA0 || c == kNarrowNoBreakSpace) return width;
  const ImFontGlyph* g = font(type)->FindGlyph(static_cast<ImWchar>(c));
  if (g == nullptr || !g->Visible) return width;
  const float unit = unit_of(type);
  list->PrimReserve(6, 4);
  list->PrimRectUV({at.x + g->X0 * unit, at.y + g->Y0 * unit},
                   {at.x + g->X1 * unit, at.y + g->Y1 * unit}, {g->U0, g->V0}, {g->U1, g->V1},
                   colour);
  return width;
}
#else
float pixel_size(Type type) { return font(type)->LegacySize * ImGui::GetIO().FontGlobalScale; }

float advance(Type type, char32_t c) {
  if (c == kNarrowNoBreakSpace) return size_pt(type) * 0.18F;
  return font(type)->GetFontBaked(pixel_size(type))->GetCharAdvance(static_cast<ImWchar>(c));
}

float ascent_of(Type type) { return font(type)->GetFontBaked(pixel_size(type))->Ascent; }

float draw_char(ImDrawList* list, Type type, ImVec2 at, ImU32 colour, char32_t c) {
  if (c != kNarrowNoBreakSpace) {
    font(type)->RenderChar(list, pixel_size(type), at, colour, static_cast<ImWchar>(c));
  }
  return advance(type, c);
}
#endif

}  // namespace

float on_grid(float value_pt) {
  const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
  const float pixels = scale > 0 ? scale : 1;
  return std::round(value_pt * pixels) / pixels;
}

float text_width(Type type, std::string_view text) {
  float width = 0;
  while (!text.empty()) width += advance(type, take_char(text));
  return width;
}

void draw_text(ImDrawList* list, Type type, ImVec2 at, ImU32 colour, std::string_view text) {
  const float baseline = at.y + (line_height(type) + kCapHeight * size_pt(type)) / 2;
  const float top = on_grid(baseline) - ascent_of(type);
  float x = at.x;
  while (!text.empty()) x += draw_char(list, type, {x, top}, colour, take_char(text));
}

void draw_text_right(ImDrawList* list, Type type, ImVec2 at, ImU32 colour, std::string_view text) {
  draw_text(list, type, {at.x - text_width(type, text), at.y}, colour, text);
}

void draw_text_centred(ImDrawList* list, Type type, ImVec2 middle, ImU32 colour,
                       std::string_view text) {
  draw_text(list, type,
            {on_grid(middle.x - text_width(type, text) / 2), middle.y - line_height(type) / 2},
            colour, text);
}

void draw_icon(ImDrawList* list, Type type, ImVec2 middle, ImU32 colour, const char* icon) {
  std::string_view text(icon);
  const char32_t c = take_char(text);
  const float half = size_pt(type) / 2;
  // Material's glyphs fill an em square that stands on the baseline.
  const float top = on_grid(middle.y + half) - ascent_of(type);
  draw_char(list, type, {on_grid(middle.x - half), top}, colour, c);
}

std::string_view take_line(Type type, float width, std::string_view& text) {
  std::string_view rest = text;
  std::size_t fits = 0;  // bytes up to the last place where a line may end
  std::size_t next = 0;  // where the following line starts
  float x = 0;
  while (!rest.empty()) {
    const std::size_t at = text.size() - rest.size();
    const char32_t c = take_char(rest);
    const std::size_t after = text.size() - rest.size();
    if (c == ' ') fits = at, next = after;
    x += advance(type, c);
    if (x > width && c != ' ' && at > 0) {
      if (next == 0) fits = next = at;
      const std::string_view line = text.substr(0, fits);
      text.remove_prefix(next);
      return line;
    }
    if (c == '-' && after < text.size()) fits = next = after;
  }
  const std::string_view line = text;
  text = {};
  return line;
}

float wrapped_height(Type type, float width, std::string_view text) {
  float height = 0;
  while (!text.empty()) {
    take_line(type, width, text);
    height += line_height(type);
  }
  return height;
}

float draw_wrapped(ImDrawList* list, Type type, ImVec2 at, float width, ImU32 colour,
                   std::string_view text) {
  const float top = at.y;
  while (!text.empty()) {
    draw_text(list, type, at, colour, take_line(type, width, text));
    at.y += line_height(type);
  }
  return at.y - top;
}

bool draw_ellipsised(ImDrawList* list, Type type, ImVec2 at, float width, ImU32 colour,
                     std::string_view text) {
  if (text_width(type, text) <= width) {
    draw_text(list, type, at, colour, text);
    return false;
  }
  const float room = width - text_width(type, "…");
  std::string_view rest = text;
  float x = 0;
  std::size_t end = 0;
  while (!rest.empty()) {
    x += advance(type, take_char(rest));
    if (x > room) break;
    end = text.size() - rest.size();
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  draw_text(list, type, at, colour, text.substr(0, end));
  draw_text(list, type, {at.x + text_width(type, text.substr(0, end)), at.y}, colour, "…");
  return true;
}

}  // namespace terreau::ui
