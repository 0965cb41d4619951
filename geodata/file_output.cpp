#include "geodata/file_output.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <system_error>
#include <vector>

namespace terreau {
namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string reason(const std::error_code& code) { return code.message(); }
std::string reason(int number) { return reason(std::error_code(number, std::generic_category())); }

// "" or why no file of that name can be made there.
std::string obstacle(const fs::path& target) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status)) return "is a folder";
  if (target.filename().empty()) return "is not the name of a file";
  if (fs::exists(status)) {
    constexpr fs::perms kWrite =
        fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    if ((status.permissions() & kWrite) == fs::perms::none) return "is there and read-only";
    return "";
  }
  const fs::path folder = target.parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error)) {
    return "there is no folder " + folder.string();
  }
  return "";
}

// Where a link leads, so that the link stays one.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  const fs::path to = fs::weakly_canonical(path, error);
  return error ? path : to;
}

std::string unique_suffix() {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%08x", static_cast<unsigned>(std::random_device()()));
  return text.data();
}

// "" or why not all of it could be written.
std::string put(const std::string& path, std::span<const std::byte> bytes) {
  std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "wb"));
  if (!file) return reason(errno);
  errno = 0;
  const bool all =
      bytes.empty() || std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
  const int number = errno;
  // What is buffered may only fail now.
  if (std::fclose(file.release()) != 0 && all) return reason(errno);
  return all ? "" : reason(number);
}

bool is_device(const fs::path& target) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

}  // namespace

void FileOutput::Remove::operator()(const std::string* folder) const {
  std::error_code ignored;
  fs::remove_all(*folder, ignored);
  delete folder;
}

Result<FileOutput> FileOutput::beside(const std::string& target) {
  const fs::path to = resolved(target);
  const std::string trouble = obstacle(to);
  if (!trouble.empty()) return Error{target, trouble};
  if (is_device(to)) return Error{target, "is no file"};
  const fs::path name = to.filename();
  const fs::path folder =
      to.parent_path() / ("." + name.string() + "." + unique_suffix() + ".part");
  std::error_code error;
  if (!fs::create_directory(folder, error)) {
    return Error{target, "cannot be written: " + reason(error)};
  }
  FileOutput output;
  output.named_ = target;
  output.target_ = to.string();
  output.path_ = (folder / name).string();
  output.folder_.reset(new std::string(folder.string()));
  return output;
}

Result<WrittenFile> FileOutput::commit() {
  std::error_code error;
  WrittenFile written{named_, 0};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(*folder_, error)) {
    files.push_back(entry.path());
    written.bytes += entry.file_size(error);
  }
  if (files.empty()) return Error{named_, "nothing was written"};
  for (const fs::path& file : files) {
    fs::rename(file, fs::path(target_).parent_path() / file.filename(), error);
    if (error) return Error{named_, "cannot be written: " + reason(error)};
  }
  folder_.reset();
  return written;
}

Result<WrittenFile> write_file(const std::string& target, std::span<const std::byte> bytes) {
  if (is_device(resolved(target))) {
    const std::string trouble = put(target, bytes);
    if (!trouble.empty()) return Error{target, "cannot be written: " + trouble};
    return WrittenFile{target, bytes.size()};
  }
  auto output = FileOutput::beside(target);
  if (!output) return output.error();
  const std::string trouble = put(output->path(), bytes);
  if (!trouble.empty()) return Error{target, "cannot be written: " + trouble};
  return output->commit();
}

}  // namespace terreau
