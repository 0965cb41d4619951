#include "app/ui/ui.h"

#include <chrono>
#include <utility>

#include "app/ui/facts.h"
#include "app/ui/panels.h"

namespace terreau::ui {
namespace {

double steady_now_s() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::vector<Action> draw(const MapState& state, const World& world, const Scene& scene,
                         UiState& ui) {
  std::vector<Action> actions;
  if (!ui.cache) ui.cache = std::make_shared<Cache>();
  ui.widgets.clear();
  ui.cut.clear();
  ui.redraw_after_s.reset();
  Frame f{state, world, scene, ui, actions, colours(state.theme), steady_now_s()};
  walk_focus(f);
  if (ui.command) run_command(f, *std::exchange(ui.command, std::nullopt));
  if (state.panels) {
    draw_bottom_bar(f);
    draw_left_panel(f);
    draw_list_panel(f);
    draw_card(f);
    draw_comparison_panel(f);
    draw_shading_panel(f);
    draw_knowledge_panel(f);
    draw_stories_panel(f);
    draw_key_figures_panel(f);
    draw_key_sheet(f);
    draw_sources_panel(f);
    draw_map_options(f);
    draw_inset_handles(f);
    draw_minimap(f);
    draw_export_panel(f);
    draw_print_panel(f);
    draw_views_panel(f);
    draw_open_panel(f);
    draw_import_panel(f);
    draw_role_choices(f);
    draw_loading(f);
    draw_offer(f);
    draw_menu(f);
    draw_map_tooltip(f);
    draw_hint(f);
  }
  draw_rubber_band(f);
  draw_status(f);
  return actions;
}

}  // namespace terreau::ui
