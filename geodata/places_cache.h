#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "geodata/atlas.h"
#include "geodata/cache_options.h"
#include "geodata/mapped_file.h"

// The prepared form of large sources: what each has added to the places, as columns in a folder of
// its own. It is no user's business: what is missing, damaged or of another program is read from
// the source as if there were no cache, and made anew.
namespace terreau::cache {

// A source that may be there. The key tells all that its places follow from, beside the content of
// its files.
struct Wanted {
  std::string uri, path;  // as the user named it; with links resolved
  std::string key;
  FileStamp stamp;  // before it was read
  std::vector<std::pair<std::string, FileStamp>> beside;
};
// What a source's places follow from.
struct Circumstances {
  const ReadOptions& read;
  const ImportOptions& import;
  const std::string& gazetteer;  // which one, identity_of()
  const Places& before;          // places loaded before it: its rows may be the same organisations
  std::size_t sources_before;    // places without an id are named by its number
};
// Nothing where the source is not one that is kept: no file of this machine, one that is told by
// files whose names cannot be known, or one row alone was wanted.
std::optional<Wanted> wanted(const std::string& uri, const Circumstances& circumstances);
// "" of no file, "embedded" of ""; nothing of what is no file of this machine.
std::optional<std::string> identity_of(const std::string& file);

// Appends its places and reports; false, and nothing has changed, where it is not there.
bool bring_back(const CacheOptions& options, const Wanted& wanted, const std::stop_token& stop,
                Places& places, std::vector<SourceReport>& sources);

// A source that was read and is not there yet: its rows.
struct Unkept {
  Wanted wanted;
  std::uint32_t first_place = 0, end_place = 0;
  std::size_t first_report = 0, end_report = 0;
};
// False where it could not be kept, which is no error; nothing is left behind then.
bool keep(const CacheOptions& options, const Unkept& unkept, const Places& places,
          std::span<const SourceReport> sources, const std::stop_token& stop);

}  // namespace terreau::cache
