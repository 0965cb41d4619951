#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Markup that is HTML and XML at once: each element is closed, each attribute quoted.
namespace terreau::print {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

std::string escaped(std::string_view text);

class Html {
 public:
  void open(std::string_view tag, const Attributes& attributes = {});
  void close(std::string_view tag);
  void text(std::string_view text) { out_ += escaped(text); }
  void raw(std::string_view markup) { out_ += markup; }
  // <tag …>text</tag>
  void element(std::string_view tag, std::string_view text, const Attributes& attributes = {});
  void link(std::string_view text, std::string_view to);
  // Something that holds other things.
  template <class Fill>
  void inside(std::string_view tag, const Attributes& attributes, Fill fill) {
    open(tag, attributes);
    fill();
    close(tag);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace terreau::print
