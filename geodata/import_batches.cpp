#include "geodata/import_batches.h"

#include <utility>

namespace terreau {

BatchImport::BatchImport(PlaceImport import, std::function<void()> imported)
    : import_(std::move(import)),
      imported_(std::move(imported)),
      understanding_(std::async(std::launch::async, [this] { understand_all(); })),
      adding_(std::async(std::launch::async, [this] { add_all(); })) {}

BatchImport::~BatchImport() {
  waiting_.close();
  for (std::future<void>* end : {&understanding_, &adding_}) {
    if (end->valid()) end->wait();
  }
}

// What breaks one of the two off ends the other one too: nobody waits for what never comes.
void BatchImport::understand_all() {
  try {
    while (auto batch = waiting_.pop()) {
      import::Meanings meanings = import_.meanings_of(*batch);
      if (!understood_.push({*std::move(batch), std::move(meanings)})) break;
    }
  } catch (...) {
    waiting_.close();
    understood_.close();
    throw;
  }
  waiting_.close();
  understood_.close();
}

void BatchImport::add_all() {
  try {
    while (const auto next = understood_.pop()) {
      import_.add(next->batch, next->meanings);
      imported_();
    }
  } catch (...) {
    understood_.close();
    throw;
  }
}

void BatchImport::add(Layer batch) {
  if (!waiting_.push(std::move(batch))) end();  // throws what broke the import off
}

void BatchImport::end() {
  waiting_.close();
  understanding_.get();
  adding_.get();
}

void BatchImport::finish(const Layer& layer) {
  end();
  import_.finish(layer);
}

}  // namespace terreau
