"""The check page: one immutable revision, the parties' consents to it, and the rights to submit and to withdraw it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications import earlier, form, in_person, queries, sealed
from gonggo.applications.commands.reach import as_lead, as_writer
from gonggo.applications.commands.starting import open_gate
from gonggo.applications.models import Application
from gonggo.applications.people import people_behind
from gonggo.applications.states import ApplicationState
from gonggo.intake import commands as door
from gonggo.intake.queries import Revision
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program
from gonggo.signing import commands as signing
from gonggo.signing.queries import standing_consents


def seal(*, application_id: UUID, by: Actor, at: datetime) -> Revision:
    """A writer of the consortium checks the application; if nothing is missing, its content becomes one revision.

    The same content again gives the revision that is open already. What is missing stays on record as an attempt to
    submit. Refuses with: wrong_role, incomplete (fact ``gaps``: the list).
    """
    try:
        return _seal(application_id, by, at)
    except Refused as refused:
        if refused.code == "incomplete":
            _note_attempt(application_id, refused, by, at)
        raise


@transaction.atomic
def _note_attempt(application_id: UUID, refused: Refused, by: Actor, at: datetime) -> None:
    """The refused check, in a transaction of its own: which answers and papers of whom were missing."""
    application = queries.within_reach(application_id, of=by)
    gaps = refused.facts["gaps"]
    assert isinstance(gaps, list)
    missing = [
        {"code": gap.code, "company": str(gap.company_id or ""), "place": gap.place, "item": gap.item} for gap in gaps
    ]
    subject = queries.ref_of(application.id)
    record("application.found_incomplete", subject=subject, by=by, at=at, program=application.program, missing=missing)


@transaction.atomic
def _seal(application_id: UUID, by: Actor, at: datetime) -> Revision:
    application, _ = as_writer(application_id, by, lock=True)
    draft = earlier.with_history(queries.draft_of(application), legal_day(at))
    gaps = form.gaps(draft)
    if gaps:
        raise Refused("incomplete", count=len(gaps), gaps=gaps)

    subject = queries.ref_of(application.id)
    standing = sealed.open_revision(application.id)
    open_gate(application, draft.program, at)
    revision = door.seal(
        subject,
        content=form.sealed_content(draft, number=application.number, operator=application.operator),
        papers={member.company_id: draft.papers.get(member.company_id, ()) for member in draft.members},
        at=at,
    )
    if standing is None or standing.id != revision.id:
        record(
            "application.sealed",
            subject=subject,
            by=by,
            at=at,
            program=application.program,
            revision=revision.number,
            digest=revision.digest,
            parts={str(one.company_id): form.part_digest(revision.content, one.company_id) for one in draft.members},
        )
    return revision


@transaction.atomic
def consent(
    *,
    application_id: UUID,
    part_digest: str,
    language: str,
    stepped_up_at: datetime | None,
    by: Actor,
    at: datetime,
) -> None:
    """A person of a company consents, for it, to its part of the sealed revision that was shown (``part_digest``),
    and for themselves where they are one of the people that it named: by the contact of their account.

    Refuses with: wrong_role, nothing_sealed, consent_stale, step_up_missing.
    """
    application, member = as_writer(application_id, by)
    standing = _sealed(application)
    if form.part_digest(standing.content, member.company_id) != part_digest:
        raise Refused("consent_stale")
    program = queries.program_of(application)
    signing.give_consents(
        subject=queries.ref_of(application.id),
        party_id=member.company_id,
        texts=sealed.texts_for(program, member.role),
        language=language,
        part_digest=part_digest,
        stepped_up_at=stepped_up_at,
        by=by,
        at=at,
    )
    for own in people_behind(application, member.company_id, by):
        _consent_as(own, standing, program, language, stepped_up_at, by, at)


def _consent_as(  # noqa: PLR0917  # as consent has them
    own: form.Named,
    standing: Revision,
    program: Program,
    language: str,
    stepped_up_at: datetime | None,
    by: Actor,
    at: datetime,
) -> None:
    """What the actor consents to as a natural person, if the sealed revision says anything of them."""
    found = [(party, one) for party, one in in_person.people_of(standing.content) if one["id"] == str(own.id)]
    for party, person in found:
        signing.give_own_consents(
            subject=standing.subject,
            person_id=own.id,
            texts=in_person.texts_for_person(program, party["role"], person["capacities"]),
            language=language,
            part_digest=in_person.part_digest(program, standing.content, own.id),
            proved_at=stepped_up_at,
            by=by,
            at=at,
        )


@transaction.atomic
def withdraw_consent(*, application_id: UUID, by: Actor, at: datetime) -> None:
    """A company takes its consents back; what was checked can no longer be submitted until it consents anew.

    Refuses with: wrong_role, consent_missing.
    """
    application, member = as_writer(application_id, by, lock=True)
    subject = queries.ref_of(application.id)
    signing.withdraw_consents(subject=subject, party_id=member.company_id, by=by, at=at)
    given = {one.party_id for one in standing_consents(subject)}
    for own in people_behind(application, member.company_id, by):
        if own.id in given:
            signing.withdraw_consents(subject=subject, party_id=own.id, by=by, at=at, in_person=True)
    door.raise_gate_epoch(subject)  # before the house commits: the door must not be behind


@transaction.atomic
def grant_submit(
    *, application_id: UUID, session_key: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> str:
    """The right to submit the sealed revision, as a capability of the door; only when every company has consented, and
    every person whose data is in it.

    Refuses with: wrong_role, nothing_sealed, consents_missing, people_missing, step_up_missing.
    """
    application, _ = as_writer(application_id, by, lock=True)
    standing = _sealed(application)
    given = standing_consents(standing.subject)
    waiting = [c.company_id for c in sealed.consent_states(application, standing, given) if not c.stands]
    if waiting:
        numbers = (
            application.parties.filter(company_id__in=waiting, ended_at=None)
            .order_by("brn")
            .values_list("brn", flat=True)
        )
        raise Refused("consents_missing", companies=", ".join(numbers))
    missing = [one.name for one in sealed.people_states(application, standing, given) if not one.stands]
    if missing:
        raise Refused("people_missing", people=", ".join(missing))
    return door.grant_submit(
        queries.ref_of(application.id),
        sealed=standing,
        actor=by,
        session_key=session_key,
        stepped_up_at=stepped_up_at,
        at=at,
    )


@transaction.atomic
def grant_withdraw(
    *, application_id: UUID, session_key: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> str:
    """The lead's right to withdraw what was received, as a capability of the door.

    Refuses with: wrong_role, lead_company_only, not_received, step_up_missing.
    """
    application = as_lead(application_id, by)
    if application.state != ApplicationState.RECEIVED:
        raise Refused("not_received")
    return door.grant_withdraw(
        queries.ref_of(application.id), actor=by, session_key=session_key, stepped_up_at=stepped_up_at, at=at
    )


def _sealed(application: Application) -> Revision:
    standing = sealed.open_revision(application.id)
    if standing is None:
        raise Refused("nothing_sealed")
    return standing
