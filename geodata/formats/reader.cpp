#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <memory>
#include <mutex>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include "geodata/formats/module.h"
#include "geodata/formats/reader_parts.h"
#include "geodata/parse.h"
#include "geodata/table.h"

namespace terreau::reader {
namespace {

struct DatasetDeleter {
  void operator()(void* d) const { GDALClose(d); }
};
using Dataset = std::unique_ptr<void, DatasetDeleter>;

void register_all_drivers() {
  static std::once_flag once;
  std::call_once(once, GDALAllRegister);
}

void CPL_STDCALL log_message(CPLErr severity, CPLErrorNum number, const char* message) {
  if (severity == CE_Debug) {  // CPL_DEBUG=ON was asked for
    CPLDefaultErrorHandler(severity, number, message);
    return;
  }
  auto* log = static_cast<ErrorLog*>(CPLGetErrorHandlerUserData());
  if (severity < CE_Failure || log == nullptr) return;
  ++log->failures;
  log->last_failure = one_line(message, 300);
}

// Of what is inside, where the file is packed: "csv" of "a.csv.gz".
std::string content_extension(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  return lower_extension(path);
}

bool is_csv_to_ogr(const std::string& extension) {
  return extension == "csv" || extension == "tsv" || extension == "psv";
}

bool is_delimited_text(const std::string& extension) {
  return is_csv_to_ogr(extension) || extension == "txt";
}

// Text that was named as a spreadsheet's file, as some registers export it.
bool is_disguised_text(const std::string& path, const std::string& extension) {
  if (extension != "xls" && extension != "xlsx") return false;
  const std::string text = start_of_file(path);
  const bool utf16 = text.starts_with("\xff\xfe");
  return text.find('\t') != std::string::npos && !text.starts_with("PK") &&
         (utf16 || text.find('\0') == std::string::npos);
}

// "PG:…", "https://…", "WFS:…": what GDAL resolves by itself. One letter is a Windows drive.
bool is_connection(std::string_view uri) {
  const auto colon = uri.find(':');
  return colon != std::string_view::npos && colon > 1 &&
         std::all_of(uri.begin(), uri.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '+'; });
}

// Spreadsheets: a first row of text is a header, and "01" in a number's cell must stay "01".
// GeoJSON: a date stays as it is written.
void prefer_text() {
  for (const char* name : {"OGR_XLSX_HEADERS", "OGR_ODS_HEADERS", "OGR_XLS_HEADERS"}) {
    if (CPLGetConfigOption(name, nullptr) == nullptr) CPLSetThreadLocalConfigOption(name, "FORCE");
  }
  for (const char* name : {"OGR_XLSX_FIELD_TYPES", "OGR_ODS_FIELD_TYPES", "OGR_XLS_FIELD_TYPES"}) {
    if (CPLGetConfigOption(name, nullptr) == nullptr) CPLSetThreadLocalConfigOption(name, "STRING");
  }
  if (CPLGetConfigOption("OGR_GEOJSON_DATE_AS_STRING", nullptr) == nullptr) {
    CPLSetThreadLocalConfigOption("OGR_GEOJSON_DATE_AS_STRING", "YES");
  }
}

Dataset open_dataset(const std::string& path, bool is_table, const ReadOptions& options) {
  const std::string extension = content_extension(path);
  CPLStringList open_options;
  for (const std::string& option : options.open_options) open_options.AddString(option.c_str());
  const bool text = is_table || path.starts_with("CSV:");
  if (text && open_options.FetchNameValue("AUTODETECT_TYPE") == nullptr) {
    open_options.SetNameValue("AUTODETECT_TYPE", "NO");
  }
  const std::string name = is_table && !is_csv_to_ogr(extension) ? "CSV:" + path : path;
  return Dataset(GDALOpenEx(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                            nullptr, open_options.List(), nullptr));
}

std::string first_line(const std::string& path) {
  const std::string text = start_of_file(path);
  return text.substr(0, text.find('\n'));
}

bool looks_like_web_page(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text.find("<html") != std::string::npos ||
         text.find("<!doctype html") != std::string::npos ||
         text.find("<table") != std::string::npos;
}

// Why GDAL would not open what is there.
std::string reason_not_opened(const std::string& path, const ErrorLog& log) {
  const std::string line = first_line(path);
  if (is_delimited_text(content_extension(path)) && !line.empty()) {
    if (line.find_first_of(",;\t|") == std::string::npos) {
      return "it has only one column: columns separated by commas, semicolons or tabs are needed";
    }
  }
  if (looks_like_web_page(line)) {
    return "this is a web page, whatever its name says: open it in a spreadsheet and save it as "
           ".xlsx or .csv";
  }
  if (content_extension(path) == "json") {
    return "it is no GeoJSON, the only JSON that holds places on a map";
  }
  const bool unknown =
      log.last_failure.empty() || log.last_failure.find("not recognized as") != std::string::npos;
  return unknown ? "its format is not known, or the file is damaged" : log.last_failure;
}

bool is_readable_in_archive(std::string_view path) {
  static constexpr std::array<std::string_view, 20> kExtensions{
      "shp", "gpkg", "geojson", "json", "geojsonl", "csv", "tsv",    "fgb", "kml",     "kmz",
      "gml", "tab",  "mif",     "xlsx", "ods",      "gpx", "sqlite", "xls", "parquet", "topojson"};
  return std::find(kExtensions.begin(), kExtensions.end(), content_extension(path)) !=
         kExtensions.end();
}

// The files of an archive that can be read, with the path under which they open.
std::vector<std::string> archive_members(const std::string& folder) {
  const CPLStringList names(VSIReadDirRecursive(folder.c_str()));
  std::vector<std::string> paths;
  for (int i = 0; i < names.Count(); ++i) {
    const std::string name(names[i]);
    if (name.starts_with("__MACOSX/") || !is_readable_in_archive(name)) continue;
    paths.push_back(folder + "/" + name);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// What to open for a source as the user named it.
Result<std::vector<std::string>> paths_of(const std::string& uri, const ErrorLog& log) {
  if (uri.empty()) return Error{uri, "an empty name"};
  VSIStatBufL status;
  const bool remote = uri.starts_with("/vsi") || is_connection(uri);
  if (remote) {
    const bool zip = uri.starts_with("/vsizip/") && content_extension(uri) == "zip";
    const auto members = zip ? archive_members(uri) : std::vector<std::string>();
    return members.empty() ? std::vector{uri} : members;
  }
  if (VSIStatL(uri.c_str(), &status) != 0) return Error{uri, "no such file"};
  if (VSI_ISREG(status.st_mode) && status.st_size == 0) return Error{uri, "the file is empty"};
  if (uri.ends_with(".gz")) return std::vector{"/vsigzip/" + uri};
  if (!VSI_ISREG(status.st_mode) || content_extension(uri) != "zip" || uri.ends_with(".shp.zip")) {
    return std::vector{uri};
  }
  const std::string folder = "/vsizip/" + uri;
  const auto members = archive_members(folder);
  if (!members.empty()) return members;
  if (const CPLStringList any(VSIReadDir(folder.c_str())); any.Count() > 0) {
    return Error{uri, "the archive holds nothing that can be read"};
  }
  return Error{uri, "this is no zip archive, or it is damaged" +
                        (log.last_failure.empty() ? "" : ": " + log.last_failure)};
}

void keep(Error error, Reading& reading) {
  reading.warnings.push_back({std::nullopt, error.message, ""});
  if (reading.first_error.message.empty()) reading.first_error = std::move(error);
}

void read_dataset(const std::string& path, Reading& reading) {
  reading.log.last_failure.clear();
  const std::string extension = content_extension(path);
  const bool is_table = is_delimited_text(extension) || is_disguised_text(path, extension);
  const TextFile text = is_table ? prepare_text(path) : TextFile{path, "", nullptr};
  reading.notice = text.notice;
  const Dataset dataset = open_dataset(text.path, is_table, reading.options);
  if (!dataset) {
    keep(Error{reading.uri, reason_not_opened(path, reading.log)}, reading);
    return;
  }
  const int count = GDALDatasetGetLayerCount(dataset.get());
  for (int i = 0; i < count; ++i) {
    const auto rows = OGR_L_GetFeatureCount(GDALDatasetGetLayer(dataset.get(), i), FALSE);
    reading.total += std::max<std::int64_t>(rows, 0);
  }
  for (int i = 0; i < count; ++i) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), i);
    // QGIS keeps its styles beside the data, our own spreadsheets a sheet about it.
    const std::string_view name(OGR_L_GetName(layer));
    if (count > 1 && (name == "layer_styles" || name == kAboutSheet)) continue;
    const auto source = ogr_source(layer, reading);
    auto error = source ? read_layer(*source, reading) : source.error();
    if (error) keep(*std::move(error), reading);
    if (reading.options.stop.stop_requested()) return;
  }
}

