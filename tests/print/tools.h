#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/gl/image.h"
#include "app/print/sheet.h"

// Programs that are not ours look at what was printed.
namespace terreau::test {

// What a shell command writes to stdout; "" and a failed expectation where it fails. Skips nothing:
// the packages are in third_party/packages.txt.
std::string output_of(const std::string& command);

// A test with a folder of its own, which files are written to.
class PrintTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::vector<std::byte>& bytes) const;

  // Made-up places in the departments of France, the same in every test.
  static const World& whole();
  static gl::Image picture_of(const std::vector<std::byte>& png);
  gl::Image picture_at(const std::string& path) const;

 private:
  std::filesystem::path folder_;
};

// A sheet of paper, and its bytes.
print::Sheet sheet_of(const World& world, const MapState& state, std::string_view paper,
                      bool landscape, std::string_view department = "");
std::vector<std::byte> bytes_of(print::Format format, const print::Sheet& sheet, const World& world,
                                double pixels_per_pt = 1);

// Only the map, as large as the state says.
std::vector<std::byte> map_bytes(print::Format format, const MapState& state, const World& world);

}  // namespace terreau::test
