#include "geodata/formats.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <utility>

#include "geodata/embedded_layers.h"
#include "geodata/geopackage.h"
#include "geodata/module_file.h"

extern char** environ;  // NOLINT: POSIX names it, no header has to

namespace terreau {
namespace formats {
namespace {

struct Config {
  std::mutex mutex;
  std::vector<std::pair<std::string, std::string>> set;
  const Module* module = nullptr;  // once it is loaded
};
Config& config() {
  static Config config;
  return config;
}

Result<const Module*> load_with_config() {
  load_libraries(TERREAU_GDAL_LIBRARIES, std::chrono::microseconds(100));
  auto loaded = load_functions<Module>(kFormatsModule, "terreau_formats", TERREAU_VERSION);
  if (!loaded) return loaded;
  Config& c = config();
  const std::scoped_lock lock(c.mutex);
  c.module = *loaded;
  for (const auto& [name, value] : c.set) c.module->set_config(name, value);
  return loaded;
}

}  // namespace

Result<const Module*> module() {
  static const Result<const Module*> loaded = load_with_config();
  return loaded;
}

}  // namespace formats

namespace {

// Whether GDAL was told to do anything in another way.
bool is_configured() {
  formats::Config& c = formats::config();
  const std::scoped_lock lock(c.mutex);
  return !c.set.empty();
}

// Layers as they come, all of them whole.
class WholeLayers final : public LayerTaker {
 public:
  BatchPlan plan(const Layer&, std::int64_t) override { return {}; }
  void take_batch(Layer) override {}
  void forget_batches() override {}
  void take_layer(Layer layer) override { layers.push_back(std::move(layer)); }
  std::vector<Layer> layers;
};

}  // namespace

void set_config(const std::string& name, const std::string& value) {
  formats::Config& c = formats::config();
  const std::scoped_lock lock(c.mutex);
  c.set.emplace_back(name, value);
  if (c.module != nullptr) c.module->set_config(name, value);
}

std::string reading_settings() {
  std::string settings = "GDAL " TERREAU_GDAL_VERSION;
  formats::Config& c = formats::config();
  const std::scoped_lock lock(c.mutex);
  for (const auto& [name, value] : c.set) settings.append(" ").append(name).append("=") += value;
  static constexpr std::array<std::string_view, 5> kOurs{"GDAL_", "OGR_", "CPL_", "SHAPE_",
                                                         "PROJ_"};
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const auto begins = [&](std::string_view name) { return text.starts_with(name); };
    if (std::ranges::any_of(kOurs, begins)) settings.append(" ") += text;
  }
  return settings;
}

Result<std::vector<Issue>> read_layers(const std::string& uri, const ReadOptions& options,
                                       LayerTaker& taker) {
  if (auto embedded = embedded_layer(uri)) {
    taker.take_layer(*std::move(embedded));
    return std::vector<Issue>{};
  }
  if (!is_configured()) {
    if (auto plain = geopackage::read_plain(uri, options, taker)) return *std::move(plain);
  }
  const auto module = formats::module();
  return module ? (*module)->read_layers(uri, options, taker) : module.error();
}

Result<std::vector<Layer>> read_source(const std::string& uri, const ReadOptions& options) {
  WholeLayers whole;
  auto warnings = read_layers(uri, options, whole);
  if (!warnings) return warnings.error();
  return {std::move(whole.layers), *std::move(warnings)};
}

Result<std::unique_ptr<RowReader>> open_rows(const std::string& path, std::stop_token stop) {
  const auto module = formats::module();
  return module ? (*module)->open_rows(path, std::move(stop)) : module.error();
}

Result<Expression> Expression::compile(const std::string& text) {
  const auto module = formats::module();
  if (!module) return module.error();
  auto condition = (*module)->compile(text);
  if (!condition) return condition.error();
  return Expression(*std::move(condition));
}

Result<WrittenFile> write_table(const std::string& path, const Table& table,
                                const TableOptions& options) {
  const auto module = formats::module();
  return module ? (*module)->write_table(path, table, options) : module.error();
}

Result<std::vector<std::byte>> encode_geotiff(const GeoPicture& picture) {
  const auto module = formats::module();
  return module ? (*module)->encode_geotiff(picture) : module.error();
}

}  // namespace terreau
