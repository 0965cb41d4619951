#include "geodata/file_output.h"

#include <algorithm>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/support/folder.h"

namespace terreau {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class FileOutputTest : public FolderTest {
 protected:
  static std::span<const std::byte> bytes(std::string_view text) {
    return std::as_bytes(std::span(text));
  }
  static std::string content(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
  }
  // How many files and folders there are, hidden ones too.
  std::ptrdiff_t entries() const {
    const fs::directory_iterator all(path(""));
    return std::distance(begin(all), end(all));
  }
};

TEST_F(FileOutputTest, WritesAndReplaces) {
  const std::string target = path("a.txt");
  for (const std::string_view text : {"the first", "and the second"}) {
    const auto written = write_file(target, bytes(text));
    ASSERT_TRUE(written.ok()) << written.error().text();
    EXPECT_EQ(written->path, target);
    EXPECT_EQ(written->bytes, text.size());
    EXPECT_EQ(content(target), text);
  }
  EXPECT_EQ(entries(), 1);
}

TEST_F(FileOutputTest, AnEmptyFileIsAFile) {
  ASSERT_TRUE(write_file(path("empty"), {}).ok());
  EXPECT_EQ(fs::file_size(path("empty")), 0U);
}

TEST_F(FileOutputTest, ANameWithoutFolderIsInTheWorkingFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(path(""));
  const auto written = write_file("b.txt", bytes("here"));
  fs::current_path(before);
  EXPECT_TRUE(written.ok());
  EXPECT_EQ(content(path("b.txt")), "here");
}

TEST_F(FileOutputTest, SaysWhyNotAndLeavesNothing) {
  fs::create_directory(path("folder"));
  EXPECT_THAT(write_file(path("folder"), bytes("x")).error().text(),
              HasSubstr("folder: is a folder"));
  EXPECT_THAT(write_file(path("no/such/a.txt"), bytes("x")).error().text(),
              HasSubstr("there is no folder"));
  EXPECT_FALSE(write_file("", bytes("x")).ok());
  EXPECT_FALSE(write_file(path(std::string(300, 'n')), bytes("x")).ok());
  EXPECT_EQ(entries(), 1);
}

TEST_F(FileOutputTest, AReadOnlyFileStaysAsItIs) {
  const std::string target = file("kept.txt", "kept");
  fs::permissions(target, fs::perms::owner_read);
  EXPECT_THAT(write_file(target, bytes("new")).error().text(), HasSubstr("read-only"));
  EXPECT_EQ(content(target), "kept");
}

// A folder whose permissions do not matter to whoever may do everything, so the kernel's own.
TEST_F(FileOutputTest, AFolderThatCannotBeWritten) {
  EXPECT_THAT(write_file("/proc/terreau.txt", bytes("x")).error().text(),
              HasSubstr("cannot be written"));
}

TEST_F(FileOutputTest, AFullDiskIsAnErrorAndTheDeviceStays) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  fs::create_symlink("/dev/full", path("full.txt"));
  for (const std::string& target : {std::string("/dev/full"), path("full.txt")}) {
    EXPECT_THAT(write_file(target, bytes("x")).error().text(), HasSubstr("No space left"));
  }
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
  EXPECT_TRUE(fs::is_symlink(path("full.txt")));
}

TEST_F(FileOutputTest, ALinkStaysALink) {
  file("real.txt", "old");
  fs::create_symlink(path("real.txt"), path("link.txt"));
  ASSERT_TRUE(write_file(path("link.txt"), bytes("new")).ok());
  EXPECT_TRUE(fs::is_symlink(path("link.txt")));
  EXPECT_EQ(content(path("real.txt")), "new");
}

TEST_F(FileOutputTest, SeveralFilesComeTogether) {
  auto output = FileOutput::beside(path("roads.shp"));
  ASSERT_TRUE(output.ok());
  EXPECT_EQ(fs::path(output->path()).filename(), "roads.shp");
  std::ofstream(output->path()) << "123";
  std::ofstream(fs::path(output->path()).replace_extension("dbf")) << "45";
  EXPECT_FALSE(fs::exists(path("roads.shp")));
  const auto written = output->commit();
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(written->bytes, 5U);
  EXPECT_EQ(content(path("roads.dbf")), "45");
  EXPECT_EQ(entries(), 2);
}

TEST_F(FileOutputTest, WithoutCommitNothingIsLeft) {
  {
    auto output = FileOutput::beside(path("a.gpkg"));
    ASSERT_TRUE(output.ok());
    std::ofstream(output->path()) << "half";
  }
  EXPECT_EQ(entries(), 0);
  auto empty = FileOutput::beside(path("a.gpkg"));
  EXPECT_THAT(empty->commit().error().text(), HasSubstr("nothing was written"));
}

}  // namespace
}  // namespace terreau
