#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

// The program as a script sees it: arguments in; status, stdout and stderr out.
namespace terreau::test {

struct Outcome {
  int status = -1;  // as a shell shows it: 128 + n where signal n ended it
  std::string out, err;

  // stdout as JSON; a failed expectation and null where it is none.
  nlohmann::json json() const;
};

// Runs it in the folder for temporary files, without a display and in English. One that takes
// longer than a minute is ended (142).
Outcome terreau(std::vector<std::string> args);
// On a disk that is as good as full: no file grows beyond so many bytes.
Outcome terreau_with_file_limit(std::vector<std::string> args, std::size_t bytes);
// Another executable in its place.
Outcome run_program(const std::string& program, std::vector<std::string> args);

// The file's content; empty where there is none.
std::string slurp(const std::filesystem::path& path);

// A test with a folder of its own.
class InFolder : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;
  // Writes a file there and returns its path.
  std::string file(const std::string& name, const std::string& content) const;
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace terreau::test
