#include "app/gl/font.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

#include <freetype/freetype.h>
#include <freetype/ftglyph.h>
#include <freetype/ftstroke.h>

namespace terreau::gl {
namespace {

// Light hinting snaps letters to the baseline and the x-height, but keeps their widths.
constexpr FT_Int32 kLoadFlags = FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP;
constexpr double kFixed = 64;  // FreeType's 26.6 numbers
constexpr int kSubpixels = 4;  // letters start at quarters of a pixel, else spacing is uneven

FT_F26Dot6 fixed(double px) { return std::lround(px * kFixed); }

[[noreturn]] void stop(const char* what) {
  std::fprintf(stderr, "terreau: %s\n", what);
  std::abort();
}

struct Coverage {  // one letter's, in grey
  int left = 0, top = 0, width = 0, height = 0;
  std::vector<std::uint8_t> grey;
};

struct Letter {
  double advance_px = 0;
  Coverage fill, halo;
};

struct GlyphOwner {
  FT_Glyph glyph = nullptr;
  GlyphOwner() = default;
  GlyphOwner(const GlyphOwner&) = delete;
  GlyphOwner& operator=(const GlyphOwner&) = delete;
  ~GlyphOwner() { FT_Done_Glyph(glyph); }
};

Coverage rasterise(GlyphOwner& owner) {
  if (FT_Glyph_To_Bitmap(&owner.glyph, FT_RENDER_MODE_NORMAL, nullptr, 1) != 0) return {};
  const auto* bitmap = reinterpret_cast<FT_BitmapGlyph>(owner.glyph);
  const FT_Bitmap& b = bitmap->bitmap;
  Coverage c{bitmap->left, -bitmap->top, static_cast<int>(b.width), static_cast<int>(b.rows), {}};
  c.grey.reserve(static_cast<std::size_t>(c.width) * static_cast<std::size_t>(c.height));
  for (int y = 0; y < c.height; ++y) {
    const std::uint8_t* row = b.buffer + y * b.pitch;
    c.grey.insert(c.grey.end(), row, row + c.width);
  }
  return c;
}

// Adds a letter to one channel of the text's picture.
void blend(TextBitmap& into, const Coverage& letter, int pen_px, int channel) {
  for (int y = 0; y < letter.height; ++y) {
    for (int x = 0; x < letter.width; ++x) {
      const int to_x = pen_px + letter.left + x - into.left, to_y = letter.top + y - into.top;
      std::uint8_t& texel =
          into.texels[static_cast<std::size_t>(2 * (to_y * into.width + to_x) + channel)];
      const std::uint8_t grey = letter.grey[static_cast<std::size_t>(y * letter.width + x)];
      texel = std::max(texel, grey);
    }
  }
}

struct Extent {
  int min_x = 0, min_y = 0, max_x = 0, max_y = 0;
  void extend(const Coverage& c, int pen_px) {
    if (c.width == 0) return;
    min_x = std::min(min_x, pen_px + c.left);
    max_x = std::max(max_x, pen_px + c.left + c.width);
    min_y = std::min(min_y, c.top);
    max_y = std::max(max_y, c.top + c.height);
  }
};

}  // namespace

struct Font::Face {
  FT_Library library = nullptr;
  FT_Face face = nullptr;
  FT_Stroker stroker = nullptr;
  FT_F26Dot6 size = 0;
  // Size, halo, subpixel, code point. All owe their speed to words sharing letters.
  std::map<std::tuple<FT_F26Dot6, FT_F26Dot6, int, char32_t>, Letter> letters;
  std::map<std::tuple<FT_F26Dot6, FT_F26Dot6, char32_t>, GlyphOwner> halos;  // outlines
  std::map<std::pair<FT_F26Dot6, char32_t>, double> advances;

  explicit Face(std::span<const std::byte> file) {
    if (FT_Init_FreeType(&library) != 0 || FT_Stroker_New(library, &stroker) != 0) {
      stop("FreeType does not start");
    }
    const auto* bytes = reinterpret_cast<const FT_Byte*>(file.data());
    if (FT_New_Memory_Face(library, bytes, static_cast<FT_Long>(file.size()), 0, &face) != 0) {
      stop("an embedded font is broken");
    }
  }
  ~Face() {
    halos.clear();
    FT_Stroker_Done(stroker);
    FT_Done_Face(face);
    FT_Done_FreeType(library);
  }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  void load(char32_t code_point, FT_F26Dot6 wanted) {
    if (wanted != size) {
      FT_Set_Char_Size(face, 0, wanted, 72, 72);
      size = wanted;
    }
    FT_Load_Glyph(face, FT_Get_Char_Index(face, code_point), kLoadFlags);
  }

