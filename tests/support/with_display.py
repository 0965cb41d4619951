#!/usr/bin/env python3
"""Runs a command on an X screen of its own: with_display.py COMMAND [ARGUMENT…]

Like xvfb-run, but the server picks a free number itself (-displayfd), so that two runs at once
never fight for one. The exit status is the command's."""

import os
import signal
import subprocess
import sys


def start_server():
    ours, theirs = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1920x1200x24", "-dpi", "96",
         "-nolisten", "tcp", "-noreset"],
        pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    with os.fdopen(ours) as number:
        line = number.readline().strip()
    if not line:
        server.wait()
        sys.exit("with_display.py: Xvfb did not start; is /tmp/.X11-unix writable?")
    return server, f":{line}"


def main():
    # ctest ends a late test with SIGTERM; without this the server would live on.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    server, display = start_server()
    try:
        environment = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
        environment.pop("WAYLAND_DISPLAY", None)
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
