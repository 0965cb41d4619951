#include <cstdio>

// Stands in until the command line exists.
int main() {
  std::puts("terreau " TERREAU_VERSION);
  return 0;
}
