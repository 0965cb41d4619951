#include "app/print/html_page.h"

#include "app/assets.h"
#include "app/model/summary.h"
#include "app/print/html_parts.h"

namespace terreau::print {
namespace {

constexpr std::size_t kHeadOfSvg = 200;  // bytes within which its title stands

std::string_view asset_text(std::string_view name) {
  const std::span<const std::byte> bytes = asset(name);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

struct Section {
  const char* id;
  std::string_view title;
  void (*add)(const HtmlView& v);
};

void add_head(const HtmlView& v, const std::string& title, const std::string& description) {
  v.out.inside("head", {}, [&] {
    v.out.raw("<meta charset=\"utf-8\"/>\n");
    v.out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    v.out.raw("<meta name=\"generator\" content=\"Terreau " TERREAU_VERSION "\"/>\n");
    v.out.raw("<meta name=\"description\" content=\"" + escaped(description) + "\"/>\n");
    v.out.element("title", title);
    v.out.open("style");
    v.out.raw(asset_text("page.css"));
    v.out.close("style");
  });
}

void add_sentences(const HtmlView& v, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return;
  v.out.inside("ul", {}, [&] {
    for (const std::string& s : sentences) v.out.element("li", s);
  });
}

void add_summary(const HtmlView& v) {
  auto sentences = summary_sentences(v.language(), v.world);
  sentences.erase(sentences.begin());  // the page begins with it
  add_sentences(v, sentences);
  const auto filters = filter_sentences(v.language(), v.state.filter);
  if (filters.empty()) {
    v.out.element("p", v.tr("No filter is set: everything that is known is counted."));
  } else {
    v.out.element("h3", v.tr("Filters"));
    add_sentences(v, filters);
  }
}

void add_navigation(const HtmlView& v, const std::vector<Section>& sections) {
  v.out.inside("nav", {{"aria-label", std::string(v.tr("Contents"))}}, [&] {
    v.out.inside("ul", {}, [&] {
      for (const Section& s : sections) {
        v.out.inside("li", {}, [&] { v.out.link(s.title, std::string("#") + s.id); });
      }
    });
  });
}

void add_map(const HtmlView& v, const std::string& svg, const std::string& title) {
  if (svg.empty()) return;
  std::string description;
  for (const std::string& s : summary_sentences(v.language(), v.world)) {
    description += (description.empty() ? "" : " ") + s;
  }
  v.out.inside("figure", {}, [&] {
    v.out.raw(inline_svg(svg, title, description));
    v.out.element("figcaption", v.tr("Everything that the map shows is also said below."));
  });
}

}  // namespace

std::string inline_svg(std::string_view document, std::string_view title,
                       std::string_view description) {
  const std::size_t start = document.find("<svg");
  const std::size_t end = start == std::string_view::npos ? start : document.find('>', start);
  if (end == std::string_view::npos) return {};
  std::string_view rest = document.substr(end + 1);
  // The document's own names make way for the page's.
  for (const std::string_view tag : {"title", "desc"}) {
    const std::string open = "<" + std::string(tag), close = "</" + std::string(tag) + ">";
    const std::size_t from = rest.find(open), to = rest.find(close);
    if (from < kHeadOfSvg && to != std::string_view::npos) rest.remove_prefix(to + close.size());
  }
  std::string out(document.substr(start, end - start));
  constexpr std::string_view kRole = " role=\"img\"";
  if (const std::size_t at = out.find(kRole); at != std::string::npos) out.erase(at, kRole.size());
  out += " role=\"img\" aria-labelledby=\"map-title map-text\">\n<title id=\"map-title\">" +
         escaped(title) + "</title>\n<desc id=\"map-text\">" + escaped(description) + "</desc>";
  return out.append(rest);
}

std::string html_page(const MapState& state, const World& world, const HtmlOptions& options) {
  Html out;
  const HtmlView v{state, world, out};
  const std::string title =
      options.title.empty() ? std::string(v.tr("The map of cooperation")) : options.title;
  const std::string lead = summary_sentences(v.language(), world).front();
  const std::vector<Section> sections{
      {"summary", v.tr("In short"), add_summary},
      {"tables", v.tr("Counts"), add_tables},
      {"places", v.tr("Places"), add_places},
      {"figures", v.tr("Key figures"), add_key_figures},
      {"sources", v.tr("Sources and licences"), add_sources},
  };
  const std::string code = v.language() == Language::fr ? "fr" : "en";
  out.raw("<!DOCTYPE html>\n");
  out.open("html", {{"xmlns", "http://www.w3.org/1999/xhtml"}, {"lang", code}, {"xml:lang", code}});
  add_head(v, title, lead);
  out.inside("body", {}, [&] {
    out.element("a", v.tr("Skip to the content"), {{"class", "skip"}, {"href", "#content"}});
    out.inside("header", {}, [&] {
      out.element("h1", title);
      out.element("p", lead, {{"class", "lead"}});
      add_navigation(v, sections);
    });
    out.inside("main", {{"id", "content"}}, [&] {
      add_map(v, options.map_svg, title);
      for (const Section& s : sections) {
        const std::string heading = std::string(s.id) + "-title";
        out.inside("section", {{"id", s.id}, {"aria-labelledby", heading}}, [&] {
          out.element("h2", s.title, {{"id", heading}});
          s.add(v);
        });
      }
    });
    out.inside("footer", {}, [&] {
      out.element("p", v.tr("Made with Terreau, the map of cooperation in France."));
    });
  });
  out.close("html");
  return out.take();
}

}  // namespace terreau::print
