"""Worlds that many tests start from, built once in a process.

A builder marked ``@kept`` that is the first to write in a test does not build what it has built before: the test goes
on in databases that stand as the builder left them, and gets a fresh copy of what it returned. Another such builder,
called on ground that is still untouched, goes on from there in the same way. Where a test has written, commits, has
other settings or passes what may change, the builder simply builds. Every test runs in a transaction that is rolled
back, as without it: so what a builder makes for one test is never what another has changed.
"""

import functools
import inspect
import io
import itertools
import pickle
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import PurePath
from typing import Any, TypeVar
from uuid import UUID

import psycopg
import pytest
from django.conf import UserSettingsHolder, settings
from django.db import connections
from django.utils import translation

from gonggo.programs.definition import Program

ALIASES = ("default", "door")
LASTING = (str, bytes, int, float, bool, type(None), date, timedelta, Enum, UUID, PurePath)
Builder = TypeVar("Builder", bound=Callable[..., Any])


@dataclass(eq=False)
class Store:
    """One database of a world; ``changed`` counts the rows that SQLite had changed in it when the test came."""

    name: str
    raw: Any = None
    changed: int = 0


@dataclass(eq=False)
class World:
    """Databases as builders left them, and what the last one returned; ``after`` are the worlds one call further."""

    stores: dict[str, Store]
    result: bytes = b""
    after: dict[Hashable, "World"] = field(default_factory=dict)
    asked: set[Hashable] = field(default_factory=set)

    @property
    def is_lost(self) -> bool:
        """A database in memory lives while it is connected, and a test may have closed what it was given."""
        return any(store.raw is None and store.name.startswith("file:") for store in self.stores.values())


@dataclass
class Stand:
    """Where the test began, and where it stands."""

    origin: World | None = None
    here: World | None = None
    is_building: bool = False


_now = Stand()
_open: list[Store] = []  # on PostgreSQL, whose connections are counted
_databases: list[str] = []
_numbers = itertools.count()
_programs: dict[str, Program] = {}


def kept(build: Builder) -> Builder:
    """The builder, whose world is shared by the tests that ask for it first."""

    @functools.wraps(build)
    def built(*args: Any, **kwargs: Any) -> Any:
        call = _call(build, args, kwargs) if _is_untouched() else None
        if call is None or _now.here is None:
            return build(*args, **kwargs)
        world = _now.here.after.get(call.key)
        if world is not None and not world.is_lost:
            _enter(world)
        elif _is_worth_keeping(call):
            _make(call, functools.partial(build, *args, **kwargs))
        else:
            return build(*args, **kwargs)
        result, states = _read(_now.here.result, call.passed)
        for one, state in zip(call.passed, states, strict=True):
            if state is not None:
                vars(one).clear()
                vars(one).update(state)
        return result

    return built  # type: ignore[return-value]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """A test begins in the empty databases."""
    if _now.origin is None and all(connections[alias].connection is not None for alias in ALIASES):
        _now.origin = World({alias: Store(connections[alias].settings_dict["NAME"]) for alias in ALIASES})
    _now.here = _now.origin
    for alias in ALIASES if _now.here is not None else ():
        _note(_now.here.stores[alias], connections[alias].connection)
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """What the test began in is back; the world that it went to stays as it was."""
    try:
        return (yield)
    finally:
        back()
        _now.here = None


def back() -> None:
    """From the world that a test went to into the one that it began in; before the databases of that one go, too."""
    if _now.here is None or _now.here is _now.origin:
        return
    assert _now.origin is not None
    for alias in ALIASES:
        _now.here.stores[alias].raw = connections[alias].connection
        connections[alias].connection = _now.origin.stores[alias].raw
    _now.here = _now.origin


def pytest_sessionfinish() -> None:
    """A server that goes on keeps none of it."""
    for store in _open:
        if store.raw is not None:
            store.raw.close()
    if _databases:
        with psycopg.connect(**_server(), dbname="postgres", autocommit=True) as admin:
            for name in _databases:
                admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@dataclass(frozen=True)
class Call:
    """A call as it can be known again: by what was passed, of which ``passed`` are the objects that it may change."""

    key: Hashable
    passed: list[Any]


