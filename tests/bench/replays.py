#!/usr/bin/env python3
"""replays.py: what a user of Terreau waits for, each figure beside its target, as one Markdown table and one plot.

Plays journals (`terreau replay`, whole France, 1600 x 1000) on made-up places and departments of several sizes, which
are made once (make_places.py, make_departments.py) and kept in --data. Each run has caches of its own: a first opening
finds them empty, a second one finds what the first has kept; Mesa's shaders are kept apart, compiled beforehand. Where
Debian's python3-qgis is installed, QGIS draws the same places in turn with us (peer_qgis.py).
"""
import argparse
import json
import math
import mmap
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import replay_table
import replay_targets as targets
from replay_targets import CLUSTERS, POINTS

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build"
WIDTH, HEIGHT = 1600, 1000
QUICK_COUNTS = targets.COUNTS[:2]
FLOOR_RUNS = 5
MOST_PLACES_OF_PEERS = 1_000_000
FAMILIES = ("agricole", "travail", "usagers")


def say(text):
    print(text, file=sys.stderr, flush=True)


# ---- Journals ------------------------------------------------------------------------------------


class Journal:
    """Actions, and which frames of the report belong to which of its parts."""

    def __init__(self, mode):
        self.lines, self.parts, self.frames = [], {}, 0
        self.perhaps = 0  # further frames, which are drawn where a filter needs one of its own
        self.wait()
        self.part("shown", [{"do": "wait", "frames": 1}])
        if mode == POINTS:
            self.part("points", [{"do": "clusters", "on": False}])
        self.settle()

    def wait(self):
        self.lines.append({"do": "wait", "until": "loaded"})

    def part(self, name, actions):
        self.lines += actions
        self.parts[name] = slice(self.frames, self.frames + len(actions))
        self.frames += len(actions)

    def settle(self):
        self.wait()
        self.part("between", [{"do": "wait", "frames": 1}] * 2)


