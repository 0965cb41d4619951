#include <chrono>

#include "app/app.h"
#include "app/model/view_line.h"
#include "geodata/data_number.h"
#include "tests/render/canvas.h"
#include "tests/support/folder.h"

// A file large enough for the cache: it is drawn first, then numbered and kept.
namespace terreau::test {
namespace {

class LargeFile : public DrawingTest, protected TestFolder {
 protected:
  LargeFile() {
    std::string csv = "id,name,form,lon,lat\n";
    for (int i = 0; i < 400; ++i) {
      const std::string n = std::to_string(i);
      csv += "p" + n + ",Coop " + n + ",scop," + std::to_string(0.01 * i) + ",47\n";
    }
    csv_ = csv;
  }
  AtlasRequest request() {
    AtlasRequest request;
    request.sources = {file("many.csv", csv_)};
    request.cache = CacheOptions{path("cache"), 300};
    return request;
  }
  AppOptions options() {
    AppOptions options;
    options.request = request();
    return options;
  }
  // As a window does; false after a minute in vain.
  template <class Done>
  static bool until(App& app, const Done& done) {
    headless().resize(1280, 800);
    const auto last = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    for (double now_s = 1; std::chrono::steady_clock::now() < last; now_s += 0.1) {
      app.take_deliveries();
      if (done()) return true;
      app.draw(now_s);
    }
    return false;
  }
  std::uint64_t number_of_data() {
    AtlasRequest plain = request();
    plain.cache = CacheOptions{};
    const auto atlas = load_atlas(plain);
    return atlas ? data_number(*atlas) : 0;
  }

 private:
  std::string csv_;
};

TEST_F(LargeFile, IsDrawnBeforeItHasItsNumberAndKeptAfter) {
  const std::uint64_t number = number_of_data();
  for (const bool kept : {false, true}) {
    App app(options(), [] {});
    ASSERT_TRUE(until(app, [&] { return app.has_places(); }));
    EXPECT_EQ(app.world().data, kept ? number : 0);
    EXPECT_EQ(app.keeping(), !kept);  // nothing is left to be done
    EXPECT_EQ(view_line(app.state(), app.world()).find("data=") != std::string::npos, kept);
    ASSERT_TRUE(until(app, [&] { return app.loaded() && !app.keeping(); }));
    EXPECT_EQ(app.world().data, number);
    EXPECT_EQ(app.world().atlas.unkept, nullptr);
  }
}

TEST_F(LargeFile, AViewIsOpenedOnceItIsKnownWhoseItIs) {
  World here;
  {
    App app(options(), [] {});
    ASSERT_TRUE(until(app, [&] { return app.has_places() && app.numbered(); }));
    here = app.world();
  }
  const std::string line = "terreau:?graticule=on&data=" + data_word(here);
  std::filesystem::remove_all(path("cache"));
  App app(options(), [] {});
  ASSERT_TRUE(until(app, [&] { return app.has_places(); }));
  ASSERT_FALSE(app.numbered());
  app.ui().status.clear();
  app.perform(action::OpenView{line});
  EXPECT_FALSE(app.state().graticule);
  ASSERT_TRUE(until(app, [&] { return app.numbered(); }));
  EXPECT_TRUE(app.state().graticule);
  EXPECT_EQ(app.ui().status, "");  // it was not made with other data
}

}  // namespace
}  // namespace terreau::test
