#include "app/gui.h"

#include <algorithm>
#include <array>

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include "app/ui/fonts.h"
#include "app/ui/ui.h"

namespace terreau {

EarlyFonts start_fonts(double pixel_scale) {
  return std::async(std::launch::async, [pixel_scale] {
    auto atlas = std::make_shared<ImFontAtlas>();
    ui::draw_fonts(*atlas, pixel_scale);
    return atlas;
  });
}

Gui::Gui(const EarlyFonts& fonts)
    : fonts_(fonts.valid() ? fonts.get() : std::make_shared<ImFontAtlas>()) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext(fonts_.get());
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;               // nothing is written into the working directory
  io.ConfigInputTextCursorBlink = false;  // a blinking cursor would draw frames while idle
  ImGui_ImplOpenGL3_Init("#version 330 core");
  constexpr std::array<std::uint8_t, 4> kWhite{255, 255, 255, 255};
  blank_.resize(1, 1);
  blank_.write_rows(0, 1, kWhite);
}

Gui::~Gui() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
}

void Gui::use_style(Theme theme, double pixel_scale) {
  if (theme == theme_ && pixel_scale == pixel_scale_) return;
  [[maybe_unused]] const bool same_fonts = pixel_scale == pixel_scale_;
  theme_ = theme;
  pixel_scale_ = pixel_scale;
  ui::apply_style(theme, pixel_scale);
#if IMGUI_VERSION_NUM < 19200
  if (!same_fonts) ImGui_ImplOpenGL3_DestroyFontsTexture();
#endif
}

void Gui::begin(double width_pt, double height_pt, double pixel_scale, double seconds_since_last) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(width_pt), static_cast<float>(height_pt)};
  io.DisplayFramebufferScale = {static_cast<float>(pixel_scale), static_cast<float>(pixel_scale)};
  io.DeltaTime = std::max(static_cast<float>(seconds_since_last), 1e-4F);
  ImGui_ImplOpenGL3_NewFrame();
#if IMGUI_VERSION_NUM < 19200  // newer versions follow the font atlas by themselves
  if (io.Fonts->TexID == ImTextureID{}) {
    ImGui_ImplOpenGL3_CreateFontsTexture();
    io.Fonts->ClearTexData();  // the texture has them
  }
#endif
  ImGui::NewFrame();
}

void Gui::end() { ImGui::Render(); }

void Gui::draw() {
  ImDrawData* data = ImGui::GetDrawData();
  rectangles_.align(*data);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

bool Gui::wants_mouse() const { return ImGui::GetIO().WantCaptureMouse; }
bool Gui::wants_keyboard() const { return ImGui::GetIO().WantTextInput; }

}  // namespace terreau
