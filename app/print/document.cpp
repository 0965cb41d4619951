#include "app/print/document.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <ctime>

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include "app/print/encode.h"
#include "geodata/writer_raster.h"

namespace terreau::print {
namespace {

constexpr double kPointsPerInch = 72;
constexpr const char* kProgram = "Terreau " TERREAU_VERSION;

cairo_status_t append(void* stream, const unsigned char* data, unsigned size) {
  auto* out = static_cast<std::vector<std::byte>*>(stream);
  const auto* bytes = reinterpret_cast<const std::byte*>(data);
  out->insert(out->end(), bytes, bytes + size);
  return CAIRO_STATUS_SUCCESS;
}

// What SOURCE_DATE_EPOCH says, as `format` writes it; "": it says nothing.
std::string source_date(const char* format) {
  const char* text = std::getenv("SOURCE_DATE_EPOCH");
  if (text == nullptr || *text == 0) return "";
  char* end = nullptr;
  const std::time_t seconds = std::strtoll(text, &end, 10);
  std::tm parts{};
  if (*end != 0 || gmtime_r(&seconds, &parts) == nullptr) return "";
  std::array<char, 40> out{};
  return std::string(out.data(), std::strftime(out.data(), out.size(), format, &parts));
}

void set_metadata(cairo_surface_t* pdf, const DocumentInfo& info) {
  const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
    if (!text.empty()) cairo_pdf_surface_set_metadata(pdf, what, text.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, info.title);
  set(CAIRO_PDF_METADATA_AUTHOR, "Terreau");
  set(CAIRO_PDF_METADATA_CREATOR, kProgram);
  set(CAIRO_PDF_METADATA_SUBJECT, info.subject);
  set(CAIRO_PDF_METADATA_KEYWORDS, info.keywords);
  set(CAIRO_PDF_METADATA_CREATE_DATE, source_date("%Y-%m-%dT%H:%M:%SZ"));
}

// Where a rectangle covers the page, Cairo 1.16 forgets all that was before it, be it the beginning
// of a tag; not where there is a clip that is no rectangle, even one around the whole page.
void guard_tags(cairo_t* context, double width, double height) {
  cairo_reset_clip(context);
  cairo_move_to(context, -1, -1);
  cairo_line_to(context, width + 1, -1);
  cairo_line_to(context, width + 1, height + 1);
  cairo_line_to(context, width / 2, height + 2);
  cairo_line_to(context, -1, height + 1);
  cairo_close_path(context);
  cairo_clip(context);
}

int whole_pixels(double pt, double scale) {
  return std::max(1, static_cast<int>(std::lround(pt * scale)));
}

// Cairo's pixels are a word each, in the machine's order.
Pixels read_pixels(cairo_surface_t* image) {
  cairo_surface_flush(image);
  Pixels p{cairo_image_surface_get_width(image), cairo_image_surface_get_height(image), {}};
  const int stride = cairo_image_surface_get_stride(image);
  const unsigned char* data = cairo_image_surface_get_data(image);
  p.rgb.resize(3 * static_cast<std::size_t>(p.width) * static_cast<std::size_t>(p.height));
  std::uint8_t* out = p.rgb.data();
  for (int y = 0; y < p.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + std::ptrdiff_t{y} * stride);
    for (int x = 0; x < p.width; ++x) {
      *out++ = static_cast<std::uint8_t>(row[x] >> 16);
      *out++ = static_cast<std::uint8_t>(row[x] >> 8);
      *out++ = static_cast<std::uint8_t>(row[x]);
    }
  }
  return p;
}

}  // namespace

std::optional<Format> format_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string extension(path.substr(dot + 1));
  for (char& c : extension) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  if (extension == "png") return Format::png;
  if (extension == "svg") return Format::svg;
  if (extension == "pdf") return Format::pdf;
  if (extension == "tif" || extension == "tiff") return Format::tif;
  return {};
}

Document::Document(DocumentInfo info) : info_(std::move(info)) {}
Document::~Document() {
  canvas_.reset();
  surface_.reset();  // writes into stream_, which ends first otherwise
}

