"""What comes before which panel: proposals, a stage that is skipped, bonus points; and what these pages cost."""

import re

import pytest

from convening import LISTS, before, words
from evaluations import (
    MEETING,
    OPENS,
    a_panel,
    a_tie,
    an_application,
    an_evaluator,
    decided,
    pledge,
    score,
    skip_written,
    take,
)
from gonggo.evaluation import commands
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed, Bonus, Panel, Seat, StageSkipped

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12


@pytest.mark.clause("7-written")
def test_a_proposal_shows_load_and_conflicts_and_what_is_ticked_is_put(on, boss):
    applications = [an_application(on, number=f"T-{place}") for place in range(3)]
    skip_written(on)
    for one in applications:
        decided(on, Stage.SITE, one, 80, 80)
    panel, seats = a_panel(on, Stage.INTERVIEW, applications[0], pledged=False)
    pledge(on, seats[0], a_tie(applications[0]))
    boss.post(before(panel, applications[0], "/take-out"))
    take(on, panel, an_evaluator(on))
    asked = "/agency/panels/propose?stage=interview"

    assert "1 이상" in words(boss.post(asked, {"most": "0"}))
    shown = boss.post(asked, {"most": "2"})
    said = words(shown)
    assert "1건 남습니다" in said
    lines = re.findall(r'name="placed" value="([^"]+)"', shown.content.decode())
    assert len(lines) == 2
    assert not Assessed.objects.filter(stage="interview", ended_at=None).exists()

    form_told = {"stage": "interview", "program": on.program.key, "line": lines}
    assert boss.post("/agency/panels/accept", form_told).status_code == 422
    assert boss.post("/agency/panels/accept", form_told | {"placed": lines[:1]}).status_code == 302
    assert Assessed.objects.filter(stage="interview", ended_at=None).count() == 1
    again = boss.post("/agency/panels/accept", form_told | {"placed": lines})
    assert again.status_code == 422
    assert "이미 배정된" in words(again)
    assert Assessed.objects.filter(stage="interview", ended_at=None).count() == 1
    everything = boss.post(asked, {"most": "9"})
    assert "한평가: 그 기업 사람의 가족" in words(everything) or lines[0].startswith(str(applications[0].id))


def test_the_agency_skips_the_stage_that_may_be_skipped_once_and_no_other(on, boss, visiting):
    asked = "/agency/panels/skip?stage=written"

    assert boss.post(asked, {"reason": " "}).status_code == 422
    assert not StageSkipped.objects.exists()
    assert boss.post(asked, {"reason": "신청이 적어 생략함"}).status_code == 302
    assert "신청이 적어 생략함" in words(boss.get(f"{LISTS}?stage=written"))
    twice = boss.post(asked, {"reason": "다시"})
    assert twice.status_code == 422
    assert "생략하기로 정한" in words(twice)
    assert boss.get("/agency/panels/skip?stage=site").status_code == 404
    assert visiting.client.post(asked, {"reason": "남의 일"}).status_code == 404


def test_bonus_points_are_fixed_before_the_first_assessment_and_within_the_most(on, boss, clock):
    application = an_application(on)
    address = f"/agency/applications/{application.id}/bonus"

    assert boss.post(address, {"ground": "여성기업", "points": "3"}).status_code == 302
    assert "여성기업 3" in words(boss.get(address))
    for told, says in (
        ({"ground": "여성기업", "points": "1"}, "이미"),
        ({"ground": "재난지역", "points": "3"}, "5점"),
        ({"ground": "", "points": "1"}, "가점 사유를 적어 주세요"),
    ):
        answer = boss.post(address, told)
        assert answer.status_code == 422
        assert says in words(answer)
    clock(OPENS)
    assert "최초 평가 개시" in words(boss.post(address, {"ground": "재난지역", "points": "1"}))
    assert [bonus.points for bonus in Bonus.objects.all()] == [3]


def pages_of(panel: Panel, seat: Seat, number: str) -> list[str]:
    one = f"/agency/panels/{panel.id}"
    lists = [f"{LISTS}?stage={panel.stage}", "/agency/panels/form", "/agency/evaluators/"]
    own = [one, f"{one}/seats/{seat.id}", f"{one}/before/{number}"]
    forms = [f"{one}/seat", f"{one}/put", f"/agency/panels/propose?stage={panel.stage}", "/agency/evaluators/admit"]
    return [*lists, f"/agency/evaluators/{seat.evaluator_id}", *own, *forms]


def spent_on(client, pages: list[str], costs) -> dict[str, int]:
    found = {}
    for page in pages:
        with costs() as spent:
            assert client.get(page).status_code == 200, page
        found[re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|T-\d+", "ID", page)] = spent.count
    return found


@pytest.mark.parametrize("state", ["forming", "open", "closed"])
def test_pages_cost_the_same_for_one_three_and_thirty_and_never_more_than_twelve_selects(on, boss, costs, clock, state):
    found = []
    for many in (1, 3, 30):
        applications = [an_application(on, number=f"T-{many}{place:03}") for place in range(many)]
        panel, seats = a_panel(on, Stage.SITE, *applications)
        for _ in range(many):
            an_evaluator(on, operator=on.visits)
        if state != "forming":
            commands.open_panel(panel_id=panel.id, by=on.officer.actor, at=OPENS)
        if state == "closed":
            for seat in seats:
                for one in applications:
                    score(on, seat, one, 80)
            commands.close_panel(panel_id=panel.id, by=on.officer.actor, at=MEETING)
        found.append(spent_on(boss, pages_of(panel, seats[0], applications[0].number), costs))

    assert found[0] == found[1] == found[2]
    assert {page: count for page, count in found[0].items() if count > MOST_SELECTS} == {}
