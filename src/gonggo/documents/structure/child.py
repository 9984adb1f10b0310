"""The process that looks inside files: ``python -m …structure.child SOCKET`` has the parsers loaded and forks for each.

A request on the socket is a line ``MEMORY TASK NUMBER PATH``; the answer is what was found, or nothing if that failed.
Each look happens in a fork of its own under limits, so that no file can hurt the next one's look.
"""

import gc
import json
import logging
import os
import resource
import socketserver
import sys
import warnings
from dataclasses import asdict
from pathlib import Path

import pypdf.filters  # noqa: F401  # pypdf loads it at its first file, which would be every fork's

from gonggo.documents.structure import hwp, pdf, zip_family  # noqa: F401  # loaded once, before the limits, for every fork
from gonggo.documents.structure.grids import grids
from gonggo.documents.structure.look import look_inside
from gonggo.documents.structure.page import picture

CPU = 20  # seconds


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


class Look(socketserver.StreamRequestHandler):
    """One file."""

    def handle(self) -> None:
        memory, task, number, path = self.rfile.readline().decode("utf-8").rstrip("\n").split(" ", 3)
        limit(int(memory))
        self.wfile.write(TASKS[task](Path(path), int(number)))


class Lookout(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    """Forks for each file; ends with the process that started it."""

    def __init__(self, address: str) -> None:
        self.parent = os.getppid()
        super().__init__(address, Look)

    def service_actions(self) -> None:
        super().service_actions()
        if os.getppid() != self.parent:
            os._exit(0)

    def handle_error(self, request: object, client_address: object) -> None:
        """A look that failed has said nothing, which means unreadable."""


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable()
    gc.freeze()  # what is loaded stays: no fork goes through it, nor copies its pages, to look for garbage
    Lookout(sys.argv[1]).serve_forever(poll_interval=2)
