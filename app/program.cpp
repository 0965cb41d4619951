#include "app/cli/options.h"

// The only name that terreau_program.so shows; main() calls it.
extern "C" __attribute__((visibility("default"))) int terreau_program(int argc, char** argv) {
  return terreau::cli::run(argc, argv);
}
