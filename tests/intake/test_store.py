"""The store under strain: a row it cannot take, an outage across the deadline, rows that nobody may change."""

import asyncio
import sqlite3
import uuid
from datetime import timedelta

import psycopg
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections

from door_processes import counted, size
from doors import BEFORE, CLOSES, Flaky, OpenDoor, Subject, behind_a_switch, house_on
from gonggo.intake import queries
from gonggo.intake.door.store_postgres import PostgresStore
from gonggo.intake.models import Event, Gate, SealedRevision
from gonggo.intake.sql import statements

FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}


@pytest.fixture
def flaky(door: OpenDoor) -> Flaky:
    return behind_a_switch(door, door.app.decisions)


def test_one_poisoned_row_in_each_batch_leaves_the_others_received(door: OpenDoor):
    batches, largest = size(5, 250), 8
    poisoned: set[str] = set()
    real = door.app.decisions.put

    def put(work):
        if work.ask.subject_id in poisoned:
            work.ask.gate_epoch = None
            work.ask.stamped_at = None
        return real(work)

    door.app.decisions.put = put

    def is_received_but_one(place: int) -> bool:
        subjects = [Subject().open().seal() for _ in range(largest)]
        poisoned.add(subjects[place].ref.id.hex)
        replies = door.together([("/intake/submit", {"capability": each.to_submit()}) for each in subjects])
        expected = [(500, 0) if each is subjects[place] else (200, 1) for each in subjects]
        return replies[place].json["code"] == "door_faulty" and expected == [
            (reply.status, len(queries.receipts(each.ref))) for reply, each in zip(replies, subjects, strict=True)
        ]

    wrong = [batch for batch in range(batches) if not is_received_but_one(batch % largest)]

    counted(f"a poisoned row in each of {batches} batches: {batches * largest} submits", wrong)
    assert Event.objects.count() == batches * (largest - 1)


def test_store_away_gives_a_slip_and_the_retry_keeps_its_stamp_across_the_deadline(
    door: OpenDoor, subject: Subject, flaky: Flaky
):
    capability = subject.to_submit()
    flaky.away = True
    just_before = CLOSES - timedelta(microseconds=1)
    away = door.at(just_before).submit(capability)
    assert (away.status, away.headers["retry-after"]) == (503, "2")
    slip = away.json["slip"]

    flaky.away = False
    reply = door.at(CLOSES + timedelta(seconds=10)).submit(capability, headers={"x-arrival-slip": slip})
    while reply.status == 503:  # the lane is still pausing
        door.run(asyncio.sleep(0.05))
        reply = door.submit(capability, headers={"x-arrival-slip": slip})

    assert reply.status == 200
    assert queries.head(subject.ref).stamp_at == just_before


def test_what_was_stamped_while_the_store_was_away_is_written_without_a_retry(
    door: OpenDoor, subject: Subject, flaky: Flaky
):
    flaky.away = True
    capability = subject.to_submit()
    assert door.submit(capability).status == 503
    assert door.at(CLOSES).submit(capability).status == 503  # a press without its slip: the first stamp stands

    flaky.away = False
    door.run(asyncio.sleep(0.6))

    assert [(each.event, each.stamp_at) for each in queries.receipts(subject.ref)] == [("submitted", BEFORE)]


def test_answer_lost_after_the_commit_is_given_again_to_the_retry(door: OpenDoor, subject: Subject, flaky: Flaky):
    capability = subject.to_submit()
    flaky.lose_answer = True
    assert door.submit(capability).status == 503

    door.run(asyncio.sleep(0.6))
    reply = door.at(CLOSES + timedelta(hours=1)).submit(capability)

    assert (reply.status, len(queries.receipts(subject.ref))) == (200, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda slip: slip.replace(slip[:16], str(int(slip[:16]) - 1)),
        lambda slip: slip[:-1] + ("A" if slip[-1] != "A" else "B"),
        lambda _: "",
        lambda _: "..",
        lambda _: "1.가.나".encode().decode("latin-1"),
    ],
)
def test_slip_that_was_changed_keeps_no_stamp(door: OpenDoor, subject: Subject, flaky: Flaky, change):
    capability = subject.to_submit()
    flaky.away = True
    slip = door.at(CLOSES - timedelta(seconds=1)).submit(capability).json["slip"]
    door.app.decisions._queue.clear()
    door.app.decisions._known.clear()
    flaky.away = False
    door.run(asyncio.sleep(0.4))
    door.app.decisions.away = None

    assert door.at(CLOSES).submit(capability, headers={"x-arrival-slip": change(slip)}).core["code"] == "late"


