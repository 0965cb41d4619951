#!/usr/bin/env python3
"""Steps of exploration taken back and brought again: by keyboard, by mouse, and by name."""

import unittest

import terreau_window as tw

UNDO, REDO = "^Annuler la dernière étape$", "^Rétablir l’étape annulée$"


class Undo(tw.WindowTest):
    def hide_farming(self, window):
        window.click_widget("checkbox", "^Agriculture$")
        tw.wait_for("farming is hidden", lambda: not self.farming(window)["checked"])

    def farming(self, window):
        return window.widget("checkbox", "^Agriculture$")

    def test_by_keyboard(self):
        window = self.open()
        self.hide_farming(window)
        window.press_key("ctrl+z")
        tw.wait_for("farming is back", lambda: self.farming(window)["checked"])
        window.press_key("ctrl+y")
        tw.wait_for("farming is hidden again", lambda: not self.farming(window)["checked"])
        window.press_key("ctrl+z")
        window.press_key("ctrl+shift+z")
        window.settled()
        self.assertFalse(window.state()["families"]["agricole"])

    def test_by_mouse(self):
        window = self.open()
        window.click(800, 300, button=3)
        window.widget("menuitem")
        self.assertFalse(window.widgets("menuitem", UNDO))
        window.press_key("Escape")
        self.hide_farming(window)
        window.click(800, 300, button=3)
        window.click_widget("menuitem", UNDO)
        tw.wait_for("farming is back", lambda: self.farming(window)["checked"])
        window.click(800, 300, button=3)
        window.click_widget("menuitem", REDO)
        tw.wait_for("farming is hidden again", lambda: not self.farming(window)["checked"])

    def test_a_drag_and_a_journal(self):
        window = self.open()
        before, start = window.settled(), window.state()["view"]
        window.drag((800, 400), (700, 350))
        window.away()
        tw.wait_for("another view", lambda: window.settled().difference(before, 8) > 0.01)
        window.press_key("ctrl+z")
        tw.wait_for("the first view", lambda: window.settled().difference(before, 8) < 0.001)
        window.wait_for_action(do="undo")
        self.assertEqual(window.state()["view"], start)


if __name__ == "__main__":
    unittest.main()
