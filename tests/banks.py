"""Fake banks as tests need them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gonggo.wiring.fake_bank import FakeBank, Habit, opened


@contextmanager
def serving(*habits: Habit, kept: Path | None = None, silence_s: float = 1.0) -> Iterator[tuple[FakeBank, str]]:
    """A bank at a free port, and its address."""
    bank = FakeBank(kept, habits=habits, silence_s=silence_s)
    server = opened(bank)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield bank, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
