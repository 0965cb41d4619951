#include <array>

#include "app/ui/panels.h"

// The foot of the left panel: how the map is shown.
namespace terreau::ui {
namespace {

constexpr float kButton = 28, kTop = 8;

void draw_shading(Frame& f, Rect area) {
  struct Choice {
    Choropleth what;
    std::string_view text, why;
  };
  const std::array<Choice, 3> choices{{
      {Choropleth::none, f.tr("plain"), f.tr("Departments are not shaded")},
      {Choropleth::count, f.tr("number"), f.tr("Shade departments by their number of places")},
      {Choropleth::per10000, f.tr("per 10,000 inh."),
       f.tr("Shade departments by places per 10,000 inhabitants")},
  }};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect(area.min(), area.max(), f.c.hairline, 6);
  float x = area.x + 2;
  for (const Choice& choice : choices) {
    const float w = text_width(Type::small, choice.text) + 14;
    const Rect r{x, area.y + 2, w, area.h - 4};
    const bool on = f.state.choropleth == choice.what;
    const Response response = hit(f, r, {"radio", choice.text, 0, on, {}, choice.why});
    if (on || response.hovered) {
      list->AddRectFilled(r.min(), r.max(), on ? f.c.accent_soft : f.c.hover, 4);
    }
    draw_text_centred(list, Type::small, r.middle(), on ? f.c.text : f.c.secondary, choice.text);
    if (response.clicked && !on) f.ask(action::SetChoropleth{choice.what});
    x += w;
  }
}

float shading_width(const Frame& f) {
  return 4 + 3 * 14 + text_width(Type::small, f.tr("plain")) +
         text_width(Type::small, f.tr("number")) + text_width(Type::small, f.tr("per 10,000 inh."));
}

void draw_language(Frame& f, const Rect& r) {
  const bool french = f.language() == Language::fr;
  const Response response = hit(f, r,
                                {"button",
                                 french ? "English" : "Français",
                                 0,
                                 {},
                                 {},
                                 french ? "Switch to English" : "Passer en français"});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (response.hovered) list->AddRectFilled(r.min(), r.max(), f.c.hover, 6);
  draw_text_centred(list, Type::chip, r.middle(), response.hovered ? f.c.text : f.c.secondary,
                    french ? "EN" : "FR");
  if (response.clicked) f.ask(action::SetLanguage{french ? Language::en : Language::fr});
}

}  // namespace

float draw_switches(Frame& f, ImVec2 at, float width) {
  const float shading = shading_width(f);
  draw_shading(f, {at.x, at.y + kTop, shading, kButton});
  float x = at.x + width - 3 * kButton;
  if (icon_button(f, {x, at.y + kTop, kButton, kButton}, icon::kClusters,
                  f.tr("Group what is close"), f.state.clusters)) {
    f.ask(action::SetClusters{!f.state.clusters});
  }
  x += kButton;
  const bool dark = f.state.theme == Theme::dark;
  if (icon_button(f, {x, at.y + kTop, kButton, kButton}, dark ? icon::kLightMode : icon::kDarkMode,
                  dark ? f.tr("Light theme") : f.tr("Dark theme"))) {
    f.ask(action::SetTheme{dark ? Theme::light : Theme::dark});
  }
  draw_language(f, {x + kButton, at.y + kTop, kButton, kButton});
  return kTop + kButton + kTop;
}

}  // namespace terreau::ui
