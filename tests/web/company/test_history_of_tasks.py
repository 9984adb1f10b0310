"""The earlier task of an advanced one: chosen from what the company had, written by hand only where it had nothing."""

from datetime import date

import pytest

from agreeing import TITLE, had_by
from gonggo.agreements.had import tasks_before
from gonggo.applications import commands, earlier
from gonggo.applications.had import Had
from personas import NOW
from web.company.test_writing import page
from world import a_complete_draft, a_draft, write

pytestmark = [pytest.mark.django_db(databases=["default", "door"]), pytest.mark.clause("2-advanced")]


@pytest.fixture
def case():
    return a_draft(track="advanced")


def test_a_company_with_an_earlier_task_chooses_it_and_its_year(case):
    had_by(case.adopter)

    said = case.adopter.client.get(page(case, "earlier-task")).content.decode()

    assert 'type="radio" name="earlier-title" value="예약을 한곳에 모으는 서비스"' in said
    assert 'type="radio" name="earlier-year" value="2022"' in said
    assert 'name="earlier-year" value="2021"' not in said
    assert 'type="text" name="earlier-title"' not in said


def test_a_company_without_one_writes_it_by_hand(case):
    had_by(case.supplier)

    said = case.adopter.client.get(page(case, "earlier-task")).content.decode()

    assert 'type="text" name="earlier-title"' in said
    assert 'name="earlier-year" value="2021"' in said


def had(case, on: str) -> dict[str, tuple[Had, ...]]:
    """Of the adopter by role, as an application of that day knows it."""
    rows = tasks_before([case.adopter.actor.company_id], date.fromisoformat(on))
    found = earlier.by_member(rows.values_list("company_id", "role", "title", "year"))
    return {role: tasks for (_, role), tasks in found.items()}


def test_what_it_had_as_a_supplier_and_what_began_this_year_is_no_earlier_task(case):
    had_by(case.adopter, role="supplier")

    said = case.adopter.client.get(page(case, "earlier-task")).content.decode()

    assert 'type="text" name="earlier-title"' in said
    assert had(case, "2022-12-31") == {}
    assert had(case, "2023-01-01") == {"supplier": (Had(TITLE, 2022),)}


def test_a_task_of_a_year_that_the_notice_does_not_name_is_none_to_choose(case):
    had_by(case.adopter, began=date(2019, 7, 4))

    said = case.adopter.client.get(page(case, "earlier-task")).content.decode()

    assert 'type="text" name="earlier-title"' in said


def test_the_page_and_the_check_page_say_what_is_wrong_and_how_it_is_mended():
    case = a_complete_draft(track="advanced")
    had_by(case.adopter)
    write(case, case.adopter, {"earlier-title": "남이 한 과제", "earlier-year": "2021"})
    client = case.adopter.client

    asked = client.get(page(case, "earlier-task")).content.decode()
    checked = client.get(f"/company/applications/{case.id}/check").content.decode()
    in_english = client.get(page(case, "earlier-task"), headers={"accept-language": "en"}).content.decode()

    assert "기록에 있는 이전 과제 가운데 하나가 아닙니다." in asked
    assert "전에 한 과제의 목록에서 골라 주세요." in asked
    assert "고른 과제의 해가 아닙니다. 기록에는 2022년입니다." in asked
    assert "기록에 있는 이전 과제 가운데 하나가 아닙니다." in checked
    assert "this is none of the earlier tasks on record." in in_english


def test_a_supplier_who_writes_the_leads_page_chooses_from_what_the_lead_had(case):
    had_by(case.adopter)
    commands.open_section(
        application_id=case.id,
        section="earlier-task",
        company_id=case.supplier.actor.company_id,
        by=case.adopter.actor,
        at=NOW,
    )

    said = case.supplier.client.get(page(case, "earlier-task")).content.decode()

    assert f'type="radio" name="earlier-title" value="{TITLE}"' in said


def test_what_was_had_before_costs_no_statement_of_its_own(case, costs):
    client = case.adopter.client

    def cost(path: str) -> int:
        client.get(path)  # what a process reads once is read
        with costs() as spent:
            client.get(path)
        return spent.count

    pages = (f"/company/applications/{case.id}", page(case, "earlier-task"), page(case, "need"))
    without = [cost(one) for one in pages]
    for _ in range(3):
        had_by(case.adopter)

    assert [cost(one) for one in pages] == without
    assert without[0] == 6
    assert without[1] == without[2]
