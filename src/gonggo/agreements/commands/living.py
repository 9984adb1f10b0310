"""What happens in a company's life is a dated fact of it, with its effect on every agreement that binds it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries
from gonggo.agreements.changes import ChangeKind, Effect, change_rules_of
from gonggo.agreements.commands.changing import enter, in_words
from gonggo.agreements.models import Agreement, Change
from gonggo.agreements.states import ANSWERERS, OPEN_CHANGES, AgreementState
from gonggo.facts import queries as facts
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import LONGEST
from gonggo.kernel.actor import SYSTEM, Actor, writer
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.parties import queries as parties


@transaction.atomic
def tell_event(  # an event in all its words
    *,
    company_id: UUID,
    item: str,
    before: str,
    after: str,
    reason: str,
    cause_on: date,
    by: Actor,
    at: datetime,
    successor_id: UUID | None = None,
) -> list[Change]:
    """A company, lead or not, tells what has happened in its life, or an office that looks after it does.

    It is so from ``cause_on`` on; however late it is told, it is taken. Each running agreement that binds the company
    has its change: notified, or to be decided, as its program says; ``successor_id`` is the company that is to take its
    place, where the program says that one succeeds. What the event makes so of the company is a fact that the other
    rooms read. Told again it changes nothing. Refuses with: wrong_role, change_item_unknown, change_text_missing,
    agreement_reason_missing, change_cause_late (a day ahead), change_open_already, successor_missing,
    successor_unknown, successor_is_self, successor_is_party, successor_not_asked. Raises OutOfReach.
    """
    _check_teller(company_id, by)
    words, said = in_words((before, after)), written(reason, "agreement_reason_missing")
    if cause_on > legal_day(at):
        raise Refused("change_cause_late", field="cause_on", days=0)
    found = [(row, _kind(row, item)) for row in _running_of(company_id, by)]
    bound = [(row, kind) for row, kind in found if kind is not None]
    if not bound:
        raise Refused("change_item_unknown", field="item")
    told = []
    for row, kind in bound:
        _check_successor(row, kind, company_id, successor_id)
        told.append(_entered(row, kind, words, said, cause_on, company_id, successor_id, by, at))
    who = by if by.company_id == company_id else SYSTEM
    subject = Ref(Kind.COMPANY, company_id)
    state_fact(subject=subject, kind=item, value=words[1][:LONGEST], since_on=cause_on, by=who, at=at)
    for about, value in {kind.states for _, kind in bound if kind.states is not None}:
        _make_so(subject, about, value, cause_on, by=who, at=at)
    return told


def _make_so(subject: Ref, kind: str, value: str, since_on: date, *, by: Actor, at: datetime) -> None:
    """It is so from that day on, and today: what a register said in between does not outlive it."""
    for day in (since_on, legal_day(at)):
        said = facts.said_on([subject.id], [kind], day).get(subject.id, {}).get(kind)
        if said is None or said.value != value:
            state_fact(subject=subject, kind=kind, value=value, since_on=day, by=by, at=at)


def _check_teller(company_id: UUID, by: Actor) -> None:
    if by.company_id is None:
        if by.role not in ANSWERERS:
            raise Refused("wrong_role")
    elif writer(by)[1] != company_id:
        raise OutOfReach(f"company:{company_id}")
    else:
        parties.hold_membership(by)


def _running_of(company_id: UUID, by: Actor) -> list[Agreement]:
    """Every agreement that stands and binds the company, locked; an office has to look after one of them."""
    mine = {"parties__company_id": company_id, "parties__left_on": None, "state": AgreementState.CONCLUDED}
    if not queries.visible_to(by).filter(**mine).exists():
        raise OutOfReach(f"company:{company_id}")
    rows = queries.visible_to(SYSTEM).select_for_update(of=("self",)).filter(**mine)
    return list(rows.order_by("number"))


def _kind(row: Agreement, item: str) -> ChangeKind | None:
    """None where the program knows no such event."""
    kind = change_rules_of(queries.program_of(row), row.track).kind(item)
    return kind if kind is not None and kind.is_event else None


def _check_successor(row: Agreement, kind: ChangeKind, company_id: UUID, successor_id: UUID | None) -> None:
    if kind.effect is not Effect.SUCCEED:
        if successor_id is not None:
            raise Refused("successor_not_asked", kind.basis, field="successor")
        return
    if successor_id is None:
        raise Refused("successor_missing", kind.basis, field="successor")
    if successor_id == company_id:
        raise Refused("successor_is_self", kind.basis, field="successor")
    if successor_id not in parties.companies([successor_id]):
        raise Refused("successor_unknown", kind.basis, field="successor")
    if row.parties.filter(company_id=successor_id, left_on=None).exists():
        raise Refused("successor_is_party", kind.basis, field="successor")


def _entered(  # noqa: PLR0917  # one event in one agreement
    row: Agreement,
    kind: ChangeKind,
    words: tuple[str, str],
    reason: str,
    cause_on: date,
    company_id: UUID,
    successor_id: UUID | None,
    by: Actor,
    at: datetime,
) -> Change:
    mine = row.changes.filter(item=kind.key, company_id=company_id)
    known = mine.filter(cause_on=cause_on, after=words[1], comes_id=successor_id).first()
    if known is not None:
        return known
    if kind.effect is not Effect.NOTIFY and mine.filter(state__in=sorted(OPEN_CHANGES)).exists():
        raise Refused("change_open_already")
    whose: dict[str, Any] = {"company_id": company_id, "comes_id": successor_id}
    return enter(row, kind.key, kind.effect, words, reason, cause_on, **whose, by=by, at=at)
