"""Acknowledged means durable: the door and its database die under load, and nothing that was answered is gone."""

import re
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from cluster import NoPostgres, cluster
from conftest import needs
from door_processes import (
    Line,
    Postgres,
    Press,
    Process,
    counted,
    empty_store,
    get,
    presses,
    running,
    size,
    soon,
    submit,
)
from doors import house_on
from gonggo.intake.models import Event
from gonggo.intake.receipts import instant_text, microseconds

CLIENTS = 8
PATIENCE_S = 60


class Load:
    """Clients that press one subject after another until told to stop; what was acknowledged, by nonce."""

    def __init__(self, port: int, pressed: list[Press], *, retry: bool = False) -> None:
        self.acknowledged: dict[str, Any] = {}
        self.unanswered: list[Press] = []
        self._left = iter(pressed)
        self._lock = threading.Lock()
        self._stopped = False
        self._retry = retry
        self._threads = [threading.Thread(target=self._client, args=(port,)) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def _next(self) -> Press | None:
        with self._lock:
            return None if self._stopped else next(self._left, None)

    def _client(self, port: int) -> None:
        line = Line(port)
        while (press := self._next()) is not None:
            answer = self._pressed(line, press)
            if answer is None:
                self.unanswered.append(press)
            else:
                self.acknowledged[press.nonce] = answer
        line.close()

    def _pressed(self, line: Line, press: Press) -> Any:
        """The receipt; while the door or its store is away it is asked again if ``retry``, else given up."""
        slip = ""
        while True:
            try:
                line.send(press, slip)
                status, said = line.receive()
            except OSError:
                line.close()
                if not self._retry or self._stopped:
                    return None
                time.sleep(0.05)
                continue
            if status == 200:
                return said["receipt"]
            slip = said.get("slip", "")
            if not self._retry or self._stopped:
                return None
            time.sleep(0.05)

    def wait(self, count: int) -> None:
        """Until ``count`` are acknowledged or nothing is left to press; fails when nothing more is acknowledged."""
        known, since = -1, time.monotonic()
        while (done := len(self.acknowledged)) < count and any(thread.is_alive() for thread in self._threads):
            if done > known:
                known, since = done, time.monotonic()
            if time.monotonic() - since > PATIENCE_S:
                self.stop()
                pytest.fail(f"waited {PATIENCE_S} s for one more acknowledged submit: {done} of {count} are")
            time.sleep(0.01)

    def stop(self) -> None:
        self._stopped = True
        for thread in self._threads:
            thread.join()


def lost(load: Load) -> list[str]:
    """What was acknowledged and is not there, or not the same."""
    rows = {row.id.hex: row for row in Event.objects.all()}
    return [
        nonce
        for nonce, receipt in load.acknowledged.items()
        if nonce not in rows or receipt["core"]["event"] != rows[nonce].event or not receipt["signature"]
    ]


@pytest.mark.proof
def test_door_killed_under_load_loses_nothing_that_it_acknowledged(store_url: str, tmp_path: Path):
    wanted, kills = size(100, 10_000), size(2, 8)
    with running(store_url, tmp_path / "data") as door:
        load = Load(door.port, presses(wanted, closes_at=soon(3600)), retry=True)
        for kill in range(1, kills + 1):
            load.wait(wanted * kill // (kills + 1))
            door.kill()
            door.start()
        load.wait(wanted)
        load.stop()
        again = [get(door.port, f"/intake/receipt/{nonce}.json") for nonce in list(load.acknowledged)[:50]]

    print(f"door killed {kills} times, {len(load.acknowledged)} acknowledged, {len(lost(load))} lost")
    assert (len(load.acknowledged), lost(load)) == (wanted, [])
    assert again == [load.acknowledged[nonce] for nonce in list(load.acknowledged)[:50]]


@pytest.mark.parametrize(("fault", "written"), [("before_commit", 0), ("after_commit_before_reply", 1)])
def test_door_that_dies_at_a_named_point_gives_the_retry_one_event_and_its_receipt(
    store_url: str, tmp_path: Path, fault: str, written: int
):
    (press,) = presses(1, closes_at=soon(3600))
    door = Process(store_url, tmp_path / "data", fault=fault).start()
    with pytest.raises(OSError):  # noqa: PT011  # reset or closed, as the kernel likes
        submit(door.port, press)
    door.process.wait()
    assert Event.objects.count() == written

    with running(store_url, tmp_path / "data") as door:
        first = submit(door.port, press)
        second = submit(door.port, press)

    assert (first[0], first, Event.objects.count()) == (200, second, 1)


@pytest.fixture
def durable(django_db_blocker: Any) -> Iterator[str]:
    """A cluster of the test's own with fsync on."""
    try:
        with cluster(fsync=True) as server, django_db_blocker.unblock():
            yield server
    except NoPostgres as missing:
        needs(str(missing))


def killed_under_load(server: str, home: Path, *, wanted: int, kills: int) -> Load:
    """Press ``wanted`` subjects while the database is killed ``kills`` times; clients retry with their slips."""
    url = empty_store(server)
    postgres = Postgres(server)
    with house_on(url), running(url, home) as door:
        load = Load(door.port, presses(wanted, closes_at=soon(3600)), retry=True)
        for kill in range(1, kills + 1):
            load.wait(wanted * kill // (kills + 1))
            postgres.kill()
            postgres.start()
        load.wait(wanted)
        load.stop()
        connections["door"].close()  # it was cut by the kill
        load.gone = lost(load)  # type: ignore[attr-defined]
    return load


@pytest.mark.proof
@pytest.mark.postgres
def test_database_killed_under_load_loses_nothing_that_was_acknowledged(durable: str, tmp_path: Path):
    wanted, kills = size(150, 10_000), size(1, 5)

    load = killed_under_load(durable, tmp_path / "data", wanted=wanted, kills=kills)

    print(f"database killed {kills} times, {len(load.acknowledged)} acknowledged, {len(load.gone)} lost")
    assert (len(load.acknowledged), load.gone) == (wanted, [])


@pytest.mark.proof
@pytest.mark.postgres
def test_the_same_kill_with_synchronous_commit_off_does_lose(django_db_blocker: Any, tmp_path: Path):
    """At one of three kills: what the server happened to write just before a kill is not lost by it."""
    gone: list[Any] = []
    for nth in range(3):
        try:
            with (
                cluster(fsync=True, synchronous_commit="off", wal_writer_delay="10s") as server,
                django_db_blocker.unblock(),
            ):
                load = killed_under_load(server, tmp_path / f"data{nth}", wanted=size(150, 10_000), kills=1)
        except NoPostgres as missing:
            needs(str(missing))
        print(f"synchronous_commit off: {len(load.acknowledged)} acknowledged, {len(load.gone)} lost")
        gone += load.gone
        if gone:
            break

    assert gone != []


@pytest.mark.proof
@pytest.mark.postgres
@pytest.mark.clause("4-window")
def test_store_away_across_the_deadline_keeps_every_stamp(durable: str, tmp_path: Path):
    count, away_s = size(20, 200), size(2, 10)
    url = empty_store(durable)
    postgres = Postgres(durable)
    with house_on(url), running(url, tmp_path / "data") as door:
        closes = soon(4 + count / 100)
        early, late = presses(count, closes_at=closes), presses(count, closes_at=closes)
        submit(door.port, presses(1, closes_at=closes)[0])  # the door is connected before the outage
        postgres.kill()
        slips = {press.nonce: submit(door.port, press) for press in early}
        time.sleep(max(0.0, closes.timestamp() - time.time()))
        slips |= {press.nonce: submit(door.port, press) for press in late}
        time.sleep(max(0.0, closes.timestamp() + away_s / 2 - time.time()))
        postgres.start()
        answers = {press.nonce: retried(door.port, press, slips[press.nonce][1]["slip"]) for press in [*early, *late]}

    assert {status for status, _ in slips.values()} == {503}
    wrong, events = [], Counter(answer["core"]["event"] for answer in answers.values())
    for nonce, answer in answers.items():
        stamp = int(slips[nonce][1]["slip"].partition(".")[0])
        on_time = stamp < microseconds(closes)
        told = instant_text(stamp), "submitted" if on_time else "refused", None if on_time else "late"
        if told != tuple(answer["core"][part] for part in ("arrived_at", "event", "code")):
            wrong.append(answer["core"]["number"])
    counted(f"store away for {away_s} s across the deadline: {len(slips)} slips", wrong)
    assert events == {"submitted": count, "refused": count}


def retried(port: int, press: Press, slip: str) -> Any:
    """The page's own patience: again and again with the slip, until the store is back."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        status, said = submit(port, press, slip)
        if status != 503:
            return said["receipt"]
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE_S} s for the store to be back: {press.nonce} is still told {said}")


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_sqlite_is_on_the_disk_before_every_answer(store_url: str, tmp_path: Path):
    if shutil.which("strace") is None:
        needs("strace is missing: install the Debian package strace")
    trace = tmp_path / "trace"
    prefix = ("strace", "-f", "-e", "trace=fsync,fdatasync,write,writev,sendto,sendmsg", "-s", "16", "-o", str(trace))
    pressed = presses(5, closes_at=soon(3600))
    with running(store_url, tmp_path / "data", prefix=prefix) as door:
        assert [submit(door.port, press)[0] for press in pressed] == [200] * 5

    steps = re.findall(r"(fsync|fdatasync)\(|\"(HTTP/1.1 200)", trace.read_text(errors="replace"))
    since, answers = 0, 0
    for synced, answered in steps:
        if answered:
            assert since > 0
            since, answers = 0, answers + 1
        elif synced:
            since += 1
    assert answers == 5
