"""The audit finds what a hand has done to what 요건검토 decided, and nothing where it was decided by the commands."""

from datetime import timedelta

import pytest
from django.db import transaction

from gonggo.applications import commands, screening
from gonggo.applications.models import Application, Supplement
from gonggo.applications.queries import ref_of
from gonggo.journal.commands import record
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.messages.letters import queries as letters
from gonggo.objections import commands as objections
from gonggo.wiring.audit import screening as audit
from objecting import followed, refused_by
from offices import received
from personas import an_officer
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def case():
    return received(a_ready_application())


@pytest.fixture
def officer(case):
    return an_officer(Role.AGENCY_OFFICER, kind="agency")


def found() -> list[tuple[str, str]]:
    return [(one.invariant, one.about) for one in audit.check(machine_now() + timedelta(minutes=2))]


def eligible(case, officer):
    at = case.program.moment("application.closes")
    commands.screen_due(now=at)
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown":
            commands.find_verdict(
                application_id=case.id, verdict_id=row.id, answer="met", reason="확인", by=officer.actor, at=at
            )
    commands.find_eligible(application_id=case.id, by=officer.actor, at=at)


def test_a_state_that_no_fact_tells_of_is_found(case, officer):
    eligible(case, officer)
    assert found() == []

    Application.objects.filter(id=case.id).update(state="refused", reason="사유")
    assert found() == [("I10", case.again().number)]


def test_an_eligible_application_with_a_condition_that_is_not_met_is_found(case, officer):
    at = refused_by(officer, case)
    Application.objects.filter(id=case.id).update(state="eligible", reason="")
    with transaction.atomic():
        record("application.found_eligible", subject=ref_of(case.id), by=officer.actor, at=at)

    assert found() == [("I3", case.again().number)]


def test_a_refusal_names_its_conditions_and_its_reversal_an_objection(case, officer):
    at = refused_by(officer, case)
    assert found() == []
    [letter] = letters.letters(of=case.adopter.actor)
    other = an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")
    filed = objections.file_objection(
        program=case.program, of_decision=letters.of_decision(letter), ground="facts", text="완납",
        by=case.adopter.actor, at=at,
    )  # fmt: skip
    objections.uphold(objection_id=filed.id, answer="다시 봄", by=other.actor, at=at)
    assert found() == [("I10", f"objection:{filed.id}")]

    followed()
    commands.find_eligible(application_id=case.id, by=other.actor, at=at)
    assert found() == []

    filed.refresh_from_db()
    filed.state = "dismissed"
    filed.save()
    assert found() == [("I3", f"application:{case.id}")]


def test_a_supplement_with_another_day_and_one_that_its_application_knows_nothing_of_are_found(case, officer):
    at = case.program.moment("application.closes") + timedelta(days=2)
    supplement = commands.ask_supplement(
        application_id=case.id, company_id=case.adopter.company.id, items={"national-tax": "expired"},
        reason="기한이 지남", by=officer.actor, at=at,
    )  # fmt: skip
    assert found() == []

    Supplement.objects.update(due_on=supplement.due_on + timedelta(days=1))
    assert found() == [("I3", f"supplement:{supplement.id}")]
    Supplement.objects.update(due_on=supplement.due_on)
    Application.objects.filter(id=case.id).update(state="received")
    assert found() == [("I3", case.again().number)]
    Supplement.objects.update(state="answered", closed_at=at)
    assert found() == [("I3", f"supplement:{supplement.id}")]
