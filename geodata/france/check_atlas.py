#!/usr/bin/env python3
"""Checks the committed files of this folder: check_atlas.py [FOLDER]. Standard library only.

Prints each broken rule on stderr and exits 1 when there is one.
"""

import csv
import json
import re
import struct
import sys
from collections import Counter
from pathlib import Path

FORMS = {"scop", "scic", "cuma", "coop_agricole", "sica", "coop_conso", "coop_habitants",
         "coop_hlm", "coop_artisans", "coop_commercants", "coop_transport", "coop_maritime",
         "banque_coop", "union_coop", "autre_coop", "association", "autre", ""}
FUNCTIONS = {"cae", "ptce", "espace_test", "couveuse", "pepiniere", "geiq", "iae"}
RELATIONS = {"member_of", "founder_of", "facilitates", "finances", "hosts", "merged_into",
             "partner_of", "subsidiary_of", "incubated_by", "parent_of", "supplies"}
STATUSES = {"", "en fonctionnement", "en projet"}
PLACE_COLUMNS = ["id", "name", "legal_form", "functions", "tags", "commune", "code_insee",
                 "departement", "region", "lon", "lat", "precision", "year", "sector", "website",
                 "status", "source_url", "source_date", "origin", "same_as"]
DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?$")
URL = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(:\d+)?(/[!-~]*)?(\?[!-~]*)?$")
BOX_MARGIN = 0.1  # degrees: the borders are simplified
SHARED_EDGES_AT_LEAST = 9000  # 9,074 border segments belong to exactly two departments

problems = []


def check(good, message):
    if not good:
        problems.append(message)


