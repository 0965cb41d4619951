#include "app/print/lettering.h"

#include <array>
#include <unordered_map>

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "app/assets.h"
#include "app/print/glyphs.h"
#include "geodata/result.h"

namespace terreau::print {
namespace {

constexpr std::array kFiles{"fonts/Inter-Regular.otf", "fonts/Inter-Medium.otf",
                            "fonts/Inter-SemiBold.otf", "fonts/MaterialIcons-Regular.ttf"};
constexpr char32_t kBroken = 0xFFFD;

struct CloseLibrary {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
using Library = std::shared_ptr<std::remove_pointer_t<FT_Library>>;

// Cairo may keep a face longer than we do, so it gets what the face stands on along with it.
struct Owned {
  Library library;
  FT_Face face = nullptr;
};

void release(void* owned) {
  auto* own = static_cast<Owned*>(owned);
  FT_Done_Face(own->face);
  delete own;
}

struct DropFace {
  void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};

struct Glyph {
  unsigned long index = 0;
  double advance = 0;  // of a size of one
};

class LoadedFace {
 public:
  LoadedFace(const Library& library, std::span<const std::byte> file) {
    auto owned = std::make_unique<Owned>(Owned{library, nullptr});
    const auto* bytes = reinterpret_cast<const FT_Byte*>(file.data());
    TERREAU_CHECK(FT_New_Memory_Face(library.get(), bytes, static_cast<FT_Long>(file.size()), 0,
                                     &owned->face) == 0);
    face_ = owned->face;
    cairo_.reset(cairo_ft_font_face_create_for_ft_face(face_, FT_LOAD_NO_BITMAP));
    static const cairo_user_data_key_t kKey{};
    TERREAU_CHECK(cairo_font_face_set_user_data(cairo_.get(), &kKey, owned.get(), release) ==
                  CAIRO_STATUS_SUCCESS);
    static_cast<void>(owned.release());
  }
  cairo_font_face_t* cairo() const { return cairo_.get(); }

  const Glyph& glyph(char32_t code_point) {
    const auto [entry, is_new] = glyphs_.try_emplace(code_point);
    if (!is_new) return entry->second;
    Glyph& glyph = entry->second;
    glyph.index = FT_Get_Char_Index(face_, code_point);
    if (FT_Load_Glyph(face_, static_cast<FT_UInt>(glyph.index), FT_LOAD_NO_SCALE) == 0) {
      glyph.advance = static_cast<double>(face_->glyph->metrics.horiAdvance) / face_->units_per_EM;
    }
    return glyph;
  }

 private:
  FT_Face face_ = nullptr;
  std::unique_ptr<cairo_font_face_t, DropFace> cairo_;
  std::unordered_map<char32_t, Glyph> glyphs_;
};

LoadedFace& face_of(Face face) {
  static thread_local std::array<std::unique_ptr<LoadedFace>, kFaceCount> faces;
  static thread_local Library library;
  if (!library) {
    FT_Library made = nullptr;
    TERREAU_CHECK(FT_Init_FreeType(&made) == 0);
    library = Library(made, CloseLibrary());
  }
  auto& own = faces[static_cast<std::size_t>(face)];
  if (!own) {
    const auto file = asset(kFiles[static_cast<std::size_t>(face)]);
    TERREAU_CHECK(!file.empty());
    own = std::make_unique<LoadedFace>(library, file);
  }
  return *own;
}

// The letter that begins at `i`, which moves behind it; a broken byte is U+FFFD.
char32_t next_letter(std::string_view utf8, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(utf8[i++]);
  if (lead < 0x80) return lead;
  if (lead < 0xC0 || lead >= 0xF8) return kBroken;
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t letter = lead & (0x3FU >> more);
  for (int k = 0; k < more; ++k) {
    if (i >= utf8.size() || (static_cast<unsigned char>(utf8[i]) & 0xC0U) != 0x80) return kBroken;
    letter = letter << 6 | (static_cast<unsigned char>(utf8[i++]) & 0x3FU);
  }
  return letter;
}

// How many bytes of `utf8` fit, at least one letter.
std::size_t fitting(const Type& type, std::string_view utf8, double width) {
  LoadedFace& face = face_of(type.face);
  double pen = 0;  // of a size of one, as width_pt() adds up
  std::size_t end = 0;
  while (end < utf8.size()) {
    std::size_t next = end;
    pen += face.glyph(next_letter(utf8, next)).advance;
    if (pen * type.size_pt > width && end > 0) break;
    end = next;
  }
  return end;
}

}  // namespace

cairo_font_face_t* cairo_face(Face face) { return face_of(face).cairo(); }

cairo_glyph_t glyph_of(Face face, char32_t code_point) {
  return {face_of(face).glyph(code_point).index, 0, 0};
}

Run run_of(const Type& type, std::string_view utf8, double x_pt, double baseline_pt) {
  LoadedFace& face = face_of(type.face);
  Run run;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t begin = i;
    const Glyph& glyph = face.glyph(next_letter(utf8, i));
    run.glyphs.push_back({glyph.index, x_pt, baseline_pt});
    run.clusters.push_back({static_cast<int>(i - begin), 1});
    x_pt += glyph.advance * type.size_pt;
  }
  return run;
}

double width_pt(const Type& type, std::string_view utf8) {
  LoadedFace& face = face_of(type.face);
  double width = 0;
  for (std::size_t i = 0; i < utf8.size();) width += face.glyph(next_letter(utf8, i)).advance;
  return width * type.size_pt;
}

std::vector<std::string> wrapped(const Type& type, std::string_view utf8, double width) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
  };
  while (!utf8.empty()) {
    const std::size_t space = std::min(utf8.find(' '), utf8.size());
    std::string_view word = utf8.substr(0, space);
    utf8.remove_prefix(std::min(space + 1, utf8.size()));
    if (word.empty()) continue;
    const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (width_pt(type, longer) <= width) {
      line = longer;
      continue;
    }
    end_line();
    for (std::size_t fits = fitting(type, word, width); fits < word.size();
         fits = fitting(type, word, width)) {
      lines.emplace_back(word.substr(0, fits));
      word.remove_prefix(fits);
    }
    line = word;
  }
  end_line();
  return lines;
}

std::string shortened(const Type& type, std::string_view utf8, double width) {
  if (width_pt(type, utf8) <= width) return std::string(utf8);
  std::string text(utf8.substr(0, fitting(type, utf8, width - width_pt(type, "…"))));
  while (text.ends_with(' ')) text.pop_back();
  return text + "…";
}

}  // namespace terreau::print
