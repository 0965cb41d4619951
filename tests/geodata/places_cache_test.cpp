#include "geodata/places_cache.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "geodata/atlas.h"
#include "geodata/data_number.h"
#include "tests/support/folder.h"

// The second opening of a large source gives what the first one gave, and only where nothing that
// it follows from has changed.
namespace terreau {
namespace {

namespace fs = std::filesystem;

constexpr int kRows = 1'200;

class PlacesCache : public FolderTest {
 protected:
  // Every hundredth row has no place, others tell no department or a commune only.
  static std::string rows(int count, const std::string& word = "Coop") {
    static const char* const kForms[] = {"scop", "SCIC SA", "cuma", "", "union_coop"};
    static const char* const kTowns[] = {"Lille,59350", "Brest,29019", "Lyon,69123", ","};
    std::string text = "id,nom,forme,fonctions,commune,code_insee,annee,site,lon,lat\n";
    for (int i = 1; i <= count; ++i) {
      const std::string n = std::to_string(i);
      text += (i % 7 == 0 ? "" : "k" + n) + "," + word + " " + n + "," + kForms[i % 5] + "," +
              (i % 11 == 0 ? "cae" : "") + "," + (i % 100 == 0 ? "," : kTowns[i % 4]) + "," +
              std::to_string(1950 + i % 60) + "," +
              (i % 3 == 0 ? "https://c" + n + ".example" : "");
      text += i % 100 == 0 ? ",,\n"
                           : "," + std::to_string(2.0 + i % 40 * 0.01) + ",48." +
                                 std::to_string(10 + i % 80) + "\n";
    }
    return text;
  }
  // As it was an hour ago, so that its stamp is trusted.
  void age(const std::string& file, int hours = 1) const {
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(hours));
  }
  std::string table(const std::string& name, const std::string& content) const {
    const std::string made = file(name, content);
    age(made);
    return made;
  }
  AtlasRequest request(std::vector<std::string> sources) const {
    AtlasRequest r;
    r.sources = std::move(sources);
    r.only = true;
    r.search = false;
    r.cache = CacheOptions{path("cache"), 1'000};
    return r;
  }
  static Atlas load(const AtlasRequest& request) {
    auto atlas = load_atlas(request);
    EXPECT_TRUE(atlas.ok()) << atlas.error().text();
    return atlas.ok() ? *std::move(atlas) : Atlas();
  }
  static Atlas load_uncached(AtlasRequest request) {
    request.cache = CacheOptions();
    return load(request);
  }
  std::vector<fs::path> entries() const {
    std::vector<fs::path> all;
    if (!fs::exists(path("cache"))) return all;
    for (const auto& entry : fs::directory_iterator(path("cache"))) all.push_back(entry.path());
    return all;
  }
  // New content that no stamp tells.
  static void change_secretly(const std::string& file, char from, char to) {
    const auto time = fs::last_write_time(file);
    std::ifstream in(file, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), {});
    std::ranges::replace(content, from, to);
    std::fstream(file, std::ios::binary | std::ios::in | std::ios::out) << content;
    fs::last_write_time(file, time);
  }
  static void flip_byte(const fs::path& file, std::streamoff from_end) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekg(-from_end, std::ios::end);
    const char byte = static_cast<char>(stream.get());
    stream.seekp(-from_end, std::ios::end);
    stream.put(static_cast<char>(byte ^ 1));
  }
};

auto row_of(const Issue& i) { return std::tie(i.row, i.reason, i.value); }

void expect_same(const std::vector<Issue>& a, const std::vector<Issue>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(row_of(a[i]), row_of(b[i]));
}

void expect_same(const SourceReport& a, const SourceReport& b) {
  EXPECT_EQ(std::tie(a.source, a.layer, a.crs, a.encoding, a.rows, a.accepted, a.placed, a.notices,
                     a.columns, a.unread_columns, a.content),
            std::tie(b.source, b.layer, b.crs, b.encoding, b.rows, b.accepted, b.placed, b.notices,
                     b.columns, b.unread_columns, b.content));
  EXPECT_EQ(a.repaired.count, b.repaired.count);
  EXPECT_EQ(a.duplicates.count, b.duplicates.count);
  expect_same(a.rejected, b.rejected);
  expect_same(a.repaired.first, b.repaired.first);
  expect_same(a.duplicates.first, b.duplicates.first);
}

