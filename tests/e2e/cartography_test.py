#!/usr/bin/env python3
"""Insets, groups, minimap and graticule, by mouse and by keyboard."""

import pathlib
import tempfile
import unittest

import terreau_window as tw


class Cartography(tw.WindowTest):
    def inset(self, window, name):
        return window.widget(role="inset", label=name)["rect"]

    def strip(self, window, name):
        x, y, width, height = self.inset(window, name)
        return x + width / 2, y + height - 6

    def moved(self, window, name, before):
        tw.wait_for("the inset moves", lambda: self.inset(window, name) != before)
        window.settled()
        return self.inset(window, name)

    def test_an_inset_is_moved_enlarged_and_put_back(self):
        window = self.open()
        before = self.inset(window, "Guyane")
        x, y = self.strip(window, "Guyane")
        window.drag((x, y), (x + 40, y - 220))
        after = self.moved(window, "Guyane", before)
        self.assertAlmostEqual(after[0], before[0] + 40, delta=2)
        self.assertAlmostEqual(after[1], before[1] - 220, delta=2)
        x, y, width, height = after  # by its corner
        window.drag((x + width - 4, y + 4), (x + width + 96, y - 76))
        larger = self.moved(window, "Guyane", after)
        self.assertAlmostEqual(larger[2], width + 100, delta=2)
        self.assertAlmostEqual(larger[3], height + 80, delta=2)
        window.press_key("Home")
        self.assertEqual(self.moved(window, "Guyane", larger), before)

    def test_a_double_click_on_the_name_enlarges_a_click_enters(self):
        window = self.open()
        before = self.inset(window, "Mayotte")
        window.click(*self.strip(window, "Mayotte"), times=2)
        large = self.moved(window, "Mayotte", before)
        self.assertGreater(large[2], 2 * before[2])
        window.click(*self.strip(window, "Mayotte"))
        tw.wait_for("Mayotte is the main map", lambda: window.widgets("inset", "Métropole"))

    def test_an_inset_pans_and_zooms_inside(self):
        window = self.open()
        x, y, width, height = self.inset(window, "Réunion")
        view = window.state()["view"]
        with self.changes(window):
            window.drag((x + width / 2, y + 30), (x + width / 2 + 15, y + 40))
        with self.changes(window):
            window.click(x + width / 2, y + 30, button=4)
        self.assertEqual(window.state()["view"], view)

    def test_keys_move_and_enlarge_the_focused_inset(self):
        window = self.open()
        before = self.inset(window, "Guadeloupe")
        window.press_key("i")
        tw.wait_for("the focus", lambda: any(w["checked"] for w in window.widgets("inset")))
        window.press_key("shift+Up")
        up = self.moved(window, "Guadeloupe", before)
        self.assertLess(up[1], before[1])
        view = window.state()["view"]
        with self.changes(window):
            window.press_key("plus")
        self.assertEqual(window.state()["view"], view)
        window.press_key("l")
        self.assertEqual(self.moved(window, "Guadeloupe", up), before)
        window.press_key("Escape")
        tw.wait_for("no focus", lambda: not any(w["checked"] for w in window.widgets("inset")))

    def test_groups_by_department_from_the_panel_and_by_key(self):
        window = self.open()
        window.click_widget("button", "^Options de la carte")
        window.click_widget("radio", "Regrouper par département")
        window.wait_for_action(do="clusters", by="department")
        window.press_key("Escape")
        window.no_widget("radio", "Regrouper par département")
        window.press_key("g")
        window.wait_for_action(do="clusters", by="region")
        window.press_key("g")
        window.wait_for_action(do="clusters", on=False)

    def test_the_minimap_shows_where_one_is_and_moves_the_map(self):
        window = self.open()
        self.assertFalse(window.widgets("slider", "Carte de situation"))
        for _ in range(6):
            window.press_key("plus")
        tw.wait_for("six steps of zoom",
                    lambda: sum(a["do"] == "zoom" for a in window.actions()) == 6)
        window.settled()
        x, y, width, height = window.widget("slider", "Carte de situation")["rect"]
        before = window.state()["view"]
        with self.changes(window):
            window.drag((x + width / 2, y + height / 2), (x + width * 0.7, y + height * 0.7))
        after = window.state()["view"]
        self.assertAlmostEqual(after["zoom"], before["zoom"], places=6)
        self.assertGreater(after["lon"], before["lon"])
        window.press_key("m")
        window.no_widget("slider", "Carte de situation")

    def test_graticule_and_true_north(self):
        window = self.open()
        with self.changes(window):
            window.press_key("n")
        window.wait_for_action(do="graticule", on=True)
        value = window.widget("label", "Nord vrai")["value"]
        self.assertRegex(value, r"^[+−]?\d,\d°$")

    def test_the_desktop_may_ask_for_less_motion(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="terreau_e2e_"))
        settings = folder / "config" / "gtk-4.0"
        settings.mkdir(parents=True)
        (settings / "settings.ini").write_text("[Settings]\ngtk-enable-animations=0\n",
                                               encoding="utf-8")
        window = self.open(folder=folder)
        window.wait_for_action(do="reduce_motion", on=True)
        window.press_key("r")
        window.wait_for_action(do="reduce_motion", on=False)


if __name__ == "__main__":
    unittest.main()
