#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <imgui_internal.h>

#include "app/ui/widgets.h"

namespace terreau::ui {
namespace {

constexpr int kCornerSteps = 6;
constexpr int kContour = 4 * (kCornerSteps + 1);
constexpr int kRings = 6;

bool overlap(const Rect& a, const ScreenRect& b) {
  return a.x < static_cast<float>(b.x_pt + b.width_pt) && a.right() > static_cast<float>(b.x_pt) &&
         a.y < static_cast<float>(b.y_pt + b.height_pt) && a.bottom() > static_cast<float>(b.y_pt);
}

// The contour of a rounded rectangle that has grown by `grown`, clockwise from the right side.
std::array<ImVec2, kContour> contour(const Rect& r, float radius, float grown) {
  std::array<ImVec2, kContour> out;
  const float reach = radius + grown;
  const std::array<ImVec2, 4> centres{{{r.right() - radius, r.bottom() - radius},
                                       {r.x + radius, r.bottom() - radius},
                                       {r.x + radius, r.y + radius},
                                       {r.right() - radius, r.y + radius}}};
  std::size_t n = 0;
  for (std::size_t corner = 0; corner < 4; ++corner) {
    for (int step = 0; step <= kCornerSteps; ++step) {
      const float turn = static_cast<float>(corner) + static_cast<float>(step) / kCornerSteps;
      const float angle = turn * std::numbers::pi_v<float> / 2;
      out[n++] = {centres[corner].x + reach * std::cos(angle),
                  centres[corner].y + reach * std::sin(angle)};
    }
  }
  return out;
}

ImU32 with_alpha(ImU32 colour, float share) {
  const auto alpha = static_cast<float>(colour >> 24U) * share;
  return (colour & 0x00FFFFFFU) | static_cast<ImU32>(std::lround(alpha)) << 24U;
}

}  // namespace

// Rings around the rectangle whose colour fades outwards like a blurred edge.
void soft_shadow(const Frame& f, ImDrawList* list, const Rect& rect, float radius, float reach) {
  if (f.ui.blank != nullptr) list->PushTextureID(f.ui.blank);
  list->PrimReserve(kRings * kContour * 6, (kRings + 1) * kContour);
  const auto first = static_cast<unsigned>(list->_VtxCurrentIdx);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  for (int ring = 0; ring <= kRings; ++ring) {
    const float t = static_cast<float>(ring) / kRings;
    const ImU32 shade = with_alpha(f.c.shadow, (1 - t) * (1 - t));
    for (const ImVec2& p : contour(rect, radius, t * reach - 1)) {
      list->PrimWriteVtx(p, white, shade);
    }
  }
  const auto index = [&](int ring, int i) {
    return static_cast<ImDrawIdx>(first + static_cast<unsigned>(ring * kContour + i % kContour));
  };
  for (int ring = 0; ring < kRings; ++ring) {
    for (int i = 0; i < kContour; ++i) {
      for (const ImDrawIdx vertex : {index(ring, i), index(ring, i + 1), index(ring + 1, i + 1),
                                     index(ring, i), index(ring + 1, i + 1), index(ring + 1, i)}) {
        list->PrimWriteIdx(vertex);
      }
    }
  }
  if (f.ui.blank != nullptr) list->PopTextureID();
}

Rect above_insets(const Frame& f, Rect rect) {
  constexpr auto kGap = static_cast<float>(kPanelGap);
  for (std::size_t tries = 0; tries < f.scene.frames.size(); ++tries) {
    const auto in_way = std::ranges::find_if(f.scene.frames, [&](const MapFrame& frame) {
      return frame.inset && overlap(rect, frame.viewport);
    });
    if (in_way == f.scene.frames.end()) break;
    rect.y = static_cast<float>(in_way->viewport.y_pt) - kGap - rect.h;
  }
  return rect;
}

void begin_surface(Frame& f, const char* name, const Rect& rect, Layer layer, bool scrolls,
                   float radius) {
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                           ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse |
                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground;
  if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  if (layer == Layer::base) {
    flags |= ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing;
  }
  ImGui::SetNextWindowPos(rect.min());
  ImGui::SetNextWindowSize({rect.w, rect.h});
  ImGui::Begin(name, nullptr, flags);
  offer_focus(f, name, layer);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  if (radius > 0) {
    // Light falls from above: the shadow lies a little lower than what casts it.
    soft_shadow(f, list, {rect.x, rect.y + 3, rect.w, rect.h}, radius, 18);
  }
  // Panels let a breath of the map through; what lies on panels would only look blurred.
  const ImU32 paper = layer == Layer::above ? f.c.panel | 0xFF000000U : f.c.panel;
  if (f.ui.blank != nullptr) {
    list->AddImageRounded(f.ui.blank, rect.min(), rect.max(), {0, 0}, {1, 1}, paper, radius);
  } else {
    list->AddRectFilled(rect.min(), rect.max(), paper, radius);
  }
  list->PopClipRect();
}

void end_surface() { ImGui::End(); }

void begin_measure(const char* name, float width) {
  ImGui::SetNextWindowPos({-4 * width, 0});
  ImGui::SetNextWindowSize({width, 100});
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void end_measure() { ImGui::End(); }

bool measuring() {
  return (ImGui::GetCurrentWindow()->RootWindow->Flags & ImGuiWindowFlags_NoInputs) != 0;
}

}  // namespace terreau::ui
