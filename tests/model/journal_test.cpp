#include "app/model/journal.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace terreau {
namespace {

using namespace action;
using testing::HasSubstr;

// ---------------------------------------------------------------- any action, by chance

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int below(int n) { return std::uniform_int_distribution<>(0, n - 1)(engine_); }
  bool coin() { return below(2) == 1; }
  // Of every magnitude, whole or not, and the ones that are easily lost.
  double number() {
    switch (below(5)) {
      case 0: return below(4000) - 2000;
      case 1: return std::ldexp(unit(), below(2000) - 1000);
      case 2: return below(2) == 0 ? -0.0 : 0.1 + 0.2;
      case 3: return unit() * 1e4;
      default: return std::nextafter(below(200) - 100.0, coin() ? 1e9 : -1e9);
    }
  }
  std::string text() {
    static const std::vector<std::string> pieces{"é", "\"", "\\", "\n",  "L'Île",
                                                 "😀", " ",  "\t", "a",   std::string(1, '\0'),
                                                 "ﬁ", "#",  "{",  "\x7f"};
    std::string s;
    for (int n = below(8); n > 0; --n) s += pieces[static_cast<std::size_t>(below(14))];
    return s;
  }
  ScreenPos at() { return {number(), number()}; }
  LonLat place() { return {number(), number()}; }
  std::optional<bool> maybe() { return below(3) == 0 ? std::nullopt : std::optional(coin()); }
  template <class T>
  T one_of(int count) {
    return static_cast<T>(below(count));
  }

 private:
  double unit() { return std::uniform_real_distribution<>(-1, 1)(engine_); }
  std::mt19937 engine_;
};

// Such as the window and the command line can make: a part is open or names something.
Filter any_filter(Chance& c) {
  Filter f;
  if (c.coin()) {
    f.families = kinds_of(c.one_of<Family>(kFamilyCount));
    while (c.coin()) f.families = f.families | kinds_of(c.one_of<Family>(kFamilyCount));
  }
  if (c.coin()) {
    f.forms = KindSet();
    do f.forms.set(kind_of(c.one_of<LegalForm>(kLegalFormCount)));
    while (c.coin());
  }
  if (c.coin()) {
    f.functions = KindSet();
    do f.functions.set(kind_of(c.one_of<Function>(kFunctionCount)));
    while (c.coin());
  }
  while (c.coin()) f.departments.set(static_cast<std::size_t>(c.below(kDepartmentCount)));
  while (c.coin()) f.regions.set(static_cast<std::size_t>(c.below(kRegionCount)));
  while (c.coin()) f.precisions.set(static_cast<std::size_t>(c.below(kPrecisionCount)));
  while (c.coin()) f.sources.push_back(c.text());
  if (c.coin()) f.expression = "year > 2000 AND name <> 'l''étang'";
  if (c.coin()) f.year_from = 1800 + c.below(200);
  if (c.coin()) f.year_to = 2000 + c.below(100);
  if (c.coin()) f.text = c.text();
  return f;
}

