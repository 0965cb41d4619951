#!/usr/bin/env python3
"""Without a mouse: find, filter, list, cards, territories, insets; and the focus is always seen."""

import unittest

import terreau_window as tw

ACCENT = (0x0B, 0x6F, 0xAE)


class Keyboard(tw.WindowTest):
    def opened(self):
        window = self.open()
        window.away()
        return window

    def assert_outlined(self, window):
        """What has the keyboard stands in a frame of the accent's colour."""
        x, y, width, height = (round(v) for v in window.focused()["rect"])
        picture = window.settled()
        right = min(x + width, picture.width) - 1
        frame = [picture.pixel(i, j) for i in range(max(x, 0), right)
                 for j in (y, y + height - 1)]
        near = sum(max(abs(a - b) for a, b in zip(p, ACCENT)) < 70 for p in frame)
        self.assertGreater(near, len(frame) / 3, window.focused())

    def test_search_walks_its_results_and_takes_one(self):
        window = self.opened()
        window.type_into_search("lille")
        self.assertEqual(window.focused()["role"], "textbox")
        tw.wait_for("results", lambda: len(window.widgets("listitem")) > 2)
        third = window.widgets("listitem")[2]["label"]
        window.press_key("Down", "Down", "Down", "Return")
        tw.wait_for("it is taken", lambda: not window.widgets("listitem", "^Lille$"))
        window.settled()
        self.assertTrue(window.state()["selected"] or window.state()["view"]["zoom"] > 7, third)

    def test_a_filter_is_set_and_its_chip_removed(self):
        window = self.opened()
        window.press_key("f")
        window.wait_for_action(do="filters", open=True)
        window.walk_to("checkbox", "^Agriculture$")
        self.assert_outlined(window)
        window.press_key("space")
        window.wait_for_action(do="filter", families=["agricole"])
        window.press_key("f")
        window.wait_for_action(do="filters", open=False)
        window.walk_to("button", "^Agriculture$", panels=4)
        self.assert_outlined(window)
        window.press_key("Return")
        tw.wait_for("no filter", lambda: window.actions()[-1] == {"do": "filter"})

    def test_a_legend_row_a_department_card_and_its_links(self):
        window = self.opened()
        window.walk_to("checkbox", "^Intérêt collectif$", panels=4)
        self.assert_outlined(window)
        window.press_key("space")
        window.wait_for_action(do="toggle", family="multi_societariat")
        window.press_key("Escape")
        window.search("Pas-de-Calais")
        window.card("par nombre de lieux")
        window.walk_to("link", "^Hauts-de-France$", panels=6)
        window.press_key("Return")
        window.wait_for_action(do="select", region="32")
        window.card("^Région 32")

    def test_two_territories_are_compared(self):
        window = self.opened()
        window.search("Pas-de-Calais")
        window.press_key("c")
        window.wait_for_action(do="comparison", open=True)
        tw.wait_for("the comparison has the keyboard", window.focused)
        self.assert_outlined(window)
        window.search("Finistere")
        window.wait_for_action(do="compare", territory="29", on=True)
        window.walk_to("button", "^Copier en tableau$", panels=7)
        window.press_key("Return")
        window.wait_for_action(do="copy")

    def test_territories_are_shaded_and_the_panel_gives_the_keyboard_back(self):
        window = self.opened()
        window.press_key("t")
        window.walk_to("radio", "^Lieux pour")
        window.press_key("Return")
        window.wait_for_action(do="choropleth", what="per10000")
        window.walk_to("radio", "Jenks")
        window.press_key("Return")
        window.wait_for_action(do="choropleth", method="jenks")
        window.press_key("Escape")
        tw.wait_for("the map has the keyboard", lambda: window.focused() is None)
        window.press_key("Right")
        window.wait_for_action(do="pan")

    def test_what_is_known_and_the_map_options(self):
        window = self.opened()
        window.press_key("k")
        tw.wait_for("the panel has the keyboard", window.focused)
        window.walk_to("link", "^Teinter selon la précision$")
        window.press_key("Return")
        window.wait_for_action(do="choropleth", what="precise")
        window.press_key("Escape")
        window.no_widget("link", "^Teinter selon la précision$")
        window.walk_to("button", "^Options de la carte$", panels=4)
        window.press_key("Return")
        tw.wait_for("what opens has it", lambda: (window.focused() or {}).get("role") == "radio")
        window.walk_to("checkbox", "^Quadrillage$")
        window.press_key("space")
        window.wait_for_action(do="graticule", on=True)
        window.press_key("Escape")
        tw.wait_for("the button has it again",
                    lambda: (window.focused() or {}).get("label") == "Options de la carte")

    def test_the_minimap_moves_the_view(self):
        window = self.opened()
        window.search("Lens")
        window.press_key("Escape")
        window.widget("slider", "^Carte de situation$")
        before = window.state()["view"]
        window.walk_to("slider", "^Carte de situation$", panels=8)
        self.assert_outlined(window)
        window.press_key("Down")
        window.wait_for_action(do="view")
        window.settled()
        self.assertLess(window.state()["view"]["lat"], before["lat"] - 0.1)
        window.press_key("Escape", "m")
        window.wait_for_action(do="minimap", on=False)
        window.no_widget("slider", "^Carte de situation$")

    def test_an_inset_is_moved_zoomed_and_put_back(self):
        window = self.opened()
        row = window.widget("inset", "^Guadeloupe$")["rect"]
        window.press_key("i")
        tw.wait_for("an inset has the keys", lambda: window.widget("inset", "^Guadeloupe$")["checked"])
        window.press_key("l")
        tw.wait_for("enlarged", lambda: window.widget("inset", "^Guadeloupe$")["rect"][2] > row[2])
        large = window.widget("inset", "^Guadeloupe$")["rect"]
        window.press_key("shift+Right", "plus")
        tw.wait_for("moved", lambda: window.widget("inset", "^Guadeloupe$")["rect"][0] > large[0])
        window.wait_for_action(do="zoom", by=0.5)
        window.press_key("Escape", "Home")
        tw.wait_for("in the row", lambda: window.widget("inset", "^Guadeloupe$")["rect"] == row)

    def test_the_list_leads_to_a_card_and_the_menu_opens(self):
        window = self.opened()
        window.press_key("l")
        tw.wait_for("the rows", lambda: window.widgets("row"))
        window.press_key("Down", "Down", "Return")
        window.wait_for_action(do="select")
        tw.wait_for("a row has it", lambda: (window.focused() or {}).get("role") == "row")
        self.assert_outlined(window)
        window.walk_to("columnheader", "^Année")
        window.press_key("Return")
        window.wait_for_action(do="list", sort="year")
        window.press_key("shift+F10")
        tw.wait_for("the menu has it", lambda: (window.focused() or {}).get("role") == "menuitem")
        window.walk_to("menuitem", "^Qu’y a-t-il autour")
        window.press_key("Return")
        window.wait_for_action(do="near")

    def test_the_sheet_of_keys_scrolls_where_it_is_too_long(self):
        window = self.open(size=(1024, 480))
        window.away()
        window.press_key("F1")
        window.widget("label", "^Touches et gestes$")
        tw.wait_for("the sheet has the keyboard", window.focused)
        window.press_key("Next", "Next")
        window.no_widget("label", "^Touches et gestes$")
        window.press_key("Escape")
        tw.wait_for("the map has the keyboard", lambda: window.focused() is None)


if __name__ == "__main__":
    unittest.main()