def table(folder, name, columns=None):
    with open(folder / name, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    check(columns is None or reader.fieldnames == columns, f"{name}: columns {reader.fieldnames}")
    check(rows, f"{name}: empty")
    check(all(None not in r and None not in r.values() for r in rows), f"{name}: ragged row")
    return rows


def unique(rows, column, name):
    twice = [v for v, n in Counter(r[column] for r in rows).items() if n > 1]
    check(not twice, f"{name}: {column} not unique: {twice[:5]}")
    return {r[column]: r for r in rows}


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


# ---- borders ------------------------------------------------------------------------------------

def read_dbf(path):
    data = path.read_bytes()
    count, header, width = struct.unpack("<I2H", data[4:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at:at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    rows = []
    for i in range(count):
        record, at, row = data[header + i * width:header + (i + 1) * width], 1, {}
        for name, size in fields:
            row[name] = record[at:at + size].decode("utf-8").strip()
            at += size
        rows.append(row)
    return rows


def read_shp(path):
    """A list of rings per record; a ring is a list of (lon, lat)."""
    data, at, records = path.read_bytes(), 100, []
    check(struct.unpack("<i", data[32:36])[0] == 5, "departements.shp: not a polygon file")
    while at < len(data):
        size = 2 * struct.unpack(">2i", data[at:at + 8])[1]
        body = data[at + 8:at + 8 + size]
        part_count, point_count = struct.unpack("<2i", body[36:44])
        starts = list(struct.unpack(f"<{part_count}i", body[44:44 + 4 * part_count]))
        flat = struct.unpack(f"<{2 * point_count}d", body[44 + 4 * part_count:])
        points = list(zip(flat[::2], flat[1::2]))
        records.append([points[a:b] for a, b in zip(starts, starts[1:] + [point_count])])
        at += 8 + size
    return records


def box_of(rings):
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def check_rings(code, rings):
    for ring in rings:
        check(len(ring) >= 4 and ring[0] == ring[-1], f"border of {code}: ring not closed")
        check(all(a != b for a, b in zip(ring, ring[1:])), f"border of {code}: repeated point")
        check(len(set(ring)) == len(ring) - 1, f"border of {code}: ring touches itself")


def check_borders(folder, departments, regions):
    """Returns {code: bounding box}."""
    rows, shapes = read_dbf(folder / "departements.dbf"), read_shp(folder / "departements.shp")
    codes = [r["CODE"] for r in rows]
    check(len(rows) == len(shapes) == len(set(codes)) == 101, "departements.shp: not 101 codes")
    check(set(codes) == departments.keys(), "departements.shp: codes differ from the CSV's")
    check((folder / "departements.cpg").read_text() == "UTF-8", "departements.cpg: not UTF-8")
    check("WGS_1984" in (folder / "departements.prj").read_text(), "departements.prj: not WGS 84")
    edges = Counter()
    for row, rings in zip(rows, shapes):
        known = departments.get(row["CODE"], {})
        check(row["NAME"] == known.get("name"), f"departements.dbf: {row}")
        check(row["REGION"] == regions.get(row["REGION_COD"], {}).get("name"),
              f"departements.dbf: {row}")
        check_rings(row["CODE"], rings)
        edges.update((min(a, b), max(a, b)) for ring in rings for a, b in zip(ring, ring[1:]))
    check(max(edges.values()) == 2, "departements.shp: an edge of three departments")
    shared = sum(n == 2 for n in edges.values())
    check(shared >= SHARED_EDGES_AT_LEAST, f"departements.shp: only {shared} shared edges")
    return {code: box_of(rings) for code, rings in zip(codes, shapes)}


# ---- gazetteer ----------------------------------------------------------------------------------

def check_units(folder):
    regions = unique(table(folder, "regions.csv", ["code", "name"]), "code", "regions.csv")
    check(len(regions) == 18, f"regions.csv: {len(regions)} regions")
    columns = ["code", "name", "region_code", "region", "population", "chef_lieu"]
    departments = unique(table(folder, "departements.csv", columns), "code", "departements.csv")
    check(len(departments) == 101, f"departements.csv: {len(departments)} departments")
    for d in departments.values():
        check(regions.get(d["region_code"], {}).get("name") == d["region"],
              f"departements.csv: region of {d['code']}")
        check(d["population"].isdigit() and int(d["population"]) > 50000,
              f"departements.csv: population of {d['code']}")
    return regions, departments


def in_box(lon, lat, box):
    west, south, east, north = box
    return (west - BOX_MARGIN <= lon <= east + BOX_MARGIN
            and south - BOX_MARGIN <= lat <= north + BOX_MARGIN)


def check_position(row, boxes, where):
    if not row["lon"] and not row["lat"]:
        return
    lon, lat = number(row["lon"]), number(row["lat"])
    check(lon is not None and lat is not None and row["departement"] in boxes
          and in_box(lon, lat, boxes[row["departement"]]),
          f"{where}: not in its department: {row['lon']},{row['lat']}")


def check_communes(folder, departments, boxes):
    columns = ["code", "name", "postal_codes", "departement", "lon", "lat", "population", "type"]
    communes = unique(table(folder, "communes.csv", columns), "code", "communes.csv")
    kinds = Counter(c["type"] for c in communes.values())
    check(set(kinds) == {"commune", "arrondissement"} and kinds["arrondissement"] == 45,
          f"communes.csv: types {dict(kinds)}")
    for code, c in communes.items():
        where = f"communes.csv: {code}"
        check(re.match(r"\d[\dAB]\d{3}$", code), f"{where}: code")
        check(c["departement"] in departments and code.startswith(c["departement"]),
              f"{where}: department {c['departement']}")
        check(re.match(r"(\d{5}(;\d{5})*)?$", c["postal_codes"]), f"{where}: postal codes")
        check_position(c, boxes, where)
    for d in departments.values():
        check(d["chef_lieu"] in communes, f"departements.csv: chef-lieu of {d['code']}")
    return communes


# ---- places -------------------------------------------------------------------------------------

def check_places(folder, regions, departments, communes, boxes):
    places = unique(table(folder, "places.csv", PLACE_COLUMNS), "id", "places.csv")
    unique(places.values(), "origin", "places.csv")
    region_names = {r["name"] for r in regions.values()}
    for key, p in places.items():
        where = f"places.csv: {key}"
        check(re.match(r"[a-z0-9]+(-[a-z0-9]+)*$", key), f"{where}: id")
        check(p["name"] and p["name"] == p["name"].strip(), f"{where}: name")
        check(p["legal_form"] in FORMS, f"{where}: legal form {p['legal_form']}")
        check(set(filter(None, p["functions"].split(";"))) <= FUNCTIONS, f"{where}: functions")
        check(not set(p["tags"].split(";")) & FUNCTIONS, f"{where}: a function among the tags")
        check(p["status"] in STATUSES, f"{where}: status {p['status']}")
        check(not p["year"] or p["year"].isdigit() and 1800 <= int(p["year"]) <= 2030,
              f"{where}: year {p['year']}")
        check(URL.match(p["source_url"]), f"{where}: source {p['source_url']}")
        check(not p["website"] or URL.match(p["website"]), f"{where}: website {p['website']}")
        check(DATE.match(p["source_date"]), f"{where}: date {p['source_date']}")
        check(re.match(r"[a-z_]+:\d+$", p["origin"]), f"{where}: origin {p['origin']}")
        check_whereabouts(p, region_names, departments, communes, boxes, where)
        primary = places.get(p["same_as"])
        check(not p["same_as"] or primary and not primary["same_as"] and primary is not p,
              f"{where}: same_as {p['same_as']}")
        if primary:
            check(set(p["functions"].split(";")) <= set(primary["functions"].split(";")) | {""},
                  f"{where}: functions not on the primary row")
    return places


def check_whereabouts(p, region_names, departments, communes, boxes, where):
    """Precision says exactly what is filled in."""
    precision, located = p["precision"], bool(p["lon"] and p["lat"])
    check(located == (precision in ("address", "commune")), f"{where}: point and precision")
    check(precision in ("address", "commune", "departement", "region", "none"),
          f"{where}: precision {precision}")
    check(bool(p["departement"]) == (precision in ("address", "commune", "departement")),
          f"{where}: department and precision")
    check(bool(p["region"]) == (precision != "none"), f"{where}: region and precision")
    check(not located or p["code_insee"] in communes, f"{where}: commune {p['code_insee']}")
    check(not p["departement"] or departments.get(p["departement"], {}).get("region")
          == p["region"], f"{where}: department {p['departement']} and region {p['region']}")
    check(not p["region"] or p["region"] in region_names, f"{where}: region {p['region']}")
    if p["code_insee"]:
        check(communes.get(p["code_insee"], {}).get("departement") == p["departement"],
              f"{where}: commune outside its department")
    check_position(p, boxes, where)


def check_relations(folder, places):
    columns = ["from_id", "to_id", "from_name", "to_name", "relation", "source_url"]
    for n, r in enumerate(table(folder, "relations.csv", columns), 1):
        where = f"relations.csv: row {n}"
        check(r["relation"] in RELATIONS, f"{where}: relation {r['relation']}")
        check(r["from_name"] and r["to_name"], f"{where}: a name is missing")
        check(URL.match(r["source_url"]), f"{where}: source {r['source_url']}")
        check(not r["from_id"] or r["from_id"] != r["to_id"], f"{where}: to itself")
        for end in ("from_id", "to_id"):
            check(not r[end] or r[end] in places and not places[r[end]]["same_as"],
                  f"{where}: {end} {r[end]}")


def check_corrections(folder, places):
    columns = ["place_id", "field", "reason_fr", "reason_en"]
    for n, c in enumerate(table(folder, "corrections.csv", columns), 1):
        where = f"corrections.csv: row {n}"
        check(c["place_id"] in places and not places[c["place_id"]]["same_as"],
              f"{where}: place {c['place_id']}")
        check(c["field"] in {"functions", "precision", "sector", "status", "year"},
              f"{where}: field {c['field']}")
        check(c["reason_fr"] and c["reason_en"], f"{where}: a reason is missing")


# ---- stories and figures ------------------------------------------------------------------------

def both_languages(value, kind):
    return set(value) == {"fr", "en"} and all(isinstance(v, kind) and v for v in value.values())


def check_stories(folder, places):
    stories = json.loads((folder / "stories.json").read_text(encoding="utf-8"))
    check(len(stories) == len({s["id"] for s in stories}) == 5, "stories.json: not five stories")
    for s in stories:
        where = f"stories.json: {s['id']}"
        check(both_languages(s["title"], str), f"{where}: title")
        check(both_languages(s["paragraphs"], list)
              and len(s["paragraphs"]["fr"]) == len(s["paragraphs"]["en"]), f"{where}: paragraphs")
        view = s["view"]
        check(-62 < view["lon"] < 56 and -22 < view["lat"] < 52 and 3 < view["zoom"] < 18,
              f"{where}: view {view}")
        for key in s["places"]:
            check(key in places and not places[key]["same_as"], f"{where}: place {key}")
        check(len(set(s["places"])) == len(s["places"]) > 0, f"{where}: places")
        check(s["sources"], f"{where}: no source")
        for source in s["sources"]:
            check(source["label"] and URL.match(source.get("url", "https://a.fr"))
                  and DATE.match(source.get("date", "")), f"{where}: source {source}")


def check_figures(folder):
    figures = json.loads((folder / "key_figures.json").read_text(encoding="utf-8"))
    check(len(figures) == len({f["id"] for f in figures}) == 5, "key_figures.json: not five")
    for f in figures:
        where = f"key_figures.json: {f['id']}"
        check(all(both_languages(f[k], str) for k in ("label", "perimeter", "why")),
              f"{where}: texts")
        check(URL.match(f["url"]) and f["counted"], f"{where}: url, counted")
        check(f["source"] and all(both_languages(o["source"], str) for o in f["others"]),
              f"{where}: sources")
        for figure in [f, *f["others"]]:
            check(isinstance(figure["value"], (int, float)) and DATE.match(figure["date"]),
                  f"{where}: {figure['value']}")
        years = [year for year, _ in f.get("series", [])]
        check(years == sorted(set(years)), f"{where}: series out of order")


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent)
    regions, departments = check_units(folder)
    boxes = check_borders(folder, departments, regions)
    communes = check_communes(folder, departments, boxes)
    places = check_places(folder, regions, departments, communes, boxes)
    check_relations(folder, places)
    check_corrections(folder, places)
    check_stories(folder, places)
    check_figures(folder)
    for problem in problems:
        print("check_atlas:", problem, file=sys.stderr)
    if problems:
        sys.exit(1)
    print(f"check_atlas: good: {len(departments)} departments, {len(communes)} communes,"
          f" {len(places)} places")


if __name__ == "__main__":
    main()
