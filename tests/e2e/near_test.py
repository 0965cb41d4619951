#!/usr/bin/env python3
"""What is near a spot: a commune, a coordinate, a radius, the nearest of each kind, the circle."""

import math
import unittest

import terreau_window as tw

LENS = (2.8279, 50.4330)
ACCENT = (0x0B, 0x6F, 0xAE)


def same(colour, other, reach=40):
    return max(abs(a - b) for a, b in zip(colour, other)) <= reach


def kilometres(row):
    """What a row of the card says of its distance."""
    number, unit = row["value"].split("\u00a0")[:2]
    return float(number.replace(",", ".")) * {"m": 0.001, "km": 1}[unit]


class Near(tw.WindowTest):
    def rows(self, window):
        """The organisations in the card, at the right."""
        return [w for w in window.widgets("listitem")
                if w["rect"][0] > window.size[0] * 0.6 and "\u00a0" in w.get("value", "")]

    def is_circled(self, window, lon, lat, radius_km):
        """The accent is met on every free ray from the spot, as far away as the radius."""
        window.away()
        x, y = window.position_of(lon, lat)
        far = radius_km * 1000 / tw.metres_per_point(window.state()["view"]["zoom"])
        window.away()
        picture = window.settled()
        met = 0
        for step in range(24):
            turn = math.radians(15 * step)
            ring = [(x + r * math.cos(turn), y + r * math.sin(turn))
                    for r in (far - 3 + i / 2 for i in range(13))]
            met += any(same(picture.pixel(*p), ACCENT) for p in ring)
        return met >= 18  # panels, insets and marks may lie on some

    def test_by_mouse_from_a_commune(self):
        window = self.open()
        window.type_into_search("Lens")
        window.click_widget("button", "^À proximité\u00a0: Lens$")
        near = window.wait_for_action(do="near", name="Lens")
        self.assertAlmostEqual(near["lon"], LENS[0], delta=0.02)
        self.assertEqual(near["radius"], 20)
        window.settled()
        window.card("^À proximité\u00a0: Lens$")
        self.assertTrue(self.is_circled(window, near["lon"], near["lat"], 20))
        window.click_widget("radio", "^50 km$")
        window.wait_for_action(do="near", radius=50)
        window.settled()
        self.assertTrue(self.is_circled(window, near["lon"], near["lat"], 50))
        far = [kilometres(row) for row in self.rows(window)]
        self.assertGreater(len(far), 4)
        self.assertEqual(far, sorted(far))
        self.assertLessEqual(far[-1], 50)

    def test_by_mouse_from_a_spot_of_the_map(self):
        window = self.open()
        x, y = window.position_of(*LENS)
        window.click(x, y, button=3)
        window.click_widget("menuitem", "^Qu’y a-t-il autour")
        near = window.wait_for_action(do="near")
        self.assertAlmostEqual(near["lon"], LENS[0], delta=0.05)
        self.assertAlmostEqual(near["lat"], LENS[1], delta=0.05)
        slider = window.widget("slider", "^Rayon$")
        left, top, width, height = slider["rect"]
        window.drag((left + width / 2, top + height / 2), (left + width - 8, top + height / 2))
        tw.wait_for("the widest circle",
                    lambda: window.widget("slider", "^Rayon$")["value"] == "200\u00a0km")
        window.click_widget("button", "^Fermer$")
        window.wait_for_action(do="deselect")
        window.no_widget("slider", "^Rayon$")

    def test_the_nearest_of_each_kind_leads_to_its_card(self):
        window = self.open()
        window.type_into_search("pres de Lens")
        window.press_key("Return")
        window.wait_for_action(do="near", name="Lens")
        window.settled()
        before = len(self.rows(window))
        window.click_widget("button", "^Le plus proche de chaque type$")
        tw.wait_for("a row a kind", lambda: len(self.rows(window)) > before)
        first = self.rows(window)[0]
        window.click(first["rect"][0] + 90, first["rect"][1] + 10)
        window.wait_for_action(do="select")
        window.settled()
        self.assertEqual(window.state()["selected"]["name"], first["label"])
        window.press_key("Escape")
        window.card("^À proximité\u00a0: Lens$")

    def test_by_keyboard_from_a_coordinate(self):
        window = self.open()
        window.away()
        window.type_into_search("a 30 km de 50.433, 2.828")
        tw.wait_for("a position", lambda: window.widgets("listitem"))
        window.press_key("Return")
        near = window.wait_for_action(do="near", radius=30)
        self.assertAlmostEqual(near["lon"], 2.828, delta=1e-3)
        self.assertAlmostEqual(near["lat"], 50.433, delta=1e-3)
        self.assertNotIn("name", near)
        window.settled()
        self.assertTrue(self.is_circled(window, near["lon"], near["lat"], 30))

    def test_by_keyboard_radius_and_places(self):
        window = self.open()
        window.away()
        window.type_into_search("pres de Lens")
        window.press_key("Return")
        window.wait_for_action(do="near", name="Lens")
        window.settled()
        window.walk_to("slider", "^Rayon$", panels=6)
        window.press_key("Right")
        window.wait_for_action(do="near", radius=25)
        window.walk_to("textbox", "^Rayon en kilomètres$")
        window.press_key("Return")
        window.settled()
        window.press_key("ctrl+a")
        window.type("40")
        window.press_key("Return")
        window.wait_for_action(do="near", radius=40)
        window.settled()
        name = self.rows(window)[0]["label"]
        window.walk_to("listitem", f"^{name}$")
        window.press_key("Return")
        window.wait_for_action(do="select")
        window.settled()
        self.assertEqual(window.state()["selected"]["name"], name)
        window.press_key("Escape", "Escape", "Escape")
        window.no_widget("slider", "^Rayon$")


if __name__ == "__main__":
    unittest.main()
