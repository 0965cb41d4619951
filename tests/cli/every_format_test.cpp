#include <cstdlib>
#include <map>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// What holds for every file that is written, whatever its format: the same bytes again, nothing
// half done, and programs that are not ours open it.
namespace terreau::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
namespace fs = std::filesystem;

struct Written {
  std::string name;                    // its extension is the format
  std::vector<std::string> args;       // without -o
  std::vector<std::string> opened_by;  // commands that take its path at {}
};

std::vector<Written> everything() {
  const std::vector<std::string> page{"render", "--page", "a5", "--department", "93"};
  const std::vector<std::string> places{"export", "--departments", "62,93"};
  const std::string list = "ogrinfo -q -al {} | grep -q phares-93";
  return {
      {"map.png", page, {"gdalinfo {} | grep -q 'Driver: PNG'"}},
      {"map.svg", page, {"xmllint --noout {}", "rsvg-convert {}"}},
      {"map.pdf",
       page,
       {"qpdf --check {}", "pdftotext {} - | grep -q Seine-Saint-Denis",
        "pdftoppm -r 20 -png {} >/dev/null"}},
      {"map.tif", page, {"gdalinfo {} | grep -q 'Origin = '"}},
      {"atlas.pdf",
       {"atlas", "--departments", "62,93"},
       {"qpdf --check {}", "pdftotext {} - | grep -q Pas-de-Calais",
        "pdftoppm -r 20 -png {} >/dev/null"}},
      {"places.csv", places, {list}},
      {"places.geojson", places, {list, "python3 -m json.tool {} /dev/null"}},
      {"places.gpkg", places, {list}},
      {"places.xlsx", places, {list, "python3 -m zipfile -t {}"}},
      {"places.shp", places, {list}},
      {"places.fgb", places, {list}},
      {"places.html", places, {"xmllint --noout {}", "grep -q PHARES {}"}},
      {"statistics.csv", {"export", "--statistics"}, {"ogrinfo -q -al {} | grep -q 93"}},
      {"statistics.xlsx", {"export", "--statistics"}, {"python3 -m zipfile -t {}"}},
  };
}

std::string with_path(std::string command, const std::string& path) {
  command.replace(command.find("{}"), 2, "'" + path + "'");
  return command;
}

class EveryFormat : public InFolder {
 protected:
  static std::vector<std::string> args_of(const Written& w, const std::string& target) {
    std::vector<std::string> args = w.args;
    args.insert(args.end(), {"-o", target});
    return args;
  }
  // Name → content of all files of a folder, also those beside the one that was asked for.
  std::map<std::string, std::string> contents(const std::string& folder) const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::directory_iterator(path(folder))) {
      all[entry.path().filename()] = slurp(entry.path());
    }
    return all;
  }
};

TEST_F(EveryFormat, EndsWithPathAndSizeAndOthersOpenIt) {
  for (const Written& w : everything()) {
    const Outcome o = terreau(args_of(w, path(w.name)));
    ASSERT_EQ(o.status, 0) << w.name << o.err;
    EXPECT_THAT(o.out, StartsWith(path(w.name) + ": "));
    for (const std::string& command : w.opened_by) {
      EXPECT_EQ(std::system((with_path(command, path(w.name)) + " >/dev/null").c_str()), 0)
          << w.name << ": " << command;
    }
  }
}

TEST_F(EveryFormat, TheSameBytesAgainFromAnotherFolder) {
  fs::create_directory(path("absolute"));
  fs::create_directory(path("relative"));
  for (const Written& w : everything()) {
    ASSERT_EQ(terreau(args_of(w, path("absolute/" + w.name))).status, 0) << w.name;
    std::string command = "cd '" + path("relative") + "' && LC_ALL=C.UTF-8 '" TERREAU_BINARY "'";
    for (const std::string& arg : args_of(w, w.name)) command += " '" + arg + "'";
    ASSERT_EQ(std::system((command + " >/dev/null").c_str()), 0) << w.name;
  }
  const auto first = contents("absolute"), again = contents("relative");
  ASSERT_EQ(first.size(), again.size());
  for (const auto& [name, content] : first) {
    EXPECT_FALSE(content.empty()) << name;
    EXPECT_TRUE(content == again.at(name)) << name;
  }
}

TEST_F(EveryFormat, AFullDiskIsSaidAndTheOldFileStays) {
  for (const Written& w : everything()) {
    const std::string target = file(w.name, "old");
    const Outcome o = terreau_with_file_limit(args_of(w, target), 800);
    EXPECT_EQ(o.status, 1) << w.name << o.out;
    EXPECT_THAT(o.err, HasSubstr(target)) << w.name;
    EXPECT_EQ(o.out, "") << w.name;
  }
  const auto left = contents("");
  EXPECT_EQ(left.size(), everything().size());
  for (const auto& [name, content] : left) EXPECT_EQ(content, "old") << name;
}

// Permissions do not stop whoever may do everything; the kernel's own folder does.
TEST_F(EveryFormat, AReadOnlyFolderIsSaid) {
  for (const Written& w : everything()) {
    const Outcome o = terreau(args_of(w, "/proc/" + w.name));
    EXPECT_EQ(o.status, 1) << w.name << o.out;
    EXPECT_THAT(o.err, HasSubstr("/proc/" + w.name + ": cannot be written")) << w.name;
  }
}

}  // namespace
}  // namespace terreau::test
