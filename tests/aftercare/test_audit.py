"""What the audit finds in aftercare: a year that is not there, a state without its fact, a task without aftercare."""

from datetime import date, timedelta

import pytest

from caring import Caring, an_aftercare, asked, filed, missed
from deliveries import a_completed
from gonggo.aftercare.models import MaintenanceRequest, UseReport
from gonggo.kernel.clock import machine_now
from gonggo.wiring.audit import aftercare

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Caring:
    return an_aftercare()


def found(minutes: int = 2) -> list[str]:
    return [one.about.partition(":")[0] for one in aftercare.check(machine_now() + timedelta(minutes=minutes))]


def test_a_task_that_is_cared_for_is_without_a_finding(on):
    filed(on)
    missed(on, 2)
    asked(on)

    assert found() == []


def test_a_completed_task_without_aftercare_is_found_after_a_minute(db):
    a_completed()

    assert (found(0), found()) == ([], ["delivery"])


@pytest.mark.parametrize("due", [date(2026, 1, 1), date(2027, 2, 3)])
def test_a_due_day_that_was_moved_is_found(on, due):
    UseReport.objects.filter(year=1).update(due_on=due)

    assert found() == ["aftercare"]


def test_a_year_that_is_gone_and_states_without_their_facts_are_found(on):
    asked(on)
    UseReport.objects.filter(year=5).delete()
    UseReport.objects.filter(year=1).update(state="missed")
    MaintenanceRequest.objects.update(state="withdrawn", due_on=None)

    assert sorted(found()) == ["aftercare", "request", "use_report"]
