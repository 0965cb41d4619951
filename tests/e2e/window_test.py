#!/usr/bin/env python3
"""The window itself: it opens, says what is wrong, and rests when nobody asks for anything."""

import os
import pathlib
import subprocess
import tempfile
import time
import unittest

import terreau_window as tw

REST_S, IDLE_S = 0.5, 4
IDLE_TICKS_PER_S = 1  # of a hundred: a program at rest may look at a timer, not draw


class Opening(tw.WindowTest):
    def test_the_map_is_there(self):
        window = self.open()
        title = self.screen.xdotool("getwindowname", window.id)
        self.assertTrue(title.startswith("Terreau"), title)
        picture = window.settled()
        self.assertEqual((picture.width, picture.height), tw.SIZE)
        middle = picture.crop(420, 60, 560, 640)
        largest = sorted(middle.colours().values(), reverse=True)
        pixels = middle.width * middle.height
        self.assertGreater(largest[0] + largest[1], 0.4 * pixels)  # land and sea
        self.assertGreater(largest[1], 0.1 * pixels)
        self.assertGreater(len(largest), 200)  # borders, markers, words
        report = window.quit()
        self.assertGreater(sum(report["state"]["total"].values()), 400)

    def test_departments_are_where_they_should_be(self):
        window = self.open()
        for code, lon, lat in (("47", 0.45, 44.35), ("62", 2.35, 50.45), ("2A", 9.1, 41.75)):
            window.press_key("Home")
            window.press_key("Escape", "Escape")
            window.settled()
            x, y = window.position_of(lon, lat)
            window.click(x, y, button=4, times=12)  # past its clusters
            window.settled()
            window.click(x, y)
            window.wait_for_action(do="click")
            window.settled()
            self.assertEqual(window.state()["selected"], {"kind": "department", "code": code})

    def test_every_widget_is_inside_the_window_and_named(self):
        window = self.open()
        widgets = window.read_widgets()["widgets"]
        self.assertGreater(len(widgets), 10)
        for widget in widgets:
            self.assertNotEqual(widget["role"], "", widget)
            x, y, width, height = widget["rect"]
            self.assertGreater(width * height, 0, widget)
            self.assertLess(-1, min(x, y), widget)
            self.assertLessEqual(x + width, tw.SIZE[0] + 1, widget)
            self.assertLessEqual(y + height, tw.SIZE[1] + 1, widget)

    def test_it_writes_nothing_into_the_working_folder(self):
        window = self.open()
        names = {p.name for p in window.folder.iterdir()}
        ours = {"journal.jsonl", "widgets.json", "widgets.json.part", "report.json", "stderr",
                "config", "cache", "data", "state"}
        self.assertLessEqual(names, ours)


class Resting(tw.WindowTest):
    def ticks_per_second(self, window):
        """Once it rests: its last frames may come after those that change what is seen."""
        def rests():
            ticks = window.cpu_ticks()
            time.sleep(REST_S)
            return window.cpu_ticks() == ticks
        tw.wait_for("a program at rest", rests)
        start, ticks = time.monotonic(), window.cpu_ticks()
        time.sleep(IDLE_S)  # this is what is measured
        return (window.cpu_ticks() - ticks) / (time.monotonic() - start)

    def test_nothing_is_drawn_while_nothing_happens(self):
        window = self.open()
        window.away()
        self.assertLessEqual(self.ticks_per_second(window), IDLE_TICKS_PER_S)

    def test_not_after_work_either_nor_under_a_resting_hand(self):
        window = self.open()
        window.drag((760, 400), (700, 480))
        window.click(820, 380, button=4, times=2)
        window.settled()
        self.assertLessEqual(self.ticks_per_second(window), IDLE_TICKS_PER_S)


class Sources(tw.WindowTest):
    def file(self, name, content):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="terreau_e2e_source_"))
        path = folder / name
        path.write_text(content, encoding="utf-8")
        self.addCleanup(lambda: (path.unlink(), folder.rmdir()))
        return path

    def test_a_source_of_the_command_line_is_on_the_map(self):
        source = self.file("mine.csv", "name,legal_form,lon,lat\nZebuline,scic,2.35,46.5\n")
        window = self.open(source, "--only")
        x, y = window.position_of(2.35, 46.5)
        window.move(x, y)
        window.widget(label="Zebuline")  # its name under the pointer
        window.click(x, y)
        window.settled()
        state = window.quit()["state"]
        self.assertEqual(sum(state["total"].values()), 1)
        self.assertEqual(state["selected"]["name"], "Zebuline")

    def test_it_adds_to_what_is_embedded(self):
        source = self.file("mine.csv", "name,legal_form,lon,lat\nZebuline,scic,2.35,46.5\n")
        alone = sum(self.open().quit()["state"]["total"].values())
        both = sum(self.open(source).quit()["state"]["total"].values())
        self.assertEqual(both, alone + 1)

    def test_a_bad_source_is_named_in_the_window_and_at_the_end(self):
        missing = tempfile.gettempdir() + "/terreau_no_such_file.csv"
        window = self.open(missing)
        window.widget(label="terreau_no_such_file")
        window.press_key("ctrl+q")
        self.assertEqual(window.process.wait(timeout=tw.PATIENCE_S), 1)
        self.assertIn("terreau_no_such_file", window.stderr())

    def test_wrong_options_open_no_window(self):
        for words in (["--size", "huge"], ["--families", "nobody"], ["--no-such-option"]):
            done = subprocess.run([tw.BINARY, *words], env=self.screen.environment, check=False,
                                  capture_output=True, text=True, timeout=tw.PATIENCE_S)
            self.assertEqual(done.returncode, 2, words)
            self.assertTrue(done.stderr.startswith("terreau: "), done.stderr)

    def test_quit_after(self):
        done = subprocess.run([tw.BINARY, "--quit-after", "1500"], env=self.screen.environment,
                              check=False, capture_output=True, text=True, timeout=tw.PATIENCE_S)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_without_a_display_it_says_so(self):
        environment = {k: v for k, v in os.environ.items()
                       if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run([tw.BINARY], env={**environment, "SDL_VIDEODRIVER": "x11"},
                              check=False, capture_output=True, text=True, timeout=tw.PATIENCE_S)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("terreau: "), done.stderr)


if __name__ == "__main__":
    unittest.main()
