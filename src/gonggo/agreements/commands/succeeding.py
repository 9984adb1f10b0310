"""A company takes the place of another: told or asked for, checked as at the agreement, signed by all."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements import newcomer, papers, queries
from gonggo.agreements.changes import MEMBERS, Effect
from gonggo.agreements.commands.changing import answered, running, told
from gonggo.agreements.commands.moving import as_lead, note, rules_for
from gonggo.agreements.models import Agreement, Change
from gonggo.agreements.models import Party as PartyRow
from gonggo.agreements.newcomer import is_signed, with_newcomer
from gonggo.agreements.paper import agreement_pdf
from gonggo.agreements.queries import Terms
from gonggo.agreements.signers import signers_of
from gonggo.agreements.states import CHANGE_MOVES, AgreementState, ChangeState
from gonggo.documents.commands import keep_made
from gonggo.documents.kinds import FileKind
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.pool import queries as pool
from gonggo.programs.definition import PartyRole
from gonggo.signing.commands import open_signing


@transaction.atomic
def ask_supplier(
    *, agreement_id: UUID, leaves_id: UUID, comes_id: UUID, reason: str, cause_on: date, by: Actor, at: datetime
) -> Change:
    """The lead company asks that another supplier of the pool take the place of one of the agreement's.

    Refuses with: what ``ask_change`` does, and leaving_supplier_unknown, supplier_is_party, supplier_not_in_pool.
    """
    row = running(agreement_id, by)
    as_lead(row, by)
    terms = queries.terms(agreement_id, of=by)
    if terms.role_of(leaves_id) is not PartyRole.SUPPLIER:
        raise Refused("leaving_supplier_unknown", field="leaves_id")
    if terms.role_of(comes_id) is not None:
        raise Refused("supplier_is_party", field="comes_id")
    _check_pool(row, comes_id, at)
    names = names_of([leaves_id, comes_id], legal_day(at))
    words = (names.get(leaves_id, ""), names.get(comes_id, ""))
    change = told(row, MEMBERS, Effect.APPROVE, words, reason, cause_on, 0, by=by, at=at)
    change.leaves_id, change.comes_id = leaves_id, comes_id
    change.save(update_fields=["leaves_id", "comes_id"])
    return change


def prepare_change(*, change_id: UUID, found_met: Collection[str], answer: str, by: Actor, at: datetime) -> Change:
    """The office lets the newcomer in: the agreement as it is with it is frozen and opened for all to sign.

    ``found_met`` are the conditions that the facts leave open and the officer finds met. Files are written before the
    transaction begins, so this is never called inside one. Refuses with: wrong_role, wrong_state,
    agreement_reason_missing, supplier_not_in_pool, agreement_consent_missing, supplier_ineligible,
    supplier_findings_open. Raises OutOfReach.
    """
    change = Change.objects.filter(id=change_id, comes_id__isnull=False).first()
    if change is None:
        raise OutOfReach(f"change:{change_id}")
    row = queries.within_reach(change.agreement_id, of=by)
    CHANGE_MOVES.check("prepare_change", ChangeState(change.state), by)
    program, terms = queries.program_of(row), with_newcomer(queries.terms(row.id, of=by), change)
    made = agreement_pdf(terms, queries.lines(row.id), program, rules_for(row), on=legal_day(at))
    kept = keep_made(made, name=f"{row.number}.pdf", kind=FileKind.PDF, at=at, program=row.program)
    return _opened(change_id, kept.id, found_met, answer, by=by, at=at)


@transaction.atomic
def accept_successor(*, change_id: UUID, found_met: Collection[str], answer: str, by: Actor, at: datetime) -> Change:
    """The office accepts a company that succeeds by law: nobody signs, and it is bound from this day on.

    ``found_met`` as ``prepare_change`` has it. Refuses with what that does, but for supplier_not_in_pool, and with:
    change_needs_signatures. Raises OutOfReach.
    """
    change, row = answered(change_id, "accept_successor", answer, by, at)
    if change.comes_id is None or is_signed(change, row):
        raise Refused("change_needs_signatures")
    _check_newcomer(change, row, found_met, at)
    change.save()
    _take_place(change, row, by=by, at=at, found_met=sorted(found_met), signed=False)
    return change


@transaction.atomic
def _opened(  # what was frozen, and what was found of the newcomer
    change_id: UUID, document_id: UUID, found_met: Collection[str], answer: str, *, by: Actor, at: datetime
) -> Change:
    change, row = answered(change_id, "prepare_change", answer, by, at)
    terms, program = _check_newcomer(change, row, found_met, at), queries.program_of(row)
    signers = signers_of(terms, program, rules_for(row), on=legal_day(at))
    told_of = {"name": row.number, "program": row.program}
    signing = open_signing(subject=row.ref, document_id=document_id, signers=signers, by=by, at=at, **told_of)
    change.signing_id = signing.id
    change.save()
    found: dict[str, Any] = {"found_met": sorted(found_met), "signing": str(signing.id)}
    note("agreement.change_prepared", row, by=by, at=at, change=str(change.id), item=change.item, **found)
    return change


@transaction.atomic
def conclude_change(*, signing_id: UUID, at: datetime) -> Change | None:
    """All have signed: the newcomer is bound from this day, the other's part is over. None if it is no change.

    ``at`` is when the last signed. Again is harmless.
    """
    change = Change.objects.select_for_update().filter(signing_id=signing_id).first()
    if change is None or change.state != ChangeState.SIGNING:
        return change
    row = queries.within_reach(change.agreement_id, of=SYSTEM, lock=True)
    change.state = CHANGE_MOVES.check("conclude_change", ChangeState.SIGNING, SYSTEM)
    change.save(update_fields=["state"])
    _take_place(change, row, by=SYSTEM, at=at, signed=True)
    return change


def _take_place(change: Change, row: Agreement, *, by: Actor, at: datetime, **found: Any) -> None:
    """From this day on the one is bound in the role and at the place of the other."""
    assert change.comes_id is not None  # the database keeps both
    assert change.leaves_id is not None
    left = row.parties.get(company_id=change.leaves_id, left_on=None)
    left.left_on = legal_day(at)
    left.save(update_fields=["left_on"])
    PartyRow.objects.create(
        agreement=row, company_id=change.comes_id, role=left.role, leads=left.leads, place=left.place
    )
    who: dict[str, Any] = {"left": str(change.leaves_id), "joined": str(change.comes_id)}
    event: dict[str, Any] = {"event": change.item} if change.company_id is not None else {}
    note("agreement.party_changed", row, by=by, at=at, change=str(change.id), **who, **event, **found)
    note("agreement.changed", row, by=by, at=at, change=str(change.id), item=change.item, answer=change.answer)


def _check_newcomer(change: Change, row: Agreement, found_met: Collection[str], at: datetime) -> Terms:
    """The terms with the newcomer, once it has consented and was found eligible; one that was chosen is of the pool."""
    assert change.comes_id is not None  # a company comes
    if change.item == MEMBERS:
        _check_pool(row, change.comes_id, at)
    terms, program = with_newcomer(queries.terms(row.id, of=SYSTEM), change), queries.program_of(row)
    missing = [one for one in papers.consents_of(terms, program) if one.company_id == change.comes_id and not one.given]
    if missing:
        raise Refused(
            "agreement_consent_missing", missing[0].text.basis, missing=missing[0].text.title, count=len(missing)
        )
    _check_eligible(change, row, found_met, at)
    return terms


def _check_pool(row: Agreement, company_id: UUID, at: datetime) -> None:
    if row.state != AgreementState.CONCLUDED:
        raise Refused("wrong_state", state=row.state)
    if not pool.standing_of([company_id], queries.program_of(row), at)[company_id].is_approved:
        raise Refused("supplier_not_in_pool", field="comes_id")


def _check_eligible(change: Change, row: Agreement, found_met: Collection[str], at: datetime) -> None:
    """Judged anew, over what is known now: nothing that is not met, and whatever is open was found met."""
    found = newcomer.weighed(change, row, at=at)
    if found.failed:
        raise Refused("supplier_ineligible", found.failed[0].basis, count=len(found.failed))
    still = {one.key for one in found.left_open} - set(found_met)
    if still:
        raise Refused("supplier_findings_open", count=len(still))
