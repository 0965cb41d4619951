#include "app/ui/rectangles.h"

namespace terreau::ui {
namespace {

constexpr int kTriangle = 3, kRectangle = 6;

// As ImGui writes them: corners a, b, c, then a, c, d.
bool is_rectangle(const ImDrawVert* v, const ImDrawIdx* six) {
  if (six[0] != six[3] || six[2] != six[4]) return false;
  const ImVec2 a = v[six[0]].pos, b = v[six[1]].pos, c = v[six[2]].pos, d = v[six[5]].pos;
  return a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
}

}  // namespace

// One draw of as many as it may have; returns the first that is left.
const ImDrawIdx* Rectangles::add(const ImDrawCmd& command, const ImDrawIdx* begin,
                                 const ImDrawIdx* end) {
  const int first = indices_.Size;
  const auto room = [&] { return kMostIndices - (indices_.Size - first); };
  const auto fill_up = [&](ImDrawIdx index) {
    while (room() % kRectangle != 0) indices_.push_back(index);
  };
  const ImDrawIdx* at = begin;
  while (at < end) {
    const bool rectangle =
        end - at >= kRectangle && is_rectangle(vertices_ + command.VtxOffset, at);
    const int count = rectangle ? kRectangle : kTriangle;
    if (rectangle) fill_up(*at);
    if (room() < count) break;
    for (const ImDrawIdx* next = at + count; at < next; ++at) indices_.push_back(*at);
  }
  fill_up(*begin);
  commands_.push_back(command);
  commands_.back().IdxOffset = static_cast<unsigned>(first);
  commands_.back().ElemCount = static_cast<unsigned>(indices_.Size - first);
  return at;
}

void Rectangles::align(ImDrawList& list) {
  indices_.resize(0);
  vertices_ = list.VtxBuffer.Data;
  commands_.resize(0);
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) commands_.push_back(command);
    const ImDrawIdx* at = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* end = at + command.ElemCount;
    while (at < end) at = add(command, at, end);
  }
  list.IdxBuffer.swap(indices_);
  list.CmdBuffer.swap(commands_);
}

void Rectangles::align(ImDrawData& data) {
  data.TotalIdxCount = 0;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    align(*data.CmdLists[i]);
    data.TotalIdxCount += data.CmdLists[i]->IdxBuffer.Size;
  }
}

}  // namespace terreau::ui
