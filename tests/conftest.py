"""What every test may ask for."""

import gc
import os
import uuid
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker

from cluster import NoPostgres, cluster
from gonggo.documents import vault
from gonggo.programs.queries import forget_versions

pytest_plugins = [name for name in ("kept", "copied", "personas", "costs", "browsing", "demos") if find_spec(name)]

# Nothing is judged by how long it takes: the machine may have other work.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")


def needs(reason: str) -> None:
    """What cannot run because a tool is missing fails in CI and is a skip with its reason elsewhere."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


LONG = ("journeys", "test_simulate", "test_demo", "test_wheel", "test_audit", "test_cli", "architecture", "concurrency")
STORES = {
    "db",
    "transactional_db",
    "committing",
    "django_db_setup",
    "django_db_blocker",
    "store_url",
    "postgres_server",
}
STORES |= {"sqlite_template", "postgres_template", "postgres_url"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long comes first, so that the processes that share the tests end together. What is pure runs once."""
    items.sort(key=lambda item: next((n for n, name in enumerate(LONG) if name in _place(item)), len(LONG)))
    if "GONGGO_TEST_POSTGRES" in os.environ:
        pure = [item for item in items if is_pure(item)]
        items[:] = [item for item in items if not is_pure(item)]
        config.hook.pytest_deselected(items=pure)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: to look through it again for rubbish costs a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _files_without_waiting_for_the_disk() -> None:
    """What the tests keep need not survive a power cut; a storage that a test makes for itself waits as ever."""
    vault.forget_the_disk()


def _place(item: pytest.Item) -> str:
    return str(item.path.relative_to(Path(__file__).parent))


def is_pure(item: pytest.Item) -> bool:
    """It asks for no database; processes, whose settings name one, are never pure."""
    if item.get_closest_marker("django_db") or item.get_closest_marker("postgres") or _place(item).startswith("wiring"):
        return False
    asked = {*item.fixturenames} - {"django_db_blocker"}  # a fixture of every test asks for it
    return not STORES & (asked | {*item._fixtureinfo.argnames})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that the proofs printed, those of a plain run's short forms too."""
    reports = [one for outcome in ("passed", "failed") for one in terminalreporter.getreports(outcome)]
    figures = [one.capstdout for one in reports if one.when == "call" and "proof" in one.keywords]
    if any(figures):
        terminalreporter.section("figures")
        terminalreporter.write("".join(figures))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Both databases, whichever tests were chosen: one that commits needs them as much as one that does not."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
    yield
    if find_spec("kept"):
        from kept import back  # a plugin, which is loaded after this file

        back()  # the last test may stand in another world
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _no_version_is_known_from_another_test() -> None:
    """Databases are emptied between tests, under a process that goes on."""
    forget_versions()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a running server: the one named in GONGGO_TEST_POSTGRES, or one of our own."""
    if given := os.environ.get("GONGGO_TEST_POSTGRES"):
        yield given
        return
    try:
        with cluster() as address:
            yield address
    except NoPostgres as missing:
        needs(str(missing))


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    admin = postgres_server.replace("/?", "/postgres?")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgres_server.replace("/?", f"/{name}?")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
