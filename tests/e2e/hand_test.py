#!/usr/bin/env python3
"""The hand on the map: drag, wheel, double click, box, keys."""

import math
import unittest

import terreau_window as tw

MAP = (760, 400)  # a point of the map that no panel covers


class Hand(tw.WindowTest):
    def assert_ground(self, moved, expected, zoom, reach_pt=1):
        """Two ways on the ground agree to within so many points at that zoom."""
        m = tw.metres_per_point(zoom)
        for axis in (0, 1):
            self.assertLess(abs(moved[axis] - expected[axis]) / m, reach_pt, (moved, expected))

    def moved(self, before, after):
        a, b = tw.map_position(before), tw.map_position(after)
        return b[0] - a[0], b[1] - a[1]

    def test_a_drag_moves_the_map_with_the_hand(self):
        window = self.open()
        before, dx, dy = window.state()["view"], 150, -80
        window.away()
        with self.changes(window) as picture:
            window.drag(MAP, (MAP[0] + dx, MAP[1] + dy))
        after = window.state()["view"]
        m = tw.metres_per_point(before["zoom"])
        self.assertAlmostEqual(after["zoom"], before["zoom"], places=9)
        self.assert_ground(self.moved(before, after), (-dx * m, dy * m), before["zoom"])
        window.away()
        self.check_pixels_moved(picture, window.settled(), dx, dy)

    def check_pixels_moved(self, before, after, dx, dy):
        x, y, width, height = 480, 250, 300, 300
        there = after.crop(x + dx, y + dy, width, height)
        stuck = before.crop(x + dx, y + dy, width, height).difference(there, 24)
        moved = before.crop(x, y, width, height).difference(there, 24)
        self.assertGreater(stuck, 0.02)
        self.assertLess(moved, stuck / 4)  # labels may find another place

    def test_a_middle_drag_pans_too(self):
        window = self.open()
        before = window.state()["view"]
        with self.changes(window):
            window.drag(MAP, (MAP[0] - 60, MAP[1] + 40), button=2)
        m = tw.metres_per_point(before["zoom"])
        self.assert_ground(self.moved(before, window.state()["view"]), (60 * m, 40 * m),
                           before["zoom"])

    def test_a_thrown_map_glides_and_comes_to_rest(self):
        window = self.open()
        before = window.state()["view"]
        start = window.settled()
        words = ["mousemove", "--window", window.id, *MAP, "mousedown", 1]
        for i in range(1, 11):
            words += ["mousemove", "--window", window.id, MAP[0] - 10 * i, MAP[1], "sleep", 0.01]
        window.screen.xdotool(*words, "mouseup", 1)
        tw.wait_for("a glide", lambda: window.picture().data != start.data)
        window.settled()
        pans = [a for a in window.actions() if a["do"] == "pan"]
        way = sum(a["dx"] for a in pans)
        self.assertLess(way, -105)
        self.assertGreater(way, -100 - 1400 ** 2 / 5000 - 1)
        m = tw.metres_per_point(before["zoom"])
        self.assert_ground(self.moved(before, window.state()["view"]), (-way * m, 0),
                           before["zoom"])

    def focus_of_zoom(self, window, x, y, button, notches):
        """Zooms there; where on screen the middle of the view must be if that point stayed."""
        before = window.state()["view"]
        with self.changes(window):
            window.click(x, y, button=button, times=notches)
        after = window.state()["view"]
        gained = tw.metres_per_point(before["zoom"]) - tw.metres_per_point(after["zoom"])
        way = self.moved(before, after)
        return (x - way[0] / gained, y + way[1] / gained), after["zoom"] - before["zoom"]

    def test_the_wheel_zooms_at_the_cursor(self):
        window = self.open()
        window.screen.xdotool("mousemove", "--window", window.id, 900, 250)
        window.settled()
        seen = window.coordinates(900, 250)
        first, levels = self.focus_of_zoom(window, 900, 250, 4, 4)
        self.assertAlmostEqual(levels, 4 / 3, places=6)
        # Were the ground under the cursor to slip by a point, these would differ by more than one.
        second, levels = self.focus_of_zoom(window, 620, 600, 4, 3)
        self.assertAlmostEqual(levels, 1, places=6)
        third, levels = self.focus_of_zoom(window, 900, 250, 5, 2)
        self.assertAlmostEqual(levels, -2 / 3, places=6)
        for other in (second, third):
            self.assertLess(math.dist(first, other), 1)
        self.assertEqual(len(seen), 2)

    def test_the_ground_under_the_cursor_stays(self):
        window = self.open()
        before = window.coordinates(900, 250)
        with self.changes(window):
            window.click(900, 250, button=4, times=3)
        after = window.coordinates(900, 250)
        zoom = window.state()["view"]["zoom"]
        a, b = tw.lambert93(*before), tw.lambert93(*after)
        self.assertLess(math.dist(a, b) / tw.metres_per_point(zoom), 1)

    def test_while_the_map_is_dragged_no_tooltip_stays_behind(self):
        window = self.open()
        x, y = window.position_of(3.57, 47.8)
        seen = window.coordinates(x, y)
        window.widget("tooltip", "^Yonne")
        window.screen.xdotool("mousedown", 1)
        for step in range(1, 9):
            window.move(x + 10 * step, y - 5 * step)
        window.no_widget("tooltip")
        self.assertEqual(window.pointed(), seen)  # the same ground
        window.screen.xdotool("sleep", 0.25, "mouseup", 1)
        window.move(x + 81, y - 40)
        window.widget("tooltip", "^Yonne")

    def test_shift_makes_the_wheel_slower(self):
        window = self.open()
        before = window.state()["view"]["zoom"]
        with self.changes(window):
            window.screen.xdotool("keydown", "shift")
            window.click(*MAP, button=4, times=3)
            window.screen.xdotool("keyup", "shift")
        self.assertAlmostEqual(window.state()["view"]["zoom"] - before, 0.25, places=6)

    def test_a_double_click_zooms_by_one_level(self):
        window = self.open()
        x, y = window.position_of(-4.5, 46.0)  # the sea: nothing to select there
        before = window.state()["view"]["zoom"]
        with self.changes(window):
            window.click(x, y, times=2)
        state = window.state()
        self.assertAlmostEqual(state["view"]["zoom"] - before, 1, places=6)
        self.assertIsNone(state["selected"])

    def test_shift_and_drag_zooms_to_a_box(self):
        window = self.open()
        window.settled()
        box = (600, 300, 240, 160)
        middle = window.coordinates(box[0] + box[2] / 2, box[1] + box[3] / 2)
        before = window.state()["view"]
        with self.changes(window):
            window.drag(box[:2], (box[0] + box[2], box[1] + box[3]), hold_key="shift")
        after = window.state()["view"]
        self.assertGreater(after["zoom"], before["zoom"] + 1)
        way = self.moved(after, dict(zip(("lon", "lat"), middle)))
        self.assert_ground(way, (0, 0), before["zoom"])

    def test_a_click_on_a_department_selects_it(self):
        window = self.open()
        with self.changes(window):
            window.click(*window.position_of(0.45, 44.35))
        selected = window.state()["selected"]
        self.assertIn(selected["kind"], ("department", "cluster", "place"))

    def test_arrows_plus_minus_and_home(self):
        window = self.open()
        home = window.state()["view"]
        with self.changes(window):
            window.press_key("Left")
        m = tw.metres_per_point(home["zoom"])
        self.assert_ground(self.moved(home, window.state()["view"]), (-100 * m, 0), home["zoom"])
        with self.changes(window):
            window.press_key("plus", "plus")
        self.assertGreater(window.state()["view"]["zoom"], home["zoom"] + 0.5)
        with self.changes(window):
            window.press_key("Home")
        self.assertEqual(window.state()["view"], home)


if __name__ == "__main__":
    unittest.main()
