#include <exception>

#include <nlohmann/json.hpp>

#include "geodata/atlas_parts.h"
#include "geodata/embedded.h"
#include "geodata/parse.h"
#include "geodata/story_header.h"

// The parts of the embedded atlas that are no maps: stories, figures, relations.
namespace terreau::atlas {
namespace {

using nlohmann::json;

std::string string_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& object_at(const json& object, const char* key) {
  static const json kNone = json::object();
  const auto found = object.find(key);
  return found != object.end() ? *found : kNone;
}

std::vector<std::string> strings_at(const json& object, const char* key) {
  std::vector<std::string> out;
  for (const json& item : object_at(object, key)) {
    if (item.is_string()) out.push_back(item.get<std::string>());
  }
  return out;
}

// How a language writes "13 439" and "15 %", and some of these: in French with no-break spaces.
struct Writing {
  const char *language, *between_groups, *before_unit, *between_figures;
};
constexpr Writing kFrench{"fr", "\u00a0", "\u00a0", "\u00a0; "}, kEnglish{"en", ",", "", "; "};

std::string written(const json& number, const std::string& unit, const Writing& writing) {
  if (number.is_null()) return "";
  std::string digits = number.dump();
  for (std::size_t at = number.is_number_integer() ? digits.size() : 0;
       at > 3 && is_ascii_digit(digits[at - 4]); at -= 3) {
    digits.insert(at - 3, writing.between_groups);
  }
  return unit.empty() ? digits : digits + writing.before_unit + unit;
}

FilterWords filter_at(const json& object) {
  FilterWords words;
  for (const auto& [key, value] : object.items()) {
    if (value.is_string()) story::set_word(words, key, value.get_ref<const std::string&>());
  }
  return words;
}

Story story_of(const json& object) {
  Story story;
  story.id = string_at(object, "id");
  story.title_fr = string_at(object_at(object, "title"), "fr");
  story.title_en = string_at(object_at(object, "title"), "en");
  StoryStep step;
  const json& view = object_at(object, "view");
  step.centre = {view.value("lon", 2.5), view.value("lat", 46.6)};
  step.zoom = view.value("zoom", 5.5);
  step.place_ids = strings_at(object, "places");
  if (auto filter = parse_filter(filter_at(object_at(object, "filter")))) step.filter = *filter;
  step.paragraphs_fr = strings_at(object_at(object, "paragraphs"), "fr");
  step.paragraphs_en = strings_at(object_at(object, "paragraphs"), "en");
  story.steps.push_back(std::move(step));
  for (const json& source : object_at(object, "sources")) {
    story.sources.push_back(
        {string_at(source, "label"), string_at(source, "date"), string_at(source, "url")});
  }
  return story;
}

std::string other_figures(const json& figure, const std::string& unit, const Writing& writing) {
  std::string text;
  for (const json& other : object_at(figure, "others")) {
    text += text.empty() ? "" : writing.between_figures;
    text += written(object_at(other, "value"), unit, writing) + " (" +
            string_at(object_at(other, "source"), writing.language);
    const std::string date = string_at(other, "date");
    text += (date.empty() ? "" : ", " + date) + ")";
  }
  return text;
}

KeyFigure key_figure_of(const json& object) {
  const json& label = object_at(object, "label");
  const json& perimeter = object_at(object, "perimeter");
  const json& why = object_at(object, "why");
  const std::string unit = string_at(object, "unit");
  KeyFigure figure;
  figure.id = string_at(object, "id");
  figure.value_fr = written(object_at(object, "value"), unit, kFrench);
  figure.value_en = written(object_at(object, "value"), unit, kEnglish);
  figure.label_fr = string_at(label, "fr");
  figure.label_en = string_at(label, "en");
  figure.source = string_at(object, "source");
  figure.date = string_at(object, "date");
  figure.url = string_at(object, "url");
  figure.counted = string_at(object, "counted");
  figure.perimeter_fr = string_at(perimeter, "fr");
  figure.perimeter_en = string_at(perimeter, "en");
  figure.why_fr = string_at(why, "fr");
  figure.why_en = string_at(why, "en");
  if (const std::string others = other_figures(object, unit, kFrench); !others.empty()) {
    figure.why_fr += " Autres chiffres lus : " + others + ".";
    figure.why_en += " Other figures read: " + other_figures(object, unit, kEnglish) + ".";
  }
  return figure;
}

// The list in an embedded file. It is ours and tested, yet a mistake in it must not stop the
// program.
template <class T, class Convert>
std::vector<T> list_of(std::string_view name, Convert&& convert) {
  std::vector<T> out;
  try {
    for (const json& object : json::parse(embedded_text(name))) out.push_back(convert(object));
  } catch (const std::exception&) {
    out.clear();
  }
  return out;
}

}  // namespace

std::vector<Story> embedded_stories() { return list_of<Story>("france/stories.json", story_of); }

std::vector<KeyFigure> embedded_key_figures() {
  return list_of<KeyFigure>("france/key_figures.json", key_figure_of);
}

std::vector<Relation> embedded_relations(const Atlas& atlas) {
  std::vector<Relation> relations;
  std::string_view rest = embedded_text("france/relations.csv");
  std::vector<std::string> fields;
  next_csv_row(rest, fields);
  while (next_csv_row(rest, fields)) {
    if (fields.size() < 6) continue;
    const PlaceId from = fields[0].empty() ? PlaceId{} : place_by_id(atlas, fields[0]);
    const PlaceId to = fields[1].empty() ? PlaceId{} : place_by_id(atlas, fields[1]);
    relations.push_back({from, to, fields[2], fields[3], fields[4], fields[5]});
  }
  return relations;
}

std::vector<Correction> embedded_corrections(const Atlas& atlas) {
  std::vector<Correction> corrections;
  std::string_view rest = embedded_text("france/corrections.csv");
  std::vector<std::string> fields;
  next_csv_row(rest, fields);
  while (next_csv_row(rest, fields)) {
    const PlaceId place = fields.size() < 4 ? PlaceId{} : place_by_id(atlas, fields[0]);
    if (place.valid()) corrections.push_back({place, fields[1], fields[2], fields[3]});
  }
  return corrections;
}

}  // namespace terreau::atlas
