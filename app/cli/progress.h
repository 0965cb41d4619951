#pragma once

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

std::string size_text(std::uintmax_t bytes);  // "145 kB", "2.4 MB"

}  // namespace terreau::cli
