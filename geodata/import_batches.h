#pragma once

#include <functional>
#include <future>

#include "geodata/bounded_queue.h"
#include "geodata/import_meanings.h"

namespace terreau {

// Imports the batches of a layer while the next ones are being read: one thread tells what their
// rows mean, another one adds them. What the import writes to must not be touched before finish(),
// or the end of this object.
class BatchImport {
 public:
  // Batches read and not yet imported; beyond them the reader waits.
  static constexpr std::size_t kMostWaiting = 3;

  // `imported` is called after each batch, on the thread that added it.
  BatchImport(PlaceImport import, std::function<void()> imported);
  BatchImport(const BatchImport&) = delete;
  BatchImport& operator=(const BatchImport&) = delete;
  ~BatchImport();  // an import that was not finished is broken off
  void add(Layer batch);
  void finish(const Layer& layer);

 private:
  struct Understood {
    Layer batch;
    import::Meanings meanings;
  };
  void understand_all();
  void add_all();
  void end();

  PlaceImport import_;
  std::function<void()> imported_;
  BoundedQueue<Layer> waiting_{kMostWaiting};
  BoundedQueue<Understood> understood_{1};
  std::future<void> understanding_, adding_;
};

}  // namespace terreau
