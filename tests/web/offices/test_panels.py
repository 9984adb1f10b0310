"""평가 on the offices' desks: evaluators, panels, what comes before them; each refusal at its form."""

import re
from datetime import datetime

import pytest
from django.conf import settings

from evaluations import (
    MEETING,
    OPENS,
    PLANNED,
    Assessment,
    a_panel,
    a_tie,
    an_application,
    an_assessment,
    an_evaluator,
    an_open_panel,
    decided,
    form,
    pledge,
    put,
    score,
    skip_written,
    state_of,
    take,
    visitors,
)
from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Part, Sector, Stage
from gonggo.evaluation.models import Assessed, Bonus, Conflict, Evaluator, Panel, Seat, StageResult, StageSkipped
from gonggo.kernel.actor import Role
from gonggo.parties.queries import actor_for
from personas import Persona, a_brn, a_person, an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12
LISTS = "/agency/panels/"


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def clock(monkeypatch):
    """The program's clock, to be set; it stands while the stage is planned."""

    def stands_at(moment: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: moment)

    stands_at(PLANNED)
    return stands_at


@pytest.fixture
def on(db: None, clock) -> Assessment:
    return an_assessment()


@pytest.fixture
def boss(on):
    return on.officer.client


@pytest.fixture
def visiting(on) -> Persona:
    """An officer of the operator that visits."""
    return an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.visits)


def place(panel: Panel, more: str = "", desk: str = "agency") -> str:
    return f"/{desk}/panels/{panel.id}{more}"


def seat_place(seat: Seat, more: str = "", desk: str = "agency") -> str:
    return f"/{desk}/panels/{seat.panel_id}/seats/{seat.id}{more}"


def before(panel: Panel, application, more: str = "", desk: str = "agency") -> str:
    return f"/{desk}/panels/{panel.id}/before/{application.number}{more}"


def an_admission(email: str, **changed: str) -> dict[str, str]:
    said = {"email": email, "operator": "", "sector": "academia", "employer": "한빛대학교", "employer_brn": a_brn()}
    return said | {"name-1": "지난연구소", "brn-1": a_brn(), "until-1": "2023-03-01"} | changed


def test_the_agency_admits_a_person_by_their_address_and_gives_the_role(on, boss):
    person = a_person("모평가", email="mo@example.kr")

    assert boss.post("/agency/evaluators/admit", an_admission("mo@example.kr")).status_code == 302

    (row,) = queries.evaluators(on.program.key, of=on.officer.actor)
    assert (row.person_id, row.sector, row.employer) == (person.id, Sector.ACADEMIA, "한빛대학교")
    assert [name for name, _brn, _until in row.employed_before] == ["지난연구소"]
    assert actor_for(person.id, on.officer.actor.organisation).role is Role.EVALUATOR
    page = words(boss.get("/agency/evaluators/"))
    assert "모평가" in page
    assert "학계" in page


def test_an_operator_admits_its_own_experts_and_sees_no_others(on, visiting):
    person = a_person("방문가", email="visits@example.kr")
    an_evaluator(on)

    sent = visiting.client.post("/operator/evaluators/admit", an_admission("visits@example.kr"))

    assert sent.status_code == 302
    assert [row.name for row in queries.evaluators(on.program.key, of=visiting.actor)] == ["방문가"]
    assert actor_for(person.id, visiting.actor.organisation).role is Role.EXPERT
    assert "한평가" not in words(visiting.client.get("/operator/evaluators/"))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"email": "nobody@example.kr"}, "가입한"),
        ({"employer": ""}, "지금 소속을 적어 주세요"),
        ({"employer_brn": "1234567890"}, "사업자등록번호"),
        ({"until-1": ""}, "그만둔 다음 날을 골라 주세요"),
        ({"name-1": ""}, "지난 소속의 이름을 적어 주세요"),
    ],
)
def test_who_cannot_be_admitted_is_told_at_the_field_and_no_role_is_given(on, boss, changed, says):
    person = a_person("모평가", email="mo@example.kr")

    answer = boss.post("/agency/evaluators/admit", an_admission("mo@example.kr") | changed)

    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="2023-03-01"' in answer.content.decode() or "until-1" in changed
    assert not Evaluator.objects.exists()
    assert actor_for(person.id, on.officer.actor.organisation).role is Role.MEMBER


def test_nobody_is_admitted_twice(on, boss):
    evaluator = an_evaluator(on)
    email = on.people[evaluator.id].person.email

    answer = boss.post("/agency/evaluators/admit", an_admission(email))

    assert answer.status_code == 422
    assert "이미 위촉되어" in words(answer)
    assert Evaluator.objects.count() == 1


def test_somebody_is_released_unless_they_sit(on, boss):
    evaluator = an_evaluator(on, operator=on.visits)
    panel = form(on, Stage.SITE)
    seat = take(on, panel, evaluator, Part.FIRST)
    end = f"/agency/evaluators/{evaluator.id}/end"

    assert boss.get(f"/agency/evaluators/{evaluator.id}").status_code == 200
    refused = boss.post(end)
    assert refused.status_code == 409
    assert "해촉하지 않았습니다" in words(refused)

    assert boss.post(seat_place(seat, "/unseat")).status_code == 302
    assert boss.post(end).status_code == 302
    assert boss.post(end).status_code == 409
    assert "이미 해촉" in words(boss.get(f"/agency/evaluators/{evaluator.id}"))


def test_the_agency_takes_the_role_from_who_scores_nowhere_and_the_desk_closes_to_them(on, boss):
    evaluator = an_evaluator(on)
    person, place = evaluator.person_id, f"/agency/evaluators/{evaluator.id}"
    office = on.officer.actor.organisation
    assert "역할 거두기" not in words(boss.get(place))
    assert boss.post(f"{place}/role").status_code == 409  # still admitted
    commands.end_evaluator(evaluator_id=evaluator.id, by=on.officer.actor, at=PLANNED)

    assert "역할 거두기" in words(boss.get(place))
    assert actor_for(person, office).role is Role.EVALUATOR
    assert boss.post(f"{place}/role").status_code == 302
    assert actor_for(person, office).role is not Role.EVALUATOR
    assert "역할 거두기" not in words(boss.get(place))
    assert boss.post(f"{place}/role").status_code == 409


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
