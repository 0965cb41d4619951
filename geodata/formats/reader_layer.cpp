#include <algorithm>
#include <memory>
#include <utility>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_core.h>

#include "geodata/formats/reader_parts.h"
#include "geodata/parse.h"
#include "geodata/projection.h"

// One layer of a data set, whole or in batches.
namespace terreau::reader {
namespace {

using Outcome = RowSource::Outcome;

std::string layer_encoding(OGRLayerH layer) {
  const char* encoding = GDALGetMetadataItem(layer, "SOURCE_ENCODING", "SHAPEFILE");
  return encoding != nullptr && *encoding != '\0' ? encoding : "UTF-8";
}

std::string metadata(GDALMajorObjectH object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const char* value = GDALGetMetadataItem(object, key, nullptr);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

// The row, from 1, that names the columns of a table whose first line does not: the first one of
// several texts. 0 where the first line does.
std::size_t header_row_of(const Layer& layer) {
  constexpr std::size_t kRowsToLookAt = 20;
  const auto is_unnamed = [](const std::string& name) {  // OGR's name for an empty cell
    return name.empty() ||
           (name.starts_with("Field") && std::all_of(name.begin() + 5, name.end(), is_ascii_digit));
  };
  const std::size_t columns = layer.column_names.size();
  const auto unnamed =
      static_cast<std::size_t>(std::ranges::count_if(layer.column_names, is_unnamed));
  if (columns < 2 || columns - unnamed > 1) return 0;
  const auto rows = std::min(kRowsToLookAt, static_cast<std::size_t>(layer.row_count));
  for (std::size_t i = 0; i < rows; ++i) {
    const auto filled = static_cast<std::size_t>(std::ranges::count_if(
        layer.columns, [&](const TextColumn& column) { return !trimmed(column[i]).empty(); }));
    if (filled >= 2 && filled * 2 >= columns) return i + 1;
  }
  return 0;
}

std::vector<std::string> names_of_row(const Layer& layer, std::size_t row) {
  std::vector<std::string> names;
  for (const TextColumn& column : layer.columns) names.push_back(one_line(column[row]));
  return names;
}

class LayerReader {
 public:
  LayerReader(OGRLayerH layer, Reading& reading) : ogr_(layer), reading_(reading) {}

  std::optional<Error> read() {
    if (auto error = open()) return error;
    start(true);
    Outcome outcome = next();
    if (outcome == Outcome::more && plan_batches()) {
      outcome = read_batches();
      if (outcome == Outcome::end && assumptions_hold()) return give_rest();
      if (outcome != Outcome::cancelled) {
        reading_.taker.forget_batches();
        start(false);
        outcome = next();
      }
    }
    outcome = read_on(outcome);
    if (outcome == Outcome::failed) {  // features tell what is wrong
      start(false);
      outcome = read_on(next());
    }
    if (outcome == Outcome::cancelled) return Error{reading_.uri, "cancelled"};
    return give_whole();
  }

 private:
  std::optional<Error> open() {
    header_.source = reading_.uri;
    header_.name = header_repair_.text(OGR_L_GetName(ogr_));
    header_.encoding = layer_encoding(ogr_);
    header_.date = header_repair_.text(metadata(ogr_, {"DATE", "DBF_DATE_LAST_UPDATE"}));
    header_.licence = header_repair_.text(metadata(ogr_, {"LICENSE", "LICENCE"}));
    // What a register cannot tell is no zero (see sirene_table.cpp).
    if (auto unknown = metadata(ogr_, {"NOT_DETERMINABLE"}); !unknown.empty()) {
      header_.notices.push_back(header_repair_.text(unknown));
    }
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(ogr_);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
      const char* name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
      header_.column_names.push_back(header_repair_.text(name));
    }
    header_.columns.resize(header_.column_names.size());
    if (header_.columns.empty() && OGR_L_GetGeomType(ogr_) == wkbNone) {
      return Error{reading_.uri, "layer " + header_.name + " has neither geometry nor columns"};
    }
    const std::string& where = reading_.options.where;
    if (!where.empty() && OGR_L_SetAttributeFilter(ogr_, where.c_str()) != OGRERR_NONE) {
      return Error{reading_.uri, "the condition \"" + where +
                                     "\" is not understood: " + reading_.log.last_failure};
    }
    stated_crs_ = crs_text(OGR_L_GetSpatialRef(ogr_), latitude_first_);
    return std::nullopt;
  }

  // At the first row, with nothing read.
  void start(bool columnar) {
    reading_.done -= rows_;
    rows_ = 0;
    rows_source_.reset();  // before another reads the same layer
    if (columnar && reading_.options.only_row == 0) rows_source_ = arrow_rows(ogr_, reading_);
    if (!rows_source_) rows_source_ = feature_rows(ogr_, reading_);
    failures_before_ = reading_.log.failures;
    repair_ = header_repair_;
    facts_ = {};
    assumed_.reset();
    wanted_.clear();
    start_batch();
  }

  void start_batch() {
    layer_ = header_;
    layer_.first_row = rows_ + std::max<std::int64_t>(reading_.options.only_row - 1, 0);
    geometry_ = RawGeometry(latitude_first_);
  }

  // Appends to the batch.
  Outcome next() {
    const bool degrees = assumed_ && is_wgs84(assumed_->crs);
    RowSource::Wanted wanted = wanted_;
    for (auto& w : wanted) {
      if (w == BatchPlan::Wanted::without_point && !degrees) w = BatchPlan::Wanted::always;
    }
    const Outcome outcome = rows_source_->next(wanted, layer_, geometry_, repair_);
    if (rows_ == 0) take_header_from_rows();
    rows_ = layer_.first_row + layer_.row_count;
    return outcome;
  }

  // Where the file's first line is a title, OGR takes it for the header.
  void take_header_from_rows() {
    header_row_ = OGR_L_GetGeomType(ogr_) == wkbNone ? header_row_of(layer_) : 0;
    if (header_row_ == 0) return;
    header_.column_names = names_of_row(layer_, header_row_ - 1);
    layer_.column_names = header_.column_names;
    layer_.row_count -= static_cast<std::int64_t>(header_row_);
    for (TextColumn& column : layer_.columns) {
      TextColumn below;
      for (std::size_t i = header_row_; i < column.size(); ++i) below.push_back(column[i]);
      column = std::move(below);
    }
  }

  Outcome read_on(Outcome outcome) {
    while (outcome == Outcome::more) outcome = next();
    return outcome;
  }

  bool plan_batches() {
    facts_.note(geometry_);
    const GeometryKind kind = facts_.kind();
    bool whole = kind == GeometryKind::line || kind == GeometryKind::polygon;
    if (!whole) {
      const auto told = OGR_L_GetFeatureCount(ogr_, FALSE);
      BatchPlan plan = reading_.taker.plan(layer_, std::max<std::int64_t>(told, 0));
      whole = !plan.batches;
      wanted_ = std::move(plan.columns);
    }
    if (!whole) return true;
    facts_ = {};
    wanted_.clear();
    return false;
  }

  // What was read first is noted already. Anything but an end: it cannot go on so.
  Outcome read_batches() {
    for (Outcome outcome = Outcome::more;;) {
      if (layer_.row_count > 0 && !give_batch()) return Outcome::failed;
      start_batch();
      if (outcome == Outcome::end) return outcome;
      outcome = next();
      facts_.note(geometry_);
      if (outcome != Outcome::more && outcome != Outcome::end) return outcome;
    }
  }

  bool give_batch() {
    if (facts_.any()) {
      if (!assumed_) assumed_ = facts_.crs().answer(stated_crs_);
      layer_.kind = GeometryKind::point;
      if (assumed_->crs.empty() || geometry_.give(assumed_->crs, layer_)) return false;
      layer_.crs = assumed_->crs;
    }
    reading_.taker.take_batch(std::move(layer_));
    return true;
  }

  bool assumptions_hold() const {
    if (!facts_.any()) return true;
    return facts_.kind() == GeometryKind::point && facts_.crs().answer(stated_crs_) == *assumed_;
  }

  void report_failures(Layer& layer) const {
    if (reading_.log.failures == failures_before_) return;
    layer.issues.push_back(
        {std::nullopt, "not everything could be read: " + reading_.log.last_failure, ""});
  }

  void report_preparation(Layer& layer) const {
    if (!reading_.notice.empty()) layer.notices.push_back(reading_.notice);
    if (header_row_ > 0) {
      layer.notices.push_back("the header is taken from line " + std::to_string(header_row_ + 1) +
                              ": what stands above it is no table");
    }
    if (repair_.encoded_twice > 0) {
      layer.notices.push_back(std::to_string(repair_.encoded_twice) +
                              " values had been encoded twice and were put right, the first: " +
                              repair_.first_encoded_twice);
    }
    if (repair_.repaired == 0) return;
    layer.encoding = "CP1252 (repaired)";
    layer.notices.push_back(
        std::to_string(repair_.repaired) +
        " values were no UTF-8 and were read as CP1252, the first: " + repair_.first);
  }

  std::optional<Error> give(Layer layer) const {
    ++reading_.layers;
    reading_.any_row = reading_.any_row || layer.row_count > 0;
    reading_.taker.take_layer(std::move(layer));
    return std::nullopt;
  }

  std::optional<Error> give_rest() {
    Layer layer = header_;
    layer.columns.clear();
    layer.row_count = rows_;
    report_failures(layer);
    if (facts_.any()) {
      layer.kind = GeometryKind::point;
      layer.crs = assumed_->crs;
      if (!assumed_->notice.empty()) layer.notices.push_back(assumed_->notice);
    }
    report_preparation(layer);
    return give(std::move(layer));
  }

  std::optional<Error> give_whole() {
    report_failures(layer_);
    facts_.note(geometry_);
    layer_.kind = facts_.kind();
    if (layer_.kind != GeometryKind::none && !give_geometry() && layer_.columns.empty()) {
      return Error{reading_.uri, layer_.issues.back().reason};
    }
    report_preparation(layer_);
    return give(std::move(layer_));
  }

  bool give_geometry() {
    const CrsGuess::Answer answer = facts_.crs().answer(stated_crs_);
    layer_.crs = answer.crs;
    if (!answer.notice.empty()) layer_.notices.push_back(answer.notice);
    if (answer.crs.empty()) {
      layer_.issues.push_back({std::nullopt,
                               "no coordinate reference system, and the coordinates look neither "
                               "like degrees nor like Lambert-93",
                               pair_text(facts_.first())});
      return false;
    }
    if (const auto error = geometry_.give(answer.crs, layer_)) {
      layer_.issues.push_back({std::nullopt, error->message, answer.crs});
      return false;
    }
    return true;
  }

  OGRLayerH ogr_;
  Reading& reading_;
  Layer header_;  // a layer without rows
  TextRepair header_repair_;
  std::size_t header_row_ = 0;  // of the rows the one, from 1, that names the columns; 0: none
  std::string stated_crs_;
  bool latitude_first_ = false;

  std::unique_ptr<RowSource> rows_source_;
  int failures_before_ = 0;
  std::int64_t rows_ = 0;
  TextRepair repair_;
  GeometryFacts facts_;  // while batches are read: of all so far
  std::optional<CrsGuess::Answer> assumed_;
  RowSource::Wanted wanted_;
  Layer layer_;  // as much as has been read and not given away
  RawGeometry geometry_;
};

}  // namespace

void TextRepair::append(std::string_view value, TextColumn& column) {
  const bool plain = is_utf8(value) && !may_be_encoded_twice(value);
  plain ? column.push_back(value) : column.push_back(text(value));
}

void TextRepair::append(MappedTexts texts, TextColumn& column) {
  const auto continues = [&](std::uint32_t at) {
    return at < texts.ends.back() &&
           (static_cast<unsigned char>(texts.characters[at]) & 0xC0U) == 0x80U;
  };
  // Texts that are UTF-8 together are it one by one, unless a character is cut between two.
  const std::uint32_t begin = texts.ends.front();
  const std::string_view all(texts.characters + begin, texts.ends.back() - begin);
  if (is_utf8(all) && !may_be_encoded_twice(all) && std::ranges::none_of(texts.ends, continues)) {
    column.append_mapped(std::move(texts));
    return;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) append(texts[i], column);
}

std::string TextRepair::text(std::string_view value) {
  if (is_utf8(value)) {
    auto once = undo_second_encoding(value);
    if (!once) return std::string(value);
    if (encoded_twice++ == 0) first_encoded_twice = *once;
    return *std::move(once);
  }
  std::string mended = from_cp1252(value);
  if (repaired++ == 0) first = mended;
  return mended;
}

std::int64_t batch_rows(std::int64_t wanted, const Reading& reading) {
  constexpr std::int64_t kFewest = 2048;
  const std::int64_t most = reading.options.batch_rows;
  return std::clamp(wanted, std::min(kFewest, most), most);
}

void tell_progress(Reading& reading) {
  if (!reading.options.progress || reading.total <= 0) return;
  const double share = static_cast<double>(reading.done) / static_cast<double>(reading.total);
  reading.told = std::max(reading.told, std::min(1.0, share));
  reading.options.progress(reading.told);
}

std::optional<Error> read_layer(void* ogr_layer, Reading& reading) {
  return LayerReader(ogr_layer, reading).read();
}

}  // namespace terreau::reader
