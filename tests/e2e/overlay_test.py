#!/usr/bin/env python3
"""Boundaries of other than departments: their row of the legend, their card, by mouse and by keys."""

import json
import tempfile
import unittest
from pathlib import Path

import terreau_window as tw


def honeycomb(folder):
    """Wide cells over the middle of France, as a file; none lies under another."""
    features = []
    for i, west in enumerate((-1.0, 1.5, 4.0)):
        ring = [(west, 45), (west + 2.5, 45), (west + 2.5, 48), (west, 48), (west, 45)]
        features.append({"type": "Feature",
                         "properties": {"siren_epci": f"20000{i}", "nom": f"Pays {i + 1}"},
                         "geometry": {"type": "Polygon", "coordinates": [ring]}})
    path = Path(folder) / "epci.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


class Overlays(tw.WindowTest):
    def opened(self, *options):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return self.open(honeycomb(folder.name), *options)

    def test_by_mouse(self):
        window = self.opened()
        row = window.widget("checkbox", "^epci$")
        self.assertEqual((row["value"], row["checked"]), ("3", True))
        x, y = window.position_of(1.7, 46.3)
        window.move(x, y)
        window.widget("tooltip", "^Pays 2$")
        window.click(x, y)
        window.card("^Pays 2$")
        window.card(r"lieux à l’intérieur$")
        window.card("^siren_epci$")
        window.click_widget("checkbox", "^epci$")
        window.wait_for_action(do="overlay", name="epci")
        window.no_widget("label", "^Pays 2$")
        self.assertEqual(window.state()["overlays"], {"epci": False})

    def test_by_keyboard(self):
        window = self.opened("--departments", "62")  # no mark in the middle
        window.press_key("Return")  # what the middle of the window shows
        window.card("^Pays 1$")
        window.press_key("o")
        window.wait_for_action(do="overlay")
        window.no_widget("label", "^Pays 1$")
        tw.wait_for("a row that is off",
                    lambda: not window.widget("checkbox", "^epci$")["checked"])
        window.press_key("o")
        tw.wait_for("a row that is on", lambda: window.widget("checkbox", "^epci$")["checked"])


if __name__ == "__main__":
    unittest.main()
