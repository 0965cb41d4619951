#include "app/model/jobs.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <set>

#include <gtest/gtest.h>

namespace terreau {
namespace {

// Drains until nothing is under way, as the main loop does.
void drain_all(Jobs& jobs) {
  while (jobs.busy()) {
    if (!jobs.drain()) std::this_thread::yield();
  }
}

TEST(Jobs, RunsEveryJobAndDeliversOnTheDrainingThread) {
  Jobs jobs(4);
  std::set<int> delivered;  // unguarded on purpose: only the draining thread may touch it
  const auto main_thread = std::this_thread::get_id();
  for (int i = 0; i < 2000; ++i) {
    jobs.start([&, i](std::stop_token) -> Jobs::Delivery {
      return [&, i] {
        EXPECT_EQ(std::this_thread::get_id(), main_thread);
        delivered.insert(i);
      };
    });
  }
  drain_all(jobs);
  EXPECT_EQ(delivered.size(), 2000U);
}

TEST(Jobs, AreAwaitedUntilOneHasEndedOrTheTimeIsOver) {
  using std::chrono::steady_clock;
  Jobs jobs(1);
  std::atomic<bool> may_end = false;
  jobs.start([&](std::stop_token) -> Jobs::Delivery {
    may_end.wait(false);
    return [] {};
  });
  const auto soon = steady_clock::now() + std::chrono::milliseconds(1);
  jobs.wait_until(soon);
  EXPECT_GE(steady_clock::now(), soon);
  EXPECT_FALSE(jobs.drain());
  may_end = true;
  may_end.notify_all();
  const auto late = steady_clock::now() + std::chrono::hours(1);
  jobs.wait_until(late);
  EXPECT_LT(steady_clock::now(), late);
  EXPECT_TRUE(jobs.drain());
}

TEST(Jobs, DeliversInTheOrderInWhichJobsEnded) {
  Jobs jobs(1);
  std::vector<int> order;
  for (int i = 0; i < 100; ++i) {
    jobs.start([&order, i](std::stop_token) -> Jobs::Delivery {
      return [&order, i] { order.push_back(i); };
    });
  }
  drain_all(jobs);
  ASSERT_EQ(order.size(), 100U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(Jobs, ManyJobsFromManyThreadsAndDeliveries) {
  Jobs jobs(3);
  int ended = 0;
  std::function<void(int)> begin = [&](int depth) {
    jobs.start([&, depth](std::stop_token) -> Jobs::Delivery {
      return [&, depth] {
        ++ended;
        if (depth > 0) begin(depth - 1);  // a delivery starts the next job
      };
    });
  };
  {
    std::vector<std::jthread> starters;
    for (int t = 0; t < 4; ++t) {
      starters.emplace_back([&] {
        for (int i = 0; i < 50; ++i) begin(3);
      });
    }
  }
  drain_all(jobs);
  EXPECT_EQ(ended, 4 * 50 * 4);
}

TEST(Jobs, BusyWhileWaitingRunningOrNotDrained) {
  Jobs jobs(1);
  EXPECT_FALSE(jobs.busy());
  EXPECT_FALSE(jobs.drain());
  std::atomic<bool> running = false, go_on = false;
  jobs.start([&](std::stop_token) -> Jobs::Delivery {
    running = true;
    running.notify_all();
    go_on.wait(false);
    return [] {};
  });
  EXPECT_TRUE(jobs.busy());
  running.wait(false);
  EXPECT_TRUE(jobs.busy());
  EXPECT_FALSE(jobs.drain());
  go_on = true;
  go_on.notify_all();
  while (!jobs.drain()) {
    EXPECT_TRUE(jobs.busy());
    std::this_thread::yield();
  }
  EXPECT_FALSE(jobs.busy());
}

TEST(Jobs, WakesAfterEachEndedJob) {
  std::atomic<int> woken = 0;
  {
    Jobs jobs(2, [&] { ++woken; });
    for (int i = 0; i < 20; ++i) jobs.start([](std::stop_token) -> Jobs::Delivery { return {}; });
    drain_all(jobs);  // an empty delivery is one too
  }
  EXPECT_EQ(woken, 20);
}

TEST(Jobs, WhatWasDeliveredIsThereWhenWoken) {
  std::atomic<bool> woken = false;
  int delivered = 0;
  Jobs jobs(1, [&] {
    woken = true;
    woken.notify_all();
  });
  jobs.start([&](std::stop_token) -> Jobs::Delivery { return [&] { ++delivered; }; });
  woken.wait(false);
  EXPECT_TRUE(jobs.drain());
  EXPECT_EQ(delivered, 1);
}

TEST(Jobs, DestructorStopsRunningJobsAndDropsTheRest) {
  std::atomic<int> running = 0, stopped = 0, started_late = 0;
  bool delivered = false;
  {
    Jobs jobs(3);
    for (int i = 0; i < 3; ++i) {
      jobs.start([&](std::stop_token stop) -> Jobs::Delivery {
        ++running;
        while (!stop.stop_requested()) std::this_thread::yield();
        ++stopped;
        return [&] { delivered = true; };
      });
    }
    while (running < 3) std::this_thread::yield();
    jobs.start([&](std::stop_token) -> Jobs::Delivery {
      ++started_late;
      return {};
    });
  }
  EXPECT_EQ(stopped, 3);
  EXPECT_EQ(started_late, 0);
  EXPECT_FALSE(delivered);
}

TEST(Jobs, DestructorAsksAllBeforeItWaitsForAny) {
  // The first worker ends only after the second was asked: it would hang if they were asked in
  // turn.
  std::atomic<int> asked = 0, running = 0;
  {
    Jobs jobs(2);
    for (int i = 0; i < 2; ++i) {
      jobs.start([&](std::stop_token stop) -> Jobs::Delivery {
        ++running;
        while (!stop.stop_requested()) std::this_thread::yield();
        ++asked;
        while (asked < 2) std::this_thread::yield();
        return {};
      });
    }
    while (running < 2) std::this_thread::yield();
  }
  EXPECT_EQ(asked, 2);
}

TEST(Jobs, WhatAJobHoldsDiesBeforeItsDelivery) {
  Jobs jobs(1);
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = held;
  bool gone = false;
  jobs.start([held = std::move(held), watched, &gone](std::stop_token) -> Jobs::Delivery {
    return [watched, &gone] { gone = watched.expired(); };
  });
  drain_all(jobs);
  EXPECT_TRUE(gone);
}

TEST(Jobs, AnIdlePoolEndsAtOnce) {
  for (int i = 0; i < 200; ++i) Jobs jobs(2);
  SUCCEED();
}

}  // namespace
}  // namespace terreau
