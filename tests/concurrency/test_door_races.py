"""Two people, two doors, one subject; and rights that go while a request is on its way."""

import threading
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from door_processes import get, presses, running, soon, submit
from doors import OpenDoor, Subject
from gonggo.intake import commands, queries
from gonggo.intake.sql import statements
from gonggo.kernel.ref import Kind, Ref


def at_once(*works) -> list:
    """Run all in threads that begin together; their results in order."""
    ready = threading.Barrier(len(works))
    found: list = [None] * len(works)

    def run(place: int) -> None:
        ready.wait()
        found[place] = works[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def raise_and_close(subject: Ref) -> None:
    commands.raise_gate_epoch(subject)
    connections["door"].close()


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_two_members_pressing_together_at_two_doors_are_both_received_in_one_chain(store_url: str, tmp_path: Path):
    with running(store_url, tmp_path / "one") as one, running(store_url, tmp_path / "two") as two:
        for press in presses(10, closes_at=soon(3600)):
            replies = at_once(partial(submit, one.port, press), partial(submit, two.port, press.twin()))

            chain = queries.receipts(Ref(Kind.APPLICATION, press.subject_id))
            assert [status for status, _ in replies] == [200, 200]
            assert [(each.sequence, each.event) for each in chain] == [(1, "submitted"), (2, "submitted")]
            assert (chain[0].previous, chain[1].previous) == ("", chain[0].link)


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_withdraw_beside_submit_leaves_one_order_that_every_receipt_tells(store_url: str):
    doors = [OpenDoor(store_url), OpenDoor(store_url)]
    try:
        for _ in range(10):
            subject = Subject().open().seal()
            doors[0].submit(subject.to_submit())
            submit, withdraw = subject.to_submit(), subject.to_withdraw()
            replies = at_once(partial(doors[0].submit, submit), partial(doors[1].withdraw, withdraw))

            assert [reply.status for reply in replies] == [200, 200]
            chain = queries.receipts(subject.ref)
            assert sorted(each.event for each in chain[1:]) == ["submitted", "withdrawn"]
            told = {reply.core["event"]: reply.core["number"] for reply in replies}
            assert told == {each.event: each.number for each in chain[1:]}
    finally:
        for door in doors:
            door.close()


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_taking_a_right_away_waits_for_the_batch_that_was_judged_by_it(store_url: str):
    subject = Subject().open().seal()
    with psycopg.connect(store_url) as batch, psycopg.connect(store_url, autocommit=True) as watcher:
        batch.execute(statements("postgres")["barrier"])
        taken_away = threading.Thread(target=raise_and_close, args=(subject.ref,))
        taken_away.start()
        waiting = 0
        while not waiting and taken_away.is_alive():
            waiting = watcher.execute("select count(*) from pg_locks where not granted").fetchone()[0]
        epoch = "select epoch from intake_gate where subject_id = %s"
        assert watcher.execute(epoch, [subject.ref.id]).fetchone() == (1,)
        batch.commit()
        taken_away.join()
        assert watcher.execute(epoch, [subject.ref.id]).fetchone() == (2,)


def test_role_removed_between_check_and_submit_is_refused(store_url: str):
    door = OpenDoor(store_url)
    try:
        subject = Subject().open().seal()
        capability = subject.to_submit()
        commands.raise_person_epochs(subject.person)

        assert door.submit(capability).core["code"] == "not_admitted"
    finally:
        door.close()


def test_deadline_moved_during_the_rush_judges_each_request_by_the_one_in_force(store_url: str, tmp_path: Path):
    with running(store_url, tmp_path / "data") as door:
        late = presses(40, closes_at=soon(-1))
        half = len(late) // 2
        before = [submit(door.port, press)[1] for press in late[:half]]
        closes = soon(3600)
        commands.move_deadline(program="p", closes_at=closes, basis="연장공고 1")
        after = [submit(door.port, press)[1] for press in late[half:]]
        again = [get(door.port, f"/intake/receipt/{press.nonce}.json") for press in late[:half]]

    assert {each["receipt"]["core"]["event"] for each in before} == {"refused"}
    assert {each["receipt"]["core"]["event"] for each in after} == {"submitted"}
    assert [each["core"] for each in again] == [each["receipt"]["core"] for each in before]
