#include "geodata/mapped_file.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

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

std::optional<MappedBytes> map_open_file(Descriptor file, std::uint64_t from, std::size_t size) {
  void* first = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number, static_cast<off_t>(from));
  if (first == MAP_FAILED) return std::nullopt;
  return MappedBytes{{static_cast<const std::byte*>(first), Unmap{size}}, size};
}

std::size_t page_size() {
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

// Some file systems know files without a name; on others it loses the one it is made with.
std::unique_ptr<Descriptor, Close> nameless_file(const std::string& folder, std::uintmax_t least) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const auto room = std::filesystem::space(folder, error);
  if (error || room.available < least) return nullptr;
  const int number = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (number >= 0) return std::unique_ptr<Descriptor, Close>(Descriptor(number));
  std::string path = folder + "/scratch-XXXXXX";
  std::unique_ptr<Descriptor, Close> named(Descriptor(::mkostemp(path.data(), O_CLOEXEC)));
  if (named) ::unlink(path.c_str());
  return named;
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
  auto mapped = map_open_file(file.get(), 0, size);
  if (!mapped) return trouble(path);
  return *std::move(mapped);
}

struct Scratch::File {
  std::unique_ptr<Descriptor, Close> descriptor;  // null: none can be made or written to
};

Scratch::Scratch(std::string folder, std::uintmax_t room)
    : folder_(std::move(folder)), room_(room) {}
Scratch::~Scratch() = default;

std::optional<MappedBytes> Scratch::put(std::span<const std::byte> first,
                                        std::span<const std::byte> second) {
  if (!file_) file_ = std::make_unique<File>(File{nameless_file(folder_, room_)});
  const std::size_t size = first.size() + second.size();
  if (!file_->descriptor || size == 0) return std::nullopt;
  const std::uint64_t at = end_;
  if (!write(first, at) || !write(second, at + first.size())) {
    file_->descriptor.reset();
    return std::nullopt;
  }
  end_ = (at + size + page_size() - 1) / page_size() * page_size();  // mappings begin with a page
  return map_open_file(file_->descriptor.get(), at, size);
}

bool Scratch::write(std::span<const std::byte> bytes, std::uint64_t at) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file_->descriptor.get().number, bytes.data(), bytes.size(),
                                  static_cast<off_t>(at));
    if (written <= 0) return false;
    at += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

void let_go(std::span<const std::byte> bytes) {
  if (bytes.empty()) return;
  auto* const first = const_cast<std::byte*>(bytes.data());  // NOLINT: madvise takes it so
  const std::size_t before = reinterpret_cast<std::uintptr_t>(first) % page_size();
  ::madvise(first - before, bytes.size() + before, MADV_DONTNEED);
}

}  // namespace terreau
