"""A supplier in an application: registered in time it may be approved until the first evaluation opens."""

from datetime import timedelta

import pytest

import offices
import suppliers
from gonggo.applications import commands, screening
from gonggo.kernel.actor import Role
from gonggo.pool import commands as pool
from personas import an_officer
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def case():
    return offices.received(a_ready_application())


@pytest.fixture
def registration(case):
    return suppliers.received(suppliers.complete(supplier=case.supplier))


def answer(case) -> tuple[str, str]:
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    rows = screening.verdicts(screening.as_judge(case.id, operator.actor))
    found = next(r for r in rows if (r.condition, r.company_id) == ("supplier-registered", case.supplier.company.id))
    return str(found.answer), str(found.standing)


@pytest.mark.clause("3-supplier-registered")
def test_supplier_that_waits_for_approval_is_open_at_the_closing_and_met_once_approved(case, registration):
    closes, opens = (case.program.moment(name) for name in ("application.closes", "evaluation.opens"))
    commands.screen_due(now=closes)
    at_closing = answer(case)
    judge = suppliers.an_officer_of_the_agency()
    pool.approve(registration_id=registration.id, reason="", by=judge.actor, at=opens - timedelta(hours=1))
    commands.screen_due(now=opens)

    assert (at_closing[0], answer(case)[0]) == ("unknown", "met")


@pytest.mark.clause("3-supplier-registered")
def test_supplier_not_approved_when_the_first_evaluation_opens_is_not_met_for_good(case, registration):
    for name in ("application.closes", "evaluation.opens"):
        commands.screen_due(now=case.program.moment(name))

    assert answer(case) == ("not_met", "final")
