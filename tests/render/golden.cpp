#include "tests/render/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/headless.h"

namespace terreau::test {
namespace {

std::optional<gl::Image> read_png(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  return gl::decode_png(std::as_bytes(std::span(bytes)));
}

int largest_step(const gl::Image& a, const gl::Image& b, std::size_t pixel) {
  int step = 0;
  for (std::size_t i = 3 * pixel; i < 3 * pixel + 3; ++i) {
    step = std::max(step, std::abs(int{a.rgb[i]} - int{b.rgb[i]}));
  }
  return step;
}

gl::Image marked_differences(const gl::Image& image, const gl::Image& golden, int step) {
  gl::Image marked = image;
  for (std::uint8_t& v : marked.rgb) v = static_cast<std::uint8_t>(191 + v / 4);
  for (std::size_t p = 0; p < image.rgb.size() / 3; ++p) {
    if (largest_step(image, golden, p) <= step) continue;
    marked.rgb[3 * p] = 220;
    marked.rgb[3 * p + 1] = marked.rgb[3 * p + 2] = 0;
  }
  return marked;
}

}  // namespace

double differing_part(const gl::Image& a, const gl::Image& b, int step) {
  if (a.width != b.width || a.height != b.height || a.rgb.empty()) return 1;
  std::size_t differing = 0;
  const std::size_t pixels = a.rgb.size() / 3;
  for (std::size_t p = 0; p < pixels; ++p) differing += largest_step(a, b, p) > step ? 1 : 0;
  return static_cast<double>(differing) / static_cast<double>(pixels);
}

testing::AssertionResult same_as_golden(const gl::Image& image, const std::string& name,
                                        Tolerance tolerance) {
  const std::string path = std::string(TERREAU_GOLDEN_DIR) + "/" + name + ".png";
  if (std::getenv("TERREAU_UPDATE_GOLDEN") != nullptr) {
    const std::string trouble = write_png(path, image);
    return trouble.empty() ? testing::AssertionSuccess() : testing::AssertionFailure() << trouble;
  }
  const auto golden = read_png(path);
  const double part = golden ? differing_part(image, *golden, tolerance.step) : 1;
  if (part <= tolerance.part) return testing::AssertionSuccess();
  const std::filesystem::path folder =
      std::filesystem::path(TERREAU_BINARY).parent_path() / "golden-differences";
  std::filesystem::create_directories(folder);
  const std::string now = folder / (name + ".png");
  std::string seen = write_png(now, image);
  if (golden && golden->rgb.size() == image.rgb.size()) {
    seen += write_png(folder / (name + ".difference.png"),
                      marked_differences(image, *golden, tolerance.step));
  }
  return testing::AssertionFailure()
         << name << ": " << part * 100 << " % of the pixels differ by more than " << tolerance.step
         << " (" << tolerance.part * 100 << " % may); see " << now << " " << seen
         << "; TERREAU_UPDATE_GOLDEN=1 accepts the new picture";
}

}  // namespace terreau::test
