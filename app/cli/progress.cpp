#include "app/cli/progress.h"

#include <array>
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
