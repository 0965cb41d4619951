#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "geodata/reader.h"

namespace terreau {

// A test with a folder of its own, for the files that it makes.
class FolderTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("terreau_" + std::to_string(getpid()) + "_" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }
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

 private:
  std::filesystem::path folder_;
};

}  // namespace terreau
