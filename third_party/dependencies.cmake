# How each dependency is found. Nothing is vendored and nothing is downloaded: packages.txt names
# the Debian packages, README.md the licences. Imported targets count as system headers, so that
# our warnings stop at their door.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(GDAL CONFIG REQUIRED)
find_package(PROJ CONFIG REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson CONFIG REQUIRED)
find_package(CLI11 REQUIRED)
find_package(glm REQUIRED)
find_package(SDL2 REQUIRED)
find_package(Freetype REQUIRED)
find_package(PNG REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(cmark REQUIRED IMPORTED_TARGET libcmark)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo cairo-ft cairo-pdf cairo-svg)
pkg_check_modules(epoxy REQUIRED IMPORTED_TARGET epoxy)
# Debian's static library; it brings the SDL2 and OpenGL 3 back ends with it.
pkg_check_modules(imgui REQUIRED IMPORTED_TARGET imgui)
