"""The papers and consents that come before an agreement."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries
from gonggo.agreements.commands.moving import as_lead, note, rules_for
from gonggo.agreements.definition import STAGE, Slot
from gonggo.agreements.models import Agreement, Paper
from gonggo.agreements.papers import consent_digest
from gonggo.agreements.states import ANSWERERS, BEFORE, OFFICERS, AgreementState, ChangeState
from gonggo.documents import commands as documents
from gonggo.documents.commands.opening import OpenedFile, open_for
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor, writer
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.parties import queries as parties
from gonggo.signing.commands import give_consents


@transaction.atomic
def place_paper(*, agreement_id: UUID, slot: str, document_id: UUID, by: Actor, at: datetime) -> Paper:
    """The lead company puts a document that it uploaded into a slot; the one before it is kept as a version.

    Until the due day; what was sent back can be replaced until the day by which there must be an agreement. Refuses
    with: wrong_role, wrong_state, lead_company_only, agreement_slot_unknown, agreement_papers_late,
    agreement_paper_accepted. Raises OutOfReach for a document of somebody else.
    """
    row, known = _open_slot(agreement_id, slot, by=by, at=at, lock=True)
    where = {"agreement": row}
    paper, is_new = documents.fill_slot(Paper.objects, where, slot=slot, document_id=document_id, by=by, at=at)
    if known.may_be_left_out and not row.has_advance:
        row.has_advance = True
        row.save(update_fields=["has_advance"])
    if is_new:
        note("agreement.paper_placed", row, by=by, at=at, slot=slot, document=str(document_id))
    return paper


def check_slot(*, agreement_id: UUID, slot: str, by: Actor, at: datetime) -> None:
    """Whether a paper may come into the slot now, before its bytes are sent. Refuses as ``place_paper``."""
    _open_slot(agreement_id, slot, by=by, at=at, lock=False)


def _open_slot(agreement_id: UUID, key: str, *, by: Actor, at: datetime, lock: bool) -> tuple[Agreement, Slot]:
    row = _in_papers(agreement_id, by, lock=lock)
    as_lead(row, by)
    known = rules_for(row).slot(key)
    if known is None:
        raise Refused("agreement_slot_unknown", field="slot")
    before = row.papers.filter(slot=key, ended_at=None).first()
    if before is not None and before.is_accepted:
        raise Refused("agreement_paper_accepted", known.basis)
    sent_back = before is not None and before.is_accepted is False
    last = row.conclude_by_on if sent_back else row.papers_due_on
    if legal_day(at) > last:
        raise Refused("agreement_papers_late", rules_for(row).papers_days.basis, due=last)
    return row, known


@transaction.atomic
def leave_out_guarantee(*, agreement_id: UUID, by: Actor, at: datetime) -> Agreement:
    """The lead company brings no guarantee: nothing will be paid in advance.

    Refuses with: wrong_role, wrong_state, lead_company_only.
    """
    row = _in_papers(agreement_id, by)
    as_lead(row, by)
    left_out = [one.key for one in rules_for(row).slots if one.may_be_left_out]
    row.papers.filter(slot__in=left_out, ended_at=None).update(ended_at=at)
    row.has_advance = False
    row.save(update_fields=["has_advance"])
    note("agreement.advance_declined", row, by=by, at=at)
    return row


@transaction.atomic
def accept_paper(*, agreement_id: UUID, slot: str, by: Actor, at: datetime) -> Paper:
    """The office has looked at a paper and takes it. Refuses with: wrong_role, wrong_state, agreement_slot_empty."""
    return _looked(agreement_id, slot, is_accepted=True, reason="", by=by, at=at)


@transaction.atomic
def send_back_paper(*, agreement_id: UUID, slot: str, reason: str, by: Actor, at: datetime) -> Paper:
    """The office sends a paper back, with a reason that the company reads.

    Refuses with: wrong_role, wrong_state, agreement_slot_empty, agreement_reason_missing.
    """
    said = written(reason, "agreement_reason_missing")
    return _looked(agreement_id, slot, is_accepted=False, reason=said, by=by, at=at)


def _looked(agreement_id: UUID, slot: str, *, is_accepted: bool, reason: str, by: Actor, at: datetime) -> Paper:
    row = _in_papers(agreement_id, by)
    if by.role not in ANSWERERS:
        raise Refused("wrong_role")
    paper = row.papers.select_for_update().filter(slot=slot, ended_at=None).first()
    if paper is None:
        raise Refused("agreement_slot_empty")
    paper.is_accepted, paper.reason = is_accepted, reason
    paper.looked_by, paper.looked_at = parties.person_behind(by), at
    paper.save(update_fields=["is_accepted", "reason", "looked_by", "looked_at"])
    fact = "agreement.paper_accepted" if is_accepted else "agreement.paper_sent_back"
    note(fact, row, by=by, at=at, slot=slot, document=str(paper.document_id), reason=reason)
    return paper


@transaction.atomic
def put_off(
    *, agreement_id: UUID, papers_due_on: date, conclude_by_on: date, reason: str, by: Actor, at: datetime
) -> Agreement:
    """The agency gives more time for the papers and for the agreement, never less, with a reason.

    Refuses with: wrong_role, wrong_state, agreement_reason_missing, agreement_days_not_later.
    """
    row = queries.within_reach(agreement_id, of=by, lock=True)
    if by.role not in OFFICERS:
        raise Refused("wrong_role")
    if row.state not in BEFORE:
        raise Refused("wrong_state", state=row.state)
    said = written(reason, "agreement_reason_missing")
    if papers_due_on < row.papers_due_on or conclude_by_on < max(papers_due_on, row.conclude_by_on):
        raise Refused("agreement_days_not_later", field="papers_due_on")
    row.papers_due_on, row.conclude_by_on = papers_due_on, conclude_by_on
    row.save(update_fields=["papers_due_on", "conclude_by_on"])
    days = {"papers_due_on": papers_due_on.isoformat(), "conclude_by_on": conclude_by_on.isoformat()}
    note("agreement.put_off", row, by=by, at=at, reason=said, basis=None, **days)
    return row


@transaction.atomic
def consent(
    *,
    agreement_id: UUID,
    keys: Iterable[str],
    language: str,
    stepped_up_at: datetime | None,
    by: Actor,
    at: datetime,
) -> None:
    """A company of the agreement, or that is to take the place of one, gives the consents of its role online.

    It proves who it is first.

    ``keys`` are the texts that were on the page: all of them, or nothing is taken. Refuses with: wrong_role,
    wrong_state, agreement_texts_missing, step_up_missing.
    """
    row = queries.within_reach(agreement_id, of=by, lock=True)
    _, company_id = writer(by)
    coming = row.changes.filter(comes_id=company_id, state=ChangeState.ASKED).first()
    if row.state not in BEFORE and coming is None:
        raise Refused("wrong_state", state=row.state)
    parties.hold_membership(by)
    whose = company_id if coming is None or coming.leaves_id is None else coming.leaves_id
    party = row.parties.filter(company_id=whose, left_on=None).first()
    if party is None:
        raise OutOfReach(f"agreement:{agreement_id}")
    texts = queries.program_of(row).consents_of(party.role, STAGE)
    if set(keys) != {text.key for text in texts}:
        raise Refused("agreement_texts_missing", field="agreed")
    give_consents(
        subject=row.ref,
        party_id=company_id,
        texts=texts,
        language=language,
        part_digest=consent_digest(row, company_id),
        stepped_up_at=stepped_up_at,
        by=by,
        at=at,
    )


def open_paper(*, agreement_id: UUID, document_id: UUID, by: Actor, at: datetime) -> OpenedFile:
    """A paper of the agreement, for the lead company and the offices. Raises OutOfReach."""
    row = queries.within_reach(agreement_id, of=by)
    is_lead = (
        by.company_id is not None and row.parties.filter(company_id=by.company_id, leads=True, left_on=None).exists()
    )
    is_office = by.role in AGENCY_ROLES | OPERATOR_ROLES
    if not (is_lead or is_office) or not row.papers.filter(document_id=document_id).exists():
        raise OutOfReach(f"paper:{document_id}")
    return open_for(document_id, by=by, at=at, as_uploader=is_lead, as_staff=is_office)


def _in_papers(agreement_id: UUID, by: Actor, *, lock: bool = True) -> Agreement:
    row = queries.within_reach(agreement_id, of=by, lock=lock)
    if row.state != AgreementState.PAPERS:
        raise Refused("wrong_state", state=row.state)
    return row
