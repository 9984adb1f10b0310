"""A visit in Chromium, from the first evaluator to the result: no axe violation, nothing wider than the window."""

from datetime import datetime

import pytest
from django.conf import settings

from browsing import looked_at, reader
from evaluations import MEETING, OPENS, PLANNED, an_application, an_assessment, an_evaluator, pledge, score
from gonggo.evaluation.models import Evaluator, Panel, Seat, StageResult
from gonggo.kernel.actor import Role
from personas import an_officer

pytestmark = pytest.mark.browser
REFUSES = ("status of 409", "status of 422")
"""What Chromium says of a form that was shown again with its reason."""


def test_a_visit_is_formed_filled_by_a_proposal_opened_and_closed_in_a_browser(house, chromium, monkeypatch):
    on = an_assessment()
    application = an_application(on, number="T-1")
    second = an_evaluator(on, operator=on.visits, employer="다른대학교")
    expert = an_officer(Role.EXPERT, kind="operator", key=on.visits, name="모방문")
    found = {}

    def stands_at(moment: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: moment)

    def look(place: str) -> None:
        barriers, wider, complaints = looked_at(page)
        unforeseen = [one for one in complaints if not any(answer in one for answer in REFUSES)]
        found[place] = (barriers, wider, unforeseen)

    stands_at(PLANNED)
    page = reader(chromium, house, on.officer)
    page.goto("/agency/evaluators/admit")
    look("admit")
    page.get_by_label("가입한 이메일").fill(expert.person.email)
    page.get_by_label("평가하는 곳").select_option(on.visits)
    page.get_by_label("산업계").check()
    page.get_by_role("button", name="위촉하기").click()
    page.get_by_role("link", name="지금 소속을 적어 주세요").wait_for()
    look("admit, something missing")
    page.get_by_label("지금 소속", exact=True).fill("모대학교")
    page.get_by_role("button", name="위촉하기").click()
    page.get_by_role("link", name="모방문").wait_for()
    look("evaluators")
    first = Evaluator.objects.get(person_id=expert.person.id)
    on.people[first.id] = expert
    page.goto(f"/agency/evaluators/{first.id}")
    look("evaluator")

    page.goto("/agency/panels/form?stage=site")
    look("form")
    page.get_by_label("방문하는 기관").select_option(on.visits)
    page.get_by_label("이름").fill("1반")
    page.get_by_label("평가일").fill("2024-05-20")
    page.get_by_role("button", name="구성하기").click()
    page.get_by_role("heading", name="1반").wait_for()
    look("empty panel")
    panel = Panel.objects.get()
    for evaluator, part in ((first, "정"), (second, "부")):
        page.get_by_role("link", name="위원 배정하기").click()
        page.get_by_label("평가위원").select_option(str(evaluator.id))
        page.get_by_label(part, exact=True).check()
        look("seat")
        page.get_by_role("button", name="배정하기").click()
        page.wait_for_url(f"**/panels/{panel.id}")
    page.goto(f"/agency/panels/{panel.id}/put")
    look("put")
    page.goto("/agency/panels/propose?stage=site")
    look("load")
    page.get_by_role("button", name="제안 보기").click()
    page.get_by_role("button", name="고른 과제 배정하기").wait_for()
    look("proposal")
    page.get_by_role("button", name="고른 과제 배정하기").click()
    page.get_by_role("link", name="1반").click()
    page.get_by_role("button", name="평가 시작하기").click()
    page.get_by_text("최초 평가 개시(2024-05-20 09:00) 전이어서").wait_for()
    look("refused panel")

    seats = list(Seat.objects.select_related("panel").order_by("seated_at"))
    for seat in seats:
        pledge(on, seat)
    stands_at(OPENS)
    page.get_by_role("button", name="평가 시작하기").click()
    page.get_by_text("평가를 시작했습니다").wait_for()
    look("open panel")
    page.get_by_role("link", name="모방문").click()
    page.get_by_role("heading", name="모방문").wait_for()
    look("seat of an open panel")
    page.goto(f"/agency/panels/{panel.id}/before/T-1")
    look("application of an open panel")
    for seat, points in zip(seats, (80, 91), strict=True):
        score(on, seat, application, points)
    stands_at(MEETING)
    page.goto(f"/agency/panels/{panel.id}")
    page.get_by_role("button", name="평가 끝내기").click()
    page.get_by_role("dialog").get_by_role("button", name="평가 끝내기").click()
    page.get_by_text("결과를 확정했습니다").wait_for()
    assert page.get_by_text("85.50").is_visible()
    look("closed panel")
    page.get_by_role("link", name="T-1").click()
    page.get_by_role("heading", name="위원과 평가표").wait_for()
    look("application of a closed panel")
    for place in (
        f"/agency/applications/{application.id}/bonus",
        "/agency/panels/skip?stage=written",
        "/agency/panels/",
    ):
        page.goto(place)
        look(place)

    assert StageResult.objects.get().passed
    assert {place: what for place, what in found.items() if what != ([], 0, [])} == {}
