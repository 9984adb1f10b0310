"""The process that looks inside one file: ``python -m gonggo.documents.structure.child PATH`` prints what it found."""

import json
import logging
import resource
import sys
import warnings
from pathlib import Path

MEMORY = 1024 * 1024 * 1024  # bytes of address space
CPU = 20  # seconds


def main(path: str) -> None:
    """Limits first, parsers afterwards: they are imported under the limits already."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (most, most))
    warnings.simplefilter("ignore")
    logging.disable()

    from gonggo.documents.structure.look import look_inside

    finding = look_inside(Path(path))
    print(json.dumps({"found": finding.found, "locked": finding.locked, "traits": finding.traits}))


if __name__ == "__main__":
    main(sys.argv[1])
