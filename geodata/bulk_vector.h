#pragma once

#include <memory>
#include <type_traits>
#include <vector>

namespace terreau {

// Leaves what a vector grows by as the memory was.
template <class T>
struct UnsetAllocator : std::allocator<T> {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
  template <class U>
  void construct(U*) {}  // an implicit-lifetime type is there with its storage
  template <class U, class From>
  void construct(U* at, From&& from) {
    std::construct_at(at, std::forward<From>(from));
  }
};

// Of millions of values that threads set, each some: a vector that sets them first has all of their
// memory fetched by one thread, page by page, while the others wait.
template <class T>
using BulkVector = std::vector<T, UnsetAllocator<T>>;

}  // namespace terreau
