#pragma once

#include <string_view>

#include <imgui.h>

#include "app/ui/style.h"

// Text on the pixel grid: the pen moves by fractions of a pixel, the baseline never does. Positions
// are the upper left corner of a line box of line_height(type), in whose middle capitals stand.
namespace terreau::ui {

float text_width(Type type, std::string_view text);
void draw_text(ImDrawList* list, Type type, ImVec2 at, ImU32 colour, std::string_view text);
// The same, ending at or centred on at.x.
void draw_text_right(ImDrawList* list, Type type, ImVec2 at, ImU32 colour, std::string_view text);
void draw_text_centred(ImDrawList* list, Type type, ImVec2 middle, ImU32 colour,
                       std::string_view text);
// An icon's box is centred on a point.
void draw_icon(ImDrawList* list, Type type, ImVec2 middle, ImU32 colour, const char* icon);

// The first part of `text` that fits into a line of that width; `text` becomes the rest. Breaks at
// spaces and after hyphens, inside a word only where it is longer than a line. Never at a no-break
// space.
std::string_view take_line(Type type, float width, std::string_view& text);
// How high `text` is in lines of that width.
float wrapped_height(Type type, float width, std::string_view text);
// Draws it and returns its height.
float draw_wrapped(ImDrawList* list, Type type, ImVec2 at, float width, ImU32 colour,
                   std::string_view text);
// One line, cut with an ellipsis; true when it was cut (then show the whole in a tooltip).
bool draw_ellipsised(ImDrawList* list, Type type, ImVec2 at, float width, ImU32 colour,
                     std::string_view text);

// Rounded to the device's pixels.
float on_grid(float value_pt);

}  // namespace terreau::ui
