#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/map_state.h"
#include "app/print/canvas.h"
#include "geodata/result.h"

// Pages become the bytes of a file. The same pages make the same bytes: no clock is read, unless
// SOURCE_DATE_EPOCH sets it.
namespace terreau::print {

enum class Format : std::uint8_t { png, svg, pdf, tif };
std::optional<Format> format_of(std::string_view path);  // by its extension
inline constexpr std::string_view kExtensions = ".png, .svg, .pdf, .tif";

struct DocumentInfo {
  Format format = Format::pdf;
  double pixels_per_pt = 1;  // PNG and TIFF
  bool on_paper = true;      // a point is 1/72 inch; else a pixel of a screen
  Language language = Language::fr;
  std::string title, subject, keywords;
};

// Where a picture is on Earth: pixels' corners to metres, as GDAL writes it.
struct GeoReference {
  std::string crs;
  MapPos top_left;
  double metres_per_pt = 0;
};

class Document {
 public:
  explicit Document(DocumentInfo info);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // A page of that size, drawn until the next one begins. Only a PDF has more than one.
  Canvas& begin_page(double width_pt, double height_pt);
  int page_count() const { return page_count_; }
  // An entry of the PDF's list of contents; `level` 1 is the outermost. `to`: a Canvas::target().
  void outline(const std::string& text, const std::string& to, int level = 1);
  void set_georeference(const GeoReference& reference) { reference_ = reference; }

  // Ends it; an Error where the format cannot hold it.
  Result<std::vector<std::byte>> finish();

 private:
  Result<std::vector<std::byte>> pixels() const;

  DocumentInfo info_;
  std::vector<std::byte> stream_;
  Surface surface_;
  std::unique_ptr<Canvas> canvas_;
  int page_count_ = 0;
  std::vector<int> outline_parents_;  // the last entry of each level
  std::optional<GeoReference> reference_;
};

}  // namespace terreau::print
