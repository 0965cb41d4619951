#include "app/source_watch.h"

#include <chrono>
#include <optional>
#include <utility>

namespace terreau {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::seconds kBetweenLooks{2};

struct Look {
  fs::file_time_type time;
  std::uintmax_t size = 0;
  friend bool operator==(const Look&, const Look&) = default;
};

// None where there is no such file.
std::optional<Look> look_at_file(const std::string& path) {
  std::error_code error;
  Look look;
  look.time = fs::last_write_time(path, error);
  if (error) return std::nullopt;
  look.size = fs::file_size(path, error);
  if (error) look.size = 0;  // a folder
  return look;
}

}  // namespace

SourceWatch::SourceWatch(std::function<void()> wake) : wake_(std::move(wake)) {}

std::vector<SourceWatch::File> SourceWatch::look_at(const std::vector<std::string>& sources) {
  std::vector<File> files;
  for (const std::string& source : sources) {
    const std::string path = source.starts_with("/vsizip/") ? source.substr(8) : source;
    const auto look = look_at_file(path);
    if (look) files.push_back({source, path, look->time, look->size});
  }
  return files;
}

void SourceWatch::watch(std::vector<File> files) {
  const std::scoped_lock lock(mutex_);
  files_ = std::move(files);
  ++generation_;
  changes_.clear();
  if (!files_.empty() && !thread_.joinable()) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
}

std::vector<SourceWatch::Change> SourceWatch::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(changes_, {});
}

void SourceWatch::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    due_.wait_for(lock, stop, kBetweenLooks, [] { return false; });
    if (stop.stop_requested()) return;
    const std::vector<File> files = files_;
    const int generation = generation_;
    lock.unlock();
    std::vector<std::optional<Look>> looks;
    for (const File& file : files) looks.push_back(look_at_file(file.path));
    lock.lock();
    if (generation != generation_) continue;
    bool any = false;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      File& file = files_[i];
      if (file.told || looks[i] == Look{file.time, file.size}) continue;
      file.told = any = true;
      changes_.push_back({file.source, looks[i] ? What::changed : What::gone});
    }
    if (any && wake_) {
      lock.unlock();
      wake_();
      lock.lock();
    }
  }
}

}  // namespace terreau
