#include "geodata/import_batches.h"

#include <utility>

namespace terreau {

BatchImport::BatchImport(PlaceImport import, std::function<void()> imported)
    : import_(std::move(import)),
      imported_(std::move(imported)),
      done_(std::async(std::launch::async, [this] { import_all(); })) {}

BatchImport::~BatchImport() {
  waiting_.close();
  if (done_.valid()) done_.wait();
}

void BatchImport::import_all() {
  try {
    while (const auto batch = waiting_.pop()) {
      import_.add(*batch);
      imported_();
    }
  } catch (...) {
    waiting_.close();  // nobody takes what comes
    throw;
  }
}

void BatchImport::add(Layer batch) {
  if (!waiting_.push(std::move(batch))) done_.get();  // throws what broke the import off
}

void BatchImport::finish(const Layer& layer) {
  waiting_.close();
  done_.get();
  import_.finish(layer);
}

}  // namespace terreau
