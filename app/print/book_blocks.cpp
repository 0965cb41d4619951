#include <algorithm>

#include "app/print/book_parts.h"
#include "app/print/mark_drawing.h"

// What the pages of the book are made of.
namespace terreau::print {
namespace {

constexpr double kRow = 12.5, kTileHeight = 46, kTileGap = 8, kBar = 3, kSign = 14,
                 kSignFactor = 0.55;
constexpr Type kBookTitle{Face::semi_bold, 24}, kCell{Face::regular, 8},
    kCellHeading{Face::semi_bold, 7};

void rule(Canvas& canvas, ScreenPos at, double width, Colour colour) {
  canvas.move_to(at);
  canvas.line_to({at.x_pt + width, at.y_pt});
  canvas.stroke(colour, 0.75);
}

void draw_tile(Canvas& canvas, const BookView& v, const Tile& tile, const ScreenRect& box) {
  canvas.rect(box, 4);
  canvas.fill(v.colours().hover);
  canvas.tagged("P", [&] {
    const double width = box.width_pt - 16;
    canvas.text(kNumberType, {box.x_pt + 8, box.y_pt + 20}, v.colours().text,
                shortened(kNumberType, tile.value, width) + " ");
    draw_lines(canvas, type::kSmall, {box.x_pt + 8, box.y_pt + 24.5}, v.colours().secondary,
               wrapped(type::kSmall, tile.label, width));
  });
}

constexpr double kCellGap = 8, kLeastBar = 12;

struct TableLook {
  double width, first, column;
  double bar;  // the longest; 0: none, since the numbers leave no room
};

// The first column is as wide as what it holds, the others share the rest.
TableLook look_of(const std::vector<BookRow>& rows, std::size_t columns, double width) {
  double first = width / 4, number = 0;
  for (const BookRow& row : rows) {
    first = std::max(first, kSign + print::width_pt(kCell, row.cells[0].text) + kCellGap);
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
      if (!row.cells[i].bar) continue;
      number = std::max(number, print::width_pt(kCell, row.cells[i].text));
    }
  }
  first = std::min(first, width / 2);
  const double column = (width - first) / static_cast<double>(columns - 1);
  const double bar = column - number - 2 * kCellGap;
  return {width, first, column, bar < kLeastBar ? 0 : bar};
}

void draw_headings(Canvas& canvas, const BookView& v,
                   const std::vector<std::vector<std::string>>& headings, ScreenPos at,
                   const TableLook& look, double height) {
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const auto lines = static_cast<double>(headings[i].size());
    double y = at.y_pt + height - kCellHeading.line_pt() * lines + kCellHeading.size_pt - 1;
    const double right = at.x_pt + look.first + static_cast<double>(i) * look.column;
    canvas.tagged("TH", [&] {
      for (const std::string& line : headings[i]) {
        i == 0 ? canvas.text(kCellHeading, {at.x_pt, y}, v.colours().secondary, line)
               : canvas.text_right(kCellHeading, {right, y}, v.colours().secondary, line);
        y += kCellHeading.line_pt();
      }
    });
  }
}

void draw_row(Canvas& canvas, const BookView& v, const BookRow& row, ScreenPos at,
              const TableLook& look) {
  const double baseline = at.y_pt + kCell.size_pt + 2;
  if (row.family) {
    canvas.enter({at.x_pt + 5, at.y_pt + kRow / 2 - 0.5}, kSignFactor);
    draw_swatch(canvas, {0, 0}, *row.family, v.state);
    canvas.restore();
  }
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const BookCell& cell = row.cells[i];
    const double left =
        at.x_pt + (i == 0 ? 0 : look.first + (static_cast<double>(i) - 1) * look.column);
    canvas.tagged(i == 0 ? "TH" : "TD", [&] {
      if (i == 0) {
        canvas.text(kCell, {left + kSign, baseline}, v.colours().text,
                    shortened(kCell, cell.text, look.first - kSign - 4));
      } else {
        canvas.text_right(kCell, {left + look.column, baseline}, v.colours().text, cell.text);
      }
    });
    if (!cell.bar || *cell.bar <= 0 || look.bar == 0) continue;
    canvas.rect(
        {left + kCellGap, at.y_pt + (kRow - kBar) / 2, std::max(0.8, look.bar * *cell.bar), kBar},
        kBar / 2);
    canvas.fill(i == 1 ? v.colours().accent : v.colours().map_label);
  }
}

}  // namespace

