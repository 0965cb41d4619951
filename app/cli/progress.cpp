#include "app/cli/progress.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <unistd.h>

namespace terreau::cli {

Progress::Progress(std::string_view what) : what_(what), terminal_(isatty(STDERR_FILENO) == 1) {}

void Progress::show(double done) {
  const int percent = static_cast<int>(done * 100);
  if (!terminal_ || percent == shown_) return;
  shown_ = percent;
  constexpr int kWidth = 40;
  const std::string bar(static_cast<std::size_t>(kWidth * percent / 100), '#');
  std::fprintf(stderr, "\r%s [%-*s] %3d %%", what_.c_str(), kWidth, bar.c_str(), percent);
  std::fflush(stderr);
}

void Progress::end() {
  if (shown_ >= 0) std::fputs("\r\033[K", stderr);
  shown_ = -1;
}

RowProgress::RowProgress() : terminal_(isatty(STDERR_FILENO) == 1) {}

void RowProgress::show(std::string_view what, double done, std::int64_t rows) {
  const auto now = Clock::now();
  if (what != what_) {
    what_ = what;
    start_ = shown_ = now;
  }
  const auto every = terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(30'000);
  const bool last = done >= 1 && line_;  // what follows may take its time
  if (now - shown_ < every && !last) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const std::string text = row_progress_text(what, done, rows, seconds, terminal_ ? 24 : 0);
  std::fprintf(stderr, terminal_ ? "\r%s\033[K" : "%s\n", text.c_str());
  std::fflush(stderr);
  line_ = terminal_;
}

void RowProgress::end() {
  if (line_) std::fputs("\r\033[K", stderr);
  line_ = false;
}

namespace {

// "1.8 M", "412 k", "37"
std::string count_text(double count) {
  std::array<char, 32> text{};
  const bool millions = count >= 1e6;
  if (count < 1e4) {
    std::snprintf(text.data(), text.size(), "%.0f", count);
  } else {
    std::snprintf(text.data(), text.size(), millions ? "%.1f M" : "%.0f k",
                  count / (millions ? 1e6 : 1e3));
  }
  return text.data();
}

}  // namespace

std::string row_progress_text(std::string_view what, double done, std::int64_t rows, double seconds,
                              int bar_width) {
  const std::string name(what.substr(what.find_last_of('/') + 1));
  std::array<char, 256> text{};
  std::string line = name;
  if (done > 0 && bar_width > 0) {
    const std::string bar(static_cast<std::size_t>(std::clamp(done, 0.0, 1.0) * bar_width), '#');
    std::snprintf(text.data(), text.size(), " [%-*s]", bar_width, bar.c_str());
    line += text.data();
  }
  if (done > 0) {
    std::snprintf(text.data(), text.size(), " %3d %%", static_cast<int>(std::min(done, 1.0) * 100));
    line += text.data();
  }
  if (rows > 0) {
    line += "  " + count_text(static_cast<double>(rows)) + " rows";
    if (seconds > 0) line += ", " + count_text(static_cast<double>(rows) / seconds) + " rows/s";
  }
  if (done > 0 && done < 1) {
    const auto left = static_cast<int>(std::lround(seconds / done * (1 - done)));
    std::snprintf(text.data(), text.size(), ", %d:%02d left", left / 60, left % 60);
    line += text.data();
  }
  return line;
}

std::string size_text(std::uintmax_t bytes) {
  std::array<char, 32> text{};
  const auto n = static_cast<double>(bytes);
  if (n < 1000) {
    std::snprintf(text.data(), text.size(), "%d bytes", static_cast<int>(bytes));
  } else if (n < 999.5e3) {
    std::snprintf(text.data(), text.size(), "%.0f kB", n / 1e3);
  } else {
    std::snprintf(text.data(), text.size(), "%.1f MB", n / 1e6);
  }
  return text.data();
}

}  // namespace terreau::cli