void fill(Chance& c, Pan& a) {
  a = {c.number(), c.number(), {}};
  if (c.coin()) a.at = c.at();
}
void fill(Chance& c, Zoom& a) { a = {c.at(), c.number()}; }
void fill(Chance& c, View& a) { a = {c.place(), c.number()}; }
void fill(Chance& c, FlyTo& a) { a = {c.place(), c.number()}; }
void fill(Chance& c, ZoomToBox& a) { a = {{c.number(), c.number(), c.number(), c.number()}}; }
void fill(Chance&, Home&) {}
void fill(Chance& c, Hover& a) { a = {c.at()}; }
void fill(Chance&, Leave&) {}
void fill(Chance& c, Click& a) { a = {c.at()}; }
void fill(Chance& c, SelectPlace& a) { a = {c.text()}; }
void fill(Chance& c, SelectDepartment& a) { a = {c.text()}; }
void fill(Chance& c, SelectRegion& a) { a = {c.text()}; }
void fill(Chance& c, SelectCluster& a) {
  const std::uint32_t node = c.coin() ? static_cast<std::uint32_t>(c.below(1 << 30)) : 0xFFFFFFFF;
  a = {{c.one_of<Territory>(kTerritoryCount), node}};
}
void fill(Chance& c, SelectNext& a) { a = {c.below(9) - 4}; }
void fill(Chance&, Deselect&) {}
void fill(Chance& c, SetLinkRings& a) { a.rings = c.below(2000) - 1000; }
void fill(Chance& c, ShowStory& a) {
  if (c.coin()) a = {"s" + c.text(), static_cast<std::size_t>(c.below(100))};
}
void fill(Chance& c, ToggleFamily& a) { a = {c.one_of<Family>(kFamilyCount), c.maybe()}; }
void fill(Chance& c, ToggleKind& a) {
  a = {Kind{static_cast<std::uint8_t>(c.below(kKindCount))}, c.maybe()};
}
void fill(Chance& c, IsolateFamily& a) { a = {c.one_of<Family>(kFamilyCount)}; }
void fill(Chance& c, ShowAll& a) { a = {c.coin()}; }
void fill(Chance& c, Search& a) { a = {c.text()}; }
void fill(Chance& c, SetNearby& a) {
  if (c.coin()) a.around = Nearby{c.place(), c.number(), c.text()};
}
void fill(Chance& c, SetFilter& a) { a = {any_filter(c)}; }
void fill(Chance& c, ShowOverlay& a) {
  a = {c.text(), {}};
  if (c.coin()) a.on = c.coin();
}
void fill(Chance& c, SetClusters& a) {
  a = {c.coin(), {}};
  if (c.coin()) a.by = c.one_of<ClusterGrouping>(3);
}
void fill(Chance& c, SetGraticule& a) { a = {c.coin()}; }
void fill(Chance& c, SetMinimap& a) { a = {c.coin()}; }
void fill(Chance& c, SetReduceMotion& a) { a = {c.coin()}; }
void fill(Chance& c, PlaceInset& a) {
  a = {c.one_of<InsetId>(kInsetIdCount), {}};
  if (c.coin()) a.rect = ScreenRect{c.number(), c.number(), c.number(), c.number()};
}
void fill(Chance& c, FocusInset& a) {
  a = {};
  if (c.coin()) a.inset = c.one_of<InsetId>(kInsetIdCount);
}
void fill(Chance& c, SetChoropleth& a) {
  a = {c.one_of<Choropleth>(6)};
  if (c.coin()) a.by = c.coin() ? TerritoryLevel::region : TerritoryLevel::departement;
  if (c.coin()) a.share_of = Kind{static_cast<std::uint8_t>(c.below(kKindCount))};
  if (c.coin()) a.method = c.one_of<ClassMethod>(kClassMethodCount);
  if (c.coin()) a.classes = 3 + c.below(5);
}
void fill(Chance& c, CompareTerritory& a) {
  const std::vector<TerritoryRef> all = territories(c.one_of<TerritoryLevel>(3));
  a = {all[static_cast<std::size_t>(c.below(static_cast<int>(all.size())))], c.maybe()};
}
void fill(Chance& c, SetComparing& a) { a = {c.coin()}; }
void fill(Chance& c, SetTheme& a) { a = {c.one_of<Theme>(2)}; }
void fill(Chance& c, SetVision& a) { a = {c.one_of<Vision>(5)}; }
void fill(Chance& c, SetLanguage& a) { a = {c.one_of<Language>(2)}; }
void fill(Chance& c, SetPanelOpen& a) { a = {c.coin()}; }
void fill(Chance& c, SetFiltersOpen& a) { a = {c.coin()}; }
void fill(Chance& c, SetList& a) {
  a = {{c.coin(), c.one_of<ListColumn>(kListColumnCount), c.coin(), c.coin()}};
}
void fill(Chance& c, HoverPlace& a) { a = {PlaceId{static_cast<std::uint32_t>(c.below(1 << 30))}}; }
void fill(Chance& c, Resize& a) { a = {c.number(), c.number(), c.number()}; }
void fill(Chance& c, EnterTerritory& a) { a = {c.one_of<Territory>(kTerritoryCount)}; }
void fill(Chance& c, Wait& a) { a = {c.below(3) * c.below(1000), c.one_of<Wait::Until>(3)}; }
void fill(Chance& c, OpenSource& a) {
  a = {c.text()};
  if (c.coin()) a.import.duplicates = ImportOptions::Duplicates::merge;
  if (c.coin()) a.import.columns = {{"name", c.text()}};
}
void fill(Chance& c, LookAtSource& a) { a = {c.text()}; }
void fill(Chance&, CancelLoad&) {}
void fill(Chance&, ReloadSources&) {}
void fill(Chance& c, SaveRejected& a) { a = {c.text(), c.text()}; }
void fill(Chance& c, CopyText& a) { a = {c.text()}; }
void fill(Chance& c, OpenUrl& a) { a = {c.text()}; }
void fill(Chance& c, ExportData& a) { a = {c.text(), c.one_of<ExportData::What>(2)}; }
void fill(Chance&, CancelExport&) {}
void fill(Chance& c, SaveMap& a) { a = {c.text(), true, "a3", true, c.text(), 3}; }
void fill(Chance&, CancelSave&) {}
void fill(Chance& c, SaveView& a) { a = {c.text()}; }
void fill(Chance& c, RemoveView& a) { a = {c.text()}; }
void fill(Chance&, ResumeSession&) {}
void fill(Chance&, UseDesktopTheme&) {}
void fill(Chance& c, OpenView& a) { a = {c.text()}; }
void fill(Chance&, Undo&) {}
void fill(Chance&, Redo&) {}
void fill(Chance&, Quit&) {}

