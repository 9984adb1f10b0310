"""The demo that the journeys of a file walk through, and their browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Resting, chromium, house, overflow, violations  # noqa: F401  # fixtures
from demos import copied, made_once
from journeys.running import Demo, a_demo
from journeys.walker import Walker, entrance


@pytest.fixture(scope="session")
def made_to_the_result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo's data on the day on which the results were published."""
    return made_once(tmp_path_factory, "result", [str(Path(__file__).parent / "at_the_result.py")])


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One for the journeys of a file, whose clock only goes forward; the file may name what it ``BEGINS_WITH``."""
    made: Path = request.getfixturevalue(getattr(request.module, "BEGINS_WITH", "made"))
    with a_demo(copied(made, tmp_path_factory.mktemp("journey") / "demo")) as started:
        yield started


@pytest.fixture(scope="module")
def browser_of_the_house(resting: Resting) -> Iterator[Browser]:
    """Chromium for the journeys of a file."""
    with resting.awake() as browser:
        yield browser


@pytest.fixture
def walk_in(demo: Demo, browser_of_the_house: Browser) -> Iterator[Callable[..., Walker]]:
    """The entrance for the people of one test."""
    with entrance(demo, browser_of_the_house) as one:
        yield one
