#include <algorithm>

#include "app/model/comparison.h"
#include "app/model/summary.h"
#include "app/model/words.h"
#include "app/print/book_parts.h"
#include "app/print/sheet.h"
#include "geodata/attribution.h"
#include "geodata/territories.h"

// What stands before and after the chapters: cover, key figures, France, sources.
namespace terreau::print {
namespace {

constexpr Type kCoverTitle{Face::semi_bold, 34}, kCoverText{Face::regular, 11},
    kFigure{Face::semi_bold, 13};
constexpr double kCoverTop = 60;

Profile france(const BookView& v) {
  return profile_of(v.places(), v.world.markers->profiles, {}, v.state.visible);
}

std::vector<Tile> cover_tiles(const BookView& v) {
  const Profile all = france(v);
  const auto with_data = std::ranges::count_if(v.totals.places, [](const auto& t) { return !!t; });
  const auto year = all.median_source_year();
  return {
      {v.number(all.total), filled(v.tr("places, {} of them on the map"), {v.number(all.located)})},
      {std::to_string(with_data) + " / " + std::to_string(kDepartmentCount),
       std::string(v.tr("departments with data"))},
      {year ? std::to_string(*year) : std::string(v.tr("no data")),
       std::string(v.tr("median year of the sources"))}};
}

// France with its clusters, without names.
void draw_cover_map(Canvas& canvas, const BookView& v, const ScreenRect& box) {
  MapState state = v.state;
  state.panels = state.labels = false;
  state.at_home = true;
  state.width_pt = box.width_pt / kPaperPoint;
  state.height_pt = box.height_pt / kPaperPoint;
  const Scene scene = build_scene(state, v.world);
  canvas.tagged("Figure", [&] {
    draw_map(canvas, {box.x_pt, box.y_pt}, kPaperPoint, true, state, scene, v.world, v.map);
  });
}

std::string cover_text(const BookView& v) {
  std::string text =
      tr_n(v.language(), "{} department, its map, its figures, its places and their sources",
           "{} departments, their maps, their figures, their places and their sources",
           static_cast<std::int64_t>(v.options.chapters.size()));
  for (const std::string& s : filter_sentences(v.language(), v.state.filter)) text += " · " + s;
  return text;
}

void draw_cover(Canvas& canvas, const BookView& v) {
  const ScreenRect room = v.room();
  double y = kCoverTop;
  canvas.tagged("H1", [&] {
    y += draw_lines(canvas, kCoverTitle, {room.x_pt, y}, v.colours().text,
                    wrapped(kCoverTitle, v.title, room.width_pt));
  });
  canvas.tagged("P", [&] {
    y += draw_lines(canvas, kCoverText, {room.x_pt, y + 6}, v.colours().secondary,
                    wrapped(kCoverText, cover_text(v), room.width_pt)) +
         24;
  });
  std::string sources;
  for (const std::string& s : source_sentences(v.language(), v.world)) {
    sources += (sources.empty() ? "" : " ") + s;
  }
  const auto lines = wrapped(type::kSmall, sources, room.width_pt);
  const double low = v.height_pt() - kBookMargin -
                     type::kSmall.line_pt() * (static_cast<double>(lines.size()) + 1);
  const Block figures = tiles(v, cover_tiles(v), room.width_pt);
  const double map_height = std::max(60.0, low - figures.height_pt - kBookGap * 1.5 - y);
  draw_cover_map(canvas, v, {room.x_pt, y, room.width_pt, map_height});
  figures.draw(canvas, {room.x_pt, y + map_height + kBookGap});
  canvas.tagged("P", [&] {
    draw_lines(canvas, type::kSmall, {room.x_pt, low}, v.colours().secondary, lines);
    canvas.text(
        type::kSmall,
        {room.x_pt, v.height_pt() - kBookMargin - type::kSmall.line_pt() + type::kSmall.size_pt},
        v.colours().secondary,
        "Terreau " TERREAU_VERSION " · " +
            filled(v.tr("fingerprint {}"), {fingerprint(v.world, v.state, v.title)}));
  });
}

Block figure_block(const BookView& v, const KeyFigure& f, double width) {
  const bool french = v.language() == Language::fr;
  const std::string source = f.source + (f.date.empty() ? "" : ", " + f.date);
  return stacked(
      {paragraph(v, kFigure, v.colours().text, french ? f.value_fr : f.value_en, width),
       paragraph(v, kNameType, v.colours().text, french ? f.label_fr : f.label_en, width),
       paragraph(v, kListType, v.colours().text,
                 (french ? f.perimeter_fr : f.perimeter_en) + " " + (french ? f.why_fr : f.why_en),
                 width),
       paragraph(v, type::kSmall, v.colours().secondary, source, width), space(8)});
}

BookCell share(const BookView& v, int n, int of) {
  const double part = of > 0 ? static_cast<double>(n) / of : 0;
  return {v.number(n) + " · " + percent_text(v.language(), part), part};
}

Block families_table(const BookView& v, const Profile& all, double width) {
  std::vector<BookRow> rows;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    if (all.by_family[i] == 0) continue;
    const auto family = static_cast<Family>(i);
    rows.push_back({{{std::string(tr(v.language(), info(family).name)), {}},
                     share(v, all.by_family[i], all.total)},
                    family});
  }
  return table(v, {std::string(v.tr("Family")), std::string(v.tr("Places"))}, std::move(rows),
               width);
}

Block kinds_table(const BookView& v, const Profile& all, double width) {
  std::vector<BookRow> rows;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (all.by_kind[k] == 0 || !v.state.visible.has(Kind{k})) continue;
    rows.push_back({{{std::string(tr(v.language(), info(Kind{k}).name)), {}},
                     share(v, all.by_kind[k], all.total)},
                    {}});
  }
  return table(v, {std::string(v.tr("Form or function")), std::string(v.tr("Places"))},
               std::move(rows), width);
}

