#include "app/print/sheet.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "app/model/action.h"
#include "app/print/furniture.h"
#include "geodata/data_number.h"
#include "geodata/projection.h"
#include "tests/print/tools.h"
#include "tests/render/golden.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

using print::Format;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::array kFormats{Format::png, Format::svg, Format::pdf, Format::tif};
constexpr std::array kPapers{"a0", "a1", "a2", "a3", "a4", "a5"};

class Sheets : public PrintTest {};

print::Sheet around_le_mans(const World& world, std::string_view paper, bool landscape) {
  MapState state;
  state.graticule = true;
  state.insets = false;
  state.nearby = Nearby{{0.2, 48}, 50, "Le Mans"};
  apply(state, action::View{{0.2, 48}, 7.4}, world);
  return sheet_of(world, state, paper, landscape);
}

TEST_F(Sheets, PortraitAsBefore) {
  const print::Sheet sheet = sheet_of(whole(), {}, "a4", false);
  EXPECT_TRUE(same_as_golden(picture_of(bytes_of(Format::png, sheet, whole())), "page_portrait"));
}

TEST_F(Sheets, LandscapeInTheDarkWithShadedDepartmentsAsBefore) {
  MapState state;
  state.theme = Theme::dark;
  state.choropleth = Choropleth::count;
  const print::Sheet sheet = sheet_of(whole(), state, "a4", true);
  EXPECT_TRUE(same_as_golden(picture_of(bytes_of(Format::png, sheet, whole())), "page_landscape"));
}

TEST_F(Sheets, ADepartmentOnASmallPageAsBefore) {
  MapState state;
  state.language = Language::en;
  state.filter.year_from = 1990;
  const print::Sheet sheet = sheet_of(whole(), state, "a5", false, "62");
  EXPECT_TRUE(
      same_as_golden(picture_of(bytes_of(Format::png, sheet, whole(), 2)), "page_department"));
}

TEST_F(Sheets, TheCreditsOfASmallPictureGiveWayToInsets) {
  print::SheetOptions options;
  options.width_pt = 500;
  options.height_pt = 400;
  options.furniture = options.on_paper = false;
  options.title = "Coopérations";
  const print::Sheet sheet = lay_out(options, {}, whole(), [](MapState&) {});
  EXPECT_TRUE(same_as_golden(picture_of(bytes_of(Format::png, sheet, whole())), "picture_small"));
}

TEST_F(Sheets, AroundASpotWithAGraticuleAndAnOverlayAsBefore) {
  World world = whole();
  world.atlas.overlays = std::make_shared<std::vector<Overlay>>(
      std::vector<Overlay>{hexagons("epci", {-1, 46.5}, 0.4, 4, 4)});
  const print::Sheet sheet = around_le_mans(world, "a3", true);
  EXPECT_TRUE(same_as_golden(picture_of(bytes_of(Format::png, sheet, world)), "page_around"));
}

TEST_F(Sheets, TheSmallestPageInTheDarkAndInEnglishAsBefore) {
  MapState state;
  state.language = Language::en;
  state.theme = Theme::dark;
  const print::Sheet sheet = sheet_of(whole(), state, "a5", true);
  EXPECT_TRUE(same_as_golden(picture_of(bytes_of(Format::png, sheet, whole(), 2)), "page_small"));
}

TEST_F(Sheets, TheLegendNamesTheLinesThatAreShown) {
  World world = whole();
  world.atlas.overlays = std::make_shared<std::vector<Overlay>>(std::vector<Overlay>{
      hexagons("epci", {-1, 46.5}, 0.4, 4, 4), hexagons("qpv", {1, 46.5}, 0.1, 4, 4)});
  const auto lines = [&](const MapState& state) {
    std::vector<std::string> names;
    for (const auto& row : sheet_of(world, state, "a4", false).legend.rows) {
      if (row.line) names.push_back(row.name);
    }
    return names;
  };
  MapState state;
  EXPECT_THAT(lines(state), ElementsAre("epci", "qpv"));
  state.hidden_overlays = {"epci"};
  state.nearby = Nearby{{0.2, 48}, 50, "Le Mans"};
  EXPECT_THAT(lines(state), ElementsAre("qpv", "À moins de 50\u00a0km · Le Mans"));
}

