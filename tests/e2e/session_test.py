#!/usr/bin/env python3
"""What outlasts the program: the session after a crash, what the user prefers, views with names."""

import json
import pathlib
import re
import signal
import tempfile
import unittest

import terreau_window as tw


class Sessions(tw.WindowTest):
    def memory(self, window):
        path = window.folder / "state/terreau/memory.json"
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}

    def longitude(self, window):
        line = self.memory(window).get("session", {}).get("view", "")
        at = re.search(r"[?&]at=([-0-9.e]+),", line)
        return float(at[1]) if at else None

    def kill(self, window):
        window.process.send_signal(signal.SIGKILL)
        window.process.wait()

    def again(self, window, *arguments):
        return self.open(*arguments, folder=window.folder)

    def farming(self, window):
        return window.widget("checkbox", "^Agriculture$")

    def test_a_killed_session_is_offered_and_resumed(self):
        window = self.open()
        self.assertFalse(window.widgets("button", "^Reprendre$"))
        window.click_widget("checkbox", "^Agriculture$")
        window.drag((800, 400), (700, 350))
        window.away()
        view, seen = window.state()["view"], window.settled()
        tw.wait_for("the session is on the disk", lambda: self.longitude(window) == view["lon"])
        self.assertIn("hidden=", self.memory(window)["session"]["view"])
        self.kill(window)
        window = self.again(window)
        self.assertTrue(self.farming(window)["checked"])  # it is only offered
        window.click_widget("button", "^Reprendre$")
        tw.wait_for("farming is hidden", lambda: not self.farming(window)["checked"])
        window.away()
        for key in ("lon", "lat", "zoom"):
            self.assertAlmostEqual(window.state()["view"][key], view[key], places=6)
        self.assertLess(window.settled().difference(seen, 8), 0.001)
        self.assertFalse(window.widgets("button", "^Reprendre$"))

    def test_the_offer_can_be_refused_and_taken_later_by_name(self):
        window = self.open()
        window.press_key("n")
        tw.wait_for("kept", lambda: "graticule" in
                    self.memory(window).get("session", {}).get("view", ""))
        window.quit()
        window = self.again(window)
        window.click_widget("button", "^Pas maintenant$")
        tw.wait_for("the offer is gone", lambda: not window.widgets("button", "^Reprendre$"))
        window.search("reprendre la session")
        window.wait_for_action(do="open_view")
        tw.wait_for("the graticule", lambda: self.memory(window)["session"]["view"].count(
            "graticule=on") == 1)

    def test_the_offer_by_keyboard(self):
        window = self.open()
        window.press_key("n")
        tw.wait_for("kept", lambda: "graticule" in
                    self.memory(window).get("session", {}).get("view", ""))
        self.kill(window)
        window = self.again(window)
        window.walk_to("button", "^Reprendre$", panels=6)
        window.press_key("Return")
        window.wait_for_action(do="open_view")

    def test_what_the_user_prefers_is_there_again(self):
        window = self.open()
        light = window.settled()
        window.search("theme clair ou sombre")
        window.search("scic")
        window.quit()
        self.assertEqual(self.memory(window)["theme"], "dark")
        window = self.again(window)
        window.away()
        self.assertGreater(window.settled().difference(light, 30), 0.5)
        window.press_key("slash")
        window.widget("listitem", "^scic$")

    def test_a_theme_that_is_asked_for_is_not_the_desktops(self):
        window = self.open("--theme", "dark")
        window.search("scic")  # it has had the keyboard for a while
        window.away()
        dark = sum(n for c, n in window.settled().colours().items() if max(c) < 80)
        self.assertGreater(dark, 0.6 * window.size[0] * window.size[1])

    def test_the_desktops_theme_is_followed(self):
        window = self.open()
        settings = window.folder / "config/gtk-3.0/settings.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text("[Settings]\ngtk-application-prefer-dark-theme=1\n", encoding="utf-8")
        window.search("theme du bureau")
        window.wait_for_action(do="theme", theme="dark")

    def test_a_damaged_memory_is_said_and_put_aside(self):
        window = self.open()
        window.quit()
        path = window.folder / "state/terreau/memory.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{ broken", encoding="utf-8")
        window = self.again(window)
        window.widget("status", "memory.json")
        self.assertTrue(path.with_suffix(".json.damaged").exists())


