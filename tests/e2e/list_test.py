#!/usr/bin/env python3
"""The table of the places with a real mouse and a real keyboard, tied to the map both ways."""

import unittest

import terreau_window as tw


class PlaceList(tw.WindowTest):
    def opened(self):
        window = self.open()
        window.away()
        window.press_key("l")
        window.wait_for_action(do="list", open=True)
        window.settled()
        return window

    def rows(self, window):
        return window.widgets("row")

    def test_a_header_sorts_and_turns_round(self):
        window = self.opened()
        window.click_widget("columnheader", "^Année")
        window.wait_for_action(do="list", sort="year", descending=False)
        window.settled()
        window.click_widget("columnheader", "^Année")
        window.wait_for_action(do="list", sort="year", descending=True)
        window.settled()
        years = [int(r["value"].split(" | ")[3]) for r in self.rows(window)]
        self.assertGreater(len(years), 5)
        self.assertEqual(years, sorted(years, reverse=True))

    def test_a_click_on_a_row_flies_there_and_selects_it(self):
        window = self.opened()
        before = window.state()["view"]["zoom"]
        located = next(r for r in self.rows(window) if " | commune" in r["value"])
        window.click_widget("row", f"^{located['label']}$")
        window.settled()
        state = window.state()
        self.assertEqual(state["selected"]["name"], located["label"])
        self.assertGreater(state["view"]["zoom"], before)
        self.assertTrue(window.widget("row", f"^{located['label']}$")["checked"])

    def test_what_is_selected_elsewhere_is_brought_into_sight(self):
        window = self.opened()
        window.press_key("Escape")
        window.search("phares")
        tw.wait_for("its row", lambda: any(
            r["checked"] and "PHARES" in r["label"].upper() for r in self.rows(window)))

    def test_by_keyboard_alone(self):
        window = self.opened()
        first = self.rows(window)[0]["label"]
        window.press_key("End")
        tw.wait_for("the last rows", lambda: self.rows(window) and
                    self.rows(window)[0]["label"] != first)
        window.press_key("Home")
        tw.wait_for("the first rows", lambda: self.rows(window)[0]["label"] == first)
        window.press_key("Down", "Return")
        window.wait_for_action(do="select")
        window.settled()
        self.assertEqual(window.state()["selected"]["kind"], "place")

    def test_typing_goes_to_a_name_and_toggles_nothing(self):
        window = self.opened()
        window.type("terre")
        tw.wait_for("rows that begin so", lambda: any(
            r["label"].lower().startswith("terre") for r in self.rows(window)))
        window.press_key("Return")
        window.wait_for_action(do="select")
        window.settled()
        self.assertTrue(window.state()["selected"]["name"].lower().startswith("terre"))
        self.assertNotIn("filters", {a["do"] for a in window.actions()})

    def test_the_wheel_scrolls_rows_and_leaves_the_map(self):
        window = self.opened()
        x, y, width, height = self.rows(window)[2]["rect"]
        before = self.rows(window)[0]["label"]
        window.click(x + width / 2, y + height / 2, button=5, times=4)
        tw.wait_for("other rows", lambda: self.rows(window)[0]["label"] != before)
        self.assertNotIn("zoom", {a["do"] for a in window.actions()})

    def test_a_row_under_the_pointer_halos_its_marker(self):
        window = self.opened()
        located = next(r for r in self.rows(window) if " | commune" in r["value"])
        before = window.settled().crop(340, 20, 900, 330)
        x, y, width, height = located["rect"]
        window.move(x + width / 2, y + height / 2)
        tw.wait_for("a halo", lambda: window.picture().crop(340, 20, 900, 330).data != before.data)
        window.away()
        tw.wait_for("no halo", lambda: window.picture().crop(340, 20, 900, 330).data == before.data)

    def test_only_what_is_in_view(self):
        window = self.opened()
        window.click_widget("checkbox", "^seulement ce qui est en vue$")
        window.wait_for_action(do="list", in_view=True)
        window.settled()
        shown = window.widgets("label", r"^\d+ lieux$")[-1]["label"]  # the list's own
        self.assertEqual(int(shown.split()[0]), window.state()["places_in_view"])


if __name__ == "__main__":
    unittest.main()
