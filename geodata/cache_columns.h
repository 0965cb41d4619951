#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "geodata/content_digest.h"
#include "geodata/dictionary_column.h"
#include "geodata/text_column.h"
#include "geodata/value_column.h"

// Columns as files of a folder, each a NumPy .npy: one array, whose values begin at a multiple of
// 64 bytes, so that they are used where they are mapped. A column of texts is two of them,
// NAME.text and NAME.ends; one of few different texts has their numbers in a third.
namespace terreau::cache {

struct ColumnFile {
  std::uint64_t bytes = 0;
  std::string digest;
};
using ColumnFiles = std::map<std::string, ColumnFile>;  // by the column's name

template <class T>
std::string npy_type() {
  static_assert(std::is_arithmetic_v<T>);
  const char* kind = std::is_floating_point_v<T> ? "f" : std::is_signed_v<T> ? "i" : "u";
  return (sizeof(T) == 1 ? "|" : "<") + (kind + std::to_string(sizeof(T)));
}
inline constexpr std::size_t kNpyHeader = 128;  // bytes, after which the values begin
std::string npy_header(const std::string& type, std::uint64_t rows, int width);

// What breaks a writing or a reading off; does not leave the files named cache*.cpp.
struct Broken {};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// Writes one array piece by piece.
class ColumnOutput {
 public:
  ColumnOutput(const std::string& path, const std::string& header, const std::stop_token& stop);
  void put(std::span<const std::byte> bytes) {
    if (bytes.size() >= waiting_.size() - used_) return put_much(bytes);
    std::ranges::copy(bytes, waiting_.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += bytes.size();
  }
  template <class T>
  void put_value(T value) {
    put(std::as_bytes(std::span(&value, 1)));
  }
  ColumnFile finish();

 private:
  void put_much(std::span<const std::byte> bytes);
  void flush();

  std::unique_ptr<std::FILE, CloseFile> file_;
  const std::stop_token& stop_;
  ContentDigest digest_;
  std::vector<std::byte> waiting_;  // the first of these
  std::size_t used_ = 0;
  ColumnFile written_;
};

class ColumnWriter {
 public:
  ColumnWriter(std::string folder, std::stop_token stop)
      : folder_(std::move(folder)), stop_(std::move(stop)) {}
  // Each value is `width` T's.
  template <class T, class Value>
  void values(const std::string& name, std::span<const Value> values, int width = 1) {
    static_assert(std::is_trivially_copyable_v<Value> && sizeof(Value) % sizeof(T) == 0);
    auto out = output<T>(name, values.size(), width);
    out.put(std::as_bytes(values));
    files_[name] = out.finish();
  }
  // Rows [first, end) of a column.
  template <class T, class Value>
  void values(const std::string& name, const ValueColumn<Value>& column, std::size_t first,
              std::size_t end, int width = 1) {
    auto out = output<T>(name, end - first, width);
    column.each(first, end, [&](std::span<const Value> some) { out.put(std::as_bytes(some)); });
    files_[name] = out.finish();
  }
  // Likewise; nothing of a dictionary column where all of them are empty.
  void texts(const std::string& name, const TextColumn& column, std::size_t first, std::size_t end);
  void texts(const std::string& name, const DictionaryColumn& column, std::size_t first,
             std::size_t end);

  const ColumnFiles& files() const { return files_; }

 private:
  template <class T>
  ColumnOutput output(const std::string& name, std::uint64_t rows, int width = 1) {
    return {folder_ + "/" + name + ".npy", npy_header(npy_type<T>(), rows, width), stop_};
  }
  template <class Each>
  void texts_of(const std::string& name, std::size_t count, const Each& each);

  std::string folder_;
  std::stop_token stop_;
  ColumnFiles files_;
};

// Wishes are noted and all done by run(), on two threads: each file is read through once and
// compared with its digest. What is read this way counts for nobody's memory.
class ColumnReader {
 public:
  ColumnReader(std::string folder, ColumnFiles files, std::stop_token stop)
      : folder_(std::move(folder)), files_(std::move(files)), stop_(std::move(stop)) {}
  // `rows` times `width` values to the end of `out`.
  template <class T, class Values>
  void append(const std::string& name, std::uint64_t rows, Values& out, int width = 1) {
    using Value = typename Values::value_type;
    static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) >= alignof(T));
    const auto read = [=, this, &out] {
      const std::size_t before = out.size();
      out.resize(before + rows);
      read_into(name, npy_header(npy_type<T>(), rows, width),
                std::as_writable_bytes(std::span(out).subspan(before)));
    };
    wish(name, read);
  }
  // However many there are.
  template <class T, class Values>
  void append_all(const std::string& name, Values& out, int width = 1) {
    const std::uint64_t header = npy_header(npy_type<T>(), 0, width).size();
    const std::uint64_t bytes = file(name).bytes;
    append<T>(name, bytes < header ? 0 : (bytes - header) / (sizeof(T) * width), out, width);
  }
  // `rows`: what the column must have. A mapped one is read where it is looked at.
  template <class T, class Value>
  void map_values(const std::string& name, std::uint64_t rows, MappedValues<Value>& out) {
    static_assert(std::is_trivially_copyable_v<Value> && sizeof(Value) % sizeof(T) == 0);
    wish(name, [=, this, &out] {
      verify(name);
      out.file = map(name);
      out.values = mapped_values<Value>(out.file, kNpyHeader);
      if (out.values.size() != rows) throw Broken();
    });
  }
  void map_texts(const std::string& name, std::uint64_t rows, MappedTexts& out);
  void map_texts(const std::string& name, std::uint64_t rows, DictionaryColumn::Mapped& out);
  // Throws Broken where a file is not what was written.
  void run();

 private:
  void wish(const std::string& name, std::function<void()> task);
  void read_into(const std::string& name, const std::string& header,
                 std::span<std::byte> out) const;
  MappedBytes map(const std::string& name) const;
  void verify(const std::string& name) const;
  std::string path(const std::string& name) const { return folder_ + "/" + name + ".npy"; }
  const ColumnFile& file(const std::string& name) const;

  struct Task {
    std::uint64_t bytes;
    std::function<void()> run;
  };
  std::string folder_;
  ColumnFiles files_;
  std::stop_token stop_;
  std::vector<Task> tasks_;
};

}  // namespace terreau::cache
