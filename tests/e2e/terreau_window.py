"""The program in a real window, with a real mouse and a real keyboard.

Screen is an X server without a window manager; Window is one run of the program on it. Nothing here
sleeps to let something happen: every step waits for a condition and fails after PATIENCE_S.
"""

import contextlib
import json
import math
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import with_display  # noqa: E402  (it lies beside this folder)

BINARY = os.environ.get("TERREAU_BINARY", str(HERE.parents[1] / "build/release/terreau"))
SIZE = (1280, 800)
PATIENCE_S = 30
POLL_S = 0.05


def wait_for(what, condition, patience_s=PATIENCE_S):
    """The first true value of condition(); what it was waiting for is said when there is none."""
    end = time.monotonic() + patience_s
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience_s} s in vain: {what}")
        time.sleep(POLL_S)


class Picture:
    """Pixels as read from a PPM: 3 bytes each, row by row."""

    def __init__(self, ppm):
        header = re.match(rb"P6\s(?:#[^\n]*\s)*(\d+)\s+(\d+)\s+255\s", ppm)
        self.width, self.height = int(header[1]), int(header[2])
        self.data = ppm[header.end():]
        assert len(self.data) == 3 * self.width * self.height

    def pixel(self, x, y):
        at = 3 * (int(y) * self.width + int(x))
        return tuple(self.data[at:at + 3])

    def row(self, y, x0=0, x1=None):
        x1 = self.width if x1 is None else x1
        return self.data[3 * (y * self.width + x0):3 * (y * self.width + x1)]

    def crop(self, x, y, width, height):
        rows = [self.row(y + i, x, x + width) for i in range(height)]
        return Picture(b"P6 %d %d 255\n" % (width, height) + b"".join(rows))

    def colours(self):
        """How many pixels there are of each colour."""
        counts = {}
        for at in range(0, len(self.data), 3):
            colour = self.data[at:at + 3]
            counts[colour] = counts.get(colour, 0) + 1
        return {tuple(colour): n for colour, n in counts.items()}

    def count_near(self, colour, reach=12):
        return sum(n for c, n in self.colours().items()
                   if max(abs(a - b) for a, b in zip(c, colour)) <= reach)

    def difference(self, other, reach=0):
        """The share of pixels with a channel that differs by more than `reach`."""
        assert (self.width, self.height) == (other.width, other.height)
        if self.data == other.data:
            return 0.0
        differing = 0
        for y in range(self.height):
            mine, theirs = self.row(y), other.row(y)
            if mine == theirs:
                continue
            far = [abs(a - b) > reach for a, b in zip(mine, theirs)]
            differing += sum(map(any, zip(far[0::3], far[1::3], far[2::3])))
        return differing / (self.width * self.height)


def read_png(path):
    return Picture(subprocess.run(["convert", str(path), "-depth", "8", "ppm:-"], check=True,
                                  capture_output=True).stdout)


class Screen:
    """An X server of our own: a developer's own mouse is left alone."""

    def __init__(self):
        self.server, self.display = with_display.start_server()
        self.environment = {**os.environ, "DISPLAY": self.display, "SDL_VIDEODRIVER": "x11",
                            "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)

    def close(self):
        self.server.terminate()
        self.server.wait()

    def xdotool(self, *words, check=True):
        done = subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=False,
                              capture_output=True, text=True, timeout=PATIENCE_S)
        if check and done.returncode != 0:
            raise AssertionError(f"xdotool {words}: {done.stderr}")
        return done.stdout.strip()


