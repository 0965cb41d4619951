#include "geodata/dictionary_column.h"

namespace terreau {

void DictionaryColumn::number(std::string_view text, Known* known) {
  if (plain_) return;
  const bool is_known = known != nullptr && known->number != Known::kNothing;
  const std::uint32_t number = is_known ? known->number : different_.number_of(text);
  if (known != nullptr) known->number = number;
  add_number(number);
}

void DictionaryColumn::add_number(std::uint32_t number) {
  if (number >= kEmpty) return become_plain();
  while (numbers_.size() < size_) numbers_.push_back(kEmpty);
  numbers_.push_back(static_cast<std::uint16_t>(number));
}

void DictionaryColumn::become_plain() {
  for (std::size_t row = 0; row < size_; ++row) texts_.push_back(own_text(row));
  plain_ = true;
  different_ = {};
  numbers_ = {};
}

DictionaryColumn::Together DictionaryColumn::together(std::size_t first, std::size_t end) const {
  end = mapped_.until(first, end);
  Together out;
  out.column_ = this;
  out.first_ = first;
  std::size_t row = first;
  out.mapped_ = mapped_.find(row);
  out.plain_ = out.mapped_ != nullptr ? out.mapped_->plain : plain_;
  out.size_ = end - first;
  if (out.plain_) return out;
  const std::size_t all = out.mapped_ != nullptr ? out.mapped_->numbers.size() : numbers_.size();
  const std::size_t behind = std::min(row + out.size_, all);
  if (row >= behind) return out;
  out.numbers_ = out.mapped_ != nullptr ? out.mapped_->numbers.subspan(row, behind - row)
                                        : numbers_.together(row, behind);
  if (out.numbers_.size() < behind - row) out.size_ = out.numbers_.size();
  return out;
}

void DictionaryColumn::keep_first(std::size_t rows) {
  if (rows >= size()) return;
  mapped_.keep_first(rows);
  size_ = std::min(size_, rows - mapped_.rows());
  texts_.keep_first(size_);
  numbers_.keep_first(size_);
}

void DictionaryColumn::finish() {
  different_.forget_look_up();
  numbers_.finish();
}

}  // namespace terreau