template <std::size_t I = 0>
Action any_action(Chance& c, std::size_t index) {
  if constexpr (I < std::variant_size_v<Action>) {
    if (index != I) return any_action<I + 1>(c, index);
    std::variant_alternative_t<I, Action> a;
    fill(c, a);
    return a;
  } else {
    return Quit{};
  }
}

// ---------------------------------------------------------------- are they the same?

auto parts(const Pan& a) { return std::tuple(a.dx_pt, a.dy_pt, a.at); }
auto parts(const Zoom& a) { return std::tuple(a.at, a.by); }
auto parts(const View& a) { return std::tuple(a.center, a.zoom); }
auto parts(const FlyTo& a) { return std::tuple(a.center, a.zoom); }
auto parts(const ZoomToBox& a) { return a.box; }
auto parts(const Home&) { return 0; }
auto parts(const Hover& a) { return a.at; }
auto parts(const Leave&) { return 0; }
auto parts(const Click& a) { return a.at; }
auto parts(const SelectPlace& a) { return a.id; }
auto parts(const SelectDepartment& a) { return a.code; }
auto parts(const SelectRegion& a) { return a.code; }
auto parts(const SelectCluster& a) { return a.cluster; }
auto parts(const SelectNext& a) { return a.step; }
auto parts(const Deselect&) { return 0; }
auto parts(const SetLinkRings& a) { return a.rings; }
auto parts(const ShowStory& a) { return std::tuple(a.id, a.step); }
auto parts(const ToggleFamily& a) { return std::tuple(a.family, a.on); }
auto parts(const ToggleKind& a) { return std::tuple(a.kind, a.on); }
auto parts(const IsolateFamily& a) { return a.family; }
auto parts(const ShowAll& a) { return a.on; }
auto parts(const Search& a) { return a.text; }
auto parts(const SetNearby& a) { return a.around; }
auto parts(const SetFilter& a) { return a.filter; }
auto parts(const ShowOverlay& a) { return std::tuple(a.name, a.on); }
auto parts(const SetClusters& a) { return std::tuple(a.on, a.by); }
auto parts(const SetGraticule& a) { return a.on; }
auto parts(const SetMinimap& a) { return a.on; }
auto parts(const SetReduceMotion& a) { return a.on; }
auto parts(const PlaceInset& a) { return std::tuple(a.inset, a.rect); }
auto parts(const FocusInset& a) { return a.inset; }
auto parts(const SetChoropleth& a) {
  return std::tuple(a.what, a.by, a.share_of, a.method, a.classes);
}
auto parts(const CompareTerritory& a) { return std::tuple(a.territory, a.on); }
auto parts(const SetComparing& a) { return a.open; }
auto parts(const SetTheme& a) { return a.theme; }
auto parts(const SetVision& a) { return a.vision; }
auto parts(const SetLanguage& a) { return a.language; }
auto parts(const SetPanelOpen& a) { return a.open; }
auto parts(const SetFiltersOpen& a) { return a.open; }
auto parts(const SetList& a) { return a.list; }
auto parts(const HoverPlace& a) { return a.place; }
auto parts(const Resize& a) { return std::tuple(a.width_pt, a.height_pt, a.pixel_scale); }
auto parts(const EnterTerritory& a) { return a.territory; }
auto parts(const Wait& a) { return std::tuple(a.frames, a.until); }
auto parts(const OpenSource& a) { return std::tuple(a.uri, a.import.columns, a.import.duplicates); }
auto parts(const LookAtSource& a) { return a.uri; }
auto parts(const CancelLoad&) { return 0; }
auto parts(const ReloadSources&) { return 0; }
auto parts(const SaveRejected& a) { return std::tuple(a.source, a.path); }
auto parts(const CopyText& a) { return a.text; }
auto parts(const OpenUrl& a) { return a.url; }
auto parts(const ExportData& a) { return std::tuple(a.path, a.what); }
auto parts(const CancelExport&) { return 0; }
auto parts(const SaveMap& a) {
  return std::tuple(a.path, a.atlas, a.page, a.landscape, a.title, a.scale);
}
auto parts(const CancelSave&) { return 0; }
auto parts(const SaveView& a) { return a.name; }
auto parts(const RemoveView& a) { return a.name; }
auto parts(const ResumeSession&) { return 0; }
auto parts(const UseDesktopTheme&) { return 0; }
auto parts(const OpenView& a) { return a.line; }
auto parts(const Undo&) { return 0; }
auto parts(const Redo&) { return 0; }
auto parts(const Quit&) { return 0; }

