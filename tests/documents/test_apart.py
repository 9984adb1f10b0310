"""The process apart in which files are looked into: what happens to it is nobody else's harm."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from demos import until
from documents import crafted
from gonggo.documents.structure import apart
from gonggo.documents.structure.apart import look_apart, page_apart
from gonggo.documents.structure.finding import Finding


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "up-good"
    path.write_bytes(crafted.pdf())
    return path


def _forks() -> list[int]:
    """Those of the looking process that wait for a file or look into one."""
    running = apart._lookout._running
    assert running is not None
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text(encoding="ascii")
    return [int(one) for one in children.split()]


def test_more_files_at_once_than_forks_wait_are_all_looked_into(good: Path):
    with ThreadPoolExecutor(12) as people:
        found = list(people.map(look_apart, [good] * 60))

    assert found == [Finding("pdf")] * 60


def test_each_file_is_looked_into_by_a_fork_of_its_own_and_none_is_left_over(good: Path):
    look_apart(good)
    before = set(_forks())

    for _ in range(5):
        look_apart(good)

    until(lambda: len(_forks()) <= 2, seconds=20)
    assert not before & set(_forks())


def test_a_fork_that_is_killed_while_it_waits_is_replaced(good: Path):
    look_apart(good)
    for pid in _forks():
        os.kill(pid, signal.SIGKILL)

    found = [look_apart(good) for _ in range(4)]

    assert found[-1] == Finding("pdf")


def test_after_looks_that_failed_the_next_one_is_not_harmed(good: Path):
    for _ in range(5):
        assert look_apart(good, memory=1024 * 1024) == Finding("unreadable")
        assert page_apart(good, 99) == b""

    assert look_apart(good) == Finding("pdf")
