"""Starting an application and writing its answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gonggo.applications import form, queries
from gonggo.applications.commands.reach import as_writer
from gonggo.applications.models import Application, Numbering, Party
from gonggo.applications.states import ApplicationState, PartyState
from gonggo.applications.tables import rule_of
from gonggo.intake import commands as door
from gonggo.intake.commands.drafts import DraftForm
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.operators.queries import check_open
from gonggo.parties import queries as parties
from gonggo.parties.models import Company
from gonggo.programs.definition import PartyRole, Program, QuestionSection
from gonggo.programs.queries import program as program_in_force
from gonggo.programs.rules import check_combination


@transaction.atomic
def start_application(
    *, program_key: str, track: str, type: str, operator: str, another: UUID | None = None, by: Actor, at: datetime
) -> Application:
    """A company starts an application under the notice in force at ``at`` and becomes its lead adopter.

    ``another`` says that a second application beside an open one is meant, and names it: who presses twice gets the
    same. Refuses with: wrong_role, application_window_closed, the program's refusals of a combination,
    operator_unknown, operator_closed, already_started.
    """
    starter_id, company_id = writer(by)
    company = parties.within_reach(company_id, of=by, lock=True)  # two who start at once are one after the other
    program = program_in_force(program_key)
    _check_choice(program, track, type, operator, at)
    if another is None:
        _check_first(program_key, company.id)
    elif (made := Application.objects.filter(id=another, lead_company_id=company.id).first()) is not None:
        return made

    application = Application.objects.create(
        id=another or uuid4(),
        number=_next_number(program, track),
        program=program.key,
        program_version=program.version,
        track=track,
        type=type,
        operator=operator,
        lead_company_id=company.id,
        started_by=starter_id,
        started_at=at,
    )
    _join_as_lead(application, company, at)
    open_gate(application, program, at)
    facts: dict[str, Any] = {"number": application.number, "track": track, "type": type, "operator": operator}
    record("application.started", subject=queries.ref_of(application.id), by=by, at=at, program=program.key, **facts)
    return application


def _join_as_lead(application: Application, company: Company, at: datetime) -> None:
    Party.objects.create(
        application=application,
        role=PartyRole.ADOPTER,
        brn=company.brn,
        company_id=company.id,
        state=PartyState.JOINED,
        is_lead=True,
        invited_at=at,
        joined_at=at,
    )


def _check_choice(program: Program, track: str, type: str, operator: str, at: datetime) -> None:
    window = program.window("application")
    if not window.holds(at):
        opens, closes = window.opens.astimezone(SEOUL), window.closes.astimezone(SEOUL)
        raise Refused("application_window_closed", window.basis, opens=opens, closes=closes)
    check_combination(program, track, type)
    if operator not in {one.key for one in program.operators}:
        raise Refused("operator_unknown", field="operator")
    check_open(program.key, operator)


def _check_first(program_key: str, company_id: UUID) -> None:
    other = (
        Application.objects.filter(program=program_key, lead_company_id=company_id)
        .exclude(state=ApplicationState.WITHDRAWN)
        .first()
    )
    if other is not None:
        raise Refused("already_started", number=other.number, application=str(other.id))


def _next_number(program: Program, track: str) -> str:
    series = f"{program.number_prefix}-{program.track(track).letter}"
    row, _ = Numbering.objects.select_for_update().get_or_create(series=series)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{series}-{row.last:04d}"


def open_gate(application: Application, program: Program, at: datetime) -> None:
    """The door learns of the application. Committed in the door's store first; again is harmless."""
    window = program.window("application")
    door.open_gate(
        queries.ref_of(application.id),
        program=program.key,
        number=application.number,
        opens_at=window.opens,
        closes_at=window.closes,
        basis=str(window.basis),
        at=at,
    )
    in_force = program_in_force(program.key)
    closes = in_force.window("application").closes
    if closes != window.closes:  # an amendment came meanwhile and moved the gates that it found
        door.move_deadline(program=program.key, closes_at=closes, basis=str(in_force.versions[-1].basis))


@transaction.atomic
def grant_draft(*, application_id: UUID, section: str, session_key: str, by: Actor, at: datetime) -> str:
    """The right to save one page of the actor's own party, or one that the lead has opened to it, through the door,
    as a capability.

    Refuses with: wrong_role. Raises OutOfReach for another page.
    """
    application, member = as_writer(application_id, by)
    program = queries.program_of(application)
    owner, page = page_of(application, program, member, section)
    return door.grant_draft(
        queries.ref_of(application.id),
        form=_form(program),
        party=owner,
        section=page.key,
        actor=by,
        session_key=session_key,
        at=at,
    )


def page_of(application: Application, program: Program, member: form.Member, key: str) -> tuple[UUID, QuestionSection]:
    """Whose page this is, and the page: one's own, or one of the lead's that is open to the company. Raises
    OutOfReach.
    """
    for page in program.sections_of(member.role, application.track, leads=member.is_lead):
        if page.key == key:
            return member.company_id, page
    lead = application.parties.filter(is_lead=True).first()
    is_open = application.opened_sections.filter(section=key, company_id=member.company_id, closed_at=None).exists()
    pages = program.sections_of(lead.role, application.track) if lead is not None and is_open else ()
    found = next((page for page in pages if page.key == key), None)
    if found is None:
        raise OutOfReach(f"section:{key}")
    return application.lead_company_id, found


def _form(program: Program) -> DraftForm:
    """What the door checks a draft against: the questions of the version that the application is tied to."""
    return DraftForm(
        f"{program.key}@{program.version}",
        {
            question.key: rule_of(program, section, question)
            for section in program.sections
            for question in section.questions
        },
    )


@transaction.atomic
def save_answers(
    *,
    application_id: UUID,
    section: str,
    values: Mapping[str, str],
    base: Mapping[str, int],
    by: Actor,
    at: datetime,
) -> None:
    """A page saved with its button, without the door's script: the same checks, the same store.

    Refuses with: wrong_role, and the door's refusals of a draft.
    """
    application, member = as_writer(application_id, by)
    program = queries.program_of(application)
    owner, page = page_of(application, program, member, section)
    save_page(application, program, owner=owner, section=page.key, values=values, base=base, by=by, at=at)


def save_page(
    application: Application,
    program: Program,
    *,
    owner: UUID,
    section: str,
    values: Mapping[str, str],
    base: Mapping[str, int],
    by: Actor,
    at: datetime,
) -> None:
    """Whoever calls has checked that the actor may write this page of ``owner``."""
    door.save_draft(
        queries.ref_of(application.id),
        form=_form(program),
        party=owner,
        section=section,
        values=values,
        base=base,
        by=by,
        at=at,
    )
