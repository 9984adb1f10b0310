"""Two people, two doors, one subject; and rights that go while a request is on its way."""

import asyncio
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from at_once import at_once
from door_processes import Press, counted, get, presses, running, size, soon, submit
from doors import OpenDoor, Reply, Subject
from gonggo.intake import commands, queries
from gonggo.intake.door.app import _ask
from gonggo.intake.door.store_postgres import PostgresStore
from gonggo.intake.models import Event
from gonggo.intake.receipts import microseconds
from gonggo.intake.sql import statements
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref

ORDERS = (["submitted", "withdrawn"], ["withdrawn", "submitted"])


def hundreds(rights: list[str]) -> list[list[str]]:
    return [rights[at : at + 100] for at in range(0, len(rights), 100)]


def remove_role(subject: Subject) -> int:
    """The person's rights are void; how many submits were received when that was answered."""
    commands.raise_person_epochs(subject.person)
    found = [each for each in queries.receipts(subject.ref) if each.event == "submitted"]
    connections["door"].close()
    return len(found)


def raise_and_close(subject: Ref) -> None:
    commands.raise_gate_epoch(subject)
    connections["door"].close()


@pytest.mark.proof
def test_two_members_pressing_together_at_two_doors_are_both_received_in_one_chain(store_url: str, tmp_path: Path):
    count = size(10, 1_000)

    def is_one_chain(press: Press) -> bool:
        replies = at_once(partial(submit, one.port, press), partial(submit, two.port, press.twin()))
        chain = queries.receipts(Ref(Kind.APPLICATION, press.subject_id))
        return (
            [status for status, _ in replies] == [200, 200]
            and {said["receipt"]["core"]["number"] for _, said in replies} == {each.number for each in chain}
            and [(each.sequence, each.event) for each in chain] == [(1, "submitted"), (2, "submitted")]
            and (chain[0].previous, chain[1].previous) == ("", chain[0].link)
        )

    with running(store_url, tmp_path / "one") as one, running(store_url, tmp_path / "two") as two:
        wrong = [press.nonce for press in presses(count, closes_at=soon(3600)) if not is_one_chain(press)]

    counted(f"two members pressing together: {2 * count} submits of {count} subjects", wrong)


@pytest.fixture
def doors(store_url: str) -> Iterator[list[OpenDoor]]:
    """Two doors on one store."""
    opened = [OpenDoor(store_url), OpenDoor(store_url)]
    yield opened
    for door in opened:
        door.close()


@pytest.mark.proof
def test_withdraw_beside_submit_leaves_one_order_that_every_receipt_tells(doors: list[OpenDoor]):
    count = size(10, 1_000)

    def is_one_order(subject: Subject) -> bool:
        first = doors[0].submit(subject.to_submit())
        submit, withdraw = subject.to_submit(), subject.to_withdraw()
        replies = [first, *at_once(partial(doors[0].submit, submit), partial(doors[1].withdraw, withdraw))]
        chain = queries.receipts(subject.ref)
        return (
            [reply.status for reply in replies] == [200, 200, 200]
            and [each.event for each in chain] in (["submitted", *rest] for rest in ORDERS)
            and {(reply.core["event"], reply.core["number"]) for reply in replies}
            == {(each.event, each.number) for each in chain}
            and [each.previous for each in chain] == ["", *(each.link for each in chain[:-1])]
        )

    wrong = [str(one.ref) for one in (Subject().open().seal() for _ in range(count)) if not is_one_order(one)]

    counted(f"withdraw beside submit: {2 * count} submits and {count} withdrawals", wrong)


@pytest.mark.proof
def test_fifth_revision_submitted_withdrawn_and_submitted_again_is_one_chain_that_no_old_press_changes(
    doors: list[OpenDoor],
):
    count, (door, _) = size(10, 1_000), doors
    subjects = [Subject().open() for _ in range(count)]
    for revision in range(1, 6):
        for subject in subjects:
            subject.seal(f"{revision}번째로 고친 답")

    def pressed(act: str, rights: list[str]) -> list[Reply]:
        path = f"/intake/{act}"
        found = [door.together([(path, {"capability": right}) for right in some]) for some in hundreds(rights)]
        return [reply for replies in found for reply in replies]

    first = [subject.to_submit() for subject in subjects]
    answers = [pressed("submit", first), pressed("withdraw", [subject.to_withdraw() for subject in subjects])]
    answers += [pressed("submit", [subject.to_submit() for subject in subjects]), pressed("submit", first)]

    def is_one_chain(subject: Subject, replies: tuple[Reply, ...]) -> bool:
        chain = queries.receipts(subject.ref)
        return (
            [reply.status for reply in replies] == [200] * 4
            and [each.event for each in chain] == ["submitted", "withdrawn", "submitted"]
            and [reply.core["number"] for reply in replies] == [each.number for each in (*chain, chain[0])]
            and [replies[place].core["revision"] for place in (0, 2)] == [5, 5]
            and [each.previous for each in chain] == ["", chain[0].link, chain[1].link]
        )

    told = zip(subjects, zip(*answers, strict=True), strict=True)
    wrong = [str(subject.ref) for subject, replies in told if not is_one_chain(subject, replies)]
    counted(f"revision 5, withdrawn, submitted again: {3 * count} submits and {count} withdrawals", wrong)


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


@pytest.mark.proof
def test_role_removed_between_check_and_submit_or_beside_it_lets_nothing_in_afterwards(doors: list[OpenDoor]):
    count, (door, _) = size(20, 2_000), doors
    received = 0

    def stands_still(subject: Subject) -> bool:
        """What the removal found received is all that ever is."""
        nonlocal received
        beside, after = subject.to_submit(), subject.to_submit()
        reply, found = at_once(partial(door.submit, beside), partial(remove_role, subject))
        received += found
        late = door.submit(after)
        told = ("submitted", None) if found else ("refused", "not_admitted")
        return [(one.core["event"], one.core["code"]) for one in (reply, late)] == [told, ("refused", "not_admitted")]

    wrong = [str(one.ref) for one in (Subject().open().seal() for _ in range(count)) if not stands_still(one)]

    counted(f"role removed beside a submit and before one: {2 * count} submits, {received} received before", wrong)


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


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_two_doors_that_meet_the_same_subjects_in_opposite_orders_do_not_deadlock(store_url: str):
    one, two = PostgresStore(store_url), PostgresStore(store_url)
    rights = presses(4_000, closes_at=soon(3600))

    async def meet(met: list[Press]) -> None:
        mine = [_ask(press.right, microseconds(machine_now())) for press in met]
        theirs = [_ask(press.twin().right, microseconds(machine_now())) for press in reversed(met)]
        await asyncio.gather(one.decide(mine, uuid4().hex, 1), two.decide(theirs, uuid4().hex, 1))

    async def meet_again_and_again() -> None:
        for at in range(0, len(rights), 400):
            await meet(rights[at : at + 400])
        await asyncio.gather(one.close(), two.close())

    asyncio.run(meet_again_and_again())

    with psycopg.connect(store_url, autocommit=True) as connection:
        connection.execute("select pg_stat_force_next_flush()")
        deadlocks = connection.execute(
            "select deadlocks from pg_stat_database where datname = current_database()"
        ).fetchone()
    assert deadlocks == (0,)
    assert Event.objects.count() >= len(rights)