Canvas& Document::begin_page(double width_pt, double height_pt) {
  ++page_count_;
  const bool first = !surface_;
  if (info_.format == Format::pdf) {
    if (first) {
      surface_.reset(cairo_pdf_surface_create_for_stream(append, &stream_, width_pt, height_pt));
      set_metadata(surface_.get(), info_);
      canvas_ = std::make_unique<Canvas>(surface_.get(), Medium::pdf, 1);
      cairo_tag_begin(canvas_->cairo(), "Document", nullptr);
    } else {
      cairo_show_page(canvas_->cairo());
      cairo_pdf_surface_set_size(surface_.get(), width_pt, height_pt);
    }
    guard_tags(canvas_->cairo(), width_pt, height_pt);
  } else if (info_.format == Format::svg) {
    TERREAU_CHECK(first);
    surface_.reset(cairo_svg_surface_create_for_stream(append, &stream_, width_pt, height_pt));
    cairo_svg_surface_set_document_unit(surface_.get(),
                                        info_.on_paper ? CAIRO_SVG_UNIT_PT : CAIRO_SVG_UNIT_PX);
    canvas_ = std::make_unique<Canvas>(surface_.get(), Medium::svg, 1);
  } else {
    TERREAU_CHECK(first);
    surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                              whole_pixels(width_pt, info_.pixels_per_pt),
                                              whole_pixels(height_pt, info_.pixels_per_pt)));
    canvas_ = std::make_unique<Canvas>(surface_.get(), Medium::raster, info_.pixels_per_pt);
  }
  return *canvas_;
}

void Document::outline(const std::string& text, const std::string& to, int level) {
  if (info_.format != Format::pdf) return;
  outline_parents_.resize(static_cast<std::size_t>(level), CAIRO_PDF_OUTLINE_ROOT);
  const int parent =
      level > 1 ? outline_parents_[static_cast<std::size_t>(level) - 2] : CAIRO_PDF_OUTLINE_ROOT;
  outline_parents_[static_cast<std::size_t>(level) - 1] = cairo_pdf_surface_add_outline(
      surface_.get(), parent, text.c_str(), ("dest='" + to + "'").c_str(), {});
}

Result<std::vector<std::byte>> Document::pixels() const {
  const Pixels p = read_pixels(surface_.get());
  const double dots = info_.on_paper ? info_.pixels_per_pt * kPointsPerInch : 0;
  if (info_.format == Format::png) {
    std::vector<std::byte> bytes = encode_png(p, dots);
    if (bytes.empty()) return Error{"", "the picture is too large for PNG"};
    return bytes;
  }
  if (!reference_) return Error{"", "there is no map that a GeoTIFF could be placed by"};
  const double metres = reference_->metres_per_pt / info_.pixels_per_pt;
  return encode_geotiff(
      {p.width,
       p.height,
       p.rgb,
       reference_->crs,
       {reference_->top_left.x_m, metres, 0, reference_->top_left.y_m, 0, -metres},
       info_.title,
       kProgram,
       source_date("%Y:%m:%d %H:%M:%S"),
       dots});
}

Result<std::vector<std::byte>> Document::finish() {
  TERREAU_CHECK(surface_ != nullptr);
  const bool raster = canvas_->raster();
  if (info_.format == Format::pdf) cairo_tag_end(canvas_->cairo(), "Document");
  cairo_status_t status = cairo_status(canvas_->cairo());
  if (status == CAIRO_STATUS_SUCCESS && raster) return pixels();
  canvas_.reset();
  cairo_surface_finish(surface_.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface_.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    return Error{"", std::string("the page cannot be drawn: ") + cairo_status_to_string(status)};
  }
  if (info_.format == Format::pdf) {
    if (source_date("%s").empty()) remove_date(stream_);
    set_language(stream_, info_.language);
  }
  if (info_.format == Format::svg) {
    renumber_surfaces(stream_);
    set_title(stream_, info_.language, info_.title, info_.subject);
  }
  return std::move(stream_);
}

}  // namespace terreau::print
