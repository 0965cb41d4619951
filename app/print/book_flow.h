#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/print/canvas.h"

// Blocks one below the other, over as many pages as they take.
namespace terreau::print {

struct PagePlan {
  std::string section;        // in the foot, beside the number
  std::string outline;        // an entry in the list of contents of the PDF; "": none
  int outline_level = 1;      // 1: the outermost
  std::string outline_above;  // an entry for what begins here, before it
  bool own_factor = false;    // its items are in points of the page, not of the layout
  std::vector<std::function<void(Canvas&)>> items;  // in the order in which a page is read
};

struct Block {
  double height_pt = 0;
  std::function<void(Canvas&, ScreenPos)> draw;  // from its top left corner
  bool with_next = false;                        // a heading never ends a page
};

class Flow {
 public:
  // `room`: of the text on each page.
  Flow(const ScreenRect& room, std::string section);

  double width_pt() const { return room_.width_pt; }
  double column_width_pt(int columns, double gap_pt) const;
  void add(Block block);
  // Down the first column, then the next; as even as they can be on the last page. Returns the page
  // of each, from 0.
  std::vector<std::size_t> add_columns(const std::vector<Block>& blocks, int columns,
                                       double gap_pt);
  void begin_page();
  std::vector<PagePlan> take();

 private:
  double left_pt() const { return room_.y_pt + room_.height_pt - y_; }
  void make_room(double next_pt);  // for held-back headings and what follows them
  void put(const Block& block, ScreenPos at);

  ScreenRect room_;
  std::string section_;
  std::vector<PagePlan> pages_;
  std::vector<Block> held_;
  double y_ = 0;
};

}  // namespace terreau::print
