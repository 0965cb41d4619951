#include "app/ui/rectangles.h"

#include <array>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace terreau::ui {
namespace {

using Triangle = std::array<ImDrawIdx, 3>;

// A list of what ImGui would have written, without ImGui.
struct Frame {
  ImDrawListSharedData* shared = nullptr;
  ImDrawList list{shared};

  Frame() { list.CmdBuffer.resize(0); }
  void command(const std::vector<ImDrawIdx>& indices) {
    ImDrawCmd command;
    command.ClipRect.x = static_cast<float>(list.CmdBuffer.Size);
    command.IdxOffset = static_cast<unsigned>(list.IdxBuffer.Size);
    command.ElemCount = static_cast<unsigned>(indices.size());
    command.VtxOffset = static_cast<unsigned>(list.VtxBuffer.Size);
    for (std::size_t corner = 0; corner < 2 * indices.size(); ++corner) {  // enough
      const float right = corner % 4 == 1 || corner % 4 == 2 ? 1.0F : 0.0F;
      const float lower = corner % 4 >= 2 ? 1.0F : 0.0F;
      list.VtxBuffer.push_back({{right, lower}, {}, 0});
    }
    for (const ImDrawIdx i : indices) list.IdxBuffer.push_back(i);
    list.CmdBuffer.push_back(command);
  }
  // With an area, in order, of one command of before.
  std::vector<Triangle> triangles(float command) const {
    std::vector<Triangle> out;
    for (const ImDrawCmd& c : list.CmdBuffer) {
      if (c.ClipRect.x != command) continue;
      for (unsigned i = 0; i < c.ElemCount; i += 3) {
        const ImDrawIdx* t = &list.IdxBuffer[static_cast<int>(c.IdxOffset + i)];
        if (t[0] != t[1]) out.push_back({t[0], t[1], t[2]});
      }
    }
    return out;
  }
};

// Rectangles and single triangles in any order, no vertex twice but within a rectangle.
std::vector<ImDrawIdx> shapes(int count, std::mt19937& random) {
  std::vector<ImDrawIdx> out;
  ImDrawIdx next = 0;
  const auto add = [&](std::initializer_list<int> corners) {
    for (const int corner : corners) out.push_back(static_cast<ImDrawIdx>(next + corner));
    next = static_cast<ImDrawIdx>(next + 4);
  };
  for (int i = 0; i < count; ++i) {
    random() % 3 == 0 ? add({0, 1, 2}) : add({0, 1, 2, 0, 2, 3});
  }
  return out;
}

TEST(Rectangles, ComeInOneSixEachAndAllElseStays) {
  std::mt19937 random(5);
  Rectangles rectangles;
  for (int round = 0; round < 50; ++round) {
    Frame frame;
    for (const int count : {1, 0, 7, 90, 1500}) frame.command(shapes(count, random));
    std::array<std::vector<Triangle>, 5> before;
    for (std::size_t c = 0; c < before.size(); ++c) {
      before[c] = frame.triangles(static_cast<float>(c));
    }
    rectangles.align(frame.list);
    for (std::size_t c = 0; c < before.size(); ++c) {
      EXPECT_EQ(frame.triangles(static_cast<float>(c)), before[c]);
    }
    int rectangles_seen = 0;
    for (const ImDrawCmd& command : frame.list.CmdBuffer) {
      EXPECT_GT(command.ElemCount, 0);
      EXPECT_EQ(command.ElemCount % 6, 0);
      EXPECT_LE(command.ElemCount, static_cast<unsigned>(Rectangles::kMostIndices));
      const ImDrawIdx* first = &frame.list.IdxBuffer[static_cast<int>(command.IdxOffset)];
      for (unsigned i = 0; i + 6 <= command.ElemCount; i += 3) {
        if (first[i] == first[i + 1] || first[i] != first[i + 3]) continue;
        EXPECT_EQ(i % 6, 0) << "a rectangle is torn apart";
        ++rectangles_seen;
      }
    }
    EXPECT_GT(rectangles_seen, 800);
  }
}

TEST(Rectangles, OnceMoreChangesNothing) {
  std::mt19937 random(6);
  Rectangles rectangles;
  Frame frame;
  frame.command(shapes(700, random));
  rectangles.align(frame.list);
  const int commands = frame.list.CmdBuffer.Size, indices = frame.list.IdxBuffer.Size;
  rectangles.align(frame.list);
  EXPECT_EQ(frame.list.CmdBuffer.Size, commands);
  EXPECT_EQ(frame.list.IdxBuffer.Size, indices);
}

}  // namespace
}  // namespace terreau::ui
