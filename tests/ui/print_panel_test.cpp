#include <gmock/gmock.h>

#include "tests/ui/window.h"

namespace terreau::ui {
namespace {

using test::Window;
using testing::EndsWith;
using testing::StartsWith;

Window& opened(Window& w, bool on_paper) {
  w.ui.print.documents = "/home/me/Documents";
  w.ui.print.pictures = "/home/me/Images";
  open_print(w.ui, on_paper);
  w.frames(3);
  return w;
}

std::string path_in(const Window& w) {
  const Widget* field = w.widget("textbox", "Fichier");
  return field == nullptr ? "" : field->value.value_or("");
}

TEST(PrintPanel, ProposesAPathInTheUsersFolders) {
  Window w;
  opened(w, true);
  EXPECT_THAT(path_in(w), StartsWith("/home/me/Documents/terreau-"));
  EXPECT_THAT(path_in(w), EndsWith(".pdf"));
  w.click("radio", "PNG");
  w.frames(2);
  EXPECT_THAT(path_in(w), StartsWith("/home/me/Images/"));
  EXPECT_THAT(path_in(w), EndsWith(".png"));
}

TEST(PrintPanel, AsksForWhatWasChosen) {
  Window w;
  opened(w, true);
  w.click("radio", "A3");
  w.click("radio", "paysage");
  const auto asked = w.click("button", "Enregistrer");
  const auto* save = test::find<action::SaveMap>(asked);
  ASSERT_NE(save, nullptr);
  EXPECT_EQ(save->page, "a3");
  EXPECT_TRUE(save->landscape);
  EXPECT_THAT(save->path, EndsWith(".pdf"));
}

TEST(PrintPanel, TheMapAloneHasNoPage) {
  Window w;
  opened(w, false);
  EXPECT_EQ(w.widget("radio", "paysage"), nullptr);
  w.click("radio", "4×");
  const auto asked = w.click("button", "Enregistrer");
  const auto* save = test::find<action::SaveMap>(asked);
  ASSERT_NE(save, nullptr);
  EXPECT_EQ(save->page, "");
  EXPECT_EQ(save->scale, 4);
}

TEST(PrintPanel, TheAtlasIsAPdfOnPaper) {
  Window w;
  opened(w, false);
  w.click("radio", "PNG");
  w.click("radio", "atlas des départements");
  w.frames(2);
  EXPECT_EQ(w.widget("radio", "PNG"), nullptr);
  EXPECT_EQ(w.widget("radio", "carte seule"), nullptr);
  const auto asked = w.click("button", "Enregistrer");
  const auto* save = test::find<action::SaveMap>(asked);
  ASSERT_NE(save, nullptr);
  EXPECT_TRUE(save->atlas);
  EXPECT_EQ(save->page, "a4");
  EXPECT_THAT(save->path, EndsWith(".pdf"));
}

TEST(PrintPanel, SaysThatAFileWillBeReplaced) {
  Window w;
  opened(w, true);
  EXPECT_EQ(w.ui.file.asked, path_in(w));
  const char* warning = "Ce fichier existe déjà\u00a0: il sera remplacé.";
  w.ui.file = {w.ui.file.asked, "another.pdf", true};
  w.frames(1);
  EXPECT_EQ(w.widget("label", warning), nullptr);
  w.ui.file.checked = w.ui.file.asked;
  w.frames(1);
  EXPECT_NE(w.widget("label", warning), nullptr);
}

TEST(PrintPanel, WhileItSavesItCanBeStopped) {
  Window w;
  opened(w, false);
  w.ui.print.progress = 0.5;
  w.frames(2);
  EXPECT_EQ(w.widget("button", "Enregistrer"), nullptr);
  ASSERT_NE(w.widget("progressbar", "Enregistrement de la carte"), nullptr);
  EXPECT_NE(test::find<action::CancelSave>(w.click("button", "Annuler")), nullptr);
}

TEST(PrintPanel, ClosesWithItsButton) {
  Window w;
  opened(w, true);
  w.click("button", "Fermer");
  w.frames(1);
  EXPECT_EQ(w.widget("radio", "A4"), nullptr);
}

TEST(PrintPanel, NoLabelIsCut) {
  for (const Language language : {Language::fr, Language::en}) {
    Window w(40, 1024, 640);
    w.state.language = language;
    opened(w, true);
    EXPECT_TRUE(w.ui.cut.empty()) << testing::PrintToString(w.ui.cut);
  }
}

}  // namespace
}  // namespace terreau::ui
