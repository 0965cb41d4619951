#include <algorithm>

#include "app/model/comparison.h"
#include "app/model/words.h"
#include "app/print/book_parts.h"
#include "app/print/legend.h"
#include "app/print/sheet.h"
#include "app/print/views.h"

// The chapter of a department.
namespace terreau::print {
namespace {

constexpr double kMapHeight = 266, kSide = 160;
constexpr std::size_t kListed = 2000;  // a chapter of more is no chapter: a table holds all
constexpr int kColumns = 2;

std::string rank_text(const Rank& rank, std::string_view format) {
  return filled(format, {std::to_string(rank.place), std::to_string(rank.of)});
}

Profile profile(const BookView& v, TerritoryRef t) {
  return profile_of(v.places(), v.world.markers->profiles, t, v.state.visible);
}

std::vector<Tile> tiles_of(const BookView& v, DepartmentId d, const Profile& own) {
  std::vector<Tile> out;
  const std::string located = v.number(own.located);
  out.push_back({v.number(own.total), filled(v.tr("places, {} of them on the map"), {located})});
  if (const auto rank = rank_of(v.totals.places, d.value)) {
    out.push_back({rank_text(*rank, v.tr("{} of {}")),
                   std::string(rank->tied ? v.tr("rank by number, tied with others")
                                          : v.tr("rank by number"))});
  }
  const auto density = own.per_10000(own.total);
  const auto rank = rank_of(v.totals.per_10000, d.value);
  if (density && rank) {
    out.push_back({density_text(v.language(), *density),
                   rank_text(*rank, v.tr("per 10,000 inhabitants, rank {} of {}"))});
  }
  if (const auto year = own.median_source_year()) {
    out.push_back({std::to_string(*year), std::string(v.tr("median year of the sources"))});
  }
  return out;
}

// The map, and what stands to its right.
struct ChapterMap {
  MapState state;
  Scene scene;
  Legend legend;
  std::vector<std::string> notes;
  double legend_pt = 0, height_pt = kMapHeight;
  bool shown = false;
};

void make_map(const BookView& v, DepartmentId d, ChapterMap& map) {
  map.state.height_pt = map.height_pt / kPaperPoint;
  map.shown = show_department(map.state, v.world, d);
  if (!map.shown) return;
  prepare_markers(frames(map.state, *v.world.atlas.boundaries), *v.world.markers);
  map.scene = build_scene(map.state, v.world);
  map.legend = legend_of(map.state, v.world, map.scene);
  map.legend_pt = print::height_pt(map.legend, kSide, kPaperPoint);
  map.notes.clear();
  for (const std::string& note : map.legend.notes) {
    std::ranges::move(wrapped(type::kSmall, note, kSide), std::back_inserter(map.notes));
  }
}

// As high as what stands beside it.
ChapterMap map_of(const BookView& v, DepartmentId d) {
  ChapterMap map;
  map.state = v.state;
  map.state.panels = false;
  map.state.width_pt = (v.room().width_pt - kSide - kBookGap) / kPaperPoint;
  make_map(v, d, map);
  const double notes = type::kSmall.line_pt() * static_cast<double>(map.notes.size());
  map.height_pt = std::max(kMapHeight, map.legend_pt + notes + kScaleHeight + 2 * kBookGap);
  if (map.height_pt > kMapHeight) make_map(v, d, map);
  return map;
}

void draw_side(Canvas& canvas, const BookView& v, const ChapterMap& map, ScreenPos at) {
  canvas.tagged("Sect", [&] {
    draw(canvas, map.legend, at, kSide, kPaperPoint, map.state, map.scene);
    draw_lines(canvas, type::kSmall, {at.x_pt, at.y_pt + map.legend_pt + 6}, v.colours().secondary,
               map.notes);
  });
  const MapFrame& frame = map.scene.frames.front();
  const double y = at.y_pt + map.height_pt - kScaleHeight;
  draw_north(canvas, {at.x_pt - 8, y - 4}, frame, map.state);
  draw_scale(canvas, {at.x_pt + kNorthSize - 6, y},
             metres_per_point(frame.camera.zoom) / kPaperPoint, v.options.factor, map.state, true);
}

Block map_block(const BookView& v, ChapterMap map) {
  return {map.height_pt + kBookGap, [&v, map = std::move(map)](Canvas& canvas, ScreenPos at) {
            canvas.tagged("Figure", [&] {
              draw_map(canvas, at, kPaperPoint, true, map.state, map.scene, v.world, v.map);
            });
            const double width = map.state.width_pt * kPaperPoint;
            draw_side(canvas, v, map, {at.x_pt + width + kBookGap, at.y_pt});
          }};
}

// The department, its region and France; of forms and functions only those that it has, of
// families those of its region.
Block comparison_block(const BookView& v, DepartmentId d, double width) {
  MapState state = v.state;
  state.compared = {ref(d), ref(region_of(d)), {}};
  const Comparison all = compare(state, v.world);
  std::vector<std::string> headings{""};
  for (const TerritoryRef t : all.territories) headings.emplace_back(name(t));
  std::vector<BookRow> rows;
  for (const ComparisonRow& row : all.rows) {
    const auto has = [&](std::size_t cell) { return row.cells[cell].value.value_or(0) > 0; };
    if ((row.kind && !has(0)) || (row.family && !has(0) && !has(1))) continue;
    BookRow out{{{row.label, {}}}, row.family};
    const bool bars = row.bars && &row != &all.rows.front();  // counts of unlike territories
    for (const ComparisonCell& cell : row.cells) {
      out.cells.push_back({cell.text.empty() ? std::string(v.tr("no data")) : cell.text, {}});
      if (bars && cell.value && row.most > 0) out.cells.back().bar = *cell.value / row.most;
    }
    rows.push_back(std::move(out));
  }
  return table(v, headings, std::move(rows), width);
}

void add_stories(Flow& flow, const BookView& v, DepartmentId d) {
  const bool french = v.language() == Language::fr;
  for (const Story& story : v.world.atlas.stories) {
    const auto inside = [&](PlaceId p) { return p.valid() && v.places().department(p) == d; };
    const bool touches = std::ranges::any_of(story.steps, [&](const StoryStep& step) {
      return std::ranges::any_of(step.places, inside);
    });
    if (!touches) continue;
    flow.add(heading(v, std::string(title_of(story, french))));
    for (const StoryStep& step : story.steps) {
      for (const std::string& text : paragraphs_of(step, french)) {
        flow.add(paragraph(v, type::kBody, v.colours().text, text, flow.width_pt()));
      }
    }
    std::string named;
    for (const StorySource& s : story.sources) {
      named += (named.empty() ? "" : " · ") + source_line(s);
    }
    if (named.empty()) continue;
    flow.add(paragraph(v, type::kSmall, v.colours().secondary,
                       filled(v.tr("{}: {}"), {v.tr("Sources"), named}), flow.width_pt()));
  }
}

void add_places(Flow& flow, const BookView& v, TerritoryRef t, Chapter& out) {
  std::vector<PlaceId> own = places_in(v.world, t, v.state.visible);
  const std::size_t all = own.size();
  if (all == 0) return;
  own.resize(std::min(all, kListed));
  flow.add(heading(v, tr_n(v.language(), "{} place", "{} places", static_cast<std::int64_t>(all))));
  if (all > kListed) {
    const std::string text =
        filled(v.tr("Only the first {} of {} places are listed; a table holds all."),
               {v.number(kListed), v.number(static_cast<std::int64_t>(all))});
    flow.add(paragraph(v, type::kSmall, v.colours().secondary, text, flow.width_pt()));
  }
  std::vector<Block> blocks;
  const double width = flow.column_width_pt(kColumns, kBookGap);
  for (const PlaceId p : own) blocks.push_back(place_block(v, p, width));
  const auto pages = flow.add_columns(blocks, kColumns, kBookGap);
  for (std::size_t i = 0; i < own.size(); ++i) out.places.emplace_back(own[i], pages[i]);
}

std::string under(const BookView& v, const Profile& own, RegionId r) {
  std::string text(region(r).name);
  if (own.population > 0) {
    text += " · " + filled(v.tr("{} inhabitants, {}"),
                           {v.number(own.population), std::string(own.vintage)});
  }
  return text;
}

}  // namespace

Chapter chapter(const BookView& v, DepartmentId d) {
  Chapter out;
  const Profile own = profile(v, ref(d));
  Flow flow(v.room(), department_title(d));
  const double width = flow.width_pt();
  flow.add(page_title(v, under(v, own, region_of(d)), std::string(department(d).name),
                      std::string(department(d).code), width));
  if (own.total > 0) {
    flow.add(tiles(v, tiles_of(v, d, own), width));
  } else {
    flow.add(paragraph(v, type::kStrong, v.colours().text, std::string(v.tr("No data")), width));
    flow.add(paragraph(v, type::kBody, v.colours().secondary,
                       std::string(v.tr("Nothing that was read and passes the filters names a "
                                        "place here. That does not mean that nobody cooperates "
                                        "in this territory.")),
                       width));
    flow.add(space(kBookGap));
  }
  if (ChapterMap map = map_of(v, d); map.shown) {
    flow.add(map_block(v, std::move(map)));
  } else {
    out.failure = department_title(d) + ": the boundaries do not hold it, its page has no map";
    flow.add(paragraph(v, type::kBody, v.colours().text,
                       std::string(v.tr("The boundaries that were read do not hold this "
                                        "department: its map is missing.")),
                       width));
  }
  flow.add(heading(v, v.tr("Beside its region and France")));
  flow.add(comparison_block(v, d, width));
  add_stories(flow, v, d);
  add_places(flow, v, ref(d), out);
  out.pages = flow.take();
  out.pages.front().outline = department_title(d);
  out.pages.front().outline_level = 2;
  return out;
}

Chapter elsewhere(const BookView& v) {
  Chapter out;
  const std::string title(v.tr("Without a known department"));
  Flow flow(v.room(), title);
  flow.add(page_title(v, v.tr("France"), title, "", flow.width_pt()));
  flow.add(paragraph(v, type::kBody, v.colours().secondary,
                     std::string(v.tr("Their sources say no more than the region or the country.")),
                     flow.width_pt()));
  add_places(flow, v, {}, out);
  out.pages = flow.take();
  out.pages.front().outline = title;
  return out;
}

}  // namespace terreau::print
