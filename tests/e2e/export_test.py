#!/usr/bin/env python3
"""Places and statistics as files, from the window."""

import subprocess
import unittest
from pathlib import Path

import terreau_window as tw


class Export(tw.WindowTest):
    def write_path(self, window, path):
        window.click_widget("textbox", "^(File|Fichier)$")
        window.press_key("ctrl+a")
        window.type(str(path))
        tw.wait_for("the path", lambda: window.widget("textbox", "^(File|Fichier)$")["value"] == str(path))

    def test_what_passes_the_filters_becomes_a_file(self):
        window = self.open("--departments", "62,93")
        window.click_widget("link", "^(export|exporter)$")
        target = Path(window.folder) / "liste.csv"
        self.write_path(window, target)
        window.click_widget("radio", "^GeoPackage$")
        window.click_widget("button", "^(Export|Exporter)$")
        window.widget("status", "liste.gpkg")
        listed = subprocess.run(["ogrinfo", "-q", "-al", str(target.with_suffix(".gpkg"))],
                                capture_output=True, text=True, check=True).stdout
        self.assertIn("phares-93", listed)
        self.assertNotIn("atla-75", listed)
        window.no_widget("textbox", "^(File|Fichier)$")
        line = window.wait_for_action(do="export")
        self.assertEqual(line["path"], str(target.with_suffix(".gpkg")))
        window.quit()

    def test_by_keyboard_alone(self):
        window = self.open()
        window.press_key("ctrl+shift+e")
        window.widget("radio", "^CSV$")
        window.press_key("Escape")
        window.no_widget("radio", "^CSV$")
        window.quit()

    def test_what_cannot_be_written_is_said(self):
        window = self.open()
        window.press_key("ctrl+shift+e")
        window.widget("radio", "^CSV$")
        self.write_path(window, Path(window.folder) / "no such folder" / "x.csv")
        window.click_widget("button", "^(Export|Exporter)$")
        window.widget("status", "pas de dossier")
        window.widget("radio", "^CSV$")  # the panel stays, with what was typed
        window.quit()


if __name__ == "__main__":
    unittest.main()
