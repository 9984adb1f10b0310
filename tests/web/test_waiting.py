"""처리할 업무: what waits for whom, read by one statement, until it is done or can no longer be done."""

import io
import re
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

import consultings
import suppliers
from consultings import ASKED_AT, VISIT_ON
from costs import costs  # noqa: F401  # a fixture
from evaluations import OPENS, PLANNED, a_panel, an_application, an_assessment, close, open_up, score, skip_written
from gonggo.applications import commands, screening
from gonggo.applications.models import Supplement
from gonggo.consulting import commands as consulting
from gonggo.documents.commands import receive
from gonggo.documents.models import StoredFile
from gonggo.evaluation.definition import Stage as EvaluationStage
from gonggo.journal.commands import record_access, review_accesses
from gonggo.journal.models import Entry
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.messages.letters import queries as letters
from gonggo.messages.letters.commands import read_letter
from gonggo.objections import commands as objections
from gonggo.pool import commands as pool
from gonggo.pool.queue import due
from gonggo.selection import commands as selecting
from gonggo.web.ui.waiting import Contributor, register, waiting
from gonggo.wiring.waiting import WAITING
from objecting import refused_by
from offices import as_many_more, hold, received
from personas import NOW, Persona, an_officer, an_owner
from results import DRAWN, INSTANT, evaluated
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
    wanted = ("확인을 마친 신청에 동의하기", case.again().number, 1)

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
    assert asked_of(case.supplier) == [("풀 등록 보완요청에 답하기", case.again().number, 1)]


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


def screened(case) -> tuple[datetime, Persona, Persona]:
    """The deadline is over and the application judged; nothing is left open."""
    closes = case.program.moment("application.closes")
    commands.screen_due(now=closes)
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency")
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown":
            commands.find_verdict(
                application_id=case.id, verdict_id=row.id, answer="met", reason="확인", by=agency.actor, at=closes
            )
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    return closes, agency, operator


def asked(case, by: Persona, at: datetime) -> Supplement:
    return commands.ask_supplement(
        application_id=case.id, company_id=case.adopter.company.id, items={"national-tax": "expired"},
        reason="기한이 지났습니다", by=by.actor, at=at,
    )  # fmt: skip


def handed_in(supplement, by: Persona, at: datetime) -> UUID:
    pdf = receive(io.BytesIO(a_pdf("새것")), declared_name="a.pdf", size_limit=10**6, by=by.actor, at=at)
    commands.hand_in(supplement_id=supplement.id, slot="national-tax", document_id=pdf.id, by=by.actor, at=at)
    return pdf.id


def of_screening(persona, at: datetime) -> list[str]:
    words = ("보완", "적합", "보류")
    return sorted(what for what, _, _ in asked_of(persona, at) if any(word in what for word in words))


def test_a_supplement_waits_for_its_company_until_its_day_and_once_answered_for_the_offices_until_decided():
    case = received(a_ready_application())
    closes, agency, operator = screened(case)
    assert of_screening(agency, closes) == ["적합 여부 정하기"]
    assert of_screening(operator, closes) == []

    supplement = asked(case, operator, closes)
    [line] = [one for one in waiting(case.adopter.actor, at=closes) if one.what == "과제신청 보완하기"]
    assert (line.due, line.url) == (supplement.due_on, f"/company/applications/{case.id}/supplement")
    assert (of_screening(agency, closes), of_screening(case.supplier, closes)) == ([], [])
    assert of_screening(case.adopter, closes + timedelta(days=30)) == []

    handed_in(supplement, case.adopter, closes)
    commands.answer_supplement(supplement_id=supplement.id, by=case.adopter.actor, at=closes)
    assert of_screening(case.adopter, closes) == []
    assert of_screening(agency, closes) == of_screening(operator, closes) == ["제출된 보완 확인하기"]

    commands.find_eligible(application_id=case.id, by=agency.actor, at=closes)
    assert of_screening(agency, closes) == of_screening(operator, closes) == []


def test_a_line_leads_to_the_list_narrowed_to_what_it_counts():
    case = received(a_ready_application())
    closes, agency, _ = screened(case)

    [line] = [one for one in waiting(agency.actor, at=closes) if one.what == "적합 여부 정하기"]

    assert line.url == f"/agency/?program={case.program.key}&state=received"


def test_a_held_paper_of_a_supplement_waits_for_the_offices():
    case = received(a_ready_application())
    closes, agency, operator = screened(case)
    document = handed_in(asked(case, operator, closes), case.adopter, closes)
    StoredFile.objects.filter(documents__id=document).update(scan="clean", scanned_at=closes, hold="held")

    assert of_screening(agency, closes) == of_screening(operator, closes) == ["보완한 보류 서류 확인하기"]


