#include "app/source_watch.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "tests/cli/program.h"

namespace terreau::test {
namespace {

class SourceWatchTest : public InFolder {
 protected:
  void put(const std::string& name, const std::string& content) const {
    std::ofstream(path(name)) << content;
  }
  void watch(const std::vector<std::string>& sources) { watch_.watch(watch_.look_at(sources)); }
  // What is told of the first change, however long that takes; nothing within half a minute.
  std::vector<SourceWatch::Change> first_change() {
    using std::chrono::steady_clock;
    const auto end = steady_clock::now() + std::chrono::seconds(30);
    while (steady_clock::now() < end) {
      auto changes = watch_.take();
      if (!changes.empty()) return changes;
      woken_.wait(false);
      woken_ = false;
    }
    return {};
  }
  std::atomic<bool> woken_ = false;
  SourceWatch watch_{[this] {
    woken_ = true;
    woken_.notify_one();
  }};
};

TEST_F(SourceWatchTest, TellsOnceWhatHasChangedAndWhatIsGone) {
  put("a.csv", "one");
  put("b.csv", "two");
  watch({path("a.csv"), path("b.csv"), "PG:dbname=x", "https://example.org/x.csv"});
  put("a.csv", "longer than before");
  const auto changes = first_change();
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].source, path("a.csv"));
  EXPECT_EQ(changes[0].what, SourceWatch::What::changed);
  std::filesystem::remove(path("b.csv"));
  const auto gone = first_change();
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].source, path("b.csv"));
  EXPECT_EQ(gone[0].what, SourceWatch::What::gone);
}

TEST_F(SourceWatchTest, WhatItWatchedBeforeIsForgotten) {
  put("a.csv", "one");
  watch({path("a.csv")});
  put("a.csv", "longer");
  put("b.csv", "two");
  watch({path("b.csv")});
  put("b.csv", "longer than two");
  const auto changes = first_change();
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].source, path("b.csv"));
}

}  // namespace
}  // namespace terreau::test
