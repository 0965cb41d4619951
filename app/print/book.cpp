#include "app/print/book.h"

#include <algorithm>
#include <chrono>

#include "app/print/book_parts.h"
#include "app/print/document.h"
#include "app/print/paper.h"

namespace terreau::print {
namespace {

using Clock = std::chrono::steady_clock;

// All pages in their order, and where the entries of contents and index lead.
class Binder {
 public:
  explicit Binder(const BookView& v) : v_(v) {}

  std::vector<PagePlan> bind(std::vector<std::string>& failures) {
    add(key_figures(v_), v_.tr("Key figures"));
    add(nation(v_), v_.tr("France"));
    const std::size_t first = pages_.size();
    for (const DepartmentId d : v_.options.chapters) add_chapter(d, failures);
    if (pages_.size() > first) add_outline_above(first);
    if (v_.options.chapters.size() == kDepartmentCount) add_elsewhere();
    // Contents and cover come first, though they need what follows.
    const std::size_t front =
        1 + contents(v_, with_back_matter(pages_.size(), pages_.size()), 0).size();
    for (BookEntry& e : organisations_) e.page += front;
    auto index = index_of(v_, organisations_);
    const auto entries = with_back_matter(pages_.size(), pages_.size() + index.size());
    std::vector<PagePlan> all{cover(v_)};
    std::ranges::move(contents(v_, entries, front), std::back_inserter(all));
    std::ranges::move(pages_, std::back_inserter(all));
    std::ranges::move(index, std::back_inserter(all));
    std::ranges::move(sources(v_), std::back_inserter(all));
    return all;
  }

 private:
  void add(std::vector<PagePlan> pages, std::string_view title) {
    entries_.push_back({"", std::string(title), "", pages_.size(), 1});
    std::ranges::move(pages, std::back_inserter(pages_));
  }

  void add_chapter(DepartmentId d, std::vector<std::string>& failures) {
    Chapter c = chapter(v_, d);
    if (!c.failure.empty()) failures.push_back(c.failure);
    const auto known = v_.totals.places[d.value];
    entries_.push_back({std::string(department(d).code), std::string(department(d).name),
                        known ? v_.number(static_cast<std::int64_t>(*known)) : "", pages_.size(),
                        2});
    add_pages(std::move(c));
  }

  void add_elsewhere() {
    Chapter c = elsewhere(v_);
    if (c.places.empty()) return;
    entries_.push_back({"", c.pages.front().outline, "", pages_.size(), 1});
    add_pages(std::move(c));
  }

  void add_pages(Chapter c) {
    for (const auto& [place, page] : c.places) {
      organisations_.push_back(
          {"", std::string(v_.places().name(place)), "", pages_.size() + page, 1});
    }
    std::ranges::move(c.pages, std::back_inserter(pages_));
  }

  // The chapters are below an entry of their own.
  void add_outline_above(std::size_t first) { pages_[first].outline_above = v_.tr("Departments"); }

  std::vector<BookEntry> with_back_matter(std::size_t index, std::size_t sources) const {
    auto entries = entries_;
    entries.push_back({"", std::string(v_.tr("Index of organisations")), "", index, 1});
    entries.push_back({"", std::string(v_.tr("Sources and licences")), "", sources, 1});
    return entries;
  }

  const BookView& v_;
  std::vector<PagePlan> pages_;  // between contents and index
  std::vector<BookEntry> entries_, organisations_;
};

BookView view_of(const BookOptions& options, const MapState& state, const World& world,
                 MapDrawing& map) {
  BookView v{options, state, world, map, options.title, {}};
  if (v.title.empty()) v.title = v.tr("Atlas of cooperation");
  v.totals = level_totals(world, TerritoryLevel::departement, state.visible);
  return v;
}

void draw_foot(Canvas& canvas, const BookView& v, const PagePlan& page, std::size_t number) {
  if (number == 1) return;  // the cover
  const ScreenRect room = v.room();
  const double y = v.height_pt() - 18;
  if (!page.own_factor) {
    canvas.text(type::kSmall, {room.x_pt, y}, v.colours().secondary,
                shortened(type::kSmall, v.title + " · " + page.section, room.width_pt - 40));
  }
  canvas.text_right(type::kSmall, {room.x_pt + room.width_pt, y}, v.colours().secondary,
                    std::to_string(number));
}

void draw_page(Document& document, const BookView& v, const PagePlan& page, std::size_t number) {
  Canvas& canvas = document.begin_page(v.options.width_pt, v.options.height_pt);
  const std::string target = "page-" + std::to_string(number);
  canvas.target(target);
  if (!page.outline_above.empty()) document.outline(page.outline_above, target, 1);
  if (!page.outline.empty()) document.outline(page.outline, target, page.outline_level);
  if (page.own_factor) {
    for (const auto& item : page.items) item(canvas);
  }
  canvas.enter({0, 0}, v.options.factor);
  if (!page.own_factor) {
    canvas.ground({0, 0, v.width_pt(), v.height_pt()}, v.colours().panel);
    for (const auto& item : page.items) item(canvas);
  }
  draw_foot(canvas, v, page, number);
  canvas.restore();
}

}  // namespace

std::optional<BookOptions> book_on(std::string_view page, bool landscape, std::string title) {
  const auto on = paper(page, landscape);
  if (!on) return {};
  BookOptions book;
  book.width_pt = on->width_pt;
  book.height_pt = on->height_pt;
  book.factor = on->factor;
  book.title = std::move(title);
  return book;
}

std::vector<DepartmentId> take_chapters(Filter& filter) {
  DepartmentSet wanted = filter.departments;
  for (std::uint8_t r = 0; r < kRegionCount; ++r) {
    if (filter.regions[r]) wanted |= departments_of(RegionId{r});
  }
  filter.departments.reset();
  filter.regions.reset();
  std::vector<DepartmentId> all;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (wanted.none() || wanted[d]) all.push_back({d});
  }
  return all;
}

Result<Book> make_book(const BookOptions& options, const MapState& state, const World& world) {
  MapDrawing map;
  const BookView v = view_of(options, state, world, map);
  Book book;
  const std::vector<PagePlan> pages = Binder(v).bind(book.failures);
  Document document({Format::pdf, 1, true, state.language, v.title, "", ""});
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (options.stop.stop_requested()) return Error{"", "stopped"};
    const auto start = Clock::now();
    draw_page(document, v, pages[i], i + 1);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (seconds > book.slowest_s) {
      book.slowest_s = seconds;
      book.slowest_page = static_cast<int>(i) + 1;
    }
    options.progress(static_cast<double>(i + 1) / static_cast<double>(pages.size()));
  }
  book.pages = document.page_count();
  auto bytes = document.finish();
  if (!bytes) return bytes.error();
  book.bytes = *std::move(bytes);
  return book;
}

}  // namespace terreau::print
