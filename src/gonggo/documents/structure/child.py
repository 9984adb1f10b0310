"""The process that looks inside one file: ``python -m …structure.child PATH MEMORY`` prints what it found."""

import json
import logging
import resource
import sys
import warnings
from pathlib import Path

CPU = 20  # seconds


def main(path: str, memory: int) -> None:
    """Limits first, parsers afterwards: they are imported under the limits already."""
    for limit, most in (
        (resource.RLIMIT_AS, memory),
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
    main(sys.argv[1], int(sys.argv[2]))
