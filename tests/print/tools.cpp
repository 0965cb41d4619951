#include "tests/print/tools.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "app/print/furniture.h"
#include "app/print/paper.h"
#include "app/print/views.h"
#include "tests/render/canvas.h"

namespace terreau::test {
namespace {

struct ClosePipe {
  void operator()(std::FILE* pipe) const { pclose(pipe); }
};

std::string slurp(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

}  // namespace

std::string output_of(const std::string& command) {
  std::unique_ptr<std::FILE, ClosePipe> pipe(popen((command + " 2>&1").c_str(), "r"));
  std::string out;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    out.append(buffer.data(), n);
  }
  EXPECT_EQ(pclose(pipe.release()), 0) << command << "\n" << out;
  return out;
}

void PrintTest::SetUp() {
  folder_ = std::filesystem::temp_directory_path() /
            ("terreau_print_" + std::to_string(getpid()) + "_" +
             testing::UnitTest::GetInstance()->current_test_info()->name());
  std::filesystem::create_directories(folder_);
}

void PrintTest::TearDown() { std::filesystem::remove_all(folder_); }

std::string PrintTest::write(const std::string& name, const std::vector<std::byte>& bytes) const {
  std::ofstream out(path(name), std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
  return path(name);
}

const World& PrintTest::whole() {
  static const World world = [] {
    World made = france();
    made.atlas.sources.push_back({"cooperatives.csv", "", "EPSG:4326", "UTF-8", 0, 0, {}, {}});
    return made;
  }();
  return world;
}

gl::Image PrintTest::picture_of(const std::vector<std::byte>& png) {
  const auto image = gl::decode_png(png);
  EXPECT_TRUE(image);
  return image.value_or(gl::Image());
}

gl::Image PrintTest::picture_at(const std::string& path) const {
  const std::string content = slurp(path);
  const auto* bytes = reinterpret_cast<const std::byte*>(content.data());
  return picture_of({bytes, bytes + content.size()});
}

print::Sheet sheet_of(const World& world, const MapState& state, std::string_view paper,
                      bool landscape, std::string_view department) {
  const auto size = print::paper(paper, landscape);
  EXPECT_TRUE(size);
  print::SheetOptions options;
  options.width_pt = size->width_pt;
  options.height_pt = size->height_pt;
  options.factor = size->factor;
  options.title = department.empty() ? "La coopération en France" : "Un département";
  return print::lay_out(options, state, world, [&](MapState& s) {
    if (!department.empty()) {
      EXPECT_TRUE(print::show_department(s, world, *department_by_code(department)));
    }
  });
}

std::vector<std::byte> bytes_of(print::Format format, const print::Sheet& sheet, const World& world,
                                double pixels_per_pt) {
  print::MapDrawing map;
  auto bytes = print::render(format, pixels_per_pt, sheet, world, map);
  EXPECT_TRUE(bytes.ok()) << bytes.error().text();
  return bytes.ok() ? *std::move(bytes) : std::vector<std::byte>();
}

std::vector<std::byte> map_bytes(print::Format format, const MapState& state, const World& world) {
  print::DocumentInfo info;
  info.format = format;
  info.pixels_per_pt = state.pixel_scale;
  info.on_paper = false;
  print::Document document(info);
  print::MapDrawing map;
  map.draw(document.begin_page(state.width_pt, state.height_pt), state, world,
           build_scene(state, world));
  auto bytes = document.finish();
  EXPECT_TRUE(bytes.ok()) << bytes.error().text();
  return bytes.ok() ? *std::move(bytes) : std::vector<std::byte>();
}

}  // namespace terreau::test
