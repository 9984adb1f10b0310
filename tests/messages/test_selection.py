"""Each company is told its own result, the offices what becomes of places and when the list is published."""

from datetime import timedelta

import pytest

from gonggo.journal.commands import deliver
from gonggo.journal.models import Delivery
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.messages.models import Mail
from gonggo.selection import commands
from personas import an_officer
from selections import INSTANT, Selection, a_selection, announced, published, with_one_place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Selection:
    """T-1 is selected, T-2 and T-3 are in reserve, T-4 is not selected."""
    return a_selection((90, 80, 70, 0), program=with_one_place())


def delivered() -> None:
    """Every waiting fact reaches its readers; none fails."""
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    assert list(Delivery.objects.filter(done_at=None).values_list("reader", "trouble")) == []


def told(template: str) -> list[str]:
    return sorted(Mail.objects.filter(template=template).values_list("to", flat=True))


def emails(on: Selection, *numbers: int) -> list[str]:
    return sorted(on.companies[number - 1].person.email for number in numbers)


@pytest.mark.clause("7-selection")
def test_nobody_outside_is_told_before_the_instant_and_each_outcome_has_its_own_words_after(on):
    announced(on)
    delivered()
    assert [told(f"result_{outcome}") for outcome in ("selected", "reserve", "not_selected")] == [[], [], []]
    assert told("selection_announced") == sorted([on.officer.person.email, on.second.person.email])

    commands.publish_due(now=INSTANT)
    delivered()

    assert told("result_selected") == emails(on, 1)
    assert told("result_reserve") == emails(on, 2, 3)
    assert told("result_not_selected") == emails(on, 4)
    third = Mail.objects.get(template="result_reserve", to=on.companies[2].person.email)
    assert "예비 2순위" in third.subject
    assert f"/go/result/{on.applications[2].id}" in third.body


def test_a_place_given_up_is_told_to_the_offices_and_the_promotion_to_the_company(on):
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.applications[0].operator)
    found = published(on)
    commands.give_up(application_id=on.applications[0].id, reason="폐업", by=on.companies[0].actor, at=INSTANT)
    commands.promote(round_id=found.id, cell=on.cell, **on.as_officer(INSTANT))

    delivered()

    offices = [on.officer.person.email, on.second.person.email, operator.person.email]
    assert told("selection_given_up") == sorted(offices)
    assert "폐업" in Mail.objects.filter(template="selection_given_up").first().body
    assert told("selection_promoted") == emails(on, 2)


def test_who_confirmed_is_told_again_when_the_publication_is_put_off(on):
    found = announced(on)
    later = INSTANT + timedelta(days=1)
    commands.announce(round_id=found.id, publish_at=later, **on.as_officer())

    delivered()

    subjects = Mail.objects.filter(to=on.second.person.email).order_by("queued_at", "id")
    assert sorted("7. 6." in one.subject for one in subjects) == [False, True]
