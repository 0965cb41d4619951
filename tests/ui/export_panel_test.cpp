#include <gtest/gtest.h>

#include "tests/ui/window.h"

namespace terreau::ui {
namespace {

using test::Window;
using What = action::ExportData::What;

struct ExportPanel : testing::Test {
  ExportPanel() {
    w.ui.export_path = "/home/me/list.csv";
    w.click("link", "exporter");
    w.frames(3);
  }
  Window w;
};

TEST_F(ExportPanel, Opens_from_the_bottom_bar_and_closes) {
  EXPECT_TRUE(w.ui.show_export);
  w.click("button", "Fermer");
  EXPECT_FALSE(w.ui.show_export);
}

TEST_F(ExportPanel, A_format_gives_the_name_its_ending) {
  EXPECT_EQ(w.widget("radio", "CSV")->checked, true);
  w.click("radio", "GeoPackage");
  EXPECT_EQ(w.ui.export_path, "/home/me/list.gpkg");
  const auto asked = w.click("button", "Exporter");
  const auto* out = test::find<action::ExportData>(asked);
  ASSERT_NE(out, nullptr);
  EXPECT_EQ(out->path, "/home/me/list.gpkg");
  EXPECT_EQ(out->what, What::places);
}

TEST_F(ExportPanel, Statistics_are_tables) {
  w.click("radio", "GeoJSON");
  w.click("radio", "Statistiques par territoire");
  EXPECT_EQ(w.ui.export_path, "/home/me/list.csv");
  w.frames(2);
  EXPECT_EQ(w.widget("radio", "GeoJSON"), nullptr);
  const auto asked = w.click("button", "Exporter");
  ASSERT_NE(test::find<action::ExportData>(asked), nullptr);
  EXPECT_EQ(test::find<action::ExportData>(asked)->what, What::statistics);
}

TEST_F(ExportPanel, A_running_export_shows_how_far_it_is_and_can_be_cancelled) {
  w.ui.export_progress = 0.4;
  w.frames(2);
  const auto bars = w.all("progressbar");
  ASSERT_EQ(bars.size(), 1U);
  EXPECT_EQ(bars[0].value, "40\u00a0%");
  EXPECT_EQ(w.widget("button", "Exporter"), nullptr);
  EXPECT_TRUE(w.ui.redraw_after_s.has_value());  // the window does not sleep meanwhile
  EXPECT_NE(test::find<action::CancelExport>(w.click("button", "Annuler")), nullptr);
}

}  // namespace
}  // namespace terreau::ui
