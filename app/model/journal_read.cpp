#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/model/journal.h"
#include "app/model/journal_words.h"
#include "geodata/filter_words.h"

namespace terreau {
namespace {

using namespace journal;
using Json = nlohmann::ordered_json;

std::string in_quotes(std::string_view word) { return '"' + std::string(word) + '"'; }

// The fields of one line. Whatever is asked for comes back, possibly as a default; the first thing
// wrong is kept as a sentence in error().
class Fields {
 public:
  explicit Fields(const Json& object) : object_(object) {}

  bool has(const char* key) const { return object_.contains(key); }
  const std::string& error() const { return error_; }
  void fail(std::string sentence) {
    if (error_.empty()) error_ = std::move(sentence);
  }

  double number(const char* key) {
    const Json* value = typed(key, &Json::is_number, "a number");
    return value != nullptr ? value->get<double>() : 0;
  }
  std::string text(const char* key) {
    const Json* value = typed(key, &Json::is_string, "a text");
    return value != nullptr ? value->get<std::string>() : std::string();
  }
  bool flag(const char* key) {
    const Json* value = typed(key, &Json::is_boolean, "true or false");
    return value != nullptr && value->get<bool>();
  }
  std::optional<bool> optional_flag(const char* key) {
    return has(key) ? std::optional(flag(key)) : std::nullopt;
  }
  ScreenPos position() { return {number("x"), number("y")}; }
  LonLat lon_lat() { return {number("lon"), number("lat")}; }

  // A whole number from `least` up.
  template <class T>
  T integer(const char* key, T least = std::numeric_limits<T>::lowest()) {
    const double value = number(key);
    const bool fits = value == std::trunc(value) && value >= static_cast<double>(least) &&
                      value <= static_cast<double>(std::numeric_limits<T>::max());
    if (fits) return static_cast<T>(value);
    fail(in_quotes(key) + " must be a whole number" +
         (least == 0 ? " that is not negative" : " of a usual size"));
    return {};
  }

  // An object of texts.
  std::vector<std::pair<std::string, std::string>> named_texts(const char* key) {
    std::vector<std::pair<std::string, std::string>> out;
    const Json* object = has(key) ? typed(key, &Json::is_object, "an object") : nullptr;
    if (object == nullptr) return out;
    for (const auto& [name, value] : object->items()) {
      if (value.is_string()) out.emplace_back(name, value.get<std::string>());
    }
    return out;
  }

  template <class T, std::size_t N>
  T choice(const char* key, const std::array<Words<T>, N>& words) {
    const std::string text = this->text(key);
    std::string known;
    for (const auto& [word, meaning] : words) {
      if (word == text) return meaning;
      known += (known.empty() ? "" : ", ") + std::string(word);
    }
    fail(in_quotes(key) + " must be one of " + known + ", not " + in_quotes(text));
    return {};
  }

  Family family(const char* key) {
    const std::string code = text(key);
    if (const std::optional<Family> family = family_by_code(code)) return *family;
    fail("no family is called " + in_quotes(code));
    return {};
  }
  template <class T>
  Kind kind(const char* key, std::optional<T> (*by_code)(std::string_view)) {
    const std::string code = text(key);
    if (const std::optional<T> value = by_code(code)) return kind_of(*value);
    fail("no " + std::string(key) + " is called " + in_quotes(code));
    return {};
  }

  // ["a","b"] or "a,b", as on the command line; empty where it is not there.
  std::vector<std::string> list(const char* key);

  // Fields that are not in `known` would be dropped without a word: say so.
  void only(std::initializer_list<std::string_view> known) {
    for (const auto& item : object_.items()) {
      if (std::find(known.begin(), known.end(), item.key()) != known.end()) continue;
      fail("there is no field " + in_quotes(item.key()));
    }
  }

