#!/usr/bin/env python3
"""The layering check must see each kind of breach, and must let good code pass."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).resolve().with_name("check.py")

GOOD = {
    "geodata/types.h": "#pragma once\n#include <vector>\n",
    "geodata/reader.h": '#pragma once\n#include "geodata/types.h"\n',
    "geodata/formats/reader.cpp": '#include "geodata/reader.h"\n#include <gdal_priv.h>\n',
    "app/model/action.h": '#include "geodata/types.h"\n',
    "app/gl/handle.h": "#include <epoxy/gl.h>\n",
    "app/ui/panel.cpp": '#include <imgui.h>\n#include "app/model/action.h"\n',
    "app/app.cpp": '#include "app/gl/handle.h"\n#include <SDL.h>\n',
}


def function(lines):
    return "int f(int a) {\n" + "  // a comment with { in it\n" * (lines - 2) + "}\n"


def run_on(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            target = pathlib.Path(root, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, str(CHECK), "--root", root],
                              capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


class LayeringCheck(unittest.TestCase):
    def expect_breach(self, path, text, words):
        status, output = run_on({**GOOD, path: text})
        self.assertEqual(status, 1, output)
        self.assertIn(words, output)
        self.assertTrue(output.startswith(path + ":"), output)

    def test_good_tree_passes(self):
        status, output = run_on(GOOD)
        self.assertEqual((status, output), (0, "0 breaches of tests/layering/rules.txt\n"))

    def test_include_upwards(self):
        self.expect_breach("app/model/camera.cpp", '#include "app/ui/panel.cpp"\n',
                           'may not include "app/ui/panel.cpp"')

    def test_geodata_includes_app(self):
        self.expect_breach("geodata/places.cpp", '#include "app/model/action.h"\n', "may not include")

    def test_neighbours(self):
        self.expect_breach("app/ui/panel.h", '#include "app/gl/handle.h"\n', "may not include")

    def test_angle_brackets_are_no_way_round(self):
        self.expect_breach("app/ui/panel.h", "#include <app/gl/handle.h>\n", "may not include")

    def test_types_stand_alone(self):
        self.expect_breach("geodata/types.h", '#include "geodata/reader.h"\n', "may not include")

    def test_library_outside_its_door(self):
        self.expect_breach("geodata/places.cpp", "#include <ogr_api.h>\n", "may not name GDAL")
        self.expect_breach("geodata/reader.h", "#include <gdal.h>\n", "may not name GDAL")
        self.expect_breach("app/render/map.cpp", "#include <epoxy/gl.h>\n", "may not name epoxy")
        self.expect_breach("app/cli/info.cpp", "#include <imgui.h>\n", "may not name ImGui")
        self.expect_breach("app/model/journal.h", "#include <nlohmann/json.hpp>\n", "may not name JSON")

    def test_unknown_library(self):
        self.expect_breach("app/cli/info.cpp", "#include <boost/any.hpp>\n", "no library in rules.txt")

    def test_relative_include(self):
        self.expect_breach("app/ui/panel.cpp", '#include "panel.h"\n', "path from the root")

    def test_long_file(self):
        self.expect_breach("tests/model/camera_test.cpp", "\n" * 601, "601 lines")

    def test_long_function(self):
        self.assertEqual(run_on({**GOOD, "app/long.cpp": function(60)})[0], 0)
        self.expect_breach("app/long.cpp", function(61), "a function of 61 lines")
        self.expect_breach("app/long.cpp", "namespace a {\nstruct B {\n" + function(61) + "};\n}\n",
                           "app/long.cpp:3: a function of 61 lines")

    def test_long_table_is_no_function(self):
        table = "const int table[] = {\n" + "  1,\n" * 100 + "};\n"
        self.assertEqual(run_on({**GOOD, "app/table.cpp": table})[0], 0)

    def test_braces_in_strings(self):
        text = 'const char* f() {\n  return "}" R"x({{)x";\n}\n' + "int a;\n" * 80
        self.assertEqual(run_on({**GOOD, "app/strings.cpp": text})[0], 0)


if __name__ == "__main__":
    unittest.main()
