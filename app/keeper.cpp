#include "app/keeper.h"

#include <array>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <memory>
#include <thread>
#include <utility>

#include "app/memory_file.h"
#include "app/model/view_line.h"

namespace terreau {
namespace {

std::string local_time() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  std::array<char, 24> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M", &parts)};
}

}  // namespace

Kept read_kept() {
  Kept kept{memory_path(), views_path(), {}, {}, {}};
  auto memory = read_memory(kept.memory_path);
  auto views = read_views(kept.views_path);
  for (const auto* warnings : {&memory.warnings(), &views.warnings()}) {
    for (const Issue& issue : *warnings) kept.troubles.push_back(issue.reason);
  }
  kept.memory = *std::move(memory);
  kept.views = *std::move(views);
  return kept;
}

std::string lasting_name(const std::string& source) {
  const std::size_t colon = source.find(':');
  const bool connection = colon != std::string::npos && colon > 1 && source.find('/') > colon;
  if (connection || source.starts_with('/')) return source;
  std::error_code ignored;
  const auto path = std::filesystem::absolute(source, ignored);
  return path.empty() ? source : path.lexically_normal().string();
}

Keeper::Keeper(Kept kept, std::function<void()> wake)
    : kept_(std::move(kept)),
      written_(kept_.memory),
      previous_(kept_.memory.session),
      jobs_(1, std::move(wake)) {}

void Keeper::note_view(const MapState& state, const World& world,
                       const std::vector<std::string>& sources) {
  Step now = step_of(state);
  if (!first_) first_ = now;
  if (last_ ? now == *last_ && sources == last_sources_ : now == *first_ && sources.empty()) return;
  kept_.memory.session = {view_line(state, world), sources, local_time()};
  last_ = std::move(now);
  last_sources_ = sources;
}

void Keeper::change_views(std::function<void(Views&)> change,
                          std::function<void(const Result<Views>&)> done) {
  jobs_.start([this, path = kept_.views_path, change = std::move(change),
               done = std::move(done)](std::stop_token) -> Jobs::Delivery {
    auto views = std::make_shared<Result<Views>>(terreau::change_views(path, change));
    return [this, views, done] {
      if (*views) kept_.views = **views;
      done(*views);
    };
  });
}

std::optional<double> Keeper::write_if_due(double now_s) {
  if (kept_.memory_path.empty() || writing_ || kept_.memory == written_) return {};
  if (now_s < written_s_ + kPause_s) return written_s_ + kPause_s - now_s;
  writing_ = true;
  written_s_ = now_s;
  written_ = kept_.memory;
  jobs_.start([this, path = kept_.memory_path, memory = kept_.memory](std::stop_token) {
    write_memory(path, memory);  // a disk that is full now may have room in a moment
    return [this] { writing_ = false; };
  });
  return {};
}

std::string Keeper::write_now() {
  while (jobs_.busy()) {  // an older word must not come last
    jobs_.drain();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (kept_.memory_path.empty() || kept_.memory == written_) return "";
  written_ = kept_.memory;
  return write_memory(kept_.memory_path, kept_.memory);
}

}  // namespace terreau
