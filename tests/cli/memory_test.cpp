#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "app/keeper.h"
#include "app/memory_file.h"
#include "tests/cli/program.h"
#include "tests/support/world.h"

// What outlasts the program, and the file that holds it.
namespace terreau::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Memory some_memory() {
  Memory m;
  m.theme = Theme::dark;
  m.language = Language::en;
  m.minimap = false;
  m.scale = 1.5;
  m.searches = {"scic", "près de « Lens »"};
  m.files = {"/tmp/a \"b\".csv"};
  m.gazetteer = "/tmp/communes.csv";
  m.imports = {{"nom\nville\n", {ImportOptions::Duplicates::merge, {{"commune", "ville"}}}},
               {"a\n", {}}};
  m.session = {"terreau:?graticule=on&data=3-00", {"/tmp/a.csv"}, "2026-11-25T16:02"};
  return m;
}

class MemoryFile : public InFolder {
 protected:
  std::string memory_file() const { return path("state/terreau/memory.json"); }
  void put(const std::string& content) const {
    std::filesystem::create_directories(path("state/terreau"));
    std::ofstream(memory_file()) << content;
  }
};

TEST_F(MemoryFile, ComesBackAsItWasWritten) {
  ASSERT_EQ(write_memory(memory_file(), some_memory()), "");
  EXPECT_EQ(*read_memory(memory_file()), some_memory());
  Memory empty;
  ASSERT_EQ(write_memory(memory_file(), empty), "");
  EXPECT_EQ(*read_memory(memory_file()), empty);
}

TEST_F(MemoryFile, IsEmptyWhereThereIsNone) {
  const auto memory = read_memory(memory_file());
  ASSERT_TRUE(memory);
  EXPECT_EQ(*memory, Memory());
  EXPECT_TRUE(memory.warnings().empty());
}

TEST_F(MemoryFile, DamagedIsSaidAndPutAside) {
  put("{\"theme\": \"dark\", \"files\": [1, ");
  const auto memory = read_memory(memory_file());
  EXPECT_EQ(*memory, Memory());
  ASSERT_EQ(memory.warnings().size(), 1U);
  EXPECT_THAT(memory.warnings().front().reason, HasSubstr("damaged"));
  EXPECT_TRUE(std::filesystem::exists(memory_file() + ".damaged"));
  EXPECT_FALSE(std::filesystem::exists(memory_file()));
}

TEST_F(MemoryFile, ForeignContentIsNoMemory) {
  for (const char* foreign : {"[]", "3", "{\"theme\": 4, \"files\": \"x\", \"session\": []}",
                              "{\"language\": \"de\", \"minimap\": \"no\"}"}) {
    put(foreign);
    EXPECT_EQ(*read_memory(memory_file()), Memory()) << foreign;
  }
}

TEST_F(MemoryFile, ViewsOfTwoWindowsAreBothKept) {
  const std::string file = path("views.json");
  const auto keep = [&](const char* name, const char* line) {
    return *change_views(file, [&](auto& views) { keep_view(views, {name, line}); });
  };
  keep("Lens", "terreau:?at=1,2,3");
  EXPECT_EQ(keep("Le Mans", "terreau:?at=2,3,4").size(), 2U);
  keep("Lens", "terreau:?at=5,6,7");
  const auto views = *read_views(file);
  EXPECT_THAT(views, ElementsAre(NamedView{"Lens", "terreau:?at=5,6,7"},
                                 NamedView{"Le Mans", "terreau:?at=2,3,4"}));
}

TEST_F(MemoryFile, AFolderThatCannotBeWrittenIsSaid) {
  file("file", "x");
  const std::string below_a_file = path("file/memory.json");
  EXPECT_NE(write_memory(below_a_file, some_memory()), "");
  EXPECT_FALSE(change_views(below_a_file, [](auto&) {}));
}

class KeeperTest : public MemoryFile {
 protected:
  Kept kept() const {
    Kept out;
    out.memory_path = memory_file();
    return out;
  }
  // What write_if_due() has started is done.
  static void finish(Keeper& keeper) {
    while (!keeper.take_deliveries()) std::this_thread::yield();
  }
};

TEST_F(KeeperTest, WritesSoonButNotWithEachFrame) {
  Keeper keeper(kept(), [] {});
  EXPECT_FALSE(keeper.write_if_due(10));  // nothing has changed
  keeper.change([](Memory& m) { m.theme = Theme::dark; });
  EXPECT_FALSE(keeper.write_if_due(10));
  finish(keeper);
  EXPECT_EQ(read_memory(memory_file())->theme, Theme::dark);
  keeper.change([](Memory& m) { m.theme = Theme::light; });
  const auto due_s = keeper.write_if_due(10.1);
  ASSERT_TRUE(due_s);
  EXPECT_NEAR(*due_s, Keeper::kPause_s - 0.1, 1e-9);
  EXPECT_EQ(read_memory(memory_file())->theme, Theme::dark);
  EXPECT_FALSE(keeper.write_if_due(10 + Keeper::kPause_s + 0.01));
  finish(keeper);
  EXPECT_EQ(read_memory(memory_file())->theme, Theme::light);
}

TEST_F(KeeperTest, TheSessionBeforeStaysUntilSomethingIsDone) {
  Kept before = kept();
  before.memory = some_memory();
  Keeper keeper(before, [] {});
  const World world = world_of(varied(20, 2));
  MapState state;
  keeper.note_view(state, world, {});
  EXPECT_EQ(keeper.memory().session, some_memory().session);
  apply(state, action::SetGraticule{true}, world);
  keeper.note_view(state, world, {});
  EXPECT_THAT(keeper.memory().session.line, HasSubstr("graticule=on"));
  EXPECT_EQ(keeper.previous(), some_memory().session);
  apply(state, action::SetGraticule{false}, world);
  keeper.note_view(state, world, {"b.csv"});
  EXPECT_EQ(keeper.memory().session.line.find("graticule"), std::string::npos);
  EXPECT_THAT(keeper.memory().session.sources, ElementsAre("b.csv"));
}

TEST_F(KeeperTest, TheLastWordIsWrittenAtTheEnd) {
  Keeper keeper(kept(), [] {});
  keeper.change([](Memory& m) { m.files = {"a"}; });
  keeper.write_if_due(10);
  keeper.change([](Memory& m) { m.files = {"b"}; });
  EXPECT_EQ(keeper.write_now(), "");
  EXPECT_THAT(read_memory(memory_file())->files, ElementsAre("b"));
}

TEST_F(KeeperTest, WithoutAPathNothingIsWritten) {
  Keeper keeper({}, [] {});
  keeper.change([](Memory& m) { m.theme = Theme::dark; });
  EXPECT_FALSE(keeper.write_if_due(10));
  EXPECT_EQ(keeper.write_now(), "");
}

}  // namespace
}  // namespace terreau::test
