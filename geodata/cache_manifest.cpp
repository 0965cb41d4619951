#include "geodata/cache_manifest.h"

#include <array>
#include <exception>
#include <utility>

#include <nlohmann/json.hpp>

namespace terreau::cache {
namespace {

using Json = nlohmann::json;

Json json_of(const FileStamp& s) { return {s.size, s.modified_ns, s.inode}; }
FileStamp stamp_from(const Json& json) {
  return {json.at(0).get<std::uint64_t>(), json.at(2).get<std::uint64_t>(),
          json.at(1).get<std::int64_t>()};
}

Json json_of(const PlacesPart& part) {
  Json runs = Json::array();
  for (const PlacesPart::Run& run : part.runs) runs.push_back({run.first, run.source});
  return {{"rows", part.rows},
          {"located", part.located},
          {"classes", part.classes},
          {"runs", std::move(runs)}};
}

PlacesPart places_from(const Json& json) {
  PlacesPart part;
  part.rows = json.at("rows").get<std::uint64_t>();
  part.located = json.at("located").get<std::uint64_t>();
  part.classes = json.at("classes").get<std::vector<std::uint32_t>>();
  for (const Json& run : json.at("runs")) {
    part.runs.push_back({run.at(0).get<std::uint32_t>(), run.at(1).get<std::uint32_t>()});
  }
  return part;
}

Json json_of(const Manifest::Report& kept) {
  const SourceReport& r = kept.report;
  return {{"source", r.source},
          {"layer", r.layer},
          {"crs", r.crs},
          {"encoding", r.encoding},
          {"rows", r.rows},
          {"accepted", r.accepted},
          {"placed", r.placed},
          {"notices", r.notices},
          {"columns", r.columns},
          {"unread_columns", r.unread_columns},
          {"content", r.content},
          {"repaired", {r.repaired.count, kept.repaired}},
          {"duplicates", {r.duplicates.count, kept.duplicates}},
          {"rejected", kept.rejected}};
}

Manifest::Report report_from(const Json& json) {
  Manifest::Report kept;
  SourceReport& r = kept.report;
  json.at("source").get_to(r.source);
  json.at("layer").get_to(r.layer);
  json.at("crs").get_to(r.crs);
  json.at("encoding").get_to(r.encoding);
  json.at("rows").get_to(r.rows);
  json.at("accepted").get_to(r.accepted);
  json.at("placed").get_to(r.placed);
  json.at("notices").get_to(r.notices);
  json.at("columns").get_to(r.columns);
  json.at("unread_columns").get_to(r.unread_columns);
  json.at("content").get_to(r.content);
  json.at("repaired").at(0).get_to(r.repaired.count);
  json.at("repaired").at(1).get_to(kept.repaired);
  json.at("duplicates").at(0).get_to(r.duplicates.count);
  json.at("duplicates").at(1).get_to(kept.duplicates);
  json.at("rejected").get_to(kept.rejected);
  return kept;
}

Json json_of(const Manifest& m) {
  Json beside = Json::array(), reports = Json::array(), files = Json::object();
  for (const auto& [path, stamp] : m.beside) beside.push_back({path, json_of(stamp)});
  for (const Manifest::Report& report : m.reports) reports.push_back(json_of(report));
  for (const auto& [name, file] : m.files) files[name] = {file.bytes, file.digest};
  return {{"made_by", m.made_by},          {"key", m.key},
          {"source", json_of(m.source)},   {"digest", m.digest},
          {"beside", std::move(beside)},   {"places", json_of(m.places)},
          {"reports", std::move(reports)}, {"files", std::move(files)}};
}

Manifest manifest_from(const Json& json) {
  Manifest m;
  json.at("made_by").get_to(m.made_by);
  json.at("key").get_to(m.key);
  m.source = stamp_from(json.at("source"));
  json.at("digest").get_to(m.digest);
  for (const Json& file : json.at("beside")) {
    m.beside.emplace_back(file.at(0).get<std::string>(), stamp_from(file.at(1)));
  }
  m.places = places_from(json.at("places"));
  for (const Json& report : json.at("reports")) m.reports.push_back(report_from(report));
  for (const auto& [name, file] : json.at("files").items()) {
    m.files[name] = {file.at(0).get<std::uint64_t>(), file.at(1).get<std::string>()};
  }
  return m;
}

std::string list_name(std::size_t report, const char* list) {
  return "report" + std::to_string(report) + "." + list;
}

std::uint64_t write_list(const std::string& name, const std::vector<Issue>& issues,
                         ColumnWriter& out) {
  if (issues.empty()) return 0;
  std::vector<std::int64_t> rows;
  TextColumn reasons, values;
  for (const Issue& issue : issues) {
    rows.push_back(issue.row.value_or(-1));
    reasons.push_back(issue.reason);
    values.push_back(issue.value);
  }
  out.values<std::int64_t>(name + ".row", std::span<const std::int64_t>(rows));
  out.texts(name + ".reason", reasons, 0, reasons.size());
  out.texts(name + ".value", values, 0, values.size());
  return issues.size();
}

}  // namespace

std::optional<std::string> text_of(const Manifest& manifest) {
  try {
    Json json = json_of(manifest);
    json["digest_of_this"] = digest_of(json.dump());
    return json.dump(1) + "\n";
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::optional<Manifest> manifest_of(std::string_view text) {
  try {
    Json json = Json::parse(text);
    const auto told = json.at("digest_of_this").get<std::string>();
    json.erase("digest_of_this");
    if (digest_of(json.dump()) != told) return std::nullopt;
    return manifest_from(json);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

void write_issues(const std::vector<SourceReport>& reports, Manifest& manifest, ColumnWriter& out) {
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const SourceReport& r = reports[i];
    Manifest::Report kept;
    kept.rejected = write_list(list_name(i, "rejected"), r.rejected, out);
    kept.repaired = write_list(list_name(i, "repaired"), r.repaired.first, out);
    kept.duplicates = write_list(list_name(i, "duplicates"), r.duplicates.first, out);
    kept.report = r;
    manifest.reports.push_back(std::move(kept));
  }
}

IssueColumns::IssueColumns(const Manifest& manifest, ColumnReader& in)
    : manifest_(manifest), lists_(manifest.reports.size()) {
  const auto wish = [&](const std::string& name, std::uint64_t rows, List& list) {
    if (rows == 0) return;
    in.append<std::int64_t>(name + ".row", rows, list.rows);
    in.map_texts(name + ".reason", rows, list.reasons);
    in.map_texts(name + ".value", rows, list.values);
  };
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const Manifest::Report& kept = manifest.reports[i];
    wish(list_name(i, "rejected"), kept.rejected, lists_[i].rejected);
    wish(list_name(i, "repaired"), kept.repaired, lists_[i].repaired);
    wish(list_name(i, "duplicates"), kept.duplicates, lists_[i].duplicates);
  }
}

std::vector<SourceReport> IssueColumns::take() const {
  const auto issues = [](const List& list) {
    std::vector<Issue> out;
    out.reserve(list.rows.size());
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
      const auto row = list.rows[i] < 0 ? std::nullopt : std::optional(list.rows[i]);
      out.push_back({row, std::string(list.reasons[i]), std::string(list.values[i])});
    }
    return out;
  };
  std::vector<SourceReport> reports;
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    SourceReport report = manifest_.reports[i].report;
    report.rejected = issues(lists_[i].rejected);
    report.repaired.first = issues(lists_[i].repaired);
    report.duplicates.first = issues(lists_[i].duplicates);
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace terreau::cache
