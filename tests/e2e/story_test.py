#!/usr/bin/env python3
"""Stories, key figures and rings of links: by mouse alone, and by keyboard alone."""

import pathlib
import tempfile
import unittest

import terreau_window as tw

STORY = """---
title: Deux pas sur l'île
id: deux-pas
places: cite-phares-93, halage-93
source: Carnet | https://example.org/carnet
colour: red
---
Un **premier** pas.

## Le second
view: 2.33, 48.94, 14
places: lil-o-93

Un second pas.
"""


class Stories(tw.WindowTest):
    def told(self, window, where):
        tw.wait_for(where, lambda: [w for w in window.widgets("status", "^Récit$")
                                    if w.get("value") == where])

    def test_by_mouse_a_story_is_told_and_the_view_comes_back(self):
        window = self.open()
        before = window.settled()
        home = window.state()["view"]
        window.click_widget("link", "^récits$")
        window.click_widget("listitem", "^PHARES")
        window.wait_for_action(do="story", id="phares", step=0)
        window.card("^PHARES, un toit commun")
        self.told(window, "2 / 5")
        window.settled()
        self.assertGreater(window.state()["view"]["zoom"], 11)
        window.click_widget("button", "^Étape suivante$")
        self.told(window, "3 / 5")
        window.click_widget("button", "^Étape précédente$")
        self.told(window, "2 / 5")
        window.settled()
        x, y, width, height = window.widget("arc", "^Halage anime Lil'Ô$")["rect"]
        window.move(x + 60, y + 60)  # off the card, as a hand comes
        window.settled()
        window.move(x + width / 2, y + height / 2)
        window.widget("tooltip", "^Halage anime Lil'Ô$")
        window.click_widget("listitem", "^Halage$")
        window.wait_for_action(do="select", place="halage-93")
        window.click_widget("link", "^‹ Retour au récit$")
        self.told(window, "2 / 5")
        window.click_widget("button", "^Fermer$")
        window.no_widget("status", "^Récit$")
        window.away()
        self.assertLess(window.settled().difference(before, 8), 0.002)
        self.assertEqual(window.state()["view"], home)

    def test_by_keyboard_steps_escape_and_undo(self):
        window = self.open()
        window.away()
        home = window.state()["view"]
        window.press_key("s")
        tw.wait_for("the list has the keyboard", window.focused)
        window.walk_to("listitem", "^Pas-de-Calais")
        window.press_key("Return")
        self.told(window, "1 / 5")
        tw.wait_for("the card has the keyboard", lambda: window.focused() is not None)
        window.press_key("Right")
        self.told(window, "2 / 5")
        window.press_key("Next")
        self.told(window, "3 / 5")
        window.press_key("Prior", "Left")
        self.told(window, "1 / 5")
        window.press_key("Left")  # there is none before
        self.told(window, "1 / 5")
        window.walk_to("listitem", "^Vestali$")
        window.press_key("Return")
        window.wait_for_action(do="select")
        window.press_key("Escape", "Escape")
        self.told(window, "1 / 5")
        window.press_key("Escape")
        window.no_widget("status", "^Récit$")
        self.assertEqual(window.state()["view"], home, window.actions()[-12:])
        window.press_key("ctrl+z")  # what was ended comes back
        self.told(window, "1 / 5")
        # The place, the story again, what was before it: however many of its steps were read.
        window.press_key("ctrl+z", "ctrl+z", "ctrl+z")
        tw.wait_for("the view before it", lambda: window.state()["view"] == home)
        self.assertFalse(window.widgets("status", "^Récit$"))

    def test_a_story_of_ones_own_is_read_and_its_faults_are_said(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "deux_pas.md"
        path.write_text(STORY, encoding="utf-8")
        window = self.open(path)
        window.press_key("s")
        window.widget("label", r"ligne 6.*colour: red")
        window.click_widget("listitem", "^Deux pas")
        self.told(window, "6 / 6")
        window.widget("label", "^Un premier pas.$")
        window.press_key("Right")
        window.widget("label", "^Étape 2 sur 2$")
        window.widget("label", "^Un second pas.$")
        window.settled()
        self.assertAlmostEqual(window.state()["view"]["zoom"], 14, delta=0.1)

    def test_key_figures_open_by_key_and_by_mouse(self):
        window = self.open()
        window.away()
        window.press_key("d")
        tw.wait_for("974", lambda: [w for w in window.widgets("figure") if w["value"] == "974"])
        window.walk_to("link", "^RENETA, 2017$")
        window.press_key("Return")
        window.wait_for_action(do="open_url", url="https://reneta.fr")
        window.press_key("Escape")
        window.no_widget("figure")
        window.click_widget("link", "^chiffres clés$")
        window.widget("figure", "^pôles territoriaux")
        window.click_widget("button", "^Fermer$")
        window.no_widget("figure")

    def test_links_are_followed_ring_by_ring(self):
        window = self.open()
        window.away()
        window.search("Citiz Occitanie")
        window.card("^Citiz Occitanie$")
        window.card("^Citiz \\(réseau\\)$")
        window.press_key("e")
        window.wait_for_action(do="links", rings=2)
        window.card("^Citiz Alpes.* est membre de Citiz")
        window.press_key("shift+e")
        window.wait_for_action(do="links", rings=1)
        window.no_widget("label", "^Citiz Alpes.* est membre de Citiz")
        window.click_widget("link", "^\\+1 cercle de liens$")
        window.card("^Citiz Alpes.* est membre de Citiz")


if __name__ == "__main__":
    unittest.main()
