#!/usr/bin/env python3
"""What the panels do: search, card, legend, keys, language, theme."""

import unittest

import terreau_window as tw

FARMING = (0x00, 0x9E, 0x73)  # the colour of the family "agricole" in both themes
PHARES = (2.33944, 48.93666)
FAMILIES = ["travail", "multi_societariat", "agricole", "usagers", "entrepreneurs", "banques",
            "ptce", "test", "cae"]


class Panels(tw.WindowTest):
    def card(self, window, label):
        """The title of the card, at the right of the window."""
        def there():
            return [w for w in window.widgets(label=label) if w["rect"][0] > tw.SIZE[0] * 0.6]
        return tw.wait_for(f"a card: {label}", there)[0]

    def search(self, window, text):
        window.press_key("slash")
        window.type(text)
        tw.wait_for("the text in the box", lambda: any(
            w.get("value") == text for w in window.widgets("textbox")))
        tw.wait_for("results", lambda: window.widgets("listitem"))
        window.press_key("Return")
        window.settled()

    def test_searching_phares_opens_its_card(self):
        window = self.open()
        self.search(window, "phares")
        self.card(window, "PHARES")
        selected = window.state()["selected"]
        self.assertEqual(selected["kind"], "place")
        self.assertIn("PHARES", selected["name"].upper())

    def test_a_click_where_phares_is_opens_its_card(self):
        window = self.open()
        self.search(window, "phares")
        window.press_key("Escape", "Escape", "Escape")
        window.settled()
        self.assertIsNone(window.state()["selected"])
        window.click(*window.position_of(*PHARES))
        window.settled()
        if window.state()["selected"]["kind"] == "cluster":  # several share the spot: its list
            self.card(window, "PHARES")
            window.click_widget("listitem", "PHARES")
            window.settled()
        self.card(window, "PHARES")
        self.assertIn("PHARES", window.state()["selected"]["name"].upper())

    def test_the_pointer_on_a_marker_shows_a_name(self):
        window = self.open()
        self.search(window, "phares")
        window.press_key("Escape", "Escape", "Escape")
        x, y = window.position_of(*PHARES)
        window.move(x, y)
        window.widget(role="tooltip")
        window.move(x + 200, y + 200)
        tw.wait_for("another tooltip or none", lambda: not window.widgets("tooltip", "PHARES"))

    def test_escape_closes_the_card(self):
        window = self.open()
        self.search(window, "phares")
        self.card(window, "PHARES")
        for _ in range(3):
            window.press_key("Escape")
        tw.wait_for("no card", lambda: not [w for w in window.widgets("button", "Fermer|Close")])
        self.assertIsNone(window.state()["selected"])

    def test_letters_in_the_search_box_are_no_shortcuts(self):
        window = self.open()
        before = window.state()
        window.press_key("slash")
        window.type("123 home ?")
        window.settled()
        self.assertEqual(window.state()["families"], before["families"])
        self.assertEqual(window.widget("textbox").get("value"), "123 home ?")

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
        window.click_widget("checkbox", "[Gg]roup|[Rr]egroup")
        window.settled()
        state = window.state()
        self.assertFalse(state["clusters"])
        self.assertGreaterEqual(state["marks"], state["places_in_view"])

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

    def test_the_key_sheet_opens_and_closes(self):
        window = self.open()
        before = len(window.read_widgets()["widgets"])
        window.press_key("F1")
        tw.wait_for("the sheet", lambda: len(window.read_widgets()["widgets"]) > before + 5)
        window.press_key("Escape")
        tw.wait_for("no sheet", lambda: len(window.read_widgets()["widgets"]) <= before)

    def test_a_click_on_a_panel_is_none_on_the_map(self):
        window = self.open()
        x, y, width, height = window.widget("checkbox", "^Agriculture$")["rect"]
        window.click(x + width / 2, y + height / 2)
        window.click(x + width / 2, y + height / 2, button=4, times=3)
        window.settled()
        names = {a["do"] for a in window.actions()}
        self.assertIn("toggle", names)
        self.assertTrue(names.isdisjoint({"click", "zoom", "pan"}), names)


if __name__ == "__main__":
    unittest.main()
