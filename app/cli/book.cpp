#include "app/print/book.h"

#include <chrono>
#include <cstdio>

#include "app/cli/options.h"
#include "app/cli/progress.h"
#include "app/print/document.h"
#include "geodata/file_output.h"

// terreau atlas: the book of the departments.
namespace terreau::cli {

int run_atlas(const Options& o) {
  const auto start = std::chrono::steady_clock::now();
  const auto request = request_of(o);
  if (!request) return fail(request.error().text(), kUsage);
  auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  if (print::format_of(o.output) != print::Format::pdf) {
    return fail("atlas writes .pdf, not " + o.output, kUsage);
  }
  auto book =
      *print::book_on(o.page.empty() ? "a4" : o.page, o.orientation == "landscape", o.title);
  book.chapters = print::take_chapters(state->filter);
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  const World world = world_of(*std::move(atlas), state->filter);
  Progress progress("Pages");
  book.progress = [&](double done) { progress.show(done); };
  const auto made = print::make_book(book, *state, world);
  progress.end();
  if (!made) return fail(made.error().text());
  const auto written = write_file(o.output, made->bytes);
  if (!written) return fail(written.error().text());
  for (const std::string& why : made->failures) fail(why);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s: %d pages, %zu departments, %s in %.1f s; slowest page %d, %.2f s\n",
              written->path.c_str(), made->pages, book.chapters.size(),
              size_text(written->bytes).c_str(), seconds, made->slowest_page, made->slowest_s);
  return made->failures.empty() ? kDone : kFailed;
}

}  // namespace terreau::cli
