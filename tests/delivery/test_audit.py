"""What the audit finds in delivery: a state without its fact, a signature that is one person's or an operator's."""

from datetime import timedelta
from uuid import uuid4

import pytest

from deliveries import CONFIRMED, Delivering, a_completed, at
from gonggo.delivery.models import Delivery, Inspection
from gonggo.wiring.audit import delivery

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Delivering:
    return a_completed()


def found() -> list[tuple[str, str]]:
    return [(one.invariant, one.about.partition(":")[0]) for one in delivery.check(at(CONFIRMED))]


def test_a_task_that_went_its_way_is_without_a_finding(on):
    assert found() == []


@pytest.mark.clause("1-roles-agency")
@pytest.mark.parametrize("column", ["inspector_id", "confirmed_by"])
def test_a_signature_of_somebody_who_did_not_act_is_found(on, column):
    Inspection.objects.update(**{column: uuid4()})

    assert found() == [("I8", "inspection")]


def test_a_day_of_completion_that_was_moved_is_found(on):
    Delivery.objects.update(completed_on=CONFIRMED - timedelta(days=1))

    assert found() == [("I10", "delivery")]


def test_a_state_without_its_fact_is_found(on):
    Delivery.objects.update(state="passed_on", due_on=CONFIRMED, completed_on=None)

    assert found() == [("I10", "delivery"), ("I10", "delivery")]
