#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace terreau::cli {

// A line on stderr that follows long work; nothing where stderr is no terminal.
class Progress {
 public:
  explicit Progress(std::string_view what);
  void show(double done);  // 0 … 1
  void end();              // the line goes

 private:
  std::string what_;
  bool terminal_ = false;
  int shown_ = -1;  // percent
};

// The same for files of millions of rows: how many, how fast, how long still. Where stderr is no
// terminal, a line every half minute.
class RowProgress {
 public:
  RowProgress();
  void show(std::string_view what, double done,
            std::int64_t rows);  // done: 0 where it is not known
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_ = false, line_ = false;
  std::string what_;
  Clock::time_point start_, shown_;  // of the work on what_
};

// "StockUniteLegale.zip [####    ]  42 %  12.6 M rows, 1.8 M rows/s, 0:23 left"; no bar without a
// width.
std::string row_progress_text(std::string_view what, double done, std::int64_t rows, double seconds,
                              int bar_width);

std::string size_text(std::uintmax_t bytes);  // "145 kB", "2.4 MB"

}  // namespace terreau::cli
