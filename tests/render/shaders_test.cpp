#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/assets.h"

namespace terreau {
namespace {

// "smooth vec2", "flat vec4", …, in the order in which the shader lists them.
std::vector<std::string> inputs_of(const std::string& fragment_shader) {
  const auto bytes = asset("shaders/" + fragment_shader + ".frag");
  std::istringstream text({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::vector<std::string> inputs;
  for (std::string line; std::getline(text, line);) {
    std::istringstream words(line);
    std::string first, type;
    words >> first;
    const bool flat = first == "flat";
    if (flat) words >> first;
    if (first == "in" && words >> type) inputs.push_back((flat ? "flat " : "smooth ") + type);
  }
  return inputs;
}

// What Mesa's software driver compiles for each list of inputs is in no cache of its own.
TEST(Shaders, OfAFirstFrameReadTheSameInputsAsThePanels) {
  const std::vector<std::string> panels{"smooth vec2", "smooth vec4"};  // ImGui's: place, colour
  for (const char* name : {"line", "hatch", "card", "text", "sprite"}) {
    EXPECT_EQ(inputs_of(name), panels) << name;
  }
}

}  // namespace
}  // namespace terreau
