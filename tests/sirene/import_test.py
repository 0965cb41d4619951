#!/usr/bin/env python3
"""terreau import sirene against other programs' answers, on files as INSEE's of both editions.

What is expected comes from Python's csv module and PROJ (gdaltransform) over the same files, what is
written is read by SQLite and by `terreau info`.
"""
import csv
import json
import os
import pathlib
import pty
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

TERREAU = os.environ.get("TERREAU_BINARY", "build/release/terreau")
MAKE_SIRENE = os.environ.get("MAKE_SIRENE", "build/release/make_sirene")

# INSEE, catégories juridiques niveau III.
FORMS = {
    "scop": "5458 5558 5658", "cuma": "6316", "coop_agricole": "6317 6318", "sica": "5432 5532 5632 6532",
    "coop_conso": "5451 5551 5651 6551", "coop_hlm": "5443 5543 5643 6543 5547 5647",
    "coop_artisans": "5453 5553 5653", "coop_commercants": "5552 5652", "coop_transport": "5455 5555 5655",
    "coop_maritime": "5454 5554 5654 6554", "banque_coop": "5191 5192 5193 5194 5196 6100 6595 6596",
    "union_coop": "5459 5559 5659", "autre_coop": "5203 5307 5309 5460 5560 5660 6558 6560 5195",
}
FORM_OF = {category: form for form, categories in FORMS.items() for category in categories.split()}


def known(value):
    return "" if value == "[ND]" else value


def rows_of(path, separator=","):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=separator)
        header = next(rows)
        for row in rows:
            if len(row) == len(header):
                yield dict(zip(header, row))


def transformed(positions):
    """(epsg, x, y) in any order → (lon, lat), by another program."""
    out = {}
    for epsg in {p[0] for p in positions}:
        batch = [p for p in positions if p[0] == epsg]
        text = "".join(f"{x} {y}\n" for _, x, y in batch)
        answer = subprocess.run(["gdaltransform", "-s_srs", f"EPSG:{epsg}", "-t_srs", "OGC:CRS84", "-output_xy"],
                                input=text, capture_output=True, text=True, check=True).stdout
        for position, line in zip(batch, answer.splitlines()):
            out[position] = tuple(float(v) for v in line.split())
    return out


def crs_of(commune):
    overseas = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}
    return overseas.get(commune[:3], 2154)


class Files:
    def __init__(self, folder, edition, units=20000, share=500):
        folder.mkdir()
        subprocess.run([MAKE_SIRENE, folder, str(units), "--edition", edition, "--share", str(share)], check=True)
        self.units = folder / "StockUniteLegale_utf8.csv"
        self.establishments = folder / "StockEtablissement_utf8.csv"
        self.points = folder / "GeolocalisationEtablissement_utf8.csv"

    def arguments(self, points=True):
        all_of_them = ["--unites-legales", self.units, "--etablissements", self.establishments]
        return all_of_them + (["--geolocalisation", self.points] if points else [])

    def expected(self, points=True, everything=False):
        """siret → (form, name, commune, precision, position)"""
        units, places, positions = {}, {}, {}
        for row in rows_of(self.units):
            form = FORM_OF.get(row["categorieJuridiqueUniteLegale"])
            if form and (everything or row["etatAdministratifUniteLegale"] == "A"):
                units.setdefault(row["siren"], (form, row))
        for row in rows_of(self.establishments):
            if row["siren"] not in units:
                continue
            if everything or (row["etablissementSiege"] == "true" and row["etatAdministratifEtablissement"] == "A"):
                places.setdefault(row["siret"], row)
        for siret, row in places.items():
            x = known(row.get("coordonneeLambertAbscisseEtablissement", ""))
            if x:
                y = row["coordonneeLambertOrdonneeEtablissement"]
                positions[siret] = ("address", (crs_of(row["codeCommuneEtablissement"]), x, y))
        if points:
            for row in rows_of(self.points, ";"):
                if row["siret"] in places:
                    quality = "commune" if row["qualite_xy"] == "33" else "address"
                    positions[row["siret"]] = (quality, (int(row["epsg"]), row["x"], row["y"]))
        in_degrees = transformed([p for _, p in positions.values()])
        answer = {}
        for siret, row in places.items():
            form, unit = units[row["siren"]]
            name = known(unit["denominationUniteLegale"]).replace("\n", " ") or f"SIREN {row['siren']}"
            precision, position = positions.get(siret, ("commune", None))
            answer[siret] = (form, name, known(row["codeCommuneEtablissement"]), precision,
                             in_degrees[position] if position else None)
        return answer


def written(path):
    """The same, as SQLite finds it in the GeoPackage; points by its index."""
    database = sqlite3.connect(path)
    boxes = {fid: (x, y) for fid, x, y in
             database.execute("SELECT id, (minx + maxx) / 2, (miny + maxy) / 2 FROM rtree_cooperatives_geom")}
    answer = {}
    for fid, siret, form, name, commune, precision in database.execute(
            "SELECT fid, siret, legal_form, name, code_insee, precision FROM cooperatives"):
        answer[siret] = (form, name, commune or "", precision, boxes.get(fid))
    database.close()
    return answer


