#!/usr/bin/env python3
"""The legend: what is shown of what there is, by mouse and by key."""

import unittest

import terreau_window as tw

FARMING = (0x00, 0x9E, 0x73)  # the colour of the family "agricole" in both themes
FAMILIES = ["travail", "multi_societariat", "agricole", "usagers", "entrepreneurs", "banques",
            "ptce", "test", "cae"]


class Legend(tw.WindowTest):
    def test_a_legend_row_hides_its_family(self):
        window = self.open()
        window.away()
        on_map = (400, 40, 860, 700)
        before = window.settled().crop(*on_map).count_near(FARMING)
        self.assertGreater(before, 100)
        window.click_widget("checkbox", "^Agriculture$")
        window.away()
        after = window.settled().crop(*on_map).count_near(FARMING)
        self.assertLess(after, before / 20)
        self.assertFalse(window.widget("checkbox", "^Agriculture$")["checked"])
        self.assertFalse(window.state()["families"]["agricole"])
        window.click_widget("checkbox", "^Agriculture$")
        window.away()
        self.assertEqual(window.settled().crop(*on_map).count_near(FARMING), before)

    def test_a_double_click_isolates_a_family(self):
        window = self.open()
        window.click_widget("checkbox", "^Agriculture$", times=2)
        window.settled()
        shown = [f for f, on in window.state()["families"].items() if on]
        self.assertEqual(shown, ["agricole"])

    def test_the_keys_1_to_9_toggle_in_the_legends_order(self):
        window = self.open()
        for n, family in enumerate(FAMILIES, 1):
            window.press_key(str(n))
            window.wait_for_action(do="toggle", family=family)
        window.settled()
        families = window.state()["families"]
        self.assertFalse(any(families[f] for f in FAMILIES))
        self.assertTrue(families["autres"])
        window.press_key("alt+3")
        window.wait_for_action(do="isolate", family="agricole")
        window.settled()
        self.assertEqual([f for f, on in window.state()["families"].items() if on], ["agricole"])

    def test_a_click_on_a_panel_is_none_on_the_map(self):
        window = self.open()
        x, y, width, height = window.widget("checkbox", "^Agriculture$")["rect"]
        window.click(x + width / 2, y + height / 2)
        window.click(x + width / 2, y + height / 2, button=4, times=3)
        window.settled()
        names = {a["do"] for a in window.actions()}
        self.assertIn("toggle", names)
        self.assertTrue(names.isdisjoint({"click", "zoom", "pan"}), names)

    def test_a_click_in_the_frame_of_the_move_is_none_on_the_map(self):
        window = self.open()
        window.away()
        x, y, width, height = window.widget("checkbox", "^Agriculture$")["rect"]
        window.screen.xdotool("mousemove", "--window", window.id, round(x + width / 2),
                              round(y + height / 2), "click", 1)
        window.wait_for_action(do="toggle", family="agricole")
        window.settled()
        self.assertNotIn("click", {a["do"] for a in window.actions()})


if __name__ == "__main__":
    unittest.main()
