"""Aftercare opens with all its reports; the consent to use data is withdrawn."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.aftercare import queries
from gonggo.aftercare.commands.moving import as_writer, note
from gonggo.aftercare.definition import ROOM, rules_of
from gonggo.aftercare.models import Aftercare, UseReport
from gonggo.aftercare.rules import next_reminder, years
from gonggo.agreements import queries as agreements
from gonggo.delivery import queries as delivery
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.queries import program as program_version
from gonggo.signing.commands import withdraw_consents


@transaction.atomic
def open_aftercare(*, agreement_id: UUID, at: datetime) -> Aftercare | None:
    """The aftercare of a completed task, with every report scheduled; again is harmless.

    ``at`` is when completion was confirmed. None where the program has no aftercare, or nothing was completed.
    """
    known = Aftercare.objects.filter(agreement_id=agreement_id).first()
    completed_on = delivery.completed(agreement_id)
    terms = agreements.terms(agreement_id, of=SYSTEM)
    program = program_version(terms.program, terms.program_version)
    if known is not None or completed_on is None or ROOM not in program.rooms:
        return known
    rules = rules_of(program)
    planned = years(rules, completed_on, korean_business_days())
    row = Aftercare.objects.create(
        agreement_id=agreement_id,
        application_id=terms.application_id,
        number=terms.number,
        program=terms.program,
        program_version=terms.program_version,
        completed_on=completed_on,
        ends_on=planned[-1].due_on,
        opened_at=at,
    )
    UseReport.objects.bulk_create(
        UseReport(
            aftercare=row,
            year=one.year,
            opens_on=one.opens_on,
            due_on=one.due_on,
            missed_on=one.missed_on,
            remind_on=next_reminder(rules, one.due_on, after=legal_day(at)),
            since_at=at,
        )
        for one in planned
    )
    due = [one.due_on.isoformat() for one in planned]
    note("aftercare.opened", row, by=SYSTEM, at=at, basis=rules.years_basis, due=due)
    return row


@transaction.atomic
def withdraw_data_consent(*, aftercare_id: UUID, by: Actor, at: datetime) -> int:
    """A company takes its consent to use data back; what was used until then stays as it is. How many stood.

    Refuses with: wrong_role, consent_missing. Raises OutOfReach.
    """
    row = queries.within_reach(aftercare_id, of=by)
    _, company_id = as_writer(by)
    rules = queries.rules_for(row)
    if not rules.consent:
        raise Refused("consent_missing")
    count = withdraw_consents(subject=row.ref, party_id=company_id, text_key=rules.consent, by=by, at=at)
    basis = rules.consent_basis
    note("aftercare.data_consent_withdrawn", row, by=by, at=at, basis=basis, company=str(company_id))
    return count