// Every block inside the page, none above another.
TEST_F(Sheets, NothingFallsOffThePage) {
  for (const char* paper : kPapers) {
    for (const bool landscape : {false, true}) {
      for (const char* department : {"", "62", "974"}) {
        MapState state;
        state.choropleth = Choropleth::count;
        const print::Sheet s = sheet_of(whole(), state, paper, landscape, department);
        const std::string what =
            std::string(paper) + (landscape ? " landscape " : " ") + department;
        const double legend = print::height_pt(s.legend, s.legend_width_pt, s.map_factor);
        const double notes = print::type::kSmall.line_pt() * static_cast<double>(s.notes.size());
        EXPECT_GE(s.map.x_pt, 0) << what;
        EXPECT_GT(s.map.height_pt, s.page.height_pt * 0.3) << what;
        EXPECT_LE(s.legend_at.y_pt + legend, s.notes_at.y_pt) << what;
        EXPECT_LT(s.notes_at.y_pt + notes, s.page.height_pt) << what;
        EXPECT_LT(s.legend_at.x_pt + s.legend_width_pt, s.page.width_pt) << what;
        EXPECT_LT(s.scale_at.x_pt + print::kScaleWidth, s.page.width_pt) << what;
        EXPECT_LT(s.scale_at.y_pt + print::kScaleHeight, s.page.height_pt) << what;
        const bool beside = s.legend_at.x_pt >= s.map.x_pt + s.map.width_pt;
        EXPECT_TRUE(beside || s.legend_at.y_pt >= s.map.y_pt + s.map.height_pt) << what;
      }
    }
  }
}

TEST_F(Sheets, TheSameBytesAgain) {
  for (const Format format : kFormats) {
    const print::Sheet sheet = sheet_of(whole(), {}, "a5", true);
    const auto first = bytes_of(format, sheet, whole());
    EXPECT_FALSE(first.empty());
    EXPECT_EQ(first, bytes_of(format, sheet_of(whole(), {}, "a5", true), whole()));
  }
}

TEST_F(Sheets, ADateOnlyWhereOneIsGiven) {
  const print::Sheet sheet = sheet_of(whole(), {}, "a5", false);
  const std::string without = write("without.pdf", bytes_of(Format::pdf, sheet, whole()));
  EXPECT_THAT(output_of("pdfinfo " + without), Not(HasSubstr("CreationDate")));
  setenv("SOURCE_DATE_EPOCH", "1500000000", 1);
  const std::string with = write("with.pdf", bytes_of(Format::pdf, sheet, whole()));
  const std::string tif = write("with.tif", bytes_of(Format::tif, sheet, whole()));
  unsetenv("SOURCE_DATE_EPOCH");
  EXPECT_THAT(output_of("TZ=UTC pdfinfo " + with), HasSubstr("Jul 14 02:40:00 2017"));
  EXPECT_THAT(output_of("gdalinfo " + tif), HasSubstr("TIFFTAG_DATETIME=2017:07:14 02:40:00"));
}

