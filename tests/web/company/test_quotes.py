"""Quotes: optional papers of the program, named by lines of the budget, read where the budget is read."""

import pytest

from gonggo.applications import commands, queries
from gonggo.kernel.actor import Role
from gonggo.kernel.table import written
from gonggo.programs.rules import missing_papers
from offices import received
from personas import NOW, an_officer
from web.company.test_tables import posted
from web.company.test_writing import page
from world import a_complete_draft, consent, place, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
LINE = {"line": "labour", "content": "예약 화면", "ground": "두 명", "government": "1000000", "cash": "1000000"}


def quoted():
    """Everything is written and uploaded, and a line of the budget names a quote."""
    case = a_complete_draft()
    place(case, case.adopter, "quote-1", words="견적서")
    write(case, case.adopter, {"budget": written([LINE | {"quote": "quote-1"}])})
    return case


def submitted(case) -> None:
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    consent(case, case.adopter)
    consent(case, case.supplier)
    received(case)


def test_quotes_are_optional_papers_that_the_program_defines_by_default_for_who_writes_the_budget():
    case = a_complete_draft()
    quotes = [paper for paper in case.program.papers if not paper.required]

    assert [(one.slot, one.roles, one.basis.is_default) for one in quotes] == [
        (f"quote-{number}", ("adopter",), True) for number in (1, 2, 3)
    ]
    assert [one.slot for one in missing_papers(case.program, "adopter", ()) if one in quotes] == []
    said = case.adopter.client.get(f"/company/applications/{case.id}/papers").content.decode()
    assert said.count("(안 내도 됩니다)") == 3
    assert "올릴 서류 6가지 중 6가지 완료" in said


def test_an_application_without_quotes_is_complete_and_says_so_on_its_check_page():
    case = a_complete_draft()

    said = case.adopter.client.get(f"/company/applications/{case.id}/check").content.decode()

    assert said.count("내지 않음 (선택)") == 3
    assert "제출할 내용으로 확정하기" in said


def test_a_line_that_names_a_quote_which_is_not_there_is_a_gap_that_names_row_and_paper():
    case = a_complete_draft()
    case.adopter.client.post(page(case, "money"), posted("budget", LINE | {"quote": "quote-2"}, **{"base.budget": "1"}))

    said = case.adopter.client.get(f"/company/applications/{case.id}/check").content.decode()
    assert "1번째 줄의 ‘견적서가 든 서류’에 고른 ‘견적서 2’ 파일이 없습니다." in said
    assert "제출할 내용으로 확정하기" not in said

    place(case, case.adopter, "quote-2", words="견적서")
    said = case.adopter.client.get(f"/company/applications/{case.id}/check").content.decode()
    assert "제출할 내용으로 확정하기" in said


def test_two_lines_may_name_two_quotes_and_each_leads_to_its_file_on_the_check_page():
    case = quoted()
    place(case, case.adopter, "quote-2", words="다른 견적서")
    write(case, case.adopter, {"budget": written([LINE | {"quote": "quote-1"}, LINE | {"quote": "quote-2"}])})

    said = case.adopter.client.get(f"/company/applications/{case.id}/check").content.decode()

    held = {row.slot: row.document.id for row in queries.paper_rows(case.application, case.adopter.company.id)}
    for number in (1, 2):
        address = f"/company/applications/{case.id}/files/{held[f'quote-{number}']}"
        assert f'<a href="{address}">견적서 {number}</a>' in said


def test_the_office_reads_each_quote_beside_its_line_and_takes_it_among_the_papers():
    case = quoted()
    submitted(case)
    company, key = case.adopter.company.id, case.program.operators[0].key
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=key)

    said = operator.client.get(f"/operator/applications/{case.id}").content.decode()

    assert f'<a href="#paper-{company}-quote-1">견적서 1</a>' in said
    assert f'<li id="paper-{company}-quote-1">' in said
