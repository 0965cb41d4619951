#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "geodata/parse.h"
#include "geodata/story_header.h"
#include "geodata/story_markdown.h"

namespace terreau {
namespace {

using story::Block;
using story::Header;

constexpr std::uintmax_t kLargestBytes = 4U << 20U;  // a story is read by people

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Draft {  // of a step
  std::string title;
  Header own;
  std::vector<std::string> paragraphs;
  std::vector<StorySource> links;
  bool begun = false;  // its header lines are read, if it has any
};

class StoryReader {
 public:
  StoryReader(std::string_view text, const std::string& path)
      : path_(path), lines_(lines_of(text)) {}

  Result<Story> read() {
    const std::size_t body = read_header();
    if (body == 0) {
      return Error{path_,
                   "no story: it begins with a line \"---\", lines such as \"title: …\", and "
                   "another \"---\""};
    }
    // The blank lines before it give each of its lines its number.
    std::string text(body, '\n');
    for (std::size_t i = body; i < lines_.size(); ++i) text.append(lines_[i]).append("\n");
    drafts_.emplace_back().begun = true;
    for (const Block& block : story::blocks_of(text)) add(block);
    Story story = whole();
    if (story.steps.empty()) return Error{path_, "the story has no sentences"};
    return {std::move(story), std::move(issues_)};
  }

 private:
  void complain(std::size_t line, std::string reason, std::string_view value) {
    issues_.push_back({static_cast<std::int64_t>(line), std::move(reason), one_line(value)});
  }

  // How many lines it has, 0 where there is none.
  std::size_t read_header() {
    if (lines_.empty() || trimmed(lines_[0]) != "---") return 0;
    std::size_t end = 1;
    while (end < lines_.size() && trimmed(lines_[end]) != "---") ++end;
    if (end == lines_.size()) return 0;
    for (std::size_t i = 1; i < end; ++i) {
      const std::string_view line = trimmed(lines_[i]);
      if (line.empty() || line.starts_with('#')) continue;
      const std::string wrong = story::read_line(line, false, header_);
      if (!wrong.empty()) complain(i + 1, wrong, line);
    }
    return end + 1;
  }

  void add(const Block& block) {
    if (!block.left_out.empty()) {
      complain(static_cast<std::size_t>(block.line), block.left_out, "");
    }
    if (block.heading == 1 && header_.title.empty()) {
      header_.title = block.text;
    } else if (block.heading == 2) {
      drafts_.push_back({block.text, {}, {}, {}, false});
    } else if (!std::exchange(drafts_.back().begun, true)) {
      add_first(block);
    } else {
      add_text(block);
    }
  }

  void add_text(const Block& block) {
    if (block.text.empty() || block.text == header_.title) return;
    drafts_.back().paragraphs.push_back(block.text);
    drafts_.back().links.insert(drafts_.back().links.end(), block.links.begin(), block.links.end());
  }

  // What stands right below a step's heading: its header lines, then text.
  void add_first(const Block& block) {
    auto line = static_cast<std::size_t>(block.line);
    const auto last = std::min(static_cast<std::size_t>(block.last_line), lines_.size());
    const auto first = line;
    while (line <= last && block.heading == 0 && !story::key_of(lines_[line - 1]).empty()) {
      const std::string wrong = story::read_line(lines_[line - 1], true, drafts_.back().own);
      if (!wrong.empty()) complain(line, wrong, trimmed(lines_[line - 1]));
      ++line;
    }
    if (line == first) return add_text(block);
    std::string rest;
    for (; line <= last; ++line) rest.append(lines_[line - 1]).append("\n");
    for (const Block& more : story::blocks_of(rest)) add_text(more);
  }

  Story whole() {
    Story out;
    out.file = path_;
    out.id = header_.id.empty() ? std::filesystem::path(path_).stem().string() : header_.id;
    out.sources = header_.sources;
    if (header_.title.empty()) complain(1, "the story has no title: its id stands for it", out.id);
    const std::string title = header_.title.empty() ? out.id : header_.title;
    (french() ? out.title_fr : out.title_en) = title;
    for (Draft& draft : drafts_) {
      if (draft.paragraphs.empty() && draft.title.empty()) continue;
      out.steps.push_back(step_of(draft, out.steps.empty() ? nullptr : &out.steps.back()));
    }
    return out;
  }

  // What a step does not say is as in the one before.
  StoryStep step_of(Draft& draft, const StoryStep* before) {
    StoryStep step;
    const Header& own = draft.own;
    if (own.centre) {
      step.centre = *own.centre;
      step.zoom = own.zoom;
    } else if (before != nullptr && !own.places) {
      step.centre = before->centre;
      step.zoom = before->zoom;
    } else if (before == nullptr && header_.centre) {
      step.centre = *header_.centre;
      step.zoom = header_.zoom;
    }
    step.place_ids = own.places.value_or(
        before != nullptr ? before->place_ids : header_.places.value_or(step.place_ids));
    if (auto filter = parse_filter(story::narrowed(header_.filter, own.filter))) {
      step.filter = *std::move(filter);
    }
    (french() ? step.title_fr : step.title_en) = std::move(draft.title);
    (french() ? step.paragraphs_fr : step.paragraphs_en) = std::move(draft.paragraphs);
    step.links = std::move(draft.links);
    return step;
  }

  bool french() const { return header_.lang != "en"; }

  const std::string& path_;
  std::vector<std::string_view> lines_;
  Header header_;
  std::vector<Draft> drafts_;
  std::vector<Issue> issues_;
};

}  // namespace

bool is_story_file(std::string_view uri) {
  return uri.ends_with(".md") || uri.ends_with(".markdown") || uri.ends_with(".MD");
}

Result<Story> parse_story(std::string_view markdown, const std::string& path) {
  if (markdown.starts_with("\xEF\xBB\xBF")) markdown.remove_prefix(3);
  if (is_utf8(markdown)) return StoryReader(markdown, path).read();
  const std::string repaired = from_cp1252(markdown);
  return StoryReader(repaired, path).read();
}

Result<Story> read_story(const std::string& path) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) return Error{path, "cannot be read"};
  if (bytes > kLargestBytes) return Error{path, "too long for a story: more than 4 MiB"};
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return Error{path, "cannot be read"};
  return parse_story(text, path);
}

}  // namespace terreau
