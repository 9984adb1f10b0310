"""Everything that writes sanctions: proposed, told before, heard, drawn up, decided by another, stayed, ended."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.facts.commands import end_spans, state_span
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition import Program
from gonggo.settlement.models import Sanction, SanctionStay
from gonggo.settlement.sanctions import queries
from gonggo.settlement.sanctions.definition import Rules, rules_of, spans
from gonggo.settlement.states import PROPOSERS, SANCTION_MOVES, SanctionState

MOST_OPINION = 4000
REASON = "sanction_reason_missing"


@transaction.atomic
def propose_sanction(
    *,
    program: Program,
    company_id: UUID,
    ground: str,
    reason: str,
    by: Actor,
    at: datetime,
    agreement_id: UUID | None = None,
    operator: str = "",
) -> Sanction:
    """An office finds that a company ought to be barred, on a ground of the program; the company is not told yet.

    ``agreement_id`` names the agreement it is about, if any; the caller has seen that it is within reach. ``operator``
    is the key of the one that looks after it; an operator proposes as itself. Refuses with: wrong_role,
    sanction_ground_unknown, sanction_reason_missing, sanction_of_own_company. Raises OutOfReach.
    """
    if by.role not in PROPOSERS:
        raise Refused("wrong_role")
    company = parties.company(company_id)
    _check_not_own(company_id, by)
    found = rules_of(program).ground(ground)
    if found is None:
        raise Refused("sanction_ground_unknown", field="ground")
    office = parties.agencies_by_id([by.agency_id]).get(by.agency_id) if by.agency_id else None
    row = Sanction.objects.create(
        program=program.key,
        program_version=program.version,
        operator=office.key if office and office.kind == "operator" else operator,
        company_id=company.id,
        agreement_id=agreement_id,
        ground=found.key,
        kind=found.kind,
        state=SanctionState.PROPOSED,
        reason=written(reason, REASON),
        proposed_by=parties.person_behind(by),
        proposed_at=at,
    )
    _note("sanction.proposed", row, by=by, at=at, basis=found.basis)
    return row


@transaction.atomic
def give_notice(*, sanction_id: UUID, hear_until_on: date, by: Actor, at: datetime) -> Sanction:
    """The company is told before anything is decided, and until when it can be heard (사전통지).

    ``hear_until_on`` is the last day, at least the program's days after that of ``at``. Refuses with: wrong_role,
    wrong_state, sanction_of_own_company, hearing_too_short.
    """
    row = _moved(sanction_id, "give_notice", by)
    rules = queries.rules_for(row)
    least = rules.least_hearing(legal_day(at), korean_business_days())
    if hear_until_on < least:
        raise Refused("hearing_too_short", rules.hearing_basis, field="hear_until_on", least=least.isoformat())
    row.noticed_by, row.noticed_at, row.hear_until_on = parties.person_behind(by), at, hear_until_on
    row.save(update_fields=["state", "noticed_by", "noticed_at", "hear_until_on"])
    _note("sanction.noticed", row, by=by, at=at, basis=rules.hearing_basis, hear_until=hear_until_on.isoformat())
    return row


@transaction.atomic
def be_heard(*, sanction_id: UUID, opinion: str, by: Actor, at: datetime) -> Sanction:
    """The company says what it has to say (의견제출), once, on a day up to the last.

    Refuses with: wrong_role, wrong_state, hearing_over, hearing_opinion_missing. Raises OutOfReach.
    """
    row = queries.within_reach(sanction_id, of=by, lock=True)
    row.state = SANCTION_MOVES.check("be_heard", SanctionState(row.state), by)
    if row.hear_until_on is None or legal_day(at) > row.hear_until_on:
        raise Refused("hearing_over", queries.rules_for(row).hearing_basis, until=str(row.hear_until_on))
    row.opinion, row.heard_at = written(opinion, "hearing_opinion_missing", most=MOST_OPINION, field="opinion"), at
    row.save(update_fields=["state", "opinion", "heard_at"])
    _note("sanction.heard", row, by=by, at=at)
    return row


@transaction.atomic
def draw_up_sanction(
    *,
    sanction_id: UUID,
    decided_on: date,
    months: int,
    persons: Collection[str],
    reason: str,
    by: Actor,
    at: datetime,
) -> Sanction:
    """What the committee decided is written down, for another person to decide on: from which day, for how long.

    ``decided_on`` is the committee's day, from which the bar holds; ``persons`` are representatives who are barred with
    the company. Again draws it up anew. Refuses with: wrong_role, wrong_state, sanction_of_own_company, hearing_open,
    decision_day_wrong, sanction_too_long, sanction_person_unknown, sanction_reason_missing.
    """
    is_silent = queries.within_reach(sanction_id, of=by).state == SanctionState.NOTICED
    row = _moved(sanction_id, "draw_up_sanction", by)
    rules = queries.rules_for(row)
    _check_day(row, rules, decided_on, at, is_silent=is_silent)
    if not 1 <= months <= rules.months_most:
        raise Refused("sanction_too_long", rules.months_basis, field="months", most=rules.months_most)
    named = queries.representatives_of(row.company_id, legal_day(at))
    if not set(persons) <= set(named):
        raise Refused("sanction_person_unknown", field="persons")
    row.drawn_by, row.drawn_at, row.first_on, row.months = parties.person_behind(by), at, decided_on, months
    row.persons, row.decision = ", ".join(one for one in named if one in persons), written(reason, REASON)
    row.save(update_fields=["state", "drawn_by", "drawn_at", "first_on", "months", "persons", "decision"])
    _note("sanction.drawn_up", row, by=by, at=at, digest=row.digest)
    return row


def _check_day(row: Sanction, rules: Rules, decided_on: date, at: datetime, *, is_silent: bool) -> None:
    """The committee sat once the company was heard, or its days to be heard were over, and not in days to come."""
    last = row.hear_until_on
    if row.heard_at is None and is_silent and last is not None and legal_day(at) <= last:
        raise Refused("hearing_open", rules.hearing_basis, until=last.isoformat())
    heard = legal_day(row.heard_at) if row.heard_at else (last or date.max) + timedelta(days=1)
    if not heard <= decided_on <= legal_day(at):
        raise Refused("decision_day_wrong", rules.from_basis, field="decided_on", least=heard.isoformat())


@transaction.atomic
def decide_sanction(*, sanction_id: UUID, digest: str, by: Actor, at: datetime) -> Sanction:
    """Another person decides on what was drawn up: from the committee's day on the register bars the company.

    ``digest`` is that of the decision on the page. Refuses with: wrong_role, wrong_state, sanction_of_own_company,
    sanction_second_person, sanction_changed.
    """
    row = _moved(sanction_id, "decide_sanction", by)
    rules = queries.rules_for(row)
    if row.drawn_by == by.person_id:
        raise Refused("sanction_second_person", rules.approvals_basis)
    if digest != row.digest or row.first_on is None or row.months is None:
        raise Refused("sanction_changed")
    (span,) = spans(row.first_on, row.months)
    row.decided_by, row.decided_at, row.until_on = parties.person_behind(by), at, span.until_on
    row.save(update_fields=["state", "decided_by", "decided_at", "until_on"])
    _enter(row, rules, span.since_on, span.until_on, by=by, at=at)
    ground = rules.ground(row.ground)
    days = {"first_on": span.since_on.isoformat(), "until_on": span.until_on.isoformat(), "months": row.months}
    _note("sanction.decided", row, by=by, at=at, basis=ground.basis if ground else None, kind=row.kind, **days)
    return row


@transaction.atomic
def drop_sanction(*, sanction_id: UUID, reason: str, by: Actor, at: datetime) -> Sanction:
    """Nothing comes of it. Refuses with: wrong_role, wrong_state, sanction_of_own_company, sanction_reason_missing."""
    row = _moved(sanction_id, "drop_sanction", by)
    row.closed_at, row.closed_for = at, written(reason, REASON)
    row.save(update_fields=["state", "closed_at", "closed_for"])
    _note("sanction.dropped", row, by=by, at=at, was_told=row.noticed_at is not None, reason=row.closed_for)
    return row


@transaction.atomic
def stay_sanction(*, sanction_id: UUID, order: str, on: date, by: Actor, at: datetime) -> Sanction:
    """A court or a board of appeal has stayed it (집행정지): from ``on`` on the register does not bar the company.

    ``order`` says who, by which number. Refuses with: wrong_role, wrong_state, sanction_of_own_company,
    sanction_reason_missing, stay_day_wrong.
    """
    row = _moved(sanction_id, "stay_sanction", by)
    rules, before = queries.rules_for(row), queries.stays_of(row)
    first = max([row.first_on or date.max, *(one.until_on for one in before if one.until_on)])
    if not first <= on <= legal_day(at) or on >= (row.until_on or date.min):
        raise Refused("stay_day_wrong", rules.stay_basis, field="on", least=first.isoformat())
    SanctionStay.objects.create(
        sanction=row,
        order=written(order, REASON, most=200, field="order"),
        since_on=on,
        stayed_by=parties.person_behind(by),
        stayed_at=at,
    )
    row.save(update_fields=["state"])
    end_spans(follows=row.ref, on=on, by=by, at=at)
    _note("sanction.stayed", row, by=by, at=at, basis=rules.stay_basis, on=on.isoformat())
    return row


@transaction.atomic
def resume_sanction(*, sanction_id: UUID, on: date, by: Actor, at: datetime) -> Sanction:
    """The stay is over: the days that were left run from ``on`` on.

    Refuses with: wrong_role, wrong_state, sanction_of_own_company, stay_day_wrong.
    """
    row = _moved(sanction_id, "resume_sanction", by)
    rules, stay = queries.rules_for(row), queries.stays_of(row)[-1]
    if not stay.since_on <= on <= legal_day(at):
        raise Refused("stay_day_wrong", rules.stay_basis, field="on", least=stay.since_on.isoformat())
    stay.until_on = on
    stay.save(update_fields=["until_on"])
    span = spans(row.first_on or on, row.months or 1, queries.stayed(row))[-1]
    row.until_on = span.until_on
    row.save(update_fields=["state", "until_on"])
    _enter(row, rules, span.since_on, span.until_on, by=by, at=at)
    told = {"on": on.isoformat(), "until_on": span.until_on.isoformat()}
    _note("sanction.resumed", row, by=by, at=at, basis=rules.stay_basis, **told)
    return row


@transaction.atomic
def lift_sanction(*, sanction_id: UUID, reason: str, from_start: bool, by: Actor, at: datetime) -> Sanction:
    """It is undone: ``from_start`` as if it had never been, otherwise from the day of ``at`` on.

    Refuses with: wrong_role, wrong_state, sanction_of_own_company, sanction_reason_missing.
    """
    row = _moved(sanction_id, "lift_sanction", by)
    row.closed_at, row.closed_for = at, written(reason, REASON)
    row.save(update_fields=["state", "closed_at", "closed_for"])
    on = row.first_on if from_start and row.first_on else legal_day(at)
    end_spans(follows=row.ref, on=on, by=by, at=at)
    _note("sanction.lifted", row, by=by, at=at, on=on.isoformat(), reason=row.closed_for)
    return row


def end_due(*, now: datetime) -> int:
    """Bars whose last day is over end by themselves; how many did."""
    rows = Sanction.objects.filter(state=SanctionState.DECIDED, until_on__lte=legal_day(now))
    return sum(end_sanction(sanction_id=one, by=SYSTEM, at=now) for one in rows.values_list("id", flat=True))


@transaction.atomic
def end_sanction(*, sanction_id: UUID, by: Actor, at: datetime) -> bool:
    """The last day is over. False if another worker was first, or it goes on."""
    row = queries.within_reach(sanction_id, of=by, lock=True)
    if row.state != SanctionState.DECIDED or row.until_on is None or legal_day(at) < row.until_on:
        return False
    row.state, row.closed_at = SANCTION_MOVES.check("end_sanction", SanctionState(row.state), by), at
    row.save(update_fields=["state", "closed_at"])
    _note("sanction.ended", row, by=by, at=at)
    return True


def _enter(row: Sanction, rules: Rules, since_on: date, until_on: date, *, by: Actor, at: datetime) -> None:
    """The register says so of the company and of those who are barred with it."""
    for person in ("", *(one for one in row.persons.split(", ") if one)):
        state_span(
            subject=Ref(Kind.COMPANY, row.company_id),
            kind=rules.register,
            value=rules.register_value,
            since_on=since_on,
            until_on=until_on,
            follows=row.ref,
            representative=person,
            by=by,
            at=at,
        )


def _moved(sanction_id: UUID, command: str, by: Actor) -> Sanction:
    """The sanction, locked and in the state after ``command``, not saved yet; nobody decides over their own company."""
    row = queries.within_reach(sanction_id, of=by, lock=True)
    row.state = SANCTION_MOVES.check(command, SanctionState(row.state), by)
    _check_not_own(row.company_id, by)
    return row


def _check_not_own(company_id: UUID, by: Actor) -> None:
    own = parties.organisations_of(by.person_id) if by.person_id else []
    if Ref(Kind.COMPANY, company_id) in {one.ref for one in own}:
        raise Refused("sanction_of_own_company")


def _note(fact: str, row: Sanction, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    told = {"company": str(row.company_id), "ground": row.ground, **data}
    record(fact, subject=row.ref, by=by, at=at, basis=basis, program=row.program, **told)
