#include <algorithm>

#include "app/model/words.h"
#include "app/print/html_parts.h"
#include "geodata/attribution.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau::print {
namespace {

constexpr std::size_t kListed = 5000;  // a page of more is no page: the table formats hold all

void add_part(const HtmlView& v, std::string_view text) {
  if (text.empty()) return;
  v.out.text(" · ");
  v.out.text(text);
}

void add_place(const HtmlView& v, PlaceId p) {
  const Places& places = v.places();
  v.out.inside("li", {}, [&] {
    v.out.element("strong", places.name(p));
    add_part(v, kinds_text(v.language(), places.kinds(p)));
    add_part(v, places.commune(p));
    add_part(v, places.sector(p));
    if (places.year(p) != 0) add_part(v, std::to_string(places.year(p)));
    add_part(v, places.status(p));
    if (const auto site = places.website(p); !site.empty()) {
      v.out.text(" · ");
      v.out.link(host_of(site), site);
    }
    v.out.inside("span", {{"class", "quiet"}}, [&] {
      v.out.text(" · ");
      v.out.text(filled(v.tr("{}: {}"), {v.tr("source"), ""}));
      const std::string source = source_text(v.language(), v.atlas(), p);
      v.out.link(source, places.source_url(p));
    });
  });
}

struct Group {
  std::string title;
  std::vector<PlaceId> places;
};

// Departments in the order of their codes, then what is known less well.
std::vector<Group> groups(const HtmlView& v) {
  std::vector<Group> all(kDepartmentCount + 1);
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    all[d].title = department_title(DepartmentId{d});
  }
  all[kDepartmentCount].title = v.tr("Known to a region or to France only");
  std::size_t listed = 0;
  for (const PlaceId p : v.world.markers->passing) {
    if (listed++ == kListed) break;
    const DepartmentId d = v.places().department(p);
    all[d.valid() ? d.value : kDepartmentCount].places.push_back(p);
  }
  for (Group& group : all) {
    std::vector<std::pair<std::string, PlaceId>> named;
    for (const PlaceId p : group.places) named.emplace_back(fold(v.places().name(p)), p);
    std::sort(named.begin(), named.end());
    std::transform(named.begin(), named.end(), group.places.begin(),
                   [](const auto& n) { return n.second; });
  }
  std::erase_if(all, [](const Group& g) { return g.places.empty(); });
  return all;
}

}  // namespace

void add_places(const HtmlView& v) {
  if (v.world.markers->passing.empty()) {
    v.out.element("p", v.tr("No place passes the filters."));
  }
  for (const Group& group : groups(v)) {
    v.out.element("h3",
                  filled(v.tr("{}: {}"),
                         {group.title, tr_n(v.language(), "{} place", "{} places",
                                            static_cast<std::int64_t>(group.places.size()))}));
    v.out.inside("ul", {{"class", "places"}}, [&] {
      for (const PlaceId p : group.places) add_place(v, p);
    });
  }
  const std::size_t all = v.world.markers->passing.size();
  if (all <= kListed) return;
  v.out.element("p", filled(v.tr("Only the first {} of {} places are listed; a table holds all."),
                            {v.number(kListed), v.number(static_cast<std::int64_t>(all))}));
}

void add_key_figures(const HtmlView& v) {
  const bool french = v.language() == Language::fr;
  v.out.element("p",
                v.tr("Figures that others have published. Each has its own perimeter and date; "
                     "none is the count of what this map shows."));
  v.out.inside("ul", {{"class", "figures"}}, [&] {
    for (const KeyFigure& f : v.atlas().key_figures) {
      v.out.inside("li", {}, [&] {
        v.out.element("strong", french ? f.value_fr : f.value_en);
        v.out.text(" " + (french ? f.label_fr : f.label_en) + " (" + f.source +
                   (f.date.empty() ? "" : ", " + f.date) + "). ");
        v.out.element(
            "span",
            (french ? f.perimeter_fr : f.perimeter_en) + " " + (french ? f.why_fr : f.why_en),
            {{"class", "quiet"}});
      });
    }
  });
}

void add_sources(const HtmlView& v) {
  const bool french = v.language() == Language::fr;
  v.out.element("p", licence_text(v.atlas(), v.world.markers->passing.ids(), french));
  v.out.inside("ul", {}, [&] {
    for (const Attribution& a : embedded_attributions()) {
      v.out.inside("li", {}, [&] {
        v.out.text(filled(v.tr("{}: {}"), {v.tr(a.what), ""}));
        v.out.link(a.who, a.url);
        add_part(v, a.licence);
      });
    }
    for (const SourceReport& s : v.atlas().sources) {
      if (is_embedded(s)) continue;
      v.out.element("li", filled(v.tr("{}: {}"), {public_name(s), tr_n(v.language(), "{} row",
                                                                       "{} rows", s.rows)}));
    }
  });
}

}  // namespace terreau::print
