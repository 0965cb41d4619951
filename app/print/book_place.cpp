#include "app/model/place_facts.h"
#include "app/model/words.h"
#include "app/print/book_parts.h"
#include "app/print/mark_drawing.h"
#include "geodata/parse.h"

// A place in the list of its department.
namespace terreau::print {
namespace {

constexpr double kSign = 14, kSignFactor = 0.55, kAfter = 5;

void add_part(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += " · ";
  text += part;
}

std::string said(const BookView& v, PlaceId p) {
  const Places& places = v.places();
  std::string text = kinds_text(v.language(), places.kinds(p));
  add_part(text, places.commune(p));
  add_part(text, places.sector(p));
  if (places.year(p) != 0) add_part(text, std::to_string(places.year(p)));
  add_part(text, status_words(v.language(), places.status(p)));
  if (!places.located(p)) add_part(text, v.tr("not on the map"));
  return text;
}

bool is_page(std::string_view url) { return url.starts_with("http"); }

}  // namespace

Block place_block(const BookView& v, PlaceId p, double width) {
  const Places& places = v.places();
  const double room = width - kSign;
  const auto name = wrapped(kNameType, places.name(p), room);
  const auto text = wrapped(kListType, said(v, p), room);
  const std::string source = shortened(
      type::kSmall,
      filled(v.tr("{}: {}"), {v.tr("source"), source_text(v.language(), v.world.atlas, p)}), room);
  const double name_pt = kNameType.line_pt() * static_cast<double>(name.size());
  const double text_pt = kListType.line_pt() * static_cast<double>(text.size());
  const double height = name_pt + text_pt + type::kSmall.line_pt() + kAfter;
  return {
      height, [=, &v](Canvas& canvas, ScreenPos at) {
        canvas.enter({at.x_pt + 5, at.y_pt + kNameType.line_pt() / 2}, kSignFactor);
        draw_swatch(canvas, {0, 0}, display_family(v.places().kinds(p), v.state.visible), v.state);
        canvas.restore();
        const std::string site(v.places().website(p)), url(v.places().source_url(p));
        const double x = at.x_pt + kSign;
        canvas.tagged("P", [&] {
          draw_lines(canvas, kNameType, {x, at.y_pt},
                     is_page(site) ? v.colours().accent : v.colours().text, name);
          draw_lines(canvas, kListType, {x, at.y_pt + name_pt}, v.colours().text, text);
          draw_lines(canvas, type::kSmall, {x, at.y_pt + name_pt + text_pt},
                     is_page(url) ? v.colours().accent : v.colours().secondary, {source});
        });
        if (is_page(site)) canvas.link({x, at.y_pt, room, name_pt}, site);
        if (is_page(url)) {
          canvas.link({x, at.y_pt + name_pt + text_pt, room, type::kSmall.line_pt()}, url);
        }
      }};
}

}  // namespace terreau::print
