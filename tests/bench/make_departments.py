#!/usr/bin/env python3
"""make_departments.py VERTICES OUT.gpkg: the departments of the atlas with that many vertices, for replays.py.

Every edge is halved again and again, its middle moved aside by a little (midpoint displacement). How far depends on
the two ends alone, so neighbours go on sharing every vertex; it is little enough that rings do not cross themselves.
Reads and writes with GDAL's ogr2ogr.
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile

DEPARTMENTS = pathlib.Path(__file__).resolve().parents[2] / "geodata/france/departements.shp"
SEED = 3
ASIDE = 0.006  # of the edge's length: the sharpest corner, on Corsica, has 3 degrees


def rings_of(geometry):
    polygons = geometry["coordinates"]
    return [ring for polygon in ([polygons] if geometry["type"] == "Polygon" else polygons) for ring in polygon]


def halvings(a, b, piece):
    length = math.dist(a, b)
    return max(0, math.ceil(math.log2(length / piece))) if length > piece else 0


def piece_for(features, vertices):
    """The longest piece of an edge with which there are at least as many vertices."""
    edges = [(a, b) for f in features for ring in rings_of(f["geometry"]) for a, b in zip(ring, ring[1:])]
    low, high = 1e-7, 1.0
    for _ in range(30):
        middle = math.sqrt(low * high)
        enough = sum(2 ** halvings(a, b, middle) for a, b in edges) >= vertices
        low, high = (middle, high) if enough else (low, middle)
    return low


def middle_of(a, b):
    low, high = sorted((a, b))
    share = (hash((*low, *high, SEED)) & 0xFFFFFFFF) / 0x80000000 - 1  # numbers have the same hash in every process
    aside = share * ASIDE
    return (round((low[0] + high[0]) / 2 - (high[1] - low[1]) * aside, 9),
            round((low[1] + high[1]) / 2 + (high[0] - low[0]) * aside, 9))


def densified(ring, piece):
    ring = [tuple(point) for point in ring]
    out = [ring[0]]
    for a, b in zip(ring, ring[1:]):
        points = [a, b]
        for _ in range(halvings(a, b, piece)):
            points = [p for pair in zip(points, points[1:]) for p in (pair[0], middle_of(*pair))] + [b]
        out += points[1:]
    return out


def main():
    vertices, out = int(sys.argv[1]), sys.argv[2]
    text = subprocess.run(["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", DEPARTMENTS], check=True,
                          capture_output=True, text=True).stdout
    features = [json.loads(line) for line in text.splitlines()]
    piece = piece_for(features, vertices)
    with tempfile.NamedTemporaryFile("w", suffix=".geojsonl", dir=pathlib.Path(out).resolve().parent) as file:
        for feature in features:
            geometry = feature["geometry"]
            polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            feature["geometry"] = {"type": "MultiPolygon", "coordinates": [
                [densified(ring, piece) for ring in polygon] for polygon in polygons]}
            file.write(json.dumps(feature) + "\n")
        file.flush()
        pathlib.Path(out).unlink(missing_ok=True)
        subprocess.run(["ogr2ogr", "-f", "GPKG", out, "GeoJSONSeq:" + file.name, "-nln", "departements",
                        "-nlt", "MULTIPOLYGON", "-gt", "unlimited"], check=True)


if __name__ == "__main__":
    main()
