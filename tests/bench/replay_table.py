"""The table and the plot of replays.py."""
import pathlib
import shutil
import subprocess
import tempfile

import replay_targets as targets

HEADER = ("data", "figure (ms)", "median", "p95", "p99", "target", "", "PyQGIS", "PyQGIS / ours")
QUIET = 0.1  # cores that others may take


def number(value):
    if value is None:
        return ""
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def target_of(entry, figure):
    of = targets.of_places if entry["kind"] == "places" else targets.of_boundaries
    return of(entry["size"], figure)


def target_words(target, asks_ratio):
    words = [f"≤ {limit:g}" if key == "median" else f"{key} ≤ {limit:g}" for key, limit in target.items()]
    return ", ".join(words + ([f"{targets.FIRST_FRAME_RATIO} × QGIS"] if asks_ratio else []))


def verdict(values, target, ratio, floor):
    """ratio: None where none is asked for. floor: what no program with the same libraries is below; None: not known."""
    if not target:
        return ""
    met = all(values[key] <= limit for key, limit in target.items())
    if met and (ratio is None or ratio >= targets.FIRST_FRAME_RATIO):
        return "met"
    return "**missed**" if floor is None or floor <= target["median"] else f"out of reach: {number(floor)}"


def row(name, entry, figure):
    values, target = entry["ours"][figure], target_of(entry, figure)
    theirs = entry["qgis"].get(figure, {}).get("median")
    ratio = theirs / values["median"] if theirs else None
    asked = ratio if figure == targets.FIRST_FRAME else None
    return (name, figure, number(values["median"]), number(values.get("p95")), number(values.get("p99")),
            target_words(target, asked is not None),
            verdict(values, target, asked, entry.get("floor", {}).get(figure)), number(theirs), number(ratio))


def markdown(medians, machine):
    rows = [row(name, entry, figure) for name, entry in medians.items() for figure in entry["ours"]]
    widths = [max(len(cells[i]) for cells in (HEADER, *rows)) for i in range(len(HEADER))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths)) + " |"
             for cells in (HEADER, ["-" * width for width in widths], *rows)]
    met = sum(cells[6] == "met" for cells in rows)
    out_of_reach = sum("reach" in cells[6] for cells in rows)
    judged = sum(bool(cells[6]) for cells in rows)
    others = machine["cores_of_others"]
    quiet = "" if others < QUIET else " (not a quiet machine: repeat before you believe it)"
    return "\n".join([
        f"Whole France, 1600 x 1000, {machine['renderer']}, {machine['cores']} cores, of which others took "
        f"{others:.2f}{quiet}, medians of {machine['runs']} runs. A new page of memory took "
        f"{' µs, in the end '.join(f'{us:.1f}' for us in machine['new_page_us'])} µs.", "", *lines, "",
        f"{met} of {judged} targets met; {out_of_reach} below what a program takes that loads the same libraries, draws "
        "one rectangle and, of places, reads the file with the same reader and keeps 14 bytes of each: number, position, "
        "class; of memory, with the shaders of a map and its panels (terreau_floor FILE). First frame and places count "
        "from the start of the process, which the system tells to 10 ms."])


# ---- Growth --------------------------------------------------------------------------------------

# Figure, its name in the legend, colour (Okabe and Ito's, told apart by the colour-blind).
CURVES = ((targets.FIRST_OPENING, "all places, first opening", "#0072b2"),
          (targets.SECOND_OPENING, "all places, second opening", "#56b4e9"),
          (targets.INDEX, "index built", "#e69f00"),
          (targets.FILTER, "filter to exact picture", "#cc79a7"),
          (targets.PAN_POINTS, "frame of a pan, every point", "#d55e00"),
          (targets.PAN, "frame of a pan, clusters", "#009e73"))


def curve_points(places, figure):
    return [(entry["size"], entry["ours"][figure]["median"]) for entry in places if figure in entry["ours"]
            and entry["ours"][figure]["median"] > 0]


def target_points(places, figure):
    limits = [(entry["size"], targets.of_places(entry["size"], figure).get("median")) for entry in places]
    return [(size, limit) for size, limit in limits if limit is not None]


def block(points):
    return "\n".join(f"{x} {y}" for x, y in points)


def script(places, out):
    curves = [(*curve, curve_points(places, curve[0]), target_points(places, curve[0])) for curve in CURVES]
    curves = [curve for curve in curves if curve[3]]
    sizes = [entry["size"] for entry in places]
    times = [y for curve in curves for _, y in curve[3] + curve[4]]
    blocks, plots = [], []
    for i, (_, title, colour, points, limits) in enumerate(curves):
        blocks.append(f"$curve{i} << EOD\n{block(points)}\nEOD")
        plots.append(f"$curve{i} with linespoints lw 2.5 pt 7 ps 1.2 lc rgb '{colour}' title '{title}'")
        if limits:
            blocks.append(f"$target{i} << EOD\n{block(limits)}\nEOD")
            plots.append(f"$target{i} with lines dt 2 lw 1.5 lc rgb '{colour}' notitle")
    plots.append("1/0 with lines dt 2 lw 1.5 lc rgb '#555555' title 'its target'")
    return "\n".join([
        "set terminal pngcairo size 1200,760 font 'sans,13' background '#ffffff'", f"set output '{out}'",
        "set title 'Terreau: time against the number of places'", "set logscale xy",
        "set xlabel 'places'", "set ylabel 'time (ms)'", "set format y '%g'",
        f"set xrange [{min(sizes) / 1.5}:{max(sizes) * 1.5}]",
        f"set yrange [{min(times) / 1.5}:{max(times) * 1.5}]",
        f"set xtics ({', '.join(repr(f'{size:,}') + f' {size}' for size in sizes)})",
        "set grid xtics ytics mytics lt 1 dt 1 lw 0.8 lc rgb '#dddddd', lt 1 dt 1 lw 0.4 lc rgb '#eeeeee'",
        "set border 3", "set tics nomirror",
        "set key outside right center reverse Left spacing 1.4", *blocks, "plot " + ", \\\n  ".join(plots)])


def plot(medians, out):
    """Draws the PNG; returns what to say of it."""
    if shutil.which("gnuplot") is None:
        return "gnuplot is not installed (gnuplot-nox): no plot."
    places = sorted((entry for entry in medians.values() if entry["kind"] == "places"), key=lambda entry: entry["size"])
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "growth.gnuplot"
        file.write_text(script(places, out.resolve()), encoding="utf-8")
        subprocess.run(["gnuplot", file], check=True)
    return f"Growth: {out}"
