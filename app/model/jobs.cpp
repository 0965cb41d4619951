#include "app/model/jobs.h"

#include <utility>

#include "geodata/result.h"

namespace terreau {

Jobs::Jobs(int workers, std::function<void()> wake) : wake_(std::move(wake)) {
  TERREAU_CHECK(workers > 0);
  for (int i = 0; i < workers; ++i) {
    workers_.emplace_back([this](std::stop_token stop) { work(std::move(stop)); });
  }
}

Jobs::~Jobs() {
  // All are asked first: ~jthread alone would ask the second only once the first has ended.
  for (std::jthread& worker : workers_) worker.request_stop();
  workers_.clear();
}

void Jobs::start(Job job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
  }
  ready_.notify_one();
}

bool Jobs::drain() {
  std::vector<Delivery> delivered;
  {
    const std::lock_guard lock(mutex_);
    delivered.swap(inbox_);
  }
  // Without the lock: a delivery may start the next job.
  for (Delivery& delivery : delivered) {
    if (delivery) delivery();
  }
  return !delivered.empty();
}

void Jobs::wait_until(std::chrono::steady_clock::time_point end) {
  std::unique_lock lock(mutex_);
  delivered_.wait_until(lock, end, [this] { return !inbox_.empty(); });
}

bool Jobs::busy() const {
  const std::lock_guard lock(mutex_);
  return !waiting_.empty() || running_ > 0 || !inbox_.empty();
}

void Jobs::work(std::stop_token stop) {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      if (!ready_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      if (stop.stop_requested()) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
      ++running_;
    }
    Delivery delivery = job(stop);
    job = nullptr;  // what it holds dies here, on the worker, before anybody hears of its end
    {
      const std::lock_guard lock(mutex_);
      inbox_.push_back(std::move(delivery));
      --running_;
    }
    delivered_.notify_all();
    wake_();
  }
}

}  // namespace terreau