def there_and_back(count, action):
    """Half of the actions with +1, half with -1, so that the next part starts where this one did."""
    return [action(sign) for sign in (1, -1) for _ in range(count // 2)]


def journal_of_frames(mode, frames, only_moves=False):
    journal = Journal(mode)
    journal.part("pan", there_and_back(frames, lambda sign: {"do": "pan", "dx": 6 * sign, "dy": 2 * sign}))
    journal.settle()
    journal.part("zoom", there_and_back(
        frames, lambda sign: {"do": "zoom", "x": WIDTH // 2, "y": HEIGHT // 2, "by": 0.05 * sign}))
    if only_moves:
        return journal
    journal.settle()
    toggles = 2 * len(FAMILIES) * max(1, frames // 25)  # each an even number of times: all are shown again
    journal.part("toggle", [{"do": "toggle", "family": FAMILIES[i % len(FAMILIES)]} for i in range(toggles)])
    journal.settle()
    journal.part("pick", [{"do": "click" if i % 4 == 3 else "hover", "x": 500 + 17 * i % 600, "y": 250 + 31 * i % 500}
                          for i in range(frames // 2)])
    return journal


def journal_of_filters(mode, filters):
    journal = Journal(mode)
    for i in range(filters):
        journal.part(f"filter {i}", [{"do": "filter", "years": f"{1950 + i}-2020"}])
        journal.lines.append({"do": "wait", "until": "exact"})
        journal.perhaps += 1
    return journal


# ---- Measuring -----------------------------------------------------------------------------------


class Folders:
    """Where a program that is measured keeps what it keeps; nothing of the user's own is read or written."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.made = 0
        self.report, self.journal = self.root / "report.json", self.root / "journal.jsonl"
        self.fresh_caches()

    def fresh_caches(self):
        self.made += 1
        self.home = self.root / f"home{self.made}"
        self.home.mkdir()

    def environment(self, shaders=None):
        kept = {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
        shaders = shaders or self.root / "shaders"
        return {**os.environ, **kept, "MESA_SHADER_CACHE_DIR": str(shaders)}


def replay(options, folders, journal, sources, shaders=None):
    """The report, and "parts": name → ms of its frames."""
    folders.journal.write_text("".join(json.dumps(line) + "\n" for line in journal.lines), encoding="utf-8")
    command = [options.program, "replay", folders.journal, *sources, "--size", f"{WIDTH}x{HEIGHT}",
               "--report", folders.report]
    ended = subprocess.run(command, env=folders.environment(shaders), stderr=subprocess.PIPE, text=True,
                           timeout=options.timeout, check=False)
    if ended.returncode != 0:
        raise SystemExit(f"replays.py: {' '.join(map(str, command))} failed: {ended.stderr.strip()}")
    report = json.loads(folders.report.read_text(encoding="utf-8"))
    if not 0 <= report["frames"]["count"] - journal.frames <= journal.perhaps:
        raise SystemExit(f"replays.py: {report['frames']['count']} frames instead of {journal.frames}")
    return {**report, "parts": {name: report["frames"]["ms"][part] for name, part in journal.parts.items()}}


def nearest_rank(values, share):
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def of_frames(ms):
    return {"median": statistics.median(ms), "p95": nearest_rank(ms, .95), "p99": nearest_rank(ms, .99)}


def one(value):
    return {"median": value}


def on_screen_ms(report):
    """All is loaded when loaded_ms says so; it is on the screen with the frame after."""
    return report["loaded_ms"] + report["parts"]["shown"][0]


def filter_ms(options, folders, mode, count, sources):
    """From a filter to the end of the frame that shows it, the median of many, and the most memory."""
    filters = max(1, options.frames // (2 if count <= 100_000 else 5))
    played = replay(options, folders, journal_of_filters(mode, filters), sources)
    return statistics.median(played["exact_ms"]), played["peak_rss_mib"]


def run_of_places(options, folders, count, path):
    folders.fresh_caches()
    opened = replay(options, folders, Journal(CLUSTERS), [path])
    memory, firsts = [opened["peak_rss_mib"]], [opened["first_frame_ms"]]
    run = {targets.FIRST_OPENING: one(on_screen_ms(opened))}
    for mode in (CLUSTERS, POINTS):
        played = replay(options, folders, journal_of_frames(mode, options.frames), [path])
        if mode == CLUSTERS:
            run[targets.SECOND_OPENING] = one(on_screen_ms(played))
        for name in (*targets.REPLAYS, targets.HOVER):
            run[targets.frames(name, mode)] = of_frames(played["parts"][name])
        filtered, peak = filter_ms(options, folders, mode, count, [path])
        run[targets.FILTER if mode == CLUSTERS else targets.FILTER_POINTS] = one(filtered)
        memory += [played["peak_rss_mib"], peak]
        firsts.append(played["first_frame_ms"])
    return {targets.FIRST_FRAME: one(statistics.median(firsts)), **run, targets.MEMORY: one(max(memory))}


def run_of_boundaries(options, folders, vertices, path):
    folders.fresh_caches()
    sources = [path] if path else []
    played = replay(options, folders, journal_of_frames(CLUSTERS, options.frames, only_moves=True), sources)
    run = {targets.FIRST_FRAME: one(played["first_frame_ms"]), targets.REFINED: one(on_screen_ms(played))}
    for name in ("pan", "zoom"):
        run[targets.frames(name, CLUSTERS)] = of_frames(played["parts"][name])
    run[targets.MEMORY] = one(played["peak_rss_mib"])
    if vertices == 0:
        shaders = folders.home / "shaders"
        run[targets.NOTHING_CACHED] = one(replay(options, folders, Journal(CLUSTERS), [], shaders)["first_frame_ms"])
    return run


# ---- QGIS ----------------------------------------------------------------------------------------


def qgis_python():
    """The Python that has QGIS: the one that runs this, or the system's; None without."""
    for python in (sys.executable, "/usr/bin/python3"):
        if pathlib.Path(python).exists() and subprocess.run(
                [python, "-c", "import qgis.core"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return python
    return None


def run_of_qgis(options, folders, path):
    """The same figures of QGIS; the picture of a first opening is that of a second."""
    ended = subprocess.run([options.qgis, HERE / "peer_qgis.py", path, f"{WIDTH}x{HEIGHT}"], text=True, check=True,
                           env=folders.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           timeout=options.timeout)
    report = json.loads(ended.stdout.splitlines()[-1])
    first, pan = one(report["first_picture_ms"]), of_frames(report["frames_ms"])
    return {targets.FIRST_FRAME: first, targets.FIRST_OPENING: first, targets.SECOND_OPENING: first,
            targets.PAN: pan, targets.PAN_POINTS: pan, targets.MEMORY: one(report["peak_rss_mib"])}


# ---- The index alone -----------------------------------------------------------------------------


def beside(options, name):
    """A program that is built where there is Google Benchmark; None without."""
    program = pathlib.Path(options.program).parent / name
    return program if program.exists() else None


def parts_of_places(options, count):
    """What terreau_bench says of index, pick and search, for the counts that it knows; {} without it."""
    program = beside(options, "terreau_bench")
    if program is None:
        return {}
    ended = subprocess.run([program, f"--benchmark_filter=^(BM_PyramidBuild|pick_anywhere/.*|search/.*)/{count}(/|$)",
                            "--benchmark_min_time=0.1", "--benchmark_format=json"],
                           capture_output=True, text=True, timeout=options.timeout, check=False)
    try:
        done = json.loads(ended.stdout)["benchmarks"]
    except (ValueError, LookupError):
        return {}
    figures = {}
    for part in done:
        name = part["name"]
        if name.startswith("BM_PyramidBuild"):
            figures[targets.INDEX] = one(part["real_time"])
        elif name.startswith("pick"):
            figure = targets.PICK if "/clusters/" in name else targets.PICK_POINTS
            figures[figure] = {"median": part["median_us"], "p95": part["p95_us"]}
    keystrokes = [part["real_time"] for part in done if part["name"].startswith("search")]
    return {**figures, **({targets.SEARCH: one(max(keystrokes))} if keystrokes else {})}


def floor(options, folders, kind, path):
    """The least time and memory, of several runs, of a program with the same libraries that draws one rectangle, and of
    places reads the file with the same reader and keeps the least that a map of them needs; of memory, with the shaders
    of a map and its panels."""
    program = beside(options, "terreau_floor")
    if program is None:
        return {}
    def least(*arguments):
        reports = [json.loads(subprocess.run([program, *arguments], env=folders.environment(), stdout=subprocess.PIPE,
                                             text=True, check=True, timeout=options.timeout).stdout)
                   for _ in range(FLOOR_RUNS)]
        return {key: min(report[key] for report in reports) for key in reports[0]}
    drawn = least()
    if kind != "places":
        return {targets.FIRST_FRAME: drawn["first_frame_ms"]}
    opened = least(path)
    return {targets.FIRST_FRAME: drawn["first_frame_ms"], targets.SECOND_OPENING: drawn["first_frame_ms"],
            targets.FIRST_OPENING: opened["opened_ms"], targets.MEMORY: opened["peak_rss_mib"]}


# ---- Data ----------------------------------------------------------------------------------------


def made(path, make):
    """Made once: written under another name, which it loses when it is whole."""
    if not path.exists():
        say(f"making {path}")
        part = path.with_name("part-" + path.name)
        part.unlink(missing_ok=True)
        make(part)
        part.rename(path)
    return path


def make_places(count, out):
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        table = pathlib.Path(folder) / "places.csv"
        subprocess.run([sys.executable, HERE / "make_places.py", str(count), table], check=True)
        subprocess.run(["ogr2ogr", "-f", "GPKG", out, table, "-nln", "places", "-oo", "X_POSSIBLE_NAMES=lon",
                        "-oo", "Y_POSSIBLE_NAMES=lat", "-oo", "KEEP_GEOM_COLUMNS=NO", "-oo", "AUTODETECT_TYPE=YES",
                        "-a_srs", "EPSG:4326", "-gt", "200000"], check=True)


def make_departments(vertices, out):
    subprocess.run([sys.executable, HERE / "make_departments.py", str(vertices), out], check=True)


def short(count):
    return f"{count // 1_000_000}m" if count % 1_000_000 == 0 else str(count)


def data_sets(options):
    """Their names in the table → what runs them; the files are there when this returns."""
    sets = {}
    options.data.mkdir(parents=True, exist_ok=True)
    for count in options.counts:
        path = made(options.data / f"p{short(count)}.gpkg", lambda out, n=count: make_places(n, out))
        sets[f"{count:,} places"] = ("places", count, path)
    for vertices in options.vertices:
        path = made(options.data / f"d{short(vertices)}.gpkg",
                    lambda out, n=vertices: make_departments(n, out)) if vertices else None
        name = f"departments, {vertices:,} vertices" if vertices else "departments, embedded"
        sets[name] = ("boundaries", vertices, path)
    return sets


# ---- How quiet the machine was -------------------------------------------------------------------


class Neighbours:
    """How many cores other programs, and other machines on the same hardware, took meanwhile."""

    def __init__(self):
        self.start = self.now()

    @staticmethod
    def now():
        with open("/proc/stat", encoding="utf-8") as file:
            user, nice, system, _, _, irq, soft, steal = map(int, file.readline().split()[1:9])
        all_s = (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")
        own = os.times()
        return all_s - own.user - own.system - own.children_user - own.children_system, time.monotonic()

    def cores(self):
        (used, at), (used_before, before) = self.now(), self.start
        return max(0.0, (used - used_before) / (at - before))


def new_page_us():
    """What it costs to touch a page of memory that the process did not have. A virtual machine whose host backs its
    memory only then takes several times as long, and so does all that begins or reads."""
    size = 64 << 20
    with mmap.mmap(-1, size) as memory:
        start = time.monotonic()
        for at in range(0, size, mmap.PAGESIZE):
            memory[at] = 1
        return (time.monotonic() - start) * 1e6 / (size / mmap.PAGESIZE)


# ---- All of it -----------------------------------------------------------------------------------


def median_of_runs(runs):
    """figure → statistic → median of all runs."""
    return {figure: {key: statistics.median(run[figure][key] for run in runs) for key in runs[0][figure]}
            for figure in runs[0]}


def measure(options, sets, folders):
    """Raw figures: name → kind, size, what nothing can be below, runs of ours, runs of QGIS."""
    for mode in (CLUSTERS, POINTS):  # compiles the shaders
        replay(options, folders, journal_of_frames(mode, 20), [])
    raw = {name: {"kind": kind, "size": size, "floor": floor(options, folders, kind, path), "ours": [], "qgis": []}
           for name, (kind, size, path) in sets.items()}
    for name, (kind, size, path) in sets.items():
        parts = parts_of_places(options, size) if kind == "places" else {}
        for i in range(options.runs):
            say(f"{name}: run {i + 1} of {options.runs}")
            run = run_of_places if kind == "places" else run_of_boundaries
            figures = run(options, folders, size, path)
            raw[name]["ours"].append({**figures, **parts})
            if options.qgis and kind == "places" and size <= MOST_PLACES_OF_PEERS:
                raw[name]["qgis"].append(run_of_qgis(options, folders, path))
    return raw


def parsed(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="13,439 and 100,000 places, embedded boundaries, one run")
    parser.add_argument("--counts", help="numbers of places, with commas between them")
    parser.add_argument("--runs", type=int, help="the figures are medians of so many (3)")
    parser.add_argument("--frames", type=int, default=100, help="of a pan or zoom (100)")
    parser.add_argument("--no-boundaries", "--places-only", action="store_true", help="places only")
    parser.add_argument("--no-places", "--boundaries-only", action="store_true", help="boundaries only")
    parser.add_argument("--no-peers", action="store_true", help="without QGIS")
    parser.add_argument("--data", type=pathlib.Path, default=BUILD / "bench", help="keeps the files made (build/bench)")
    parser.add_argument("--plot", type=pathlib.Path, default=BUILD / "bench/growth.png", help="time against places")
    parser.add_argument("--json", type=pathlib.Path, help="writes the figures of every run to this file")
    parser.add_argument("--timeout", type=float, default=600, help="seconds that one program may take (600)")
    parser.add_argument("--program", default=os.environ.get("TERREAU_BINARY", BUILD / "release/terreau"))
    options = parser.parse_args(arguments)
    counts = options.counts.split(",") if options.counts else QUICK_COUNTS if options.quick else targets.COUNTS
    options.counts = [] if options.no_places else [int(count) for count in counts]
    options.vertices = [] if options.no_boundaries else [0] if options.quick else list(targets.BOUNDARIES)
    options.frames = max(4, options.frames)
    options.runs = options.runs or (1 if options.quick else 3)
    options.qgis = None if options.no_peers else qgis_python()
    return options


def main():
    options = parsed(sys.argv[1:])
    sets = data_sets(options)
    neighbours, new_page = Neighbours(), [new_page_us()]
    with tempfile.TemporaryDirectory() as folder:
        raw = measure(options, sets, Folders(folder))
        renderer = json.loads((pathlib.Path(folder) / "report.json").read_text(encoding="utf-8"))["renderer"]
    medians = {name: {**entry, "ours": median_of_runs(entry["ours"]),
                      "qgis": median_of_runs(entry["qgis"]) if entry["qgis"] else {}} for name, entry in raw.items()}
    new_page.append(new_page_us())
    machine = {"renderer": renderer, "cores": os.cpu_count(), "cores_of_others": neighbours.cores(),
               "new_page_us": new_page, "runs": options.runs}
    print(replay_table.markdown(medians, machine))
    if not options.no_peers and not options.qgis:
        print("QGIS is not installed (python3-qgis): nothing is compared with it.")
    if options.counts:
        print(replay_table.plot(medians, options.plot))
    if options.json:
        options.json.write_text(json.dumps({"machine": machine, "data": raw}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
