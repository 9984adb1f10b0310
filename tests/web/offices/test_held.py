"""A paper that can act is held until an officer has looked and says why it may be opened."""

import io
import re
from datetime import timedelta

import pytest
from django.conf import settings

from gonggo.applications import commands
from gonggo.applications.queries import ref_of
from gonggo.documents import queries as documents
from gonggo.documents.commands import receive
from gonggo.documents.models import StoredFile
from gonggo.documents.states import Hold
from gonggo.journal.models import Access
from gonggo.journal.queries import timeline
from offices import hold, received
from personas import NOW
from world import a_pdf, a_ready_application, place

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12
REASON = "글꼴만 고르는 스크립트라 열어도 됨"


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def state_of(document_id) -> Hold:
    return documents.document(document_id).hold


def released(case) -> list[str]:
    return [line.name for line in timeline(ref_of(case.id)) if line.name == "application.paper_released"]


def test_held_papers_are_listed_with_what_was_found(case, operator):
    hold(case)
    hold(
        case,
        next(p.slot for p in case.program.papers_of("supplier") if p.kind == "upload"),
        of=case.supplier,
        trait="hwp.script",
    )

    said = words(operator.client.get("/operator/held/"))

    assert "보류 서류 2" in said
    assert re.search(r"하나정밀 · .* plan\.pdf · .* PDF 안의 자바스크립트 · 악성코드 없음 확인됨", said)
    assert "이음데이터" in said
    assert "한글 문서 안의 스크립트" in said


def test_an_empty_list_says_what_would_be_there(case, operator):
    assert "보류된 서류가 없습니다" in words(operator.client.get("/operator/held/"))


def test_each_office_sees_what_is_within_its_reach(case, operator, another_operator, personas):
    document_id = hold(case)
    one = f"applications/{case.id}/held/{document_id}"

    found = {
        name: (
            client.get(f"/{desk}/held/").content.decode().count(str(document_id)),
            client.get(f"/{desk}/{one}").status_code,
        )
        for name, desk, client in (
            ("its operator", "operator", operator.client),
            ("another operator", "operator", another_operator.client),
            ("the agency", "agency", personas["agency_officer"].client),
            ("the ministry", "agency", personas["ministry"].client),
            ("its company", "operator", case.adopter.client),
        )
    }

    assert found == {
        "its operator": (1, 200),
        "another operator": (0, 404),
        "the agency": (1, 200),
        "the ministry": (0, 404),
        "its company": (0, 404),
    }


def test_a_held_paper_that_was_not_submitted_is_nobody_elses(case, operator):
    place(case, case.adopter, "plan", words="접수 뒤에 바꾼 계획서")
    document_id = hold(case)

    listed = "보류 서류 0" in words(operator.client.get("/operator/held/"))

    assert (listed, operator.client.get(f"/operator/applications/{case.id}/held/{document_id}").status_code) == (
        True,
        404,
    )


def test_a_paper_with_malware_is_not_offered_for_release(case, operator):
    document_id = hold(case)
    StoredFile.objects.filter(documents=document_id).update(scan="infected")

    assert operator.client.get(f"/operator/applications/{case.id}/held/{document_id}").status_code == 404


def test_taking_a_held_paper_is_logged_as_looking_at_a_held_one(case, operator):
    document_id = hold(case)
    digest = documents.document(document_id).sha256

    answer = operator.client.post(
        f"/operator/applications/{case.id}/papers/{case.adopter.company.id}/plan", {"sha256": digest}
    )

    assert (answer.status_code, list(Access.objects.values_list("purpose", flat=True))) == (200, ["held_paper"])
    answer.close()


def test_a_release_with_its_reason_makes_the_paper_as_any_other_and_is_on_record(case, operator):
    document_id = hold(case)

    answer = operator.client.post(
        f"/operator/applications/{case.id}/held/{document_id}/release", {"reason": REASON}, follow=True
    )

    assert ("보류를 풀었습니다: plan.pdf" in words(answer), state_of(document_id)) == (True, Hold.RELEASED)
    assert released(case) == ["application.paper_released"]
    assert f"담당자 확인됨: {REASON}" in words(operator.client.get(f"/operator/applications/{case.id}"))
    handed = case.colleague.client.get(f"/company/applications/{case.id}/files/{document_id}")
    assert handed.status_code == 200
    handed.close()


