#include <cstdlib>

// No test reads or fills its user's cache of places, nor does a program that it starts. Those of
// the cache name a folder of their own.
namespace {
[[maybe_unused]] const int kSet = setenv("TERREAU_CACHE", "0", 1);
}  // namespace
