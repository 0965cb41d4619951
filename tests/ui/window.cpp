#include "tests/ui/window.h"

#include <gtest/gtest.h>
#include <imgui.h>

namespace terreau::test {
namespace {

void press_mouse(bool down) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMouseButtonEvent(0, down);
#else
  ImGui::GetIO().MouseDown[0] = down;
#endif
}

void press_key(int key, bool down) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(key), down);
#else
  ImGui::GetIO().KeysDown[key] = down;
#endif
}

}  // namespace

Window::Window(int places, double width_pt, double height_pt, double pixel_scale) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {static_cast<float>(width_pt), static_cast<float>(height_pt)};
  io.DisplayFramebufferScale = {static_cast<float>(pixel_scale), static_cast<float>(pixel_scale)};
#if IMGUI_VERSION_NUM < 18700
  for (int k = 0; k < ImGuiKey_COUNT; ++k) io.KeyMap[k] = k;
#endif
  world = world_of(scattered(places, 7));
  ui::apply_style(Theme::light, pixel_scale);
#if IMGUI_VERSION_NUM < 19200
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
#else
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
  state.width_pt = width_pt;
  state.height_pt = height_pt;
  state.pixel_scale = pixel_scale;
  move_to({width_pt / 2, height_pt / 2});
  frames(3);
}

Window::~Window() { ImGui::DestroyContext(); }

std::vector<Action> Window::frames(int n) {
  std::vector<Action> all;
  for (int i = 0; i < n; ++i) {
    // Filters change the markers in the program; here they are as the state wants them.
    if (!(world.markers->filter == state.filter)) {
      world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, state.filter));
      world.facets = std::make_shared<Facets>(count_facets(*world.atlas.places, state.filter));
    }
    const ListWish wish = list_wish(state, world);
    if (state.list.open && !wish.met_by(world.list.get())) world.list = list_rows(wish, world.list);
    scene = build_scene(state, world);
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    const auto asked = ui::draw(state, world, scene, ui);
    ImGui::Render();
    all.insert(all.end(), asked.begin(), asked.end());
    // What is typed is the state's at once, as in the program.
    for (const Action& a : asked) {
      if (std::holds_alternative<action::Search>(a)) terreau::apply(state, a, world);
    }
  }
  return all;
}

void Window::move_to(ScreenPos at) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMousePosEvent(static_cast<float>(at.x_pt), static_cast<float>(at.y_pt));
#else
  ImGui::GetIO().MousePos = {static_cast<float>(at.x_pt), static_cast<float>(at.y_pt)};
#endif
}

std::vector<Action> Window::click(std::string_view role, std::string_view label) {
  const ui::Widget* found = widget(role, label);
  if (found == nullptr) {
    ADD_FAILURE() << "no " << role << " " << label;
    return {};
  }
  move_to(found->rect.center());
  std::vector<Action> all = frames(1);
  for (const bool down : {true, false}) {
    press_mouse(down);
    const auto asked = frames(1);
    all.insert(all.end(), asked.begin(), asked.end());
  }
  const auto asked = frames(1);
  all.insert(all.end(), asked.begin(), asked.end());
  return all;
}

std::vector<Action> Window::type(const std::string& text) {
  ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
  return frames(2);
}

std::vector<Action> Window::press(int imgui_key) {
  press_key(imgui_key, true);
  std::vector<Action> all = frames(1);
  press_key(imgui_key, false);
  const auto asked = frames(1);
  all.insert(all.end(), asked.begin(), asked.end());
  return all;
}

void Window::apply(const std::vector<Action>& actions) {
  for (const Action& a : actions) terreau::apply(state, a, world);
  frames(1);
}

const ui::Widget* Window::widget(std::string_view role, std::string_view label) const {
  for (const ui::Widget& w : ui.widgets) {
    if (w.role == role && w.label == label) return &w;
  }
  return nullptr;
}

std::vector<ui::Widget> Window::all(std::string_view role) const {
  std::vector<ui::Widget> out;
  for (const ui::Widget& w : ui.widgets) {
    if (w.role == role) out.push_back(w);
  }
  return out;
}

const SceneMark* Window::a_cluster() {
  scene = build_scene(state, world);
  for (const SceneMark& m : scene.marks) {
    if (m.frame == 0 && m.count > 1) return &m;
  }
  return nullptr;
}

}  // namespace terreau::test
