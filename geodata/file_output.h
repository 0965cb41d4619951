#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "geodata/result.h"

// Files that are written as a whole or not at all: beside the target first, then renamed, so that
// whoever looks at the path sees the old file or the whole new one. For maps, books and data alike.
namespace terreau {

struct WrittenFile {
  std::string path;
  std::uintmax_t bytes = 0;  // of all files, where there are several
};

// For writers that want a path of their own, also those that make several files (a shapefile): they
// write `path()`, which has the target's name in a folder beside it.
class FileOutput {
 public:
  // An Error where the target is a folder, cannot be replaced, or its folder cannot be written.
  static Result<FileOutput> beside(const std::string& target);

  const std::string& path() const { return path_; }
  // Moves everything that was written to where it belongs. Without it nothing is left behind.
  Result<WrittenFile> commit();

 private:
  struct Remove {
    void operator()(const std::string* folder) const;
  };
  FileOutput() = default;
  std::string named_, target_, path_;  // as the user wrote it; with links resolved; beside it
  std::unique_ptr<const std::string, Remove> folder_;
};

// `bytes` become the file's content. A device or a pipe is written to, never replaced.
Result<WrittenFile> write_file(const std::string& target, std::span<const std::byte> bytes);

}  // namespace terreau
