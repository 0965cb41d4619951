#pragma once

#include <imgui.h>

namespace terreau::ui {

// Mesa's software rasteriser takes two triangles that are an upright rectangle for one, which costs
// it much less, but looks only at indices in sixes, and at none in a draw of which a part is no
// multiple of six; it cuts draws after some thousand. Letters are rectangles, and most of what a
// panel shows; between them are shapes of any number of triangles.
class Rectangles {
 public:
  static constexpr int kMostIndices = 510;  // of a draw

  // Cuts the draws of a frame into small ones, and fills up with triangles of no area until the two
  // of each rectangle come in one six. What is drawn stays the same, in the same order. Once more
  // changes nothing.
  void align(ImDrawData& data);
  void align(ImDrawList& list);

 private:
  const ImDrawIdx* add(const ImDrawCmd& command, const ImDrawIdx* begin, const ImDrawIdx* end);

  ImVector<ImDrawIdx> indices_;  // of a list; kept for their memory
  ImVector<ImDrawCmd> commands_;
  const ImDrawVert* vertices_ = nullptr;  // of the list
};

}  // namespace terreau::ui
