#include <algorithm>

#include "app/print/book_parts.h"
#include "geodata/search.h"

// Contents and index: entries that lead to their page.
namespace terreau::print {
namespace {

constexpr int kContentsColumns = 2, kIndexColumns = 3;
constexpr double kCode = 22, kNumber = 20, kLine = 12;
constexpr Type kEntry{Face::regular, 8.5}, kOuter{Face::semi_bold, 9},
    kIndexEntry{Face::regular, 7.5};

std::string target_of(std::size_t page) { return "page-" + std::to_string(page + 1); }

Block contents_line(const BookView& v, const BookEntry& e, std::size_t first, double width) {
  const bool outer = e.level == 1;
  const Type type = outer ? kOuter : kEntry;
  return {kLine + (outer ? 4 : 0), [=, &v](Canvas& canvas, ScreenPos at) {
            const double baseline = at.y_pt + type.size_pt + (outer ? 4 : 1);
            const std::string page = std::to_string(e.page + first + 1);
            const double indent = e.code.empty() ? 0 : kCode;
            const double more = e.more.empty() ? 0 : print::width_pt(type::kSmall, e.more) + 6;
            canvas.tagged("P", [&] {
              canvas.text(type, {at.x_pt, baseline}, v.colours().map_label, e.code);
              const std::string text = shortened(type, e.text, width - indent - kNumber - more - 4);
              canvas.text(type, {at.x_pt + indent, baseline}, v.colours().text, text);
              canvas.text(type::kSmall,
                          {at.x_pt + indent + print::width_pt(type, text) + 5, baseline},
                          v.colours().secondary, e.more);
              canvas.text_right(type, {at.x_pt + width, baseline}, v.colours().text, page);
            });
            canvas.link({at.x_pt, at.y_pt, width, kLine}, "#" + target_of(e.page + first));
          }};
}

Block index_line(const BookView& v, const BookEntry& e, double width) {
  return {kIndexEntry.line_pt(), [=, &v](Canvas& canvas, ScreenPos at) {
            const double baseline = at.y_pt + kIndexEntry.size_pt;
            canvas.tagged("P", [&] {
              canvas.text(kIndexEntry, {at.x_pt, baseline}, v.colours().text,
                          shortened(kIndexEntry, e.text, width - kNumber - 4) + " ");
              canvas.text_right(kIndexEntry, {at.x_pt + width, baseline}, v.colours().secondary,
                                std::to_string(e.page + 1));
            });
            canvas.link({at.x_pt, at.y_pt, width, kIndexEntry.line_pt()}, "#" + target_of(e.page));
          }};
}

Block letter_line(const BookView& v, std::string letter) {
  return {
      kOuter.line_pt() + 6, [=, &v](Canvas& canvas, ScreenPos at) {
        canvas.tagged("H3", [&] {
          canvas.text(kOuter, {at.x_pt, at.y_pt + kOuter.size_pt + 5}, v.colours().accent, letter);
        });
      }};
}

// "A", or "0–9" and other signs together.
std::string letter_of(std::string_view folded) {
  if (folded.empty() || folded[0] < 'a' || folded[0] > 'z') return "0–9";
  return {static_cast<char>(folded[0] - 'a' + 'A')};
}

}  // namespace

std::vector<PagePlan> contents(const BookView& v, const std::vector<BookEntry>& entries,
                               std::size_t first) {
  const std::string title(v.tr("Contents"));
  Flow flow(v.room(), title);
  flow.add(page_title(v, v.title, title, "", flow.width_pt()));
  std::vector<Block> blocks;
  const double width = flow.column_width_pt(kContentsColumns, kBookGap * 2);
  for (const BookEntry& e : entries) blocks.push_back(contents_line(v, e, first, width));
  flow.add_columns(blocks, kContentsColumns, kBookGap * 2);
  auto pages = flow.take();
  pages.front().outline = title;
  return pages;
}

std::vector<PagePlan> index_of(const BookView& v, const std::vector<BookEntry>& entries) {
  const std::string title(v.tr("Index of organisations"));
  Flow flow(v.room(), title);
  flow.add(page_title(v, v.title, title, "", flow.width_pt()));
  std::vector<std::pair<std::string, const BookEntry*>> sorted;
  for (const BookEntry& e : entries) sorted.emplace_back(fold(e.text), &e);
  std::ranges::stable_sort(sorted, {}, &std::pair<std::string, const BookEntry*>::first);
  std::vector<Block> blocks;
  const double width = flow.column_width_pt(kIndexColumns, kBookGap);
  std::string letter;
  for (const auto& [folded, entry] : sorted) {
    Block line = index_line(v, *entry, width);
    if (letter_of(folded) != letter) {
      letter = letter_of(folded);
      // One block with its first entry, so that no column ends in a letter.
      line = stacked({letter_line(v, letter), std::move(line)});
    }
    blocks.push_back(std::move(line));
  }
  flow.add_columns(blocks, kIndexColumns, kBookGap);
  auto pages = flow.take();
  pages.front().outline = title;
  return pages;
}

}  // namespace terreau::print
