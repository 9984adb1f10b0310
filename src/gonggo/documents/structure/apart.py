"""The look inside, in a process of its own with little memory, little time and nothing to write to."""

import json
import subprocess
import sys
from pathlib import Path

from gonggo.documents.structure.finding import UNREADABLE, Finding

MEMORY = 1024 * 1024 * 1024
PATIENCE = 60  # seconds by the wall


def look_apart(path: Path, *, memory: int = MEMORY) -> Finding:
    """What the file at ``path`` is; ``unreadable`` if looking took too much or killed the process that looked.

    ``memory`` (bytes of address space) is all that the process gets.
    """
    command = [sys.executable, "-I", "-m", "gonggo.documents.structure.child", str(path), str(memory)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, env={"PYTHONUTF8": "1"})
        said = json.loads(done.stdout)
        return Finding(str(said["found"]), bool(said["locked"]), tuple(str(trait) for trait in said["traits"]))
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return Finding(UNREADABLE)