class Window:
    """One run of the program. `sources` and `options` are further arguments."""

    def __init__(self, screen, *arguments, folder=None, size=SIZE, wait=True):
        self.screen = screen
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="terreau_e2e_"))
        self.size, self.arguments = size, arguments
        self.journal = self.folder / "journal.jsonl"
        self.widgets_file = self.folder / "widgets.json"
        self.report_file = self.folder / "report.json"
        environment = dict(screen.environment)
        for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
            environment[f"XDG_{kind}_HOME"] = str(self.folder / kind.lower())
        self.errors = open(self.folder / "stderr", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [BINARY, "--widgets", self.widgets_file, "--report", self.report_file, "--record",
             self.journal, "--size", f"{size[0]}x{size[1]}", "--lang", "fr",
             *map(str, arguments)],
            env=environment, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=self.errors)
        self.id = None
        screen.xdotool("mousemove", 1, 1)  # not where the test before has left it
        if wait:
            self.wait_until_loaded()

    def wait_until_loaded(self):
        self.id = wait_for("a window whose title starts with Terreau", self._find)
        # Without a window manager nobody gives the keyboard to a new window.
        self.screen.xdotool("windowfocus", self.id)
        wait_for("loaded", lambda: self.read_widgets().get("loaded"))
        self.settled()

    def _find(self):
        assert self.process.poll() is None, f"ended with {self.process.returncode}: {self.stderr()}"
        return self.screen.xdotool("search", "--onlyvisible", "--name", "^Terreau",
                                   check=False).split("\n")[0]

    def stderr(self):
        self.errors.flush()
        return pathlib.Path(self.errors.name).read_text(encoding="utf-8")

    # -- the hand ---------------------------------------------------------------------------

    def move(self, x, y):
        self.screen.xdotool("mousemove", "--window", self.id, round(x), round(y))

    def away(self):
        """The pointer to where it touches nothing: outside the window."""
        self.screen.xdotool("mousemove", 1, 1)
        self.settled()

    def click(self, x, y, button=1, times=1):
        """As a hand does it: the program has seen the pointer come before the button goes down."""
        self.move(x, y)
        self.settled()
        self.screen.xdotool("click", "--repeat", times, "--delay", 60, button)

    def press_key(self, *keys):
        self.screen.xdotool("key", *keys)

    def type(self, text):
        self.screen.xdotool("type", "--delay", 15, text)

    def type_into_search(self, text):
        before = self.settled()
        self.press_key("slash")
        wait_for("the box has the keyboard", lambda: self.picture().data != before.data)
        self.settled()
        self.type(text)
        wait_for("the text in the box", lambda: any(
            w.get("value") == text for w in self.widgets("textbox")))

    def search(self, text):
        """Types into the search box and takes the first result."""
        self.type_into_search(text)
        wait_for("results", lambda: self.widgets("listitem"))
        self.press_key("Return")
        wait_for("an empty box", lambda: any(
            w.get("value") == "" for w in self.widgets("textbox")))
        self.settled()

    def focused(self):
        """The widget that the keyboard is on."""
        return next((w for w in self.read_widgets().get("widgets", []) if w.get("focused")), None)

    def step_focus(self, key):
        """Presses the key; whether the keyboard has gone to another widget."""
        before = self.focused()
        self.press_key(key)
        try:
            wait_for("another focus", lambda: self.focused() not in (None, before), 1)
        except AssertionError:
            return False
        seen = [None, None]

        def at_rest():  # what it has scrolled has its place
            seen.append(self.focused())
            return seen[-1] is not None and seen[-1] == seen[-2] == seen[-3]
        wait_for("a focus that rests", at_rest)
        return True

    def walk_to(self, role, label, panels=0, most=90):
        """With the keyboard alone: through so many panels at most, in each widget by widget."""
        def there():
            now = self.focused()
            return now and now["role"] == role and re.search(label, now["label"])
        if panels == 0:
            wait_for("the keyboard is on a panel", self.focused)
        for panel in range(panels + 1):
            if panel > 0:
                self.step_focus("F6")
            if self.focused() is None:
                continue  # the map, where Tab walks the markers
            first, steps = self.focused(), 0
            while not there() and steps < most and self.step_focus("Tab"):
                steps += 1
                if self.focused() == first:
                    break  # all round
            if there():
                return self.focused()
        raise AssertionError(f"no key leads to {role} {label}")

    def drag(self, start, end, button=1, steps=12, hold_key=None):
        """In small steps, resting before the release: no inertia."""
        words = ["mousemove", "--window", self.id, *map(round, start)]
        words += ["keydown", hold_key] if hold_key else []
        words += ["mousedown", button]
        for i in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * i / steps
            y = start[1] + (end[1] - start[1]) * i / steps
            words += ["mousemove", "--window", self.id, round(x), round(y), "sleep", 0.016]
        words += ["sleep", 0.25, "mouseup", button]
        words += ["keyup", hold_key] if hold_key else []
        self.screen.xdotool(*words)

    # -- what it shows -------------------------------------------------------------------------

    def read_widgets(self):
        try:
            return json.loads(self.widgets_file.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}

    def widgets(self, role=None, label=None):
        """The visible widgets with that role, whose label matches the regular expression."""
        return [w for w in self.read_widgets().get("widgets", [])
                if (role is None or w["role"] == role) and
                (label is None or re.search(label, w["label"]))]

    def widget(self, role=None, label=None):
        return wait_for(f"a widget: {role} {label}", lambda: self.widgets(role, label))[0]

    def card(self, label):
        """The widget with that label in the card, at the right of the window."""
        return wait_for(f"a card: {label}", lambda: [
            w for w in self.widgets(label=label) if w["rect"][0] > self.size[0] * 0.6])[0]

    def no_widget(self, role=None, label=None):
        wait_for(f"no widget: {role} {label}", lambda: not self.widgets(role, label))

    def click_widget(self, role=None, label=None, times=1):
        x, y, width, height = self.widget(role, label)["rect"]
        self.click(x + width / 2, y + height / 2, times=times)

    def picture(self):
        shot = subprocess.run(["import", "-window", self.id, "-depth", "8", "ppm:-"], check=True,
                              env=self.screen.environment, capture_output=True)
        return Picture(shot.stdout)

    def settled(self):
        """The picture once nothing moves: three looks in a row see the same."""
        seen = [None, None]

        def same():
            seen.append(self.picture())
            last = [p.data if p else None for p in seen[-3:]]
            return seen[-1] if last[0] == last[1] == last[2] else None
        return wait_for("a picture that stays", same)

    # -- what it did -----------------------------------------------------------------------------

    def actions(self):
        """The journal so far."""
        if not self.journal.exists():
            return []
        return [json.loads(line) for line in self.journal.read_text(encoding="utf-8").splitlines()]

    def wait_for_action(self, **fields):
        """The first action in the journal that has these fields."""
        def found():
            return next((a for a in self.actions()
                         if all(a.get(k) == v for k, v in fields.items())), None)
        return wait_for(f"the action {fields}", found)

    def replayed(self, name="replayed"):
        """The journal so far, played headless: its report and its picture."""
        copy = self.folder / f"{name}.jsonl"
        shutil.copy(self.journal, copy)
        return replay(copy, self.folder / name, self.size, *self.arguments)

    def state(self):
        """What the window shows now, as the state of a report."""
        return self.replayed()[0]["state"]

    def coordinates(self, x, y):
        """What the bottom bar says of a point of the window: (lon, lat)."""
        self.move(x, y)
        self.settled()
        return self.pointed()

    def pointed(self):
        """What the bottom bar says now: (lon, lat)."""
        values = (w.get("value", "") for w in self.widgets(role="button"))
        pattern = r"([\d.,]+)\s*°\s*([NS])\s+([\d.,]+)\s*°\s*([EOW])"
        found = next(filter(None, (re.search(pattern, value) for value in values)))
        lat, lon = (float(found[i].replace(",", ".")) for i in (1, 3))
        return (lon if found[4] == "E" else -lon), (lat if found[2] == "N" else -lat)

    def position_of(self, lon, lat):
        """Where on the main map a place of mainland France is shown, window pixels."""
        x, y = self.size[0] * 0.55, self.size[1] * 0.5
        here, there = lambert93(*self.coordinates(x, y)), lambert93(lon, lat)
        m = metres_per_point(self.state()["view"]["zoom"])
        return x + (there[0] - here[0]) / m, y - (there[1] - here[1]) / m

    def cpu_ticks(self):
        """Ticks of processor time used so far (man 5 proc, fields 14 and 15)."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        fields = stat.rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    # -- its end -----------------------------------------------------------------------------------

    def quit(self):
        """Ends it as a user does; the report."""
        self.press_key("ctrl+q")
        status = self.process.wait(timeout=PATIENCE_S)
        assert status == 0, f"exit status {status}: {self.stderr()}"
        return json.loads(self.report_file.read_text(encoding="utf-8"))

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.errors.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def replay(journal, base, size=SIZE, *arguments):
    """Plays a journal headless; the report and the picture."""
    report, png = f"{base}.json", f"{base}.png"
    done = subprocess.run(
        [BINARY, "replay", str(journal), "--size", f"{size[0]}x{size[1]}", "--lang", "fr",
         "--report", report, "--screenshot", png, *map(str, arguments)],
        env={k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")},
        check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(pathlib.Path(report).read_text(encoding="utf-8")), read_png(png)


class WindowTest(unittest.TestCase):
    """A test with a screen for the class and a window that each test opens as it wants."""

    @classmethod
    def setUpClass(cls):
        cls.screen = Screen()
        cls.addClassCleanup(cls.screen.close)

    def open(self, *arguments, **options):
        window = Window(self.screen, *arguments, **options)
        self.addCleanup(window.close)
        return window

    @contextlib.contextmanager
    def changes(self, window, what="the picture"):
        """The picture must change while the body runs, and then come to rest."""
        before = window.settled()
        yield before
        wait_for(f"{what} changes", lambda: window.picture().data != before.data)
        window.settled()


# ---- the ground, worked out independently of the program ---------------------------------------

METRES_PER_POINT_AT_0 = 156543.034


def metres_per_point(zoom):
    return METRES_PER_POINT_AT_0 / 2 ** zoom


def lambert93(lon, lat):
    """RGF93 / Lambert-93 (EPSG:2154): IGN, "Projection cartographique conique conforme de Lambert",
    algorithme 0003, with the constants of NT/G 71."""
    e, n, c = 0.0818191910428158, 0.7256077650532670, 11754255.4261
    xs, ys, lon0 = 700000.0, 12655612.0499, math.radians(3)
    phi = math.radians(lat)
    iso = math.atanh(math.sin(phi)) - e * math.atanh(e * math.sin(phi))
    radius = c * math.exp(-n * iso)
    angle = n * (math.radians(lon) - lon0)
    return xs + radius * math.sin(angle), ys - radius * math.cos(angle)


def map_position(view):
    """The middle of a view, metres."""
    return lambert93(view["lon"], view["lat"])
