"""The prober's record: its chain, and how the house takes it over, once and whole."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import override_settings

from gonggo.kernel.actor import SYSTEM, VISITOR
from gonggo.kernel.refusal import Refused
from gonggo.outages import commands, queries
from gonggo.outages.models import Reading as Row
from gonggo.outages.record import MOST_AT_ONCE, Line, RecordBroken, check_chain, lines
from gonggo.outages.rules import Reading, outages_of
from house_settings import GONGGO_ENVIRONMENT

AT = datetime(2024, 4, 30, 8, 0, tzinfo=UTC)
KEY = "k" * 32


def a_record(
    *seen: bool, record=None, target: str = "door", every: timedelta = timedelta(minutes=1), at=AT
) -> list[Line]:
    """A look each ``every`` from ``at``, at one target, chained."""
    made, record = [], record or uuid4()
    for place, ok in enumerate(seen):
        previous = made[-1].digest if made else ""
        reason = "" if ok else "TimeoutError"
        made.append(Line(record, place + 1, at + place * every, target, ok, 12, reason, previous))
    return made


def told(found: list[Line]) -> list[dict]:
    return [line.told() for line in found]


class TestLines:
    def test_read_back_they_are_the_same(self):
        found = a_record(True, False, True)

        assert lines(json.loads(json.dumps(told(found)))) == found

    @pytest.mark.parametrize(
        "changed",
        [
            {"n": 0},
            {"n": True},
            {"n": "1"},
            {"ms": -1},
            {"ms": 1.5},
            {"ok": 1},
            {"at": "2024-04-30T08:00:00"},
            {"at": 5},
            {"at": "yesterday"},
            {"target": "door; drop"},
            {"target": ""},
            {"reason": "x" * 81},
            {"reason": "\0"},
            {"reason": "\ud800"},
            {"previous": "short"},
            {"record": "nothing"},
            {"more": 1},
        ],
    )
    def test_what_no_prober_writes_is_broken(self, changed):
        with pytest.raises(RecordBroken):
            lines([told(a_record(True))[0] | changed])

    @pytest.mark.parametrize("given", [[None], ["x"], [[]], [{}], [7]])
    def test_what_is_no_line_at_all_is_broken(self, given):
        with pytest.raises(RecordBroken):
            lines(given)

    def test_chain_breaks_where_a_line_is_left_out_changed_or_stands_elsewhere(self):
        found = a_record(True, False, True)
        check_chain(found, number=0, digest_before="")

        for broken in (
            [found[0], found[2]],
            [found[0], replace(found[1], ok=True), found[2]],
            [found[1], found[0]],
            found[1:],
        ):
            with pytest.raises(RecordBroken):
                check_chain(broken, number=0, digest_before="")


@pytest.mark.django_db
class TestTakingOver:
    def take(self, found: list[Line], **more: object) -> int:
        return commands.take_over(**{"record_id": found[0].record, "lines": found, "by": SYSTEM, "at": AT} | more)

    def test_in_parts_and_sent_again_each_line_stands_once(self):
        found = a_record(True, False, False, True)

        assert [self.take(found[:2]), self.take(found[:3]), self.take(found), self.take(found)] == [2, 3, 4, 4]
        assert list(Row.objects.order_by("n").values_list("n", "ok")) == [(1, True), (2, False), (3, False), (4, True)]
        assert queries.next_line(found[0].record) == (4, found[3].digest)

    def test_two_records_stand_beside_each_other(self):
        one, two = a_record(True, True), a_record(False)
        self.take(one)
        self.take(two)

        assert [queries.next_line(found[0].record)[0] for found in (one, two)] == [2, 1]

    @pytest.mark.parametrize("spoiled", ["gap", "changed", "another"])
    def test_lines_that_do_not_follow_are_refused_and_nothing_stands(self, spoiled):
        found = a_record(True, False, True)
        self.take(found[:1])
        new = {
            "gap": found[2:],
            "changed": [replace(found[1], ok=True), found[2]],
            "another": [replace(found[1], record=uuid4())],
        }[spoiled]

        with pytest.raises(Refused) as refused:
            self.take(new, record_id=found[0].record)

        assert (refused.value.code, Row.objects.count()) == ("record_broken", 1)

    def test_too_many_at_once_are_refused(self):
        with pytest.raises(Refused) as refused:
            self.take(a_record(*[True] * (MOST_AT_ONCE + 1)))

        assert (refused.value.code, Row.objects.count()) == ("record_too_long", 0)

    def test_a_person_hands_nothing_over(self):
        with pytest.raises(Refused) as refused:
            self.take(a_record(True), by=VISITOR)

        assert (refused.value.code, Row.objects.count()) == ("wrong_role", 0)

    @pytest.mark.parametrize("statement", ["UPDATE outages_reading SET ok = true", "DELETE FROM outages_reading"])
    def test_the_database_itself_lets_nothing_be_changed(self, statement):
        self.take(a_record(False))

        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_changes_are_the_first_look_and_those_that_differ_from_the_one_before(self):
        self.take(a_record(True, True, False, False, True, True))
        self.take(a_record(False, False, True, target="pages"))

        minute = timedelta(minutes=1)
        assert queries.changes(since=AT, until=AT + 9 * minute) == [
            Reading(AT, "door", True),
            Reading(AT, "pages", False, "TimeoutError"),
            Reading(AT + 2 * minute, "door", False, "TimeoutError"),
            Reading(AT + 2 * minute, "pages", True),
            Reading(AT + 4 * minute, "door", True),
        ]

    def test_it_is_enough_that_one_of_two_probers_gets_through(self):
        half = timedelta(seconds=30)
        self.take(a_record(*[True] * 9, every=half))
        self.take(a_record(*[False] * 8, every=half, at=AT + timedelta(seconds=10)))

        found = queries.changes(since=AT, until=AT + timedelta(hours=1))

        assert (len(found), outages_of(found, least=timedelta(minutes=1))) == (17, [])

    def test_last_looks_are_the_newest_of_each_target_by_one_statement(self, django_assert_num_queries):
        self.take(a_record(True, False))
        self.take(a_record(True, target="pages"))

        with django_assert_num_queries(1):
            found = queries.last_looks()

        assert [(one.target, one.ok, one.reason) for one in found] == [
            ("door", False, "TimeoutError"),
            ("pages", True, ""),
        ]


@pytest.mark.django_db
class TestTheAddress:
    def post(self, body: object, *, key: str = KEY, house: str = KEY):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        with override_settings(GONGGO_ENVIRONMENT=replace(GONGGO_ENVIRONMENT, probe_key=house)):
            return Client(enforce_csrf_checks=True).post(
                "/probe/record", text, content_type="application/json", headers=headers
            )

    def test_lines_with_the_key_stand_and_it_says_how_far(self):
        found = a_record(True, False)
        body = {"record": found[0].record.hex, "lines": told(found)}

        asked = self.post(body | {"lines": []})
        answer = self.post(body)

        assert (asked.json(), answer.json(), Row.objects.count()) == ({"stands": 0}, {"stands": 2}, 2)

    @pytest.mark.parametrize(("key", "house"), [("", KEY), ("wrong", KEY), (KEY, ""), ("", "")])
    def test_without_the_key_there_is_nothing_here(self, key, house):
        found = a_record(True)
        answer = self.post({"record": found[0].record.hex, "lines": told(found)}, key=key, house=house)

        assert (answer.status_code, Row.objects.count()) == (404, 0)

    def test_lines_that_do_not_follow_are_told_how_far_it_stands(self):
        found = a_record(True, False, True)
        body = {"record": found[0].record.hex, "lines": told(found)}
        self.post(body | {"lines": told(found[:1])})

        answer = self.post(body | {"lines": told(found[2:])})

        assert (answer.status_code, answer.json()) == (409, {"stands": 1, "trouble": "record_broken"})

    @pytest.mark.parametrize(
        "body", [b"", b"[]", b"{", b'"x"', b"\xff", b'{"record": 7, "lines": []}', b'{"record": "x", "lines": []}',
                 b'{"record": "00000000000000000000000000000007", "lines": 7}', b"null"]
    )  # fmt: skip
    def test_anything_else_is_malformed_and_never_a_500(self, body):
        assert (self.post(body).status_code, Row.objects.count()) == (400, 0)
