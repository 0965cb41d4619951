#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/map_state.h"
#include "geodata/import_options.h"

// What the program keeps from one run to the next. memory_file.h reads and writes it.
namespace terreau {

// A view under a name that the user gave it.
struct NamedView {
  std::string name;
  std::string line;  // view_line()
  friend bool operator==(const NamedView&, const NamedView&) = default;
};

// What was on the screen last.
struct Session {
  std::string line;                  // view_line(); "": there was none
  std::vector<std::string> sources;  // files and addresses that were open
  std::string saved;                 // "2026-11-25T16:02", local time
  friend bool operator==(const Session&, const Session&) = default;
};

// What was decided of files of one shape (geodata/preview.h).
struct KeptImport {
  std::string shape;
  ImportOptions options;
  friend bool operator==(const KeptImport&, const KeptImport&) = default;
};

// None: as the desktop says.
struct Memory {
  std::optional<Theme> theme;
  std::optional<Language> language;
  std::optional<bool> reduce_motion, minimap;
  std::optional<double> scale;               // window units a point
  std::vector<std::string> searches, files;  // the newest first
  std::string gazetteer;                     // a fuller one; "": the embedded one
  std::vector<KeptImport> imports;           // the newest first
  Session session;
  friend bool operator==(const Memory&, const Memory&) = default;
};

inline constexpr std::size_t kMostRemembered = 8;
// Puts `text` at the front; drops an older mention and what is too old.
void remember(std::vector<std::string>& texts, std::string_view text);

// Puts what was decided at the front, in place of what was for the same shape.
void keep_import(std::vector<KeptImport>& imports, KeptImport import);

// Adds the view, in place of one of the same name.
void keep_view(std::vector<NamedView>& views, NamedView view);

}  // namespace terreau