auto facts_of(const Places& p, PlaceId i) {
  const LonLat at = p.located(i) ? p.position(i) : LonLat{0, 0};
  return std::tuple(p.id(i), p.name(i), p.commune(i), p.commune_code(i), p.region(i), p.sector(i),
                    p.website(i), p.status(i), p.tags(i), p.source_url(i), p.source_date(i),
                    p.located(i), at.lon_deg, at.lat_deg, p.precision(i), p.department(i),
                    p.region_id(i), p.year(i), p.class_of(i), p.source(i), p.first_of_source(i),
                    p.source_name(i), p.form(i), p.kinds(i).bits());
}

void expect_same(const Atlas& a, const Atlas& b) {
  ASSERT_EQ(a.places->size(), b.places->size());
  EXPECT_EQ(a.places->located_count(), b.places->located_count());
  EXPECT_EQ(a.places->classes(), b.places->classes());
  EXPECT_EQ(data_number(a), data_number(b));
  for (PlaceId i{0}; i.value < a.places->size(); ++i.value) {
    ASSERT_EQ(facts_of(*a.places, i), facts_of(*b.places, i)) << i.value;
  }
  ASSERT_EQ(a.sources.size(), b.sources.size());
  for (std::size_t i = 0; i < a.sources.size(); ++i) expect_same(a.sources[i], b.sources[i]);
}

TEST_F(PlacesCache, GivesBackEveryColumnAndReport) {
  const std::string source = table("large.csv", rows(kRows));
  for (const bool only : {true, false}) {
    AtlasRequest r = request({source});
    r.only = only;
    const Atlas uncached = load_uncached(r);
    EXPECT_FALSE(uncached.sources.back().rejected.empty());
    const auto before = entries().size();
    expect_same(load(r), uncached);
    EXPECT_EQ(entries().size(), before + 1);
    const Atlas second = load(r);
    expect_same(second, uncached);
    EXPECT_EQ(second.unkept, nullptr);
  }
}

TEST_F(PlacesCache, DoesNotReadTheSourceAgain) {
  const std::string source = table("large.csv", rows(kRows));
  const Atlas first = load(request({source}));
  change_secretly(source, 'C', 'D');
  expect_same(load(request({source})), first);
  EXPECT_EQ(load_uncached(request({source})).places->name(PlaceId{0}), "Doop 1");
}

TEST_F(PlacesCache, FollowsEveryChangeOfTheContent) {
  const std::string source = table("large.csv", rows(kRows));
  load(request({source}));
  table("large.csv", rows(kRows, "Cosp"));  // of the same size and time
  EXPECT_EQ(load(request({source})).places->name(PlaceId{0}), "Cosp 1");
  EXPECT_EQ(entries().size(), 1U);
  table("large.csv", rows(kRows + 1));
  EXPECT_EQ(load(request({source})).sources.front().rows, kRows + 1);
}

TEST_F(PlacesCache, KnowsAFileThatWasOnlyTouchedOrCopied) {
  const std::string source = table("large.csv", rows(kRows));
  load(request({source}));
  const auto made = fs::last_write_time(entries().front());
  fs::copy_file(source, path("copy"));
  fs::rename(path("copy"), source);
  age(source, 2);
  const Atlas again = load(request({source}));
  EXPECT_EQ(again.unkept, nullptr);
  expect_same(again, load_uncached(request({source})));
  // The new stamp was noted: the content is not looked at any more.
  change_secretly(source, 'C', 'D');
  EXPECT_EQ(load(request({source})).places->name(PlaceId{0}), "Coop 1");
  EXPECT_EQ(entries().size(), 1U);
  EXPECT_GE(fs::last_write_time(entries().front()), made);
}

TEST_F(PlacesCache, DoesNotTrustTheStampOfAFileWrittenJustNow) {
  const std::string source = file("large.csv", rows(kRows));
  load(request({source}));
  change_secretly(source, 'C', 'D');
  EXPECT_EQ(load(request({source})).places->name(PlaceId{0}), "Doop 1");
}

TEST_F(PlacesCache, IsOfTheOptions) {
  const std::string source = table("large.csv", rows(kRows));
  const AtlasRequest plain = request({source});
  const Atlas first = load(plain);
  AtlasRequest other = plain;
  other.read.where = "forme = 'scop'";
  EXPECT_LT(load(other).places->size(), first.places->size());
  AtlasRequest renamed = plain;
  renamed.imports[source].columns = {{"name", "site"}};
  EXPECT_EQ(load(renamed).places->name(PlaceId{2}), "https://c3.example");
  AtlasRequest merged = plain;
  merged.import.duplicates = ImportOptions::Duplicates::merge;
  expect_same(load(merged), load_uncached(merged));
  AtlasRequest communes = plain;
  communes.gazetteer = table("communes.csv", "code,nom,lon,lat\n59350,Lille,3,50\n");
  expect_same(load(communes), load_uncached(communes));
  expect_same(load(communes), load_uncached(communes));
  expect_same(load(plain), first);
}

