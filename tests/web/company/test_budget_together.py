"""Two adopters at their money pages and at the check: amounts are common, lines after the seal, limits over the sum."""

import re

import pytest

from documents.test_forms import words_of
from gonggo.applications import commands
from gonggo.kernel.table import rows_of, written
from personas import NOW, Persona
from web.company.test_receipts import answered
from world import FIRST, SECOND, Consortium, a_budget, a_complete_draft, a_joint_application, a_joint_draft, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MONEY_PAGE = "/sections/money"


def words(case: Consortium, persona: Persona, place: str) -> str:
    answer = persona.client.get(f"/company/applications/{case.id}{place}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def grounds(text: str, **money: str) -> str:
    """A budget whose line says on what it rests."""
    return written([row | {"ground": text} for row in rows_of(a_budget(**money))])


@pytest.mark.clause("2-new", "3-joint")
def test_at_its_money_page_each_adopter_sees_the_others_amounts_no_lines_and_what_the_cap_still_leaves():
    case, second = a_joint_draft()
    write(case, case.adopter, {"budget": grounds("첫째만 아는 산출근거", **FIRST)})
    write(case, second, {"budget": grounds("둘째만 아는 산출근거", **SECOND | {"government": "24000000"})})

    said = words(case, second, MONEY_PAGE)

    assert "함께 신청하는 기업이 지금까지 쓴 사업비 회사 정부지원금 기업부담 현금 기업부담 현물" in said
    assert "하나정밀 정부지원금 35,000,000원 기업부담 현금 25,000,000원 기업부담 현물 10,000,000원" in said
    assert "신청 전체 총사업비 124,000,000원" in said
    assert "한도까지 100만원 남았습니다" in said
    assert ("둘째만 아는 산출근거" in said, "첫째만 아는 산출근거" in said) == (True, False)
    assert "두리상회 정부지원금 24,000,000원" in words(case, case.adopter, MONEY_PAGE)


def test_an_adopter_alone_sees_no_other_and_is_told_of_its_own_total():
    case = a_complete_draft()

    said = words(case, case.adopter, MONEY_PAGE)

    assert ("함께 신청하는 기업이 지금까지" in said, "신청 전체" in said, "data-beside" in said) == (
        False,
        False,
        False,
    )


@pytest.mark.clause("2-new", "3-joint")
def test_over_the_cap_together_stands_at_the_field_of_both_and_their_checks_lead_there():
    case, second = a_joint_draft()
    write(case, second, SECOND | {"government": "25000001", "cash": "20000001"})
    says = "기업 2곳의 정부지원금을 더하면 60,000,001원(이 기업 {}원)으로 한도 60,000,000원을 넘습니다."

    for persona, own in ((case.adopter, "35,000,000"), (second, "25,000,001")):
        page = persona.client.get(f"/company/applications/{case.id}{MONEY_PAGE}")
        assert says.format(own) in words(case, persona, MONEY_PAGE)
        assert "한도를 1원 넘었습니다" in words(case, persona, MONEY_PAGE)
        assert [asked.field.errors for asked in page.context["page"].asked if asked.field.name == "budget"] != [[]]
        check = persona.client.get(f"/company/applications/{case.id}/check").context["page"]
        assert f"/company/applications/{case.id}{MONEY_PAGE}#id_budget" in [one.url for one in check.problems]


def test_a_supplier_sees_no_amount_before_the_seal_and_every_line_with_it():
    case, second = a_joint_draft()
    write(case, second, {"budget": grounds("둘째의 산출근거", **SECOND)})
    before = words(case, case.supplier, "/check")
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)

    after = words(case, case.supplier, "/check")

    assert ("둘째의 산출근거" in before, "25,000,000" in before) == (False, False)
    assert "사업비 (하나정밀)" in after
    assert "사업비 (두리상회)" in after
    assert "둘째의 산출근거" in after


def test_the_check_of_each_adopter_adds_the_others_up_and_shows_their_sealed_lines():
    case, second = a_joint_draft()
    write(case, second, {"budget": grounds("둘째의 산출근거", **SECOND), "company-service": "둘째만 아는 이야기"})
    assert "둘째의 산출근거" not in words(case, case.adopter, "/check")
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)

    lead, other = words(case, case.adopter, "/check"), words(case, second, "/check")

    assert "두리상회 55,000,000원 정부지원금 25,000,000원" in lead
    assert "함께 신청하는 기업과 더한 총사업비 125,000,000원" in lead
    assert "함께 신청하는 기업과 더한 총사업비 125,000,000원" in other
    assert ("둘째의 산출근거" in lead, "둘째만 아는 이야기" in lead) == (True, False)
    assert "사업비 (하나정밀)" in other


def test_a_change_of_one_part_of_the_budget_is_shown_to_whoever_has_to_consent_again():
    case, second = a_joint_application()
    write(case, second, SECOND | {"government": "24000000"})
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)

    for persona in (case.adopter, case.supplier):
        said = words(case, persona, "/check")
        assert "사업비 내역 (두리상회)" in said
        assert "24,000,000" in said


def test_forms_and_receipt_of_what_was_submitted_hold_the_lines_of_all_and_their_sum():
    case, second = a_joint_application()
    answered(case, "submitted")

    for persona in (case.adopter, second, case.supplier):
        form = persona.client.get(f"/company/applications/{case.id}/forms/form-1/submitted.pdf").content
        said = re.sub(r"\s+", "", words_of(form))
        assert "하나정밀:일하는사람" in said
        assert "두리상회:일하는사람" in said
        assert "60,000,000" in said


def test_the_receipt_of_an_adopter_shows_the_part_of_each_under_its_name():
    case, second = a_joint_application()
    receipt = answered(case, "submitted")

    said = re.sub(r"\s+", "", words_of(second.client.get(f"{receipt}/pdf").content))

    assert "사업비(하나정밀)" in said
    assert "사업비(두리상회)" in said
    assert "35,000,000" in said
    assert "25,000,000" in said
