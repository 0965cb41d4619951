#include "app/model/words.h"
#include "app/print/html_parts.h"
#include "geodata/territories.h"

namespace terreau::print {
namespace {

constexpr int kDigits = 3;  // of a rate per 10,000

struct Heading {
  std::string_view text;
  bool number = false;
};

// A table in a box that scrolls where the page is narrow, reachable by keyboard.
template <class Rows>
void add_table(const HtmlView& v, std::string_view caption, const std::vector<Heading>& headings,
               Rows rows) {
  const Attributes box{{"class", "wide"},
                       {"role", "region"},
                       {"tabindex", "0"},
                       {"aria-label", std::string(caption)}};
  v.out.inside("div", box, [&] {
    v.out.inside("table", {}, [&] {
      v.out.element("caption", caption);
      v.out.inside("thead", {}, [&] {
        v.out.inside("tr", {}, [&] {
          for (const Heading& h : headings) {
            Attributes attributes{{"scope", "col"}};
            if (h.number) attributes.emplace_back("class", "n");
            v.out.element("th", h.text, attributes);
          }
        });
      });
      v.out.inside("tbody", {}, rows);
    });
  });
}

void add_row(const HtmlView& v, std::string_view name, const std::vector<std::string>& numbers) {
  v.out.inside("tr", {}, [&] {
    v.out.element("th", name, {{"scope", "row"}});
    for (const std::string& n : numbers) v.out.element("td", n, {{"class", "n"}});
  });
}

void add_families(const HtmlView& v) {
  const Counts& counts = v.world.markers->total;
  add_table(v, v.tr("Places by family"), {{v.tr("Family")}, {v.tr("Places"), true}}, [&] {
    for (std::size_t f = 0; f < kFamilyCount; ++f) {
      if (counts.by_family[f] == 0) continue;
      add_row(v, v.tr(info(static_cast<Family>(f)).name), {v.number(counts.by_family[f])});
    }
  });
}

void add_kinds(const HtmlView& v) {
  const Counts& counts = v.world.markers->total;
  const std::vector<Heading> headings{{v.tr("Form or function")}, {v.tr("Places"), true}};
  add_table(v, v.tr("Places by legal form and function"), headings, [&] {
    for (std::uint8_t k = 0; k < kKindCount; ++k) {
      if (counts.by_kind[k] == 0) continue;
      add_row(v, v.tr(info(Kind{k}).name), {v.number(counts.by_kind[k])});
    }
  });
}

std::string name_of(const HtmlView& v, const TerritoryCounts& t) {
  if (t.department.valid()) return department_title(t.department);
  return std::string(t.level == TerritoryLevel::france ? v.tr("France") : t.name);
}

void add_territories(const HtmlView& v, const std::vector<TerritoryCounts>& all,
                     std::string_view caption, std::string_view name, bool departments) {
  const std::vector<Heading> headings{{name},
                                      {v.tr("Places"), true},
                                      {v.tr("at a point"), true},
                                      {v.tr("Inhabitants"), true},
                                      {v.tr("Places per 10,000 inhabitants"), true}};
  add_table(v, caption, headings, [&] {
    for (const TerritoryCounts& t : all) {
      if (departments != (t.level == TerritoryLevel::departement)) continue;
      const int n = t.counts.total;
      const std::string people = t.population > 0 ? v.number(t.population) : "";
      if (n == 0) {
        add_row(v, name_of(v, t), {std::string(v.tr("no data")), "", people, ""});
      } else {
        add_row(v, name_of(v, t),
                {v.number(n), v.number(t.counts.located), people,
                 t.population > 0 ? format_decimal(v.language(), t.per_10000(n), kDigits) : ""});
      }
    }
  });
}

}  // namespace

void add_tables(const HtmlView& v) {
  v.out.element("p",
                v.tr("An organisation has one legal form and any number of functions: it counts in "
                     "each of these rows, so they add up to more than the total."));
  v.out.inside("div", {{"class", "pair"}}, [&] {
    add_families(v);
    add_kinds(v);
  });
  const auto all = count_territories(v.places(), v.world.markers->passing.ids());
  add_territories(v, all, v.tr("Places by region"), v.tr("Region"), false);
  add_territories(v, all, v.tr("Places by department"), v.tr("Department"), true);
  v.out.element("p",
                filled(v.tr("Populations: {}. “No data” never means “no cooperation”."),
                       {all.front().vintage}),
                {{"class", "quiet"}});
}

}  // namespace terreau::print