Result<std::vector<Issue>> read_all(const std::string& uri, const ReadOptions& options,
                                    LayerTaker& taker) {
  ErrorLog log;
  const ErrorScope scope = collect_errors(log);
  register_all_drivers();
  prefer_text();
  const auto paths = paths_of(uri, log);
  if (!paths) return paths.error();
  Reading reading{uri, options, taker, log};
  for (const std::string& path : *paths) {
    read_dataset(path, reading);
    if (options.stop.stop_requested()) return Error{uri, "cancelled"};
  }
  if (reading.layers == 0) {
    if (!reading.first_error.message.empty()) return reading.first_error;
    return Error{uri, "it holds no layer"};
  }
  if (!reading.any_row) {
    return Error{uri, log.last_failure.empty() ? "it holds no rows" : log.last_failure};
  }
  return std::move(reading.warnings);
}

}  // namespace

ErrorScope collect_errors(ErrorLog& log) {
  CPLPushErrorHandlerEx(log_message, &log);
  return ErrorScope(&log);
}

void PopErrorHandler::operator()(ErrorLog*) const { CPLPopErrorHandler(); }

}  // namespace terreau::reader

namespace terreau::formats {

void set_config(const std::string& name, const std::string& value) {
  CPLSetConfigOption(name.c_str(), value.c_str());
}

Result<std::vector<Issue>> read_layers(const std::string& uri, const ReadOptions& options,
                                       LayerTaker& taker) {
  try {
    return reader::read_all(uri, options, taker);
  } catch (const std::exception& error) {
    return Error{uri, error.what()};
  }
}

}  // namespace terreau::formats
