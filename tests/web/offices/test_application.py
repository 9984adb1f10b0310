"""One received application, to read: what was submitted, its papers, its receipt."""

import re
import uuid
from hashlib import sha256

import pytest

from documents.test_forms import words_of
from gonggo.applications import sealed
from gonggo.applications.queries import ref_of
from gonggo.documents.models import StoredFile
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.signing.queries import evidence_of
from gonggo.web.office.case import company_parts
from offices import received
from personas import NOW, an_officer
from world import SECOND, a_joint_application, a_ready_application, place

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12
_SUMS = (
    "합계 내용 산출근거 정부지원금 50,000,000 민간 현금 40,000,000 민간 현물 20,000,000 "
    "견적서가 든 서류 합계 110,000,000"
)


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def paper_of(case, slot: str = "plan") -> tuple[str, str]:
    """(address below the desk, digest) of a paper of the adopter."""
    content = sealed.revision(case.again().sealed_revision_id).content
    party = next(party for party in content["parties"] if party["lead"])
    paper = next(paper for paper in party["papers"] if paper["slot"] == slot)
    return f"applications/{case.id}/papers/{party['company']}/{slot}", paper["sha256"]


def test_the_page_shows_both_companies_their_answers_papers_and_the_receipt(case, operator):
    said = words(operator.client.get(f"/operator/applications/{case.id}"))
    content = sealed.revision(case.again().sealed_revision_id).content

    assert "신청기업(도입기업): 하나정밀" in said
    assert "공급기업: 이음데이터" in said
    for party in content["parties"]:
        assert [paper["sha256"] for paper in party["papers"] if paper["sha256"] not in said] == []
    assert f"{case.again().number}-1" in said
    assert "2024년 4월 29일(월) 10:00:00.000" in said
    assert "사업비 내역 비목 내용 산출근거 정부지원금 민간 현금 민간 현물 견적서가 든 서류 합계 인건비" in said
    assert _SUMS in said


@pytest.mark.clause("5-documents")
def test_each_consent_stands_beside_the_papers_and_is_taken_as_a_pdf_on_record(case, operator, agency_officer):
    page = operator.client.get(f"/operator/applications/{case.id}")
    lines = [line for company in page.context["case"].companies for line in company.consents]

    said = words(page)
    answers = [
        persona.client.post(f"/{desk}/applications/{case.id}/consents/{lines[0].id}")
        for desk, persona in (("operator", operator), ("agency", agency_officer))
    ]

    assert len(lines) == 10
    assert "서식 2 기업(신용)정보 수집·이용·제공·조회 동의서 기업 ·" in said
    assert "서식 3 개인(기업)정보 활용동의서 김하나 ·" in said
    for answer in answers:
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer["Content-Disposition"].startswith("attachment")
        assert "하나정밀" in words_of(answer.content)
    noted = [entry for entry in timeline(ref_of(case.id)) if entry.name == "application.consent_opened"]
    assert [entry.data["consent"] for entry in noted] == [str(lines[0].id)] * 2


@pytest.mark.parametrize("who", ["another_operator", "ministry", "stranger"])
def test_a_consent_is_not_there_for_others_nor_one_of_another_application(case, operator, request, who):
    persona = request.getfixturevalue(who)
    given = evidence_of(ref_of(case.id))[0].id
    where = f"applications/{case.id}/consents"

    found = [persona.client.post(f"/{desk}/{where}/{given}").status_code for desk in ("operator", "agency")]

    assert found == [404, 404]
    assert operator.client.post(f"/operator/{where}/{uuid.uuid4()}").status_code == 404
    assert operator.client.get(f"/operator/{where}/{given}").status_code == 405
    assert [e.name for e in timeline(ref_of(case.id)) if e.name == "application.consent_opened"] == []


def test_the_page_says_which_stage_it_is_what_comes_next_and_who_acts(case, operator):
    page = operator.client.get(f"/operator/applications/{case.id}").content.decode()
    shown = case.program.stages
    place = next(i for i, stage in enumerate(shown) if stage.window == "application")

    assert page.count('aria-current="step"') == 1
    told = re.search(r'<ol class="g-line slim">.*?</ol>', page, re.S).group()
    assert [stage.label.ko for stage in shown if f"<b>{stage.label.ko}</b>" in told] == [
        stage.label.ko for stage in shown[place : place + 4]
    ]
    assert [stage.who.ko for stage in shown[place : place + 4] if stage.who.ko not in told] == []


def test_only_those_whose_it_is_find_the_application(case, operator, another_operator, personas):
    agency_officer, ministry, owner = (personas[name] for name in ("agency_officer", "ministry", "owner"))
    found = {
        "its operator": operator.client.get(f"/operator/applications/{case.id}").status_code,
        "another operator": another_operator.client.get(f"/operator/applications/{case.id}").status_code,
        "the agency": agency_officer.client.get(f"/agency/applications/{case.id}").status_code,
        "the ministry": ministry.client.get(f"/agency/applications/{case.id}").status_code,
        "its company": case.adopter.client.get(f"/operator/applications/{case.id}").status_code,
        "a company": owner.client.get(f"/agency/applications/{case.id}").status_code,
        "nothing there": agency_officer.client.get(f"/agency/applications/{uuid.uuid4()}").status_code,
    }

    assert found == {
        "its operator": 200,
        "another operator": 404,
        "the agency": 200,
        "the ministry": 404,
        "its company": 404,
        "a company": 404,
        "nothing there": 404,
    }


