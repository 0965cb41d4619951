#include "geodata/formats/reader_blocks.h"

#include <atomic>
#include <thread>
#include <utility>

#include <cpl_vsi.h>

#include "geodata/bounded_queue.h"
#include "geodata/formats/reader_parts.h"

namespace terreau::reader {
namespace {

constexpr std::size_t kBlockBytes = 1 << 20;
constexpr std::size_t kBlocksAhead = 8;

struct Close {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, Close>;

}  // namespace

struct FileBlocks::Shared {
  Shared(File opened, std::uint64_t total, std::stop_token asked)
      : file(std::move(opened)), bytes(total), stop(std::move(asked)) {}

  // Until the end, a failure, or nobody takes any more.
  void read() {
    ErrorLog log;
    const ErrorScope scope = collect_errors(log);
    while (!stop.stop_requested()) {
      TextBlock block(kBlockBytes);
      block.size = VSIFReadL(block.begin, 1, kBlockBytes, file.get());
      const bool end = block.size == 0;  // a short block is none: archives know their end later
      if (log.failures > 0 || (end && VSIFEofL(file.get()) == 0)) {
        failure = log.last_failure.empty() ? "it cannot be read to its end" : log.last_failure;
        break;
      }
      if (end || !queue.push(std::move(block))) break;
    }
    queue.close();
  }

  File file;
  const std::uint64_t bytes;
  std::stop_token stop;
  std::string failure;    // the thread's own until the queue is closed and empty
  bool finished = false;  // it is
  std::uint64_t taken = 0;
  BoundedQueue<TextBlock> queue{kBlocksAhead};
  std::jthread thread;  // last: it goes before what it uses
};

FileBlocks::FileBlocks(std::unique_ptr<Shared> shared) : shared_(std::move(shared)) {}
FileBlocks::FileBlocks(FileBlocks&&) noexcept = default;
FileBlocks& FileBlocks::operator=(FileBlocks&&) noexcept = default;

FileBlocks::~FileBlocks() {
  if (shared_) shared_->queue.close();  // a thread that waits for room goes on, and ends
}

Result<FileBlocks> FileBlocks::open(const std::string& path, std::stop_token stop) {
  ErrorLog log;
  const ErrorScope scope = collect_errors(log);
  File file(VSIFOpenL(path.c_str(), "rb"));
  if (!file) return Error{path, log.last_failure.empty() ? "cannot be read" : log.last_failure};
  VSIStatBufL status;
  // To tell the size of what a .gz holds, all of it would be read.
  const bool sized = !path.starts_with("/vsigzip/") && VSIStatL(path.c_str(), &status) == 0;
  auto shared = std::make_unique<Shared>(
      std::move(file), sized ? static_cast<std::uint64_t>(status.st_size) : 0, std::move(stop));
  shared->thread = std::jthread([s = shared.get()] { s->read(); });
  return FileBlocks(std::move(shared));
}

std::optional<TextBlock> FileBlocks::next() {
  if (shared_->stop.stop_requested()) return std::nullopt;
  std::optional<TextBlock> block = shared_->queue.pop();
  if (block) shared_->taken += block->size;
  shared_->finished = !block;
  return block;
}

double FileBlocks::done() const {
  if (shared_->bytes == 0) return 0;
  return static_cast<double>(shared_->taken) / static_cast<double>(shared_->bytes);
}

std::string_view FileBlocks::failure() const {
  return shared_->finished ? std::string_view(shared_->failure) : std::string_view();
}

}  // namespace terreau::reader
