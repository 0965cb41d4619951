#!/usr/bin/env python3
"""The filter panel with a real mouse and a real keyboard: the map, the chips and the counts follow."""

import re
import unittest

import terreau_window as tw


def number(text):
    return int(re.sub(r"\D", "", text))


def filters(window):
    return [a for a in window.actions() if a["do"] == "filter"]


class Filters(tw.WindowTest):
    def passing(self, window):
        """What the panel says: (n, m) of "n sur m lieux"."""
        found = window.widget("label", r"sur .* lieux$")["label"]
        n, m = found.split(" sur ")
        return number(n), number(m)

    def test_by_mouse_a_family_narrows_and_its_chip_gives_back(self):
        window = self.open()
        window.click_widget("checkbox", r"^Filtres \(F\)$")
        window.wait_for_action(do="filters", open=True)
        window.settled()
        row = window.widget("checkbox", "^Agriculture$")
        window.click_widget("checkbox", "^Agriculture$")
        window.wait_for_action(do="filter", families=["agricole"])
        window.settled()
        n, m = self.passing(window)
        self.assertEqual(n, number(row["value"]))
        self.assertLess(n, m)
        window.widget("link", f"^{m - n} lieux masqués par les filtres")
        window.click_widget("button", "^Agriculture$")  # the chip
        tw.wait_for("an empty filter", lambda: filters(window)[-1] == {"do": "filter"})
        window.no_widget("link", "masqués par les filtres")

    def test_one_click_shows_all_that_is_hidden(self):
        window = self.open()
        window.press_key("1")
        window.wait_for_action(do="toggle", family="travail")
        window.click_widget("link", "masqués par les filtres")
        window.wait_for_action(do="show_all", on=True)
        window.no_widget("link", "masqués par les filtres")

    def test_by_keyboard_alone(self):
        window = self.open()
        window.away()
        window.press_key("f")
        window.wait_for_action(do="filters", open=True)
        window.settled()
        window.press_key("Down", "Down", "Down", "Down")  # past the text to the first family
        window.settled()
        window.press_key("space")
        action = tw.wait_for("a filter", lambda: filters(window))[-1]
        self.assertEqual(len(action["families"]), 1)
        window.settled()
        window.press_key("Escape")
        window.settled()
        window.press_key("Escape")
        window.wait_for_action(do="filters", open=False)

    def test_words_are_typed_and_the_map_follows(self):
        window = self.open()
        window.press_key("f")
        window.wait_for_action(do="filters", open=True)
        with self.changes(window):
            window.click_widget("textbox", "^Mots$")
            window.type("ferme")
            window.wait_for_action(do="filter", text="ferme")
        n, m = self.passing(window)
        self.assertLess(0, n)
        self.assertLess(n, m)
        window.widget("button", "^«\u00a0ferme\u00a0»$")

    def test_a_condition_that_is_wrong_is_explained(self):
        window = self.open()
        window.press_key("f")
        window.wait_for_action(do="filters", open=True)
        window.settled()
        for title in ("^Familles$", "^Texte$"):
            window.click_widget("button", title)
            window.settled()
        window.click_widget("button", "^Condition")
        window.click_widget("textbox", "^Condition$")
        window.type("couleur = 1")
        window.widget("label", "couleur")
        window.press_key(*["BackSpace"] * len("couleur = 1"))
        tw.wait_for("an empty field", lambda: window.widget("textbox", "^Condition$")["value"] == "")
        window.type("year > 2010")
        window.press_key("Return")
        window.wait_for_action(do="filter", where="year > 2010")
        self.assertEqual(window.stderr(), "")

    def test_a_handle_of_the_years_is_dragged(self):
        window = self.open()
        handle = window.widget("handle", "^Première année")
        x, y, width, height = handle["rect"]
        start = (x + width / 2, y + height - 4)
        window.drag(start, (start[0] + 120, start[1]))
        action = tw.wait_for("a filter by years", lambda: filters(window))[-1]
        self.assertRegex(action["years"], r"^\d{4}-$")
        window.settled()
        self.assertEqual(window.widget("handle", "^Première année")["value"], action["years"][:4])

    def test_the_years_play_and_pause(self):
        window = self.open()
        window.press_key("f")
        window.settled()
        for title in ("^Familles$", "^Texte$", "^Années$"):
            window.click_widget("button", title)
            window.settled()
        window.click_widget("button", "^Faire défiler les années$")
        tw.wait_for("some years", lambda: len(filters(window)) >= 3)
        window.click_widget("button", "^Pause$")
        window.widget("button", "^Faire défiler les années$")
        window.settled()
        years = [a["years"] for a in filters(window)]
        starts = [int(y.split("-")[0]) for y in years]
        self.assertEqual(starts, list(range(starts[0], starts[0] + len(starts))))


if __name__ == "__main__":
    unittest.main()
