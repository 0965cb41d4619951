#include "app/print/book_flow.h"

#include <algorithm>
#include <numeric>

namespace terreau::print {
namespace {

constexpr double kStep = 2;  // by which columns grow until everything fits

// How many of the blocks from `first` on fit into columns of that height.
std::size_t fitting(const std::vector<Block>& blocks, std::size_t first, int columns,
                    double height) {
  std::size_t i = first;
  for (int column = 0; column < columns; ++column) {
    for (double y = 0; i < blocks.size() && y + blocks[i].height_pt <= height; ++i) {
      y += blocks[i].height_pt;
    }
  }
  return i - first;
}

// The least height, at most `most`, into which all of them fit; else `most`.
double even_height(const std::vector<Block>& blocks, std::size_t first, int columns, double most) {
  if (fitting(blocks, first, columns, most) < blocks.size() - first) return most;
  const double total =
      std::accumulate(blocks.begin() + static_cast<std::ptrdiff_t>(first), blocks.end(), 0.0,
                      [](double sum, const Block& b) { return sum + b.height_pt; });
  for (double height = total / columns; height < most; height += kStep) {
    if (fitting(blocks, first, columns, height) == blocks.size() - first) return height;
  }
  return most;
}

}  // namespace

Flow::Flow(const ScreenRect& room, std::string section)
    : room_(room), section_(std::move(section)) {
  begin_page();
}

double Flow::column_width_pt(int columns, double gap) const {
  return (room_.width_pt - gap * (columns - 1)) / columns;
}

void Flow::begin_page() {
  PagePlan page;
  page.section = section_;
  pages_.push_back(std::move(page));
  y_ = room_.y_pt;
}

void Flow::put(const Block& block, ScreenPos at) {
  pages_.back().items.emplace_back([draw = block.draw, at](Canvas& canvas) { draw(canvas, at); });
}

void Flow::make_room(double next) {
  for (const Block& b : held_) next += b.height_pt;
  if (next > left_pt() && y_ > room_.y_pt) begin_page();
  for (const Block& b : held_) {
    put(b, {room_.x_pt, y_});
    y_ += b.height_pt;
  }
  held_.clear();
}

void Flow::add(Block block) {
  if (block.with_next) return held_.push_back(std::move(block));
  make_room(block.height_pt);
  put(block, {room_.x_pt, y_});
  y_ += block.height_pt;
}

std::vector<std::size_t> Flow::add_columns(const std::vector<Block>& blocks, int columns,
                                           double gap) {
  std::vector<std::size_t> pages;
  if (blocks.empty()) return pages;
  make_room(blocks.front().height_pt);
  const double step = column_width_pt(columns, gap) + gap;
  for (std::size_t i = 0; i < blocks.size();) {
    const double height = even_height(blocks, i, columns, left_pt());
    const double top = y_;
    for (int column = 0; column < columns && i < blocks.size(); ++column) {
      double y = top;
      // A block higher than a page is on a page of its own, rather than nowhere.
      const auto fits = [&] {
        return y + blocks[i].height_pt <= top + height || (top == room_.y_pt && y == top);
      };
      for (; i < blocks.size() && fits(); ++i) {
        put(blocks[i], {room_.x_pt + column * step, y});
        pages.push_back(pages_.size() - 1);
        y += blocks[i].height_pt;
      }
      y_ = std::max(y_, y);
    }
    if (i < blocks.size()) begin_page();
  }
  return pages;
}

std::vector<PagePlan> Flow::take() {
  make_room(0);
  return std::move(pages_);
}

}  // namespace terreau::print
