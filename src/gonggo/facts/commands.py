"""Stating what is so, from a day on; and registering a company with its first facts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.facts import queries
from gonggo.facts.definition import FactKind, NotAFact, Source, Value, representative_ref
from gonggo.facts.models import Fact
from gonggo.journal.commands import record, record_each
from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_WRITERS, OFFICE_ROLES, SYSTEM, Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as parties
from gonggo.parties import queries as people
from gonggo.parties import rules
from gonggo.parties.models import Company

_STATERS = COMPANY_WRITERS | AGENCY_ROLES | {Role.SYSTEM}


def _value(kind: str, content: str | date) -> Value:
    cleaned = content.strip() if isinstance(content, str) else content
    if kind is FactKind.PHONE and isinstance(cleaned, str):
        cleaned = rules.phone(cleaned)
    try:
        return Value(kind, cleaned)
    except NotAFact as wrong:
        raise Refused("fact_malformed", field=str(kind)) from wrong


@transaction.atomic
def state_fact(
    *,
    subject: Ref,
    kind: str,
    value: str | date,
    since_on: date,
    by: Actor,
    at: datetime,
    source: Source = Source.STATED,
    evidence_id: UUID | None = None,
    representative: str = "",
    program: str = "",
) -> Fact:
    """A company's writer (or the agency) states that something is so from ``since_on`` on.

    ``kind`` is one of the house or of a program; ``representative`` names the one of the company's representatives
    that it is so of, as a person; ``program`` is the key of the one program that it is so in. What held on that day
    ends there and what was stated for later stays. A company's people can only state; another source is the office's
    word. ``at`` is when it was said. Refuses with: wrong_role, fact_malformed, phone_invalid.
    """
    (fact,) = state_facts(
        subject=subject,
        values={kind: value},
        since_on=since_on,
        by=by,
        at=at,
        source=source,
        evidence_id=evidence_id,
        representative=representative,
        program=program,
    )
    return fact


@transaction.atomic
def state_facts(
    *,
    subject: Ref,
    values: Mapping[str, str | date],
    since_on: date,
    by: Actor,
    at: datetime,
    source: Source = Source.STATED,
    evidence_id: UUID | None = None,
    representative: str = "",
    program: str = "",
) -> list[Fact]:
    """Several things that are so from one day on, as a register or a page says them: all or nothing.

    ``values`` is kind → what is so; the rest, and what is refused, as ``state_fact`` has it. Two SELECTs, however many
    they are.
    """
    if subject.kind is not Kind.COMPANY:
        raise OutOfReach(str(subject))
    people.within_reach(subject.id, of=by, lock=True)
    if by.role not in _STATERS or (by.role in COMPANY_WRITERS and source is not Source.STATED):
        raise Refused("wrong_role")
    contents = [_value(kind, content) for kind, content in values.items()]

    about = representative_ref(subject.id, representative) if representative else subject
    put = _put(about, contents, since_on, source=source, evidence_id=evidence_id, by=by, at=at, program=program)
    _record_stated(put, subject, by, at)
    return put


@transaction.atomic
def state_looked_up(
    *,
    company_id: UUID,
    values: Mapping[str, str | date],
    on: date,
    by: Actor,
    at: datetime,
    source: Source = Source.OFFICER,
) -> list[Fact]:
    """An office looked registers up for a matter that it has in hand: what they said is so from that day on.

    That the matter is within its reach the caller has seen; whose the company is does not count. ``values`` is kind →
    what the register said. All or nothing; refuses with: wrong_role, fact_malformed.
    """
    if by.role not in OFFICE_ROLES | {Role.SYSTEM}:
        raise Refused("wrong_role")
    subject = people.within_reach(company_id, of=SYSTEM, lock=True).ref
    contents = [_value(kind, content) for kind, content in values.items()]
    put = _put(subject, contents, on, source=source, evidence_id=None, by=by, at=at)
    _record_stated(put, subject, by, at)
    return put


def _record_stated(put: Iterable[Fact], subject: Ref, by: Actor, at: datetime) -> None:
    """All that were stated together."""
    record_each("fact.stated", [{"fact": one.id, "kind": one.kind} for one in put], subject=subject, by=by, at=at)


@transaction.atomic
def state_span(
    *,
    subject: Ref,
    kind: str,
    value: str,
    since_on: date,
    until_on: date,
    follows: Ref,
    by: Actor,
    at: datetime,
    representative: str = "",
) -> Fact:
    """An office's decision makes something so of a company on each day of ``[since_on, until_on)``, in every program.

    It stands beside what others state of the same kind: neither takes over from the other. ``follows`` is the decision,
    ``representative`` as ``state_fact`` has it. Refuses with: wrong_role, fact_malformed. Raises OutOfReach.
    """
    if subject.kind is not Kind.COMPANY:
        raise OutOfReach(str(subject))
    people.within_reach(subject.id, of=by, lock=True)
    if by.role not in AGENCY_ROLES | {Role.SYSTEM}:
        raise Refused("wrong_role")
    about, said = representative_ref(subject.id, representative) if representative else subject, _value(kind, value)
    fact = Fact.objects.create(
        subject_kind=about.kind,
        subject_id=about.id,
        kind=said.kind,
        value=said.stored(),
        since_on=since_on,
        until_on=until_on,
        source=Source.RECORD,
        recorded_by=by.person_id,
        recorded_at=at,
        follows=str(follows),
    )
    record("fact.stated", subject=subject, by=by, at=at, fact=fact.id, kind=fact.kind, follows=fact.follows)
    return fact


@transaction.atomic
def end_spans(*, follows: Ref, on: date, by: Actor, at: datetime) -> list[Fact]:
    """What follows from a decision is not so any more from ``on`` on, if it still was; those that ended now.

    Refuses with: wrong_role.
    """
    if by.role not in AGENCY_ROLES | {Role.SYSTEM}:
        raise Refused("wrong_role")
    rows = list(Fact.objects.select_for_update().filter(follows=str(follows), until_on__gt=on).order_by("id"))
    for row in rows:
        row.until_on = max(row.since_on, on)
        row.save(update_fields=["until_on"])
        record("fact.ended", subject=follows, by=by, at=at, fact=row.id, until_on=row.until_on.isoformat())
    return rows


@transaction.atomic
def correct_company(
    *, company_id: UUID, values: Mapping[FactKind, str | date], since_on: date, by: Actor, at: datetime
) -> list[Fact]:
    """The company's manager states anew what has changed since ``since_on``; what stayed the same is left alone.

    All or nothing. A day before the present fact began would correct the past and leave the present as it is, so it is
    refused; the day on which it began replaces it. ``at`` is when it was said. Raises OutOfReach; refuses with:
    wrong_role, fact_since_too_late, fact_since_too_early, fact_malformed, phone_invalid.
    """
    subject = people.within_reach(company_id, of=by, lock=True).ref
    if by.role is not Role.COMPANY_MANAGER:
        raise Refused("wrong_role")
    if since_on > legal_day(at):
        raise Refused("fact_since_too_late", field="since_on")
    present = {row.kind: row for row in queries.present_rows(subject, legal_day(at))}
    contents = [_value(kind, content) for kind, content in values.items()]
    changed = [one for one in contents if one.kind not in present or one.stored() != present[one.kind].value]
    began = [present[one.kind].since_on for one in changed if one.kind in present]
    if began and since_on < max(began):
        raise Refused("fact_since_too_early", field="since_on", began=max(began).isoformat())
    anew = {str(one.kind): one.content for one in changed}
    return state_facts(subject=subject, values=anew, since_on=since_on, by=by, at=at)


@transaction.atomic
def register_company(
    *,
    brn: str,
    name: str,
    representative: str,
    address: str,
    by: Actor,
    at: datetime,
    others: Mapping[FactKind, str | date] | None = None,
) -> Company:
    """A person registers a company by its number and says what it is called, who represents it and where it sits.

    All or nothing; ``others`` are further facts, empty ones are left out. ``at`` is the moment of the claim, its legal
    day the first day of the facts. Refuses with: brn_invalid, company_taken, already_member, fact_malformed,
    phone_invalid.
    """
    stated = {FactKind.NAME: name, FactKind.REPRESENTATIVE: representative, FactKind.ADDRESS: address}
    values = [_value(kind, content) for kind, content in {**stated, **(others or {})}.items() if _said(kind, content)]
    company = parties.claim_company(brn=brn, by=by, at=at)
    manager = Actor(by.person_id, Role.COMPANY_MANAGER, company.ref)
    put = _put(company.ref, values, legal_day(at), source=Source.STATED, evidence_id=None, by=manager, at=at)
    _record_stated(put, company.ref, manager, at)
    return company


_REQUIRED = frozenset({FactKind.NAME, FactKind.REPRESENTATIVE, FactKind.ADDRESS})


def _said(kind: FactKind, content: str | date) -> bool:
    return kind in _REQUIRED or not isinstance(content, str) or bool(content.strip())


def _put(
    subject: Ref,
    values: Sequence[Value],
    since_on: date,
    *,
    source: Source,
    evidence_id: UUID | None,
    by: Actor,
    at: datetime,
    program: str = "",
) -> list[Fact]:
    """The rows in force on ``since_on`` end there; the new ones take over their ends: later ones keep theirs."""
    of = {"subject_kind": subject.kind, "subject_id": subject.id, "program": program}
    rows = Fact.objects.select_for_update().filter(**of, kind__in=[value.kind for value in values], follows="")
    known: dict[str, list[Fact]] = {}
    for row in rows.order_by("since_on", "id"):
        if row.until_on is None or row.until_on > row.since_on:
            known.setdefault(row.kind, []).append(row)
    return Fact.objects.bulk_create(
        Fact(
            **of,
            kind=value.kind,
            value=value.stored(),
            since_on=since_on,
            until_on=_given_way(known.get(value.kind, []), since_on),
            source=source,
            evidence_id=evidence_id,
            recorded_by=by.person_id,
            recorded_at=at,
        )
        for value in values
    )


def _given_way(live: Sequence[Fact], since_on: date) -> date | None:
    """The row of one kind that is in force on ``since_on`` ends there; where the one that comes ends."""
    held = next((row for row in reversed(live) if row.since_on <= since_on), None)
    later = next((row for row in live if row.since_on > since_on), None)
    if held is not None and (held.until_on is None or held.until_on > since_on):
        held.until_on = since_on
        held.save(update_fields=["until_on"])
    return later.since_on if later else None
