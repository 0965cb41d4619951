#include "app/cli/options.h"

int main(int argc, char** argv) { return terreau::cli::run(argc, argv); }
