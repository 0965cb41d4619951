"""What each figure of replays.py shall stay below, on two cores with llvmpipe at 1600 x 1000; times in ms, memory in MiB."""

COUNTS = (13_439, 100_000, 1_000_000, 5_000_000)  # a count between them has the target of the next

CLUSTERS, POINTS = "clusters", "every point"
REPLAYS = ("pan", "zoom", "toggle")
HOVER = "pick"  # frames while the cursor goes over the map; what is asked of is the pick alone

FIRST_FRAME = "first frame"
FIRST_OPENING = "all places, first opening"
SECOND_OPENING = "all places, second opening"
MEMORY = "peak memory, MiB"
REFINED = "boundaries refined"
NOTHING_CACHED = "first frame, shaders not cached"
INDEX = "index built"
PICK, PICK_POINTS = "pick under the cursor, clusters, µs", "pick under the cursor, every point, µs"
SEARCH = "keystroke of a search"  # the slowest of several kinds
# How many times as fast as PyQGIS the first frame shall be, in the same run.
FIRST_FRAME_RATIO = 8


def frames(replay, mode):
    return f"{replay}, {mode}"


PAN, PAN_POINTS = frames("pan", CLUSTERS), frames("pan", POINTS)
FILTER, FILTER_POINTS = frames("filter to exact picture", CLUSTERS), frames("filter to exact picture", POINTS)

# figure → statistic → target for each of COUNTS (None: none)
PLACES = {
    FIRST_FRAME: {"median": (120, 120, 120, 120)},
    FIRST_OPENING: {"median": (200, 300, 1000, 3000)},
    SECOND_OPENING: {"median": (200, 200, 250, 400)},
    FILTER: {"median": (33, 33, 100, 300)},
    FILTER_POINTS: {"median": (33, 33, 100, 300)},
    INDEX: {"median": (None, None, 250, 1200)},
    PICK: {"p95": (5, 5, 5, 10)},
    PICK_POINTS: {"p95": (5, 5, 5, 10)},
    SEARCH: {"median": (2, 5, 20, 60)},
    MEMORY: {"median": (130, 140, 180, 350)},
}
for _replay in REPLAYS:
    PLACES[frames(_replay, CLUSTERS)] = {"median": (16,) * 4, "p99": (33,) * 4}
    PLACES[frames(_replay, POINTS)] = {"median": (16, 16, 30, 50)}

# vertices → figure → statistic → target; 0: the embedded ones
_FRAME = {"median": 16, "p99": 33}
_FRAMES = {frames("pan", CLUSTERS): _FRAME, frames("zoom", CLUSTERS): _FRAME}
BOUNDARIES = {
    0: {FIRST_FRAME: {"median": 120}, **_FRAMES},
    1_000_000: {FIRST_FRAME: {"median": 300}, REFINED: {"median": 600}, **_FRAMES},
    5_000_000: {FIRST_FRAME: {"median": 300}, REFINED: {"median": 2000}, **_FRAMES},
}


def of_places(count, figure):
    """statistic → target."""
    at = next((i for i, known in enumerate(COUNTS) if count <= known), len(COUNTS) - 1)
    return {key: values[at] for key, values in PLACES.get(figure, {}).items() if values[at] is not None}


def of_boundaries(vertices, figure):
    return BOUNDARIES.get(vertices, {}).get(figure, {})