TEST_F(Sheets, APdfIsTextWithItsFontsAndTags) {
  const print::Sheet sheet = sheet_of(whole(), {}, "a4", false);
  const std::string pdf = write("a.pdf", bytes_of(Format::pdf, sheet, whole()));
  EXPECT_THAT(output_of("qpdf --check " + pdf), HasSubstr("No syntax or stream encoding errors"));
  const std::string text = output_of("pdftotext -layout " + pdf + " -");
  for (const char* words :
       {"La coopération en France", "Légende", "Coopératives de travail", "Nouvelle-Aquitaine",
        "Natural Earth", "Guadeloupe", "200 km", "empreinte"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
  const std::string info = output_of("pdfinfo " + pdf);
  for (const char* words : {"Title:           La coopération en France", "Author:          Terreau",
                            "Tagged:          yes", "(A4)"}) {
    EXPECT_THAT(info, HasSubstr(words));
  }

  EXPECT_THAT(output_of("qpdf --json " + pdf), HasSubstr("fr-FR"));
  const std::string structure = output_of("pdfinfo -struct " + pdf);
  for (const char* tag : {"Document", "H1", "Figure", "Sect"})
    EXPECT_THAT(structure, HasSubstr(tag));
  // Name, type, encoding, then "emb sub uni": each font is inside.
  std::istringstream fonts(output_of("pdffonts " + pdf));
  std::string line;
  int count = 0;
  for (int i = 0; std::getline(fonts, line); ++i) {
    if (i < 2) continue;
    ++count;
    EXPECT_THAT(line, HasSubstr("yes yes yes"));
    EXPECT_THAT(line, HasSubstr("Inter"));
  }
  EXPECT_GE(count, 3);
}

TEST_F(Sheets, AMarkerInAPdfLeadsToItsSource) {
  World world = whole();
  auto places = std::make_shared<Places>();
  PlaceRow row;
  row.id = row.name = "one";
  row.position = {2.6, 50.4};
  row.precision = Precision::address;
  row.form = LegalForm::scic;
  row.source_url = "https://example.org/l'article";
  places->add(row, 0);
  world.atlas.places = places;
  world.markers = std::make_shared<Markers>(build_markers(*places, {}));
  const print::Sheet sheet = sheet_of(world, {}, "a5", false, "62");
  const std::string pdf = write("a.pdf", bytes_of(Format::pdf, sheet, world));
  EXPECT_THAT(output_of("qpdf --json " + pdf), HasSubstr("https://example.org/l'article"));
}

TEST_F(Sheets, AnSvgHasATitleAndIsWellFormed) {
  print::Sheet sheet = sheet_of(whole(), {}, "a5", false);
  sheet.options.title = "Terre & <eau>";
  const std::string svg = write("a.svg", bytes_of(Format::svg, sheet, whole()));
  EXPECT_EQ(output_of("xmllint --noout " + svg), "");
  EXPECT_THAT(output_of("xmllint --xpath 'string(/*/*[1])' " + svg), HasSubstr("Terre & <eau>"));
}

// The corners of the picture are where the map says that they are.
TEST_F(Sheets, AGeoTiffKnowsWhereItIs) {
  for (const char* department : {"62", "974"}) {
    const print::Sheet sheet = sheet_of(whole(), {}, "a4", true, department);
    const std::string tif = write("a.tif", bytes_of(Format::tif, sheet, whole(), 2));
    const auto info = nlohmann::json::parse(output_of("gdalinfo -json " + tif));
    const MapFrame& frame = sheet.scene.frames.front();
    const Projection projection(frame.territory);
    EXPECT_THAT(info["coordinateSystem"]["wkt"].get<std::string>(),
                HasSubstr(std::string(projection.crs()).substr(5)));
    const MapPos corner =
        frame.to_map({-sheet.map.x_pt / sheet.map_factor, -sheet.map.y_pt / sheet.map_factor});
    const double pixel_m = metres_per_point(frame.camera.zoom) / sheet.map_factor / 2;
    EXPECT_NEAR(info["geoTransform"][1].get<double>(), pixel_m, pixel_m * 1e-6);
    EXPECT_NEAR(info["cornerCoordinates"]["upperLeft"][0].get<double>(), corner.x_m, pixel_m * 1.5);
    EXPECT_NEAR(info["cornerCoordinates"]["upperLeft"][1].get<double>(), corner.y_m, pixel_m * 1.5);
  }
}

TEST_F(Sheets, TheLegendHoldsWhatIsOnTheMap) {
  MapState state;
  const print::Sheet all = sheet_of(whole(), state, "a4", false);
  state.visible = kinds_of(Family::agricole);
  const print::Sheet one = sheet_of(whole(), state, "a4", false);
  const auto families = [](const print::Sheet& sheet) {
    return std::ranges::count_if(sheet.legend.rows,
                                 [](const auto& r) { return r.family.has_value(); });
  };
  EXPECT_GT(families(all), 5);
  EXPECT_EQ(families(one), 1);
  EXPECT_EQ(one.legend.rows.front().family, Family::agricole);
  EXPECT_EQ(
      one.legend.rows.front().count,
      std::to_string(one.scene.in_view_by_family[static_cast<std::size_t>(Family::agricole)]));
  EXPECT_THAT(testing::PrintToString(one.subtitle), HasSubstr("masqu"));
}

TEST_F(Sheets, TheFingerprintFollowsDataAndOptions) {
  const std::uint64_t data = data_number(whole().atlas);
  EXPECT_EQ(data, data_number(whole().atlas));
  EXPECT_NE(data, data_number(Atlas()));
  const MapState state;
  const std::string first = print::fingerprint(whole(), state, "");
  EXPECT_EQ(first.size(), 8U);
  EXPECT_EQ(first, print::fingerprint(whole(), state, ""));
  World other_data = whole();
  ++other_data.data;
  EXPECT_NE(first, print::fingerprint(other_data, state, ""));
  EXPECT_NE(first, print::fingerprint(whole(), state, "title"));
  const auto differs = [&](const auto& change) {
    MapState other;
    change(other);
    return print::fingerprint(whole(), other, "") != first;
  };
  EXPECT_TRUE(differs([](MapState& s) { s.filter.year_from = 2001; }));
  EXPECT_TRUE(differs([](MapState& s) { s.filter.expression = "nom LIKE 'A%'"; }));
  EXPECT_TRUE(differs([](MapState& s) { s.filter.regions.set(3); }));
  EXPECT_TRUE(differs([](MapState& s) { s.shading.classes = 3; }));
  EXPECT_TRUE(differs([](MapState& s) { s.graticule = true; }));
  EXPECT_TRUE(differs([](MapState& s) { s.nearby = Nearby{}; }));
  EXPECT_TRUE(differs([](MapState& s) { s.hidden_overlays = {"epci"}; }));
}

}  // namespace
}  // namespace terreau::test
