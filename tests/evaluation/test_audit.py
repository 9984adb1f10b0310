"""The audit finds an edited score, a changed result and a sheet of somebody in conflict; nothing in a sound house."""

import pytest
from django.db import connection

from evaluations import PLANNED, an_application, decided, skip_written
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Conflict, Sheet, StageResult
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.parties.commands import grant_role
from gonggo.wiring.audit.evaluation import check
from personas import an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def scored(on):
    """Everything of one application through its stages, by sound commands."""
    company = an_owner(at=PLANNED)
    application = an_application(on, company)
    decided(on, Stage.SITE, application, 70, 61)
    skip_written(on)
    decided(on, Stage.INTERVIEW, application, 60, 59, 60, 61, 60)
    assert found() == set()
    return on, company, application


def found() -> set[str]:
    return {finding.invariant for finding in check(machine_now())}


def by_hand(model, **changed) -> None:
    """A hand in the database: the triggers are off while it changes every row."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")
        else:
            cursor.execute(f"DROP TRIGGER {table}_no_update")
    model.objects.update(**changed)


def test_an_edited_score_is_found_by_the_journal_and_by_the_result(scored):
    by_hand(
        Sheet,
        points={"need": 1, "will": 1, "organisation": 1, "prospects": 1, "adequacy": 1, "substance": 1, "business": 1},
    )

    assert found() == {"I7", "I12"}


def test_an_edited_opinion_is_found(scored):
    by_hand(Sheet, opinion="좋은 과제입니다.")

    assert found() == {"I7"}


@pytest.mark.parametrize("changed", [{"passed": False}, {"numerator": 99}])
def test_a_changed_result_is_found(scored, changed):
    by_hand(StageResult, **changed)

    assert found() == {"I7", "I12"}


def test_a_sheet_of_somebody_who_belongs_to_the_company_is_found(scored):
    on, company, _ = scored
    for persona in on.people.values():
        grant_role(
            person_id=persona.person.id,
            organisation=company.company.ref,
            role=Role.COMPANY_VIEWER,
            by=SYSTEM,
            at=PLANNED,
        )

    assert found() == {"I6"}


def test_a_sheet_of_somebody_whose_conflict_is_on_record_is_found(scored):
    on, _, application = scored
    sheet = Sheet.objects.select_related("seat").first()
    assert sheet is not None
    Conflict.objects.create(
        evaluator_id=sheet.seat.evaluator_id,
        application_id=application.id,
        word="challenged",
        ground="family",
        number="X-1",
        on=PLANNED.date(),
        note="뒤에 알게 됨",
        recorded_by=on.officer.person.id,
        recorded_at=PLANNED,
    )

    assert found() == {"I6"}
