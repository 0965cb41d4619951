#!/usr/bin/env python3
"""The other panels: language, theme, grouping, the sheet of keys."""

import unittest

import terreau_window as tw


class Panels(tw.WindowTest):
    def test_the_language_changes_every_word(self):
        window = self.open()
        window.widget("checkbox", "^Coopératives de travail$")
        window.click_widget("button", "^English$")
        window.widget("checkbox", "^Worker cooperatives$")
        window.no_widget("checkbox", "^Coopératives de travail$")
        window.click_widget("button", "^Français$")
        window.widget("checkbox", "^Coopératives de travail$")
        self.assertEqual(window.quit()["state"]["lang"], "fr")

    def test_the_theme_changes_the_picture(self):
        window = self.open()
        window.away()
        light = window.settled()
        window.click_widget("button", "[Dd]ark theme|[Ss]ombre")
        window.away()
        dark = window.settled()
        brightness = [sum(p.crop(420, 60, 400, 400).data) / (3 * 400 * 400) for p in (light, dark)]
        self.assertGreater(brightness[0], 150)
        self.assertLess(brightness[1], 110)
        self.assertEqual(window.quit()["state"]["theme"], "dark")

    def test_clusters_can_be_switched_off(self):
        window = self.open()
        window.click_widget("button", "^(Map options|Options de la carte)$")
        window.settled()
        window.click_widget("radio", "^(Every place alone|Chaque lieu seul)$")
        window.settled()
        state = window.state()
        self.assertFalse(state["clusters"])
        self.assertGreaterEqual(state["marks"], state["places_in_view"])

    def test_the_key_sheet_opens_and_closes(self):
        window = self.open()
        before = len(window.read_widgets()["widgets"])
        window.press_key("F1")
        tw.wait_for("the sheet", lambda: len(window.read_widgets()["widgets"]) > before + 5)
        window.press_key("Escape")
        tw.wait_for("no sheet", lambda: len(window.read_widgets()["widgets"]) <= before)


if __name__ == "__main__":
    unittest.main()
