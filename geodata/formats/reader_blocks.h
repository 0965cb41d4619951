#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "geodata/csv_rows.h"
#include "geodata/result.h"

namespace terreau::reader {

// A file's bytes, read (and decompressed) ahead by a thread of its own. `path`: also "/vsi…".
class FileBlocks {
 public:
  static Result<FileBlocks> open(const std::string& path, std::stop_token stop);
  FileBlocks(FileBlocks&&) noexcept;
  FileBlocks& operator=(FileBlocks&&) noexcept;
  ~FileBlocks();

  std::optional<TextBlock> next();   // none: the end, stopped, or failed
  double done() const;               // of what the file holds, 0 … 1
  std::string_view failure() const;  // once there is no next block: "", or why too early

 private:
  struct Shared;
  explicit FileBlocks(std::unique_ptr<Shared> shared);
  std::unique_ptr<Shared> shared_;
};

}  // namespace terreau::reader