def test_an_application_that_is_not_received_is_not_there_for_an_office(agency_officer):
    case = a_ready_application()

    assert agency_officer.client.get(f"/agency/applications/{case.id}").status_code == 404


def test_a_paper_is_handed_out_as_an_attachment_and_the_reading_is_on_record(case, operator):
    where, digest = paper_of(case)

    answer = operator.client.post(f"/operator/{where}", {"sha256": digest})

    assert (answer.status_code, answer["Content-Disposition"]) == (200, 'attachment; filename="plan.pdf"')
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    answer.close()
    noted = [entry for entry in timeline(ref_of(case.id)) if entry.name == "application.paper_opened"]
    assert [(entry.person_id, entry.data["slot"]) for entry in noted] == [(operator.person.id, "plan")]


def test_the_paper_handed_out_is_the_one_submitted_whatever_came_later(case, operator):
    where, digest = paper_of(case)
    place(case, case.adopter, "plan", words="나중에 바꾼 계획서")

    answer = operator.client.post(f"/operator/{where}", {"sha256": digest})

    assert (answer.status_code, sha256(b"".join(answer.streaming_content)).hexdigest()) == (200, digest)
    answer.close()


@pytest.mark.parametrize("who", ["another_operator", "ministry", "stranger"])
def test_a_paper_is_not_there_for_others_and_nothing_is_recorded(case, request, who):
    persona = request.getfixturevalue(who)
    where, digest = paper_of(case)

    found = [persona.client.post(f"/{desk}/{where}", {"sha256": digest}).status_code for desk in ("operator", "agency")]

    assert found == [404, 404]
    assert [e.name for e in timeline(ref_of(case.id)) if e.name == "application.paper_opened"] == []


def test_a_paper_of_another_digest_or_by_get_is_not_handed_out(case, operator):
    where, _ = paper_of(case)

    assert operator.client.post(f"/operator/{where}", {"sha256": "0" * 64}).status_code == 404
    assert operator.client.get(f"/operator/{where}").status_code == 405


def test_reading_an_application_costs_the_same_however_much_is_in_it(case, operator, costs):
    client = operator.client
    with costs() as spent:
        client.get(f"/operator/applications/{case.id}")

    assert spent.count <= MOST_SELECTS, str(spent)


@pytest.mark.parametrize(
    ("scan", "hold", "says"),
    [
        ("waiting", "none", "악성코드 검사 중"),
        ("not_scanned", "none", "악성코드 검사하지 않음"),
        ("clean", "released", "악성코드 없음 확인됨 · 담당자 확인됨: 지면만 고침"),
        ("clean", "held", "악성코드 없음 확인됨 · 보류: 담당자 확인 필요 · 비고: "),
        ("infected", "none", "악성코드 발견: 내려받을 수 없음"),
    ],
)
def test_each_paper_says_where_it_stands_with_the_scanner_and_the_hold(case, operator, scan, hold, says):
    _, digest = paper_of(case)
    StoredFile.objects.filter(sha256=digest).update(
        scan=scan,
        hold=hold,
        traits=["pdf.javascript"] if hold == "held" else [],
        scanned_at=NOW if scan in {"clean", "infected"} else None,
        released_at=NOW if hold == "released" else None,
        released_by=operator.person.id if hold == "released" else None,
        release_reason="지면만 고침" if hold == "released" else "",
    )

    said = words(operator.client.get(f"/operator/applications/{case.id}"))

    assert f"SHA-256 {digest} {says}" in said


def test_a_second_received_application_shows_its_own(case, agency_officer):
    other = received(a_ready_application())

    said = words(agency_officer.client.get(f"/agency/applications/{other.id}"))

    assert (other.again().number in said, case.again().number in said) == (True, False)


@pytest.mark.clause("2-new", "3-joint")
def test_of_several_adopters_the_budgets_are_added_up_for_the_offices_and_for_who_scores():
    case, second = a_joint_application()
    received(case)
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    content = sealed.revision(case.again().sealed_revision_id).content

    said = words(operator.client.get(f"/operator/applications/{case.id}"))
    parts = company_parts(case.program, content["track"], content["parties"], names={}, brns={}, states=None)

    sums = "정부지원금 60,000,000원 기업부담 현금 45,000,000원 기업부담 현물 20,000,000원 총사업비 125,000,000원"
    assert f"함께 신청한 기업의 사업비 합계 {sums} 정부지원금 비율 48.00%" in said
    assert f"{int(SECOND['government']):,}" in said
    assert [part.sections[-1].label.ko for part in parts if part.is_lead] == ["함께 신청한 기업의 사업비 합계"]
    assert [[one.label.ko for one in part.sections] for part in parts if part.id == second.company.id] == [
        ["기업 현황", "사업비"]
    ]
