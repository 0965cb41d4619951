#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"
#include "geodata/result.h"

// The atlas as a book: cover, contents, key figures, France, a chapter for each department, an
// index of organisations, sources. A PDF whose entries lead to each other.
namespace terreau::print {

struct BookOptions {
  double width_pt = 0, height_pt = 0;  // of a page
  double factor = 1;                   // page points a point of the layout (paper.h)
  std::string title;                   // "": "Atlas of cooperation"
  std::vector<DepartmentId> chapters;  // in their order
  std::function<void(double)> progress = [](double) {};  // 0 … 1
  std::stop_token stop = {};                             // then it ends with an Error
};

// On a paper by its name ("a4"); none where there is no such paper.
std::optional<BookOptions> book_on(std::string_view page, bool landscape, std::string title);

// The departments and regions of the filter choose the chapters. They no longer narrow, so that
// France and ranks stay whole beside each chapter.
std::vector<DepartmentId> take_chapters(Filter& filter);

struct Book {
  std::vector<std::byte> bytes;
  int pages = 0;
  int slowest_page = 0;  // from 1
  double slowest_s = 0;
  std::vector<std::string> failures;  // pages that lack something, each with its reason
};

// The places that pass the filter of `world`, and are shown; the state's look. A chapter whose map
// cannot be drawn has all the rest, and is named.
Result<Book> make_book(const BookOptions& options, const MapState& state, const World& world);

}  // namespace terreau::print
