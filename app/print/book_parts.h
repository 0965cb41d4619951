#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/model/i18n.h"
#include "app/model/palette.h"
#include "app/model/territory_places.h"
#include "app/print/book.h"
#include "app/print/book_flow.h"
#include "app/print/furniture.h"
#include "app/print/map_drawing.h"

// What the files named book*.cpp share. Lengths are points of the layout.
namespace terreau::print {

inline constexpr double kBookMargin = 36, kBookFoot = 26, kBookGap = 14;
inline constexpr Type kNumberType{Face::semi_bold, 17}, kListType{Face::regular, 8},
    kNameType{Face::semi_bold, 8.5}, kSectionType{Face::semi_bold, 12};

// An entry of contents or index.
struct BookEntry {
  std::string code, text, more;
  std::size_t page = 0;  // from 0
  int level = 1;
};

struct BookView {
  const BookOptions& options;
  const MapState& state;
  const World& world;
  MapDrawing& map;
  std::string title;
  LevelTotals totals;  // of departments, for their ranks

  const Palette& colours() const { return palette(state.theme); }
  const Places& places() const { return *world.atlas.places; }
  Language language() const { return state.language; }
  std::string_view tr(std::string_view english) const { return terreau::tr(language(), english); }
  std::string number(std::int64_t n) const { return format_count(language(), n); }
  double width_pt() const { return options.width_pt / options.factor; }
  double height_pt() const { return options.height_pt / options.factor; }
  ScreenRect room() const {
    return {kBookMargin, kBookMargin, width_pt() - 2 * kBookMargin,
            height_pt() - 2 * kBookMargin - kBookFoot};
  }
};

// Blocks (book_blocks.cpp).
Block space(double height_pt);
Block stacked(std::vector<Block> parts);  // one block: no page or column parts them
Block page_title(const BookView& v, std::string_view above, const std::string& title,
                 const std::string& beside, double width_pt);
Block heading(const BookView& v, std::string_view text);
Block paragraph(const BookView& v, const Type& type, Colour colour, const std::string& text,
                double width_pt, const std::string& link = {});

struct Tile {
  std::string value, label;
};
Block tiles(const BookView& v, const std::vector<Tile>& tiles, double width_pt);

struct BookCell {
  std::string text;
  std::optional<double> bar;  // 0 … 1 of the longest
};
struct BookRow {
  std::vector<BookCell> cells;
  std::optional<Family> family;  // its sign before the first cell
};
Block table(const BookView& v, const std::vector<std::string>& headings, std::vector<BookRow> rows,
            double width_pt);

// Pages.
PagePlan cover(const BookView& v);
std::vector<PagePlan> contents(const BookView& v, const std::vector<BookEntry>& entries,
                               std::size_t first_page);
std::vector<PagePlan> key_figures(const BookView& v);
std::vector<PagePlan> nation(const BookView& v);
// With the places on its pages.
struct Chapter {
  std::vector<PagePlan> pages;
  std::vector<std::pair<PlaceId, std::size_t>> places;  // page from 0, of the chapter
  std::string failure;
};
Chapter chapter(const BookView& v, DepartmentId department);
Chapter elsewhere(const BookView& v);  // places of no known department
std::vector<PagePlan> index_of(const BookView& v, const std::vector<BookEntry>& entries);
std::vector<PagePlan> sources(const BookView& v);

Block place_block(const BookView& v, PlaceId place, double width_pt);

}  // namespace terreau::print
