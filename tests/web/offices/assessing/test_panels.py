"""평가반 and 평가위원회 on the offices' desks, from forming to closing; each refusal at its form."""

import re

import pytest

from convening import LISTS, before, place, seat_place, words
from evaluations import (
    MEETING,
    OPENS,
    a_panel,
    an_application,
    an_evaluator,
    an_open_panel,
    decided,
    form,
    put,
    score,
    state_of,
    visitors,
)
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed, Conflict, Panel, Seat, StageResult
from gonggo.kernel.actor import Role
from personas import an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def test_a_panel_is_formed_seated_and_filled_from_its_page(on, boss):
    first, second = an_evaluator(on, operator=on.visits), an_evaluator(on, operator=on.visits)
    one, two = an_application(on, number="T-1"), an_application(on, number="T-2")
    told = {"stage": "site", "operator": on.visits, "name": "1반", "on": "2024-05-20"}

    formed = boss.post("/agency/panels/form", told)
    panel = Panel.objects.get()
    assert formed["Location"] == place(panel)
    for evaluator, part in ((first, "first"), (second, "second")):
        assert boss.post(place(panel, "/seat"), {"evaluator": evaluator.id, "part": part}).status_code == 302
    assert boss.post(place(panel, "/put"), {"applications": [one.id, two.id]}).status_code == 302

    page = words(boss.get(place(panel)))
    assert ("T-1" in page, "T-2" in page, "서약 전" in page) == (True, True, True)
    assert boss.post(before(panel, one, "/take-out")).status_code == 302
    assert [row.application_id for row in Assessed.objects.filter(ended_at=None)] == [two.id]
    listed = words(boss.get(f"{LISTS}?stage=site"))
    assert "1반" in listed
    assert "아직 배정하지 않은 과제가 1건" in listed


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"operator": ""}, "담당 기관이 아니어서"),
        ({"on": "2024-05-09"}, "오늘(2024-05-10)보다 앞이어서"),
        ({"name": ""}, "이름을 적어 주세요"),
        ({"stage": ""}, "평가 단계를 골라 주세요"),
    ],
)
def test_a_panel_that_cannot_be_formed_is_told_at_the_form_and_nothing_typed_is_lost(on, boss, changed, says):
    told = {"stage": "site", "operator": on.visits, "name": "정성껏 지은 이름", "on": "2024-05-20"}

    answer = boss.post("/agency/panels/form", told | changed)

    assert answer.status_code == 422
    assert says in words(answer)
    assert "정성껏 지은 이름" in answer.content.decode() or "name" in changed
    assert not Panel.objects.exists()


def test_an_operator_forms_its_own_visits_and_reaches_no_other_panel(on, visiting):
    other = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.looks_after)
    told = {"stage": "site", "name": "우리 1반", "on": "2024-05-20"}

    assert visiting.client.post("/operator/panels/form", told).status_code == 302
    panel = Panel.objects.get()
    assert panel.operator == on.visits
    assert "우리 1반" in words(visiting.client.get(place(panel, desk="operator")))
    assert visiting.client.post("/operator/panels/form", told | {"stage": "written"}).status_code == 422
    (first, _second) = visitors(on, panel)
    application = an_application(on)
    put(on, panel, application)
    for address in (place(panel, desk="operator"), seat_place(first, desk="operator")):
        assert other.client.get(address).status_code == 404
    assert other.client.get(before(panel, application, desk="operator")).status_code == 404
    for move in ("/open", "/close", "/seat", "/put"):
        assert other.client.post(place(panel, move, "operator")).status_code == 404
    for move in ("/unseat", "/substitute", "/chair", "/challenge"):
        assert other.client.post(seat_place(first, move, "operator")).status_code == 404
    for move in ("/take-out", "/set-aside"):
        assert other.client.post(before(panel, application, move, "operator")).status_code == 404


def test_a_seat_that_is_taken_and_a_full_visit_are_told_at_the_form(on, boss):
    panel = form(on, Stage.SITE)
    visitors(on, panel)
    third = an_evaluator(on, operator=on.visits)

    answer = boss.post(place(panel, "/seat"), {"evaluator": third.id, "part": "first"})

    assert answer.status_code == 422
    assert "자리가 차 있어" in words(answer)
    assert f'value="{third.id}" selected' in answer.content.decode()
    assert boss.post(place(panel, "/seat"), {"evaluator": "", "part": "first"}).status_code == 422
    assert Seat.objects.filter(ended_at=None).count() == 2


def test_what_is_not_due_or_too_soon_is_not_put_and_what_was_ticked_stays(on, boss, clock):
    one = an_application(on)
    panel = form(on, Stage.SITE)
    clock(OPENS)

    late = boss.post(place(panel, "/put"), {"applications": [one.id]})

    assert late.status_code == 422
    assert "7일이 남지 않아" in words(late)
    assert re.search(rf'value="{one.id}"[^>]*checked', late.content.decode())
    assert boss.post(place(panel, "/put"), {}).status_code == 422
    assert not Assessed.objects.exists()


