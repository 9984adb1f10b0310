"""작성 협력: the lead opens single pages of its own to a partner; and an earlier answer is taken back up."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.applications import form, queries
from gonggo.applications.commands.consortium import check_open
from gonggo.applications.commands.reach import as_lead, as_writer
from gonggo.applications.commands.starting import page_of, save_page
from gonggo.applications.models import Application, OpenedSection
from gonggo.applications.states import PartyState
from gonggo.intake import commands as door
from gonggo.intake.queries import draft_history
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties.queries import members_of


@transaction.atomic
def open_section(*, application_id: UUID, section: str, company_id: UUID, by: Actor, at: datetime) -> OpenedSection:
    """The lead lets another company of the application write one of its pages, too.

    Refuses with: wrong_role, lead_company_only, consortium_closed, section_personal, section_of_each,
    section_open_already. Raises OutOfReach for a page that the lead does not have, and for a company that has not
    joined.
    """
    application = as_lead(application_id, by)
    check_open(application, at)
    program = queries.program_of(application)
    pages = {page.key: page for page in program.sections_of(_lead_role(application), application.track)}
    joined = application.parties.filter(company_id=company_id, state=PartyState.JOINED, is_lead=False)
    partner = joined.values_list("role", flat=True).first()
    if section not in pages or partner is None:
        raise OutOfReach(f"section:{section}")
    if form.is_personal(pages[section]):
        raise Refused("section_personal", field="section")
    if section in {page.key for page in program.sections_of(partner, application.track, leads=False)}:
        raise Refused("section_of_each", program.consortium.one_plan.basis, field="section")
    opened, is_new = OpenedSection.objects.get_or_create(
        application=application,
        section=section,
        company_id=company_id,
        closed_at=None,
        defaults={"opened_by": writer(by)[0], "opened_at": at},
    )
    if not is_new:
        raise Refused("section_open_already", field="section")
    _record("application.section_opened", opened, by, at)
    return opened


@transaction.atomic
def close_section(*, application_id: UUID, section: str, company_id: UUID, by: Actor, at: datetime) -> OpenedSection:
    """The lead closes a page again: what the supplier's people hold at the door for it is void from here on.

    Refuses with: wrong_role, lead_company_only, section_closed_again.
    """
    application = as_lead(application_id, by)
    opened = application.opened_sections.filter(section=section, company_id=company_id, closed_at=None).first()
    if opened is None:
        raise Refused("section_closed_again")
    opened.closed_at = at
    opened.save(update_fields=["closed_at"])
    _record("application.section_closed", opened, by, at)
    for member in members_of(Ref(Kind.COMPANY, company_id)):  # before the house commits: the door must not be behind
        door.raise_person_epoch(queries.ref_of(application.id), member.person_id)
    return opened


@transaction.atomic
def restore_answer(
    *, application_id: UUID, section: str, key: str, revision: int, base: int, by: Actor, at: datetime
) -> None:
    """An earlier answer stands again, as a new revision over ``base``, the one that the person saw.

    Refuses with: wrong_role, version_unknown, draft_conflict. Raises OutOfReach for a page that is not one's own.
    """
    application, member = as_writer(application_id, by)
    program = queries.program_of(application)
    owner, page = page_of(application, program, member, section)
    history = draft_history(queries.ref_of(application.id), owner, key)
    if key not in {question.key for question in page.questions}:
        raise OutOfReach(f"question:{key}")
    earlier = next((step for step in history if step.revision == revision), None)
    if earlier is None:
        raise Refused("version_unknown")
    changed: dict[str, Any] = {"values": {key: earlier.value}, "base": {key: base}}
    save_page(application, program, owner=owner, section=section, **changed, by=by, at=at)
    subject = queries.ref_of(application.id)
    said: dict[str, Any] = {"company": str(owner), "section": section, "question": key, "revision": revision}
    record("application.answer_restored", subject=subject, by=by, at=at, program=application.program, **said)


def _lead_role(application: Application) -> str:
    return application.parties.get(is_lead=True).role


def _record(fact: str, opened: OpenedSection, by: Actor, at: datetime) -> None:
    record(
        fact,
        subject=queries.ref_of(opened.application_id),
        by=by,
        at=at,
        program=opened.application.program,
        section=opened.section,
        partner=str(opened.company_id),
    )
