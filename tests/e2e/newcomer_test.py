#!/usr/bin/env python3
"""A newcomer's walk: which PTCE are within 50 km of Le Mans, who are their members, how does the
Sarthe compare with the Mayenne; keep it, send it, print it.

With TERREAU_WALK=FOLDER each step leaves its picture there, and walk.md says what was done.
"""

import json
import os
import pathlib
import subprocess
import unittest

import terreau_window as tw

WALK = os.environ.get("TERREAU_WALK")


class Newcomer(tw.WindowTest):
    def setUp(self):
        self.steps = []

    def note(self, window, name, text):
        """What was done, in a sentence, and what was seen then."""
        window.settled()
        self.steps.append((name, text))
        if not WALK:
            return
        pathlib.Path(WALK).mkdir(parents=True, exist_ok=True)
        picture = pathlib.Path(WALK) / f"{len(self.steps)}-{name}.png"
        subprocess.run(["import", "-window", window.id, str(picture)], check=True,
                       env=self.screen.environment)
        subprocess.run(["convert", str(picture), "-dither", "None", "-colors", "96",
                        f"PNG8:{picture}"], check=True)

    def write_walk(self):
        if not WALK:
            return
        lines = ["# A newcomer's walk", "",
                 "From the first start to an answer that can be sent: which PTCE are within 50 km of "
                 "Le Mans, who are their members, how does the Sarthe compare with the Mayenne. Each "
                 "step was done with a mouse and a keyboard by `tests/e2e/newcomer_test.py`, which "
                 "also made the pictures and this page:", "",
                 "    TERREAU_WALK=app/desktop/walk ./dev test -R e2e/newcomer", ""]
        for number, (name, text) in enumerate(self.steps, 1):
            lines += [f"{number}. {text}", "", f"   ![{name}]({number}-{name}.png)", ""]
        (pathlib.Path(WALK) / "walk.md").write_text("\n".join(lines), encoding="utf-8")

    def test_from_the_first_start_to_a_view_that_is_sent(self):
        window = self.open()
        self.note(window, "start", "The first start: France, its places in clusters, a legend that "
                  "counts what is in view and in all.")
        window.type_into_search("pres de le mans")
        window.widget("listitem", "^Le Mans$")
        self.note(window, "search", "`/`, then “pres de le mans”, without accents or capitals: "
                  "communes first, since one is near a town.")
        window.press_key("Return")
        window.widget("radio", "^50 km$")
        window.click_widget("radio", "^50 km$")
        window.wait_for_action(do="near", radius=50)
        window.press_key("alt+7")
        window.wait_for_action(do="isolate", family="ptce")
        window.away()
        perhaps = window.widget("listitem", "^PTCE du Pays du Mans$")
        self.assertTrue(perhaps)
        self.note(window, "ptce-within-50-km", "A click on `50`, then `Alt+7`: the PTCE alone. None "
                  "has a point within the circle; three are known to a department that it touches, "
                  "and the card says so instead of saying “none”.")
        window.click_widget("listitem", "^PTCE du Pays du Mans$")
        window.widget("link", "studylibfr")
        window.away()
        self.note(window, "its-card", "A click on the PTCE du Pays du Mans: what is known of it and "
                  "by whom. No source that was read names its members, so none are listed.")
        window.press_key("Escape", "Escape", "alt+7")
        window.search("sarthe")
        window.click_widget("link", "^Comparer$")
        window.wait_for_action(do="compare")
        window.type_into_search("mayenne")
        row = tw.wait_for("the department's row", lambda: [
            w for w in window.widgets("listitem", "^Mayenne$")
            if w.get("value", "").startswith("53")])[0]
        window.click(row["rect"][0] + 60, row["rect"][1] + row["rect"][3] / 2)
        window.wait_for_action(do="compare", territory="53")
        window.away()
        self.note(window, "sarthe-and-mayenne", "“sarthe”, `Comparer`, “mayenne”: side by side, on "
                  "the same scales.")
        window.press_key("v")
        window.click_widget("textbox", "^Nom$")
        window.type("Sarthe et Mayenne")
        window.press_key("Return")
        window.widget("listitem", "^Sarthe et Mayenne$")
        window.away()
        self.note(window, "kept", "`V`, a name, `Garder`: the view is kept. The arrow beside its "
                  "name copies it as one line of text, for a mail; `Ctrl+P` makes a page to print.")
        views = json.loads((window.folder / "data/terreau/views.json").read_text(encoding="utf-8"))
        window.click_widget("button", "^Copier « Sarthe".replace("« ", "«\u00a0"))
        copied = window.wait_for_action(do="copy")["text"]
        self.assertEqual(copied, views[0]["view"])
        window.press_key("Escape", "Escape")
        window.press_key("ctrl+p")
        window.click_widget("button", "^Enregistrer$")
        window.wait_for_action(do="save_map", page="a4")
        window.widget("status", "[.]pdf")
        window.quit()
        text = subprocess.run([tw.BINARY, "info", "--lang", "fr", "--open-view", copied],
                              check=True, capture_output=True, text=True).stdout
        for name in ("Sarthe (72)", "Mayenne (53)"):
            self.assertIn(name, text)
        other = self.open("--open-view", copied)
        other.away()
        tw.wait_for("the comparison", lambda: other.widgets(label="Mayenne"))
        self.note(other, "received", "Whoever gets the line pastes it into the search box, or starts "
                  "`terreau --open-view LINE`: the same view; other data would be said.")
        self.write_walk()


if __name__ == "__main__":
    unittest.main()
