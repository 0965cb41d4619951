#!/usr/bin/env python3
"""Territories: shading, the cards of departments and regions, comparison, what is known."""

import unittest

import terreau_window as tw

ARRAS = (2.78, 50.35)


class Territory(tw.WindowTest):
    def test_shading_is_chosen_with_the_mouse(self):
        window = self.open()
        window.click_widget("button", "^Teinte")
        window.click_widget("radio", "^Lieux pour")
        window.wait_for_action(do="choropleth", what="per10000")
        window.click_widget("radio", "^Régions$")
        window.wait_for_action(do="choropleth", by="region")
        window.click_widget("radio", "Jenks")
        window.click_widget("radio", "^4$")
        window.wait_for_action(do="choropleth", classes=4)
        key = window.widget("label", "^Teintes des territoires$")
        self.assertGreaterEqual(len(key["value"].split(" · ")), 3)
        window.widget("label", "Jenks.*n.*sur 18")
        window.press_key("Escape")
        window.no_widget("radio", "^Régions$")
        x, y = window.position_of(*ARRAS)
        window.click(x + 3, y + 3)
        window.settled()

    def test_shading_is_chosen_with_the_keyboard(self):
        window = self.open()
        window.press_key("t")
        window.widget("radio", "^Nombre de lieux$")
        window.settled()
        for _ in range(2):
            window.press_key("Tab")
            window.settled()
        window.press_key("Return")
        action = window.wait_for_action(do="choropleth")
        self.assertNotEqual(action["what"], "none")
        window.press_key("Escape")
        window.no_widget("radio", "^Nombre de lieux$")

    def test_a_department_card_leads_to_its_region_and_back(self):
        window = self.open()
        window.search("Pas-de-Calais")
        window.card("par nombre de lieux")
        window.click_widget("link", "^Hauts-de-France$")
        window.wait_for_action(do="select", region="32")
        window.card("^Région 32")

    def test_territories_are_compared(self):
        window = self.open()
        window.search("Pas-de-Calais")
        window.click_widget("link", "^Comparer$")
        window.wait_for_action(do="compare", territory="62", on=True)
        window.search("Seine-Saint-Denis")
        window.wait_for_action(do="compare", territory="93", on=True)
        headers = [w["label"] for w in window.widgets("columnheader")]
        self.assertEqual(headers, ["Pas-de-Calais (62)", "Seine-Saint-Denis (93)"])
        window.click_widget("button", "^Copier en tableau$")
        copied = window.wait_for_action(do="copy")["text"]
        self.assertTrue(copied.startswith("\tPas-de-Calais (62)\tSeine-Saint-Denis (93)\n"))
        window.press_key("Escape")
        window.wait_for_action(do="comparison", open=False)
        window.no_widget("columnheader")
        window.press_key("c")
        window.widget("columnheader", "^Pas-de-Calais")

    def test_what_is_known_of_france(self):
        window = self.open()
        window.press_key("k")
        window.widget("label", "^Ce qui est connu ici$")
        window.click_widget("link", "^Teinter selon la précision$")
        window.wait_for_action(do="choropleth", what="precise")
        window.press_key("Escape")
        window.no_widget("label", "^Ce qui est connu ici$")


if __name__ == "__main__":
    unittest.main()
