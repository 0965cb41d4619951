#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "geodata/result.h"

// Files as they lie in memory, and what tells one state of a file from another. The only user of
// mmap.
namespace terreau {

// Changes with each writing of the file; the same where it is the very file that was looked at.
struct FileStamp {
  std::uint64_t size = 0, inode = 0;
  std::int64_t modified_ns = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};
// Nothing where there is no such file, or it is no regular one.
std::optional<FileStamp> stamp_of(const std::string& path);

// A file's bytes, which stay mapped as long as somebody holds them. The file may be renamed or
// deleted meanwhile, but not written to.
struct MappedBytes {
  std::shared_ptr<const std::byte> first;
  std::size_t size = 0;
};
Result<MappedBytes> map_file(const std::string& path);

// A file without a name that takes what is seldom looked at out of memory; it lasts as long as
// somebody holds a part of it. For one thread.
class Scratch {
 public:
  static constexpr std::uintmax_t kRoom = std::uintmax_t{4} << 30U;
  // In that folder, of a disk with so much room; made when the first bytes come.
  explicit Scratch(std::string folder, std::uintmax_t room = kRoom);
  ~Scratch();
  // Both, one after the other, as they lie in the file now; none where there is no such file.
  std::optional<MappedBytes> put(std::span<const std::byte> first,
                                 std::span<const std::byte> second);
  std::uint64_t size() const { return end_; }

 private:
  struct File;
  bool write(std::span<const std::byte> bytes, std::uint64_t at);

  std::string folder_;
  std::uintmax_t room_;
  std::unique_ptr<File> file_;  // null: not made yet
  std::uint64_t end_ = 0;
};
// Memory that reading mapped bytes has taken, in whole pages; they are read again where they are
// looked at again.
void let_go(std::span<const std::byte> bytes);
inline void let_go(const MappedBytes& bytes) { let_go({bytes.first.get(), bytes.size}); }

// T's from byte `from` on to the end; empty where they are not aligned or no whole number.
template <class T>
std::span<const T> mapped_values(const MappedBytes& bytes, std::size_t from) {
  if (from >= bytes.size || from % alignof(T) != 0 || (bytes.size - from) % sizeof(T) != 0) {
    return {};
  }
  return {reinterpret_cast<const T*>(bytes.first.get() + from), (bytes.size - from) / sizeof(T)};
}

}  // namespace terreau
