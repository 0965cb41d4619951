#pragma once

#include <optional>

#include "app/model/map_state.h"

namespace terreau {

// What the desktop asks of its programs, as far as the settings of GTK, KDE and GNOME tell.
struct DesktopWishes {
  bool reduce_motion = false;  // animations are off
  Theme theme = Theme::light;
};
DesktopWishes desktop_wishes();  // reads files, may ask GNOME's settings: not on the main thread

}  // namespace terreau