bool same(const Action& a, const Action& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&](const auto& x) {
        return parts(x) == parts(std::get<std::remove_cvref_t<decltype(x)>>(b));
      },
      a);
}

std::string error_of(std::string_view line) {
  const Result<Action> action = action_from_json(line);
  return action ? "(no error)" : action.error().message;
}

template <class T>
T read(std::string_view line) {
  const Result<Action> action = action_from_json(line);
  if (!action || !std::holds_alternative<T>(*action)) {
    ADD_FAILURE() << line << ": " << (action ? "another action" : action.error().message);
    return {};
  }
  return std::get<T>(*action);
}

// ---------------------------------------------------------------- the tests

TEST(Journal, EveryActionComesBackAsItWas) {
  Chance c(20260730);
  for (int round = 0; round < 400; ++round) {
    for (std::size_t i = 0; i < std::variant_size_v<Action>; ++i) {
      const Action action = any_action(c, i);
      const std::string line = to_json_line(action);
      ASSERT_EQ(line.find('\n'), std::string::npos);
      const Result<Action> back = action_from_json(line);
      ASSERT_TRUE(back.ok()) << line << ": " << back.error().message;
      ASSERT_TRUE(same(action, *back)) << line;
      ASSERT_EQ(to_json_line(*back), line);  // also tells -0 from 0
    }
  }
}

TEST(Journal, AnExportWithoutMoreIsOfPlaces) {
  EXPECT_EQ(to_json_line(ExportData{"a.csv", ExportData::What::statistics}),
            R"({"do":"export","path":"a.csv","what":"statistics"})");
  EXPECT_EQ(read<ExportData>(R"({"do":"export","path":"a.csv"})").what, ExportData::What::places);
}

TEST(Journal, WritesTheDocumentedLines) {
  EXPECT_EQ(to_json_line(Pan{-3, 0, {}}), R"({"do":"pan","dx":-3,"dy":0})");
  EXPECT_EQ(to_json_line(Pan{0.5, 2, ScreenPos{8, 9}}),
            R"({"do":"pan","dx":0.5,"dy":2,"x":8,"y":9})");
  EXPECT_EQ(to_json_line(Zoom{{800, 500}, 0.1}), R"({"do":"zoom","x":800,"y":500,"by":0.1})");
  EXPECT_EQ(to_json_line(View{{2.3, 48.9}, 9}), R"({"do":"view","lon":2.3,"lat":48.9,"zoom":9})");
  EXPECT_EQ(to_json_line(Hover{{1, 1}}), R"({"do":"hover","x":1,"y":1})");
  EXPECT_EQ(to_json_line(Click{{800, 500}}), R"({"do":"click","x":800,"y":500})");
  EXPECT_EQ(to_json_line(ToggleFamily{Family::agricole, {}}),
            R"({"do":"toggle","family":"agricole"})");
  EXPECT_EQ(to_json_line(ToggleKind{kind_of(LegalForm::scic), true}),
            R"({"do":"toggle","form":"scic","on":true})");
  EXPECT_EQ(to_json_line(ToggleKind{kind_of(Function::cae), {}}),
            R"({"do":"toggle","function":"cae"})");
  EXPECT_EQ(to_json_line(Search{"île"}), R"({"do":"search","text":"île"})");
  EXPECT_EQ(to_json_line(Wait{30}), R"({"do":"wait","frames":30})");
  EXPECT_EQ(to_json_line(Wait{0, Wait::Until::loaded}), R"({"do":"wait","until":"loaded"})");
  EXPECT_EQ(to_json_line(Wait{0, Wait::Until::exact}), R"({"do":"wait","until":"exact"})");
  EXPECT_EQ(to_json_line(SetFilter{}), R"({"do":"filter"})");
  EXPECT_EQ(to_json_line(SetNearby{Nearby{{0.2, 48}, 50, "Le Mans"}}),
            R"({"do":"near","lon":0.2,"lat":48,"radius":50,"name":"Le Mans"})");
  EXPECT_EQ(to_json_line(SetNearby{}), R"({"do":"near","on":false})");
}

