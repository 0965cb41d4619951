#pragma once

#include <functional>
#include <future>

#include "geodata/bounded_queue.h"
#include "geodata/import.h"

namespace terreau {

// Imports the batches of a layer on a thread of its own, while the next ones are being read. What
// the import writes to must not be touched before finish(), or the end of this object.
class BatchImport {
 public:
  // Batches read and not yet imported; beyond them the reader waits.
  static constexpr std::size_t kMostWaiting = 3;

  // `imported` is called on that thread after each batch.
  BatchImport(PlaceImport import, std::function<void()> imported);
  BatchImport(const BatchImport&) = delete;
  BatchImport& operator=(const BatchImport&) = delete;
  ~BatchImport();  // an import that was not finished is broken off
  void add(Layer batch);
  void finish(const Layer& layer);

 private:
  void import_all();

  PlaceImport import_;
  std::function<void()> imported_;
  BoundedQueue<Layer> waiting_{kMostWaiting};
  std::future<void> done_;
};

}  // namespace terreau
