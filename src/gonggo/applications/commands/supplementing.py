"""An office asks a company for papers or consents that are lacking; the company hands them in, or it is returned."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.applications import form, queries, screening, sealed, supplements
from gonggo.applications.commands.moving import check_closed, decide, note
from gonggo.applications.commands.reach import as_writer
from gonggo.applications.models import Application, Supplement, SupplementItem
from gonggo.applications.states import SCREENING_MOVES, SUPPLEMENT_MOVES, ApplicationState, SupplementState
from gonggo.documents import queries as documents
from gonggo.kernel.actor import SYSTEM, Actor, writer
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.parties import queries as parties
from gonggo.programs.definition import Program
from gonggo.signing import commands as signing

AT_ONCE = 200


def ref_of(supplement_id: UUID) -> Ref:
    return Ref(Kind.SUPPLEMENT, supplement_id)


@transaction.atomic
def ask_supplement(
    *, application_id: UUID, company_id: UUID, items: Mapping[str, str], reason: str, by: Actor, at: datetime
) -> Supplement:
    """An office that has the application asks one of its companies for ``items`` (slot → ground).

    Refuses with: wrong_role, wrong_state, window_still_open, receipts_on_their_way, supplement_empty,
    supplement_scope, decision_reason_missing. Raises OutOfReach.
    """
    application = queries.within_reach(application_id, of=by, lock=True)
    to = SCREENING_MOVES.check("ask_supplement", ApplicationState(application.state), by)
    check_closed(application, at)
    program = queries.program_of(application)
    role = _role_of(application, company_id)
    _check_items(program, role, items)

    scope = supplements.scope_of(program)
    supplement = Supplement.objects.create(
        application=application,
        company_id=company_id,
        reason=written(reason, "decision_reason_missing"),
        asked_by=parties.person_behind(by),
        asked_at=at,
        due_on=scope.due_on(at),
    )
    SupplementItem.objects.bulk_create(
        [SupplementItem(supplement=supplement, slot=slot, ground=ground) for slot, ground in sorted(items.items())]
    )
    application.state = to
    application.save(update_fields=["state"])
    facts: dict[str, Any] = {"items": dict(items), "reason": supplement.reason, "due_on": supplement.due_on.isoformat()}
    note("application.supplement_asked", application, by=by, at=at, basis=scope.basis, **_named(supplement), **facts)
    return supplement


def _role_of(application: Application, company_id: UUID) -> str:
    candidate = screening.candidates([application])[0]
    role = next((party.role for party in candidate.parties if party.company_id == company_id), None)
    if role is None:
        raise OutOfReach(f"company:{company_id}")
    return role


def _check_items(program: Program, role: str, items: Mapping[str, str]) -> None:
    """Papers and consents only: what would change the plan, the budget or the parties is not among them."""
    if not items:
        raise Refused("supplement_empty", field="items")
    scope, slots = supplements.scope_of(program), supplements.slots_for(program, role)
    for slot, ground in items.items():
        fits = slots.get(slot) == (ground == supplements.CONSENTS) and ground in scope.grounds
        if not fits:
            raise Refused("supplement_scope", scope.basis, field=slot)


def _named(supplement: Supplement) -> dict[str, Any]:
    return {"supplement": str(supplement.id), "company": str(supplement.company_id)}


@transaction.atomic
def hand_in(*, supplement_id: UUID, slot: str, document_id: UUID, by: Actor, at: datetime) -> SupplementItem:
    """The company hands in a paper that it was asked for; one that it handed in before is replaced.

    Refuses with: wrong_role, wrong_state, supplement_late, slot_unknown. Raises OutOfReach.
    """
    supplement, application, _ = _open(supplement_id, by, at)
    if documents.document(document_id).organisation != by.organisation:
        raise OutOfReach(f"document:{document_id}")
    item = _item(supplement, slot, is_consent=False)
    item.document_id, item.handed_in_by, item.handed_in_at = document_id, writer(by)[0], at
    item.save(update_fields=["document_id", "handed_in_by", "handed_in_at"])
    said = _named(supplement) | {"slot": slot, "document": str(document_id)}
    note("application.supplement_paper_placed", application, by=by, at=at, **said)
    return item


@transaction.atomic
def consent_again(
    *, supplement_id: UUID, slot: str, language: str, stepped_up_at: datetime | None, by: Actor, at: datetime
) -> SupplementItem:
    """The company gives a consent that it was asked for, to its part of what was received.

    Refuses with: wrong_role, wrong_state, supplement_late, slot_unknown, step_up_missing. Raises OutOfReach.
    """
    supplement, application, member = _open(supplement_id, by, at)
    item = _item(supplement, slot, is_consent=True)
    received = sealed.revision(application.sealed_revision_id) if application.sealed_revision_id else None
    if received is None:
        raise LookupError(f"{application} was received without a sealed revision")
    texts = sealed.texts_for(queries.program_of(application), member.role)
    signing.give_consents(
        subject=ref_of(supplement.id),
        party_id=member.company_id,
        texts=[text for text in texts if text.key == slot],
        language=language,
        part_digest=form.part_digest(received.content, member.company_id),
        stepped_up_at=stepped_up_at,
        by=by,
        at=at,
    )
    item.handed_in_by, item.handed_in_at = writer(by)[0], at
    item.save(update_fields=["handed_in_by", "handed_in_at"])
    return item


def _item(supplement: Supplement, slot: str, *, is_consent: bool) -> SupplementItem:
    item = supplement.items.filter(slot=slot).first()
    if item is None or (item.ground == supplements.CONSENTS) != is_consent:
        raise Refused("slot_unknown", field="slot")
    return item


def _open(supplement_id: UUID, by: Actor, at: datetime) -> tuple[Supplement, Application, form.Member]:
    """A supplement of the actor's company that can still be answered, with its application, both locked."""
    asked = Supplement.objects.filter(id=supplement_id).first()
    if asked is None or asked.company_id != by.company_id:
        raise OutOfReach(f"supplement:{supplement_id}")
    application, member = as_writer(asked.application_id, by, lock=True)
    supplement = Supplement.objects.select_for_update().get(id=supplement_id)
    SUPPLEMENT_MOVES.check("answer_supplement", SupplementState(supplement.state), by)
    if legal_day(at) > supplement.due_on:
        scope = supplements.scope_of(queries.program_of(application))
        raise Refused("supplement_late", scope.basis, due_on=supplement.due_on)
    return supplement, application, member


