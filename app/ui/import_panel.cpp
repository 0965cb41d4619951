#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "app/model/reason_words.h"
#include "app/ui/panels.h"
#include "geodata/import.h"

// Before a table or a layer of points is imported: its first rows, what its columns are taken for,
// and what would become of the rows.
namespace terreau::ui {
namespace {

constexpr float kMostWidth = 920, kPadding = 20, kHead = 72, kColumn = 136, kRole = 30, kRow = 24;
constexpr std::size_t kRowsShown = 10, kRejectsShown = 3;
constexpr float kChoicesWidth = 220, kChoiceRow = 26, kChoicesHeight = 340;

const terreau::Layer& sample(const Frame& f) { return f.ui.import.preview->sample; }

// What the columns are taken for; guessing takes too long for each frame.
const ColumnRoles& current_roles(Frame& f) {
  ImportUi& ui = f.ui.import;
  if (!ui.roles || ui.roles_for != ui.options) {
    ui.roles = roles_of(sample(f), ui.options);
    ui.roles_for = ui.options;
  }
  return *ui.roles;
}

const RoleInfo* role_of(const ColumnRoles& roles, int column) {
  for (const RoleInfo& role : role_infos()) {
    if (roles.*role.column == column &&
        (role.column != &ColumnRoles::id || roles.siret != column)) {
      return &role;
    }
  }
  return nullptr;
}

void set(ImportOptions& options, std::string_view role, const std::string& column) {
  const auto same = std::ranges::find(options.columns, role, [](const auto& c) { return c.first; });
  if (same != options.columns.end()) {
    same->second = column;
  } else {
    options.columns.emplace_back(role, column);
  }
}

// Null: the column is for the card alone.
void choose(Frame& f, int column, const RoleInfo* role) {
  ImportUi& ui = f.ui.import;
  const std::string& name = sample(f).column_names[static_cast<std::size_t>(column)];
  if (const RoleInfo* old = role_of(current_roles(f), column); old != nullptr && old != role) {
    set(ui.options, old->code, "");
  }
  if (role != nullptr) set(ui.options, role->code, name);
  ui.choosing.reset();
}

std::size_t rows_shown(const Frame& f) {
  return std::min(kRowsShown, static_cast<std::size_t>(sample(f).row_count));
}

float grid_height(const Frame& f) {
  return kRole + 30 + kRow * static_cast<float>(rows_shown(f)) + 8;
}

// What the column is, and below it its name and first texts.
void draw_column(Frame& f, const Rect& area, int column, const ColumnRoles& roles) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const RoleInfo* role = role_of(roles, column);
  const auto index = static_cast<std::size_t>(column);
  const Rect chip{area.x, area.y, area.w - 6, kRole - 4};
  const std::string_view text = role != nullptr ? f.tr(role->label) : f.tr("on the card");
  const std::string& name = sample(f).column_names[index];
  const Response r = hit(f, chip, {"combobox", name, column, {}, std::string(text)});
  list->AddRectFilled(chip.min(), chip.max(),
                      role != nullptr ? f.c.accent_soft : (r.hovered ? f.c.hover : f.c.panel), 6);
  list->AddRect(chip.min(), chip.max(), r.hovered ? f.c.accent : f.c.hairline, 6);
  draw_ellipsised(list, role != nullptr ? Type::strong : Type::body,
                  {chip.x + 8, chip.middle().y - line_height(Type::body) / 2}, chip.w - 28,
                  role != nullptr ? f.c.text : f.c.secondary, text);
  draw_icon(list, Type::small_icon, {chip.right() - 12, chip.middle().y}, f.c.secondary,
            icon::kDown);
  if (r.clicked) {
    f.ui.import.choosing = column;
    f.ui.import.choices_x = chip.x;
    f.ui.import.choices_y = chip.bottom() + 4;
  }
  float y = area.y + kRole + 4;
  draw_ellipsised(list, Type::strong, {area.x + 2, y}, area.w - 10, f.c.text, name);
  y += 26;
  for (std::size_t i = 0; i < rows_shown(f); ++i, y += kRow) {
    draw_ellipsised(list, Type::body, {area.x + 2, y}, area.w - 10, f.c.secondary,
                    sample(f).columns[index][i]);
  }
}

void draw_grid(Frame& f, const Rect& area) {
  ImportUi& ui = f.ui.import;
  const int columns = static_cast<int>(sample(f).column_names.size());
  const int shown = std::max(1, static_cast<int>((area.w - 44) / kColumn));
  const int last = std::max(0, columns - shown);
  if (ImGui::IsMouseHoveringRect(area.min(), area.max())) {
    const float wheel = ImGui::GetIO().MouseWheelH + ImGui::GetIO().MouseWheel;
    if (wheel != 0) ui.first_column -= static_cast<int>(std::copysign(1.0F, wheel));
  }
  const Rect back{area.x, area.y, 20, kRole - 4}, on{area.right() - 20, area.y, 20, kRole - 4};
  if (columns > shown) {
    if (icon_button(f, back, icon::kCollapse, f.tr("Columns before"))) ui.first_column -= shown - 1;
    if (icon_button(f, on, icon::kRight, f.tr("Columns after"))) ui.first_column += shown - 1;
  }
  ui.first_column = std::clamp(ui.first_column, 0, last);
  const float column_width = (area.w - 48) / static_cast<float>(shown);
  hairline(f, area.x, area.y + kRole + 26, area.w);
  const ColumnRoles& roles = current_roles(f);
  for (int i = 0; i < std::min(shown, columns); ++i) {
    const Rect column{area.x + 24 + static_cast<float>(i) * column_width, area.y, column_width,
                      area.h};
    draw_column(f, column, ui.first_column + i, roles);
  }
}

// "Of the first 200 rows: 150 at the address, 45 at the commune · 5 rejected · 2 known already"
std::string outcome_words(const Frame& f, const SourceReport& report) {
  std::string text = filled(f.tr("Of the first {} rows:"), {f.number(report.rows)});
  for (int p = 0; p < kPrecisionCount; ++p) {
    const std::int64_t n = report.placed[static_cast<std::size_t>(p)];
    if (n == 0) continue;
    text += " " + f.number(n) + " " + std::string(f.tr(label(static_cast<Precision>(p)))) + " ·";
  }
  const auto rejected = static_cast<std::int64_t>(report.rejected.size());
  text += " " + f.tr_n("{} rejected", "{} rejected", rejected);
  if (report.repaired.count > 0) {
    text += " · " + f.tr_n("{} repaired", "{} repaired", report.repaired.count);
  }
  if (report.duplicates.count > 0) {
    text += " · " + f.tr_n("{} met already", "{} met already", report.duplicates.count);
  }
  return text;
}

float draw_outcome(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  const auto& report = f.ui.import.sample;
  if (report == nullptr) {
    label(f, Type::body, at, f.c.secondary, f.tr("Trying the first rows…"));
    return 24;
  }
  at.y += paragraph(f, Type::strong, at, width, f.c.text, outcome_words(f, *report)) + 4;
  for (const std::string& notice : report->notices) {
    at.y += paragraph(f, Type::small, at, width, f.c.warning, reason_words(f.language(), notice));
  }
  const auto shown = std::min(kRejectsShown, report->rejected.size());
  for (std::size_t i = 0; i < shown; ++i) {
    at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                      issue_words(f.language(), report->rejected[i]));
  }
  return at.y - top;
}

