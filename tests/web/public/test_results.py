"""The public result: nothing before its instant; then those selected and in reserve, masked, without mark and rank."""

import pytest
from django.test import Client

from costs import counted
from gonggo.kernel.actor import Role
from gonggo.selection import commands
from gonggo.wiring.shown import shown_version
from personas import an_officer
from selections import DRAWN, INSTANT, Selection, a_selection, announced, published, with_one_place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def visitor(db: None) -> Client:
    """Reads Korean."""
    return Client(headers={"accept-language": "ko"})


@pytest.fixture
def on(db: None) -> Selection:
    return a_selection((90, 80, 0), program=with_one_place())


def said(client, key: str) -> str:
    answer = client.get(f"/programs/{key}/results")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("7-selection")
def test_the_result_is_public_from_its_instant_on_and_not_before(on, visitor, stand_at):
    announced(on)
    stand_at(DRAWN)
    before = said(visitor, on.key)
    assert ("결과 발표 전입니다" in before, "T-1" in before, "2024년 7월 5일" in before) == (True, False, False)
    version = shown_version()
    assert "선정 결과 보기" not in visitor.get(f"/programs/{on.key}").content.decode()

    commands.publish_due(now=INSTANT)
    stand_at(INSTANT)

    after = said(visitor, on.key)
    assert [number in after for number in ("T-1", "T-2", "T-3")] == [True, True, False]
    assert ("하○○밀" in after, "하나정밀" in after) == (True, False)
    assert "선정 결과 보기" in visitor.get(f"/programs/{on.key}").content.decode()
    assert shown_version() != version


def test_a_promotion_and_a_place_given_up_are_seen_there(on, visitor, stand_at):
    found = published(on)
    stand_at(INSTANT)
    commands.give_up(application_id=on.applications[0].id, reason="폐업", by=on.companies[0].actor, at=INSTANT)
    commands.promote(round_id=found.id, cell=on.cell, **on.as_officer(INSTANT))

    page = said(visitor, on.key)

    assert ("T-1" in page, "T-2" in page, "폐업" in page) == (False, True, False)


def test_the_order_of_the_public_list_does_not_tell_the_ranks(visitor, stand_at):
    on = a_selection((70, 80, 90), program=with_one_place())
    published(on)
    stand_at(INSTANT)

    page = said(visitor, on.key)

    assert page.index("T-3") < page.index("T-1") < page.index("T-2")  # selected, then the reserve by its numbers


def test_the_timeline_leads_to_it(on, visitor):
    assert f'href="/programs/{on.key}/results"' in visitor.get("/guide/").content.decode()


def test_the_operator_reads_the_results_of_its_own_and_no_others(on):
    published(on)
    own, other = (an_officer(Role.OPERATOR_LEAD, kind="operator", key=key) for key in (on.on.looks_after, on.on.visits))

    mine = own.client.get("/operator/results/").content.decode()
    theirs = other.client.get("/operator/results/").content.decode()

    assert [number in mine for number in ("T-1", "T-2", "T-3")] == [True, True, True]
    assert "T-1" not in theirs


def test_the_operator_reads_nothing_before_the_instant(on):
    announced(on)
    own = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.on.looks_after)

    page = own.client.get("/operator/results/").content.decode()

    assert ("결과 발표 전입니다" in page, "T-1" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_public_and_operator_pages_cost_the_same_for_any_number(visitor, count):
    on = a_selection(tuple(90 - place for place in range(count)))
    published(on)
    own = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.on.looks_after).client
    ministry = an_officer(Role.MINISTRY, kind="ministry").client
    spent = []
    for client, where in (
        (visitor, f"/programs/{on.key}/results"),
        (own, "/operator/results/"),
        (ministry, "/agency/selection/"),
    ):
        with counted() as costs:
            assert client.get(where).status_code == 200
        spent.append(costs.count)

    assert spent == [6, 8, 8]