@transaction.atomic
def answer_supplement(*, supplement_id: UUID, by: Actor, at: datetime) -> Supplement:
    """The company says that all it was asked for is handed in; the office looks at it.

    Refuses with: wrong_role, wrong_state, supplement_late, supplement_incomplete. Raises OutOfReach.
    """
    supplement, application, _ = _open(supplement_id, by, at)
    lacking = supplement.items.filter(handed_in_at=None).count()
    if lacking:
        raise Refused("supplement_incomplete", count=lacking)
    supplement.state = SUPPLEMENT_MOVES.check("answer_supplement", SupplementState(supplement.state), by)
    supplement.closed_at = at
    supplement.save(update_fields=["state", "closed_at"])
    application.state = SCREENING_MOVES.check("answer_supplement", ApplicationState(application.state), by)
    application.save(update_fields=["state"])
    note("application.supplement_answered", application, by=by, at=at, **_named(supplement))
    return supplement


def return_unanswered(*, now: datetime) -> int:
    """Applications whose company did not answer in time are returned; how many were."""
    due = Supplement.objects.filter(state=SupplementState.ASKED, due_on__lt=legal_day(now))
    in_order = due.order_by("due_on", "application__number").values_list("id", flat=True)
    return sum(_return(supplement_id, now) for supplement_id in in_order[:AT_ONCE])


@transaction.atomic
def _return(supplement_id: UUID, now: datetime) -> bool:
    supplement = Supplement.objects.get(id=supplement_id)
    application = queries.within_reach(supplement.application_id, of=SYSTEM, lock=True)
    supplement = Supplement.objects.select_for_update().get(id=supplement_id)
    if supplement.state != SupplementState.ASKED:
        return False  # answered, or lapsed by another worker, at this very moment
    supplement.state = SUPPLEMENT_MOVES.check("return_unanswered", SupplementState.ASKED, SYSTEM)
    supplement.closed_at = now
    supplement.save(update_fields=["state", "closed_at"])
    section = queries.program_of(application).room(supplements.ROOM)
    unanswered = section.value(supplements.GROUP, "unanswered")
    decide(application, "return_unanswered", supplement.reason, by=SYSTEM, at=now)
    note("application.returned", application, by=SYSTEM, at=now, basis=unanswered.basis, **_named(supplement))
    return True
