#include <algorithm>

#include "app/model/reason_words.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "geodata/attribution.h"

namespace terreau::ui {
namespace {

constexpr float kWidth = 560, kPadding = 20;
constexpr std::size_t kShownRejects = 8;

struct Licence {
  std::string_view what, who, licence, url;
};

// What is inside the program, whatever is loaded; geodata/france/SOURCES.md has the full notices.
std::vector<Licence> licences(const Frame& f) {
  return {
      {f.tr("Borders of the departments"), "Natural Earth", f.tr("public domain"),
       "https://www.naturalearthdata.com/"},
      {f.tr("Names, codes, populations"), "INSEE, La Poste, Etalab", "Licence Ouverte",
       "https://www.etalab.gouv.fr/licence-ouverte-open-licence"},
      {f.tr("Positions of the communes"), "© GeoNames", "CC BY 4.0", "https://www.geonames.org/"},
      {f.tr("Typefaces"), "Inter, Material Icons", "OFL 1.1, Apache 2.0", "https://rsms.me/inter/"},
  };
}

float draw_licences(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  ImDrawList* list = ImGui::GetWindowDrawList();
  int id = 0;
  for (const Licence& l : licences(f)) {
    draw_text(list, Type::body, at, f.c.text, l.what);
    const std::string line = std::string(l.who) + " · " + std::string(l.licence);
    if (text_link(f, Type::body, {at.x + width * 0.44F, at.y}, line, id++, 24)) {
      f.ask(action::OpenUrl{std::string(l.url)});
    }
    at.y += 26;
  }
  return at.y - top;
}

std::string file_name(std::string_view source) {
  if (source.starts_with("france/")) return std::string(source);
  return std::string(source.substr(source.rfind('/') + 1));
}

float draw_rejected(Frame& f, ImVec2 at, float width, const std::vector<Issue>& rejected) {
  const float top = at.y;
  const std::size_t shown = std::min(kShownRejects, rejected.size());
  for (std::size_t i = 0; i < shown; ++i) {
    at.y += paragraph(f, Type::small, {at.x + 12, at.y}, width - 12, f.c.secondary,
                      issue_words(f.language(), rejected[i])) +
            2;
  }
  if (rejected.size() > shown) {
    const auto more = static_cast<std::int64_t>(rejected.size() - shown);
    at.y += paragraph(f, Type::small, {at.x + 12, at.y}, width - 12, f.c.secondary,
                      f.tr_n("and {} more", "and {} more", more));
  }
  return at.y - top;
}

// "274 at the commune · 12 known to the department"
std::string placed_words(const Frame& f, const SourceReport& r) {
  std::string text;
  for (int p = 0; p < kPrecisionCount; ++p) {
    const std::int64_t n = r.placed[static_cast<std::size_t>(p)];
    if (n == 0) continue;
    text += (text.empty() ? "" : " · ") + f.number(n) + " " +
            std::string(f.tr(label(static_cast<Precision>(p))));
  }
  return text;
}

float draw_places_source(Frame& f, ImVec2 at, float width, const SourceReport& r) {
  const float top = at.y;
  std::string name = file_name(r.source);
  if (!r.layer.empty() && name.find(r.layer) == std::string::npos) name += " · " + r.layer;
  at.y += paragraph(f, Type::strong, at, width, f.c.text, name);
  std::string counts =
      f.tr_n("{} row", "{} rows", r.rows) + " · " + f.tr_n("{} place", "{} places", r.accepted);
  const auto rejected = static_cast<std::int64_t>(r.rejected.size());
  if (rejected > 0) counts += " · " + f.tr_n("{} rejected", "{} rejected", rejected);
  for (const std::string& part : {r.crs, r.encoding}) {
    if (!part.empty()) counts += " · " + reason_words(f.language(), part);
  }
  at.y += paragraph(f, Type::body, at, width, f.c.secondary, counts);
  at.y += paragraph(f, Type::body, at, width, f.c.secondary, placed_words(f, r));
  for (const std::string& notice : r.notices) {
    at.y += paragraph(f, Type::small, {at.x + 12, at.y}, width - 12, f.c.warning,
                      reason_words(f.language(), notice));
  }
  at.y += draw_rejected(f, at, width, r.rejected);
  at.y += draw_rejected(f, at, width, r.duplicates.first);
  if (rejected > 0 && !is_embedded(r) && !f.ui.print.documents.empty()) {
    const std::string name_only = name.substr(0, name.find_last_of('.'));
    const std::string path = f.ui.print.documents + "/" + name_only + "-a-corriger.csv";
    if (text_link(f, Type::body, {at.x + 12, at.y + 2}, f.tr("Save the rejected rows as a table"),
                  static_cast<int>(&r - f.world.atlas.sources.data()), 24)) {
      f.ask(action::SaveRejected{r.source, path});
    }
    at.y += 26;
  }
  return at.y - top + 10;
}

float draw_boundaries(Frame& f, ImVec2 at, float width, const BoundaryReport& r) {
  const float top = at.y;
  at.y += paragraph(f, Type::strong, at, width, f.c.text, file_name(r.source));
  std::string counts = f.tr_n("{} department", "{} departments", r.departments) + " · " +
                       f.tr_n("{} vertex", "{} vertices", r.vertices);
  if (!r.crs.empty()) counts += " · " + r.crs;
  at.y += paragraph(f, Type::body, at, width, f.c.secondary, counts);
  at.y += draw_rejected(f, at, width, r.issues);
  return at.y - top + 10;
}

float section(Frame& f, ImVec2 at, float width, std::string_view title) {
  hairline(f, at.x, at.y + 4, width);
  label(f, Type::strong, {at.x, at.y + 14}, f.c.text, title);
  return 38;
}

float draw_content(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  const Atlas& atlas = f.world.atlas;
  const AtlasFacts& facts = atlas_facts(f);
  at.y += paragraph(f, Type::body, at, width, f.c.secondary,
                    f.tr("Each place names its source. Together they are not a census: what is "
                         "missing here may well exist.")) +
          6;
  at.y += section(f, at, width, f.tr("Places"));
  for (const bool of_the_user : {true, false}) {
    for (const SourceReport& r : atlas.sources) {
      if (is_embedded(r) != of_the_user) at.y += draw_places_source(f, at, width, r);
    }
  }
  if (facts.cited > 0) {
    at.y += paragraph(f, Type::body, at, width, f.c.secondary,
                      f.tr_n("{} text is cited", "{} texts are cited",
                             static_cast<std::int64_t>(facts.cited))) +
            8;
  }
  at.y += section(f, at, width, f.tr("Borders"));
  for (const BoundaryReport& r : atlas.boundary_reports) at.y += draw_boundaries(f, at, width, r);
  at.y += section(f, at, width, f.tr("Inside the program"));
  at.y += draw_licences(f, at, width);
  return at.y - top;
}

}  // namespace

void draw_sources_panel(Frame& f) {
  if (!f.ui.show_sources) return;
  const auto window_w = static_cast<float>(f.state.width_pt);
  const auto window_h = static_cast<float>(f.state.height_pt);
  constexpr float kHead = 56;
  const float content = measured_height("sources measure", kWidth, [&](ImVec2 at) {
    return draw_content(f, at, kWidth - 2 * kPadding);
  });
  const float height = std::min(content + kHead + kPadding, window_h - 64);
  const Rect panel{on_grid((window_w - kWidth) / 2), on_grid((window_h - height) / 2), kWidth,
                   height};
  begin_surface(f, "sources", panel, Layer::above);
  label(f, Type::title, {panel.x + kPadding, panel.y + 16}, f.c.text, f.tr("Sources and licences"));
  if (icon_button(f, {panel.right() - 40, panel.y + 12, 28, 28}, icon::kClose, f.tr("Close"))) {
    f.ui.show_sources = false;
  }
  ImGui::SetCursorScreenPos({panel.x, panel.y + kHead});
  ImGui::BeginChild("content", {kWidth, height - kHead});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_content(f, {at.x + kPadding, at.y}, kWidth - 2 * kPadding);
  content_ends(f, {at.x, at.y + content + kPadding});
  ImGui::EndChild();
  end_surface();
}

}  // namespace terreau::ui
