#include "app/recorder.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "app/model/journal.h"

namespace terreau {
namespace {

nlohmann::ordered_json to_json(const ui::Widget& w, double scale) {
  nlohmann::ordered_json j;
  j["role"] = w.role;
  j["label"] = w.label;
  j["rect"] = {w.rect.x_pt * scale, w.rect.y_pt * scale, w.rect.width_pt * scale,
               w.rect.height_pt * scale};
  if (w.checked) j["checked"] = *w.checked;
  if (w.value) j["value"] = *w.value;
  if (w.focused) j["focused"] = true;
  return j;
}

}  // namespace

Recorder::Recorder(const std::string& journal_path, std::string widgets_path)
    : widgets_path_(std::move(widgets_path)) {
  if (journal_path.empty()) return;
  journal_.reset(std::fopen(journal_path.c_str(), "w"));
  if (!journal_) failure_ = journal_path + ": cannot be written: " + std::strerror(errno);
}

void Recorder::record(const Action& action) {
  if (!journal_) return;
  const std::string line = to_json_line(action) + "\n";
  std::fwrite(line.data(), 1, line.size(), journal_.get());
  std::fflush(journal_.get());  // a killed program leaves a whole journal
}

void Recorder::write_widgets(const std::vector<ui::Widget>& widgets, const MapState& state,
                             bool loaded, double window_scale) {
  if (widgets_path_.empty()) return;
  nlohmann::ordered_json j;
  j["loaded"] = loaded;
  j["window"] = {state.width_pt * window_scale, state.height_pt * window_scale};
  j["widgets"] = nlohmann::ordered_json::array();
  for (const ui::Widget& w : widgets) j["widgets"].push_back(to_json(w, window_scale));
  std::string text = j.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  if (text == last_widgets_) return;
  // Beside, then renamed: a reader never sees half a file.
  const std::string beside = widgets_path_ + ".part";
  std::ofstream(beside, std::ios::binary) << text;
  std::error_code ignored;
  std::filesystem::rename(beside, widgets_path_, ignored);
  last_widgets_ = std::move(text);
}

}  // namespace terreau
