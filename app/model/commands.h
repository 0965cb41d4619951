#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "app/model/action.h"

// What the window can do, by name: the search box finds it, keys and palettes may offer it.
namespace terreau {

enum class CommandId : std::uint8_t {
  home,
  undo,
  redo,
  near,
  show_all,
  show_none,
  filters,
  clear_filter,
  list,
  compare,
  knowledge,
  stories,
  key_figures,
  more_links,
  fewer_links,
  print,
  save_picture,
  export_data,
  clusters,
  by_department,
  by_region,
  overlays,
  shading,
  shading_none,
  shading_count,
  shading_per_10000,
  graticule,
  minimap,
  reduce_motion,
  theme,
  theme_desktop,
  vision_normal,
  vision_protan,
  vision_deutan,
  vision_tritan,
  vision_grey,
  language,
  panel,
  keys,
  sources,
  palette,
  views,
  copy_view,
  copy_text,
  resume,
  open_file,
  larger,
  smaller,
  usual_size,
  full_screen,
  quit,
};

struct Command {
  CommandId id;
  Text2 name;
  Text2 words;           // other words for it, for the search
  std::string_view key;  // "" where it has none
};

std::span<const Command> commands();
const Command& command(CommandId id);
// The one that a key stands for: "V", "Ctrl+Shift+C".
std::optional<CommandId> command_of_key(std::string_view key);

// What it changes in that state; none for what only a window can do (open a sheet, its size).
std::optional<Action> action_of(CommandId id, const MapState& state);

// Those whose words begin so, in either language; the current one's names first.
std::vector<CommandId> find_commands(std::string_view text, Language language);

}  // namespace terreau
