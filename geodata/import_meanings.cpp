#include "geodata/import_meanings.h"

#include <algorithm>

#include "geodata/import_duplicates.h"
#include "geodata/parse.h"

namespace terreau::import {
namespace {

Kinds kinds_of_texts(std::string_view form, std::string_view functions) {
  Kinds kinds;
  read_kinds(form, kinds);
  while (!functions.empty()) {
    const std::size_t end = std::min(functions.find_first_of(";,|/+"), functions.size());
    read_kinds(functions.substr(0, end), kinds);
    functions.remove_prefix(std::min(end + 1, functions.size()));
  }
  return kinds;
}

}  // namespace

Meanings MeaningReader::read(const Layer& batch, bool names) {
  Meanings out;
  out.coordinates = coordinates_.read(batch);
  const auto rows = static_cast<std::size_t>(batch.row_count);
  out.kinds.reserve(rows);
  out.located.reserve(rows);
  kinds_.begin_batch();
  located_.begin_batch();
  for (std::size_t i = 0; i < rows; ++i) {
    out.kinds.push_back(&kinds_of(batch, i));
    out.located.push_back(&located(batch, i));
  }
  out.kinds_memory = kinds_.memory();
  out.located_memory = located_.memory();
  if (!names) return out;
  out.names.reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string_view code =
        out.located[i]->commune_code(stated_cell(batch, roles_.commune_code, i));
    out.names.push_back(Duplicates::name_key(stated_cell(batch, roles_.name, i), code));
  }
  return out;
}

// One text for several, in memory that is used again.
std::string_view MeaningReader::key_of(std::initializer_list<std::string_view> texts) {
  key_.clear();
  for (const std::string_view t : texts) key_.append(t).push_back('\n');
  return key_;
}

const Kinds& MeaningReader::kinds_of(const Layer& batch, std::size_t row) {
  const std::string_view form = stated_cell(batch, roles_.form, row);
  const std::string_view functions = stated_cell(batch, roles_.functions, row);
  return kinds_.of(key_of({form, functions}), [&] { return kinds_of_texts(form, functions); });
}

Located& MeaningReader::located(const Layer& batch, std::size_t row) {
  const auto text = [&](int role) { return stated_cell(batch, role, row); };
  const PlaceWords words{
      text(roles_.commune),     text(roles_.commune_code),
      text(roles_.postal_code), text(roles_.department),
      text(roles_.region),      use_address_ ? text(roles_.address) : std::string_view()};
  return located_.of(key_of({words.commune, words.commune_code, words.postal_code, words.department,
                             words.region, words.address}),
                     [&] { return locate_by(words); });
}

Located MeaningReader::locate_by(const PlaceWords& words) const {
  Located out{locate(words, gazetteer_)};
  out.as_written = out.where.commune != nullptr && !words.commune.empty() &&
                   words.commune_code == out.where.commune->code;
  return out;
}

}  // namespace terreau::import
