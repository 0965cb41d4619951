#include <algorithm>
#include <cmath>

#include "app/app.h"
#include "app/desktop_wishes.h"
#include "app/model/i18n.h"
#include "app/model/reason_words.h"
#include "app/model/view_line.h"
#include "app/model/words.h"
#include "app/stopwatch.h"

// What outlasts the program: what the user prefers, views with names, what was on the screen.
namespace terreau {
// Notes what is to be remembered of an action.
void App::keep(const Action& action) {
  const auto change = [&](const auto& to) { keeper_.change(to); };
  if (const auto* theme = std::get_if<action::SetTheme>(&action)) {
    options_.follow_desktop = false;
    change([&](Memory& m) { m.theme = theme->theme; });
  } else if (const auto* language = std::get_if<action::SetLanguage>(&action)) {
    change([&](Memory& m) { m.language = language->language; });
  } else if (const auto* motion = std::get_if<action::SetReduceMotion>(&action)) {
    change([&](Memory& m) { m.reduce_motion = motion->on; });
  } else if (const auto* minimap = std::get_if<action::SetMinimap>(&action)) {
    change([&](Memory& m) { m.minimap = minimap->on; });
  } else if (const auto* open = std::get_if<action::OpenSource>(&action)) {
    change([&](Memory& m) { remember(m.files, lasting_name(open->uri)); });
  } else if (const auto* save = std::get_if<action::SaveView>(&action)) {
    save_view(save->name);
  } else if (const auto* remove = std::get_if<action::RemoveView>(&action)) {
    remove_view(remove->name);
  } else if (std::holds_alternative<action::ResumeSession>(action)) {
    resume_session();
  } else if (std::holds_alternative<action::UseDesktopTheme>(action)) {
    options_.follow_desktop = true;
    change([](Memory& m) { m.theme.reset(); });
    look_at_desktop();
  }
}

void App::keep_scale(std::optional<double> scale) {
  keeper_.change([&](Memory& m) { m.scale = scale; });
  window_scale = scale.value_or(window_scale);
  const auto percent = static_cast<std::int64_t>(std::lround(window_scale * 100));
  say(filled(tr(state_.language, "Size: {} %"), {format_count(state_.language, percent)}), 3);
}

void App::keep_gazetteer(const std::string& source) {
  keeper_.change([&](Memory& m) { m.gazetteer = source; });
}

void App::keep_view_if_due(double now) {
  if (ui_.recent != keeper_.memory().searches) {
    keeper_.change([&](Memory& m) { m.searches = ui_.recent; });
  }
  if (loaded() && failure_.empty()) {
    const auto& open = options_.request.sources;  // grows only
    while (lasting_sources_.size() < open.size()) {
      lasting_sources_.push_back(lasting_name(open[lasting_sources_.size()]));
    }
    keeper_.note_view(state_, world_, lasting_sources_);
  }
  const auto due_s = keeper_.write_if_due(now);
  if (!due_s) return;
  ui_.redraw_after_s = std::min(ui_.redraw_after_s.value_or(*due_s), *due_s);
}

void App::look_at_desktop() {
  if (!options_.follow_desktop) return;
  jobs_.start([this](std::stop_token) -> Jobs::Delivery {
    return [this, theme = desktop_wishes().theme] {
      if (!options_.follow_desktop || theme == state_.theme) return;
      recorder_.record(action::SetTheme{theme});
      apply(state_, action::SetTheme{theme}, world_);
    };
  });
}

// Opened once everything is loaded and numbered: it may name places of what is being read.
void App::open_view(const std::string& line) {
  if (!loaded_ || !numbered()) {
    options_.view = line;
    return;
  }
  const auto step = read_view_line(line, world_);
  if (!step) return say(error_words(state_.language, step.error()), 10);
  gestures_.stop();
  apply(state_, action::OpenView{line}, world_);
  scene_stale_ = true;
  follow_state();
  std::string differs;
  for (const Issue& issue : step.warnings()) {
    differs += (differs.empty() ? "" : "\n") + issue_words(state_.language, issue);
  }
  if (!differs.empty()) say(differs, 15);
}

void App::resume_session() {
  const Session session = keeper_.previous();
  ui_.offer.clear();
  if (session.line.empty()) return;
  auto& open = options_.request.sources;
  const std::size_t before = open.size();
  for (const std::string& source : session.sources) {
    if (std::ranges::find(open, source, lasting_name) != open.end()) continue;
    open.push_back(source);
    recorder_.record(action::OpenSource{source});
  }
  recorder_.record(action::OpenView{session.line});
  if (open.size() == before) return open_view(session.line);
  options_.view = session.line;
  load();
}

void App::save_view(const std::string& name) {
  const NamedView view{name, view_line(state_, world_)};
  keeper_.change_views([view](auto& views) { keep_view(views, view); },
                       [this, name](const auto& views) {
                         end_views_change(views,
                                          filled(tr(state_.language, "View kept: {}"), {name}));
                       });
}

void App::remove_view(const std::string& name) {
  keeper_.change_views(
      [name](auto& views) {
        std::erase_if(views, [&](const NamedView& v) { return v.name == name; });
      },
      [this, name](const auto& views) {
        end_views_change(views, filled(tr(state_.language, "View removed: {}"), {name}));
      });
}

void App::end_views_change(const Result<std::vector<NamedView>>& views, std::string done) {
  say(views ? std::move(done) : error_words(state_.language, views.error()), 6);
}

}  // namespace terreau
