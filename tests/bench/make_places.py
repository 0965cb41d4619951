#!/usr/bin/python3
"""make_places.py COUNT OUT.csv: seeded made-up cooperatives around the communes of the atlas, for load_bench.

As other formats:
  ogr2ogr -f GPKG out.gpkg out.csv -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -oo KEEP_GEOM_COLUMNS=NO \\
    -oo AUTODETECT_TYPE=YES -a_srs EPSG:4326 -gt 200000
"""
import csv
import pathlib
import random
import sys

COMMUNES = pathlib.Path(__file__).parents[2] / "geodata/france/communes.csv"
WORDS = ["Les", "Amis", "Atelier", "Ferme", "Union", "Bois", "Val", "Centre", "Grand", "Soleil", "Épicerie", "Fournil",
         "Mûrier", "Château", "Rivière", "Jardin", "Pré", "Énergie", "Relais", "Moulin"]
FORMS = ["scop", "SCIC SA", "cuma", "Coopérative agricole", "coop_conso", "SICA", "", "union_coop"]
FUNCTIONS = ["", "", "", "", "cae", "ptce", "cae;couveuse"]


def main():
    count, out = int(sys.argv[1]), sys.argv[2]
    rng = random.Random(3)
    with open(COMMUNES, encoding="utf-8") as file:
        communes = [c for c in csv.DictReader(file) if c["lon"]]
    weights = [max(200, int(c["population"] or 0)) ** 0.7 for c in communes]
    with open(out, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("id name form functions commune commune_code department year website lon lat".split())
        for i, commune in enumerate(rng.choices(communes, weights, k=count)):
            name = f'{rng.choice(WORDS)} {rng.choice(WORDS)} de {commune["name"]} {i % 997}'
            rows.writerow([
                f"C{i}", name, rng.choice(FORMS), rng.choice(FUNCTIONS), commune["name"], commune["code"],
                commune["departement"], rng.randint(1900, 2019) if rng.random() < .8 else "",
                f"https://www.coop-{i % 50000}.example" if rng.random() < .3 else "",
                f'{float(commune["lon"]) + rng.uniform(-.05, .05):.6f}',
                f'{float(commune["lat"]) + rng.uniform(-.04, .04):.6f}'])


main()
