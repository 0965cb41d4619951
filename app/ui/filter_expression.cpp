#include <algorithm>
#include <cmath>

#include "app/model/expression_words.h"
#include "app/ui/panels.h"

// The part of the filter that is written: a condition over the columns of the places.
namespace terreau::ui {
namespace {

constexpr float kField = 58, kPill = 22, kGap = 5;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The name that is being written at the end of a text.
std::string_view last_name(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_name_character(text[begin - 1])) --begin;
  return text.substr(begin);
}

// What is written so far, with the column in the place of the name that has been begun.
std::string completed(const std::string& text, std::string_view column) {
  const std::string_view begun = last_name(text);
  std::string out = text;
  if (column.starts_with(begun)) {
    out.resize(text.size() - begun.size());
  } else if (!out.empty() && out.back() != ' ') {
    out += ' ';
  }
  return out.append(column).append(" ");
}

void check(Frame& f) {
  FilterUi& ui = f.ui.filters;
  const std::string key = ui.expression + (f.language() == Language::fr ? "\nfr" : "\nen");
  if (ui.compiled == key) return;
  ui.compiled = key;
  ui.error.clear();
  if (ui.expression.empty()) return;
  const auto compiled = Expression::compile(ui.expression);
  if (!compiled) ui.error = expression_trouble(f.language(), compiled.error().message);
}

float draw_columns(Frame& f, ImVec2 at, float width) {
  FilterUi& ui = f.ui.filters;
  // A copy: a click below rewrites the expression.
  const std::string begun(last_name(ui.expression));
  float x = at.x, y = at.y;
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const std::string_view column : kExpressionColumns) {
    const float w = std::round(text_width(Type::small, column) + 14);
    if (x > at.x && x + w > at.x + width) {
      x = at.x;
      y += kPill + kGap;
    }
    const Rect r{x, y, w, kPill};
    const Response response =
        hit(f, r, {"button", column, 0, {}, {}, f.tr("Write this column into the condition")});
    const bool fits = !begun.empty() && column.starts_with(begun);
    if (response.hovered || fits) {
      list->AddRectFilled(r.min(), r.max(), fits ? f.c.accent_soft : f.c.hover, kPill / 2);
    }
    list->AddRect(r.min(), r.max(), fits ? f.c.accent : f.c.hairline, kPill / 2);
    draw_text_centred(list, Type::small, r.middle(), f.c.text, column);
    if (response.clicked) ui.expression = completed(ui.expression, column);
    x += w + kGap;
  }
  return y + kPill - at.y;
}

}  // namespace

float draw_expression(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  FilterUi& ui = f.ui.filters;
  if (f.state.filter.expression != ui.expression_seen) {
    ui.expression = ui.expression_seen = f.state.filter.expression;
  }
  const TextEdit edit = text_field(f, {at.x, at.y, width, kField}, f.tr("Condition"),
                                   "year >= 2010 AND sector <> ''", ui.expression, false, true);
  at.y += kField + 4;
  check(f);
  const bool changed = ui.expression != f.state.filter.expression;
  if (!ui.error.empty()) {
    at.y += paragraph(f, Type::small, at, width, f.c.warning, ui.error) + 4;
  } else if (changed) {
    const float y = at.y + (28 - line_height(Type::small)) / 2;
    const std::string_view text = f.tr("Apply (Enter)");
    const bool clicked = text_link(f, Type::small, {at.x, y}, text, 0, 28);
    if (clicked || edit.entered) {
      Filter wanted = f.state.filter;
      wanted.expression = ui.expression_seen = ui.expression;
      f.ask(action::SetFilter{wanted});
    }
    at.y += 28;
  }
  at.y += caption(f, at, f.tr("Columns")) + 3;
  at.y += draw_columns(f, at, width) + 10;
  return at.y - top;
}

}  // namespace terreau::ui
