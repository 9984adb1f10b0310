"""The look inside, in a process of its own with little memory, little time and nothing to write to."""

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from gonggo.documents.structure.finding import UNREADABLE, Finding
from gonggo.documents.structure.grids import Grid

MEMORY = 1024 * 1024 * 1024
PATIENCE = 60  # seconds by the wall
STARTING = 20  # seconds in which the process that looks must be there


def look_apart(path: Path, *, memory: int = MEMORY) -> Finding:
    """What the file at ``path`` is; ``unreadable`` if looking took too much or killed the process that looked.

    ``memory`` (bytes of address space) is all that the process gets.
    """
    try:
        said = json.loads(_asked("look", path, memory=memory))
        return Finding(str(said["found"]), bool(said["locked"]), tuple(str(trait) for trait in said["traits"]))
    except (ValueError, KeyError):
        return Finding(UNREADABLE)


def tables_apart(path: Path) -> list[Grid] | None:
    """The tables of the Hangul document at ``path``; None if they could not be read within the limits."""
    said = _asked("tables", path)
    return [Grid(**one) for one in json.loads(said)] if said else None


def page_apart(path: Path, number: int) -> bytes:
    """Page ``number`` (from 1) of the PDF at ``path`` as ``page.picture`` gives it; empty if there is none, or drawing
    it took too much."""
    return _asked("page", path, number)


def _asked(task: str, path: Path, number: int = 0, *, memory: int = MEMORY) -> bytes:
    """The answer of the process apart; empty if it gave none."""
    with _lookout.connected() as line:
        try:
            line.sendall(f"{memory} {task} {number} {path}\n".encode())
            with line.makefile("rb") as answer:
                return answer.read()
        except OSError:
            return b""


class _Lookout:
    """The looking process of this process: started at the first file, again if it is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._address = ""

    def connected(self) -> socket.socket:
        """A line to it. Raises OSError if it cannot be started: that is no fault of the file."""
        with self._lock:
            if self._running is None or self._owner != os.getpid() or self._running.poll() is not None:
                self._start()
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(PATIENCE)
            give_up = time.monotonic() + STARTING
            while True:
                try:
                    line.connect(self._address)
                except OSError:
                    if time.monotonic() > give_up or self._running is None or self._running.poll() is not None:
                        line.close()
                        raise
                    time.sleep(0.01)
                else:
                    return line

    def _start(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="gonggo-look-")
        self._address, self._owner = f"{folder.name}/socket", os.getpid()
        command = [sys.executable, "-I", "-m", "gonggo.documents.structure.child", self._address]
        self._running = subprocess.Popen(command, stdin=subprocess.DEVNULL, env={"PYTHONUTF8": "1"})
        atexit.register(self._stop, self._running, folder, self._owner)

    @staticmethod
    def _stop(running: subprocess.Popen[bytes], folder: "tempfile.TemporaryDirectory[str]", owner: int) -> None:
        if owner == os.getpid():
            running.kill()
            running.wait()
            folder.cleanup()


_lookout = _Lookout()
