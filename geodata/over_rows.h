#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "geodata/row_set.h"

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

// Those rows that fill(first, end, set) inserts, which is called for parts of all of them.
template <class Fill>
RowSet rows_of(std::uint32_t rows, const Fill& fill) {
  auto parts = over_rows(rows, [&](std::uint32_t first, std::uint32_t end) {
    RowSet part(rows);
    fill(first, end, part);
    return part;
  });
  for (std::size_t i = 1; i < parts.size(); ++i) parts[0].insert(parts[i]);
  parts[0].finish();
  return std::move(parts[0]);
}

// Those rows for which test(row) holds.
template <class Test>
RowSet rows_where(std::uint32_t rows, const Test& test) {
  return rows_of(rows, [&](std::uint32_t first, std::uint32_t end, RowSet& set) {
    for (std::uint32_t row = first; row < end; ++row) {
      if (test(row)) set.insert(row);
    }
  });
}

// work(0 … count - 1), each by whichever thread is free next; by one thread where all of it weighs
// little (a unit is about 0.2 microseconds).
template <class Work>
void for_each(std::size_t count, std::size_t weight, const Work& work) {
  const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = weight < 5'000 ? 1 : std::min({processors, count, std::size_t{8}});
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(run);
  run();
}

// The same for parts(first, end) of [0, count) that are small enough to be shared out evenly.
template <class Work>
void in_parts(std::size_t count, std::size_t weight, const Work& work) {
  constexpr std::size_t kTogether = 1024;
  for_each((count + kTogether - 1) / kTogether, weight, [&](std::size_t part) {
    const std::size_t first = part * kTogether;
    work(static_cast<std::uint32_t>(first),
         static_cast<std::uint32_t>(std::min(first + kTogether, count)));
  });
}

}  // namespace terreau
