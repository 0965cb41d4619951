#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "geodata/reader.h"

namespace terreau {

// The running test's own folder, for the files that it makes.
class TestFolder {
 public:
  TestFolder()
      : folder_(std::filesystem::temp_directory_path() /
                ("terreau_" + std::to_string(getpid()) + "_" +
                 testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::create_directories(folder_);
  }
  ~TestFolder() { std::filesystem::remove_all(folder_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

 private:
  std::filesystem::path folder_;
};

class FolderTest : public testing::Test, protected TestFolder {
 protected:
  static std::string fixture(const std::string& name) {
    return std::string(TERREAU_SOURCE_DIR) + "/tests/data/" + name;
  }
  static Layer only_layer(const std::string& uri, const ReadOptions& options = {}) {
    auto layers = read_source(uri, options);
    EXPECT_TRUE(layers.ok()) << layers.error().text();
    if (!layers.ok()) return {};
    EXPECT_EQ(layers->size(), 1U);
    return std::move(layers->front());
  }
};

}  // namespace terreau
