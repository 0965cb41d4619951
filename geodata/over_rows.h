#pragma once

#include <algorithm>
#include <cstdint>
#include <future>
#include <thread>
#include <vector>

namespace terreau {

// fn(first, end) over all of `rows` rows, on as many threads as are worth it; the results in order.
template <class Fn>
auto over_rows(std::uint32_t rows, Fn fn) -> std::vector<decltype(fn(0U, 0U))> {
  constexpr std::uint32_t kRowsAThread = 32768;  // fewer are not worth a second thread
  const std::uint32_t threads =
      std::clamp(std::thread::hardware_concurrency(), 1U, rows / kRowsAThread + 1);
  const auto edge = [&](std::uint32_t t) {
    return static_cast<std::uint32_t>(std::uint64_t{rows} * t / threads);
  };
  std::vector<std::future<decltype(fn(0U, 0U))>> running;
  for (std::uint32_t t = 1; t < threads; ++t) {
    running.push_back(std::async(std::launch::async, fn, edge(t), edge(t + 1)));
  }
  std::vector<decltype(fn(0U, 0U))> out;
  out.push_back(fn(0U, edge(1)));
  for (auto& part : running) out.push_back(part.get());
  return out;
}

}  // namespace terreau
