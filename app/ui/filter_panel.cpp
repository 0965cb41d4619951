#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "geodata/search.h"

// The parts of the shared filter, each a section that folds; the numbers beside the choices are
// what each would let through under all other parts.
namespace terreau::ui {
namespace {

constexpr float kPadding = 12, kHead = 34, kRow = 28, kField = 32;
constexpr std::size_t kShort = 8;  // rows of a long list before it is unfolded

struct Part {
  FilterSection section;
  std::string_view title;
  std::size_t chosen;  // how many choices are set
  float (*draw)(Frame& f, ImVec2 at, float width);
};

bool& opened(Frame& f, FilterSection section) {
  return f.ui.filters.open[static_cast<std::size_t>(section)];
}

void ask_filter(Frame& f, const Filter& changed) { f.ask(action::SetFilter{changed}); }

std::optional<std::int64_t> known(const FilterCounts* counts, int n) {
  return counts == nullptr ? std::nullopt : std::optional<std::int64_t>(n);
}

// ---- text ----

float draw_text_part(Frame& f, ImVec2 at, float width) {
  FilterUi& ui = f.ui.filters;
  if (f.state.filter.text != ui.text_seen) ui.text = ui.text_seen = f.state.filter.text;
  const Rect rect{at.x, at.y, width, kField};
  const TextEdit edit =
      text_field(f, rect, f.tr("Words"), f.tr("Name, commune or activity…"), ui.text);
  if (edit.changed) {
    Filter changed = f.state.filter;
    changed.text = ui.text_seen = ui.text;
    ask_filter(f, changed);
  }
  return kField + 8;
}

// ---- kinds ----

// The set after a click: the first choice narrows to itself, the last one taken away opens again.
KindSet flipped(KindSet set, KindSet choice) {
  if (set == KindSet::all()) return choice;
  const bool on = (set & choice) == choice;
  const KindSet changed = on ? set - choice : set | choice;
  return changed.empty() ? KindSet::all() : changed;
}

bool is_chosen(KindSet set, KindSet choice) {
  return set != KindSet::all() && (set & choice) == choice;
}

void choose_kinds(Frame& f, KindSet Filter::*part, KindSet choice) {
  Filter changed = f.state.filter;
  changed.*part = flipped(changed.*part, choice);
  ask_filter(f, changed);
}

float draw_families(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  const FilterCounts* counts = filter_counts(f);
  for (int i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    const int n = counts != nullptr ? counts->families[static_cast<std::size_t>(i)] : 0;
    const bool on = is_chosen(f.state.filter.families, kinds_of(family));
    if (choice_row(f, {at.x, at.y, width, kRow},
                   {f.tr(info(family).name), known(counts, n), on, 1000 + i, family})) {
      choose_kinds(f, &Filter::families, kinds_of(family));
    }
    at.y += kRow;
  }
  return at.y - top + 6;
}

float draw_kinds(Frame& f, ImVec2 at, float width, bool functions) {
  const float top = at.y;
  const FilterCounts* counts = filter_counts(f);
  KindSet Filter::*part = functions ? &Filter::functions : &Filter::forms;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (is_function(Kind{k}) != functions) continue;
    KindSet own;
    own.set(Kind{k});
    const int n = counts != nullptr ? counts->kinds[k] : 0;
    if (choice_row(f, {at.x, at.y, width, kRow},
                   {f.tr(info(Kind{k}).name),
                    known(counts, n),
                    is_chosen(f.state.filter.*part, own),
                    2000 + k,
                    {}})) {
      choose_kinds(f, part, own);
    }
    at.y += kRow;
  }
  return at.y - top + 6;
}

float draw_forms(Frame& f, ImVec2 at, float width) { return draw_kinds(f, at, width, false); }
float draw_functions(Frame& f, ImVec2 at, float width) { return draw_kinds(f, at, width, true); }

// ---- long lists ----

struct LongRow {
  std::string name;
  int count = 0;
  bool on = false;
  int id = 0;  // row of its table
};

// What is chosen first, then by number; only what holds each word that was typed.
void arrange(std::vector<LongRow>& rows, const std::string& narrowed) {
  const std::string wanted = fold(narrowed);
  if (!wanted.empty()) {
    std::erase_if(
        rows, [&](const LongRow& row) { return fold(row.name).find(wanted) == std::string::npos; });
  }
  std::ranges::stable_sort(rows, [](const LongRow& a, const LongRow& b) {
    return a.on != b.on ? a.on : a.count > b.count;
  });
}

struct LongList {
  std::string_view field, hint;
  std::string& narrowed;
  bool& whole;
  int first_id;
};

// A field that narrows, then the rows; the clicked one.
float draw_long_list(Frame& f, ImVec2 at, float width, const LongList& list,
                     std::vector<LongRow> rows, bool counted, std::optional<int>& clicked) {
  const float top = at.y;
  text_field(f, {at.x, at.y, width, kField}, list.field, list.hint, list.narrowed);
  at.y += kField + 4;
  arrange(rows, list.narrowed);
  const std::size_t chosen = static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const LongRow& row) { return row.on; }));
  const std::size_t shown = list.whole ? rows.size() : std::min(rows.size(), chosen + kShort);
  for (std::size_t i = 0; i < shown; ++i) {
    const LongRow& row = rows[i];
    const auto n = counted ? std::optional<std::int64_t>(row.count) : std::nullopt;
    if (choice_row(f, {at.x, at.y, width, kRow},
                   {row.name, n, row.on, list.first_id + row.id, {}})) {
      clicked = row.id;
    }
    at.y += kRow;
  }
  if (rows.empty()) {
    at.y += paragraph(f, Type::body, {at.x + 8, at.y + 4}, width - 16, f.c.secondary,
                      f.tr("Nothing found.")) +
            8;
  }
  if (rows.size() > shown || (list.whole && rows.size() > chosen + kShort)) {
    const auto more = static_cast<std::int64_t>(rows.size() - shown);
    const std::string text =
        list.whole ? std::string(f.tr("show fewer")) : f.tr_n("and {} more", "and {} more", more);
    const float y = at.y + (kRow - line_height(Type::small)) / 2;
    if (text_link(f, Type::small, {at.x + 28, y}, text, list.first_id, kRow)) {
      list.whole = !list.whole;
    }
    at.y += kRow;
  }
  return at.y - top + 6;
}

