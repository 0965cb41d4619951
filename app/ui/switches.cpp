#include "app/ui/panels.h"

// The foot of the left panel: how the map is shown.
namespace terreau::ui {
namespace {

constexpr float kButton = 28, kTop = 8;

std::string_view shading_text(const Frame& f) {
  switch (f.state.choropleth) {
    case Choropleth::none: break;
    case Choropleth::count: return f.tr("Shading: number");
    case Choropleth::per10000: return f.tr("Shading: per 10,000 inh.");
    case Choropleth::share: return f.tr("Shading: share");
    case Choropleth::precise: return f.tr("Shading: precision");
    case Choropleth::source_year: return f.tr("Shading: sources");
  }
  return f.tr("Shading: none");
}

// Says what is shaded; opens the choices.
void draw_shading(Frame& f, const Rect& r) {
  const std::string_view text = shading_text(f);
  const Response response =
      hit(f, r, {"button", text, 0, f.ui.show_shading, {}, f.tr("How territories are shaded")});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (response.hovered || f.ui.show_shading) {
    list->AddRectFilled(r.min(), r.max(), f.c.hover, 6);
  }
  list->AddRect(r.min(), r.max(), f.ui.show_shading ? f.c.accent : f.c.hairline, 6);
  draw_text(list, Type::chip, {r.x + 10, r.middle().y - line_height(Type::chip) / 2}, f.c.text,
            text);
  draw_icon(list, Type::small_icon, {r.right() - 13, r.middle().y}, f.c.secondary, icon::kRight);
  if (response.clicked) f.ui.show_shading = !f.ui.show_shading;
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
  draw_shading(f, {at.x, at.y + kTop, width - 3 * kButton - 8, kButton});
  float x = at.x + width - 3 * kButton;
  draw_map_options_button(f, {x, at.y + kTop, kButton, kButton});
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
