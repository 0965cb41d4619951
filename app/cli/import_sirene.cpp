#include <csignal>
#include <cstdio>
#include <filesystem>
#include <stop_token>
#include <thread>

#include <nlohmann/json.hpp>

#include "app/cli/json.h"
#include "app/cli/options.h"
#include "app/cli/progress.h"
#include "geodata/sirene.h"

// terreau import sirene: the cooperatives of INSEE's register, as one GeoPackage.
namespace terreau::cli {
namespace {

using nlohmann::ordered_json;

// Ctrl+C and its like end the work as a failure does, so that nothing half-written stays behind.
// Made before any other thread, which inherits that these signals wait here.
class Interruption {
 public:
  Interruption() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      struct sigaction now {};
      sigaction(signal, nullptr, &now);
      if (now.sa_handler != SIG_IGN) sigaddset(&signals_, signal);  // as nohup wants it
    }
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    watcher_ = std::jthread([this](const std::stop_token& done) {
      constexpr timespec kTenth{0, 100'000'000};
      while (!done.stop_requested()) {
        if (sigtimedwait(&signals_, nullptr, &kTenth) > 0) source_.request_stop();
      }
    });
  }
  ~Interruption() {
    watcher_.request_stop();
    watcher_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  sigset_t signals_{}, before_{};
  std::stop_source source_;
  std::jthread watcher_;
};

ordered_json tallies_json(const std::map<std::string_view, sirene::Tally>& tallies) {
  ordered_json all = ordered_json::array();
  for (const auto& [reason, tally] : tallies) {
    ordered_json j{{"reason", reason}, {"count", tally.count}};
    if (tally.first_row > 0) j["first_row"] = tally.first_row;
    if (!tally.first.empty()) j["first"] = tally.first;
    all.push_back(std::move(j));
  }
  return all;
}

ordered_json file_json(const sirene::FileReport& f) {
  ordered_json j{{"source", f.path},
                 {"rows", f.rows},
                 {"of_cooperatives", f.matched},
                 {"kept", f.kept},
                 {"broken", f.broken},
                 {"rejected", ordered_json::array()},
                 {"left_out", tallies_json(f.left_out)},
                 {"notices", tallies_json(f.notices)},
                 {"seconds", f.seconds}};
  for (const Issue& i : f.issues) {
    j["rejected"].push_back({{"row", i.row.value_or(0)}, {"reason", i.reason}, {"value", i.value}});
  }
  return j;
}

ordered_json report_json(const sirene::Report& r) {
  const sirene::Counts& counts = r.counts;
  ordered_json places{{"total", counts.places}, {"located", counts.located}};
  for (std::size_t p = 0; p < counts.by_precision.size(); ++p) {
    places["by_precision"][std::string(code(static_cast<Precision>(p)))] = counts.by_precision[p];
  }
  for (std::size_t f = 0; f < counts.by_form.size(); ++f) {
    if (counts.by_form[f] == 0) continue;  // what INSEE cannot tell is no 0
    places["by_form"][std::string(info(static_cast<LegalForm>(f)).code)] = counts.by_form[f];
  }
  for (const auto& [code, count] : counts.by_department) places["by_department"][code] = count;
  places["ess"] = {{"yes", counts.ess_yes}, {"no", counts.ess_no}, {"unknown", counts.ess_unknown}};
  ordered_json j{{"output", r.file.path}, {"bytes", r.file.bytes}, {"places", places}};
  j["not_determinable"] = r.not_determinable;
  j["unites_legales"] = file_json(r.unites_legales);
  j["etablissements"] = file_json(r.etablissements);
  if (!r.geolocalisation.path.empty()) j["geolocalisation"] = file_json(r.geolocalisation);
  j["units_without_head_office"] = r.units_without_head_office;
  j["hidden_values"] = r.hidden_values;
  j["rows_with_hidden_values"] = r.rows_with_hidden_values;
  j["edition"] = r.edition;
  return j;
}

void print_tallies(const std::map<std::string_view, sirene::Tally>& tallies, const char* what) {
  for (const auto& [reason, tally] : tallies) {
    std::printf("  %s%lld rows: %s", what, static_cast<long long>(tally.count),
                std::string(reason).c_str());
    if (tally.first_row > 0) {
      std::printf(" (first in row %lld: %s)", static_cast<long long>(tally.first_row),
                  tally.first.c_str());
    }
    std::printf("\n");
  }
}

void print_file(const sirene::FileReport& f) {
  if (f.path.empty()) return;
  const double rate = f.seconds > 0 ? static_cast<double>(f.rows) / f.seconds : 0;
  std::printf("%s: %lld rows, %lld of cooperatives, %lld kept; %.1f s, %.2f M rows/s\n",
              f.path.c_str(), static_cast<long long>(f.rows), static_cast<long long>(f.matched),
              static_cast<long long>(f.kept), f.seconds, rate / 1e6);
  print_tallies(f.left_out, "left out ");
  print_tallies(f.notices, "");
  if (f.broken == 0) return;
  std::printf("  %lld rows are broken and left out\n", static_cast<long long>(f.broken));
  for (const Issue& i : f.issues) {
    std::printf("    row %lld: %s: %s\n", static_cast<long long>(i.row.value_or(0)),
                i.reason.c_str(), i.value.c_str());
  }
  if (f.broken > static_cast<std::int64_t>(f.issues.size())) std::printf("    …\n");
}

void print_units_without_head_office(const sirene::Report& r) {
  if (r.units_without_head_office == 0) return;
  std::printf(
      "%lld unités légales are not placed: no head office of theirs is in the établissements'"
      " file (",
      static_cast<long long>(r.units_without_head_office));
  for (std::size_t i = 0; i < r.without_head_office.size(); ++i) {
    std::printf("%s%s", i > 0 ? ", " : "", r.without_head_office[i].c_str());
  }
  const bool more =
      r.units_without_head_office > static_cast<std::int64_t>(r.without_head_office.size());
  std::printf("%s)\n", more ? ", …" : "");
}

void print_report(const sirene::Report& r) {
  print_file(r.unites_legales);
  print_file(r.etablissements);
  print_file(r.geolocalisation);
  print_units_without_head_office(r);
  if (r.hidden_values > 0) {
    std::printf("%lld values of %lld kept rows are not to be diffused ([ND]): read as missing\n",
                static_cast<long long>(r.hidden_values),
                static_cast<long long>(r.rows_with_hidden_values));
  }
  const sirene::Counts& counts = r.counts;
  std::printf("%s: %lld places, %lld with a point, %s\n", r.file.path.c_str(),
              static_cast<long long>(counts.places), static_cast<long long>(counts.located),
              size_text(r.file.bytes).c_str());
  for (std::size_t f = 0; f < counts.by_form.size(); ++f) {
    if (counts.by_form[f] == 0) continue;
    const KindInfo& form = info(static_cast<LegalForm>(f));
    std::printf("  %7lld  %s (%s)\n", static_cast<long long>(counts.by_form[f]),
                std::string(form.name.en).c_str(), std::string(form.code).c_str());
  }
  std::printf("  %s\n", r.not_determinable.c_str());
  std::printf("  in the social and solidarity economy: %lld yes, %lld no, %lld not stated\n",
              static_cast<long long>(counts.ess_yes), static_cast<long long>(counts.ess_no),
              static_cast<long long>(counts.ess_unknown));
}

bool is_gpkg(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  return extension == ".gpkg" || extension == ".GPKG";
}

}  // namespace

int run_import_sirene(const Options& o) {
  if (!is_gpkg(o.output)) return fail("import writes .gpkg, not " + o.output, kUsage);
  if (const auto configured = request_of(o); !configured) return fail(configured.error().text());
  const auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  const Interruption interruption;
  RowProgress progress;
  sirene::Request request;
  request.unites_legales = o.unites_legales;
  request.etablissements = o.etablissements;
  request.geolocalisation = o.geolocalisation;
  request.output = o.output;
  request.departments = state->filter.departments;
  request.all_establishments = o.all_establishments;
  request.closed = o.closed;
  request.french = state->language == Language::fr;
  request.progress = [&](const sirene::Progress& p) { progress.show(p.file, p.done, p.rows); };
  request.stop = interruption.token();
  const auto report = sirene::import_sirene(request);
  progress.end();
  if (!report) return fail(report.error().text());
  if (o.json) {
    print_json(report_json(*report));
  } else {
    print_report(*report);
  }
  return kDone;
}

}  // namespace terreau::cli
