#!/usr/bin/env python3
"""What --record writes: it survives the program's sudden end, and replaying it shows the same."""

import json
import signal
import unittest

import terreau_window as tw

# Window and replay may be drawn by two different OpenGL drivers: a few pixels on edges may differ.
SAME_PIXELS = 0.005
CHANNEL_REACH = 16


class Journal(tw.WindowTest):
    def work(self, window):
        """A bit of everything that a hand does, then hands off."""
        window.drag((760, 400), (700, 480))
        window.click(820, 380, button=4, times=4)
        window.press_key("3")
        window.settled()
        window.drag((800, 400), (760, 300))
        window.click(640, 420)
        window.away()

    def test_a_replay_shows_the_same(self):
        window = self.open()
        self.work(window)
        shown = window.settled()
        report, picture = window.replayed()
        self.assertLess(shown.difference(picture, CHANNEL_REACH), SAME_PIXELS)
        at_exit = window.quit()
        self.assertEqual(at_exit["state"], report["state"])

    def test_a_second_replay_is_the_same_to_the_pixel(self):
        window = self.open()
        self.work(window)
        first, second = window.replayed("first"), window.replayed("second")
        self.assertEqual(first[0]["state"], second[0]["state"])
        self.assertEqual(first[1].data, second[1].data)

    def test_a_killed_program_leaves_a_whole_journal(self):
        window = self.open()
        self.work(window)
        window.process.send_signal(signal.SIGKILL)
        window.process.wait()
        lines = window.journal.read_text(encoding="utf-8")
        self.assertTrue(lines.endswith("\n"))
        names = [json.loads(line)["do"] for line in lines.splitlines()]
        for name in ("pan", "zoom", "toggle", "click"):
            self.assertIn(name, names)
        report, _ = window.replayed()
        self.assertFalse(report["state"]["families"]["agricole"])

    def test_a_report_counts_what_was_drawn(self):
        window = self.open()
        self.work(window)
        report = window.quit()
        self.assertEqual(report["size"], list(tw.SIZE))
        self.assertEqual(report["frames"]["count"], len(report["frames"]["ms"]))
        self.assertGreater(report["frames"]["count"], 20)
        self.assertGreater(report["first_frame_ms"], 0)
        self.assertGreaterEqual(report["loaded_ms"], report["first_frame_ms"] / 2)
        self.assertNotEqual(report["renderer"], "")


if __name__ == "__main__":
    unittest.main()
