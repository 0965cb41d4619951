// A picture of the window in any state of its panels, without a window: ui_preview FILE [WORDS].
//   size=1280x800 scale=2 dark en closed · place=ID department=62 cluster · search=TEXT
//   unfold=agricole keys sources menu=x,y hover=x,y mouse=x,y years=2001-2010 do={"do":…} shading
//   loading
// For people who change panels; no test runs it.

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <utility>

#include <imgui.h>

#include "app/gui.h"
#include "app/headless.h"
#include "app/model/action.h"
#include "app/model/journal.h"
#include "app/model/scene.h"
#include "app/render/renderer.h"
#include "app/ui/ui.h"
#include "geodata/atlas.h"

namespace terreau {
namespace {

struct Preview {
  MapState state;
  World world;
  ui::UiState ui;
  std::optional<ScreenPos> mouse;
};

double clock_ms() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

std::pair<double, double> pair_of(const std::string& text) {
  char* end = nullptr;
  const double a = std::strtod(text.c_str(), &end);
  return {a, *end == '\0' ? 0 : std::strtod(end + 1, nullptr)};
}

void select_largest_cluster(Preview& p) {
  const Scene scene = build_scene(p.state, p.world);
  const SceneMark* best = nullptr;
  for (const SceneMark& m : scene.marks) {
    if (m.frame == 0 && m.count > 1 && (best == nullptr || m.count > best->count)) best = &m;
  }
  if (best != nullptr) p.state.selected = ClusterRef{p.state.territory, best->node};
}

void do_word(Preview& p, const std::string& word) {
  const std::size_t equals = word.find('=');
  const std::string key = word.substr(0, equals);
  const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
  const auto [a, b] = pair_of(value);
  if (key == "size") apply(p.state, action::Resize{a, b, p.state.pixel_scale}, p.world);
  if (key == "scale") p.state.pixel_scale = a;
  if (key == "dark") p.state.theme = Theme::dark;
  if (key == "en") p.state.language = Language::en;
  if (key == "closed") p.state.panel_open = false;
  if (key == "place") apply(p.state, action::SelectPlace{value}, p.world);
  if (key == "department") apply(p.state, action::SelectDepartment{value}, p.world);
  if (key == "cluster") select_largest_cluster(p);
  if (key == "search") p.ui.search_text = value;
  if (key == "keys") p.ui.show_keys = true;
  if (key == "sources") p.ui.show_sources = true;
  if (key == "status") p.ui.status = value;
  if (key == "menu") p.ui.menu_at = ScreenPos{a, b};
  if (key == "mouse") p.mouse = ScreenPos{a, b};
  if (key == "hover") apply(p.state, action::Hover{{a, b}}, p.world);
  if (key == "lambert") p.ui.lambert93 = true;
  if (key == "box") p.ui.box = ScreenRect{a, b, 200, 120};
  if (key == "do") {
    if (const auto action = action_from_json(value)) apply(p.state, *action, p.world);
  }
  if (key == "shading") p.ui.show_shading = true;
  if (key == "hide") apply(p.state, action::ToggleFamily{*family_by_code(value), false}, p.world);
  if (key == "unfold") p.ui.unfolded[static_cast<std::size_t>(*family_by_code(value))] = true;
  if (key == "empty") p.ui.show_empty = true;
  if (key == "years") {
    p.state.filter.year_from = static_cast<int>(a);
    p.state.filter.year_to = static_cast<int>(b);
  }
  if (key == "department_filter") {
    p.state.filter.departments.set(department_by_code(value)->value);
  }
  if (key == "text") p.state.filter.text = value;
  if (key == "loading") p.world = {};
}

void draw_frame(Preview& p, Gui& gui, Renderer& renderer, Headless& headless) {
  const Scene scene = build_scene(p.state, p.world);
  gui.use_style(p.state.theme, p.state.pixel_scale);
  if (p.mouse) {
    ImGui::GetIO().MousePos = {static_cast<float>(p.mouse->x_pt),
                               static_cast<float>(p.mouse->y_pt)};
  }
  gui.begin(p.state.width_pt, p.state.height_pt, p.state.pixel_scale, 1.0 / 60);
  const double start = clock_ms();
  const auto actions = ui::draw(p.state, p.world, scene, p.ui);
  gui.end();
  std::printf("panels %.2f ms, %d vertices, %zu widgets\n", clock_ms() - start,
              ImGui::GetDrawData()->TotalVtxCount, p.ui.widgets.size());
  for (const Action& action : actions) apply(p.state, action, p.world);
  renderer.draw(p.state, p.world, scene, headless.width_px(), headless.height_px());
  gui.draw();
}

int run(int argc, char** argv) {
  Preview p;
  auto atlas = load_atlas({});
  if (!atlas) {
    std::fprintf(stderr, "%s\n", atlas.error().text().c_str());
    return 1;
  }
  p.world.atlas = *std::move(atlas);
  p.world.markers = std::make_shared<Markers>(build_markers(*p.world.atlas.places, p.state.filter));
  for (int i = 2; i < argc; ++i) do_word(p, argv[i]);
  if (p.world.atlas.places->size() > 0) {
    p.world.markers =
        std::make_shared<Markers>(build_markers(*p.world.atlas.places, p.state.filter));
  }
  const auto pixels = [&](double points) {
    return static_cast<int>(std::lround(points * p.state.pixel_scale));
  };
  auto headless = Headless::open(pixels(p.state.width_pt), pixels(p.state.height_pt));
  if (!headless) {
    std::fprintf(stderr, "%s\n", headless.error().text().c_str());
    return 1;
  }
  Gui gui;
  Renderer renderer;
  const double start = clock_ms();
  gui.use_style(p.state.theme, p.state.pixel_scale);
  std::printf("style and fonts %.2f ms, atlas %dx%d\n", clock_ms() - start,
              ImGui::GetIO().Fonts->TexWidth, ImGui::GetIO().Fonts->TexHeight);
  for (int frame = 0; frame < 5; ++frame) {
    draw_frame(p, gui, renderer, **headless);
    // Tooltips come after a while.
    if (frame == 3) {
      const timespec rest{0, 500'000'000};
      nanosleep(&rest, nullptr);
    }
  }
  const std::string failure = write_png(argv[1], (*headless)->read_pixels());
  if (!failure.empty()) std::fprintf(stderr, "%s\n", failure.c_str());
  return failure.empty() ? 0 : 1;
}

}  // namespace
}  // namespace terreau

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "ui_preview FILE.png [WORDS], see preview.cpp\n");
    return 2;
  }
  return terreau::run(argc, argv);
}
