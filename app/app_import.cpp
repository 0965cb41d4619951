#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/app.h"
#include "app/model/i18n.h"
#include "app/model/reason_words.h"
#include "app/model/words.h"
#include "geodata/attributes.h"
#include "geodata/rejected_rows.h"

// Sources that are opened while the program runs: looked at, imported, given up, read again.
namespace terreau {
namespace {

std::string file_name(const std::string& source) {
  return source.substr(source.find_last_of('/') + 1);
}

}  // namespace

void App::open_source(const action::OpenSource& what) {
  AtlasRequest& request = options_.request;
  if (std::ranges::find(request.sources, what.uri) == request.sources.end()) {
    request.sources.push_back(what.uri);
  }
  request.imports[what.uri] = what.import;
  const ui::ImportUi& import = ui_.import;
  if (import.preview && import.preview->source == what.uri) {
    report_wanted_ = what.uri;
    keeper_.change([&](Memory& m) {
      keep_import(m.imports, {shape_of(import.preview->sample), what.import});
    });
  }
  ui_.import = {};
  load();
}

// What needs no question is opened at once.
void App::look_at_source(const std::string& uri) {
  say(filled(tr(state_.language, "Looking at {}…"), {file_name(uri)}), 30);
  ReadOptions read = options_.request.read;
  jobs_.start([this, uri, read](std::stop_token stop) mutable -> Jobs::Delivery {
    read.stop = stop;
    auto preview = preview_source(uri, read);
    return [this, uri, preview = std::move(preview)]() mutable {
      ui_.status.clear();
      if (!preview) {
        say(error_words(state_.language, preview.error()), 15);
      } else if (*preview) {
        show_preview(**std::move(preview));
      } else {
        perform(action::OpenSource{uri});
      }
    };
  });
}

void App::show_preview(Preview preview) {
  ui_.import = {};
  ui_.import.preview = std::make_shared<const Preview>(std::move(preview));
  const std::string shape = shape_of(ui_.import.preview->sample);
  const auto& kept = keeper_.memory().imports;
  if (const auto same = std::ranges::find(kept, shape, &KeptImport::shape); same != kept.end()) {
    ui_.import.options = same->options;
    ui_.import.remembered = true;
  }
  ui_.import.open = true;
  ui_.focus.wanted = "import";
}

// The panel shows what the first rows would become, whenever the user has changed something.
void App::sample_import() {
  ui::ImportUi& ui = ui_.import;
  if (!ui.open || !loaded_ || sample_.running()) return;
  if (ui.sample && ui.sampled == ui.options) return;
  sample_.start([this, preview = ui.preview, options = ui.options, places = world_.atlas.places,
                 gazetteer = world_.atlas.gazetteer](std::stop_token) -> Jobs::Delivery {
    auto report = std::make_shared<const SourceReport>(
        import_sample(*preview, gazetteer.get(), options, *places));
    return [this, preview, options, report] {
      if (ui_.import.preview != preview) return;
      ui_.import.sample = report;
      ui_.import.sampled = options;
    };
  });
}

// Whoever has chosen what columns are wants to see what came of it.
void App::show_report() {
  const std::string source = std::exchange(report_wanted_, {});
  if (source.empty()) return;
  for (const SourceReport& report : world_.atlas.sources) {
    if (report.source != source || report.rows == 0) continue;
    ui_.show_sources = ui_.show_sources || !report.notices.empty() || !report.rejected.empty();
  }
}

// What was shown before stays, and what could not be read is not tried again.
void App::end_failed_load(const Error& error) {
  const bool first = !has_data_;
  const bool cancelled = loading_ && loading_->stop.stop_requested();
  options_.request = loaded_request_;
  lasting_sources_.clear();
  if (first) {  // what was read of it goes too
    const auto boundaries = world_.atlas.boundaries;
    world_.atlas = {};
    world_.atlas.boundaries = boundaries;
    world_.markers = std::make_shared<Markers>();
    forget_clusters();
    state_.selected = state_.hovered = {};
  }
  if (cancelled) {
    say(std::string(tr(state_.language, "Import cancelled: the map is as it was")), 8);
    if (first) load();
    return;
  }
  if (first) failure_ = error.text();
  say(error_words(state_.language, error), 15);
}

void App::cancel_load() {
  if (!loaded_ && loading_) loading_->stop.request_stop();
}

void App::save_rejected(const action::SaveRejected& what) {
  if (!may_save) return;
  jobs_.start([this, what, reports = world_.atlas.sources,
               read = options_.request.read](std::stop_token stop) mutable -> Jobs::Delivery {
    read.stop = stop;
    const auto written = write_rejected_rows(what.path, what.source, reports, read);
    std::string text = written
                           ? filled(tr(state_.language, "Rows to be corrected: {}"), {what.path})
                           : error_words(state_.language, written.error());
    return [this, text = std::move(text)] { say(text, 12); };
  });
}

// A large source's columns that the map needs not are read of the one row whose card is open.
void App::read_attributes_of_card() {
  const auto* place = std::get_if<PlaceId>(&state_.selected);
  if (place == nullptr || !loaded_ || *place == attributes_wanted_) return;
  if (!has_unread_columns(world_.atlas, *place)) return;
  attributes_wanted_ = *place;
  attributes_.start([this, place = *place, atlas = world_.atlas,
                     read = options_.request.read](std::stop_token stop) mutable -> Jobs::Delivery {
    read.stop = stop;
    const auto attributes = read_attributes(atlas, place, read);
    if (!attributes) {
      return [this, error = attributes.error()] { say(error_words(state_.language, error), 12); };
    }
    return [this, places = atlas.places,
            attributes = std::make_shared<const PlaceAttributes>(*attributes)] {
      if (places == world_.atlas.places) world_.atlas.attributes = attributes;
    };
  });
}

void App::look_at_changes() {
  for (const SourceWatch::Change& change : watch_.take()) {
    settle();
    if (change.what == SourceWatch::What::changed) {
      ui_.changed_source = change.source;
    } else {
      say(filled(tr(state_.language, "{} is no longer there: the map keeps what was read of it"),
                 {file_name(change.source)}),
          15);
    }
  }
}

}  // namespace terreau
