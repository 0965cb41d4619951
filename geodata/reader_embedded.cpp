#include <mutex>

#include <cpl_vsi.h>

#include "geodata/embedded.h"
#include "geodata/reader_parts.h"

namespace terreau::reader {
namespace {

constexpr std::string_view kFolder = "/vsimem/terreau/";

void publish_embedded_files() {
  for (const std::string_view name : embedded_names()) {
    // Asking for a .prj's reference system opens PROJ's database, which takes longer than reading
    // the borders. The atlas is WGS 84 throughout (its own check sees to that).
    if (name.ends_with(".prj")) continue;
    const std::span<const std::byte> bytes = embedded_file(name);
    const std::string path = std::string(kFolder) + std::string(name);
    // GDAL wants a writable pointer but only reads: every data set is opened read-only.
    auto* data = const_cast<GByte*>(reinterpret_cast<const GByte*>(bytes.data()));
    VSILFILE* file = VSIFileFromMemBuffer(path.c_str(), data, bytes.size(), FALSE);
    if (file != nullptr) VSIFCloseL(file);
  }
}

}  // namespace

std::string embedded_path(const std::string& name) {
  if (embedded_file(name).empty()) return {};
  static std::once_flag published;
  std::call_once(published, publish_embedded_files);
  return std::string(kFolder) + name;
}

}  // namespace terreau::reader
