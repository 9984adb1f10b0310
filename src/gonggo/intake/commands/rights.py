"""Rights at the door, given as capabilities by whoever has checked them."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from gonggo.intake.capability import Act, Capability, minted, session_digest
from gonggo.intake.commands.drafts import DraftForm, know_form
from gonggo.intake.commands.gates import DOOR
from gonggo.intake.models import Gate, PersonEpoch
from gonggo.intake.queries import Revision
from gonggo.intake.receipts import microseconds
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import Refused

LIFE_AFTER_DEADLINE = timedelta(hours=48)


@transaction.atomic(using=DOOR)
def grant_submit(
    subject: Ref,
    *,
    sealed: Revision,
    actor: Actor,
    session_key: str,
    stepped_up_at: datetime | None,
    at: datetime,  # noqa: ARG001  # every command takes the moment; the right itself lives by the deadline
) -> str:
    """The right to submit one sealed revision once. Refuses with: step_up_missing, no_gate."""
    right = _right(Act.SUBMIT, subject, actor, session_key, _proved(stepped_up_at))
    return _minted(right, sealed_id=sealed.id.hex, sealed_digest=sealed.digest)


@transaction.atomic(using=DOOR)
def grant_withdraw(
    subject: Ref,
    *,
    actor: Actor,
    session_key: str,
    stepped_up_at: datetime | None,
    at: datetime,  # noqa: ARG001
) -> str:
    """The right to withdraw once what stands as submitted. Refuses with: step_up_missing, no_gate."""
    return _minted(_right(Act.WITHDRAW, subject, actor, session_key, _proved(stepped_up_at)))


@transaction.atomic(using=DOOR)
def grant_draft(
    subject: Ref,
    *,
    form: DraftForm,
    party: UUID,
    section: str,
    actor: Actor,
    session_key: str,
    at: datetime,  # noqa: ARG001
) -> str:
    """The right to save one page of one party, as often as the door's pace allows. Refuses with: no_gate."""
    know_form(form)
    return _minted(
        _right(Act.DRAFT, subject, actor, session_key, None), party=party.hex, form=form.key, sections=(section,)
    )


def _proved(stepped_up_at: datetime | None) -> datetime:
    if stepped_up_at is None:
        raise Refused("step_up_missing")
    return stepped_up_at


def _right(act: Act, subject: Ref, actor: Actor, session_key: str, stepped_up_at: datetime | None) -> dict[str, object]:
    """What every capability holds. The person is admitted at the gate: the caller has checked the right."""
    gate = Gate.objects.filter(subject_id=subject.id, subject_kind=subject.kind).first()
    if gate is None or actor.person_id is None:
        raise Refused("no_gate")
    person, _ = PersonEpoch.objects.get_or_create(subject_id=subject.id, person_id=actor.person_id)
    return {
        "act": str(act),
        "audience": settings.GONGGO_ENVIRONMENT.origin,
        "subject_kind": str(subject.kind),
        "subject_id": subject.id.hex,
        "person_id": actor.person_id.hex,
        "role": str(actor.role),
        "company_id": actor.company_id.hex if actor.company_id else "",
        "gate_epoch": gate.epoch,
        "person_epoch": person.epoch,
        "session": session_digest(session_key),
        "nonce": secrets.token_hex(16),
        "expires_at": microseconds(gate.closes_at + LIFE_AFTER_DEADLINE),
        "step_up_at": microseconds(stepped_up_at) if stepped_up_at else 0,
    }


def _minted(right: dict[str, object], **more: object) -> str:
    return minted(Capability(**right, **more), settings.GONGGO_CAPABILITY_KEY)  # type: ignore[arg-type]  # as built above
