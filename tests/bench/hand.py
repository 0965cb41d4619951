#!/usr/bin/env python3
"""hand.py FILE: the frame times of a window that a hand moves: a real mouse drags, turns the wheel and clicks the
legend, on an X server of our own. TERREAU_BINARY is the program."""
import math
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault("TERREAU_BINARY", str(ROOT / "build/release/terreau"))
os.environ.setdefault("TERREAU_SOURCE_DIR", str(ROOT))
sys.path.insert(0, str(ROOT / "tests/e2e"))
import terreau_window as tw  # noqa: E402

SIZE = (1600, 1000)
MIDDLE = (900, 480)


def wheel(window, button, turns):
    words = ["mousemove", "--window", window.id, *MIDDLE]
    for _ in range(turns):
        words += ["click", button, "sleep", 0.03]
    window.screen.xdotool(*words)


def session(window):
    for _ in range(3):
        window.drag(MIDDLE, (700, 380), steps=30)
        window.drag(MIDDLE, (1100, 580), steps=30)
    for family in ("Agriculture", "Usagers") * 4:
        window.click_widget("checkbox", f"^{family}")
    wheel(window, 4, 40)
    for _ in range(4):
        window.drag(MIDDLE, (650, 350), steps=30)
    wheel(window, 5, 40)


def main():
    screen = tw.Screen()
    try:
        window = tw.Window(screen, sys.argv[1], size=SIZE, wait=False)
        tw.wait_for("a window", lambda: window._find(), 60)
        tw.wait_for("all places", lambda: window.read_widgets().get("loaded"), 300)
        window.wait_until_loaded()
        session(window)
        window.settled()
        if len(sys.argv) > 2:  # a picture of its end
            screen.xdotool("mousemove", 1, 1)
            os.system(f"DISPLAY={screen.display} import -window {window.id} {sys.argv[2]}")
        report = window.quit()
        window.close()
    finally:
        screen.close()
    times = sorted(report["frames"]["ms"])
    share = {f"p{int(100 * p)}": times[math.ceil(p * len(times)) - 1] for p in (.5, .95, .99, 1)}
    print(f"{report['renderer']}: {len(times)} frames, "
          + ", ".join(f"{name} {ms:.1f} ms" for name, ms in share.items())
          + f"; places after {report['loaded_ms']:.0f} ms, idle after {report['idle_ms']:.0f} ms,"
          f" {report['peak_rss_mib']:.0f} MiB at most")


main()
