#pragma once

namespace terreau {

// Whether the desktop asks for less motion: animations are off in GTK's settings or in KDE's.
bool desktop_reduces_motion();

}  // namespace terreau
