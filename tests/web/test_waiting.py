"""처리할 업무: what waits for whom, read by one statement, until it is done or can no longer be done."""

import io
import re
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

import consultings
import suppliers
from consultings import ASKED_AT, VISIT_ON
from costs import costs  # noqa: F401  # a fixture
from gonggo.applications import commands
from gonggo.consulting import commands as consulting
from gonggo.documents.commands import receive
from gonggo.journal.commands import record_access, review_accesses
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.pool import commands as pool
from gonggo.pool.queue import due
from gonggo.web.ui.waiting import Contributor, register, waiting
from gonggo.wiring.waiting import WAITING
from offices import as_many_more, hold, received
from personas import NOW, an_officer, an_owner
from world import a_complete_draft, a_draft, a_pdf, a_ready_application, consent

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12


def asked_of(persona, at: datetime = NOW) -> list[tuple[str, str, int]]:
    return [(line.what, line.whose, line.count) for line in waiting(persona.actor, at=at)]


def test_a_draft_waits_for_its_company_until_the_closing_instant_and_not_for_a_viewer():
    case = a_draft()
    closes = case.program.window("application").closes

    before = waiting(case.colleague.actor, at=closes - timedelta(seconds=1))

    url = f"/company/applications/{case.id}"
    assert [(one.what, one.due, one.url) for one in before] == [("과제신청 이어서 작성하고 제출하기", closes, url)]
    assert asked_of(case.colleague, closes) == []
    assert asked_of(an_owner("최낯선", company_name="먼나라")) == []


def test_an_invitation_waits_for_the_company_that_was_asked_and_names_who_asks():
    case, guest = a_draft(), an_owner("최새로", company_name="새로정보")
    party = commands.invite_party(
        application_id=case.id,
        role="supplier",
        brn=guest.company.brn,
        email="a@example.kr",
        by=case.adopter.actor,
        at=NOW,
    )

    assert asked_of(guest) == [("참여 요청에 답하기", "하나정밀", 1)]
    commands.decline_party(party_id=party.id, by=guest.actor, at=NOW)
    assert asked_of(guest) == []


def test_a_seal_waits_for_the_consent_of_each_company_until_it_is_given():
    case = a_complete_draft()
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    wanted = ("확인을 마친 신청에 동의하기", "", 1)

    assert wanted in asked_of(case.adopter)
    assert wanted in asked_of(case.supplier)
    consent(case, case.supplier)

    assert wanted in asked_of(case.adopter)
    assert wanted not in asked_of(case.supplier)


def test_a_registration_waits_for_the_agency_by_its_business_days_and_asked_for_correction_for_its_company():
    case = suppliers.received()
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency")

    [line] = [one for one in waiting(officer.actor, at=NOW) if one.url == "/agency/pool/"]
    assert (line.count, line.due) == (1, due(case.program, case.again().complete_at).last)
    pool.ask_for_correction(registration_id=case.id, reason="서류 확인", by=officer.actor, at=NOW)

    assert "/agency/pool/" not in [one.url for one in waiting(officer.actor, at=NOW)]
    assert asked_of(case.supplier) == [("풀 등록 보완요청에 답하기", "", 1)]


def test_a_request_waits_for_its_operator_then_for_its_expert_and_for_no_other():
    on = consultings.desks()
    other = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.program.operators[1].key)
    request = consultings.asked(on)
    assert asked_of(on.officer, ASKED_AT) == [("사전진단 신청을 맡을지 정하기", "", 1)]

    consulting.accept(request_id=request.id, by=on.officer.actor, at=ASKED_AT)
    assert asked_of(on.officer, ASKED_AT) == [("사전진단 전문가와 방문일 정하기", "", 1)]
    consultings.assign(on, request.id)

    assert asked_of(on.officer, ASKED_AT) == asked_of(other, ASKED_AT) == []
    [visit] = waiting(on.expert.actor, at=ASKED_AT)
    assert (visit.what, visit.whose, visit.due) == ("방문하고 보고서 제출하기", "하나정밀", VISIT_ON)


def test_open_verdicts_held_papers_and_claims_are_counted_for_the_offices_that_decide():
    case = received(a_ready_application())
    hold(case)
    commands.screen_due(now=case.program.moment("application.closes"))
    mine = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    other = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[1].key)
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency")

    words = [what for what, _, _ in asked_of(agency)]

    assert {"자격요건 판단하기", "보류 서류 확인하기", "기업 등록 확인하기"} <= set(words)
    assert {what for what, _, _ in asked_of(mine)} == {"자격요건 판단하기", "보류 서류 확인하기"}
    assert asked_of(other) == []


def test_a_paper_that_came_after_the_seal_is_not_told_to_the_offices():
    case = received(a_ready_application())
    later = NOW + timedelta(hours=1)
    document = receive(
        io.BytesIO(a_pdf("나중 것")), declared_name="plan.pdf", size_limit=10**6, by=case.adopter.actor, at=later
    )
    commands.place_paper(application_id=case.id, slot="plan", document_id=document.id, by=case.adopter.actor, at=later)
    hold(case)
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency")

    assert "보류 서류 확인하기" not in [what for what, _, _ in asked_of(agency, later)]


def test_last_month_of_the_access_log_waits_until_the_office_has_gone_through_it():
    officer = an_officer(Role.AGENCY_LEAD, kind="agency")
    april, may = datetime.fromisoformat("2024-04-20T10:00+09:00"), datetime.fromisoformat("2024-05-02T10:00+09:00")
    with transaction.atomic():
        record_access(
            "application.opened", subject=Ref(Kind.APPLICATION, uuid4()), whose=(Ref(Kind.COMPANY, uuid4()),),
            purpose=Purpose.APPLICATION, origin="198.51.100.7", by=officer.actor, at=april,
        )  # fmt: skip

    assert asked_of(officer, april) == []
    assert asked_of(officer, may) == [("지난달 접속기록 점검하기", "", 1)]
    review_accesses(month=date(2024, 4, 1), by=officer.actor, at=may)
    assert asked_of(officer, may) == []


@pytest.mark.parametrize("desk", ["company", "operator", "agency"])
def test_the_page_costs_the_same_for_one_three_and_thirty_rows(desk, costs):  # noqa: F811
    case = received(a_ready_application())
    commands.screen_due(now=case.program.moment("application.closes"))
    persona = {
        "company": case.adopter,
        "operator": an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key),
        "agency": an_officer(Role.AGENCY_OFFICER, kind="agency"),
    }[desk]
    spent = []
    for more in (1, 2, 27):
        for _ in range(more):
            commands.start_application(
                program_key=case.program.key, track="new", type=case.program.types[0].key,
                operator=case.program.operators[0].key, another=uuid4(), by=case.adopter.actor, at=NOW,
            )  # fmt: skip
        as_many_more(case, more)
        with costs() as found:
            answer = persona.client.get(f"/{desk}/waiting/")
        assert answer.status_code == 200
        spent.append(found.count)

    assert spent[0] <= MOST_SELECTS, str(found)
    assert len(set(spent)) == 1


def test_who_signs_in_at_an_office_meets_first_what_waits():
    client = an_officer(Role.AGENCY_OFFICER, kind="agency").client

    assert client.get("/accounts/enter/")["Location"] == "/agency/waiting/"
    assert "지금 처리할 업무가 없습니다" in re.sub("<[^>]+>", "", client.get("/agency/waiting/").content.decode())


def test_two_contributors_of_one_kind_are_refused():
    with pytest.raises(ValueError, match="same kind"):
        register([*WAITING, WAITING[0]])

    assert isinstance(WAITING[0], Contributor)
