#include "app/memory_file.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>

#include <nlohmann/json.hpp>

#include "app/model/journal_words.h"
#include "geodata/file_output.h"

namespace terreau {
namespace {

using namespace journal;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

std::string xdg_file(const char* variable, const char* below_home, const char* name) {
  const char* folder = std::getenv(variable);
  const char* home = std::getenv("HOME");
  std::string root;
  if (folder != nullptr && *folder == '/') {
    root = folder;
  } else if (home != nullptr && *home != 0) {
    root = std::string(home) + "/" + below_home;
  }
  return root.empty() ? "" : root + "/terreau/" + name;
}

std::vector<std::string> texts(const Json& json, const char* key) {
  std::vector<std::string> out;
  const auto found = json.find(key);
  if (found == json.end() || !found->is_array()) return out;
  for (const Json& text : *found) {
    if (text.is_string()) out.push_back(text.get<std::string>());
  }
  return out;
}

std::string text(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

template <class T, std::size_t N>
std::optional<T> word(const Json& json, const char* key, const std::array<Words<T>, N>& words) {
  T value{};
  return read_word(words, text(json, key), value) ? std::optional(value) : std::nullopt;
}

std::optional<bool> flag(const Json& json, const char* key) {
  const auto found = json.find(key);
  const bool known = found != json.end() && found->is_boolean();
  return known ? std::optional(found->get<bool>()) : std::nullopt;
}

KeptImport import_of(const Json& json) {
  KeptImport import{text(json, "shape"), {}};
  if (text(json, "duplicates") == "merge") {
    import.options.duplicates = ImportOptions::Duplicates::merge;
  }
  const auto columns = json.find("columns");
  if (columns == json.end() || !columns->is_object()) return import;
  for (const auto& [role, column] : columns->items()) {
    if (column.is_string()) import.options.columns.emplace_back(role, column.get<std::string>());
  }
  return import;
}

Json json_of(const KeptImport& import) {
  Json json{{"shape", import.shape}};
  if (import.options.duplicates == ImportOptions::Duplicates::merge) json["duplicates"] = "merge";
  for (const auto& [role, column] : import.options.columns) json["columns"][role] = column;
  return json;
}

Memory memory_of(const Json& json) {
  Memory m;
  m.theme = word(json, "theme", kThemeWords);
  m.language = word(json, "language", kLanguageWords);
  m.reduce_motion = flag(json, "reduce_motion");
  m.minimap = flag(json, "minimap");
  if (const auto scale = json.find("scale"); scale != json.end() && scale->is_number()) {
    m.scale = std::clamp(scale->get<double>(), 1.0, 4.0);
  }
  m.searches = texts(json, "searches");
  m.files = texts(json, "files");
  m.gazetteer = text(json, "gazetteer");
  if (const auto imports = json.find("imports"); imports != json.end() && imports->is_array()) {
    for (const Json& import : *imports) {
      if (import.is_object()) m.imports.push_back(import_of(import));
    }
  }
  if (const auto session = json.find("session"); session != json.end() && session->is_object()) {
    m.session = {text(*session, "view"), texts(*session, "sources"), text(*session, "saved")};
  }
  return m;
}

Json json_of(const Memory& m) {
  Json json;
  if (m.theme) json["theme"] = word_of(kThemeWords, *m.theme);
  if (m.language) json["language"] = word_of(kLanguageWords, *m.language);
  if (m.reduce_motion) json["reduce_motion"] = *m.reduce_motion;
  if (m.minimap) json["minimap"] = *m.minimap;
  if (m.scale) json["scale"] = *m.scale;
  json["searches"] = m.searches;
  json["files"] = m.files;
  if (!m.gazetteer.empty()) json["gazetteer"] = m.gazetteer;
  for (const KeptImport& import : m.imports) json["imports"].push_back(json_of(import));
  if (!m.session.line.empty()) {
    json["session"] = {
        {"saved", m.session.saved}, {"view", m.session.line}, {"sources", m.session.sources}};
  }
  return json;
}

// Null where there is no such file; an Error where it is no JSON: it is put aside.
Result<Json> read_json(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (path.empty() || !file) return Json();
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_discarded()) return json;
  std::error_code ignored;
  fs::rename(path, path + ".damaged", ignored);
  return Error{path, "is damaged and was put aside as " + path + ".damaged"};
}

std::string write_json(const std::string& path, const Json& json) {
  if (path.empty()) return "there is no home folder";
  std::error_code ignored;
  fs::create_directories(fs::path(path).parent_path(), ignored);
  // A text that is not UTF-8 (a file's name) must not stop the writing.
  const std::string bytes = json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  const auto written = write_file(path, std::as_bytes(std::span(bytes)));
  return written ? "" : written.error().text();
}

std::vector<NamedView> views_of(const Json& json) {
  std::vector<NamedView> out;
  if (!json.is_array()) return out;
  for (const Json& view : json) {
    if (!view.is_object()) continue;
    NamedView named{text(view, "name"), text(view, "view")};
    if (!named.name.empty() && !named.line.empty()) out.push_back(std::move(named));
  }
  return out;
}

}  // namespace

std::string memory_path() { return xdg_file("XDG_STATE_HOME", ".local/state", "memory.json"); }
std::string views_path() { return xdg_file("XDG_DATA_HOME", ".local/share", "views.json"); }

Result<Memory> read_memory(const std::string& path) {
  const auto json = read_json(path);
  if (!json) return {Memory(), {{std::nullopt, json.error().text(), ""}}};
  return json->is_object() ? memory_of(*json) : Memory();
}

Result<std::vector<NamedView>> read_views(const std::string& path) {
  const auto json = read_json(path);
  if (!json) return {std::vector<NamedView>(), {{std::nullopt, json.error().text(), ""}}};
  return views_of(*json);
}

std::string write_memory(const std::string& path, const Memory& memory) {
  return write_json(path, json_of(memory));
}

Result<std::vector<NamedView>> change_views(
    const std::string& path, const std::function<void(std::vector<NamedView>&)>& change) {
  auto views = read_views(path);
  change(*views);
  Json json = Json::array();
  for (const NamedView& v : *views) json.push_back({{"name", v.name}, {"view", v.line}});
  if (const std::string trouble = write_json(path, json); !trouble.empty()) {
    return Error{"", trouble};
  }
  return views;
}

}  // namespace terreau
