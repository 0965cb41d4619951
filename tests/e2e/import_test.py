#!/usr/bin/env python3
"""Somebody's table, from the question what its columns are to its places on the map."""

import tempfile
import unittest
from pathlib import Path

import terreau_window as tw

LIST = ("Intitulé;Ville;Dpt;Forme;Contact\nFilature;Lille;59;SCOP;Anne\nÉpicerie;Lyon;69;SCIC;\n"
        "Moulin;Nulle-Part;;SCOP;\nFilature;Lille;59;SCOP;\nFerme;Rennes;35;CUMA;Luc\n")


class Import(tw.WindowTest):
    def ask_to_open(self, window, path):
        window.press_key("ctrl+o")
        window.widget("textbox", "Fichier ou adresse")
        window.type(str(path))
        window.press_key("Return")
        window.widget("button", "^Importer$")
        window.widget("label", "^Des .* premières lignes")

    def table(self, window, content=LIST, encoding="cp1252"):
        path = Path(window.folder) / "liste.csv"
        path.write_text(content, encoding=encoding)
        return path

    def value_of(self, window, column):
        return window.widget("combobox", f"^{column}$")["value"]

    def test_a_table_of_a_spreadsheet_becomes_places_and_a_report(self):
        window = self.open()
        path = self.table(window)
        self.ask_to_open(window, path)
        self.assertEqual(self.value_of(window, "Intitulé"), "nom")
        self.assertEqual(self.value_of(window, "Contact"), "sur la fiche")
        window.widget("label", "4 à la commune · 1 écartée · 1 déjà rencontrée")
        window.click_widget("checkbox", "rencontrée deux fois")
        window.click_widget("button", "^Importer$")
        window.widget("status", "437 lieux chargés")  # 434 and three: two rows are one place
        window.widget("label", "5 lignes · 3 lieux · 2 écartées")
        line = window.wait_for_action(do="open")
        self.assertEqual((line["source"], line["duplicates"]), (str(path), "merge"))
        window.press_key("Escape")
        window.search("Ferme")
        window.card("Ferme")
        window.widget("label", "Luc")  # a column that the map knows nothing of
        window.quit()

    def test_a_column_is_what_the_user_says_also_the_next_time(self):
        window = self.open()
        path = self.table(window)
        self.ask_to_open(window, path)
        window.click_widget("combobox", "^Contact$")
        window.click_widget("option", "^adresse$")
        tw.wait_for("the role", lambda: self.value_of(window, "Contact") == "adresse")
        window.click_widget("combobox", "^Dpt$")
        window.click_widget("option", "^sur la fiche$")
        tw.wait_for("no role", lambda: self.value_of(window, "Dpt") == "sur la fiche")
        window.click_widget("button", "^Importer$")
        window.widget("status", "lieux chargés")
        self.assertEqual(window.wait_for_action(do="open")["columns"],
                         {"address": "Contact", "department": ""})
        window.press_key("Escape")
        self.ask_to_open(window, path)
        window.widget("label", "Comme choisi")
        self.assertEqual(self.value_of(window, "Contact"), "adresse")
        window.press_key("Escape")
        window.no_widget("button", "^Importer$")
        window.quit()

    def test_rejected_rows_become_a_table_to_be_corrected(self):
        window = self.open()
        self.ask_to_open(window, self.table(window))
        window.click_widget("button", "^Importer$")
        window.click_widget("link", "lignes écartées")
        status = window.widget("status", "Lignes à corriger")["label"]
        saved = Path(status.split("\u00a0: ")[1])
        content = saved.read_text(encoding="utf-8")
        saved.unlink()
        self.assertIn("Moulin,Nulle-Part", content)
        self.assertNotIn("Ferme", content)
        window.quit()

    def test_a_file_that_changes_on_the_disk_is_offered_again(self):
        window = self.open()
        path = self.table(window)
        self.ask_to_open(window, path)
        window.click_widget("button", "^Importer$")
        window.widget("status", "438 lieux")
        window.press_key("Escape")
        self.table(window, "Intitulé;Ville;Dpt;Forme;Contact\nFilature;Lille;59;SCOP;\n")
        window.click_widget("button", "^Relire$")
        window.widget("status", "435 lieux")
        path.unlink()
        window.widget("status", "liste.csv n’est plus là")
        self.assertEqual(window.read_widgets()["loaded"], True)
        window.quit()

    def test_a_fuller_list_of_communes_is_remembered(self):
        gazetteer = Path(self.open_folder()) / "communes.csv"
        gazetteer.write_text("code_insee,nom,lon,lat\n61156,Essay,0.25,48.54\n", encoding="utf-8")
        places = gazetteer.with_name("a.csv")
        places.write_text("nom,commune,dep\nMoulin,Essay,61\n", encoding="utf-8")
        window = self.open(places)
        window.widget("label", "^169 lieux sans position")
        window.quit()
        window = self.open("--gazetteer", gazetteer)
        window.quit()
        window = self.open(places, folder=window.folder)
        window.widget("label", "^168 lieux sans position")  # the embedded list knows no point of it
        window.quit()
        window = self.open("--gazetteer", "embedded", places, folder=window.folder)
        window.widget("label", "^169 lieux sans position")
        window.quit()

    def open_folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return folder.name

    def test_cancelling_leaves_the_map_as_it_was(self):
        window = self.open()
        rows = "".join(f"Coop {i};Lille;59;SCOP;\n" for i in range(900_000))
        path = self.table(window, "Intitulé;Ville;Dpt;Forme;Contact\n" + rows)
        before = window.state()["total"]
        self.ask_to_open(window, path)
        window.click_widget("button", "^Annuler$")  # of the question
        window.no_widget("button", "^Importer$")
        self.ask_to_open(window, path)
        window.click_widget("button", "^Importer$")
        window.widget("label", "^Lecture")
        window.click_widget("button", "^Annuler$")
        window.widget("status", "Import annulé")
        tw.wait_for("loaded", lambda: window.read_widgets()["loaded"])
        self.assertEqual(window.state()["total"], before)
        window.widget("label", "^434 lieux$")
        window.quit()


if __name__ == "__main__":
    unittest.main()