// ---- territory ----

constexpr int kRegionRow = 200;  // ids of regions come after those of departments

float draw_territory(Frame& f, ImVec2 at, float width) {
  const FilterCounts* counts = filter_counts(f);
  const Filter& filter = f.state.filter;
  std::vector<LongRow> rows;
  for (std::uint8_t r = 0; r < kRegionCount; ++r) {
    rows.push_back({filled(f.tr("{} (region)"), {region(RegionId{r}).name}),
                    counts != nullptr ? counts->regions[r] : 0, filter.regions[r], kRegionRow + r});
  }
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    rows.push_back({department_title(DepartmentId{d}),
                    counts != nullptr ? counts->departments[d] : 0, filter.departments[d], d});
  }
  std::optional<int> clicked;
  const float height = draw_long_list(f, at, width,
                                      {f.tr("Find a territory"), f.tr("Department or region…"),
                                       f.ui.filters.territory, f.ui.filters.all_territories, 3000},
                                      std::move(rows), counts != nullptr, clicked);
  if (!clicked) return height;
  Filter changed = filter;
  if (*clicked >= kRegionRow) {
    changed.regions.flip(static_cast<std::size_t>(*clicked - kRegionRow));
  } else {
    changed.departments.flip(static_cast<std::size_t>(*clicked));
  }
  ask_filter(f, changed);
  return height;
}

// ---- precision, sources ----

float draw_precision(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  const FilterCounts* counts = filter_counts(f);
  for (int p = 0; p < kPrecisionCount; ++p) {
    const auto row = static_cast<std::size_t>(p);
    const int n = counts != nullptr ? counts->precisions[row] : 0;
    if (choice_row(f, {at.x, at.y, width, kRow},
                   {f.tr(label(static_cast<Precision>(p))),
                    known(counts, n),
                    f.state.filter.precisions[row],
                    4000 + p,
                    {}})) {
      Filter changed = f.state.filter;
      changed.precisions.flip(row);
      ask_filter(f, changed);
    }
    at.y += kRow;
  }
  return at.y - top + 6;
}

