#include "geodata/story_markdown.h"

#include <memory>

#include <cmark.h>

namespace terreau::story {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

std::string_view words(const char* text) { return text == nullptr ? "" : text; }

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

// The words inside a block, and the links among them.
void read_inlines(cmark_node* node, Block& block) {
  const std::unique_ptr<cmark_iter, FreeIterator> walk(cmark_iter_new(node));
  std::size_t link_from = 0;
  for (cmark_event_type e = cmark_iter_next(walk.get()); e != CMARK_EVENT_DONE;
       e = cmark_iter_next(walk.get())) {
    cmark_node* at = cmark_iter_get_node(walk.get());
    switch (cmark_node_get_type(at)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE: block.text += words(cmark_node_get_literal(at)); break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK: block.text += ' '; break;
      case CMARK_NODE_HTML_INLINE: block.left_out = "HTML is left out"; break;
      case CMARK_NODE_IMAGE: block.left_out = "pictures are left out"; break;
      case CMARK_NODE_LINK: {
        if (e == CMARK_EVENT_ENTER) {
          link_from = block.text.size();
          break;
        }
        const std::string url(words(cmark_node_get_url(at)));
        if (is_web_address(url)) block.links.push_back({block.text.substr(link_from), "", url});
        break;
      }
      default: break;
    }
  }
}

Block block_of(cmark_node* node) {
  Block block;
  block.line = cmark_node_get_start_line(node);
  block.last_line = cmark_node_get_end_line(node);
  if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
    block.heading = cmark_node_get_heading_level(node);
  }
  return block;
}

void add(cmark_node* node, const std::string& before, std::vector<Block>& out) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
    case CMARK_NODE_PARAGRAPH: {
      out.push_back(block_of(node));
      out.back().text = before;
      read_inlines(node, out.back());
      break;
    }
    case CMARK_NODE_CODE_BLOCK: {
      out.push_back(block_of(node));
      out.back().text = before + std::string(words(cmark_node_get_literal(node)));
      break;
    }
    case CMARK_NODE_HTML_BLOCK: {
      out.push_back(block_of(node));
      out.back().left_out = "HTML is left out";
      break;
    }
    case CMARK_NODE_ITEM:
    case CMARK_NODE_LIST:
    case CMARK_NODE_BLOCK_QUOTE: {
      const bool item = cmark_node_get_type(node) == CMARK_NODE_ITEM;
      for (cmark_node* c = cmark_node_first_child(node); c != nullptr; c = cmark_node_next(c)) {
        add(c, item && c == cmark_node_first_child(node) ? "• " : before, out);
      }
      break;
    }
    default: break;  // a line across
  }
}

}  // namespace

std::vector<Block> blocks_of(std::string_view markdown) {
  std::vector<Block> out;
  const std::unique_ptr<cmark_node, FreeNode> document(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_VALIDATE_UTF8));
  for (cmark_node* c = cmark_node_first_child(document.get()); c != nullptr;
       c = cmark_node_next(c)) {
    add(c, "", out);
  }
  return out;
}

}  // namespace terreau::story
