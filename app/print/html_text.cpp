#include "app/print/html_text.h"

#include <algorithm>
#include <array>

namespace terreau::print {
namespace {

// Elements after whose end a line ends: the page stays readable as text.
constexpr std::array<std::string_view, 20> kBlocks{
    "html", "head", "title", "style", "body", "header", "nav", "main",  "section", "footer",
    "h1",   "h2",   "h3",    "p",     "ul",   "li",     "tr",  "table", "figure",  "div"};

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:  // XML knows no other control characters
        if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

void Html::open(std::string_view tag, const Attributes& attributes) {
  out_.append("<").append(tag);
  for (const auto& [name, value] : attributes) {
    out_.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
  }
  out_ += ">";
}

void Html::close(std::string_view tag) {
  out_.append("</").append(tag).append(">");
  if (std::find(kBlocks.begin(), kBlocks.end(), tag) != kBlocks.end()) out_ += "\n";
}

void Html::element(std::string_view tag, std::string_view content, const Attributes& attributes) {
  open(tag, attributes);
  text(content);
  close(tag);
}

// Only what a browser may follow safely: a table of someone's may hold "javascript:…".
void Html::link(std::string_view content, std::string_view to) {
  const bool safe = to.starts_with("https://") || to.starts_with("http://") || to.starts_with("#");
  if (!safe) return text(content);
  element("a", content, {{"href", std::string(to)}});
}

}  // namespace terreau::print
