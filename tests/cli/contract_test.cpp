#include <cmath>
#include <map>
#include <regex>
#include <set>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// What scripts may rely on: the words of `terreau --help` and of the man page.
namespace terreau::test {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

int sum(const json& counts) {
  int total = 0;
  for (const auto& item : counts.items()) total += item.value().get<int>();
  return total;
}

// Rows of an embedded table; none of its fields holds a line break.
int lines_of(const std::string& name) {
  const std::string text = slurp(std::string(TERREAU_SOURCE_DIR) + "/geodata/france/" + name);
  return static_cast<int>(std::count(text.begin(), text.end(), '\n')) - 1;
}

TEST(Help, IsAnAnswerOnStdout) {
  for (const std::vector<std::string>& args : {std::vector<std::string>{"--help"},
                                               {"-h"},
                                               {"info", "--help"},
                                               {"at", "--help"},
                                               {"render", "--help"},
                                               {"replay", "--help"},
                                               {"find", "--help"},
                                               {"export", "--help"},
                                               {"near", "--help"}}) {
    const Outcome o = terreau(args);
    EXPECT_EQ(o.status, 0) << args[0];
    EXPECT_THAT(o.out, HasSubstr("Usage: terreau"));
    EXPECT_EQ(o.err, "");
  }
}

TEST(Help, NamesEverySubcommand) {
  const std::string help = terreau({"--help"}).out;
  for (const char* name : {"info", "find", "at", "render", "replay", "export", "near"}) {
    EXPECT_THAT(help, HasSubstr(name));
  }
}

std::set<std::string> options_in(const std::string& text) {
  std::set<std::string> names;
  const std::regex option("--([a-z][a-z0-9-]+)");
  for (std::sregex_iterator i(text.begin(), text.end(), option), end; i != end; ++i) {
    names.insert((*i)[1]);
  }
  return names;
}

TEST(ManPage, ExplainsEveryOptionAndNoOther) {
  std::string help = terreau({"--help"}).out;
  for (const char* name : {"info", "find", "at", "near", "render", "replay", "export", "atlas"}) {
    help += terreau({name, "--help"}).out;
  }
  help += terreau({"import", "sirene", "--help"}).out;
  const std::string page = slurp(TERREAU_SOURCE_DIR "/app/desktop/terreau.1.in");
  EXPECT_EQ(options_in(std::regex_replace(page, std::regex(R"(\\-)"), "-")), options_in(help));
  const json info = terreau({"info", "--json"}).json();
  for (const auto& family : info.at("places").at("by_family").items()) {
    EXPECT_THAT(page, ContainsRegex("[ \n]" + family.key() + "[,.]"));
  }
}

TEST(Version, IsOneLineOnStdout) {
  const Outcome o = terreau({"--version"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.out, StartsWith("terreau "));
  EXPECT_EQ(std::count(o.out.begin(), o.out.end(), '\n'), 1);
  EXPECT_EQ(o.err, "");
}

TEST(Usage, WrongUsageIsStatus2AndOneLineOnStderr) {
  const std::vector<std::vector<std::string>> wrong = {
      {"--no-such-option"},
      {"info", "--famillies", "scop"},
      {"info", "--families", "no_such_family"},
      {"info", "--forms", "no_such_form"},
      {"info", "--functions", "scop"},
      {"info", "--departments", "999"},
      {"info", "--years", "then-now"},
      {"info", "--lang", "de"},
      {"find"},
      {"at"},
      {"at", "2.3"},
      {"at", "2.3", "48.8"},
      {"at", "two", "48.8", "--zoom", "9"},
      {"at", "2.3", "48.8", "--zoom", "much"},
      {"at", "500", "48.8", "--zoom", "9"},
      {"at", "2.3", "48.8", "--zoom", "9", "--size", "0x0"},
      {"render"},
      {"render", "-o", "map.xyz"},
      {"render", "-o", "map.png", "--size", "big"},
      {"render", "-o", "map.png", "--size", "100000x100000"},
      {"render", "-o", "map.png", "--view", "2,48"},
      {"render", "-o", "map.png", "--view", "2,480,9"},
      {"render", "-o", "map.png", "--choropleth", "colourful"},
      {"render", "-o", "map.png", "--choropleth", "count", "--by", "commune"},
      {"render", "-o", "map.png", "--choropleth", "count", "--method", "magic"},
      {"render", "-o", "map.png", "--choropleth", "count", "--classes", "9"},
      {"render", "-o", "map.png", "--share-of", "nothing"},
      {"render", "-o", "map.png", "--cluster", "maybe"},
      {"render", "-o", "map.png", "--theme", "pink"},
      {"render", "-o", "map.png", "--scale", "0"},
      {"render", "-o", "map.png", "--department", "62", "--view", "2,48,9"},
      {"replay"},
  };
  for (const auto& args : wrong) {
    const Outcome o = terreau(args);
    const std::string line = testing::PrintToString(args);
    EXPECT_EQ(o.status, 2) << line << o.err;
    EXPECT_THAT(o.err, StartsWith("terreau: ")) << line;
    EXPECT_THAT(o.err, EndsWith("\n")) << line;
    EXPECT_EQ(std::count(o.err.begin(), o.err.end(), '\n'), 1) << line << o.err;
    EXPECT_EQ(o.out, "") << line;
  }
}

TEST(Usage, AnUnknownOptionNamesTheNearestOne) {
  EXPECT_THAT(terreau({"info", "--famillies", "scop"}).err, HasSubstr("--families"));
  EXPECT_THAT(terreau({"render", "-o", "x.png", "--tite", "T"}).err, HasSubstr("--title"));
}

TEST(Usage, TheWindowWithoutADisplaySaysSo) {
  const Outcome o = terreau({});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, StartsWith("terreau: "));
}

class Info : public testing::Test {
 protected:
  static void SetUpTestSuite() { embedded_ = terreau({"info", "--json"}).json(); }
  static json embedded_;
};
json Info::embedded_;

TEST_F(Info, HoldsEveryDepartment) {
  ASSERT_EQ(embedded_.at("boundaries").size(), 1U);
  const json& b = embedded_.at("boundaries")[0];
  EXPECT_EQ(b.at("departments"), 101);
  EXPECT_GE(b.at("features").get<int>(), 101);
  EXPECT_GT(b.at("vertices").get<int>(), 5000);
  EXPECT_TRUE(b.at("issues").empty()) << b.at("issues");
}

TEST_F(Info, AccountsForEveryRowOfTheAtlas) {
  const json& places = embedded_.at("places");
  EXPECT_EQ(sum(places.at("by_precision")), places.at("total").get<int>());
  // An organisation of two families counts in both.
  EXPECT_GE(sum(places.at("by_family")), places.at("total").get<int>());
  const json& by = places.at("by_precision");
  EXPECT_EQ(places.at("located"), by.at("address").get<int>() + by.at("commune").get<int>());
  int accepted = 0, rows = 0;
  for (const json& source : embedded_.at("sources")) {
    accepted += source.at("accepted").get<int>();
    EXPECT_EQ(source.at("rows"),
              source.at("accepted").get<std::size_t>() + source.at("rejected").size());
    rows += source.at("rows").get<int>();
    for (const json& row : source.at("rejected")) {  // named twice, kept once; nothing else is lost
      EXPECT_THAT(row.at("reason").get<std::string>(), StartsWith("same organisation"));
    }
  }
  EXPECT_EQ(accepted, places.at("total"));
  EXPECT_EQ(rows, lines_of("places.csv"));
}

TEST_F(Info, CountsByFormFunctionAndDepartment) {
  const json& places = embedded_.at("places");
  EXPECT_GE(places.at("by_form").at("scic").get<int>(), 80);
  EXPECT_GE(places.at("by_form").at("scop").get<int>(), 80);
  EXPECT_GE(places.at("by_form").at("cuma").get<int>(), 30);
  EXPECT_GE(places.at("by_function").at("ptce").get<int>(), 70);
  EXPECT_GE(places.at("by_function").at("espace_test").get<int>(), 35);
  EXPECT_LE(sum(places.at("by_department")), places.at("total").get<int>());
  EXPECT_GT(places.at("by_department").at("62").get<int>(), 0);
}

TEST_F(Info, FiltersNarrow) {
  const int total = embedded_.at("places").at("total").get<int>();
  const json scic = terreau({"info", "--json", "--forms", "scic"}).json().at("places");
  EXPECT_EQ(scic.at("total"), embedded_.at("places").at("by_form").at("scic"));
  const json two = terreau({"info", "--json", "--departments", "62,93"}).json().at("places");
  EXPECT_EQ(two.at("total"), sum(two.at("by_department")));
  EXPECT_EQ(two.at("by_department").size(), 2U);
  const json ptce = terreau({"info", "--json", "--functions", "ptce"}).json().at("places");
  EXPECT_EQ(ptce.at("total"), embedded_.at("places").at("by_function").at("ptce"));
  const json years = terreau({"info", "--json", "--years", "2001-2020"}).json().at("places");
  EXPECT_GT(years.at("total").get<int>(), 0);
  EXPECT_LT(years.at("total").get<int>(), total);
  const json both =
      terreau({"info", "--json", "--forms", "scic", "--departments", "93"}).json().at("places");
  EXPECT_LE(both.at("total").get<int>(), two.at("by_department").at("93").get<int>());
}

TEST_F(Info, SaysTheSameToPeople) {
  const Outcome o = terreau({"info"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.out, HasSubstr("101 departments"));
  EXPECT_THAT(o.out, HasSubstr(embedded_.at("places").at("total").dump()));
}

json best(const std::string& text) {
  const json results = terreau({"find", text, "--json"}).json().at("results");
  return results.empty() ? json() : results[0];
}

TEST(Find, PharesIsInLIleSaintDenis) {
  const json results = terreau({"find", "phares", "--json"}).json().at("results");
  ASSERT_FALSE(results.empty());
  EXPECT_EQ(results[0].at("kind"), "place");
  EXPECT_THAT(results[0].at("name").get<std::string>(), HasSubstr("PHARES"));
  EXPECT_EQ(results[0].at("department"), "93");
  EXPECT_NEAR(results[0].at("lon").get<double>(), 2.339, 0.02);
  EXPECT_NEAR(results[0].at("lat").get<double>(), 48.937, 0.02);
  for (std::size_t i = 1; i < results.size(); ++i) {
    EXPECT_LE(results[i].at("score").get<double>(), results[i - 1].at("score").get<double>());
  }
}

TEST(Find, AccentsAndCaseDoNotMatter) {
  const json plain = best("l'ile saint denis"), proper = best("L'ÎLE-SAINT-DENIS");
  EXPECT_EQ(plain, proper);
  EXPECT_THAT(plain.at("name").get<std::string>(), HasSubstr("Île-Saint-Denis"));
}

TEST(Find, KnowsDepartmentsAndCommunes) {
  EXPECT_EQ(best("Pas-de-Calais").at("kind"), "department");
  EXPECT_EQ(best("Pas-de-Calais").at("department"), "62");
  EXPECT_EQ(best("Villeneuve-sur-Lot").at("department"), "47");
}

TEST(Find, NothingIsASuccessWithoutResults) {
  const Outcome o = terreau({"find", "qqqxxyyzz", "--json"});
  EXPECT_EQ(o.status, 0);
  EXPECT_TRUE(o.json().at("results").empty());
}

json at(double lon, double lat, double zoom, const std::vector<std::string>& more = {}) {
  std::vector<std::string> args = {"at",     std::to_string(lon),  std::to_string(lat),
                                   "--zoom", std::to_string(zoom), "--json"};
  args.insert(args.end(), more.begin(), more.end());
  const Outcome o = terreau(args);
  EXPECT_EQ(o.status, 0) << o.err;
  return o.json();
}

TEST(At, WhereFindSaysPharesIs) {
  const json found = best("phares");
  const json hit = at(found.at("lon"), found.at("lat"), 16);
  if (hit.at("hit") == "place") {
    EXPECT_EQ(hit.at("place").at("name"), found.at("name"));
  } else {
    EXPECT_EQ(hit.at("hit"), "cluster");
    EXPECT_GE(hit.at("cluster").at("count").get<int>(), 2);
    EXPECT_EQ(sum(hit.at("cluster").at("by_family")), hit.at("cluster").at("count").get<int>());
  }
  EXPECT_EQ(hit.at("department").at("code"), "93");
}

TEST(At, DepartmentsHereAndOverseas) {
  const json lot = at(0.45, 44.35, 12);
  EXPECT_EQ(lot.at("hit"), "department");
  EXPECT_EQ(lot.at("department").at("code"), "47");
  EXPECT_EQ(lot.at("department").at("name"), "Lot-et-Garonne");
  EXPECT_EQ(at(55.5, -21.1, 12).at("department").at("code"), "974");
  EXPECT_EQ(at(-61.0, 14.65, 13).at("department").at("code"), "972");
  EXPECT_EQ(at(-53.0, 4.0, 10).at("department").at("code"), "973");
  EXPECT_EQ(at(9.1, 42.0, 12).at("department").at("code"), "2A");
}

TEST(At, TheSeaIsNothing) {
  const json sea = at(-6, 46, 9);
  EXPECT_EQ(sea.at("hit"), "none");
  EXPECT_TRUE(!sea.contains("department") || sea.at("department").is_null());
}

TEST(At, AFilterHidesWhatItDoesNotPass) {
  const json found = best("phares");
  const json hit = at(found.at("lon"), found.at("lat"), 16, {"--forms", "cuma"});
  EXPECT_EQ(hit.at("hit"), "department");
}

TEST(At, AgreesWithTheListOfCommunes) {
  for (const char* town : {"Arras", "Agen", "Corte", "Limoges", "Strasbourg", "Saint-Denis"}) {
    const json found = best(town);
    ASSERT_TRUE(found.at("lon").is_number()) << town;
    const json hit = at(found.at("lon"), found.at("lat"), 15);
    ASSERT_TRUE(hit.contains("department")) << town << hit;
    EXPECT_EQ(hit.at("department").at("code"), found.at("department")) << town;
  }
}

class Render : public InFolder {};

TEST_F(Render, TheSameTwiceToTheByte) {
  const std::vector<std::string> how = {"--size", "640x480", "--view", "2.34,48.93,11"};
  for (const char* name : {"a.png", "b.png"}) {
    std::vector<std::string> args = {"render", "-o", path(name)};
    args.insert(args.end(), how.begin(), how.end());
    const Outcome o = terreau(args);
    ASSERT_EQ(o.status, 0) << o.err;
  }
  EXPECT_GT(slurp(path("a.png")).size(), 2000U);
  EXPECT_EQ(slurp(path("a.png")), slurp(path("b.png")));
}

std::pair<int, int> png_size(const std::string& bytes) {
  const auto number = [&](std::size_t at) {
    int n = 0;
    for (std::size_t i = at; i < at + 4; ++i) n = n * 256 + static_cast<unsigned char>(bytes[i]);
    return n;
  };
  EXPECT_THAT(bytes, StartsWith("\x89PNG\r\n"));
  return bytes.size() < 24 ? std::pair(0, 0) : std::pair(number(16), number(20));
}

TEST_F(Render, HasTheSizeThatWasAskedFor) {
  ASSERT_EQ(terreau({"render", "-o", path("a.png"), "--size", "400x300", "--scale", "2"}).status,
            0);
  EXPECT_EQ(png_size(slurp(path("a.png"))), std::pair(800, 600));
}

TEST_F(Render, ChangesWithWhatIsAskedFor) {
  const std::vector<std::vector<std::string>> ways = {
      {},
      {"--theme", "dark"},
      {"--department", "62"},
      {"--fit", "--forms", "cuma"},
      {"--choropleth", "count"},
      {"--choropleth", "count", "--by", "region"},
      {"--choropleth", "count", "--classes", "3"},
      {"--choropleth", "count", "--method", "jenks"},
      {"--choropleth", "share", "--share-of", "cae"},
      {"--choropleth", "precise"},
      {"--cluster", "off"},
      {"--no-insets"},
      {"--families", "agricole"},
  };
  std::map<std::string, std::string> seen;
  for (const auto& way : ways) {
    std::vector<std::string> args = {"render", "-o", path("a.png"), "--size", "640x480"};
    args.insert(args.end(), way.begin(), way.end());
    const Outcome o = terreau(args);
    ASSERT_EQ(o.status, 0) << o.err;
    const std::string name = testing::PrintToString(way);
    const auto [other, is_new] = seen.emplace(slurp(path("a.png")), name);
    EXPECT_TRUE(is_new) << name << " looks like " << other->second;
  }
}

TEST_F(Render, AFileThatCannotBeWritten) {
  const Outcome o = terreau({"render", "-o", path("no/such/folder/a.png")});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("no/such/folder"));
}

class Replay : public InFolder {};

TEST_F(Replay, ReportsFramesAndState) {
  const std::string journal = file("walk.jsonl",
                                   "{\"do\":\"wait\",\"until\":\"loaded\"}\n"
                                   "{\"do\":\"view\",\"lon\":2.3,\"lat\":48.9,\"zoom\":9}\n"
                                   "{\"do\":\"toggle\",\"family\":\"agricole\"}\n"
                                   "{\"do\":\"pan\",\"dx\":-3,\"dy\":0}\n"
                                   "{\"do\":\"wait\",\"frames\":5}\n"
                                   "{\"do\":\"filter\",\"years\":\"2000-2020\"}\n"
                                   "{\"do\":\"wait\",\"until\":\"exact\"}\n");
  const Outcome o = terreau({"replay", journal, "--size", "800x600", "--report", path("r.json"),
                             "--screenshot", path("s.png")});
  ASSERT_EQ(o.status, 0) << o.err;
  const json r = json::parse(slurp(path("r.json")));
  EXPECT_EQ(r.at("size"), json::parse("[800,600]"));
  EXPECT_EQ(r.at("frames").at("count"), 9);
  EXPECT_EQ(r.at("frames").at("ms").size(), 9U);
  ASSERT_EQ(r.at("exact_ms").size(), 1U);
  EXPECT_GE(r.at("exact_ms")[0], r.at("frames").at("ms")[8]);
  EXPECT_LE(r.at("frames").at("median_ms"), r.at("frames").at("p95_ms"));
  EXPECT_LE(r.at("frames").at("p95_ms"), r.at("frames").at("max_ms"));
  EXPECT_GT(r.at("first_frame_ms").get<double>(), 0);
  EXPECT_GT(r.at("loaded_ms").get<double>(), 0);
  EXPECT_GT(r.at("peak_rss_mib").get<double>(), 1);
  const json& state = r.at("state");
  EXPECT_EQ(state.at("families").at("agricole"), false);
  EXPECT_EQ(state.at("families").at("travail"), true);
  EXPECT_NEAR(state.at("view").at("zoom").get<double>(), 9, 1e-9);
  EXPECT_TRUE(state.at("selected").is_null());
  // 3 points to the left: the middle moves 3 points to the east.
  const double east_m =
      (state.at("view").at("lon").get<double>() - 2.3) * 111195 * std::cos(48.9 * 3.14159265 / 180);
  EXPECT_NEAR(east_m, 3 * 156543.034 / 512, 0.01 * 3 * 156543.034 / 512);
  EXPECT_EQ(png_size(slurp(path("s.png"))), std::pair(800, 600));
}

// Few places are filtered in the frame of the filter, many beside it.
TEST_F(Replay, WaitsUntilTheMapIsExactWithAFrameWhereItIsDue) {
  for (const int places : {10, 25'000}) {
    std::string csv = "name,lon,lat,year\n";
    for (int i = 0; i < places; ++i) {
      csv += "Lieu " + std::to_string(i) + ",2." + std::to_string(i) + ",47.1," +
             std::to_string(1900 + i % 100) + "\n";
    }
    const std::string journal = file("filter.jsonl",
                                     "{\"do\":\"wait\",\"until\":\"loaded\"}\n"
                                     "{\"do\":\"wait\",\"frames\":3}\n"
                                     "{\"do\":\"filter\",\"years\":\"1950-\"}\n"
                                     "{\"do\":\"wait\",\"until\":\"exact\"}\n"
                                     "{\"do\":\"wait\",\"until\":\"exact\"}\n");
    const Outcome o = terreau({"replay", journal, file("places.csv", csv), "--only", "--size",
                               "800x600", "--report", path("r.json")});
    ASSERT_EQ(o.status, 0) << o.err;
    const json r = json::parse(slurp(path("r.json")));
    EXPECT_EQ(r.at("frames").at("count"), places == 10 ? 4 : 5);
  }
}

TEST_F(Replay, AWrongLineIsNamed) {
  const std::string journal = file("walk.jsonl", "{\"do\":\"home\"}\n{\"do\":\"dance\"}\n");
  const Outcome o = terreau({"replay", journal});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("walk.jsonl"));
  EXPECT_THAT(o.err, HasSubstr("line 2"));
}

TEST_F(Replay, AMissingJournal) {
  const Outcome o = terreau({"replay", path("none.jsonl")});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("none.jsonl"));
}

TEST_F(Replay, QuitEndsIt) {
  const std::string journal =
      file("walk.jsonl", "{\"do\":\"quit\"}\n{\"do\":\"toggle\",\"family\":\"agricole\"}\n");
  ASSERT_EQ(terreau({"replay", journal, "--report", path("r.json")}).status, 0);
  EXPECT_EQ(json::parse(slurp(path("r.json"))).at("state").at("families").at("agricole"), true);
}

}  // namespace
}  // namespace terreau::test