Block regions_table(const BookView& v, double width) {
  std::vector<BookRow> rows;
  for (const TerritoryRef t : territories(TerritoryLevel::region)) {
    const Profile p = profile_of(v.places(), v.world.markers->profiles, t, v.state.visible);
    const auto density = p.per_10000(p.total);
    const std::string none(v.tr("no data"));
    const bool known = p.total > 0;
    rows.push_back({{{std::string(name(t)), {}},
                     {known ? v.number(p.total) : none, {}},
                     {known ? v.number(p.located) : "", {}},
                     {p.population > 0 ? v.number(p.population) : "", {}},
                     {known && density ? density_text(v.language(), *density) : "", {}}},
                    {}});
  }
  return table(
      v,
      {std::string(v.tr("Region")), std::string(v.tr("Places")), std::string(v.tr("at a point")),
       std::string(v.tr("Inhabitants")), std::string(v.tr("per 10,000 inhabitants"))},
      std::move(rows), width);
}

PagePlan nation_map(const BookView& v) {
  SheetOptions options;
  options.width_pt = v.options.width_pt;
  options.height_pt = v.options.height_pt;
  options.factor = v.options.factor;
  options.title = v.tr("Cooperation in France");
  PagePlan page;
  page.section = options.title;
  page.outline = options.title;
  page.own_factor = true;
  page.items.emplace_back([&v, options](Canvas& canvas) {
    const Sheet sheet =
        lay_out(options, v.state, v.world, [](MapState& state) { state.at_home = true; });
    draw(canvas, sheet, v.world, v.map);
  });
  return page;
}

}  // namespace

PagePlan cover(const BookView& v) {
  PagePlan page;
  page.outline = v.title;
  page.items.emplace_back([&v](Canvas& canvas) { draw_cover(canvas, v); });
  return page;
}

std::vector<PagePlan> key_figures(const BookView& v) {
  const std::string title(v.tr("Key figures"));
  Flow flow(v.room(), title);
  flow.add(page_title(v, v.title, title, "", flow.width_pt()));
  flow.add(
      paragraph(v, type::kBody, v.colours().secondary,
                std::string(v.tr("Figures that others have published. Each has its own perimeter "
                                 "and date; none is the count of what this map shows.")),
                flow.width_pt()));
  flow.add(space(8));
  std::vector<Block> blocks;
  const double width = flow.column_width_pt(2, kBookGap * 2);
  for (const KeyFigure& f : v.world.atlas.key_figures) blocks.push_back(figure_block(v, f, width));
  flow.add_columns(blocks, 2, kBookGap * 2);
  auto pages = flow.take();
  pages.front().outline = title;
  return pages;
}

std::vector<PagePlan> nation(const BookView& v) {
  std::vector<PagePlan> pages{nation_map(v)};
  const std::string title(v.tr("Families and regions"));
  const Profile all = france(v);
  Flow flow(v.room(), title);
  const double width = flow.width_pt();
  flow.add(page_title(v, v.tr("France"), title, "", width));
  for (const std::string& s : summary_sentences(v.language(), v.world)) {
    flow.add(paragraph(v, type::kBody, v.colours().text, s, width));
  }
  flow.add(heading(v, v.tr("Families")));
  flow.add(families_table(v, all, width));
  flow.add(heading(v, v.tr("Places by region")));
  flow.add(regions_table(v, width));
  flow.add(heading(v, v.tr("Places by legal form and function")));
  flow.add(kinds_table(v, all, width));
  flow.add(paragraph(v, type::kSmall, v.colours().secondary,
                     std::string(v.tr("An organisation has one legal form and any number of "
                                      "functions: it counts in each of these rows, so they add up "
                                      "to more than the total.")),
                     width));
  auto more = flow.take();
  more.front().outline = title;
  std::ranges::move(more, std::back_inserter(pages));
  return pages;
}

std::vector<PagePlan> sources(const BookView& v) {
  const std::string title(v.tr("Sources and licences"));
  Flow flow(v.room(), title);
  const double width = flow.width_pt();
  flow.add(page_title(v, v.title, title, "", width));
  const bool french = v.language() == Language::fr;
  flow.add(paragraph(v, type::kBody, v.colours().text,
                     licence_text(v.world.atlas, v.world.markers->passing.ids(), french), width));
  flow.add(space(8));
  for (const Attribution& a : embedded_attributions()) {
    std::string text = filled(v.tr("{}: {}"), {tr(v.language(), a.what), a.who});
    if (!a.licence.empty()) text += " · " + std::string(a.licence);
    flow.add(paragraph(v, type::kBody, v.colours().text, text, width, std::string(a.url)));
  }
  for (const SourceReport& s : v.world.atlas.sources) {
    if (is_embedded(s)) continue;
    flow.add(paragraph(
        v, type::kBody, v.colours().text,
        filled(v.tr("{}: {}"), {public_name(s), tr_n(v.language(), "{} row", "{} rows", s.rows)}),
        width));
  }
  flow.add(space(8));
  flow.add(paragraph(v, type::kBody, v.colours().secondary,
                     source_sentences(v.language(), v.world).back(), width));
  auto pages = flow.take();
  pages.front().outline = title;
  return pages;
}

}  // namespace terreau::print
