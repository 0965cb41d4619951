#include "geodata/cache_columns.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <future>
#include <limits>
#include <utility>

#include "geodata/mapped_file.h"

namespace terreau::cache {
namespace {

static_assert(std::endian::native == std::endian::little);  // as npy_type() says

constexpr std::size_t kChunk = 256 * 1024;  // stays in a core's own cache

}  // namespace

std::string npy_header(const std::string& type, std::uint64_t rows, int width) {
  const std::string shape =
      width == 1 ? std::to_string(rows) + "," : std::to_string(rows) + ", " + std::to_string(width);
  std::string text("\x93NUMPY\x01\x00v\x00", 10);  // version 1.0; 118 bytes follow
  text += "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
  text.resize(kNpyHeader - 1, ' ');
  return text + "\n";
}

// ---- Writing
// --------------------------------------------------------------------------------------

ColumnOutput::ColumnOutput(const std::string& path, const std::string& header,
                           const std::stop_token& stop)
    : file_(std::fopen(path.c_str(), "wb")), stop_(stop), waiting_(kChunk) {
  if (!file_) throw Broken();
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);
  put(std::as_bytes(std::span(header)));
}

void ColumnOutput::put_much(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto now = bytes.first(std::min(bytes.size(), waiting_.size() - used_));
    std::ranges::copy(now, waiting_.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += now.size();
    bytes = bytes.subspan(now.size());
    if (used_ == waiting_.size()) flush();
  }
}

void ColumnOutput::flush() {
  if (stop_.stop_requested()) throw Broken();
  const auto used = std::span(waiting_).first(used_);
  digest_.add(used);
  written_.bytes += used.size();
  if (std::fwrite(used.data(), 1, used.size(), file_.get()) != used.size()) throw Broken();
  used_ = 0;
}

ColumnFile ColumnOutput::finish() {
  flush();
  if (std::fclose(file_.release()) != 0) throw Broken();
  written_.digest = digest_.hex();
  return written_;
}

// `each` calls what it is given for one text after the other.
template <class Each>
void ColumnWriter::texts_of(const std::string& name, std::size_t count, const Each& each) {
  std::uint64_t characters = 0;
  each([&](std::string_view text) { characters += text.size(); });
  if (characters > std::numeric_limits<std::uint32_t>::max()) throw Broken();  // no file for us
  auto texts = output<std::uint8_t>(name + ".text", characters);
  auto ends = output<std::uint32_t>(name + ".ends", count + 1);
  std::uint32_t so_far = 0;
  ends.put_value(so_far);
  each([&](std::string_view text) {
    texts.put(std::as_bytes(std::span(text)));
    so_far += static_cast<std::uint32_t>(text.size());
    ends.put_value(so_far);
  });
  files_[name + ".text"] = texts.finish();
  files_[name + ".ends"] = ends.finish();
}

void ColumnWriter::texts(const std::string& name, const TextColumn& column, std::size_t first,
                         std::size_t end) {
  texts_of(name, end - first, [&](const auto& visit) { column.each(first, end, visit); });
}

void ColumnWriter::texts(const std::string& name, const DictionaryColumn& column, std::size_t first,
                         std::size_t end) {
  constexpr std::uint16_t kEmpty = DictionaryColumn::kEmpty;
  if (column.plain()) {
    texts_of(name, end - first, [&](const auto& visit) { column.each_text(first, end, visit); });
    return;
  }
  std::size_t told = 0;
  bool any = false;
  column.each_number(first, end, [&](std::span<const std::uint16_t> some) {
    told += some.size();
    any = any || std::ranges::any_of(some, [](std::uint16_t n) { return n != kEmpty; });
  });
  if (!any) return;
  // Numbered anew: texts of rows before `first` are not ours.
  std::vector<std::uint16_t> renumbered(std::size_t{kEmpty} + 1, kEmpty);
  std::vector<std::uint16_t> used;
  auto numbers = output<std::uint16_t>(name, told);
  column.each_number(first, end, [&](std::span<const std::uint16_t> some) {
    for (const std::uint16_t number : some) {
      if (number != kEmpty && renumbered[number] == kEmpty) {
        renumbered[number] = static_cast<std::uint16_t>(used.size());
        used.push_back(number);
      }
      numbers.put_value(renumbered[number]);
    }
  });
  files_[name] = numbers.finish();
  texts_of(name, used.size(), [&](const auto& visit) {
    for (const std::uint16_t number : used) visit(column.different(number));
  });
}

