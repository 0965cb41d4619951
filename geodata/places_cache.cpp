#include "geodata/places_cache.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>

#include "geodata/cache_entry.h"
#include "geodata/cache_manifest.h"
#include "geodata/content_digest.h"
#include "geodata/parse.h"
#include "geodata/reader.h"

namespace terreau::cache {
namespace {

namespace fs = std::filesystem;

// The files that tell of the source beside itself, whether they are there or not; nothing where
// they cannot be known.
std::optional<std::vector<std::string>> names_beside(const fs::path& path) {
  const std::string extension = "." + lower_extension(path.string());
  const auto is_one_of = [&](std::initializer_list<std::string_view> all) {
    return std::ranges::find(all, extension) != all.end();
  };
  std::vector<std::string> names;
  if (is_one_of({".gpkg"})) {
    return std::vector<std::string>{path.string() + "-wal", path.string() + "-journal"};
  }
  if (is_one_of({".geojson", ".json", ".geojsonl", ".fgb", ".parquet", ".xlsx", ".ods", ".zip",
                 ".gz", ".kmz"})) {
    return names;
  }
  const auto add = [&](std::initializer_list<const char*> extensions) {
    for (const char* e : extensions) names.push_back(fs::path(path).replace_extension(e).string());
  };
  if (is_one_of({".csv", ".tsv", ".psv", ".txt"})) {
    add({".csvt", ".CSVT", ".prj", ".PRJ"});
    return names;
  }
  if (is_one_of({".shp"})) {
    add({".dbf", ".DBF", ".shx", ".SHX", ".prj", ".PRJ", ".cpg", ".CPG", ".qpj", ".idm", ".ind"});
    return names;
  }
  return std::nullopt;
}

std::vector<std::pair<std::string, FileStamp>> stamps_beside(const fs::path& path) {
  std::vector<std::pair<std::string, FileStamp>> stamps;
  auto names = names_beside(path).value_or(std::vector<std::string>());
  for (std::string& name : names) {
    if (const auto stamp = stamp_of(name)) stamps.emplace_back(std::move(name), *stamp);
  }
  return stamps;
}

// What imports look at of places that were loaded before.
std::string digest_of_places(const Places& places) {
  ContentDigest digest;
  std::string row;
  for (PlaceId p{0}; p.value < places.size(); ++p.value) {
    row.clear();
    for (const std::string_view text : {places.id(p), places.name(p), places.commune_code(p)}) {
      row.append(text).push_back('\n');
    }
    digest.add(row);
  }
  return digest.hex();
}

std::string key_of(const std::string& path, const Circumstances& c) {
  std::string key = "file " + path + "\nsettings " + reading_settings();
  for (const std::string& option : c.read.open_options) key += "\nopen " + option;
  key += "\nwhere " + c.read.where;
  key += "\nbatches " + std::to_string(c.read.batch_rows) + (c.read.columnar ? " columnar" : "");
  key += c.import.duplicates == ImportOptions::Duplicates::merge ? "\nmerge" : "\nkeep";
  for (const auto& [role, column] : c.import.columns) {
    key.append("\ncolumn ").append(role).append("=").append(column);
  }
  key += "\ngazetteer " + c.gazetteer;
  key += "\nafter " + std::to_string(c.sources_before) + " sources, " +
         std::to_string(c.before.size()) + " places " + digest_of_places(c.before);
  return key;
}

// A file may be written to again within the tick of its clock, and have the same stamp: one that
// was written just now is told by its content.
FileStamp trusted(FileStamp stamp) {
  using namespace std::chrono;
  const auto now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
  constexpr std::int64_t kTickNs = 2'000'000'000;
  if (stamp.modified_ns + kTickNs > now) stamp.modified_ns = 0;
  return stamp;
}

// What is kept is of this source as it is now. One that was copied, restored or touched is told by
// its content, which costs a reading, once.
bool is_of(Manifest& manifest, const Wanted& wanted, const std::string& folder,
           const std::stop_token& stop) {
  if (manifest.made_by != made_by() || manifest.key != wanted.key) return false;
  if (manifest.beside != wanted.beside) return false;
  if (manifest.source == wanted.stamp) return true;
  if (manifest.source.size != wanted.stamp.size) return false;
  if (digest_of_file(wanted.path, stop) != manifest.digest) return false;
  if (stamp_of(wanted.path) != wanted.stamp) return false;
  manifest.source = trusted(wanted.stamp);
  write_manifest(folder, manifest);
  return true;
}

bool unchanged(const Wanted& wanted) {
  return stamp_of(wanted.path) == wanted.stamp && stamps_beside(wanted.path) == wanted.beside;
}

bool write_entry(const std::string& folder, const Unkept& unkept, const Places& places,
                 std::span<const SourceReport> sources, const std::stop_token& stop) {
  const Wanted& wanted = unkept.wanted;
  auto digest = std::async(std::launch::async, [&] { return digest_of_file(wanted.path, stop); });
  Manifest manifest{made_by(), wanted.key, trusted(wanted.stamp), "", wanted.beside, {}, {}, {}};
  ColumnWriter out(folder, stop);
  manifest.places = PlacesColumns::write(places, unkept.first_place, unkept.end_place,
                                         static_cast<std::uint16_t>(unkept.first_report), out);
  const auto reports =
      sources.subspan(unkept.first_report, unkept.end_report - unkept.first_report);
  write_issues({reports.begin(), reports.end()}, manifest, out);
  manifest.files = out.files();
  const auto content = digest.get();
  if (!content || !unchanged(wanted)) return false;
  manifest.digest = *content;
  return write_manifest(folder, manifest);
}

}  // namespace

std::optional<Wanted> wanted(const std::string& uri, const Circumstances& circumstances) {
  if (uri.starts_with("france/") || uri.starts_with("/vsi")) return std::nullopt;
  if (circumstances.read.only_row != 0) return std::nullopt;
  std::error_code error;
  const fs::path path = fs::canonical(uri, error);
  const auto stamp = error ? std::nullopt : stamp_of(path.string());
  if (!stamp || !names_beside(path)) return std::nullopt;
  return Wanted{uri, path.string(), key_of(path.string(), circumstances), *stamp,
                stamps_beside(path)};
}

std::optional<std::string> identity_of(const std::string& file) {
  if (file.empty()) return "embedded";
  std::error_code error;
  const fs::path path = fs::canonical(file, error);
  const auto stamp = error ? std::nullopt : stamp_of(path.string());
  if (!stamp || !names_beside(path)) return std::nullopt;
  std::string identity = path.string() + " " + words_of(*stamp);
  for (const auto& [name, beside] : stamps_beside(path)) identity += " " + words_of(beside);
  return identity;
}

bool bring_back(const CacheOptions& options, const Wanted& wanted, const std::stop_token& stop,
                Places& places, std::vector<SourceReport>& sources) {
  const std::string folder = entry_of(options, wanted.key);
  auto manifest = read_manifest(folder);
  if (!manifest || !is_of(*manifest, wanted, folder, stop)) return false;
  try {
    ColumnReader reader(folder, manifest->files, stop);
    const IssueColumns issues(*manifest, reader);
    PlacesColumns::append(manifest->places, static_cast<std::uint16_t>(sources.size()), reader,
                          places);
    for (SourceReport& report : issues.take()) {
      report.source = wanted.uri;
      places.name_source(static_cast<std::uint16_t>(sources.size()), wanted.uri);
      sources.push_back(std::move(report));
    }
  } catch (const Broken&) {
    return false;
  }
  used_now(folder);
  return true;
}

bool keep(const CacheOptions& options, const Unkept& unkept, const Places& places,
          std::span<const SourceReport> sources, const std::stop_token& stop) {
  if (options.folder.empty() || !unchanged(unkept.wanted)) return false;
  return make_entry(options, unkept.wanted.key, unkept.end_place - unkept.first_place,
                    [&](const std::string& folder) {
                      return write_entry(folder, unkept, places, sources, stop);
                    });
}

}  // namespace terreau::cache
