#pragma once

#include <string>

namespace terreau {

// Where the user keeps things, as the desktop says (XDG user directories), else the home folder.
struct UserFolders {
  std::string documents, pictures;
};
UserFolders user_folders();  // reads a file: not on the main thread

}  // namespace terreau
