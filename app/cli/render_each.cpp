#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <thread>

#include "app/cli/progress.h"
#include "app/cli/render_sheet.h"

// terreau render --each department: one process, every core, a file each.
namespace terreau::cli {
namespace {

std::string with(std::string text, std::string_view key, std::string_view value) {
  for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at)) {
    text.replace(at, key.size(), value);
    at += value.size();
  }
  return text;
}

std::string path_of(const std::string& pattern, DepartmentId id) {
  return with(with(pattern, "{code}", department(id).code), "{name}", department(id).name);
}

std::vector<DepartmentId> departments_of(const RenderJob& job) {
  std::vector<DepartmentId> all;
  const DepartmentSet& wanted = job.state.filter.departments;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    const bool present = job.world.atlas.boundaries->shapes[d].present;
    if (present && (wanted.none() || wanted[d])) all.push_back({d});
  }
  return all;
}

// A folder for so many files is made where it is missing; "" or what went wrong.
std::string make_folders(const RenderJob& job, const std::vector<DepartmentId>& all) {
  for (const DepartmentId d : all) {
    const auto folder = std::filesystem::path(path_of(job.options.output, d)).parent_path();
    std::error_code error;
    if (folder.empty() || std::filesystem::is_directory(folder, error)) continue;
    std::filesystem::create_directories(folder, error);
    if (error) return folder.string() + ": cannot be made: " + error.message();
  }
  return "";
}

struct Outcome {
  std::size_t done = 0;
  std::uintmax_t bytes = 0;
  std::vector<std::string> failures;  // in the order of the departments
};

Outcome render_all(const RenderJob& job, const std::vector<DepartmentId>& all) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;  // guards what follows
  Progress progress("Maps");
  Outcome outcome;
  std::vector<std::string> failures(all.size());
  const auto work = [&] {
    print::MapDrawing map;
    for (std::size_t i = next++; i < all.size(); i = next++) {
      const auto written = render_file(job, path_of(job.options.output, all[i]), all[i], map);
      const std::scoped_lock lock(mutex);
      if (written) outcome.bytes += written->bytes;
      if (!written) failures[i] = written.error().text();
      progress.show(static_cast<double>(++outcome.done) / static_cast<double>(all.size()));
    }
  };
  {
    std::vector<std::jthread> workers;
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < std::min<std::size_t>(cores, all.size()); ++i) {
      workers.emplace_back(work);
    }
  }
  progress.end();
  std::ranges::copy_if(failures, std::back_inserter(outcome.failures),
                       [](const std::string& why) { return !why.empty(); });
  return outcome;
}

}  // namespace

int render_each(const RenderJob& job) {
  const std::vector<DepartmentId> all = departments_of(job);
  if (all.empty()) return fail("the boundaries hold none of these departments");
  if (const std::string trouble = make_folders(job, all); !trouble.empty()) return fail(trouble);
  const Outcome outcome = render_all(job, all);
  for (const std::string& why : outcome.failures) fail(why);
  std::printf("%s: %zu of %zu maps, %s\n", job.options.output.c_str(),
              all.size() - outcome.failures.size(), all.size(), size_text(outcome.bytes).c_str());
  return outcome.failures.empty() ? kDone : kFailed;
}

}  // namespace terreau::cli