TEST_F(PlacesCache, IsMadeAnewWhereItIsDamaged) {
  const std::string source = table("large.csv", rows(kRows));
  const Atlas first = load(request({source}));
  const fs::path entry = entries().front();
  const std::vector<std::function<void()>> damages{
      [&] { fs::resize_file(entry / "position.npy", 4'000); },
      [&] { fs::resize_file(entry / "name.text.npy", 4'000); },
      [&] { fs::resize_file(entry / "id.ends.npy", 0); },
      [&] { fs::remove(entry / "commune.npy"); },
      [&] { flip_byte(entry / "name.text.npy", 500); },
      [&] { flip_byte(entry / "name.ends.npy", 500); },
      [&] { flip_byte(entry / "department.npy", 5); },
      [&] { flip_byte(entry / "report0.rejected.value.ends.npy", 5); },
      [&] { flip_byte(entry / "manifest.json", 300); },
      [&] { file("cache/" + entry.filename().string() + "/manifest.json", "{\"format\": 7}"); },
      [&] { file("cache/" + entry.filename().string() + "/manifest.json", "PK\3\4"); },
      [&] { fs::remove(entry / "manifest.json"); },
  };
  for (std::size_t i = 0; i < damages.size(); ++i) {
    SCOPED_TRACE(i);
    damages[i]();
    const Atlas again = load(request({source}));
    EXPECT_NE(again.unkept, nullptr) << "was not made anew";
    expect_same(again, first);
    const Atlas then = load(request({source}));
    EXPECT_EQ(then.unkept, nullptr);
    expect_same(then, first);
    ASSERT_EQ(entries(), std::vector{entry});
  }
}

TEST_F(PlacesCache, OfAnotherSourceIsNotTaken) {
  const std::string one = table("one.csv", rows(kRows)),
                    two = table("two.csv", rows(kRows, "Scop"));
  load(request({one}));
  const fs::path of_one = entries().front();
  const Atlas first = load(request({two}));
  const auto all = entries();
  const fs::path of_two = all[0] == of_one ? all[1] : all[0];
  fs::remove_all(of_two);
  fs::copy(of_one, of_two);
  expect_same(load(request({two})), first);
}

TEST_F(PlacesCache, HoldsTwoSourcesInAnyOrder) {
  const std::string one = table("one.csv", rows(kRows)),
                    two = table("two.csv", rows(kRows, "Scop"));
  const std::string few = table("few.csv", rows(20, "Few"));
  using Sources = std::vector<std::string>;
  for (const Sources& sources : {Sources{one, two}, {two, one}, {one, few, two}, {few, two}}) {
    const Atlas uncached = load_uncached(request(sources));
    expect_same(load(request(sources)), uncached);
    const Atlas again = load(request(sources));
    EXPECT_EQ(again.unkept, nullptr);
    expect_same(again, uncached);
  }
  // The second one only, read between one that is brought back and nothing.
  fs::last_write_time(two, fs::file_time_type::clock::now());
  table("two.csv", rows(kRows, "Cuma"));
  expect_same(load(request({one, two})), load_uncached(request({one, two})));
  table("one.csv", rows(kRows, "Cuma"));
  expect_same(load(request({one, two})), load_uncached(request({one, two})));
  expect_same(load(request({one, two})), load_uncached(request({one, two})));
}

TEST_F(PlacesCache, LetsNobodyWaitForWhatIsKept) {
  AtlasRequest wanted = request({table("large.csv", rows(kRows))});
  std::vector<std::string> asked;
  wanted.before_reading = [&](const std::string& uri) { asked.push_back(uri); };
  for (int opening = 0; opening < 2; ++opening) {
    load(wanted);
    EXPECT_EQ(std::ranges::count(asked, wanted.sources[0]), 1);
  }
}

TEST_F(PlacesCache, TakesDepartmentsOfTheUsersBoundaries) {
  const std::string source = table("large.csv", rows(kRows));
  const std::string square = table("borders.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"29","nom":"Finistère"},"geometry":{"type":"Polygon",
     "coordinates":[[[1,48],[3,48],[3,49],[1,49],[1,48]]]}}]})");
  const Atlas french = load(request({source}));
  for (const auto& sources : {std::vector{source, square}, std::vector{square, source}}) {
    const Atlas own = load(request(sources));
    EXPECT_NE(data_number(own), data_number(french));
    expect_same(own, load_uncached(request(sources)));
    EXPECT_EQ(own.unkept, nullptr);
  }
  expect_same(load(request({source})), french);
}

