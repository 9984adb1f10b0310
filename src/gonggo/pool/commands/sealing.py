"""The check page: one immutable revision with the company's consents, and the right to submit it through the door."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.intake import commands as door
from gonggo.intake.queries import Revision
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.canonical import digest
from gonggo.kernel.refusal import Refused
from gonggo.pool import form, queries
from gonggo.pool.commands.reach import as_open, as_writer
from gonggo.pool.models import Registration
from gonggo.pool.states import MOVES, RegistrationState
from gonggo.signing import commands as signing


@transaction.atomic
def seal(
    *, registration_id: UUID, shown: str, language: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> Revision:
    """A writer seals exactly the content that the page showed (its digest is ``shown``) and consents for the company.

    Refuses with: wrong_role, pool_not_open_to_changes, pool_incomplete (fact ``gaps``), pool_changed_meanwhile,
    step_up_missing.
    """
    return _sealed(as_open(registration_id, by, at), shown, language, stepped_up_at, by, at)


def _sealed(  # noqa: PLR0917  # as seal has them
    registration: Registration, shown: str, language: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> Revision:
    draft = queries.draft_of(registration)
    if draft.gaps:
        raise Refused("pool_incomplete", count=len(draft.gaps), gaps=draft.gaps)
    if digest(draft.content) != shown:
        raise Refused("pool_changed_meanwhile")
    subject, company = queries.ref_of(registration.id), registration.company_id
    signing.give_consents(
        subject=subject,
        party_id=company,
        texts=draft.pool.consents,
        language=language,
        part_digest=shown,
        stepped_up_at=stepped_up_at,
        by=by,
        at=at,
    )
    revision = door.seal(
        subject,
        content=draft.content,
        papers={company: draft.papers},
        at=at,
    )
    record(
        "pool.sealed",
        subject=subject,
        by=by,
        at=at,
        program=registration.program,
        revision=revision.number,
        digest=revision.digest,
    )
    return revision


@transaction.atomic
def grant_submit(
    *, registration_id: UUID, session_key: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> str:
    """The right to submit what is sealed, as a capability of the door.

    Refuses with: wrong_role, step_up_missing, pool_not_open_to_changes, pool_nothing_sealed.
    """
    registration = as_writer(registration_id, by)
    if registration.state not in queries.CHANGEABLE:
        raise Refused("pool_not_open_to_changes")
    standing = queries.sealed(registration)
    if standing is None:
        raise Refused("pool_nothing_sealed")
    return door.grant_submit(
        queries.ref_of(registration.id),
        sealed=standing,
        actor=by,
        session_key=session_key,
        stepped_up_at=stepped_up_at,
        at=at,
    )


@transaction.atomic
def grant_withdraw(
    *, registration_id: UUID, session_key: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> str:
    """The right to withdraw what was received and is not decided, as a capability of the door.

    Refuses with: wrong_role, pool_not_received, step_up_missing.
    """
    registration = as_writer(registration_id, by)
    if registration.state not in queries.WITHDRAWABLE:
        raise Refused("pool_not_received")
    return door.grant_withdraw(
        queries.ref_of(registration.id), actor=by, session_key=session_key, stepped_up_at=stepped_up_at, at=at
    )


@transaction.atomic
def answer_correction(
    *, registration_id: UUID, shown: str, language: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> Registration:
    """The company hands in what the agency asked to be mended; the days of the decision are counted from here anew.

    It needs no window: the registration itself was received in time. Refuses with: wrong_role, wrong_state,
    pool_incomplete, pool_changed_meanwhile, step_up_missing.
    """
    registration = as_writer(registration_id, by)
    state = MOVES.check("answer_correction", RegistrationState(registration.state), by)
    revision = _sealed(registration, shown, language, stepped_up_at, by, at)
    door.break_seal(queries.ref_of(registration.id))  # the door has nothing more to take: this was handed in here

    answers = form.Answers.read(revision.content["answers"])
    registration.state, registration.complete_at, registration.sealed_revision_id = state, at, revision.id
    registration.kind, registration.name = answers.text("kind"), answers.text("company-name")
    registration.save(update_fields=["state", "complete_at", "sealed_revision_id", "kind", "name"])
    record(
        "pool.correction_answered",
        subject=queries.ref_of(registration.id),
        by=by,
        at=at,
        program=registration.program,
        revision=revision.number,
    )
    return registration