TEST(Journal, AFilterIsWrittenAsOnTheCommandLine) {
  const Filter filter =
      read<SetFilter>(
          R"({"do":"filter","families":"agricole, travail","forms":["scop"],"functions":"cae",)"
          R"("departments":["62","2a"],"years":"2001-2020","text":"pain"})")
          .filter;
  EXPECT_EQ(filter.families, kinds_of(Family::agricole) | kinds_of(Family::travail));
  EXPECT_TRUE(filter.forms.has(kind_of(LegalForm::scop)));
  EXPECT_FALSE(filter.forms.has(kind_of(LegalForm::scic)));
  EXPECT_TRUE(filter.functions.has(kind_of(Function::cae)));
  EXPECT_EQ(filter.departments.count(), 2U);
  EXPECT_EQ(filter.year_from, 2001);
  EXPECT_EQ(filter.year_to, 2020);
  EXPECT_EQ(filter.text, "pain");
}

TEST(Journal, YearsMayBeOpen) {
  const Filter from = read<SetFilter>(R"({"do":"filter","years":"2001-"})").filter;
  EXPECT_EQ(from.year_from, 2001);
  EXPECT_EQ(from.year_to, 0);
  const Filter to = read<SetFilter>(R"({"do":"filter","years":"-2020"})").filter;
  EXPECT_EQ(to.year_from, 0);
  EXPECT_EQ(to.year_to, 2020);
  EXPECT_THAT(error_of(R"({"do":"filter","years":"yesterday"})"), HasSubstr("yesterday"));
}

TEST(Journal, AcceptsWhatPeopleWrite) {
  EXPECT_EQ(read<ToggleKind>(R"({"do":"toggle","kind":"scic"})").kind, kind_of(LegalForm::scic));
  EXPECT_EQ(read<ToggleKind>(R"({"do":"toggle","kind":"ptce"})").kind, kind_of(Function::ptce));
  EXPECT_EQ(read<Wait>(R"( {"frames":3.0, "do":"wait"} )").frames, 3);
  EXPECT_EQ(read<Resize>(R"({"do":"resize","width":800,"height":600})").pixel_scale, 1);
  EXPECT_EQ(read<Zoom>(R"({"do":"zoom","x":1,"y":2,"by":1e-1,"note":"so"})").by, 0.1);
  EXPECT_TRUE(read<ShowAll>(R"({"do":"show_all"})").on);
}

TEST(Journal, SaysWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "not valid JSON"},
      {"{\"do\":\"pan\",", "not valid JSON at column"},
      {"[1,2]", "not a JSON object"},
      {"{}", "\"do\" is missing"},
      {R"({"do":3})", "\"do\" must be a text"},
      {R"({"do":"dance"})", "no action is called \"dance\""},
      {R"({"do":"pan","dx":1})", "pan: \"dy\" is missing"},
      {R"({"do":"pan","dx":1,"dy":"2"})", "pan: \"dy\" must be a number"},
      {R"({"do":"pan","dx":1,"dy":2,"x":3})", "pan: \"y\" is missing"},
      {R"({"do":"pan","dx":1,"dy":null})", "pan: \"dy\" must be a number"},
      {R"({"do":"pan","dx":1,"dy":1e999})", "a number is too large"},
      {R"({"do":"toggle"})", "toggle: one of"},
      {R"({"do":"toggle","family":"agricol"})", "toggle: no family is called \"agricol\""},
      {R"({"do":"toggle","form":"cae"})", "toggle: no form is called \"cae\""},
      {R"({"do":"toggle","kind":"x"})", "toggle: no kind is called \"x\""},
      {R"({"do":"toggle","family":"cae","on":1})", "toggle: \"on\" must be true or false"},
      {R"({"do":"choropleth","what":"all"})",
       "one of none, count, per10000, share, precise, source_year, not \"all\""},
      {R"({"do":"wait","frames":-1})", "wait: \"frames\" must be a whole number"},
      {R"({"do":"wait","frames":1.5})", "wait: \"frames\" must be a whole number"},
      {R"({"do":"wait","frames":1e12})", "wait: \"frames\" must be a whole number"},
      {R"({"do":"wait"})", "wait: \"frames\" is missing"},
      {R"({"do":"wait","until":"noon"})", "\"until\" must be one of loaded, exact, not \"noon\""},
      {R"({"do":"select"})", "select: one of"},
      {R"({"do":"select","cluster":-1,"territory":"guyane"})", "\"cluster\" must be a whole"},
      {R"({"do":"filter","families":3})", "\"families\" must be a list of texts"},
      {R"({"do":"filter","families":["travail",3]})", "\"families\" must be a list of texts"},
      {R"({"do":"filter","departments":"62,999"})", "999"},
      {R"({"do":"filter","colour":"red"})", "filter: there is no field \"colour\""},
      {R"({"do":"filter","where":"x = 1"})", "\"x\" not recognised"},
  };
  for (const auto& [line, expected] : cases)
    EXPECT_THAT(error_of(line), HasSubstr(expected)) << line;
}