TEST_F(PlacesCache, FindsPlacesByTheirIds) {
  const std::string one = table("one.csv", rows(kRows)), few = table("few.csv", rows(30, "Few"));
  for (int opening = 0; opening < 2; ++opening) {
    const Atlas atlas = load(request({one, few}));
    const Atlas other = load(request({few, one}));
    EXPECT_EQ(place_by_id(atlas, "k1199").value, 1198U - 11);  // 11 rows before it have no place
    EXPECT_EQ(place_by_id(other, "k1199").value, 1198U - 11 + 30);
    EXPECT_EQ(place_by_id(atlas, "s0r14").value, 13U);  // that the row does not tell
    EXPECT_EQ(place_by_id(atlas, "s1r14").value, atlas.places->size() - 17);
    EXPECT_EQ(place_by_id(other, "k3").value, 2U);
    EXPECT_FALSE(place_by_id(atlas, "k1201").valid());
    EXPECT_FALSE(place_by_id(atlas, "le-vieux-moulin-76").valid());
  }
}

TEST_F(PlacesCache, IsForPlacesAlone) {
  const std::string few = table("few.csv", rows(900));
  load(request({few}));
  const std::string further = table("further.csv", [] {
    std::string text = "nom,lon,lat,contact\n";
    for (int i = 0; i < kRows; ++i) text += "Coop,2.5,48.5,c\n";
    return text;
  }());
  const Atlas facts = load(request({further}));
  EXPECT_GT(facts.places->further().size(), 0U);
  EXPECT_TRUE(entries().empty());
  EXPECT_EQ(cache::wanted("/vsizip/large.zip", {{}, {}, "", *facts.places, 0}), std::nullopt);
}

TEST_F(PlacesCache, ThatCannotBeWrittenIsNoError) {
  const std::string source = table("large.csv", rows(kRows));
  AtlasRequest r = request({source});
  r.cache->folder = file("a file", "") + "/cache";
  expect_same(load(r), load_uncached(r));
  r.cache->folder = "/proc/terreau";
  expect_same(load(r), load_uncached(r));
  r.cache->folder = "";
  EXPECT_EQ(load(r).unkept, nullptr);
}

TEST_F(PlacesCache, LeavesNothingBehindWhereItIsStopped) {
  const std::string source = table("large.csv", rows(kRows));
  AtlasRequest r = request({source});
  r.keep = false;
  const Atlas atlas = load(r);
  EXPECT_TRUE(entries().empty());
  std::stop_source stop;
  stop.request_stop();
  keep_sources(atlas, stop.get_token());
  EXPECT_TRUE(entries().empty());
  keep_sources(atlas, {});
  EXPECT_EQ(entries().size(), 1U);
  // A source that has changed since it was read is not kept as what it was.
  table("large.csv", rows(kRows + 1));
  fs::remove_all(path("cache"));
  keep_sources(atlas, {});
  EXPECT_TRUE(entries().empty());
}

TEST_F(PlacesCache, ForgetsWhatWasNotUsedForLongest) {
  AtlasRequest r = request({});
  const auto open = [&](const std::string& name, const char* word) {
    r.sources = {fs::exists(path(name)) ? path(name) : table(name, rows(kRows, word))};
    return load(r).unkept == nullptr;
  };
  open("one.csv", "Coop"), open("two.csv", "Scop");
  for (const fs::path& entry : entries()) age(entry / "manifest.json");
  std::uintmax_t bytes = 0;
  for (const auto& f : fs::recursive_directory_iterator(path("cache"))) {
    if (f.is_regular_file()) bytes += f.file_size();
  }
  r.cache->most_bytes = bytes + bytes / 8;
  EXPECT_TRUE(open("one.csv", "Coop"));
  open("three.csv", "Cuma");
  EXPECT_EQ(entries().size(), 2U);
  EXPECT_TRUE(open("one.csv", "Coop"));
  EXPECT_FALSE(open("two.csv", "Scop"));
}

TEST_F(PlacesCache, OfManyPlacesIsTheUsers) {
  const std::string source = table("large.csv", rows(102'000));
  AtlasRequest r = request({source});
  r.cache = CacheOptions{path("cache")};
  const Atlas first = load(r);
  EXPECT_NE(first.sources.front().content, 0U);
  expect_same(load(r), first);
  EXPECT_EQ(load(r).unkept, nullptr);
  EXPECT_TRUE(users_cache().folder.empty()) << "a test must not see its user's cache";
}

}  // namespace
}  // namespace terreau
