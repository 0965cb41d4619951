#include "app/print/furniture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "app/model/i18n.h"
#include "app/model/scale_bar.h"
#include "app/model/view_line.h"
#include "app/model/words.h"
#include "geodata/attribution.h"
#include "geodata/data_number.h"
#include "geodata/projection.h"

namespace terreau::print {
namespace {

constexpr double kMetresPerPagePoint = 0.0254 / 72;
constexpr double kBarHeight = 4;

// "1 : 5 400 000", to two figures: the paper shrinks more than that.
std::string fraction(Language language, double metres_a_page_point) {
  const double ratio = metres_a_page_point / kMetresPerPagePoint;
  const double step = std::pow(10, std::floor(std::log10(ratio)) - 1);
  const auto rounded = static_cast<std::int64_t>(std::llround(ratio / step) * std::llround(step));
  return "1\u00a0:\u00a0" + format_count(language, std::max<std::int64_t>(rounded, 1));
}

struct Cited {
  std::set<std::string_view> urls;
  int from = 0, to = 0;  // years
};

Cited cited(const Places& places) {
  Cited out;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const std::string_view url = places.source_url(PlaceId{i});
    const std::string_view date = places.source_date(PlaceId{i});
    if (!url.empty()) out.urls.insert(url);
    const int year = date.size() < 4 ? 0 : std::atoi(std::string(date.substr(0, 4)).c_str());
    if (year == 0) continue;
    out.from = out.from == 0 ? year : std::min(out.from, year);
    out.to = std::max(out.to, year);
  }
  return out;
}

std::string places_sentence(Language language, const World& world) {
  const Cited all = cited(*world.atlas.places);
  if (all.urls.empty()) return "";
  std::string years = std::to_string(all.from);
  if (all.to != all.from) years += "–" + std::to_string(all.to);
  std::string text = tr_n(language, "Places: {} source cited", "Places: {} sources cited",
                          static_cast<std::int64_t>(all.urls.size()));
  if (all.from != 0) text += ", " + years;
  return text + ". " +
         std::string(tr(language,
                        "Not a census: what is missing here may well "
                        "exist."));
}

}  // namespace

double draw_lines(Canvas& canvas, const Type& type, ScreenPos at, Colour colour,
                  const std::vector<std::string>& lines) {
  double y = at.y_pt + type.size_pt;
  for (const std::string& line : lines) {
    // A space at the end joins the lines again for whoever copies them.
    canvas.text(type, {at.x_pt, y}, colour, &line == &lines.back() ? line : line + " ");
    y += type.line_pt();
  }
  return type.line_pt() * static_cast<double>(lines.size());
}

void draw_scale(Canvas& canvas, ScreenPos at, double metres_a_point, double factor,
                const MapState& state, bool on_paper) {
  const Palette& colours = palette(state.theme);
  const double metres = scale_length_m(metres_a_point, kScaleWidth - 30);
  const double width = metres / metres_a_point, half = canvas.snap(width / 2);
  const double y = canvas.snap(at.y_pt + type::kSmall.size_pt + 4);
  const double x = canvas.snap(at.x_pt);
  canvas.rect({x, y, half, kBarHeight});
  canvas.fill(colours.text);
  canvas.rect({x + half, y, width - half, kBarHeight});
  canvas.fill(colours.panel);
  canvas.rect({x, y, width, kBarHeight});
  canvas.stroke(colours.text, 0.6);
  const double above = at.y_pt + type::kSmall.size_pt;
  canvas.text(type::kSmall, {x, above}, colours.text, "0");
  canvas.text_centred(type::kSmall, {x + width, above}, colours.text,
                      length_text(state.language, metres));
  if (!on_paper) return;
  canvas.text(type::kSmall, {x, y + kBarHeight + 3 + type::kSmall.size_pt}, colours.secondary,
              fraction(state.language, metres_a_point / factor));
}

void draw_north(Canvas& canvas, ScreenPos at, const MapFrame& frame, const MapState& state) {
  const Palette& colours = palette(state.theme);
  const Projection projection(frame.territory);
  const MapPos middle = frame.to_map(frame.viewport.center());
  const LonLat here = projection.unproject(middle);
  const MapPos north = projection.project({here.lon_deg, here.lat_deg + 0.01});
  const double angle = std::atan2(north.x_m - middle.x_m, north.y_m - middle.y_m);
  const double sine = std::isfinite(angle) ? std::sin(angle) : 0;
  const double cosine = std::isfinite(angle) ? std::cos(angle) : 1;
  const ScreenPos c{at.x_pt + kNorthSize / 2, at.y_pt + kNorthSize / 2 + 4};
  const auto turned = [&](double right, double up) {
    return ScreenPos{c.x_pt + right * cosine + up * sine, c.y_pt + right * sine - up * cosine};
  };
  canvas.move_to(turned(0, 9));
  canvas.line_to(turned(5, -8));
  canvas.line_to(turned(0, -4.5));
  canvas.line_to(turned(-5, -8));
  canvas.close();
  canvas.fill(colours.text);
  const ScreenPos letter = turned(0, 12);
  canvas.text_centred({Face::semi_bold, 8}, {letter.x_pt, letter.y_pt + 1}, colours.text,
                      tr(state.language, Text2{"N", "N"}));
}

std::vector<std::string> source_sentences(Language language, const World& world) {
  std::vector<std::string> out;
  const auto say = [&](std::string_view what, const std::string& who) {
    out.push_back(filled(tr(language, "{}: {}."), {what, who}));
  };
  bool own_borders = false;
  for (const BoundaryReport& r : world.atlas.boundary_reports) {
    if (r.source.starts_with("france/")) continue;
    own_borders = own_borders || r.departments > 0;
    say(tr(language, "Borders"), r.source.substr(r.source.find_last_of("/\\") + 1));
  }
  for (const Attribution& a : embedded_attributions()) {
    if (own_borders && &a == &embedded_attributions().front()) continue;
    const std::string licence(a.licence.empty() ? tr(language, "public domain") : a.licence);
    std::string who(a.who);
    // The sign stays with its name.
    if (who.starts_with("© ")) who.replace(0, 3, "©\u00a0");
    say(tr(language, a.what), who + " (" + licence + ")");
  }
  for (const SourceReport& source : world.atlas.sources) {
    if (is_embedded(source)) continue;
    say(tr(language, "Places"), public_name(source) + " (" +
                                    tr_n(language, "{} place", "{} places", source.accepted) + ")");
  }
  if (std::string text = places_sentence(language, world); !text.empty()) {
    out.push_back(std::move(text));
  }
  return out;
}

std::string fingerprint(const World& world, const MapState& s, const std::string& more) {
  ContentHash hash;
  hash.add(view_line(s, world));  // names the data too
  for (const double value : {s.width_pt, s.height_pt}) hash.add_value(value);
  hash.add_value(s.theme);
  hash.add_value(s.language);
  hash.add(more);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%08x",
                static_cast<unsigned>(hash.number ^ hash.number >> 32));
  return text.data();
}

}  // namespace terreau::print
