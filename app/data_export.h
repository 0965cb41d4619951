#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "app/model/action.h"
#include "app/model/jobs.h"
#include "geodata/writer_vector.h"

// What passes the filters as a file, for the window and the command line alike.
namespace terreau {

struct Exported {
  WrittenFile file;
  std::size_t places = 0, located = 0;  // that were written or counted
  std::string licence;
};

// "" or why nothing of that kind can be written there; known before anything is loaded.
std::string export_trouble(const action::ExportData& what, bool byte_order_mark = false);

// In the user's documents, else at home, else here.
std::string default_export_path();

// By the extension of the path. A title is for pages.
Result<Exported> export_data(const action::ExportData& what, const MapState& state,
                             const World& world, const TableOptions& options,
                             const std::string& title = {});

// An export in the background, as the window sees it.
struct RunningExport {
  std::atomic<double> done = 0;  // 0 … 1
  std::stop_source stop;
};

// Keeps what it needs of the world; `deliver` gets the result on the main thread.
Jobs::Job export_job(const action::ExportData& what, const MapState& state, const World& world,
                     std::shared_ptr<RunningExport> running,
                     std::function<void(const Result<Exported>&)> deliver);

}  // namespace terreau
