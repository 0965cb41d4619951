#include "app/print/encode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <map>
#include <optional>
#include <string_view>

#include <png.h>

namespace terreau::print {
namespace {

constexpr double kInchesPerMetre = 39.3701;
// Maps are flat colours: little effort finds nearly all that there is to save.
constexpr int kEffort = 3;

void append(png_structp png, png_bytep data, png_size_t size) {
  auto* out = static_cast<std::vector<std::byte>*>(png_get_io_ptr(png));
  const auto* bytes = reinterpret_cast<const std::byte*>(data);
  out->insert(out->end(), bytes, bytes + size);
}

void ignore(png_structp) {}

void write_rows(png_structp png, png_infop info, const Pixels& p, double dots_per_inch) {
  png_set_compression_level(png, kEffort);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_IHDR(png, info, static_cast<png_uint_32>(p.width), static_cast<png_uint_32>(p.height), 8,
               PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (dots_per_inch > 0) {
    const auto per_metre = static_cast<png_uint_32>(std::lround(dots_per_inch * kInchesPerMetre));
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  }
  png_write_info(png, info);
  const std::size_t row = 3 * static_cast<std::size_t>(p.width);
  for (int y = 0; y < p.height; ++y) png_write_row(png, &p.rgb[row * static_cast<std::size_t>(y)]);
  png_write_end(png, info);
}

std::string_view text_of(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<long> number_after(std::string_view text, std::string_view key) {
  const std::size_t at = text.find(key);
  if (at == std::string_view::npos) return {};
  std::size_t begin = at + key.size();
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
  long value = 0;
  const auto read = std::from_chars(text.data() + begin, text.data() + text.size(), value);
  if (read.ec != std::errc()) return {};
  return value;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    if (c == '<') out += "&lt;";
    if (c == '>') out += "&gt;";
    if (c == '"') out += "&quot;";
    if (c != '&' && c != '<' && c != '>' && c != '"') out += c;
  }
  return out;
}

std::string ten_digits(std::size_t n) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%010zu", n);
  return text.data();
}

}  // namespace

std::vector<std::byte> encode_png(const Pixels& pixels, double dots_per_inch) {
  std::vector<std::byte> out;
  out.reserve(pixels.rgb.size() / 8);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  const bool failed = setjmp(png_jmpbuf(png)) != 0;
  if (!failed) {
    png_set_write_fn(png, &out, append, ignore);
    write_rows(png, info, pixels, dots_per_inch);
  }
  png_destroy_write_struct(&png, &info);
  if (failed) out.clear();
  return out;
}

// Blanks keep every other byte where the table of objects says that it is.
void remove_date(std::vector<std::byte>& pdf) {
  const std::string_view text = text_of(pdf);
  const std::size_t begin = text.rfind("/CreationDate (");
  if (begin == std::string_view::npos) return;
  const std::size_t end = text.find(')', begin);
  std::fill(pdf.begin() + static_cast<std::ptrdiff_t>(begin),
            pdf.begin() + static_cast<std::ptrdiff_t>(end) + 1, std::byte{' '});
}

// Cairo has no word for the language, so the catalogue is written again behind the file, as PDF
// foresees for changes.
void set_language(std::vector<std::byte>& pdf, Language language) {
  const std::string_view text = text_of(pdf);
  const std::size_t at = text.rfind("trailer");
  if (at == std::string_view::npos) return;
  const std::string_view trailer = text.substr(at);
  const auto size = number_after(trailer, "/Size"), root = number_after(trailer, "/Root");
  const auto info = number_after(trailer, "/Info"), before = number_after(trailer, "startxref");
  if (!size || !root || !info || !before) return;
  const std::string head = std::to_string(*root) + " 0 obj\n<<";
  const std::size_t begin = text.find("\n" + head);
  const std::size_t end = text.find("endobj", begin);
  if (begin == std::string_view::npos || end == std::string_view::npos) return;
  const std::string rest(text.substr(begin + 1 + head.size(), end - begin - 1 - head.size()));
  const bool tagged = rest.find("/StructTreeRoot") != std::string::npos &&
                      rest.find("/MarkInfo") == std::string::npos;
  const std::size_t position = pdf.size();
  const std::string object = head + " /Lang (" + (language == Language::fr ? "fr-FR" : "en-GB") +
                             ")\n   /ViewerPreferences << /DisplayDocTitle true >>" +
                             (tagged ? "\n   /MarkInfo << /Marked true >>" : "") + rest +
                             "endobj\n";
  std::string update = object;
  update += "xref\n" + std::to_string(*root) + " 1\n" + ten_digits(position) + " 00000 n \n";
  update += "trailer\n<< /Size " + std::to_string(*size) + "\n   /Root " + std::to_string(*root) +
            " 0 R\n   /Info " + std::to_string(*info) + " 0 R\n   /Prev " +
            std::to_string(*before) + "\n>>\nstartxref\n" +
            std::to_string(position + object.size()) + "\n%%EOF\n";
  const auto* bytes = reinterpret_cast<const std::byte*>(update.data());
  pdf.insert(pdf.end(), bytes, bytes + update.size());
}

void renumber_surfaces(std::vector<std::byte>& svg) {
  constexpr std::string_view kName = "surface";
  const std::string_view text = text_of(svg);
  std::string out;
  std::map<std::string, std::size_t, std::less<>> numbers;
  std::size_t done = 0;
  for (std::size_t at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at)) {
    at += kName.size();
    const std::size_t end = text.find_first_not_of("0123456789", at);
    const bool named = text[at - kName.size() - 1] == '"' || text[at - kName.size() - 1] == '#';
    if (!named || end == at || end == std::string_view::npos) continue;
    const auto [entry, is_new] =
        numbers.try_emplace(std::string(text.substr(at, end - at)), numbers.size() + 1);
    out.append(text.substr(done, at - done)).append(std::to_string(entry->second));
    done = end;
  }
  out.append(text.substr(done));
  const auto* bytes = reinterpret_cast<const std::byte*>(out.data());
  svg.assign(bytes, bytes + out.size());
}

void set_title(std::vector<std::byte>& svg, Language language, const std::string& title,
               const std::string& description) {
  std::string text(text_of(svg));
  const std::size_t root = text.find("<svg ");
  const std::size_t end = root == std::string::npos ? root : text.find('>', root);
  if (end == std::string::npos) return;
  std::string inside = "\n<title>" + escaped(title) + "</title>\n";
  if (!description.empty()) inside += "<desc>" + escaped(description) + "</desc>\n";
  text.insert(end + 1, inside);
  text.insert(root + 5, std::string("xml:lang=\"") + (language == Language::fr ? "fr" : "en") +
                            "\" role=\"img\" ");
  const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
  svg.assign(bytes, bytes + text.size());
}

}  // namespace terreau::print
