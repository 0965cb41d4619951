#include "app/ui/fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include <imgui.h>

#include "app/assets.h"
#include "app/ui/style.h"
#include "geodata/result.h"
#include "geodata/taxonomy.h"

namespace terreau::ui {
namespace {

struct Face {
  std::string_view asset;
  float size_pt;
  const ImWchar* glyphs;
};

// Pairs of first and last code point. Names hold letters of all of Latin-1 and Extended-A, most
// other texts only those of French: each face has what it is used for, so that the atlas is built
// in the time of a frame.
constexpr ImWchar kText[] = {0x0020, 0x007E, 0x00A0, 0x017F, 0x0192, 0x0192, 0x02C6, 0x02C6,
                             0x2013, 0x2014, 0x2018, 0x201E, 0x2022, 0x2022, 0x2026, 0x2026,
                             0x20AC, 0x20AC, 0x2190, 0x2193, 0x2713, 0x2715, 0};
constexpr ImWchar kFrench[] = {
    0x0020, 0x007E, 0x00A0, 0x00A0, 0x00A9, 0x00AB, 0x00B0, 0x00B0, 0x00B7, 0x00B7, 0x00BB,
    0x00BB, 0x00C0, 0x00C2, 0x00C4, 0x00C4, 0x00C6, 0x00CB, 0x00CE, 0x00CF, 0x00D1, 0x00D1,
    0x00D3, 0x00D4, 0x00D6, 0x00D7, 0x00D9, 0x00DC, 0x00E0, 0x00E4, 0x00E6, 0x00EB, 0x00ED,
    0x00EF, 0x00F1, 0x00F4, 0x00F6, 0x00F6, 0x00F9, 0x00FC, 0x00FF, 0x00FF, 0x0152, 0x0153,
    0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2026, 0x2190, 0x2193, 0};
constexpr ImWchar kName[] = {0x0020, 0x007E, 0x00A0, 0x00FF, 0x0152, 0x0153, 0x0178, 0x0178,
                             0x2013, 0x2014, 0x2018, 0x201E, 0x2026, 0x2026, 0};
constexpr ImWchar kBrand[] = {'T', 'T', 'a', 'a', 'e', 'e', 'r', 'r', 'u', 'u', 0};
constexpr ImWchar kIcons[] = {
    0xE002, 0xE002, 0xE034, 0xE034, 0xE037, 0xE037, 0xE044, 0xE044, 0xE152, 0xE152, 0xE15A, 0xE15A,
    0xE0E0, 0xE0E0, 0xE24B, 0xE24B, 0xE166, 0xE166, 0xE2C8, 0xE2C8, 0xE80D, 0xE80D, 0xE866, 0xE866,
    0xE872, 0xE873, 0xE5D8, 0xE5D8, 0xE5DB, 0xE5DB, 0xE8EF, 0xE8EF, 0xE0C7, 0xE0C7, 0xE14D, 0xE14D,
    0xE3B4, 0xE3B4, 0xE3E7, 0xE3E7, 0xE518, 0xE518, 0xE53B, 0xE53B, 0xE51C, 0xE51C, 0xE55B, 0xE55C,
    0xE55F, 0xE55F, 0xE5CB, 0xE5CF, 0xE5D2, 0xE5D2, 0xE6DD, 0xE6DD, 0xE7F1, 0xE7F1, 0xE80B, 0xE80B,
    0xE889, 0xE889, 0xE89E, 0xE89E, 0xE8B6, 0xE8B6, 0xE8FF, 0xE8FF, 0};

constexpr std::array<Face, kTypeCount> kFaces{{
    {"fonts/Inter-Regular.otf", 13, kText},
    {"fonts/Inter-SemiBold.otf", 13, kFrench},
    {"fonts/Inter-Regular.otf", 11, kFrench},
    {"fonts/Inter-Medium.otf", 12, kFrench},
    {"fonts/Inter-SemiBold.otf", 18, kName},
    {"fonts/Inter-SemiBold.otf", 17, kBrand},
    {"fonts/MaterialIcons-Regular.ttf", 18, kIcons},
    {"fonts/MaterialIcons-Regular.ttf", 14, kIcons},
}};

// ImGui asks for the height from ascender to descender, designers for the em: Inter's ratio.
constexpr float kInterHeight = 1.2102F;

bool is_icon(const Face& face) { return face.glyphs == kIcons; }

float height_px(const Face& face, double pixel_scale) {
  const float em_px = face.size_pt * static_cast<float>(pixel_scale);
  return is_icon(face) ? em_px : em_px * kInterHeight;
}

void add(const Face& face, double pixel_scale, ImFontAtlas& atlas) {
  const std::span<const std::byte> bytes = asset(face.asset);
  TERREAU_CHECK(!bytes.empty());
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  // Glyphs may start at any third of a pixel: the spacing is the designer's at every size.
  config.OversampleH = pixel_scale < 1.5 ? 3 : 2;
  config.OversampleV = 1;
  // The atlas does not write to a font that it does not own.
  void* data = const_cast<std::byte*>(bytes.data());
  atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), height_px(face, pixel_scale),
                             &config, face.glyphs);
}

#if IMGUI_VERSION_NUM < 19200
// Figures of one width, so that counts stand below each other and do not dance.
void make_tabular(ImFont& face) {
  float widest = 0;
  for (ImWchar c = '0'; c <= '9'; ++c) widest = std::max(widest, face.GetCharAdvance(c));
  for (ImWchar c = '0'; c <= '9'; ++c) {
    auto* glyph = const_cast<ImFontGlyph*>(face.FindGlyphNoFallback(c));
    if (glyph == nullptr) continue;
    const float shift = (widest - glyph->AdvanceX) / 2;
    glyph->X0 += shift;
    glyph->X1 += shift;
    glyph->AdvanceX = widest;
    face.IndexAdvanceX[c] = widest;
  }
}
#endif

}  // namespace

float size_pt(Type type) { return kFaces[static_cast<std::size_t>(type)].size_pt; }
float line_height(Type type) { return std::round(size_pt(type) * 1.3F); }

ImFont* font(Type type) { return ImGui::GetIO().Fonts->Fonts[static_cast<int>(type)]; }

void draw_fonts(ImFontAtlas& atlas, double pixel_scale) {
  atlas.Clear();
  for (const Face& face : kFaces) add(face, pixel_scale, atlas);
#if IMGUI_VERSION_NUM < 19200
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);  // as the OpenGL back end wants them
  for (int i = 0; i < kTypeCount; ++i) {
    if (!is_icon(kFaces[static_cast<std::size_t>(i)])) make_tabular(*atlas.Fonts[i]);
  }
#endif
}

bool build_fonts(double pixel_scale) {
  ImGuiIO& io = ImGui::GetIO();
  const bool same = io.Fonts->ConfigData.Size == kTypeCount &&
                    io.Fonts->ConfigData[0].SizePixels == height_px(kFaces[0], pixel_scale);
  if (!same) draw_fonts(*io.Fonts, pixel_scale);
  io.FontDefault = io.Fonts->Fonts[0];
  io.FontGlobalScale = 1 / static_cast<float>(pixel_scale);
  return !same;
}

}  // namespace terreau::ui