class Views(tw.WindowTest):
    def keep(self, window, name):
        """By keyboard alone: the name is typed as soon as the panel is there."""
        window.press_key("v")
        window.widget("textbox", "^Nom$")
        window.settled()
        window.type(name)
        window.press_key("Return")
        window.widget("listitem", f"^{name}$")

    def test_kept_opened_and_removed_by_mouse(self):
        window = self.open()
        window.press_key("n")
        self.keep(window, "Avec grille")
        window.press_key("Escape", "Escape", "n")
        window.wait_for_action(do="graticule", on=False)
        window.press_key("v")
        window.click_widget("listitem", "^Avec grille$")
        window.wait_for_action(do="open_view")
        tw.wait_for("the panel is closed", lambda: not window.widgets("textbox", "^Nom$"))
        window.press_key("v")
        window.click_widget("button", "^Supprimer « Avec grille »$".replace(" »", "\u00a0»")
                            .replace("« ", "«\u00a0"))
        tw.wait_for("no view", lambda: not window.widgets("listitem", "^Avec grille$"))

    def test_kept_and_opened_by_keyboard(self):
        window = self.open()
        window.press_key("n")
        self.keep(window, "Grille")
        window.press_key("Escape", "Escape")
        window.press_key("v")
        window.walk_to("listitem", "^Grille$")
        window.press_key("Return")
        window.wait_for_action(do="open_view")

    def map_of(self, window):
        """The bytes of the picture above the bottom bar, which has the pointer's coordinates."""
        width, height = window.size
        return window.settled().crop(0, 0, width, height - 28).data

    def test_sent_to_another_machine_it_shows_the_same(self):
        window = self.open()
        window.drag((800, 400), (740, 380))
        window.press_key("n")
        window.away()
        there = self.map_of(window)
        self.keep(window, "Ici")
        views = json.loads((window.folder / "data/terreau/views.json").read_text(encoding="utf-8"))
        line = views[0]["view"]
        window.quit()
        other = self.open()  # folders of its own: it knows nothing of the first
        other.press_key("v")
        other.click_widget("textbox", "^Vue$")
        other.type(line)
        other.press_key("Return")
        other.wait_for_action(do="open_view")
        tw.wait_for("the panel is closed", lambda: not other.widgets("textbox", "^Vue$"))
        other.away()
        self.assertEqual(self.map_of(other), there)
        other.quit()
        by_option = self.open("--open-view", line)
        by_option.away()
        self.assertEqual(self.map_of(by_option), there)
        by_option.quit()
        handed_over = self.open(line)  # as a desktop does with a link
        handed_over.away()
        self.assertEqual(self.map_of(handed_over), there)

    def test_the_palette_lists_and_runs_every_action(self):
        window = self.open()
        window.press_key("ctrl+k")
        window.widget("listitem", "^Toute la France$")
        window.type("gris")
        window.widget("listitem", "^Carte en gris$")
        window.press_key("Return")
        window.wait_for_action(do="vision", vision="grey")
        window.away()
        picture = tw.wait_for("a grey window", lambda: (
            lambda p: p if all(max(c) - min(c) < 3 for c in p.colours()) else None)(
                window.settled()))
        self.assertTrue(picture)


    def test_the_palette_by_mouse(self):
        window = self.open()
        window.click(800, 300, button=3)
        window.click_widget("menuitem", "^Toutes les actions$")
        window.click_widget("listitem", "^Liste des lieux$")
        window.wait_for_action(do="list", open=True)


class OpenData(tw.WindowTest):
    def test_a_files_address_is_its_path(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        (pathlib.Path(folder.name) / "mes lieux.csv").write_text(
            "nom,lon,lat\nAlpha,2.3,48.8\n", encoding="utf-8")
        window = self.open(f"file://{folder.name}/mes%20lieux.csv")
        window.search("alpha")
        window.card("^Alpha$")

    def test_a_path_is_opened_and_remembered(self):
        window = self.open()
        table = window.folder / "lieux.csv"
        table.write_text("nom,lon,lat\nAlpha,2.3,48.8\n", encoding="utf-8")
        window.press_key("ctrl+o")
        window.widget("textbox", "^Fichier ou adresse$")
        window.settled()
        window.type(str(table))
        window.press_key("Return")
        window.widget("button", "^Importer$")
        window.settled()
        window.press_key("Return")  # the button has the keyboard
        window.wait_for_action(do="open")
        window.quit()
        window = self.open(folder=window.folder)
        window.press_key("ctrl+o")
        window.click_widget("listitem", "^lieux.csv$")
        window.click_widget("button", "^Importer$")
        window.wait_for_action(do="open")


if __name__ == "__main__":
    unittest.main()
