#!/usr/bin/env python3
"""sirene_bench.py [UNITS] [FOLDER]: `terreau import sirene` beside a bare scan of the same files by OGR.

Makes UNITS made-up unités légales (1,000,000) with their établissements and positions in FOLDER (a temporary one),
and prints for each file the rows a second of both, then the peak memory. What OGR does is the least that reads every
row: `ogrinfo` with a condition that none fulfils. The programs are those of build/release, or of the environment
(TERREAU_BINARY, MAKE_SIRENE).
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(__file__).resolve().parents[2] / "build/release"
TERREAU = os.environ.get("TERREAU_BINARY", BUILD / "terreau")
MAKE_SIRENE = os.environ.get("MAKE_SIRENE", BUILD / "make_sirene")
NAMES = {"unites_legales": "StockUniteLegale", "etablissements": "StockEtablissement",
         "geolocalisation": "GeolocalisationEtablissement"}


def seconds_of_ogr(path):
    start = time.monotonic()
    subprocess.run(["ogrinfo", "-so", "-al", "-where", "FID = -5", path], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def main():
    units = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        subprocess.run([MAKE_SIRENE, folder, units], check=True)
        files = {key: folder / f"{name}_utf8.csv" for key, name in NAMES.items()}
        options = [word for key, path in files.items() for word in (f"--{key.replace('_', '-')}", path)]
        report = json.loads(subprocess.run([TERREAU, "import", "sirene", *options, "-o", folder / "out.gpkg", "--json"],
                                           check=True, capture_output=True, text=True).stdout)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        for key, path in files.items():
            rows, ours = report[key]["rows"], report[key]["seconds"]
            ogr = seconds_of_ogr(path)
            print(f"{key:16} {rows:>10,} rows  {path.stat().st_size / 1e6:8.0f} MB  terreau {rows / ours / 1e6:6.2f} M rows/s"
                  f"  OGR {rows / ogr / 1e6:6.2f} M rows/s  {ogr / ours:5.1f} times as fast")
        print(f"peak of the memory: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