Block space(double height) {
  return {height, [](Canvas&, ScreenPos) {}};
}

Block stacked(std::vector<Block> parts) {
  double height = 0;
  for (const Block& b : parts) height += b.height_pt;
  return {height, [parts = std::move(parts)](Canvas& canvas, ScreenPos at) {
            for (const Block& b : parts) {
              b.draw(canvas, at);
              at.y_pt += b.height_pt;
            }
          }};
}

Block page_title(const BookView& v, std::string_view above, const std::string& title,
                 const std::string& beside, double width) {
  const double room = width - print::width_pt(kBookTitle, beside) - 12;
  const auto lines = wrapped(kBookTitle, title, room);
  const double height = 14 + kBookTitle.line_pt() * static_cast<double>(lines.size()) + 12;
  return {height, [&v, above = std::string(above), lines, beside, width, height](Canvas& canvas,
                                                                                 ScreenPos at) {
            canvas.tagged("P", [&] {
              canvas.text(type::kBody, {at.x_pt, at.y_pt + 9}, v.colours().secondary, above);
            });
            canvas.tagged("H1", [&] {
              draw_lines(canvas, kBookTitle, {at.x_pt, at.y_pt + 12}, v.colours().text, lines);
            });
            if (!beside.empty()) {
              canvas.text_right(kBookTitle, {at.x_pt + width, at.y_pt + 12 + kBookTitle.size_pt},
                                v.colours().map_label, beside);
            }
            rule(canvas, {at.x_pt, at.y_pt + height - 8}, width, v.colours().region_border);
          }};
}

Block heading(const BookView& v, std::string_view text) {
  return {kSectionType.line_pt() + 12,
          [&v, text = std::string(text)](Canvas& canvas, ScreenPos at) {
            canvas.tagged("H2", [&] {
              canvas.text(kSectionType, {at.x_pt, at.y_pt + 8 + kSectionType.size_pt},
                          v.colours().text, text);
            });
          },
          true};
}

Block paragraph(const BookView& v, const Type& type, Colour colour, const std::string& text,
                double width, const std::string& link) {
  const auto lines = wrapped(type, text, width);
  const double height = type.line_pt() * static_cast<double>(lines.size());
  return {height + 3, [&v, type, colour, lines, width, height, link](Canvas& canvas, ScreenPos at) {
            canvas.tagged("P", [&] {
              draw_lines(canvas, type, at, link.empty() ? colour : v.colours().accent, lines);
            });
            if (!link.empty()) canvas.link({at.x_pt, at.y_pt, width, height}, link);
          }};
}

Block tiles(const BookView& v, const std::vector<Tile>& all, double width) {
  return {kTileHeight + kBookGap, [&v, all, width](Canvas& canvas, ScreenPos at) {
            const auto n = static_cast<double>(all.size());
            const double each = (width - kTileGap * (n - 1)) / n;
            double x = at.x_pt;
            for (const Tile& tile : all) {
              draw_tile(canvas, v, tile, {x, at.y_pt, each, kTileHeight});
              x += each + kTileGap;
            }
          }};
}

Block table(const BookView& v, const std::vector<std::string>& names, std::vector<BookRow> rows,
            double width) {
  const TableLook look = look_of(rows, names.size(), width);
  std::vector<std::vector<std::string>> headings;
  std::size_t lines = 1;
  for (const std::string& name : names) {
    const double room = (headings.empty() ? look.first : look.column) - kCellGap;
    headings.push_back(wrapped(kCellHeading, name, room));
    lines = std::max(lines, headings.back().size());
  }
  const double top = kCellHeading.line_pt() * static_cast<double>(lines) + 3;
  const double height = top + kRow * static_cast<double>(rows.size());
  const auto draw = [&v, headings = std::move(headings), rows = std::move(rows), look, top](
                        Canvas& canvas, ScreenPos at) {
    canvas.tagged("Table", [&] {
      canvas.tagged("TR", [&] { draw_headings(canvas, v, headings, at, look, top); });
      double y = at.y_pt + top;
      for (const BookRow& row : rows) {
        rule(canvas, {at.x_pt, y - 1}, look.width, v.colours().hairline);
        canvas.tagged("TR", [&] { draw_row(canvas, v, row, {at.x_pt, y}, look); });
        y += kRow;
      }
    });
  };
  return {height + 6, draw};
}

}  // namespace terreau::print
