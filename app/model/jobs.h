#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace terreau {

// Background work. A job runs on a worker and returns a delivery; the main thread runs deliveries,
// in the order in which jobs ended, when it calls drain(). Nothing else crosses between threads.
class Jobs {
 public:
  using Delivery = std::function<void()>;
  using Job = std::function<Delivery(std::stop_token)>;

  // `wake` is called on a worker after each ended job; it must be thread-safe.
  explicit Jobs(
      int workers, std::function<void()> wake = [] {});
  ~Jobs();  // asks running jobs to stop, waits for them, drops deliveries
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  void start(Job job);
  // Runs what was delivered since the last call; true if there was anything. Main thread only.
  bool drain();
  // Waits until there is something to drain, but not beyond that time.
  void wait_until(std::chrono::steady_clock::time_point end);
  // True while a job is waiting, running, or delivered but not drained.
  bool busy() const;

 private:
  void work(std::stop_token stop);

  mutable std::mutex mutex_;
  std::condition_variable_any ready_, delivered_;
  std::deque<Job> waiting_;
  std::vector<Delivery> inbox_;
  int running_ = 0;
  std::function<void()> wake_;
  std::vector<std::jthread> workers_;
};

}  // namespace terreau