def test_the_company_is_told_that_its_paper_was_looked_at_and_its_partner_is_not(case, operator):
    document_id = hold(case)
    operator.client.post(f"/operator/applications/{case.id}/held/{document_id}/release", {"reason": REASON})

    told = [
        "담당자가 서류를 확인했습니다" in words(one.client.get(f"/company/applications/{case.id}/history"))
        for one in (case.adopter, case.supplier)
    ]

    assert told == [True, False]


def test_a_release_without_a_reason_is_refused_at_its_field_and_changes_nothing(case, operator):
    document_id = hold(case)

    answer = operator.client.post(f"/operator/applications/{case.id}/held/{document_id}/release", {"reason": " "})

    assert (answer.status_code, state_of(document_id), released(case)) == (422, Hold.HELD, [])
    assert "<title>오류:" in answer.content.decode()
    assert "까닭을 적어 주세요" in words(answer)


@pytest.mark.parametrize("who", ["another_operator", "ministry", "stranger"])
def test_nobody_without_reach_releases(case, request, who):
    document_id = hold(case)
    client = request.getfixturevalue(who).client

    found = [
        client.post(f"/{desk}/applications/{case.id}/held/{document_id}/release", {"reason": REASON}).status_code
        for desk in ("operator", "agency")
    ]

    assert (found, state_of(document_id), released(case)) == ([404, 404], Hold.HELD, [])


def test_a_second_release_finds_nothing_to_release(case, operator):
    document_id = hold(case)
    where = f"/operator/applications/{case.id}/held/{document_id}/release"
    operator.client.post(where, {"reason": REASON})

    assert (operator.client.post(where, {"reason": "다시"}).status_code, len(released(case))) == (404, 1)


def test_the_list_costs_the_same_for_1_3_and_30_rows(case, agency_officer, costs):
    hold(case)
    client = agency_officer.client
    client.get("/agency/held/")
    counted = []
    uploads = [p.slot for p in case.program.papers_of("adopter") if p.kind == "upload" and p.required]
    for more in ([], uploads[:3], uploads):
        other = received(a_ready_application(), at=NOW) if more else case
        for slot in more:
            hold(other, slot)
        with costs() as spent:
            client.get("/agency/held/")
        counted.append(spent.count)

    assert len(set(counted)) == 1
    assert counted[0] <= MOST_SELECTS, str(spent)


def test_a_held_paper_of_a_supplement_is_listed_taken_as_a_held_one_and_released(case, operator, monkeypatch):
    at = case.program.moment("application.closes") + timedelta(days=2)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: at)
    supplement = commands.ask_supplement(
        application_id=case.id, company_id=case.adopter.company.id, items={"national-tax": "expired"},
        reason="기한이 지남", by=operator.actor, at=at,
    )  # fmt: skip
    pdf = receive(io.BytesIO(a_pdf("새것")), declared_name="tax.pdf", size_limit=10**6, by=case.adopter.actor, at=at)
    commands.hand_in(supplement_id=supplement.id, slot="national-tax", document_id=pdf.id, by=case.adopter.actor, at=at)
    StoredFile.objects.filter(documents=pdf.id).update(
        scan="clean", scanned_at=at, hold="held", traits=["pdf.javascript"]
    )
    one = f"/operator/applications/{case.id}/held/{pdf.id}"

    assert "보류 서류 1" in words(operator.client.get("/operator/held/"))
    taken = operator.client.post(f"/operator/applications/{case.id}/supplemented/{pdf.id}")
    taken.close()
    answer = operator.client.post(f"{one}/release", {"reason": REASON}, follow=True)

    assert list(Access.objects.values_list("purpose", flat=True)) == ["held_paper"]
    assert ("보류를 풀었습니다: tax.pdf" in words(answer), state_of(pdf.id)) == (True, Hold.RELEASED)
    assert "보류 서류 0" in words(operator.client.get("/operator/held/"))
