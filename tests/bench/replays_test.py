#!/usr/bin/env python3
"""What the replays print, and what they are made of; never how fast anything was."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import make_departments
import replay_table
import replay_targets as targets

REPLAYS = pathlib.Path(__file__).resolve().parent / "replays.py"


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


class Replays(unittest.TestCase):
    def test_a_few_places_give_a_table_with_every_figure(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            ended = subprocess.run(
                [sys.executable, REPLAYS, "--counts", "2000", "--runs", "1", "--frames", "4", "--no-boundaries",
                 "--no-peers", "--data", folder, "--plot", folder / "growth.png", "--json", folder / "raw.json"],
                capture_output=True, text=True, check=False)
            self.assertEqual(ended.returncode, 0, ended.stderr)
            self.assertRegex(ended.stdout, r"A new page of memory took [\d.]+ µs, in the end [\d.]+ µs\.")
            table = [cells(line) for line in ended.stdout.splitlines() if line.startswith("|")]
            self.assertEqual(table[0], list(replay_table.HEADER))
            self.assertEqual({len(row) for row in table}, {len(replay_table.HEADER)})
            figures = {row[1] for row in table[2:]}
            of_parts = {targets.INDEX, targets.PICK, targets.PICK_POINTS, targets.SEARCH}
            self.assertEqual(set(targets.PLACES) - of_parts - figures, set())
            for row in table[2:]:
                self.assertEqual(bool(row[6]), row[1] in targets.PLACES, row)
            runs = json.loads((folder / "raw.json").read_text(encoding="utf-8"))["data"]["2,000 places"]["ours"]
            self.assertEqual(len(runs), 1)
            self.assertEqual((folder / "growth.png").exists(), shutil.which("gnuplot") is not None)


class Table(unittest.TestCase):
    def row(self, first_frame_ms, qgis_ms):
        entry = {"kind": "places", "size": 13_439, "ours": {targets.FIRST_FRAME: {"median": first_frame_ms}},
                 "qgis": {targets.FIRST_FRAME: {"median": qgis_ms}} if qgis_ms else {}}
        return replay_table.row("places", entry, targets.FIRST_FRAME)

    def test_a_first_frame_is_held_against_qgis_where_qgis_is(self):
        self.assertEqual(self.row(100, None)[6], "met")
        self.assertEqual(self.row(100, 900)[6:], ("met", "900", "9.0"))
        self.assertEqual(self.row(100, 700)[6:], ("**missed**", "700", "7.0"))
        self.assertEqual(self.row(130, 2000)[6], "**missed**")

    def test_what_no_program_can_do_is_out_of_reach(self):
        entry = {"kind": "places", "size": 13_439, "ours": {targets.FIRST_FRAME: {"median": 150}}, "qgis": {},
                 "floor": {targets.FIRST_FRAME: 140.0}}
        self.assertEqual(replay_table.row("places", entry, targets.FIRST_FRAME)[6], "out of reach: 140")
        entry["floor"] = {targets.FIRST_FRAME: 110.0}
        self.assertEqual(replay_table.row("places", entry, targets.FIRST_FRAME)[6], "**missed**")
        entry["ours"] = {targets.FIRST_FRAME: {"median": 115}}
        self.assertEqual(replay_table.row("places", entry, targets.FIRST_FRAME)[6], "met")

    def test_a_count_between_has_the_target_of_the_next(self):
        self.assertEqual(targets.of_places(500_000, targets.FIRST_OPENING), {"median": 1000})
        self.assertEqual(targets.of_places(30_000_000, targets.FIRST_OPENING), {"median": 3000})
        self.assertEqual(targets.of_places(2000, targets.INDEX), {})


class Departments(unittest.TestCase):
    def test_neighbours_share_every_vertex(self):
        border = [(0.0, 0.0), (1.0, 0.5), (1.2, 0.4)]
        there, back = make_departments.densified(border, .01), make_departments.densified(border[::-1], .01)
        self.assertGreater(len(there), 100)
        self.assertEqual(there, back[::-1])


if __name__ == "__main__":
    unittest.main()
