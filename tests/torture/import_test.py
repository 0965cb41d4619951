#!/usr/bin/env python3
"""Every case of cases.py through the program, as a script would import it."""

import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from cases import CASES  # noqa: E402

NEAR_DEGREES = 0.06  # a commune's point in one list of them and in another


def terreau(*arguments):
    return subprocess.run([os.environ["TERREAU_BINARY"], *map(str, arguments)], capture_output=True,
                          text=True, timeout=60)


class Torture(unittest.TestCase):
    def info(self, path, expected):
        done = terreau("info", "--only", path, "--json", *expected.get("options", []))
        if expected["error"] is not None:
            self.assertEqual(done.returncode, 1, done.stdout[-2000:])
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
            self.assertIn(expected["error"], done.stderr)
            return None
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def check_report(self, info, expected):
        reports = [s for s in info["sources"] if s["rows"] > 0 and s["accepted"] > 0]
        self.assertEqual(len(reports), 1, info["sources"])
        report = reports[0]
        self.assertEqual((report["rows"], report["accepted"]),
                         (expected["rows"], expected["accepted"]), report)
        self.assertEqual(report["rows"], report["accepted"] + len(report["rejected"]), report)
        if expected["accepted"] < expected["rows"]:
            rejected = [(r["row"], r["reason"]) for r in report["rejected"]]
            for (row, part), (is_row, reason) in zip(expected["rejected"], rejected, strict=True):
                self.assertEqual(row, is_row, rejected)
                self.assertIn(part, reason)
        for part in expected.get("notices", []):
            self.assertTrue(any(part in n for n in report["notices"]), (part, report["notices"]))
        for key in ("layer", "crs"):
            if key in expected:
                self.assertEqual(report[key], expected[key])

    def check_counts(self, info, expected):
        for key, name in (("precision", "by_precision"), ("forms", "by_form"),
                          ("departments", "by_department")):
            if key in expected:
                self.assertEqual({k: n for k, n in info["places"][name].items() if n > 0},
                                 expected[key], name)

    def check_places(self, path, expected, folder):
        out = folder / "out.csv"
        done = terreau("export", "--only", path, "-o", out, *expected.get("options", []))
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(out, encoding="utf-8-sig", newline="") as file:
            places = {row["name"]: row for row in csv.DictReader(file)}
        for name, position in expected.get("at", {}).items():
            place = places[name]
            if position is None:
                self.assertEqual(place["lon"], "", place)
                continue
            for is_value, value in zip((place["lon"], place["lat"]), position):
                self.assertNotEqual(is_value, "", place)
                self.assertAlmostEqual(float(is_value), value, delta=NEAR_DEGREES, msg=name)
        for key, column in (("ids", "id"), ("years", "year")):
            for name, value in expected.get(key, {}).items():
                self.assertEqual(places[name][column], value, f"{column} of {name}")


def test_of(make):
    def test(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            path, expected = make(folder)
            info = self.info(path, expected)
            if info is None:
                return
            self.check_report(info, expected)
            self.check_counts(info, expected)
            self.check_places(path, expected, folder)

    return test


for make_file in CASES:
    setattr(Torture, f"test_{make_file.__name__}", test_of(make_file))

if __name__ == "__main__":
    unittest.main()