  double advance_px(char32_t code_point, FT_F26Dot6 wanted) {
    const auto [entry, is_new] = advances.try_emplace({wanted, code_point});
    if (is_new) {
      load(code_point, wanted);
      entry->second = static_cast<double>(face->glyph->linearHoriAdvance) / 65536;
    }
    return entry->second;
  }

  const Letter& letter(char32_t code_point, FT_F26Dot6 wanted, FT_F26Dot6 halo, int subpixel) {
    const auto [entry, is_new] = letters.try_emplace({wanted, halo, subpixel, code_point});
    Letter& letter = entry->second;
    if (!is_new) return letter;
    letter.advance_px = advance_px(code_point, wanted);
    load(code_point, wanted);
    GlyphOwner fill;
    if (FT_Get_Glyph(face->glyph, &fill.glyph) != 0) return letter;
    const FT_Vector shift{subpixel * 64 / kSubpixels, 0};
    if (halo > 0) letter.halo = halo_of(fill.glyph, {wanted, halo, code_point}, shift);
    FT_Glyph_Transform(fill.glyph, nullptr, &shift);
    letter.fill = rasterise(fill);
    return letter;
  }

  // Its outline is the same wherever the letter starts, and drawing one takes longer than filling
  // it.
  Coverage halo_of(FT_Glyph fill, const std::tuple<FT_F26Dot6, FT_F26Dot6, char32_t>& key,
                   FT_Vector shift) {
    const auto [entry, is_new] = halos.try_emplace(key);
    FT_Glyph& outline = entry->second.glyph;
    if (is_new && FT_Glyph_Copy(fill, &outline) == 0) {
      FT_Stroker_Set(stroker, std::get<1>(key), FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND,
                     0);
      if (FT_Glyph_Stroke(&outline, stroker, 1) != 0) {
        FT_Done_Glyph(std::exchange(outline, nullptr));
      }
    }
    GlyphOwner around;
    if (outline == nullptr || FT_Glyph_Copy(outline, &around.glyph) != 0) return {};
    FT_Glyph_Transform(around.glyph, nullptr, &shift);
    return rasterise(around);
  }
};

Font::Font(std::span<const std::byte> file) : face_(std::make_unique<Face>(file)) {}
Font::~Font() = default;
Font::Font(Font&&) noexcept = default;

double Font::width(std::string_view utf8, double size_px) const {
  double width = 0;
  for (const char32_t c : code_points(utf8)) width += face_->advance_px(c, fixed(size_px));
  return width;
}

TextBitmap Font::draw(std::string_view utf8, double size_px, double halo_px) const {
  struct Placed {
    const Letter* letter;
    int pen_px;
  };
  std::vector<Placed> placed;
  Extent extent;
  double pen = 0;
  for (const char32_t c : code_points(utf8)) {
    const int quarters = static_cast<int>(std::lround(pen * kSubpixels));
    const Letter& letter = face_->letter(c, fixed(size_px), fixed(halo_px), quarters % kSubpixels);
    placed.push_back({&letter, quarters / kSubpixels});
    extent.extend(letter.fill, placed.back().pen_px);
    extent.extend(letter.halo, placed.back().pen_px);
    pen += letter.advance_px;
  }
  TextBitmap text{
      extent.min_x, extent.min_y, extent.max_x - extent.min_x, extent.max_y - extent.min_y, {}};
  text.texels.resize(static_cast<std::size_t>(2 * text.width * text.height));
  for (const Placed& p : placed) {
    blend(text, p.letter->fill, p.pen_px, 0);
    blend(text, p.letter->fill, p.pen_px, 1);
    blend(text, p.letter->halo, p.pen_px, 1);
  }
  return text;
}

std::vector<char32_t> code_points(std::string_view utf8) {
  constexpr char32_t kBroken = 0xFFFD;
  std::vector<char32_t> points;
  points.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i++]);
    const int more = lead < 0x80 ? 0 : lead >> 5 == 6 ? 1 : lead >> 4 == 14 ? 2 : 3;
    char32_t point = more == 0 ? lead : lead & (0x3FU >> more);
    if (lead >= 0xF8 || (lead >= 0x80 && lead < 0xC0)) point = kBroken;
    for (int k = 0; k < more && point != kBroken; ++k) {
      const bool follows = i < utf8.size() && (static_cast<unsigned char>(utf8[i]) & 0xC0U) == 0x80;
      point = follows ? point << 6 | (static_cast<unsigned char>(utf8[i++]) & 0x3FU) : kBroken;
    }
    points.push_back(point);
  }
  return points;
}

std::string utf8_of(char32_t c) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0 | c >> 6), tail(0)};
  if (c < 0x10000) return {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
}

}  // namespace terreau::gl
