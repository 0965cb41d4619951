#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include "geodata/csv_rows.h"
#include "geodata/formats/module.h"
#include "geodata/formats/reader_blocks.h"
#include "geodata/formats/reader_parts.h"
#include "geodata/parse.h"
#include "geodata/row_reader.h"

// Rows of large tables (row_reader.h).
namespace terreau::formats {
namespace {

bool is_text(std::string_view path) {
  const std::string extension = lower_extension(path);
  return extension == "csv" || extension == "txt" || extension == "tsv";
}

// ---- Text --------------------------------------------------------------------------------------

class CsvFile final : public RowReader {
 public:
  static Result<std::unique_ptr<RowReader>> open(const std::string& path, std::stop_token stop) {
    auto blocks = reader::FileBlocks::open(path, std::move(stop));
    if (!blocks) return blocks.error();
    auto shared = std::make_unique<reader::FileBlocks>(*std::move(blocks));
    auto rows = CsvRows::open([b = shared.get()] { return b->next(); });
    if (!rows)
      return Error{
          path, shared->failure().empty() ? rows.error().message : std::string(shared->failure())};
    return std::unique_ptr<RowReader>(new CsvFile(std::move(shared), *std::move(rows)));
  }

  const std::vector<std::string>& columns() const override { return rows_.columns(); }
  void want(const std::vector<int>&) override {}  // what is not asked for is not looked for
  bool next() override { return rows_.next(); }
  std::int64_t row() const override { return rows_.row(); }
  const std::string& trouble() const override { return rows_.trouble(); }
  std::string_view cell(int column) override {
    return column < 0 ? std::string_view() : rows_.cell(static_cast<std::size_t>(column));
  }
  std::string_view text() const override { return rows_.text(); }
  double done() const override { return blocks_->done(); }
  std::string_view failure() const override { return blocks_->failure(); }

 private:
  CsvFile(std::unique_ptr<reader::FileBlocks> blocks, CsvRows rows)
      : blocks_(std::move(blocks)), rows_(std::move(rows)) {}

  std::unique_ptr<reader::FileBlocks> blocks_;
  CsvRows rows_;
};

// ---- What OGR reads ----------------------------------------------------------------------------

struct CloseDataset {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;
struct DestroyFeature {
  void operator()(void* feature) const { OGR_F_Destroy(feature); }
};
using Feature = std::unique_ptr<void, DestroyFeature>;

class OgrFile final : public RowReader {
 public:
  static Result<std::unique_ptr<RowReader>> open(const std::string& path, std::stop_token stop) {
    reader::ErrorLog log;
    const reader::ErrorScope scope = reader::collect_errors(log);
    GDALAllRegister();
    if (lower_extension(path) == "parquet" && GDALGetDriverByName("Parquet") == nullptr) {
      return Error{path, "this GDAL reads no Parquet: give the .csv or .zip of the same data"};
    }
    Dataset dataset(
        GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!dataset) {
      return Error{path, log.last_failure.empty()
                             ? "it is no .csv or .zip, and GDAL does not know its format"
                             : log.last_failure};
    }
    OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), 0);
    if (layer == nullptr) return Error{path, "it holds no table"};
    return std::unique_ptr<RowReader>(new OgrFile(std::move(dataset), layer, std::move(stop)));
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  void want(const std::vector<int>& columns) override {
    CPLStringList others;
    others.AddString("OGR_GEOMETRY");
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const auto wanted = std::find(columns.begin(), columns.end(), static_cast<int>(c));
      if (wanted == columns.end()) others.AddString(columns_[c].c_str());
    }
    OGR_L_SetIgnoredFields(layer_, const_cast<const char**>(others.List()));
  }
  bool next() override {
    if (stop_.stop_requested()) return false;
    reader::ErrorLog log;
    const reader::ErrorScope scope = reader::collect_errors(log);
    feature_.reset(OGR_L_GetNextFeature(layer_));
    if (!feature_ && log.failures > 0) failure_ = log.last_failure;
    if (feature_) ++row_;
    return feature_ != nullptr;
  }
  std::int64_t row() const override { return row_; }
  const std::string& trouble() const override { return no_trouble_; }
  std::string_view cell(int column) override {
    if (column < 0 || OGR_F_IsFieldSetAndNotNull(feature_.get(), column) == 0) return {};
    std::string& text = texts_[static_cast<std::size_t>(column)];  // OGR's own may go with the next
    text = OGR_F_GetFieldAsString(feature_.get(), column);
    return text;
  }
  std::string_view text() const override { return {}; }
  double done() const override {
    return total_ <= 0 ? 0 : static_cast<double>(row_) / static_cast<double>(total_);
  }
  std::string_view failure() const override { return failure_; }

 private:
  OgrFile(Dataset dataset, OGRLayerH layer, std::stop_token stop)
      : dataset_(std::move(dataset)),
        layer_(layer),
        stop_(std::move(stop)),
        total_(OGR_L_GetFeatureCount(layer, FALSE)) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (int c = 0; c < OGR_FD_GetFieldCount(definition); ++c) {
      columns_.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, c)));
    }
    texts_.resize(columns_.size());
  }

  Dataset dataset_;
  OGRLayerH layer_;
  std::stop_token stop_;
  const std::int64_t total_;
  std::vector<std::string> columns_, texts_;
  Feature feature_;  // before the dataset
  std::int64_t row_ = 0;
  std::string failure_;
  const std::string no_trouble_;
};

// The one text in an archive.
Result<std::string> member_of(const std::string& archive) {
  reader::ErrorLog log;
  const reader::ErrorScope scope = reader::collect_errors(log);
  const std::string folder = archive.starts_with("/vsizip/") ? archive : "/vsizip/" + archive;
  const std::string inside = folder + "/";
  const CPLStringList names(VSIReadDirRecursive(folder.c_str()));
  if (names.Count() == 0) return Error{archive, "this is no zip archive, or it is damaged"};
  std::vector<std::string> members;
  for (int i = 0; i < names.Count(); ++i) {
    const std::string name(names[i]);
    if (is_text(name) && !name.starts_with("__MACOSX/")) members.push_back(inside + name);
  }
  if (members.size() == 1) return members.front();
  return Error{archive, members.empty() ? "the archive holds no .csv"
                                        : "the archive holds several .csv: write " +
                                              members.front() + " for one"};
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_rows(const std::string& path, std::stop_token stop) {
  const bool remote = path.starts_with("/vsi");
  VSIStatBufL status;
  if (!remote && VSIStatL(path.c_str(), &status) != 0) return Error{path, "no such file"};
  if (!remote && VSI_ISDIR(status.st_mode)) return Error{path, "is a folder"};
  const std::string extension = lower_extension(path);
  std::string text = path;
  if (extension == "zip") {
    auto member = member_of(path);
    if (!member) return member.error();
    text = *member;
  } else if (extension == "gz" && !remote) {
    text = "/vsigzip/" + path;
  } else if (const bool pipe = !remote && !VSI_ISREG(status.st_mode); !pipe && !is_text(path)) {
    return OgrFile::open(path, std::move(stop));
  }
  auto rows = CsvFile::open(text, std::move(stop));
  if (!rows) return Error{path, rows.error().message};
  return rows;
}

}  // namespace terreau::formats
