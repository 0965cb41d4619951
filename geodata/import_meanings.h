#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/import_parts.h"
#include "geodata/places.h"
#include "geodata/text_numbers.h"

namespace terreau::import {

struct Located {
  Whereabouts where;
  std::string commune, commune_code;  // as the row says, or as was found
  Places::KnownCommune known{};
};

// What the rows of a batch mean, each by itself: one thread tells it while another one adds the
// rows of the batch before to those that came earlier. An entry per row.
struct Meanings {
  Coordinates coordinates;
  std::vector<const Kinds*> kinds;
  std::vector<Located*> located;
  std::vector<std::uint64_t> names;  // Duplicates::name_key(), where those are looked for
  std::shared_ptr<const void> kinds_memory, located_memory;
};

// What was made of texts that were met before: in many rows there are few different ones. Values
// stay where they are as long as somebody has their memory().
template <class Value>
class Memo {
 public:
  template <class Make>
  Value& of(std::string_view text, Make make) {
    return of(text, TextNumbers::hash_of(text), make);
  }
  template <class Make>
  Value& of(std::string_view text, std::uint32_t hash, Make make) {
    const std::uint32_t number = numbers_.number_of(text, hash);
    if (number == made_->size()) made_->push_back(make());
    return (*made_)[number];
  }
  const TextNumbers& texts() const { return numbers_; }
  std::shared_ptr<const void> memory() const { return made_; }
  // Before a batch: where there are not few, they begin anew, so that the memory stays bounded.
  void begin_batch() {
    if (numbers_.size() < kMost) return;
    numbers_ = {};
    made_ = std::make_shared<std::deque<Value>>();
  }

 private:
  static constexpr std::size_t kMost = 60'000;  // all communes with their departments fit
  TextNumbers numbers_;
  std::shared_ptr<std::deque<Value>> made_ = std::make_shared<std::deque<Value>>();
};

// Batch by batch, in the order of the rows; by one thread at a time.
class MeaningReader {
 public:
  MeaningReader(const ColumnRoles& roles, const Gazetteer* gazetteer, bool use_address);
  Meanings read(const Layer& batch, bool names);
  const CoordinateReader& coordinates() const { return coordinates_; }

 private:
  const Kinds& kinds_of(const Layer& batch, std::size_t row);
  void locate_rows(const Layer& batch, std::size_t first, std::size_t end, Meanings& out);
  Located locate_by(const PlaceWords& words) const;
  static void write_key(const Layer& batch, const std::vector<int>& columns, std::size_t row,
                        std::string& key);

  const ColumnRoles& roles_;
  const Gazetteer* gazetteer_;
  const int address_;              // its column, -1 where it is not looked at
  std::vector<int> kind_columns_;  // those that there are
  std::vector<int> place_columns_;
  CoordinateReader coordinates_;
  // Of rows that are located together; reused.
  static constexpr std::size_t kTogether = 16;
  struct Key {
    std::string text;
    std::uint32_t hash = 0;
  };
  std::array<Key, kTogether> keys_;
  Memo<Kinds> kinds_;
  Memo<Located> located_;
};

}  // namespace terreau::import
