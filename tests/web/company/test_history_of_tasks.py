"""The earlier task of an advanced one: chosen from what the company had, written by hand only where it had nothing."""

from datetime import UTC, datetime

import pytest

from agreeing import a_concluded
from gonggo.agreements.had import Had, tasks_before
from gonggo.agreements.models import Agreement
from gonggo.programs.definition import PartyRole
from web.company.test_writing import page
from world import a_draft

pytestmark = [pytest.mark.django_db(databases=["default", "door"]), pytest.mark.clause("2-advanced")]
IN_2022 = datetime(2022, 7, 4, 1, 0, tzinfo=UTC)


@pytest.fixture
def case():
    return a_draft(track="advanced")


def had_by(company, *, role: str = "adopter") -> None:
    """A task of 2022 by a concluded agreement that binds the company."""
    made = a_concluded()
    Agreement.objects.filter(id=made.agreement_id).update(begins_on=IN_2022.date(), title="예약을 한곳에 모으는 서비스")
    made.row.parties.filter(role=role).update(company_id=company.actor.company_id)


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


def test_what_it_had_as_a_supplier_and_what_began_this_year_is_no_earlier_task(case):
    had_by(case.adopter, role="supplier")
    company = case.adopter.actor.company_id

    assert tasks_before(company, role=PartyRole.ADOPTER, on=datetime(2024, 4, 29, tzinfo=UTC).date()) == []
    assert tasks_before(company, role=PartyRole.SUPPLIER, on=datetime(2022, 12, 31, tzinfo=UTC).date()) == []
    assert tasks_before(company, role=PartyRole.SUPPLIER, on=datetime(2023, 1, 1, tzinfo=UTC).date()) == [
        Had("예약을 한곳에 모으는 서비스", 2022)
    ]
