"""Looks inside files: ``python -m …structure.child SOCKET`` has the parsers loaded, forks of it do the looking.

A request on the socket is a line ``MEMORY TASK NUMBER PATH``; the answer is what was found, or nothing if that failed.
Each look happens in a fork of its own under limits, so that no file can hurt the next one's look.
"""

import gc
import json
import logging
import os
import resource
import select
import socket
import sys
import warnings
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pypdf

from gonggo.documents.structure import hwp, pdf, zip_family  # noqa: F401  # loaded once, before the limits, for every fork
from gonggo.documents.structure.grids import grids
from gonggo.documents.structure.look import look_inside
from gonggo.documents.structure.page import picture

CPU = 20  # seconds
SPARE = 2  # forks that wait
MOST = 40  # that look at the same time
PULSE = 2  # seconds after which each process sees whether the one that started it is still there
PID = 4  # bytes


def _looked(path: Path, _: int) -> bytes:
    finding = look_inside(path)
    return json.dumps({"found": finding.found, "locked": finding.locked, "traits": finding.traits}).encode("utf-8")


def _tables(path: Path, _: int) -> bytes:
    return json.dumps([asdict(grid) for grid in grids(path)]).encode("utf-8")


TASKS = {"look": _looked, "tables": _tables, "page": picture}
"""What may be asked of a file; the number is the page's."""


def limit(memory: int) -> None:
    """From here on: little memory (bytes of address space), little time, nothing written, no programs.

    Raises MemoryError if the process has outgrown ``memory`` already: what a parser makes of that is anybody's guess.
    """
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    if pages * resource.getpagesize() > memory:
        raise MemoryError
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


class Lookout:
    """Keeps forks that wait for a file, each for one; ends with the process that started it.

    A fork looks at a page of our own before it waits: what it touches of the parsers becomes its own then, which takes
    longer than the look itself.
    """

    def __init__(self, address: str) -> None:
        self._started_by = os.getppid()
        self._page = _blank_page(Path(address).with_name("blank.pdf"))
        self._taken, self._takes = os.pipe()
        self._waiting: set[int] = set()
        self._looking: set[int] = set()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(address)
        self._listening.listen(MOST)
        self._listening.settimeout(PULSE)

    def serve(self) -> None:
        """Until the process that started this is gone."""
        look_inside(self._page)
        gc.freeze()  # what is loaded stays: no fork goes through it, nor copies its pages, to look for garbage
        while os.getppid() == self._started_by:
            while len(self._waiting) < SPARE and len(self._looking) < MOST:
                self._waiting.add(self._forked())
            if select.select([self._taken], [], [], PULSE if len(self._looking) < MOST else 0.01)[0]:
                self._note_taken(int.from_bytes(os.read(self._taken, PID), "big"))
            self._reap()

    def _note_taken(self, pid: int) -> None:
        if pid in self._waiting:  # it may have ended already
            self._waiting.remove(pid)
            self._looking.add(pid)

    def _reap(self) -> None:
        """Those that have ended, in whatever way, are neither waiting nor looking."""
        while self._waiting or self._looking:
            ended, _ = os.waitpid(-1, os.WNOHANG)
            if not ended:
                return
            self._waiting.discard(ended)
            self._looking.discard(ended)

    def _forked(self) -> int:
        started_by = os.getpid()
        pid = os.fork()
        if pid:
            return pid
        try:
            self._look_once(started_by)
        except Exception:  # noqa: BLE001  # a look that failed has said nothing, which means unreadable
            os._exit(1)
        os._exit(0)

    def _look_once(self, started_by: int) -> None:
        here, there = socket.socketpair()
        here.sendall(f"0 look 0 {self._page}\n".encode())
        _answer(there, lambda _: None)
        line = self._accepted(started_by)
        os.write(self._takes, os.getpid().to_bytes(PID, "big"))
        self._listening.close()  # whatever takes this fork over by a file gets at no other file
        os.close(self._takes)
        _answer(line, limit)

    def _accepted(self, started_by: int) -> socket.socket:
        """The next line. The process ends if the one that forked it is gone."""
        while True:
            try:
                line, _ = self._listening.accept()
            except TimeoutError:
                if os.getppid() != started_by:
                    os._exit(0)
            else:
                line.settimeout(None)
                return line


def _answer(line: socket.socket, limited: Callable[[int], object]) -> None:
    with line, line.makefile("rb") as asked:
        memory, task, number, path = asked.readline().decode("utf-8").rstrip("\n").split(" ", 3)
        limited(int(memory))
        line.sendall(TASKS[task](Path(path), int(number)))


def _blank_page(path: Path) -> Path:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    with path.open("wb") as file:
        writer.write(file)
    return path


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable()
    Lookout(sys.argv[1]).serve()
