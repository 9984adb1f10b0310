"""Who succeeds an approved supplier finds a draft of its own: the approval is no part of what it takes over."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.intake import commands as door
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries as parties
from gonggo.pool import form, queries
from gonggo.pool.commands.registering import known_of
from gonggo.pool.definition import KIND, NEW, POOL, Pool, Succession, pool_of
from gonggo.pool.following import followable
from gonggo.pool.models import Registration
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_in_force


@transaction.atomic
def open_for_successor(*, program_key: str, before_id: UUID, company_id: UUID, at: datetime) -> Registration:
    """A company has taken the place of an approved supplier: a draft with what passes with the business waits for it.

    ``before_id`` is the company before, ``at`` when the succession stood. The company checks it, adds its own papers
    and submits through the door; the agency decides as on any other. Refuses with: pool_registered_already,
    pool_nothing_to_follow. Raises OutOfReach for a program without a pool or without a word on successions.
    """
    program = program_in_force(program_key)
    pool = pool_of(program)
    if pool is None or pool.succession is None:
        raise OutOfReach(f"pool:{program_key}")
    company = parties.within_reach(company_id, of=SYSTEM, lock=True)  # two successions are one after the other
    if Registration.objects.filter(program=program.key, company_id=company.id).exists():
        raise Refused("pool_registered_already", pool.succession.basis)
    before = followable(program.key, before_id)
    if before is None:
        raise Refused("pool_nothing_to_follow", pool.succession.basis)

    row = Registration.objects.create(
        number=f"{program.number_prefix}-P-{company.brn}",
        program=program.key,
        program_version=program.version,
        company_id=company.id,
        brn=company.brn,
        answers=_carried(before, pool, pool.succession).with_fields(known_of(company.ref, at)).stored(),
        started_at=at,
        follows=before,
    )
    _open_gate(row, program, pool.succession, at)
    _record_begun(row, before, pool.succession, at)
    return row


def _record_begun(row: Registration, before: Registration, succession: Succession, at: datetime) -> None:
    record(
        "pool.begun_for_successor",
        subject=queries.ref_of(row.id),
        by=SYSTEM,
        at=at,
        basis=succession.basis,
        program=row.program,
        number=row.number,
        before=before.number,
        company=str(row.company_id),
    )


def _carried(before: Registration, pool: Pool, succession: Succession) -> form.Answers:
    """What the one before submitted of its business; nothing of the company itself, nobody's name or number."""
    said = queries.as_submitted(before).answers
    asked = {one.key for page in pool.pages for one in page.fields}
    kept = {key: texts for key, texts in said.fields.items() if key in succession.carried & asked}
    solutions = said.solutions if form.SOLUTIONS in succession.carried else ()
    return replace(form.Answers({KIND: (NEW,), **kept}), solutions=solutions)


def _open_gate(row: Registration, program: Program, succession: Succession, at: datetime) -> None:
    """The door learns of it with a deadline of its own."""
    door.open_gate(
        queries.ref_of(row.id),
        program=program.key,
        number=row.number,
        opens_at=at,
        closes_at=succession.closes_at(at, program.window(POOL).closes),
        basis=str(succession.basis),
        at=at,
    )