def test_a_panel_that_cannot_open_says_why_on_its_page(on, boss, clock):
    panel, _seats = a_panel(on, Stage.SITE, an_application(on), pledged=False)

    early = boss.post(place(panel, "/open"))
    assert early.status_code == 409
    assert "최초 평가 개시" in words(early)
    clock(OPENS)
    unsworn = boss.post(place(panel, "/open"))
    assert unsworn.status_code == 409
    assert "서약이 끝나지 않아" in words(unsworn)
    assert state_of(panel) == "forming"


def test_from_opening_to_closing_marks_show_only_once_the_panel_is_closed(on, boss, clock):
    application = an_application(on, number="T-9")
    panel, (first, second) = a_panel(on, Stage.SITE, application)
    clock(OPENS)
    assert boss.post(place(panel, "/open")).status_code == 302
    assert boss.post(place(panel, "/open")).status_code == 409
    score(on, first, application, 83, opinion="여든셋의 까닭")
    open_page, one_page = words(boss.get(place(panel))), words(boss.get(before(panel, application)))
    assert "제출함" in one_page
    assert "여든셋의 까닭" not in open_page + one_page
    assert " 83 " not in one_page

    lacking = boss.post(place(panel, "/close"))
    assert lacking.status_code == 409
    assert "모자라" in words(lacking)
    score(on, second, application, 90)
    clock(MEETING)
    assert boss.post(place(panel, "/close")).status_code == 302
    closed, one = words(boss.get(place(panel))), words(boss.get(before(panel, application)))
    assert ("86.50" in closed, "통과" in closed, "여든셋의 까닭" in closed) == (True, True, True)
    assert (" 83 " in one, " 90 " in one) == (True, True)
    assert StageResult.objects.get().passed


@pytest.mark.clause("7-written")
def test_a_committee_elects_its_chair_and_a_member_who_cannot_come_is_replaced(on, boss, clock):
    application = an_application(on)
    decided(on, Stage.SITE, application, 80, 80)
    panel, seats = an_open_panel(on, Stage.WRITTEN, application)
    another = an_evaluator(on)
    clock(MEETING)

    assert boss.post(seat_place(seats[0], "/chair")).status_code == 302
    assert "위원장" in words(boss.get(place(panel)))
    again = boss.post(seat_place(seats[1], "/substitute"), {"evaluator": seats[2].evaluator_id})
    assert again.status_code == 422
    assert "이미 참여하고 있거나" in words(again)
    assert boss.post(seat_place(seats[1], "/substitute"), {"evaluator": another.id}).status_code == 302
    assert boss.get(seat_place(seats[1])).status_code == 404
    assert "자리를 비운 위원" in words(boss.get(place(panel)))
    score(on, seats[0], application, 70)
    assert "제출된 평가표가 있어" in words(boss.post(seat_place(seats[2], "/chair")))


def test_a_challenge_is_recorded_with_number_and_day_and_once(on, boss, clock):
    application = an_application(on)
    panel, (first, _second) = a_panel(on, Stage.SITE, application)
    told = {"application": application.id, "ground": "family", "note": "대표자의 사촌이라고 합니다"}

    assert boss.post(seat_place(first, "/challenge"), told | {"note": ""}).status_code == 422
    assert not Conflict.objects.exists()
    assert boss.post(seat_place(first, "/challenge"), told).status_code == 302
    page = words(boss.get(place(panel)))
    assert ("기피" in page, Conflict.objects.get().number in page) == (True, True)
    twice = boss.post(seat_place(first, "/challenge"), told)
    assert twice.status_code == 422
    assert "이미 기록되어" in words(twice)
    assert "대표자의 사촌이라고 합니다" in twice.content.decode()


def test_an_application_that_too_few_may_score_is_set_aside_and_no_other(on, boss, clock):
    one, two = an_application(on), an_application(on)
    panel, (first, _second) = an_open_panel(on, Stage.SITE, one, two)
    clock(OPENS)
    told = {"application": one.id, "ground": "family", "note": "사촌"}
    boss.post(seat_place(first, "/challenge"), told)

    kept = boss.post(before(panel, two, "/set-aside"))
    assert kept.status_code == 409
    assert "옮기지 않았습니다" in words(kept)
    assert boss.post(before(panel, one, "/set-aside")).status_code == 302
    assert boss.get(before(panel, one)).status_code == 404


def test_who_only_looks_may_not_act(on, clock):
    reviewer = an_officer(Role.COST_REVIEWER, kind="agency", key="agency")
    panel, (first, _second) = a_panel(on, Stage.SITE, an_application(on))
    client = reviewer.client

    assert client.get(place(panel)).status_code == 200
    assert client.get(seat_place(first)).status_code == 200
    for address in (
        "/agency/panels/form",
        "/agency/evaluators/admit",
        place(panel, "/open"),
        seat_place(first, "/unseat"),
    ):
        assert client.post(address).status_code == 404
    assert "평가 시작하기" not in words(client.get(place(panel)))
