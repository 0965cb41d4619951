#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace terreau {

// Looks again and again whether the files that are open have changed on the disk. What is no file
// of this machine (an address, a database) is not looked at. On a thread of its own: a disk that
// sleeps or is gone takes its time.
class SourceWatch {
 public:
  enum class What { changed, gone };
  struct Change {
    std::string source;
    What what = What::changed;
  };

  // `wake` is called on the watching thread when there is something to take.
  explicit SourceWatch(std::function<void()> wake);
  // A file as it was when it was looked at.
  struct File {
    std::string source, path;
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0;
    bool told = false;
  };
  // Reads the disk: not for the main thread.
  static std::vector<File> look_at(const std::vector<std::string>& sources);
  // From now on these.
  void watch(std::vector<File> files);
  // What has happened since the last call, a source at most once until watch() is called again.
  std::vector<Change> take();

 private:
  void run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any due_;
  std::vector<File> files_;
  int generation_ = 0;  // of files_
  std::vector<Change> changes_;
  std::function<void()> wake_;
  std::jthread thread_;  // started with the first file, stopped first
};

}  // namespace terreau