def counted(rows):
    counts = {}
    for form, *_ in rows.values():
        counts[form] = counts.get(form, 0) + 1
    return counts


class ImportSirene(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.out = self.folder / "out.gpkg"

    def tearDown(self):
        self.temporary.cleanup()

    def run_import(self, *arguments):
        done = subprocess.run([TERREAU, "import", "sirene", "-o", self.out, "--json", *arguments],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def check(self, report, expected):
        rows = written(self.out)
        self.assertEqual(set(rows), set(expected))
        for siret, (form, name, commune, precision, position) in expected.items():
            self.assertEqual(rows[siret][:4], (form, name, commune, precision), siret)
            if position is None:
                self.assertIsNone(rows[siret][4])
            else:
                # Degrees as INSEE writes them have six decimals; the index rounds to 32 bits.
                for ours, theirs in zip(rows[siret][4], position):
                    self.assertAlmostEqual(ours, theirs, delta=self.nearness)
        counts = counted(expected)
        self.assertEqual(report["places"]["by_form"], counts)
        self.assertNotIn("scic", report["places"]["by_form"])
        info = json.loads(subprocess.run([TERREAU, "info", "--only", self.out, "--json"], capture_output=True,
                                         text=True, check=True).stdout)
        self.assertEqual({f: n for f, n in info["places"]["by_form"].items() if n}, counts)
        self.assertEqual(info["places"]["by_department"], report["places"]["by_department"])
        self.assertEqual(info["places"]["by_precision"]["address"], report["places"]["by_precision"]["address"])
        self.assertEqual(info["sources"][0]["rejected"], [])
        self.assertTrue(any("terminable" in n for n in info["sources"][0]["notices"]))

    nearness = 1e-5

    def test_the_earlier_edition(self):
        files = Files(self.folder / "2019", "2019")
        self.check(self.run_import(*files.arguments()), files.expected())
        self.check(self.run_import(*files.arguments(points=False)), files.expected(points=False))

    def test_the_latest_edition(self):
        files = Files(self.folder / "2026", "2026")
        self.nearness = 0.02  # the made-up degrees are in step with the metres to some hundred metres
        self.check(self.run_import(*files.arguments()), files.expected())
        self.check(self.run_import(*files.arguments(), "--all-establishments", "--closed"),
                   files.expected(everything=True))
        self.nearness = 1e-5
        self.check(self.run_import(*files.arguments(points=False)), files.expected(points=False))

    def test_archives_give_the_same(self):
        files = Files(self.folder / "zip", "2026", units=5000)
        plain = self.run_import(*files.arguments())
        for file in (files.units, files.establishments, files.points):
            subprocess.run(["python3", "-m", "zipfile", "-c", file.with_suffix(".zip"), file], check=True)
            file.unlink()
        files.units, files.establishments, files.points = (
            f.with_suffix(".zip") for f in (files.units, files.establishments, files.points))
        self.assertEqual(self.run_import(*files.arguments())["places"], plain["places"])

    def test_departments_narrow_it(self):
        files = Files(self.folder / "d", "2026", units=5000)
        report = self.run_import(*files.arguments(), "--departments", "2A,974")
        expected = {s: row for s, row in files.expected().items() if row[2].startswith(("2A", "974"))}
        self.assertEqual(report["places"]["by_form"], counted(expected))
        self.assertEqual(set(report["places"]["by_department"]), {"2A", "974"})

    def test_metadata_that_ogrinfo_shows(self):
        files = Files(self.folder / "m", "2026", units=1000, share=1000)
        self.run_import(*files.arguments(), "--lang", "en")
        shown = subprocess.run(["ogrinfo", "-so", self.out, "cooperatives"], capture_output=True, text=True).stdout
        self.assertIn("NOT_DETERMINABLE=not determinable from these files: scic, coop_habitants, cae", shown)

    def test_interruption_leaves_what_was_there(self):
        """An endless file through a pipe; Ctrl+C while a terminal shows how far it is."""
        files = Files(self.folder / "i", "2026", units=1000)
        text = files.establishments.read_bytes()
        header, rows = text[:text.index(b"\n") + 1], text[text.index(b"\n") + 1:]
        endless = self.folder / "endless"  # a pipe needs no extension
        os.mkfifo(endless)

        def feed():
            try:
                with open(endless, "wb") as pipe:
                    pipe.write(header)
                    while True:
                        pipe.write(rows)
            except BrokenPipeError:
                pass

        feeder = threading.Thread(target=feed)
        feeder.start()
        files.establishments = endless
        self.out.write_text("mine")
        terminal, end = pty.openpty()
        running = subprocess.Popen([TERREAU, "import", "sirene", "-o", self.out, *files.arguments()], stderr=end,
                                   stdout=subprocess.DEVNULL)
        time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=30), 1)
        feeder.join()
        said = os.read(terminal, 1 << 20).decode()
        self.assertIn(" rows/s", said)
        self.assertTrue(said.rstrip().endswith("terreau: interrupted"), said[-200:])
        self.assertEqual(self.out.read_text(), "mine")
        self.assertEqual([p.name for p in self.folder.iterdir() if p.name.endswith(".part")], [])


if __name__ == "__main__":
    unittest.main()
