#include "app/model/place_facts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "app/model/i18n.h"
#include "app/model/words.h"
#include "geodata/attributes.h"
#include "geodata/attribution.h"
#include "geodata/parse.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr std::string_view kGeonames = "https://www.geonames.org/";

Source source_of(Language language, const Atlas& atlas, const Witness& who) {
  std::string title(host_of(who.url));
  if (title.empty() && who.source < atlas.sources.size()) {
    title = public_name(atlas.sources[who.source]);
  }
  if (!who.date.empty()) title += ", " + written_date(language, who.date);
  return {title, who.url};
}

std::string list_of(std::string_view values) {
  std::string out;
  while (!values.empty()) {
    const std::size_t end = std::min(values.find(';'), values.size());
    if (!out.empty()) out += ", ";
    out += trimmed(values.substr(0, end));
    values.remove_prefix(std::min(end + 1, values.size()));
  }
  return out;
}

std::string functions_text(Language language, std::string_view codes) {
  std::string out;
  while (!codes.empty()) {
    const std::size_t end = std::min(codes.find(';'), codes.size());
    if (const auto f = function_by_code(codes.substr(0, end))) {
      if (!out.empty()) out += ", ";
      out += tr(language, info(*f).name);
    }
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return out;
}

// A value of a field in words of the window.
std::string in_words(Language language, FactField field, std::string_view value) {
  switch (field) {
    case FactField::form: {
      const auto form = legal_form_by_code(value);
      return form ? std::string(tr(language, info(*form).name)) : std::string(value);
    }
    case FactField::functions: return functions_text(language, value);
    case FactField::department: {
      const auto d = department_by_code(value);
      return d ? department_title(*d) : std::string(value);
    }
    case FactField::status: return std::string(status_words(language, value));
    case FactField::tags: return list_of(value);
    default: return std::string(value);
  }
}

struct OwnValue {
  FactField field;
  std::string value;
};

std::vector<OwnValue> own_values(const Places& p, PlaceId place) {
  const LegalForm form = p.form(place);
  const DepartmentId d = p.department(place);
  return {
      {FactField::name, std::string(p.name(place))},
      {FactField::sector, std::string(p.sector(place))},
      {FactField::form, form == LegalForm::unknown ? std::string() : std::string(info(form).code)},
      {FactField::functions, function_codes(p.kinds(place))},
      {FactField::year, p.year(place) > 0 ? std::to_string(p.year(place)) : std::string()},
      {FactField::status, std::string(p.status(place))},
      {FactField::commune, std::string(p.commune(place))},
      {FactField::department, d.valid() ? std::string(department(d).code) : std::string()},
      {FactField::website, std::string(p.website(place))},
      {FactField::tags, std::string(p.tags(place))}};
}

std::string title_of(Language language, FactField field) {
  switch (field) {
    case FactField::name: return std::string(tr(language, "Name"));
    case FactField::sector: return std::string(tr(language, "Activity"));
    case FactField::form: return std::string(tr(language, "Legal form"));
    case FactField::functions: return std::string(tr(language, "Functions"));
    case FactField::year: return std::string(tr(language, "Created"));
    case FactField::status: return std::string(tr(language, "Status"));
    case FactField::commune: return std::string(tr(language, "Commune"));
    case FactField::department: return std::string(tr(language, "Department"));
    case FactField::website: return std::string(tr(language, "Website"));
    case FactField::tags: return std::string(tr(language, "Keywords"));
    case FactField::other: break;
  }
  return {};
}

std::string_view name_of(FactField field) {
  switch (field) {
    case FactField::functions: return "functions";
    case FactField::sector: return "sector";
    case FactField::year: return "year";
    case FactField::status: return "status";
    default: return "";
  }
}

// Why the value is not as the source has it; each reason once.
std::string correction_of(Language language, const Atlas& atlas, PlaceId place,
                          std::string_view field) {
  std::string note;
  for (const Correction& c : atlas.corrections) {
    const std::string& reason = language == Language::fr ? c.reason_fr : c.reason_en;
    if (c.place != place || c.field != field || note.find(reason) != std::string::npos) continue;
    note += (note.empty() ? "" : "; ") + reason;
  }
  return note;
}

void add_statement(PlaceField& field, std::string value, const Source& source) {
  if (value.empty()) return;
  const auto same = std::ranges::find(field.statements, value, &Statement::value);
  if (same == field.statements.end()) {
    field.statements.push_back({std::move(value), {source}});
  } else if (std::ranges::find(same->sources, source) == same->sources.end()) {
    same->sources.push_back(source);
  }
}

// The point of a commune is the gazetteer's, whoever named the commune.
PlaceField position_field(Language language, const Places& p, PlaceId place, const Source& own) {
  PlaceField field{std::string(tr(language, "Position")), {}, {}};
  std::string text(tr(language, label(p.precision(place))));
  if (p.located(place)) text += " · " + format_lonlat(language, p.position(place));
  Source who = own;
  if (p.precision(place) == Precision::commune) who = {"GeoNames", std::string(kGeonames)};
  field.statements.push_back({std::move(text), {who}});
  return field;
}

void collect_sources(PlaceSheet& sheet) {
  for (const PlaceField& field : sheet.fields) {
    for (const Statement& s : field.statements) {
      for (const Source& source : s.sources) {
        const bool met = std::ranges::find(sheet.sources, source) != sheet.sources.end();
        if (!met && source.url != kGeonames) sheet.sources.push_back(source);
      }
    }
  }
}

}  // namespace