float draw_duplicates_choice(Frame& f, ImVec2 at, float width) {
  using Duplicates = ImportOptions::Duplicates;
  ImportUi& ui = f.ui.import;
  const bool merge = ui.options.duplicates == Duplicates::merge;
  const Rect row{at.x, at.y, width, 28};
  if (choice_row(f, row, {f.tr("One place for an organisation that is met twice"), {}, merge})) {
    ui.options.duplicates = merge ? Duplicates::keep : Duplicates::merge;
  }
  return row.h;
}

float draw_buttons(Frame& f, ImVec2 at, float width) {
  constexpr float kHeight = 34;
  ImportUi& ui = f.ui.import;
  const std::string_view import = f.tr("Import"), cancel = f.tr("Cancel");
  const float w = std::max(text_width(Type::strong, import), text_width(Type::body, cancel)) + 48;
  const Rect right{at.x + width - w, at.y, w, kHeight}, left{right.x - w - 8, at.y, w, kHeight};
  if (ImGui::IsWindowAppearing() && !measuring()) give_focus_to_next(f);
  if (push_button(f, right, import, true)) {
    f.ask(action::OpenSource{ui.preview->source, ui.options});
    ui.open = false;
    f.ui.show_open = false;
  }
  if (push_button(f, left, cancel, false)) ui.open = false;
  if (ui.remembered) {
    label(f, Type::small, {at.x, right.middle().y - line_height(Type::small) / 2}, f.c.secondary,
          f.tr("As chosen for files with the same columns"));
  }
  return kHeight;
}

