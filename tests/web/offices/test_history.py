"""진행현황 and 처리이력: where a case stands with its dates, and who did what when, for the offices alone by name."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

import consultings
import gonggo
import suppliers
from consultings import ASKED_AT
from gonggo.applications import commands
from gonggo.consulting import commands as consulting
from gonggo.journal.models import Access
from gonggo.kernel.actor import Role
from gonggo.pool import commands as pool
from gonggo.web.ui.past import WORDS
from gonggo.wiring.reactions import READERS
from objecting import followed, refused_by
from personas import NOW, an_officer
from results import INSTANT, evaluated, published

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12
LATER = ("agreements", "delivery", "aftercare")


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def history_of(case, desk: str) -> str:
    return f"/{desk}/applications/{case.id}/history"


def test_an_office_reads_who_did_what_when_and_that_it_did_is_logged(case, operator, agency_officer):
    refused_by(agency_officer, case)

    said = words(operator.client.get(history_of(case, "operator")))

    for what in ("신청을 시작함", "접수됨", "부적합으로 정함", agency_officer.person.name, "요건검토"):
        assert what in said, what
    assert re.search(r"자격요건을 판단함 모두 \d+번", said)
    assert said.count("자격요건을 판단함") == 1
    assert said.index("부적합으로 정함") < said.index("신청을 시작함")
    [access] = Access.objects.filter(person_id=operator.person.id, whose=f"company:{case.adopter.company.id}")
    assert access.purpose == "application"


def test_who_has_no_reach_finds_no_history(case, another_operator, personas):
    assert another_operator.client.get(history_of(case, "operator")).status_code == 404
    assert personas["ministry"].client.get(history_of(case, "agency")).status_code == 404
    assert case.adopter.client.get(history_of(case, "operator")).status_code == 404


def test_a_history_costs_the_same_for_one_and_thirty_facts_and_not_too_much(case, operator, costs):
    spent, client = [], operator.client
    for more in (0, 30):
        for place in range(more):
            commands.advise(application_id=case.id, revision=100 + place, at=NOW + timedelta(minutes=place))
        client.get(history_of(case, "operator"))
        with costs() as found:
            assert client.get(history_of(case, "operator")).status_code == 200
        spent.append(found.count)

    assert spent[0] == spent[1] <= MOST_SELECTS


def test_a_company_reads_each_evaluation_its_result_and_its_objection_with_their_days_and_no_finding(monkeypatch):
    made = evaluated()
    third, path = made.companies[2], f"/company/applications/{made.applications[2].id}/history"
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: INSTANT - timedelta(days=1))
    before = words(third.client.get(path))
    assert "현장평가 (마침)" in before
    assert "미선정" not in before

    published(made)
    followed()
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: INSTANT + timedelta(days=1))
    after = words(third.client.get(path))

    for what in ("현장평가", "5월 20일", "선정 결과", "미선정", "7월 5일"):
        assert what in after, (what, after)
    assert "50" not in re.sub(r"\d+:\d+", "", after[after.index("진행현황") : after.index("지금까지")])


def test_a_registration_shows_its_stage_whose_turn_it_is_and_what_was_done(personas):
    case = suppliers.received()
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", name="박등록")
    place = f"/company/pool/{case.again().id}"
    assert "심사와 결정" in words(case.supplier.client.get(place))

    pool.ask_for_correction(registration_id=case.again().id, reason="서류 확인", by=officer.actor, at=NOW)

    said = words(officer.client.get(f"/agency/pool/{case.again().id}"))
    assert ("보완을 요청함" in said, "박등록" in said, "접수됨" in said) == (True, True, True)
    mine = words(case.supplier.client.get(place))
    assert re.search(r"보완 \(지금\)", mine)
    assert "박등록" not in mine


def test_a_request_for_consulting_shows_its_course_to_both_and_its_history_to_the_operator():
    on = consultings.desks()
    request = consultings.asked(on)
    consulting.accept(request_id=request.id, by=on.officer.actor, at=ASKED_AT)

    office = words(on.officer.client.get(f"/operator/consulting/{request.id}"))
    company = words(on.company.client.get(f"/company/consulting/{request.id}"))

    assert ("신청을 수락함" in office, on.officer.person.name in office) == (True, True)
    assert re.search(r"전문가와 방문일 정하기 \(지금\)", company)
    assert "처리이력" not in company


def test_every_fact_about_a_case_has_words_or_is_an_opening():
    rooms = ("applications", "pool", "consulting", "signing", "eligibility", *LATER)
    root = Path(gonggo.__file__).parent
    named = {
        fact
        for room in rooms
        for path in (root / room).rglob("*.py")
        for fact in re.findall(
            r'"((?:application|pool|consulting|consent|eligibility|agreement|delivery|aftercare)\.[a-z_]+)"',
            path.read_text("utf-8"),
        )
    }
    elsewhere = {"application.closes", "application.opens"} | {one.name for one in READERS}
    openings = {one for one in named if one.endswith("opened")}

    assert named - set(WORDS) - openings - elsewhere == set()
