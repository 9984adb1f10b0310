"""The process that looks inside files: ``python -m …structure.child SOCKET`` has the parsers loaded and forks for each.

A request on the socket is a line ``MEMORY PATH``; the answer is what was found as JSON, or nothing if looking failed.
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
from pathlib import Path

import pypdf.filters  # noqa: F401  # pypdf loads it at its first file, which would be every fork's

from gonggo.documents.structure import hwp, pdf, zip_family  # noqa: F401  # loaded once, before the limits, for every fork
from gonggo.documents.structure.look import look_inside

CPU = 20  # seconds


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
        memory, _, path = self.rfile.readline().decode("utf-8").rstrip("\n").partition(" ")
        limit(int(memory))
        finding = look_inside(Path(path))
        said = {"found": finding.found, "locked": finding.locked, "traits": finding.traits}
        self.wfile.write(json.dumps(said).encode("utf-8"))


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