std::string head_words(const Frame& f) {
  const Preview& p = *f.ui.import.preview;
  const auto columns = static_cast<std::int64_t>(p.sample.column_names.size());
  std::string text;
  if (p.told_rows > 0) text = f.tr_n("{} row", "{} rows", p.told_rows) + " · ";
  text += f.tr_n("{} column", "{} columns", columns);
  for (const std::string& part : {p.sample.crs, p.sample.encoding}) {
    if (!part.empty()) text += " · " + reason_words(f.language(), part);
  }
  return text;
}

float draw_content(Frame& f, ImVec2 at, float width) {
  const float top = at.y, inside = width - 2 * kPadding, x = at.x + kPadding;
  const std::string& source = f.ui.import.preview->source;
  const std::string name = source.substr(source.find_last_of('/') + 1);
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_ellipsised(list, Type::title, {x, at.y + 16}, inside - 40, f.c.text,
                  filled(f.tr("Import {}"), {name}));
  label(f, Type::body, {x, at.y + 42}, f.c.secondary, head_words(f));
  at.y += kHead;
  draw_grid(f, {x, at.y, inside, grid_height(f)});
  at.y += grid_height(f) + 6;
  hairline(f, x, at.y, inside);
  at.y += 10;
  at.y += draw_outcome(f, {x, at.y}, inside) + 8;
  at.y += draw_duplicates_choice(f, {x, at.y}, inside) + 8;
  at.y += draw_buttons(f, {x, at.y}, inside) + kPadding;
  return at.y - top;
}

}  // namespace

void draw_import_panel(Frame& f) {
  ImportUi& ui = f.ui.import;
  if (!ui.open || !ui.preview) return;
  const float width = std::min(kMostWidth, static_cast<float>(f.state.width_pt) - 48);
  draw_middle_panel(f, "import", width, ui.open,
                    [&](ImVec2 at) { return draw_content(f, at, width); });
  if (!ui.open) ui.choosing.reset();
}

void draw_role_choices(Frame& f) {
  ImportUi& ui = f.ui.import;
  if (!ui.open || !ui.choosing) return;
  const float bottom = static_cast<float>(f.state.height_pt) - 12;
  const float most_x = static_cast<float>(f.state.width_pt) - kChoicesWidth - 12;
  const Rect area{std::min(ui.choices_x, most_x),
                  std::min(ui.choices_y, std::max(12.0F, bottom - kChoicesHeight)), kChoicesWidth,
                  std::min(kChoicesHeight, bottom - 12)};
  begin_surface(f, "roles", area, Layer::above, true);
  if (ImGui::IsWindowAppearing()) ImGui::SetScrollY(0);
  const int column = *ui.choosing;
  const RoleInfo* current = role_of(current_roles(f), column);
  float y = area.y + 6 - ImGui::GetScrollY();
  const auto row = [&](std::string_view name, int id, bool on) {
    const Rect r{area.x + 6, y, area.w - 12, kChoiceRow};
    y += kChoiceRow;
    const Response response = hit(f, r, {"option", name, id, on});
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (on || response.hovered) {
      list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, 5);
    }
    draw_ellipsised(list, Type::body, {r.x + 10, r.middle().y - line_height(Type::body) / 2},
                    r.w - 16, f.c.text, name);
    return response.clicked;
  };
  if (row(f.tr("on the card"), -1, current == nullptr)) choose(f, column, nullptr);
  int id = 0;
  for (const RoleInfo& role : role_infos()) {
    if (row(f.tr(role.label), id++, current == &role)) choose(f, column, &role);
  }
  content_ends(f, {area.x, y + 6});
  const bool outside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                       !ImGui::IsMouseHoveringRect(area.min(), area.max(), false);
  if (outside && !ImGui::IsWindowAppearing()) ui.choosing.reset();
  end_surface();
}

}  // namespace terreau::ui
