#!/usr/bin/env python3
"""peer_qgis.py PLACES [WIDTHxHEIGHT]: QGIS as a library draws the departments of the atlas and the places, whole France.

Prints JSON: first_picture_ms since the process was started, frames_ms while panning, peak_rss_mib. Needs Debian's
python3-qgis. The work is what Terreau does: departments filled and outlined, round markers of 8 pixels in 8 colours.
"""
import json
import os
import pathlib
import resource
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (Qgis, QgsApplication, QgsCategorizedSymbolRenderer, QgsCoordinateReferenceSystem,  # noqa: E402
                       QgsCoordinateTransformContext, QgsFillSymbol, QgsMapRendererParallelJob, QgsMapSettings,
                       QgsMarkerSymbol, QgsRectangle, QgsRendererCategory, QgsSingleSymbolRenderer, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402

DEPARTMENTS = pathlib.Path(__file__).resolve().parents[2] / "geodata/france/departements.shp"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#555555")
METRES_PER_PIXEL = 1600  # whole France in 1000 pixels
CENTRE = (267_000, 5_880_000)  # EPSG:3857
MOST_FRAMES, MOST_SECONDS = 20, 8


def since_start_ms():
    with open("/proc/self/stat", encoding="utf-8") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1e3


def layer(path, name):
    made = QgsVectorLayer(str(path), name, "ogr")
    if not made.isValid():
        raise SystemExit(f"peer_qgis: {path} cannot be opened")
    return made


def marker(colour):
    return QgsMarkerSymbol.createSimple({"name": "circle", "color": colour, "size": "8", "size_unit": "Pixel",
                                         "outline_style": "no"})


def layers(places_path):
    departments, places = layer(DEPARTMENTS, "departments"), layer(places_path, "places")
    departments.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(
        {"color": "#f0eee8", "outline_color": "#999999", "outline_width": "1", "outline_width_unit": "Pixel"})))
    forms = sorted(str(value) for value in places.uniqueValues(places.fields().indexOf("form"), 8))
    categories = [QgsRendererCategory(form, marker(colour), form) for form, colour in zip(forms, COLOURS)]
    categories.append(QgsRendererCategory(None, marker(COLOURS[-1]), ""))
    places.setRenderer(QgsCategorizedSymbolRenderer("form", categories))
    return [places, departments]


def settings(shown, width, height):
    made = QgsMapSettings()
    made.setOutputSize(QSize(width, height))
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    made.setTransformContext(QgsCoordinateTransformContext())
    made.setLayers(shown)
    return made


def draw(map_settings, dx):
    width = map_settings.outputSize().width() * METRES_PER_PIXEL / 2
    height = map_settings.outputSize().height() * METRES_PER_PIXEL / 2
    x, y = CENTRE[0] + dx * METRES_PER_PIXEL, CENTRE[1]
    map_settings.setExtent(QgsRectangle(x - width, y - height, x + width, y + height))
    job = QgsMapRendererParallelJob(map_settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def pan(map_settings):
    frames, begun = [], time.monotonic()
    while len(frames) < MOST_FRAMES and (len(frames) < 3 or time.monotonic() - begun < MOST_SECONDS):
        start = time.monotonic()
        draw(map_settings, 7 * (len(frames) + 1))
        frames.append((time.monotonic() - start) * 1e3)
    return frames


def main():
    width, height = map(int, (sys.argv[2] if len(sys.argv) > 2 else "1600x1000").split("x"))
    application = QgsApplication([], False)
    application.initQgis()
    shown = layers(sys.argv[1])  # the settings do not keep them
    map_settings = settings(shown, width, height)
    draw(map_settings, 0)
    first = since_start_ms()
    report = {"version": Qgis.QGIS_VERSION, "first_picture_ms": first, "frames_ms": pan(map_settings),
              "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    print(json.dumps(report), flush=True)
    os._exit(0)  # QGIS may crash while Python takes it down


main()
