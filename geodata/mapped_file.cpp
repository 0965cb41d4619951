#include "geodata/mapped_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace terreau {
namespace {

struct Descriptor {  // as a handle's pointer: 0 is a file, -1 is none
  int number = -1;
  Descriptor(std::nullptr_t = nullptr) {}
  explicit Descriptor(int n) : number(n) {}
  explicit operator bool() const { return number >= 0; }
  friend bool operator==(Descriptor, Descriptor) = default;
};
struct Close {
  using pointer = Descriptor;
  void operator()(Descriptor file) const { ::close(file.number); }
};
struct Unmap {
  std::size_t size = 0;
  void operator()(const std::byte* first) const {
    ::munmap(const_cast<std::byte*>(first), size);  // NOLINT: munmap takes it so
  }
};

Error trouble(const std::string& path) {
  return {path, std::error_code(errno, std::generic_category()).message()};
}

}  // namespace

std::optional<FileStamp> stamp_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  constexpr std::int64_t kNsPerSecond = 1'000'000'000;
  return FileStamp{static_cast<std::uint64_t>(status.st_size), status.st_ino,
                   status.st_mtim.tv_sec * kNsPerSecond + status.st_mtim.tv_nsec};
}

Result<MappedBytes> map_file(const std::string& path) {
  const std::unique_ptr<Descriptor, Close> file(
      Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
  struct stat status {};
  if (!file || ::fstat(file.get().number, &status) != 0) return trouble(path);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return MappedBytes{};
  void* first = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get().number, 0);
  if (first == MAP_FAILED) return trouble(path);
  return MappedBytes{{static_cast<const std::byte*>(first), Unmap{size}}, size};
}

}  // namespace terreau