 private:
  const Json* typed(const char* key, bool (Json::*is_type)() const noexcept, const char* type) {
    const auto found = object_.find(key);
    if (found == object_.end()) {
      fail(in_quotes(key) + " is missing");
      return nullptr;
    }
    if (((*found).*is_type)()) return &*found;
    fail(in_quotes(key) + " must be " + type);
    return nullptr;
  }

  const Json& object_;
  std::string error_;
};

std::vector<std::string> Fields::list(const char* key) {
  if (!has(key)) return {};
  const Json& value = object_.at(key);
  if (value.is_string()) return split_words(value.get_ref<const std::string&>());
  std::vector<std::string> words;
  bool good = value.is_array();
  for (std::size_t i = 0; good && i < value.size(); ++i) {
    good = value[i].is_string();
    if (good) words.push_back(value[i].get<std::string>());
  }
  if (!good) fail(in_quotes(key) + " must be a list of texts");
  return words;
}

Action read_filter(Fields& f) {
  f.only({"do", "families", "forms", "functions", "departments", "regions", "years", "precisions",
          "sources", "text", "where"});
  FilterWords words;
  words.families = f.list("families");
  words.forms = f.list("forms");
  words.functions = f.list("functions");
  words.departments = f.list("departments");
  words.regions = f.list("regions");
  words.precisions = f.list("precisions");
  words.sources = f.list("sources");
  if (f.has("years")) words.years = f.text("years");
  if (f.has("text")) words.text = f.text("text");
  if (f.has("where")) words.expression = f.text("where");
  Result<Filter> filter = parse_filter(words);
  if (filter) return action::SetFilter{*std::move(filter)};
  f.fail(filter.error().message);
  return action::SetFilter{};
}

Action read_near(Fields& f) {
  if (f.has("on") && !f.flag("on")) return action::SetNearby{};
  Nearby around;
  around.center = f.lon_lat();
  if (f.has("radius")) around.radius_km = f.number("radius");
  if (f.has("name")) around.name = f.text("name");
  return action::SetNearby{around};
}

Action read_story(Fields& f) {
  if (f.has("on") && !f.flag("on")) return action::ShowStory{};
  return action::ShowStory{f.text("id"), f.has("step") ? f.integer<std::size_t>("step", 0) : 0};
}

Action read_pan(Fields& f) {
  action::Pan pan{f.number("dx"), f.number("dy"), std::nullopt};
  if (f.has("x") || f.has("y")) pan.at = f.position();
  return pan;
}

ScreenRect read_rect(Fields& f) {
  return {f.number("x"), f.number("y"), f.number("width"), f.number("height")};
}

Action read_box(Fields& f) { return action::ZoomToBox{read_rect(f)}; }

Action read_clusters(Fields& f) {
  action::SetClusters clusters{f.flag("on"), {}};
  if (f.has("by")) clusters.by = f.choice("by", kGroupingWords);
  return clusters;
}

Action read_place_inset(Fields& f) {
  action::PlaceInset place{f.choice("inset", kInsetWords), {}};
  if (f.has("x") || f.has("width")) place.rect = read_rect(f);
  return place;
}

Action read_focus_inset(Fields& f) {
  if (!f.has("inset")) return action::FocusInset{};
  return action::FocusInset{f.choice("inset", kInsetWords)};
}

Action read_select(Fields& f) {
  if (f.has("place")) return action::SelectPlace{f.text("place")};
  if (f.has("department")) return action::SelectDepartment{f.text("department")};
  if (f.has("region")) return action::SelectRegion{f.text("region")};
  if (f.has("cluster")) {
    return action::SelectCluster{
        {f.choice("territory", kTerritoryWords), f.integer<std::uint32_t>("cluster")}};
  }
  if (f.has("next")) return action::SelectNext{f.integer<int>("next")};
  f.fail("one of \"place\", \"department\", \"region\", \"cluster\" or \"next\" is missing");
  return action::SelectNext{};
}

Action read_kind_toggle(Fields& f) {
  if (f.has("form")) {
    return action::ToggleKind{f.kind("form", legal_form_by_code), f.optional_flag("on")};
  }
  if (f.has("function")) {
    return action::ToggleKind{f.kind("function", function_by_code), f.optional_flag("on")};
  }
  const std::string code = f.text("kind");
  if (const auto form = legal_form_by_code(code)) {
    return action::ToggleKind{kind_of(*form), f.optional_flag("on")};
  }
  return action::ToggleKind{f.kind("kind", function_by_code), f.optional_flag("on")};
}

Action read_toggle(Fields& f) {
  if (f.has("family")) return action::ToggleFamily{f.family("family"), f.optional_flag("on")};
  if (f.has("form") || f.has("function") || f.has("kind")) return read_kind_toggle(f);
  f.fail("one of \"family\", \"form\" or \"function\" is missing");
  return action::ToggleFamily{};
}

Action read_hover(Fields& f) {
  if (f.has("row")) return action::HoverPlace{PlaceId{f.integer<std::uint32_t>("row")}};
  return action::Hover{f.position()};
}

Action read_list(Fields& f) {
  ListView list;
  list.open = f.optional_flag("open").value_or(true);
  if (f.has("sort")) list.sort = f.choice("sort", kListColumnWords);
  list.descending = f.optional_flag("descending").value_or(false);
  list.in_view = f.optional_flag("in_view").value_or(false);
  return action::SetList{list};
}

Kind read_kind(Fields& f, const char* key) {
  const std::string code = f.text(key);
  if (const auto kind = kind_by_code(code)) return *kind;
  f.fail("no form or function is called " + in_quotes(code));
  return {};
}

Action read_compare(Fields& f) {
  const std::string word = f.text("territory");
  const auto territory = territory_by_word(word);
  if (!territory) {
    f.fail("\"territory\" must be a department's code, \"region:…\" or \"france\", not " +
           in_quotes(word));
  }
  return action::CompareTerritory{territory.value_or(TerritoryRef{}), f.optional_flag("on")};
}

Action read_choropleth(Fields& f) {
  action::SetChoropleth a{f.choice("what", kChoroplethWords)};
  if (f.has("by")) a.by = f.choice("by", kShadedWords);
  if (f.has("share_of")) a.share_of = read_kind(f, "share_of");
  if (f.has("method")) a.method = f.choice("method", kMethodWords);
  if (f.has("classes")) a.classes = f.integer<int>("classes");
  return a;
}

Action read_save(Fields& f) {
  action::SaveMap a;
  a.path = f.text("path");
  if (f.has("atlas")) a.atlas = f.flag("atlas");
  if (f.has("page")) a.page = f.text("page");
  if (f.has("landscape")) a.landscape = f.flag("landscape");
  if (f.has("title")) a.title = f.text("title");
  if (f.has("scale")) a.scale = std::clamp(f.number("scale"), 0.5, 4.0);
  return a;
}

Action read_open(Fields& f) {
  action::OpenSource open{f.text("source")};
  if (f.has("duplicates") && f.text("duplicates") == "merge") {
    open.import.duplicates = ImportOptions::Duplicates::merge;
  }
  open.import.columns = f.named_texts("columns");
  return open;
}

Action read_wait(Fields& f) {
  action::Wait wait;
  if (f.has("until")) wait.until = f.choice("until", kUntilWords);
  if (f.has("frames") || !f.has("until")) wait.frames = f.integer<int>("frames", 0);
  return wait;
}

using ReadAction = Action (*)(Fields&);
constexpr std::array kReaders{
    Words<ReadAction>{"pan", read_pan},
    Words<ReadAction>{"zoom",
                      [](Fields& f) -> Action {
                        return action::Zoom{f.position(), f.number("by")};
                      }},
    Words<ReadAction>{"view",
                      [](Fields& f) -> Action {
                        return action::View{f.lon_lat(), f.number("zoom")};
                      }},
    Words<ReadAction>{"fly",
                      [](Fields& f) -> Action {
                        return action::FlyTo{f.lon_lat(), f.number("zoom")};
                      }},
    Words<ReadAction>{"box", read_box},
    Words<ReadAction>{"home", [](Fields&) -> Action { return action::Home{}; }},
    Words<ReadAction>{"hover", read_hover},
    Words<ReadAction>{"leave", [](Fields&) -> Action { return action::Leave{}; }},
    Words<ReadAction>{"click", [](Fields& f) -> Action { return action::Click{f.position()}; }},
    Words<ReadAction>{"select", read_select},
    Words<ReadAction>{"deselect", [](Fields&) -> Action { return action::Deselect{}; }},
    Words<ReadAction>{
        "links", [](Fields& f) -> Action { return action::SetLinkRings{f.integer<int>("rings")}; }},
    Words<ReadAction>{"story", read_story},
    Words<ReadAction>{"toggle", read_toggle},
    Words<ReadAction>{
        "isolate", [](Fields& f) -> Action { return action::IsolateFamily{f.family("family")}; }},
    Words<ReadAction>{
        "show_all",
        [](Fields& f) -> Action { return action::ShowAll{f.optional_flag("on").value_or(true)}; }},
    Words<ReadAction>{"search", [](Fields& f) -> Action { return action::Search{f.text("text")}; }},
    Words<ReadAction>{"filter", read_filter},
    Words<ReadAction>{"near", read_near},
    Words<ReadAction>{"choropleth", read_choropleth},
    Words<ReadAction>{"compare", read_compare},
    Words<ReadAction>{"comparison",
                      [](Fields& f) -> Action { return action::SetComparing{f.flag("open")}; }},
    Words<ReadAction>{"overlay",
                      [](Fields& f) -> Action {
                        return action::ShowOverlay{f.has("name") ? f.text("name") : std::string(),
                                                   f.optional_flag("on")};
                      }},
    Words<ReadAction>{"clusters", read_clusters},
    Words<ReadAction>{"graticule",
                      [](Fields& f) -> Action { return action::SetGraticule{f.flag("on")}; }},
    Words<ReadAction>{"minimap",
                      [](Fields& f) -> Action { return action::SetMinimap{f.flag("on")}; }},
    Words<ReadAction>{"reduce_motion",
                      [](Fields& f) -> Action { return action::SetReduceMotion{f.flag("on")}; }},
    Words<ReadAction>{"place_inset", read_place_inset},
    Words<ReadAction>{"focus_inset", read_focus_inset},
    Words<ReadAction>{
        "theme",
        [](Fields& f) -> Action { return action::SetTheme{f.choice("theme", kThemeWords)}; }},
    Words<ReadAction>{
        "vision",
        [](Fields& f) -> Action { return action::SetVision{f.choice("vision", kVisionWords)}; }},
    Words<ReadAction>{"language",
                      [](Fields& f) -> Action {
                        return action::SetLanguage{f.choice("language", kLanguageWords)};
                      }},
    Words<ReadAction>{"panel",
                      [](Fields& f) -> Action { return action::SetPanelOpen{f.flag("open")}; }},
    Words<ReadAction>{"filters",
                      [](Fields& f) -> Action { return action::SetFiltersOpen{f.flag("open")}; }},
    Words<ReadAction>{"list", read_list},
    Words<ReadAction>{"resize",
                      [](Fields& f) -> Action {
                        return action::Resize{f.number("width"), f.number("height"),
                                              f.has("scale") ? f.number("scale") : 1.0};
                      }},
    Words<ReadAction>{"territory",
                      [](Fields& f) -> Action {
                        return action::EnterTerritory{f.choice("territory", kTerritoryWords)};
                      }},
    Words<ReadAction>{"wait", read_wait},
    Words<ReadAction>{"open", read_open},
    Words<ReadAction>{"look_at",
                      [](Fields& f) -> Action { return action::LookAtSource{f.text("source")}; }},
    Words<ReadAction>{"cancel_load", [](Fields&) -> Action { return action::CancelLoad{}; }},
    Words<ReadAction>{"reload", [](Fields&) -> Action { return action::ReloadSources{}; }},
    Words<ReadAction>{"save_rejected",
                      [](Fields& f) -> Action {
                        return action::SaveRejected{f.text("source"), f.text("path")};
                      }},
    Words<ReadAction>{"copy", [](Fields& f) -> Action { return action::CopyText{f.text("text")}; }},
    Words<ReadAction>{"open_url",
                      [](Fields& f) -> Action { return action::OpenUrl{f.text("url")}; }},
    Words<ReadAction>{"export",
                      [](Fields& f) -> Action {
                        return action::ExportData{f.text("path"),
                                                  f.has("what") ? f.choice("what", kExportWords)
                                                                : action::ExportData::What::places};
                      }},
    Words<ReadAction>{"cancel_export", [](Fields&) -> Action { return action::CancelExport{}; }},
    Words<ReadAction>{"save_map", read_save},
    Words<ReadAction>{"cancel_save", [](Fields&) -> Action { return action::CancelSave{}; }},
    Words<ReadAction>{"save_view",
                      [](Fields& f) -> Action { return action::SaveView{f.text("name")}; }},
    Words<ReadAction>{"remove_view",
                      [](Fields& f) -> Action { return action::RemoveView{f.text("name")}; }},
    Words<ReadAction>{"resume_session", [](Fields&) -> Action { return action::ResumeSession{}; }},
    Words<ReadAction>{"desktop_theme", [](Fields&) -> Action { return action::UseDesktopTheme{}; }},
    Words<ReadAction>{"open_view",
                      [](Fields& f) -> Action { return action::OpenView{f.text("view")}; }},
    Words<ReadAction>{"undo", [](Fields&) -> Action { return action::Undo{}; }},
    Words<ReadAction>{"redo", [](Fields&) -> Action { return action::Redo{}; }},
    Words<ReadAction>{"quit", [](Fields&) -> Action { return action::Quit{}; }},
};

Result<Json> parse_object(std::string_view text) {
  try {
    Json json = Json::parse(text.begin(), text.end());
    if (json.is_object()) return json;
    return Error{"", "not a JSON object: {\"do\": …}"};
  } catch (const Json::parse_error& e) {
    return Error{"", "not valid JSON at column " + std::to_string(e.byte)};
  } catch (const Json::exception&) {
    return Error{"", "not valid JSON: a number is too large"};
  }
}

}  // namespace

Result<Action> action_from_json(std::string_view line) {
  const Result<Json> object = parse_object(line);
  if (!object) return object.error();
  Fields fields(*object);
  const std::string name = fields.text("do");
  if (!fields.error().empty()) return Error{"", fields.error()};
  const auto reader = std::find_if(kReaders.begin(), kReaders.end(),
                                   [&](const auto& entry) { return entry.first == name; });
  if (reader == kReaders.end()) return Error{"", "no action is called " + in_quotes(name)};
  Action action = reader->second(fields);
  if (!fields.error().empty()) return Error{"", name + ": " + fields.error()};
  return action;
}

Result<std::vector<Action>> read_journal(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path, "cannot be read"};
  std::vector<Action> actions;
  std::string line;
  for (std::int64_t number = 1; std::getline(file, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.find_first_not_of(" \t") == std::string::npos || line.starts_with('#')) continue;
    Result<Action> action = action_from_json(line);
    if (!action) {
      return Error{path, "line " + std::to_string(number) + ": " + action.error().message};
    }
    actions.push_back(*std::move(action));
  }
  if (file.bad()) return Error{path, "cannot be read"};
  return actions;
}

}  // namespace terreau
