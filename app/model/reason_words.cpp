#include "app/model/reason_words.h"

#include <array>
#include <optional>
#include <vector>

#include "app/model/i18n.h"
#include "app/model/words.h"

namespace terreau {
namespace {

// Marks a text for the catalogue; reason_words() looks it up.
constexpr std::string_view tr(std::string_view text) { return text; }

// The sentences of geodata, {} for what they say it of. Of two that fit, the first is taken.
constexpr std::array kSentences{
    // Rows of a table
    tr("1 row: {} (row {}: {})"),
    tr("1 row: {} (row {})"),
    tr("{} rows: {} (first in row {}: {})"),
    tr("{} rows: {} (first in row {})"),
    tr("the coordinates could not be used, the place comes from the other columns"),
    tr("leading zeros were restored"),
    tr("the organisation that the row names as itself is not there"),
    tr("neither a name nor a place"),
    tr("an empty row"),
    tr("no place: {}"),
    tr("the commune is not known"),
    tr("the postal code is not known"),
    tr("neither coordinates, nor a commune, nor a department"),
    tr("several communes have this name or postal code"),
    tr("the commune is not in the gazetteer"),
    tr("a former commune, placed in the one of today"),
    tr("the commune's name is not known, its postal code is that of one commune only"),
    tr("the commune was read in the address"),
    tr("the address is in another commune than the columns say, and was believed"),
    tr("longitude and latitude were exchanged"),
    tr("a spreadsheet cut off the last digits of the SIRET, which are lost"),
    tr("the SIRET or SIREN is none: its check digit is wrong"),
    tr("the same organisation as another one, kept"),
    tr("the same organisation as row {}: merged"),
    tr("the same organisation as row {}"),
    tr("the same organisation as a place that was loaded before: merged"),
    tr("the same organisation as a place that was loaded before"),
    tr("duplicates were not looked for: more than {} rows"),
    tr("same organisation as {}: merged"),
    tr("{} columns without a meaning for the map are read when a card opens: more than {} rows"),
    tr("this is no department"),
    // Stories
    tr("no header line: it is written \"key: value\" with a key that is known"),
    tr("it has no value"),
    tr("a view is written LON, LAT, ZOOM"),
    tr("a step has a view, places and a filter of its own, nothing else"),
    tr("a story's language is fr or en"),
    tr("the story has no title: its id stands for it"),
    tr("HTML is left out"),
    tr("pictures are left out"),
    tr("no place that is loaded has this id"),
    tr("it takes the place of {} with the same id"),
    tr("an embedded story"),
    tr("the story has {} steps in the other language, {} here"),
    tr("the story has no sentences"),
    tr("no story: it begins with a line \"---\", lines such as \"title: …\", and another \"---\""),
    tr("too long for a story: more than 4 MiB"),
    tr("years are written 2001-2020, 2001-, -2020 or 2015, not \"{}\""),
    tr("no family is called \"{}\""),
    tr("no legal form is called \"{}\""),
    tr("no function is called \"{}\""),
    tr("no department is called \"{}\""),
    tr("no region is called \"{}\""),
    tr("no precision is called \"{}\""),
    // Coordinates
    tr("a coordinate that is no number"),
    tr("the position 0, 0, which stands for none"),
    tr("a coordinate that is nowhere on Earth"),
    tr("coordinates that are nowhere on Earth were left out"),
    tr("a coordinate outside of its reference system"),
    tr("an unknown coordinate reference system"),
    tr("{} coordinates without a reference system look like {} and are read as {}"),
    tr("{} positions had longitude and latitude exchanged: they were put right, and are in France "
       "now"),
    tr("no coordinate reference system: read as longitude and latitude (WGS 84)"),
    tr("no coordinate reference system: the coordinates look like {} and are read as {}"),
    tr("the coordinates are no longitudes and latitudes, as the file says: they look like {} and "
       "are read as {}"),
    tr("no coordinate reference system, and the coordinates look neither like degrees nor like "
       "Lambert-93"),
    // Geometry
    tr("no geometry"),
    tr("points"),
    tr("lines"),
    tr("polygons"),
    tr("{} in a layer of {} are left out"),
    tr("a collection of different geometries: only its {} are used"),
    tr("a ring with fewer than three different points was left out"),
    tr("a ring has fewer than three distinct points"),
    tr("a ring was not closed: it was closed"),
    tr("repeated points of a ring were dropped"),
    tr("a border belongs to no department"),
    tr("the border crosses itself"),
    tr("the border crosses itself too often to be filled"),
    tr("{}, the first at {}"),
    tr("a point of the border is no position"),
    tr("a point of the border cannot be projected"),
    tr("a spike of the border was cut off"),
    // Files that are read
    tr("CP1252 (repaired)"),
    tr("no such file"),
    tr("the file is empty"),
    tr("this is a web page, whatever its name says: open it in a spreadsheet and save it as .xlsx "
       "or .csv"),
    tr("it is no GeoJSON, the only JSON that holds places on a map"),
    tr("{} values had been encoded twice and were put right, the first: {}"),
    tr("rows with a quote that is not closed are read without it: {}, the first in line {}"),
    tr("the text was UTF-16 and is read as UTF-8; {}"),
    tr("the text was UTF-16 and is read as UTF-8"),
    tr("the header is taken from line {}: what stands above it is no table"),
    tr("none of its rows was rejected"),
    tr("the row of this place is not there any more"),
    tr("it has only one column: columns separated by commas, semicolons or tabs are needed"),
    tr("its format is not known, or the file is damaged"),
    tr("the archive holds nothing that can be read"),
    tr("this is no zip archive, or it is damaged"),
    tr("this is no zip archive, or it is damaged: {}"),
    tr("it holds no layer"),
    tr("it holds no rows"),
    tr("layer {} has neither geometry nor columns"),
    tr("none of its {} rows can be used; row {}: {} ({})"),
    tr("none of its {} rows can be used; row {}: {}"),
    tr("nothing in it can be used: {}"),
    tr("nothing in it can be used"),
    tr("not everything could be read: {}"),
    tr("{} values were no UTF-8 and were read as CP1252, the first: {}"),
    tr("has no communes: columns with their INSEE code and name are needed"),
    tr("cancelled"),
    // Views (view_line.h)
    tr("this is no view: it does not start with terreau:?"),
    tr("the view was made with other data: {} places, here {}"),
    tr("the place that the view has selected is not loaded"),
    tr("the boundaries that the view has selected are not loaded"),
    tr("the story that the view tells is not loaded"),
    tr("a part of the view is not understood"),
    tr("the filter of the view is not understood"),
    // Files that are written
    tr("is a folder"),
    tr("is no file"),
    tr("is not the name of a file"),
    tr("is there and read-only"),
    tr("there is no folder {}"),
    tr("nothing was written"),
    tr("cannot be written: {}"),
    tr("the extension names no format; known are {}"),
    tr("export writes {}, not {}"),
    tr("statistics are written as .csv or .xlsx, not as {}"),
    tr("the atlas is a .pdf on paper"),
    tr("the name must end with one of {}"),
    tr("the picture is too large for PNG"),
    tr("there is no map that a GeoTIFF could be placed by"),
    tr("{} texts were cut: a shapefile holds {} bytes a cell, first in column"),
    // The system
    tr("No such file or directory"),
    tr("Permission denied"),
    tr("No space left on device"),
    tr("Read-only file system"),
    tr("File name too long"),
    tr("File too large"),
    tr("Disk quota exceeded"),
    tr("Input/output error"),
};

using Values = std::vector<std::string_view>;

// What the text has in place of each {}, if it is that sentence.
std::optional<Values> values_in(std::string_view text, std::string_view sentence) {
  Values values;
  for (std::size_t at = sentence.find("{}"); at != std::string_view::npos;
       at = sentence.find("{}")) {
    if (!text.starts_with(sentence.substr(0, at))) return {};
    text.remove_prefix(at);
    sentence.remove_prefix(at + 2);
    const std::string_view next = sentence.substr(0, sentence.find("{}"));
    const bool last = next.size() == sentence.size();
    if (last && !text.ends_with(next)) return {};
    const std::size_t end = last ? text.size() - next.size() : text.find(next);
    if (end == std::string_view::npos) return {};
    values.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (text != sentence) return {};
  return values;
}

std::optional<std::string> sentence_words(Language language, std::string_view text) {
  for (const std::string_view sentence : kSentences) {
    const auto values = values_in(text, sentence);
    if (!values) continue;
    std::string out;
    std::string_view rest = tr(language, sentence);
    for (const std::string_view value : *values) {  // values may be sentences of their own
      const std::size_t at = rest.find("{}");
      out += std::string(rest.substr(0, at)) + reason_words(language, value);
      rest.remove_prefix(at + 2);
    }
    return out.append(rest);
  }
  return {};
}

}  // namespace

std::string reason_words(Language language, std::string_view english) {
  if (language == Language::en) return std::string(english);
  if (auto words = sentence_words(language, english)) return *std::move(words);
  // "reason: value", "reason, value"
  for (const std::string_view joint : {": ", ", "}) {
    const std::size_t at = english.find(joint);
    if (at == std::string_view::npos) continue;
    const auto reason = sentence_words(language, english.substr(0, at));
    if (!reason) continue;
    return *reason + (joint == ": " ? "\u00a0: " : ", ") +
           reason_words(language, english.substr(at + joint.size()));
  }
  return std::string(english);
}

std::string error_words(Language language, const Error& error) {
  std::string words = reason_words(language, error.message);
  return error.source.empty() ? words : filled(tr(language, "{}: {}"), {error.source, words});
}

std::string issue_words(Language language, const Issue& issue) {
  std::string words;
  if (issue.row) {
    words = filled(tr(language, "row {}: "), {format_count(language, *issue.row)});
  }
  words += reason_words(language, issue.reason);
  if (!issue.value.empty()) words += " (" + reason_words(language, issue.value) + ")";
  return words;
}

}  // namespace terreau
