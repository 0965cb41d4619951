#pragma once

#include <span>
#include <string>

#include "geodata/atlas.h"
#include "geodata/file_output.h"

namespace terreau {

// The rows of a source that were not accepted, as a table with all their columns and two more
// before them, "terreau_row" and "terreau_reason": to be corrected and opened again. The rows are
// read from the source anew. An Error where it cannot be read any more, has fewer rows than the
// reports tell, or `path` cannot be written; where nothing was rejected too.
Result<WrittenFile> write_rejected_rows(const std::string& path, const std::string& source,
                                        std::span<const SourceReport> reports,
                                        const ReadOptions& options);

}  // namespace terreau
