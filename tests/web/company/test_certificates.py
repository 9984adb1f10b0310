"""Certificates and the days that they bear: said by the company, judged on the closing day, used again elsewhere."""

from uuid import uuid4

import pytest

from gonggo.applications import commands, queries
from gonggo.applications.form import gaps
from gonggo.documents.models import Validity
from gonggo.kernel.refusal import Refused
from personas import NOW
from world import a_complete_draft, a_draft, place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def address(case, slot: str, act: str) -> str:
    return f"/company/applications/{case.id}/papers/{slot}/{act}"


def say(case, slot: str, *, issued: str = "", until: str = ""):
    return case.adopter.client.post(address(case, slot, "validity"), {"issued_on": issued, "valid_until": until})


def codes(case) -> list[tuple[str, str]]:
    return [(gap.code, gap.item) for gap in gaps(queries.draft_of(case.again()))]


@pytest.mark.clause("5-documents")
@pytest.mark.parametrize(
    ("slot", "issued", "until", "code"),
    [
        ("national-tax", "2024-04-01", "2024-04-30", None),
        ("national-tax", "2024-04-01", "2024-04-29", "paper_expired"),
        ("national-tax", "2024-03-31", "2024-04-30", "paper_issued_early"),
        ("national-tax", "2024-04-02", "", None),
        ("sme-certificate", "2023-04-01", "2024-04-30", None),
        ("sme-certificate", "2023-04-01", "2024-04-29", "paper_expired"),
        ("business-registration", "2024-03-31", "", "paper_issued_early"),
    ],
)
def test_a_certificate_counts_by_the_days_that_it_bears(slot, issued, until, code):
    case = a_complete_draft()

    answer = say(case, slot, issued=issued, until=until)

    assert answer.status_code == 302
    assert codes(case) == ([(code, slot)] if code else [])


def test_an_expired_certificate_is_named_with_its_party_on_hub_list_and_check_page_and_cannot_be_sealed():
    case = a_complete_draft()
    say(case, "national-tax", issued="2024-04-01", until="2024-04-29")
    client, application = case.adopter.client, f"/company/applications/{case.id}"

    hub, papers, check = (client.get(f"{application}{more}").content.decode() for more in ("", "/papers", "/check"))

    words = "⑤ 국세 완납증명원: 유효기간이 2024-04-29에 끝나 접수 마감일(2024-04-30)에 유효하지 않습니다."
    assert words in papers
    assert words in check
    assert "하나정밀의 할 일" in check
    assert "5가지 중 4가지 완료" in hub or "6가지 중 5가지 완료" in hub
    with pytest.raises(Refused) as refused:
        commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    assert refused.value.code == "incomplete"


def test_a_new_file_is_judged_by_its_own_days():
    case = a_complete_draft()
    say(case, "national-tax", until="2024-04-29")

    place(case, case.adopter, "national-tax", words="새로 받은 것")

    assert codes(case) == []


def test_the_last_word_on_a_certificate_counts_and_the_earlier_is_kept():
    case = a_complete_draft()
    say(case, "national-tax", until="2024-04-29")
    say(case, "national-tax", until="2024-05-02")

    assert codes(case) == []
    assert Validity.objects.count() == 2


@pytest.mark.parametrize(
    ("issued", "until"), [("", ""), ("2024-05-01", "2024-04-01"), ("어제", ""), ("2024-13-01", "")]
)
def test_days_that_cannot_be_are_refused_and_change_nothing(issued, until):
    case = a_complete_draft()

    answer = say(case, "national-tax", issued=issued, until=until)

    assert answer.status_code == 422
    assert "<title>오류:" in answer.content.decode()
    assert not Validity.objects.exists()


def test_a_file_of_another_application_is_chosen_again_with_its_days():
    case = a_complete_draft()
    say(case, "sme-certificate", until="2025-03-31")
    program = case.program
    other = commands.start_application(
        program_key=program.key,
        track="new",
        type=program.types[0].key,
        operator=program.operators[0].key,
        another=uuid4(),
        by=case.adopter.actor,
        at=NOW,
    )
    client, papers = case.adopter.client, f"/company/applications/{other.id}/papers/sme-certificate"

    said = client.get(f"{papers}/versions")
    offered = said.context["reusable"]
    answer = client.post(f"{papers}/reuse", {"document": offered[0].document})

    assert (len(offered), offered[0].name, offered[0].is_good) == (1, "sme-certificate.pdf", True)
    assert case.application.number in offered[0].note
    assert "2025년 3월 31일" in offered[0].note
    assert answer.status_code == 302
    assert [row.slot for row in queries.paper_rows(other, case.adopter.actor.company_id)] == ["sme-certificate"]


def test_no_file_of_a_partner_or_of_another_paper_is_offered_or_taken():
    case = a_draft()
    place(case, case.supplier, "sme-certificate")
    place(case, case.adopter, "national-tax")
    theirs = queries.paper_rows(case.application, case.supplier.actor.company_id)[0].document.id

    said = case.adopter.client.get(address(case, "sme-certificate", "versions"))
    answer = case.adopter.client.post(address(case, "sme-certificate", "reuse"), {"document": str(theirs)})

    assert said.context["reusable"] == []
    assert answer.status_code == 404