def test_a_letter_waits_for_its_company_until_somebody_opens_it_and_an_objection_for_who_had_no_part():
    case = received(a_ready_application())
    refuser, other = (an_officer(Role.AGENCY_OFFICER, kind="agency", name=name) for name in ("박거절", "유다름"))
    at = refused_by(refuser, case)
    [letter] = letters.letters(of=case.adopter.actor)
    assert [(one.due, one.url) for one in waiting(case.adopter.actor, at=at)] == [
        (letter.until_on, f"/company/letters/{letter.id}")
    ]

    for _ in range(2):
        read_letter(letter_id=letter.id, by=case.adopter.actor, at=at)
    assert asked_of(case.adopter, at) == []
    assert Entry.objects.filter(name="letter.read").count() == 1
    objection = objections.file_objection(
        program=case.program, of_decision=letters.of_decision(letter), ground="facts", text="완납했습니다",
        by=case.adopter.actor, at=at,
    )  # fmt: skip

    [line] = [one for one in waiting(other.actor, at=at) if one.what == "이의신청에 답하기"]
    assert (line.count, line.due, line.url) == (1, objection.due_on, "/agency/objections/")
    assert "이의신청에 답하기" not in [what for what, _, _ in asked_of(refuser, at)]
    objections.dismiss(objection_id=objection.id, answer="그대로입니다", by=other.actor, at=at)
    assert "이의신청에 답하기" not in [what for what, _, _ in asked_of(other, at)]


def of_evaluation(persona, at: datetime) -> dict[str, int]:
    words = ("평가", "선정", "자리")
    return {what: count for what, _, count in asked_of(persona, at) if any(word in what for word in words)}


def test_who_convenes_has_what_is_before_no_panel_and_panels_to_open_and_to_close():
    on = an_assessment()
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.looks_after)
    visiting = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=on.visits)
    one = an_application(on)
    an_application(on)
    assert of_evaluation(on.officer, PLANNED) == {"평가반과 평가위원회에 배정하기": 2}
    assert of_evaluation(operator, PLANNED) == {"평가반에 배정하기": 2}

    panel, seats = a_panel(on, EvaluationStage.SITE, one)
    assert of_evaluation(operator, PLANNED) == {"평가반에 배정하기": 1}
    assert of_evaluation(visiting, PLANNED) == {"평가반 구성하고 열기": 1}
    assert "평가위원회 구성하고 열기" not in of_evaluation(on.officer, PLANNED)
    open_up(on, panel)
    assert of_evaluation(visiting, PLANNED) == {}
    assert of_evaluation(visiting, OPENS) == {"평가 종료하기": 1}

    for seat in seats:
        score(on, seat, one, 80)
    close(on, panel)
    assert of_evaluation(visiting, OPENS) == {}
    assert of_evaluation(operator, OPENS) == {"평가반에 배정하기": 1}
    assert of_evaluation(on.officer, OPENS) == {"평가반과 평가위원회에 배정하기": 2}  # one for the visit, one after it
    skip_written(on)
    a_panel(on, EvaluationStage.INTERVIEW, one)
    assert of_evaluation(on.officer, OPENS) == {"평가반과 평가위원회에 배정하기": 1, "평가위원회 구성하고 열기": 1}


def test_a_list_waits_for_two_and_for_its_instant_and_a_place_given_up_for_the_next_in_reserve():
    made = evaluated()
    told = {"by": made.officer.actor, "at": DRAWN}
    first, second = made.officer, made.second_officer
    confirm = {"선정 명단 확정하기": 1}
    drawn = selecting.draw_up(program=made.on.program.key, **told)
    assert of_evaluation(first, DRAWN) == of_evaluation(second, DRAWN) == confirm
    selecting.support(round_id=drawn.id, digest=drawn.digest, **told)
    assert (of_evaluation(first, DRAWN), of_evaluation(second, DRAWN)) == ({}, confirm)
    selecting.confirm(round_id=drawn.id, digest=drawn.digest, by=second.actor, at=DRAWN)
    assert of_evaluation(first, DRAWN) == {"선정 결과의 공개 시각 정하기": 1}
    selecting.announce(round_id=drawn.id, publish_at=INSTANT, **told)
    selecting.publish_due(now=INSTANT)
    assert of_evaluation(first, INSTANT) == {}

    selecting.give_up(application_id=made.applications[0].id, reason="자금", by=made.companies[0].actor, at=INSTANT)
    [line] = [one for one in waiting(first.actor, at=INSTANT) if one.what == "빈 자리에 예비 과제 올리기"]
    ends = made.on.program.moment("reserve.ends")
    assert (line.count, line.due, line.url) == (1, ends, f"/agency/selection/?program={made.on.program.key}")
    assert of_evaluation(first, ends) == {}
    cell = (made.applications[0].track, made.applications[0].type)
    selecting.promote(round_id=drawn.id, cell=cell, by=first.actor, at=INSTANT)
    assert of_evaluation(first, INSTANT) == {}


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
