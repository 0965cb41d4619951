#pragma once

#include <string>

#include "app/cli/options.h"
#include "app/print/sheet.h"
#include "geodata/file_output.h"

namespace terreau::cli {

// What every map of one call has in common.
struct RenderJob {
  const Options& options;
  print::Format format;
  print::SheetOptions sheet;
  MapState state;
  World world;
};

// One map to one file; the department none: what the options say.
Result<WrittenFile> render_file(const RenderJob& job, const std::string& path,
                                DepartmentId department, print::MapDrawing& map);

// A file for each department.
int render_each(const RenderJob& job);

}  // namespace terreau::cli