TEST(Journal, RubbishIsAnErrorAndNeverAnException) {
  std::mt19937 engine(7);
  const std::string good = R"({"do":"filter","families":["travail"],"years":"2001-2020"})";
  for (int i = 0; i < 5000; ++i) {
    std::string line = good;
    for (int n = static_cast<int>(engine() % 4); n >= 0; --n) {
      line[engine() % line.size()] = static_cast<char>(engine() % 256);
    }
    EXPECT_NO_THROW(static_cast<void>(action_from_json(line)));
  }
  EXPECT_FALSE(action_from_json(std::string(100000, '[')).ok());
  EXPECT_FALSE(action_from_json("{\"do\":\"search\",\"text\":\"\xff\"}").ok());
}

TEST(Journal, ATextThatIsNotUtf8IsRecordedAllTheSame) {
  const std::string line = to_json_line(OpenSource{"caf\xe9.csv"});
  EXPECT_THAT(read<OpenSource>(line).uri, HasSubstr("caf"));
}

class JournalFile : public testing::Test {
 protected:
  Result<std::vector<Action>> read_text(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return read_journal(path_);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  std::string path_ = (std::filesystem::path(testing::TempDir()) /
                       (std::string("journal_") +
                        testing::UnitTest::GetInstance()->current_test_info()->name() + ".jsonl"))
                          .string();
};

TEST_F(JournalFile, SkipsCommentsAndEmptyLines) {
  const auto actions = read_text(
      "\xEF\xBB\xBF# a walk\r\n\r\n  \n{\"do\":\"home\"}\r\n#{\"do\":\"quit\"}\n{\"do\":\"quit\"}");
  ASSERT_TRUE(actions.ok()) << actions.error().text();
  ASSERT_EQ(actions->size(), 2U);
  EXPECT_TRUE(std::holds_alternative<Home>((*actions)[0]));
  EXPECT_TRUE(std::holds_alternative<Quit>((*actions)[1]));
}

TEST_F(JournalFile, NamesTheFirstWrongLine) {
  const auto actions = read_text("{\"do\":\"home\"}\n\n{\"do\":\"dance\"}\n{\"do\":\"sing\"}\n");
  ASSERT_FALSE(actions.ok());
  EXPECT_EQ(actions.error().source, path_);
  EXPECT_EQ(actions.error().message, "line 3: no action is called \"dance\"");
}

TEST_F(JournalFile, MayBeEmpty) {
  const auto actions = read_text("");
  ASSERT_TRUE(actions.ok());
  EXPECT_TRUE(actions->empty());
}

TEST_F(JournalFile, MissingOrAFolder) {
  EXPECT_FALSE(read_journal(path_).ok());
  EXPECT_FALSE(read_journal(testing::TempDir()).ok());
  EXPECT_FALSE(read_journal("").ok());
}

TEST_F(JournalFile, WritesWhatItReads) {
  Chance c(11);
  std::string text;
  std::vector<Action> written;
  for (std::size_t i = 0; i < 200; ++i) {
    written.push_back(any_action(c, i % std::variant_size_v<Action>));
    text += to_json_line(written.back()) + '\n';
  }
  const auto actions = read_text(text);
  ASSERT_TRUE(actions.ok()) << actions.error().text();
  ASSERT_EQ(actions->size(), written.size());
  for (std::size_t i = 0; i < written.size(); ++i) EXPECT_TRUE(same(written[i], (*actions)[i]));
}

}  // namespace
}  // namespace terreau
