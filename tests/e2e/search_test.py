#!/usr/bin/env python3
"""From a word to a card: the search box, the markers, what is selected."""

import unittest

import terreau_window as tw

PHARES = (2.33944, 48.93666)  # three organisations share the spot


class Search(tw.WindowTest):
    def test_searching_phares_opens_its_card(self):
        window = self.open()
        window.search("phares")
        window.card("PHARES")
        selected = window.state()["selected"]
        self.assertEqual(selected["kind"], "place")
        self.assertIn("PHARES", selected["name"].upper())

    def test_a_click_where_phares_is_opens_its_card(self):
        window = self.open()
        window.search("phares")
        window.press_key("Escape", "Escape", "Escape")
        window.settled()
        self.assertIsNone(window.state()["selected"])
        window.click(*window.position_of(*PHARES))
        window.settled()
        if window.state()["selected"]["kind"] == "cluster":  # several share the spot: its list
            window.card("PHARES")
            window.click_widget("listitem", "PHARES")
            window.settled()
        window.card("PHARES")
        self.assertIn("PHARES", window.state()["selected"]["name"].upper())

    def test_the_pointer_on_a_marker_shows_a_name(self):
        window = self.open()
        window.search("phares")
        window.press_key("Escape", "Escape", "Escape")
        x, y = window.position_of(*PHARES)
        window.move(x, y)
        window.widget(role="tooltip")
        window.move(x + 200, y + 200)
        tw.wait_for("another tooltip or none", lambda: not window.widgets("tooltip", "PHARES"))

    def test_escape_closes_the_card(self):
        window = self.open()
        window.search("phares")
        window.card("PHARES")
        for _ in range(3):
            window.press_key("Escape")
        tw.wait_for("no card", lambda: not [w for w in window.widgets("button", "Fermer|Close")])
        self.assertIsNone(window.state()["selected"])

    def test_letters_in_the_search_box_are_no_shortcuts(self):
        window = self.open()
        before = window.state()
        window.type_into_search("123 home ?")
        window.settled()
        self.assertEqual(window.state()["families"], before["families"])
        self.assertEqual(window.widget("textbox").get("value"), "123 home ?")

    def test_tab_goes_from_marker_to_marker(self):
        window = self.open()
        seen = []
        for _ in range(3):
            window.press_key("Tab")
            window.settled()
            seen.append(window.state()["selected"])
        self.assertEqual(len({str(s) for s in seen}), 3)
        window.press_key("shift+Tab")
        window.settled()
        self.assertEqual(window.state()["selected"], seen[1])


if __name__ == "__main__":
    unittest.main()