float draw_source(Frame& f, ImVec2 at, float width) {
  const FilterCounts* counts = filter_counts(f);
  const Filter& filter = f.state.filter;
  std::vector<LongRow> rows;
  for (std::size_t i = 0; counts != nullptr && i < counts->sources.size(); ++i) {
    const std::string& name = counts->of->sources[i];
    if (name.empty()) continue;
    const bool on = std::ranges::find(filter.sources, name) != filter.sources.end();
    rows.push_back({source_title(f, name), counts->sources[i], on, static_cast<int>(i)});
  }
  std::optional<int> clicked;
  const float height = draw_long_list(f, at, width,
                                      {f.tr("Find a source"), f.tr("File or site…"),
                                       f.ui.filters.source, f.ui.filters.all_sources, 10000},
                                      std::move(rows), counts != nullptr, clicked);
  if (!clicked) return height;
  const std::string& name = counts->of->sources[static_cast<std::size_t>(*clicked)];
  Filter changed = filter;
  if (std::erase(changed.sources, name) == 0) changed.sources.push_back(name);
  ask_filter(f, changed);
  return height;
}

// ---- all of them ----

float draw_part(Frame& f, ImVec2 at, float width, const Part& part) {
  bool& open = opened(f, part.section);
  hairline(f, at.x, at.y, width);
  const Rect head{at.x, at.y + 1, width, kHead - 2};
  const Response r = hit(f, head, {"button", part.title, 0, open});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(head.min(), head.max(), f.c.hover, 6);
  draw_icon(list, Type::small_icon, {head.x + 10, head.middle().y}, f.c.secondary,
            open ? icon::kDown : icon::kRight);
  const float y = on_grid(head.middle().y - line_height(Type::body) / 2);
  draw_text(list, Type::body, {head.x + 24, y}, f.c.text, part.title);
  if (part.chosen > 0) {
    draw_text_right(list, Type::chip, {head.right() - 8, y}, f.c.accent,
                    f.tr_n("{} chosen", "{} chosen", static_cast<std::int64_t>(part.chosen)));
  }
  if (r.clicked) open = !open;
  if (!open) return kHead;
  return kHead + 2 + part.draw(f, {at.x, at.y + kHead + 2}, width);
}

std::size_t kinds_chosen(KindSet set) {
  return set == KindSet::all() ? 0 : static_cast<std::size_t>(std::popcount(set.bits()));
}

std::size_t families_chosen(KindSet set) {
  std::size_t n = 0;
  for (int i = 0; i < kFamilyCount; ++i) {
    n += is_chosen(set, kinds_of(static_cast<Family>(i))) ? 1 : 0;
  }
  return n;
}

}  // namespace

std::string source_title(const Frame& f, std::string_view name) {
  if (name.starts_with("france/")) return std::string(f.tr("the embedded places"));
  return std::string(name.substr(name.rfind('/') + 1));
}

float draw_filters(Frame& f, ImVec2 at, float width) {
  const Filter& filter = f.state.filter;
  const std::size_t years = filter.year_from != 0 || filter.year_to != 0 ? 1 : 0;
  const std::array<Part, kFilterSectionCount> parts{{
      {FilterSection::text, f.tr("Text"), filter.text.empty() ? 0U : 1U, draw_text_part},
      {FilterSection::families, f.tr("Families"), families_chosen(filter.families), draw_families},
      {FilterSection::forms, f.tr("Legal forms"), kinds_chosen(filter.forms), draw_forms},
      {FilterSection::functions, f.tr("Functions"), kinds_chosen(filter.functions), draw_functions},
      {FilterSection::territory, f.tr("Territory"),
       filter.departments.count() + filter.regions.count(), draw_territory},
      {FilterSection::years, f.tr("Years"), years, draw_year_choices},
      {FilterSection::precision, f.tr("Precision of the position"), filter.precisions.count(),
       draw_precision},
      {FilterSection::source, f.tr("Source"), filter.sources.size(), draw_source},
      {FilterSection::expression, f.tr("Condition (OGR SQL)"), filter.expression.empty() ? 0U : 1U,
       draw_expression},
  }};
  if (std::exchange(f.ui.filters.take_focus, false)) give_focus_to_next(f);
  const float top = at.y;
  at.x += kPadding;
  for (const Part& part : parts) at.y += draw_part(f, at, width - 2 * kPadding, part);
  return at.y - top;
}

}  // namespace terreau::ui
