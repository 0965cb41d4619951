#include "geodata/import_meanings.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <span>

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

std::vector<int> those_there_are(std::initializer_list<int> columns) {
  std::vector<int> out;
  std::ranges::copy_if(columns, std::back_inserter(out), [](int column) { return column >= 0; });
  return out;
}

}  // namespace

MeaningReader::MeaningReader(const ColumnRoles& roles, const Gazetteer* gazetteer, bool use_address)
    : roles_(roles),
      gazetteer_(gazetteer),
      address_(use_address ? roles.address : -1),
      kind_columns_(those_there_are({roles.form, roles.functions})),
      place_columns_(those_there_are({roles.commune, roles.commune_code, roles.postal_code,
                                      roles.department, roles.region, address_})),
      coordinates_(roles) {}

Meanings MeaningReader::read(const Layer& batch, bool names) {
  Meanings out;
  out.coordinates = coordinates_.read(batch);
  const auto rows = static_cast<std::size_t>(batch.row_count);
  out.kinds.reserve(rows);
  out.located.reserve(rows);
  kinds_.begin_batch();
  located_.begin_batch();
  for (std::size_t i = 0; i < rows; ++i) out.kinds.push_back(&kinds_of(batch, i));
  for (std::size_t i = 0; i < rows; i += kTogether) {
    locate_rows(batch, i, std::min(i + kTogether, rows), out);
  }
  out.kinds_memory = kinds_.memory();
  out.located_memory = located_.memory();
  if (!names) return out;
  out.names.reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    out.names.push_back(
        Duplicates::name_key(stated_cell(batch, roles_.name, i), out.located[i]->commune_code));
  }
  return out;
}

// One text for those of several columns.
void MeaningReader::write_key(const Layer& batch, const std::vector<int>& columns, std::size_t row,
                              std::string& key) {
  key.clear();
  for (const int column : columns) key.append(stated_cell(batch, column, row)).push_back('\n');
}

const Kinds& MeaningReader::kinds_of(const Layer& batch, std::size_t row) {
  std::string& key = keys_[0].text;
  write_key(batch, kind_columns_, row, key);
  return kinds_.of(key, [&] {
    return kinds_of_texts(stated_cell(batch, roles_.form, row),
                          stated_cell(batch, roles_.functions, row));
  });
}

// Where places are is told by tens of thousands of texts, in any order: memory is waited for once
// for all of these rows.
void MeaningReader::locate_rows(const Layer& batch, std::size_t first, std::size_t end,
                                Meanings& out) {
  const auto keys = std::span(keys_).first(end - first);
  for (std::size_t i = first; i < end; ++i) {
    Key& key = keys[i - first];
    write_key(batch, place_columns_, i, key.text);
    key.hash = TextNumbers::hash_of(key.text);
    located_.texts().fetch_slot(key.hash);
  }
  for (const Key& key : keys) located_.texts().fetch_record(key.hash);
  for (std::size_t i = first; i < end; ++i) {
    const auto text = [&](int role) { return stated_cell(batch, role, i); };
    const Key& key = keys[i - first];
    out.located.push_back(&located_.of(key.text, key.hash, [&] {
      return locate_by({text(roles_.commune), text(roles_.commune_code), text(roles_.postal_code),
                        text(roles_.department), text(roles_.region), text(address_)});
    }));
  }
}

Located MeaningReader::locate_by(const PlaceWords& words) const {
  Located out{locate(words, gazetteer_), std::string(words.commune),
              std::string(words.commune_code)};
  const Commune* const found = out.where.commune;
  if (found == nullptr) return out;
  out.commune_code = found->code;
  if (out.commune.empty()) out.commune = found->name;
  return out;
}

}  // namespace terreau::import
