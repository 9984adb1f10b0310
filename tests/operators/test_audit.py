"""The audit finds a state that no fact tells of and work without an agreement, and nothing in a sound house."""

from datetime import timedelta

import pytest

from consultings import ASKED_AT, accepted, assigned, desks
from evaluations import a_panel, an_application, an_assessment
from gonggo.consulting.queries import ref_of
from gonggo.evaluation.definition import Stage
from gonggo.journal.commands import record
from gonggo.operators.models import Operator
from gonggo.wiring.audit.operators import check
from world import PUBLISHED

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def found() -> set[str]:
    return {finding.invariant for finding in check(ASKED_AT)}


def test_a_sound_house_has_no_findings():
    assigned(desks())
    on = an_assessment()
    a_panel(on, Stage.SITE, an_application(on))

    assert found() == set()


def test_a_state_that_no_fact_tells_of_is_found():
    accepted(desks())
    Operator.objects.filter(state="agreed").update(state="suspended")

    assert found() == {"I10"}


def test_work_before_the_agreement_is_found():
    on = desks()
    request, before = accepted(on), PUBLISHED - timedelta(days=1)
    told = {"program": on.program.key, "operator": on.operator, "by": on.officer.actor}
    record("consulting.accepted", subject=ref_of(request.id), at=before, **told)

    assert found() == {"I12"}
