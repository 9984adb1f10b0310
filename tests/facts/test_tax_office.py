"""A business looked up at the tax office: what it says becomes a fact, and what it does not say is UNKNOWN."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from gonggo.facts.definition import BUSINESS_HALTED
from gonggo.facts.looking_up import look_up_business
from gonggo.facts.models import Fact
from gonggo.facts.queries import said_on
from gonggo.facts.tax_office import MOST, Said, Standing, TaxOffice, read
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import Refused
from gonggo.parties.rules import check_digit
from gonggo.wiring.fake_nts import FakeNts, Habit, opened
from personas import an_officer, an_owner

NOW = datetime(2024, 8, 8, 1, 0, tzinfo=UTC)
TODAY = date(2024, 8, 8)


def numbers(count: int) -> list[str]:
    firsts = [f"{place:09d}" for place in range(100_000_000, 100_000_000 + count)]
    return [f"{first}{check_digit(first)}" for first in firsts]


GOING, RESTING, GONE = numbers(3)
WRONG = f"{GOING[:9]}{(int(GOING[9]) + 1) % 10}"


@contextmanager
def a_line(office: FakeNts, *, key: str = "", patience_s: float = 5.0) -> Iterator[TaxOffice]:
    server = opened(office)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield TaxOffice(f"http://127.0.0.1:{server.server_address[1]}", key, patience_s=patience_s)
    finally:
        server.shutdown()
        server.server_close()


def test_each_number_is_answered_with_its_state_and_since_when_it_is_closed():
    office = FakeNts({RESTING: Said.SUSPENDED, GONE: Said.CLOSED}, ended={GONE: "20240701"})
    with a_line(office) as line:
        found = line.status([GOING, RESTING, GONE, WRONG])

    assert found == {
        GOING: Standing(Said.GOES_ON),
        RESTING: Standing(Said.SUSPENDED),
        GONE: Standing(Said.CLOSED, date(2024, 7, 1)),
        WRONG: Standing(Said.UNREGISTERED),
    }


def test_more_than_a_hundred_are_asked_a_hundred_at_a_time():
    office, many = FakeNts(), numbers(MOST + 1)
    with a_line(office) as line:
        found = line.status(many)

    assert (office.heard, set(found)) == (2, set(many))
    assert {one.said for one in found.values()} == {Said.GOES_ON}


@pytest.mark.parametrize(
    ("habit", "says"),
    [
        (Habit.SLOW, "TimeoutError"),
        (Habit.ERROR, "500"),
        (Habit.BABBLE, "200 KeyError"),
        (Habit.FORGET, "200"),
    ],
)
def test_whatever_goes_wrong_over_the_line_is_unknown_and_says_why(habit, says):
    with a_line(FakeNts(habits=[habit], silence_s=2.0), patience_s=0.5) as line:
        assert line.status([GOING]) == {GOING: Standing(Said.UNKNOWN, says=says)}


def test_a_wrong_key_and_a_line_that_leads_nowhere_are_unknown():
    with a_line(FakeNts(key="right"), key="wrong") as line:
        assert line.status([GOING]) == {GOING: Standing(Said.UNKNOWN, says="401")}
    assert line.status([GOING]) == {GOING: Standing(Said.UNKNOWN, says="ConnectionRefusedError")}


@pytest.mark.parametrize(
    "row",
    [
        {"b_no": GOING, "b_stt": "", "b_stt_cd": "09"},
        {"b_no": GOING, "b_stt": "?", "b_stt_cd": ""},
        {"b_no": GOING, "b_stt": "폐업자", "b_stt_cd": "03", "end_dt": "2024-13-01"},
        {"b_no": RESTING, "b_stt": "계속사업자", "b_stt_cd": "01"},
        {"b_no": GOING},
        "nothing",
    ],
)
def test_an_answer_that_cannot_be_understood_is_unknown(row):
    told = json.dumps({"status_code": "OK", "data": [row]}).encode()
    assert read(200, told, [GOING])[GOING].said is Said.UNKNOWN


@pytest.mark.django_db(databases=["default", "door"])
@pytest.mark.parametrize(
    ("said", "value"), [(Said.GOES_ON, "none"), (Said.SUSPENDED, "suspended"), (Said.CLOSED, "closed")]
)
def test_what_the_tax_office_says_is_so_from_this_day_on_and_comes_from_it(said, value):
    company, officer = an_owner().company, an_officer(Role.OPERATOR_OFFICER, kind="operator", key="op-1")
    with a_line(FakeNts({company.brn: said})) as line:
        look_up_business(company_id=company.id, office=line, by=officer.actor, at=NOW)

    fact = Fact.objects.get(kind=BUSINESS_HALTED)
    assert (fact.subject_id, fact.source, fact.since_on) == (company.id, "tax_service", TODAY)
    assert said_on([company.id], [BUSINESS_HALTED], TODAY)[company.id][BUSINESS_HALTED].value == value


@pytest.mark.django_db(databases=["default", "door"])
@pytest.mark.parametrize(
    ("told", "habits", "code"),
    [
        ({}, [Habit.ERROR], "tax_office_silent"),
        (Said.UNREGISTERED, [], "business_unregistered"),
    ],
)
def test_where_nothing_is_known_nothing_is_stated(told, habits, code):
    company, officer = an_owner().company, an_officer(Role.OPERATOR_OFFICER, kind="operator", key="op-1")
    office = FakeNts({company.brn: told} if told else {}, habits=habits)
    before = Entry.objects.count()
    with a_line(office) as line, pytest.raises(Refused) as caught:
        look_up_business(company_id=company.id, office=line, by=officer.actor, at=NOW)

    assert caught.value.code == code
    assert not Fact.objects.filter(kind=BUSINESS_HALTED).exists()
    assert Entry.objects.count() == before


@pytest.mark.django_db(databases=["default", "door"])
def test_a_company_does_not_ask_about_itself_and_the_house_may():
    owner = an_owner()
    with a_line(FakeNts()) as line:
        with pytest.raises(Refused) as caught:
            look_up_business(company_id=owner.company.id, office=line, by=owner.actor, at=NOW)
        assert caught.value.code == "wrong_role"
        assert look_up_business(company_id=owner.company.id, office=line, by=SYSTEM, at=NOW).said is Said.GOES_ON
