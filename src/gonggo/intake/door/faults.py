"""Named points at which a test may have the process die at once; without effect unless GONGGO_MODE is test."""

import os
import signal

_FAULT = os.environ.get("GONGGO_FAULT", "") if os.environ.get("GONGGO_MODE") == "test" else ""


def point(name: str) -> None:
    """Die here, as by kill -9, if GONGGO_FAULT names this point."""
    if name == _FAULT:
        os.kill(os.getpid(), signal.SIGKILL)