// ---- Reading
// --------------------------------------------------------------------------------------

const ColumnFile& ColumnReader::file(const std::string& name) const {
  const auto found = files_.find(name);
  if (found == files_.end()) throw Broken();
  return found->second;
}

void ColumnReader::wish(const std::string& name, std::function<void()> task) {
  tasks_.push_back({file(name).bytes, std::move(task)});
}

void ColumnReader::read_into(const std::string& name, const std::string& header,
                             std::span<std::byte> out) const {
  const ColumnFile& told = file(name);
  const std::unique_ptr<std::FILE, CloseFile> from(std::fopen(path(name).c_str(), "rb"));
  if (!from || told.bytes != header.size() + out.size()) throw Broken();
  std::setvbuf(from.get(), nullptr, _IONBF, 0);
  std::string begin(header.size(), 0);
  if (std::fread(begin.data(), 1, begin.size(), from.get()) != begin.size() || begin != header) {
    throw Broken();
  }
  ContentDigest digest;
  digest.add(begin);
  while (!out.empty()) {
    const auto chunk = out.first(std::min(out.size(), kChunk));
    if (stop_.stop_requested()) throw Broken();
    if (std::fread(chunk.data(), 1, chunk.size(), from.get()) != chunk.size()) throw Broken();
    digest.add(chunk);
    out = out.subspan(chunk.size());
  }
  if (digest.hex() != told.digest) throw Broken();
}

void ColumnReader::verify(const std::string& name) const {
  if (digest_of_file(path(name), stop_) != file(name).digest) throw Broken();
}

// What was verified is what was written, so that only its size is looked at again.
MappedBytes ColumnReader::map(const std::string& name) const {
  auto mapped = map_file(path(name));
  if (!mapped || mapped->size != file(name).bytes || mapped->size < kNpyHeader) throw Broken();
  return *std::move(mapped);
}

void ColumnReader::map_texts(const std::string& name, std::uint64_t rows, MappedTexts& out) {
  wish(name + ".text", [=, this, &out] {
    verify(name + ".text");
    out.character_bytes = map(name + ".text");
    out.characters = mapped_values<char>(out.character_bytes, kNpyHeader).data();
  });
  wish(name + ".ends", [=, this, &out] {
    verify(name + ".ends");
    out.end_bytes = map(name + ".ends");
    out.ends = mapped_values<std::uint32_t>(out.end_bytes, kNpyHeader);
    if (out.size() != rows || out.ends.empty()) throw Broken();
    if (out.ends.back() + kNpyHeader != file(name + ".text").bytes) throw Broken();
  });
}

void ColumnReader::map_texts(const std::string& name, std::uint64_t rows,
                             DictionaryColumn::Mapped& out) {
  if (!files_.contains(name + ".ends")) return;  // all are empty
  out.plain = !files_.contains(name);
  if (out.plain) return map_texts(name, rows, out.texts);
  const std::uint64_t different =
      (file(name + ".ends").bytes - kNpyHeader) / sizeof(std::uint32_t) - 1;
  map_texts(name, different, out.texts);
  wish(name, [=, this, &out] {
    verify(name);
    out.number_bytes = map(name);
    out.numbers = mapped_values<std::uint16_t>(out.number_bytes, kNpyHeader);
    if (out.numbers.size() > rows) throw Broken();
  });
}

void ColumnReader::run() {
  std::ranges::sort(tasks_, std::ranges::greater(), &Task::bytes);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < tasks_.size(); i = next++) tasks_[i].run();
  };
  auto second = std::async(std::launch::async, work);
  try {
    work();
  } catch (...) {
    next = tasks_.size();
    second.wait();
    throw;
  }
  second.get();
}

}  // namespace terreau::cache
