#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/model/memory.h"
#include "geodata/result.h"

// Where the memory lies on the disk: JSON in the XDG folders, written as a whole or not at all. All
// of it reads or writes files: not for the main thread once there is a window.
namespace terreau {

// $XDG_STATE_HOME/terreau/memory.json and $XDG_DATA_HOME/terreau/views.json; "" where the user has
// no home.
std::string memory_path();
std::string views_path();

// A file that is not there is an empty memory; one that is damaged too, with a warning, and stays
// as NAME.damaged.
Result<Memory> read_memory(const std::string& path);
Result<std::vector<NamedView>> read_views(const std::string& path);

// "" or why it could not be written.
std::string write_memory(const std::string& path, const Memory& memory);
// What is on the disk may be another window's: `change` is made to what is there now. Returns the
// views after it.
Result<std::vector<NamedView>> change_views(
    const std::string& path, const std::function<void(std::vector<NamedView>&)>& change);

}  // namespace terreau
