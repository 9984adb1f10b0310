"""Eligibility is judged again, the agreement is frozen as a PDF, signed in order, concluded by the last signature."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements import papers, queries
from gonggo.agreements.commands.moving import moved, note, rules_for
from gonggo.agreements.judged import judgement_of
from gonggo.agreements.models import Agreement
from gonggo.agreements.paper import agreement_pdf
from gonggo.agreements.signers import signers_of
from gonggo.agreements.states import MOVES, OFFICERS, AgreementState
from gonggo.applications import queries as applications
from gonggo.applications import screening
from gonggo.documents.commands import keep_made
from gonggo.documents.kinds import FileKind
from gonggo.eligibility import commands as eligibility
from gonggo.eligibility.definition import Moment
from gonggo.kernel.actor import OPERATOR_ROLES, SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.months import months_after
from gonggo.kernel.refusal import Refused, written
from gonggo.programs.definition import Program
from gonggo.signing.commands import open_signing, void_signing
from gonggo.signing.queries import signing_of


@transaction.atomic
def judge(*, agreement_id: UUID, by: Actor, at: datetime) -> Agreement:
    """The companies are judged once more over what is known at ``at``; once for each instant.

    Refuses with: wrong_role, wrong_state. Raises OutOfReach.
    """
    row = queries.within_reach(agreement_id, of=by, lock=True)
    if by.role not in OPERATOR_ROLES | OFFICERS:
        raise Refused("wrong_role")
    if row.state != AgreementState.PAPERS:
        raise Refused("wrong_state", state=row.state)
    application = applications.within_reach(row.application_id, of=SYSTEM)
    cause = f"{Moment.AGREEMENT}:{at.isoformat()}"
    candidates = screening.candidates([application])
    eligibility.run_eligibility(queries.program_of(row), candidates, moment=Moment.AGREEMENT, cause=cause, at=at)
    note("agreement.judged", row, by=by, at=at)
    return row


@transaction.atomic
def let_pass(*, agreement_id: UUID, reason: str, by: Actor, at: datetime) -> Agreement:
    """An officer decides that what is not met does not stand in the way; it counts for the last run alone.

    Refuses with: wrong_role, wrong_state, not_judged, nothing_to_let_pass, agreement_reason_missing.
    """
    row = queries.within_reach(agreement_id, of=by, lock=True)
    if by.role not in OFFICERS:
        raise Refused("wrong_role")
    if row.state != AgreementState.PAPERS:
        raise Refused("wrong_state", state=row.state)
    found = judgement_of(row)
    if found is None:
        raise Refused("not_judged")
    if not found.failed or found.unknown:
        raise Refused("nothing_to_let_pass")
    row.clearing_reason, row.cleared_run_at = written(reason, "agreement_reason_missing"), found.at
    row.save(update_fields=["clearing_reason", "cleared_run_at"])
    conditions = sorted({one.condition for one in found.failed})
    note("agreement.let_pass", row, by=by, at=at, reason=row.clearing_reason, conditions=conditions)
    return row


def prepare_signing(*, agreement_id: UUID, by: Actor, at: datetime) -> Agreement:
    """The agreement is frozen as a PDF with its digest, and opened for signature in the program's order.

    Files are written before the transaction begins, so this is never called inside one. Refuses with: wrong_role,
    wrong_state, agreement_overdue, legal_basis_missing, agreement_consent_missing, private_share_missing,
    agreement_papers_missing, not_judged, eligibility_open, eligibility_lost. Raises OutOfReach.
    """
    row = queries.within_reach(agreement_id, of=by)
    _check_ready(row, by, at)
    terms, program = queries.terms(agreement_id, of=by), queries.program_of(row)
    made = agreement_pdf(terms, queries.lines(agreement_id), program, rules_for(row), on=legal_day(at))
    kept = keep_made(made, name=f"{row.number}.pdf", kind=FileKind.PDF, at=at, program=row.program)
    return _frozen(agreement_id, program, kept.id, kept.file_id, by=by, at=at)


@transaction.atomic
def _frozen(
    agreement_id: UUID, program: Program, document_id: UUID, sha256: str, *, by: Actor, at: datetime
) -> Agreement:
    row = queries.within_reach(agreement_id, of=by, lock=True)
    _check_ready(row, by, at)
    row.state = AgreementState.SIGNING
    row.document_id, row.sha256 = document_id, sha256
    row.save(update_fields=["state", "document_id", "sha256"])
    signers = signers_of(queries.terms(agreement_id, of=by), program, rules_for(row), on=legal_day(at))
    signing = open_signing(
        subject=row.ref, document_id=document_id, signers=signers, by=by, at=at, name=row.number, program=row.program
    )
    legal: dict[str, Any] = {"sha256": sha256, "signing": str(signing.id)}
    note("agreement.prepared", row, by=by, at=at, basis=rules_for(row).legal_clause, **legal)
    return row


def _check_ready(row: Agreement, by: Actor, at: datetime) -> None:
    MOVES.check("prepare_signing", AgreementState(row.state), by)
    rules = rules_for(row)
    if legal_day(at) > row.conclude_by_on:
        raise Refused("agreement_overdue", rules.conclude_months.basis, due=row.conclude_by_on)
    if not rules.legal_basis.strip():
        raise Refused("legal_basis_missing", rules.legal_clause)
    terms = queries.terms(row.id, of=by)
    program = queries.program_of(row)
    missing = papers.lacks(papers.slots_of(terms, program), papers.consents_of(terms, program))
    if missing:
        raise Refused(missing[0].code, missing[0].basis, missing=missing[0].label, count=len(missing))
    found = judgement_of(row)
    if found is None or legal_day(found.at) != legal_day(at):
        raise Refused("not_judged")
    if found.unknown:
        raise Refused("eligibility_open", count=len(found.unknown))
    if found.failed and row.cleared_run_at != found.at:
        raise Refused("eligibility_lost", count=len(found.failed))


@transaction.atomic
def take_back(*, agreement_id: UUID, reason: str, by: Actor, at: datetime) -> Agreement:
    """What is in signature is called off, to be prepared anew. Refuses with: wrong_role, wrong_state,
    agreement_reason_missing."""
    row = moved(agreement_id, "take_back", by)
    said = written(reason, "agreement_reason_missing")
    signing = signing_of(row.ref)
    if signing is not None:
        void_signing(signing_id=signing.id, reason=said, by=by, at=at)
    row.save(update_fields=["state"])
    note("agreement.taken_back", row, by=by, at=at, reason=said)
    return row


@transaction.atomic
def conclude(*, agreement_id: UUID, at: datetime) -> Agreement | None:
    """All have signed: the agreement stands, from this day for the months of the notice. None if it does already.

    ``at`` is when the last signed. Refuses with: wrong_state.
    """
    row = queries.within_reach(agreement_id, of=SYSTEM, lock=True)
    if row.concluded_at is not None:
        return None
    row.state = MOVES.check("conclude", AgreementState(row.state), SYSTEM)
    term, day = rules_for(row).term_months, legal_day(at)
    row.concluded_at, row.begins_on, row.last_on = at, day, months_after(day, term.value)
    row.save(update_fields=["state", "concluded_at", "begins_on", "last_on"])
    days = {"begins_on": day.isoformat(), "last_on": row.last_on.isoformat()}
    note("agreement.concluded", row, by=SYSTEM, at=at, basis=term.basis, government=row.government, **days)
    return row