def test_slip_of_another_request_or_older_than_a_day_keeps_no_stamp(door: OpenDoor, subject: Subject, flaky: Flaky):
    from django.conf import settings

    from gonggo.intake import slips
    from gonggo.intake.receipts import microseconds

    key = settings.GONGGO_CAPABILITY_KEY
    secrets = {key.id.encode(): key.secret}
    stamp, day = microseconds(BEFORE), 24 * 3600 * 1_000_000
    slip = slips.written(stamp, b"one", key)

    assert slips.stamp_of(slip, b"one", secrets, now=stamp + day - 1) == stamp
    assert slips.stamp_of(slip, b"one", secrets, now=stamp + day) is None
    assert slips.stamp_of(slip, b"one", secrets, now=stamp - 1) is None
    assert slips.stamp_of(slip, b"other", secrets, now=stamp + 1) is None


def test_store_away_without_a_script_shows_a_button_that_carries_the_slip(
    door: OpenDoor, subject: Subject, flaky: Flaky
):
    flaky.away = True

    page = door.post("/intake/submit", b"capability=" + subject.to_submit().encode(), headers=FORM)

    assert page.status == 503
    assert 'name="slip"' in page.body.decode()


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
@pytest.mark.parametrize(("insists", "status"), [(True, 503), (False, 200)])
def test_door_that_insists_receives_nothing_on_a_server_that_may_forget(
    store_url: str, subject: Subject, insists: bool, status: int
):
    opened = OpenDoor(store_url, insists_on_durability=insists)  # the tests' server runs with fsync off

    reply = opened.submit(subject.to_submit())
    opened.close()

    assert reply.status == status


def run_sql(url: str, statement: str) -> None:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            connection.execute(statement)
        finally:
            connection.close()
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)


def test_events_cannot_be_changed_or_taken_away(door: OpenDoor, subject: Subject):
    door.submit(subject.to_submit())

    for statement in ("UPDATE intake_event SET stamped_at = 1", "DELETE FROM intake_event"):
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.CheckViolation), match="append-only"):
            run_sql(door.url, statement)
    with pytest.raises((sqlite3.IntegrityError, psycopg.errors.CheckViolation), match="unchanging"):
        run_sql(door.url, "UPDATE intake_sealedrevision SET content = ''")
    assert (Event.objects.count(), SealedRevision.objects.count()) == (1, 1)


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_events_cannot_be_truncated(door: OpenDoor, subject: Subject):
    door.submit(subject.to_submit())

    with pytest.raises(psycopg.errors.CheckViolation, match="append-only"):
        run_sql(door.url, "TRUNCATE intake_event")


def test_both_databases_have_the_same_statements():
    one, two = set(statements("sqlite")), set(statements("postgres"))

    assert (one - two, two - one) == ({"judge", "write"}, {"barrier", "decide"})


def empty_database(request: pytest.FixtureRequest, tmp_path, kind: str) -> str:
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'old.sqlite3'}"
    server, name = request.getfixturevalue("postgres_server"), f"old_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.replace("/?", "/postgres?"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    return server.replace("/?", f"/{name}?")


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_store_of_before_keeps_its_events_each_a_batch_of_its_own(request, tmp_path, django_db_blocker, kind):
    with django_db_blocker.unblock(), house_on(empty_database(request, tmp_path, kind)):
        call_command("migrate", "intake", "0002", database="door", verbosity=0)
        kept = uuid.uuid4()
        row = {"id": kept.hex, "subject_id": uuid.uuid4().hex, "person_id": uuid.uuid4().hex, "seq": 1}
        row |= {"event": "refused", "code": "late", "stamped_at": 1, "written_at": 1}
        texts = ("subject_kind", "number", "basis", "sealed_digest", "role", "previous", "link")
        row |= dict.fromkeys(texts, "")
        with connections["door"].cursor() as cursor:
            places = ", ".join(["%s"] * len(row))
            cursor.execute(f"INSERT INTO intake_event ({', '.join(row)}) VALUES ({places})", list(row.values()))
        call_command("migrate", "intake", database="door", verbosity=0)

        assert list(Event.objects.using("door").values_list("id", "batch")) == [(kept, kept)]
        with pytest.raises(IntegrityError, match="append-only"):
            Event.objects.using("door").filter(id=kept).update(seq=2)


def test_gate_whose_window_closes_before_it_opens_is_impossible(store_url: str, subject: Subject):
    with pytest.raises(IntegrityError):
        Gate.objects.filter(subject_id=subject.ref.id).update(closes_at=BEFORE - timedelta(days=400))


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_many_who_ask_a_store_at_once_speak_over_one_connection(store_url: str):
    async def ask() -> int:
        store = PostgresStore(store_url)
        await asyncio.gather(*(store.recall([f"{place:032x}"]) for place in range(5)))
        with psycopg.connect(store_url) as connection:
            found = connection.execute(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = %s",
                ["gonggo-door"],
            ).fetchone()
        await store.close()
        return found[0]

    assert asyncio.run(ask()) == 1
