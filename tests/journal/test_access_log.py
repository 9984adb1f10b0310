"""The access log: the five particulars of every opening, only growing, apart from the leaves of the log."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from gonggo.journal import queries
from gonggo.journal.commands import record_access, review_accesses
from gonggo.journal.models import Access, Entry
from gonggo.journal.purposes import Purpose, label
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused

pytestmark = pytest.mark.django_db
OFFICE = Ref(Kind.AGENCY, uuid4())
LEAD = Actor(uuid4(), Role.AGENCY_LEAD, OFFICE)
OFFICER = Actor(uuid4(), Role.OPERATOR_OFFICER, Ref(Kind.AGENCY, uuid4()))
APPLICATION = Ref(Kind.APPLICATION, uuid4())
COMPANIES = (Ref(Kind.COMPANY, UUID(int=1)), Ref(Kind.COMPANY, UUID(int=2)))
APRIL = date(2024, 4, 1)
LAST_OF_APRIL = datetime(2024, 4, 30, 14, 59, 59, tzinfo=UTC)  # one second to midnight in Seoul
FIRST_OF_MAY = datetime(2024, 4, 30, 15, 0, tzinfo=UTC)


@transaction.atomic
def an_opening(*, by: Actor = OFFICER, at: datetime = LAST_OF_APRIL, whose: tuple[Ref, ...] = COMPANIES[:1]) -> Entry:
    return record_access(
        "application.opened",
        subject=APPLICATION,
        whose=whose,
        purpose=Purpose.APPLICATION,
        origin="198.51.100.7",
        by=by,
        at=at,
        number="N-1",
    )


def test_an_opening_says_who_when_from_where_whose_and_what_for():
    an_opening(whose=COMPANIES)

    found = queries.accesses(of=LEAD, month=APRIL)

    assert {row.whose for row in found} == set(COMPANIES)
    assert {(r.person_id, r.role, r.at, r.origin, r.purpose, r.subject, r.number) for r in found} == {
        (
            OFFICER.person_id,
            Role.OPERATOR_OFFICER,
            LAST_OF_APRIL,
            "198.51.100.7",
            label(Purpose.APPLICATION),
            APPLICATION,
            "N-1",
        )
    }


def test_the_network_address_is_in_no_leaf_of_the_log():
    entry = an_opening()

    assert (entry.name, entry.data) == ("application.opened", {"number": "N-1"})
    assert queries.entry_digest(entry) == queries.entry_digest(Entry.objects.get())


def test_an_opening_by_nobody_is_refused_and_leaves_nothing():
    with pytest.raises(OutOfReach):
        an_opening(by=SYSTEM)

    assert (Entry.objects.count(), Access.objects.count()) == (0, 0)


@pytest.mark.parametrize("statement", ["UPDATE journal_access SET whose = 'other'", "DELETE FROM journal_access"])
def test_changing_the_access_log_by_sql_is_refused_by_the_database(statement):
    an_opening()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(Access.objects.values_list("whose", flat=True)) == [str(COMPANIES[0])]


def test_a_month_ends_at_midnight_in_seoul():
    an_opening(at=LAST_OF_APRIL)
    an_opening(at=FIRST_OF_MAY)

    assert [row.at for row in queries.accesses(of=LEAD, month=APRIL)] == [LAST_OF_APRIL]
    assert [row.at for row in queries.accesses(of=LEAD, month=date(2024, 5, 31))] == [FIRST_OF_MAY]


def test_the_log_is_narrowed_to_a_person_and_counted_by_person():
    other = Actor(uuid4(), Role.AGENCY_OFFICER, OFFICE)
    for who in (OFFICER, OFFICER, other):
        an_opening(by=who)

    assert [row.person_id for row in queries.accesses(of=LEAD, month=APRIL, person_id=other.person_id)] == [
        other.person_id
    ]
    assert queries.accesses_by_person(of=LEAD, month=APRIL) == {OFFICER.person_id: 2, other.person_id: 1}


@pytest.mark.parametrize("role", sorted(set(Role) - queries.ACCESS_REVIEWERS))
def test_the_access_log_is_not_there_for_who_does_not_review_it(role):
    who = Actor(uuid4(), role, OFFICE)

    for ask in (queries.accesses, queries.accesses_by_person):
        with pytest.raises(OutOfReach):
            ask(of=who, month=APRIL)
    with pytest.raises(OutOfReach):
        review_accesses(month=APRIL, by=who, at=FIRST_OF_MAY)

    assert Entry.objects.count() == 0


def test_a_month_that_is_not_over_cannot_be_reviewed_and_nothing_is_recorded():
    with pytest.raises(Refused, match="month_not_over"):
        review_accesses(month=APRIL, by=LEAD, at=LAST_OF_APRIL)

    assert queries.reviews_of(APRIL, of=LEAD) == []


def test_the_review_of_a_month_is_a_fact_of_its_office():
    review_accesses(month=APRIL, by=LEAD, at=FIRST_OF_MAY)

    assert queries.reviews_of(APRIL, of=LEAD) == [queries.Review(LEAD.person_id, FIRST_OF_MAY)]
    assert queries.reviews_of(date(2024, 3, 1), of=LEAD) == []
