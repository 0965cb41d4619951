#include <fstream>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// What the user decides of an import, on the command line.
namespace terreau::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class ImportOptionsOfTheCommandLine : public InFolder {
 protected:
  std::string table() const {
    std::ofstream(path("a.csv")) << "qui;ou;commune\nA;Lille;x\nA;Lille;y\nB;Nulle Part;z\n";
    return path("a.csv");
  }
  json source_of(const std::vector<std::string>& more) const {
    std::vector<std::string> args{"info",     "--only",   table(),    "--json",
                                  "--column", "name=qui", "--column", "commune=ou"};
    args.insert(args.end(), more.begin(), more.end());
    const Outcome o = terreau(args);
    EXPECT_EQ(o.status, 0) << o.err;
    return o.json().at("sources").at(0);
  }
};

TEST_F(ImportOptionsOfTheCommandLine, SayWhichColumnIsWhat) {
  const json source = source_of({});
  EXPECT_EQ(source.at("columns"), (json{{"name", "qui"}, {"commune", "ou"}}));
  EXPECT_EQ(source.at("accepted"), 2);
  EXPECT_EQ(source.at("placed").at("commune"), 2);
  EXPECT_EQ(source.at("duplicates").at("count"), 1);
  EXPECT_EQ(source.at("duplicates").at("first").at(0).at("row"), 2);
}

TEST_F(ImportOptionsOfTheCommandLine, JoinWhatIsMetTwice) {
  const json source = source_of({"--duplicates", "merge"});
  EXPECT_EQ(source.at("accepted"), 1);
  EXPECT_EQ(source.at("rejected").at(0).at("reason"), "the same organisation as row 1: merged");
}

TEST_F(ImportOptionsOfTheCommandLine, KeepTheRejectedRowsForTheirCorrection) {
  source_of({"--rejected", path("again.csv")});
  EXPECT_THAT(slurp(path("again.csv")), HasSubstr(",B,Nulle Part,z"));
}

TEST_F(ImportOptionsOfTheCommandLine, WrongOnesAreWrongUsage) {
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--column", "name"},
                                                {"--column", "colour=x"},
                                                {"--duplicates", "some"}}) {
    std::vector<std::string> args{"info", table()};
    args.insert(args.end(), wrong.begin(), wrong.end());
    const Outcome o = terreau(args);
    EXPECT_EQ(o.status, 2) << wrong.back();
    EXPECT_THAT(o.err, HasSubstr(wrong.front()));
  }
}

}  // namespace
}  // namespace terreau::test