def _call(build: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call | None:
    """None if it cannot be known again."""
    changed, holder = set(), settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        changed |= {name for name in vars(holder) if name.isupper()}
        holder = holder.default_settings
    if changed - {"GONGGO_CLOCK"}:
        return None
    clock = settings.GONGGO_CLOCK
    is_stopped = "GONGGO_CLOCK" in changed or not hasattr(clock.now, "__func__")
    bound = inspect.signature(build).bind(*args, **kwargs)
    bound.apply_defaults()
    given: list[Hashable] = [build.__module__, build.__qualname__, translation.get_language()]
    given += [is_stopped and clock.now(), *sorted(bound.kwargs)]
    passed = []
    for value in [*bound.args, *(bound.kwargs[name] for name in sorted(bound.kwargs))]:
        if isinstance(value, Program):
            given.append(value.digest)
        elif _lasts(value):
            given.append(value)
        else:
            try:
                given.append(_written((type(value), vars(value)) if hasattr(value, "__dict__") else value))
            except (pickle.PicklingError, AttributeError, TypeError):
                return None
            passed.append(value)
    return Call(tuple(given), passed)


def _lasts(value: object) -> bool:
    """Whether it is what it is for good, and equal to what is the same."""
    if isinstance(value, tuple):
        return all(_lasts(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type) and value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        return all(_lasts(getattr(value, one.name)) for one in fields(value))
    return isinstance(value, (Program, *LASTING))


def _is_worth_keeping(call: Call) -> bool:
    """At once on SQLite, where a copy costs little, if nothing was passed that may never come again; else the second
    time that it is asked for."""
    assert _now.here is not None
    is_known = call.key in _now.here.asked
    _now.here.asked.add(call.key)
    return is_known or (not call.passed and connections["default"].vendor == "sqlite")


def _is_untouched() -> bool:
    """Whether the test stands in its transactions, has written nothing yet, and nobody counts what building costs."""
    if _now.here is None or _now.is_building:
        return False
    return all(_is_fresh(connections[alias], store) for alias, store in _now.here.stores.items())


def _is_fresh(wrapper: Any, store: Store) -> bool:
    if [block._from_testcase for block in wrapper.atomic_blocks] != [True]:
        return False
    if wrapper.connection is None or wrapper.needs_rollback or wrapper.force_debug_cursor:
        return False
    if store.raw is None and wrapper.vendor == "postgresql":
        store.raw = wrapper.connection  # opened anew by this test
    if wrapper.connection is not store.raw:
        return False
    if wrapper.vendor == "sqlite":
        return bool(wrapper.connection.total_changes == store.changed)
    return wrapper.connection.execute("SELECT pg_current_xact_id_if_assigned()").fetchone()[0] is None


def _note(store: Store, raw: Any) -> None:
    store.raw = raw
    if hasattr(raw, "total_changes"):
        store.changed = raw.total_changes


def _enter(world: World) -> None:
    """The test's transactions go on in the databases of this world."""
    assert _now.here is not None
    for alias in ALIASES:
        wrapper, store = connections[alias], world.stores[alias]
        _pause(wrapper)
        if store.raw is None:
            store.raw = _connected(wrapper, store.name)
        if wrapper.vendor == "postgresql":
            _count_in(store)
        wrapper.connection = store.raw
        _resume(wrapper)
        _note(store, store.raw)
    _now.here = world


def _count_in(store: Store) -> None:
    """The last used are open, twenty at most."""
    if store in _open:
        _open.remove(store)
    _open.append(store)
    for other in _open[:-20]:
        if other.raw is not None:
            other.raw.close()
        other.raw = None
    del _open[:-20]


def _make(call: Call, build: Callable[[], Any]) -> None:
    """Build in copies of where the test stands, and keep them."""
    assert _now.here is not None
    before = _now.here
    made = World({alias: _copied(before.stores[alias], alias) for alias in ALIASES})
    _enter(made)
    _now.is_building = True
    try:
        result = build()
        states = [vars(one) if hasattr(one, "__dict__") else None for one in call.passed]
        made.result = _written((result, states), call.passed)
    except BaseException:
        _enter(before)
        raise
    finally:
        _now.is_building = False
    for alias in ALIASES:
        wrapper = connections[alias]
        wrapper.connection.commit()
        _resume(wrapper)
        _note(made.stores[alias], wrapper.connection)
    before.after[call.key] = made


def _copied(store: Store, alias: str) -> Store:
    """A database of its own that is as this one is; the test's transaction in this one is over."""
    wrapper, number = connections[alias], next(_numbers)
    _pause(wrapper)
    if wrapper.vendor == "sqlite":
        copy = Store(f"file:kept_{alias}_{number}?mode=memory&cache=shared")
        copy.raw = _connected(wrapper, copy.name)
        store.raw.backup(copy.raw)
        _resume(wrapper)
        return copy
    assert _now.origin is not None
    copy = Store(f"kept_{number}_{_now.origin.stores[alias].name}")
    store.raw.close()  # a database that somebody uses is no template
    with psycopg.connect(**_server(), dbname="postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{copy.name}" TEMPLATE "{store.name}"')
    _databases.append(copy.name)
    store.raw = wrapper.connection = _connected(wrapper, store.name)
    _resume(wrapper)
    return copy


def _server() -> dict[str, Any]:
    params = connections["default"].get_connection_params()
    return {key: params[key] for key in ("user", "host", "port", "password") if params.get(key)}


def _connected(wrapper: Any, name: str) -> Any:
    """A new connection to the database of that name, as Django makes them."""
    other = wrapper.copy()
    other.settings_dict["NAME"] = name
    other.connect()
    return other.connection


def _pause(wrapper: Any) -> None:
    wrapper.connection.rollback()
    if wrapper.vendor == "postgresql":
        wrapper.connection.autocommit = True


def _resume(wrapper: Any) -> None:
    if wrapper.vendor == "postgresql":
        wrapper.connection.autocommit = False
    else:
        wrapper.connection.execute(f"BEGIN {wrapper.transaction_mode or 'DEFERRED'}")


class _Writer(pickle.Pickler):
    """Programs never change, and what was passed is what the caller has: neither is copied."""

    def __init__(self, out: io.BytesIO, passed: list[Any]) -> None:
        super().__init__(out)
        self.passed = {id(one): place for place, one in enumerate(passed)}

    def persistent_id(self, obj: Any) -> str | int | None:
        if isinstance(obj, Program):
            _programs[obj.digest] = obj
            return obj.digest
        return self.passed.get(id(obj))


class _Reader(pickle.Unpickler):
    def __init__(self, given: io.BytesIO, passed: list[Any]) -> None:
        super().__init__(given)
        self.passed = passed

    def persistent_load(self, pid: str | int) -> Any:
        return _programs[pid] if isinstance(pid, str) else self.passed[pid]


def _written(value: Any, passed: Sequence[Any] = ()) -> bytes:
    out = io.BytesIO()
    _Writer(out, [*passed]).dump(value)
    return out.getvalue()


def _read(written: bytes, passed: list[Any]) -> Any:
    return _Reader(io.BytesIO(written), passed).load()