std::string_view status_words(Language language, std::string_view status) {
  if (status == "en fonctionnement") return tr(language, "working");
  if (status == "en projet") return tr(language, "planned");
  return status;
}

std::string lambert93(LonLat position) {
  if (!is_valid(position) || territory_of(position) != Territory::metropole) return {};
  const MapPos p = Projection(Territory::metropole).project(position);
  return std::to_string(std::llround(p.x_m)) + " " + std::to_string(std::llround(p.y_m));
}

std::string whereabouts(Language language, const Places& places, PlaceId place) {
  std::string out(places.commune(place));
  const auto append = [&](std::string_view part) {
    if (part.empty()) return;
    if (!out.empty()) out += " · ";
    out += part;
  };
  if (places.department(place).valid()) {
    append(department_title(places.department(place)));
  } else {
    append(places.region(place));
  }
  return out.empty() ? std::string(tr(language, "Place not known")) : out;
}

PlaceSheet place_sheet(Language language, const Atlas& atlas, PlaceId place) {
  const Places& p = *atlas.places;
  const Witness own{std::string(p.source_url(place)), std::string(p.source_date(place)),
                    p.source(place)};
  const Source own_source = source_of(language, atlas, own);
  const std::vector<FurtherFact> further = p.further().of(place);
  PlaceSheet sheet;
  for (const OwnValue& value : own_values(p, place)) {
    PlaceField field{title_of(language, value.field),
                     {},
                     correction_of(language, atlas, place, name_of(value.field))};
    add_statement(field, in_words(language, value.field, value.value), own_source);
    for (const FurtherFact& f : further) {
      if (f.field != value.field || f.witness == nullptr) continue;
      add_statement(field, in_words(language, f.field, f.value),
                    source_of(language, atlas, *f.witness));
    }
    const bool missing = value.field == FactField::form || !field.note.empty();
    if (missing && field.statements.empty()) {
      field.statements.push_back({std::string(tr(language, "not known")), {own_source}});
    }
    if (!field.statements.empty()) sheet.fields.push_back(std::move(field));
  }
  sheet.fields.push_back(position_field(language, p, place, own_source));
  sheet.fields.back().note = correction_of(language, atlas, place, "precision");
  for (const FurtherFact& f : further) {
    if (f.field != FactField::other) continue;
    sheet.fields.push_back({std::string(f.column), {{std::string(f.value), {own_source}}}, {}});
  }
  if (atlas.attributes != nullptr && atlas.attributes->place == place) {
    for (const auto& [column, text] : atlas.attributes->columns) {
      sheet.fields.push_back({column, {{text, {own_source}}}, {}});
    }
  }
  collect_sources(sheet);
  return sheet;
}

std::vector<Link> links_of(const Atlas& atlas, PlaceId place) {
  std::vector<Link> out;
  for (const Relation& r : *atlas.relations) {
    const Source source = {std::string(host_of(r.source_url)), r.source_url};
    if (r.from == place) {
      out.push_back({r.relation, relation_label(r.relation, false), true, r.to_name, r.to, source});
    } else if (r.to == place) {
      out.push_back(
          {r.relation, relation_label(r.relation, true), false, r.from_name, r.from, source});
    }
  }
  return out;
}

std::string place_text(Language language, const Atlas& atlas, PlaceId place) {
  const Places& p = *atlas.places;
  const PlaceSheet sheet = place_sheet(language, atlas, place);
  std::string out(p.name(place));
  out += "\n" + whereabouts(language, p, place) + "\n";
  const auto line = [&](std::string_view title, std::string_view value, std::string_view sources) {
    out += filled(tr(language, "{}: {}"), {title, value});
    if (!sources.empty()) out.append(" (").append(sources).append(")");
    out += "\n";
  };
  for (const PlaceField& field : sheet.fields) {
    for (const Statement& s : field.statements) {
      if (s.value == p.name(place) && s.sources.size() == 1 && field.statements.size() == 1)
        continue;
      std::string sources;
      for (const Source& source : s.sources)
        sources += (sources.empty() ? "" : "; ") + source.title;
      line(field.title, s.value, sources);
    }
    if (!field.note.empty()) line(tr(language, "Note"), field.note, "");
  }
  if (const std::string metres = lambert93(p.position(place)); !metres.empty()) {
    line("Lambert-93", metres, "");
  }
  for (const Link& link : links_of(atlas, place)) {
    out += std::string(tr(language, link.label)) + (link.outgoing ? " → " : " ← ") + link.name;
    if (!link.source.title.empty()) out += " (" + link.source.title + ")";
    out += "\n";
  }
  for (const Source& source : sheet.sources) {
    line(tr(language, "Source"), source.url.empty() ? source.title : source.url, "");
  }
  out.pop_back();
  return out;
}

}  // namespace terreau
