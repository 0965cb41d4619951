#!/usr/bin/env python3
"""Printing and saving the map from the window, with the mouse alone and with the keyboard alone."""

import pathlib
import subprocess
import tempfile
import unittest

import terreau_window as tw


class Print(tw.WindowTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="terreau_print_")
        cls.addClassCleanup(folder.cleanup)
        cls.documents = pathlib.Path(folder.name)
        for kind in ("DOCUMENTS", "PICTURES"):
            cls.screen.environment[f"XDG_{kind}_DIR"] = folder.name

    def path_field(self, window):
        return window.widget("textbox", "^(Fichier|File)$")

    def set_path(self, window, path):
        window.click_widget("textbox", "^(Fichier|File)$", times=3)  # the whole line
        window.settled()
        window.type(str(path))
        tw.wait_for("the path in the field",
                    lambda: self.path_field(window).get("value") == str(path))

    def saved(self, window, path):
        tw.wait_for(f"{path}", lambda: path.exists() and path.stat().st_size > 0)
        tw.wait_for("a message with path and size",
                    lambda: window.widgets(label=f"{path.name}.*octet"))

    def test_a_sheet_of_paper_with_the_keyboard(self):
        window = self.open()
        window.press_key("ctrl+p")
        window.widget("radio", "^A4$")
        window.settled()
        # Two contents, four formats, seven pages, two orientations, two fields; then the button.
        for _ in range(2 + 4 + 7 + 2 + 2):
            window.press_key("Tab")
            window.settled()
        window.press_key("Return")
        path = tw.wait_for("a file", lambda: next(self.documents.glob("terreau-*.pdf"), None))
        self.saved(window, path)
        self.assertEqual(path.read_bytes()[:4], b"%PDF")
        window.no_widget("radio", "^A4$")
        action = window.wait_for_action(do="save_map", page="a4")
        self.assertEqual(action["path"], str(path))

    def test_the_map_alone_with_the_mouse(self):
        window = self.open()
        window.click_widget("link", "^(imprimer|print)$")
        window.click_widget("radio", "^PNG$")
        window.click_widget("radio", "^(carte seule|map only)$")
        path = window.folder / "map.png"
        self.set_path(window, path)
        window.click_widget("button", "^(Enregistrer|Save)$")
        self.saved(window, path)
        self.assertEqual(path.read_bytes()[1:4], b"PNG")

    def test_what_cannot_be_written_is_said_and_the_form_stays(self):
        window = self.open()
        window.press_key("ctrl+e")
        self.set_path(window, "/no/such/folder/map.png")
        window.click_widget("button", "^(Enregistrer|Save)$")
        tw.wait_for("the reason", lambda: window.widgets(label="il n’y a pas de dossier"))
        window.widget("radio", "^PNG$")
        window.press_key("Escape")
        window.press_key("Escape")
        window.no_widget("radio", "^PNG$")

    def test_the_atlas_and_a_file_that_is_replaced(self):
        window = self.open("--departments", "62,93")
        window.press_key("ctrl+p")
        window.click_widget("radio", "^(atlas des départements|atlas of the departments)$")
        path = window.folder / "atlas.pdf"
        path.write_text("old")
        self.set_path(window, path)
        window.widget("label", "(existe déjà|is there already)")
        window.click_widget("button", "^(Enregistrer|Save)$")
        self.saved(window, path)
        pages = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True,
                               check=True).stdout
        self.assertIn("Seine-Saint-Denis", pages)
        self.assertNotIn("Finistère", pages.split("Index")[-1])
        window.wait_for_action(do="save_map", atlas=True)

    def test_a_journal_played_again_writes_no_map(self):
        window = self.open()
        window.press_key("ctrl+e")
        path = window.folder / "once.png"
        self.set_path(window, path)
        window.click_widget("button", "^(Enregistrer|Save)$")
        self.saved(window, path)
        path.unlink()
        window.replayed()
        self.assertFalse(pathlib.Path(path).exists())


if __name__ == "__main__":
    unittest.main()
