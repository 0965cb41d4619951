#include "geodata/pyramid_cache.h"

#include <array>
#include <random>

#include "tests/support/folder.h"

// What was kept shows what was built, or is not there.
namespace terreau {
namespace {

namespace fs = std::filesystem;

const MapBox kEverywhere{-1e9, -1e9, 1e9, 1e9};
const std::vector<std::uint8_t> kAll(8, 1);

// One in cells, one without, one of nothing.
std::array<MarkerPyramid, 3> pyramids() {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> metres(0, 900'000);
  std::vector<PlaceId> places;
  std::vector<MapPos> positions;
  std::vector<Places::ClassIndex> classes;
  for (std::uint32_t i = 0; i < 6'000; ++i) {
    places.push_back({i});
    positions.push_back({metres(random), 6e6 + metres(random)});
    classes.push_back(static_cast<Places::ClassIndex>(random() % 8));
  }
  const PackedPositions packed{std::span<const MapPos>(positions)};
  return {MarkerPyramid(places, packed, classes, 100),
          MarkerPyramid(places, packed, classes, 100'000), MarkerPyramid()};
}

void expect_same(const MarkerPyramid& a, const MarkerPyramid& b) {
  EXPECT_EQ(a.size(), b.size());
  for (const MarkerPyramid* p : {&a, &b}) p->prepare(kEverywhere, MarkerPyramid::kMaxZoom);
  for (const double zoom : {3.0, 6.5, 9.0, 12.0, 15.0}) {
    for (const bool clusters : {true, false}) {
      std::vector<Mark> of_a, of_b;
      a.visible(kEverywhere, zoom, kAll, clusters, of_a);
      b.visible(kEverywhere, zoom, kAll, clusters, of_b);
      ASSERT_EQ(of_a.size(), of_b.size());
      for (std::size_t i = 0; i < of_a.size(); ++i) {
        EXPECT_EQ(of_a[i].position, of_b[i].position);
        EXPECT_EQ(of_a[i].count, of_b[i].count);
        EXPECT_EQ(of_a[i].place, of_b[i].place);
        EXPECT_EQ(of_a[i].node, of_b[i].node);
        EXPECT_TRUE(std::ranges::equal(a.members(of_a[i].node), b.members(of_b[i].node)));
      }
    }
  }
}

class PyramidCache : public FolderTest {
 protected:
  CacheOptions options() const { return {path("cache"), 100}; }
  std::vector<fs::path> kept_files() const {
    std::vector<fs::path> files;
    for (const auto& file : fs::recursive_directory_iterator(path("cache"))) {
      if (file.is_regular_file()) files.push_back(file.path());
    }
    std::ranges::sort(files);
    return files;
  }
};

TEST_F(PyramidCache, BringsBackWhatWasKept) {
  const auto built = pyramids();
  ASSERT_TRUE(cache::keep(options(), 7, built));
  std::array<MarkerPyramid, 3> back;
  ASSERT_TRUE(cache::bring_back(options(), 7, back));
  for (std::size_t i = 0; i < back.size(); ++i) expect_same(built[i], back[i]);
}

TEST_F(PyramidCache, HasNothingOfOtherDataNorWithoutAFolder) {
  std::array<MarkerPyramid, 3> back;
  EXPECT_FALSE(cache::bring_back(options(), 7, back));
  EXPECT_FALSE(cache::keep(CacheOptions{}, 7, pyramids()));
  ASSERT_TRUE(cache::keep(options(), 7, pyramids()));
  EXPECT_FALSE(cache::bring_back(options(), 8, back));
  EXPECT_FALSE(cache::bring_back(CacheOptions{}, 7, back));
  std::array<MarkerPyramid, 4> more;  // territories
  EXPECT_FALSE(cache::bring_back(options(), 7, more));
}

TEST_F(PyramidCache, TakesNoFileThatWasDamaged) {
  const auto built = pyramids();
  ASSERT_TRUE(cache::keep(options(), 7, built));
  const auto files = kept_files();
  ASSERT_GT(files.size(), 10U);
  for (const fs::path& damaged : files) {
    for (const bool cut : {true, false}) {
      ASSERT_TRUE(cache::keep(options(), 7, built));
      const auto size = fs::file_size(damaged);
      if (cut) {
        fs::resize_file(damaged, size / 2);
      } else {
        std::fstream file(damaged, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(size / 2));
        const char other = static_cast<char>(file.peek() ^ 4);
        file.seekp(static_cast<std::streamoff>(size / 2));
        file.put(other);
      }
      std::array<MarkerPyramid, 3> back;
      EXPECT_FALSE(cache::bring_back(options(), 7, back)) << damaged;
      EXPECT_EQ(back[0].size(), 0U);
    }
  }
}

TEST_F(PyramidCache, IsGoneWhenStoppedWhileItIsMade) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(cache::keep(options(), 7, pyramids(), stop.get_token()));
  EXPECT_TRUE(kept_files().empty());
}

}  // namespace
}  // namespace terreau
