"""Everything that writes here: the prober's record is taken over; an extension is proposed, confirmed, dropped."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import SEOUL, machine_now
from gonggo.kernel.refusal import Refused, written
from gonggo.outages import queries
from gonggo.outages.definition import rules_of
from gonggo.outages.models import Proposal, Reading
from gonggo.outages.queries import Seen
from gonggo.outages.record import MOST_AT_ONCE, Line, RecordBroken, check_chain
from gonggo.outages.rules import Given
from gonggo.outages.states import EXTENDERS, MOVES, ProposalState
from gonggo.outages.words import published_reason
from gonggo.parties import queries as parties
from gonggo.programs import commands as programs
from gonggo.programs.definition import Program
from gonggo.programs.extending import APPLICATION, Extension
from gonggo.programs.queries import program as program_in_force
from gonggo.programs.queries import program_ref

STEP_UP_HOLDS = timedelta(minutes=5)


@transaction.atomic
def take_over(*, record_id: UUID, lines: Sequence[Line], by: Actor, at: datetime) -> int:
    """The next lines of a prober's record; how many of it stand here then. Lines that stand already are passed over.

    ``at`` is when they came. No fact is recorded: the record is its own journal and only grows. Refuses with:
    wrong_role, record_too_long, record_broken.
    """
    if by.role is not Role.SYSTEM:
        raise Refused("wrong_role")
    if len(lines) > MOST_AT_ONCE:
        raise Refused("record_too_long", most=MOST_AT_ONCE)
    number, before = queries.next_line(record_id)
    new = [line for line in lines if line.n > number]
    try:
        if any(line.record != record_id for line in lines):
            raise RecordBroken("lines of another record")  # one answer for every break
        check_chain(new, number=number, digest_before=before)
    except RecordBroken as broken:
        raise Refused("record_broken", why=str(broken)) from broken
    Reading.objects.bulk_create([_row(line, at) for line in new], batch_size=500)
    return number + len(new)


def _row(line: Line, at: datetime) -> Reading:
    return Reading(
        record=line.record,
        n=line.n,
        at=line.at,
        target=line.target,
        ok=line.ok,
        ms=line.ms,
        reason=line.reason,
        previous=line.previous,
        digest=line.digest,
        taken_at=at,
    )


@transaction.atomic
def propose(
    *, program: str, announced_at: datetime, moves_as_of_day: bool, reason: str, by: Actor, at: datetime
) -> Proposal:
    """An officer proposes what the rule gives of the prober's record; another must confirm it.

    ``announced_at`` is when recovery was announced. Refuses with: wrong_role, outage_lasts, no_extension_due,
    announcement_wrong, extension_over, extension_reason_missing, proposal_open. Raises OutOfReach.
    """
    if by.role not in EXTENDERS:
        raise Refused("wrong_role")
    in_force = program_in_force(program)
    seen = queries.seen(in_force, until=at)
    if seen.lasts:
        raise Refused("outage_lasts")
    given = _given(seen, announced_at, at)
    said = written(reason, "extension_reason_missing")
    if Proposal.objects.select_for_update().filter(program=program, state=ProposalState.PROPOSED).exists():
        raise Refused("proposal_open")
    assert given.outage.recovered_at is not None  # the rule gives nothing for one that lasts
    made = Proposal.objects.create(
        program=program,
        program_version=in_force.version,
        state=ProposalState.PROPOSED,
        old_closes_at=seen.closes_at,
        closes_at=given.closes_at,
        rule=given.rule,
        began_at=given.outage.began_at,
        recovered_at=given.outage.recovered_at,
        announced_at=announced_at,
        moves_as_of_day=moves_as_of_day,
        outages=_kept(seen),
        reason=said,
        proposed_by=parties.person_behind(by),
        proposed_at=at,
    )
    _note("deadline.proposed", made, by=by, at=at, basis=seen.rules.ground(given.rule), reason=said)
    return made


def _given(seen: Seen, announced_at: datetime, at: datetime) -> Given:
    """What the rule gives. Refuses with: no_extension_due, announcement_wrong, extension_over."""
    given = seen.given(announced_at)
    if given is None:
        raise Refused("no_extension_due", near=seen.rules.near // timedelta(hours=1))
    recovered_at = given.outage.recovered_at
    assert recovered_at is not None
    if not recovered_at <= announced_at <= at:
        there = f"{recovered_at.astimezone(SEOUL):%Y-%m-%d %H:%M:%S}"
        raise Refused("announcement_wrong", field="announced_at", recovered=there)
    if given.closes_at <= at:
        raise Refused(
            "extension_over",
            seen.rules.ground(given.rule),
            closes=f"{given.closes_at.astimezone(SEOUL):%Y-%m-%d %H:%M}",
        )
    return given


def _kept(seen: Seen) -> dict[str, Any]:
    """Which outages the proposal rests on, as they were seen."""
    spans = [(one.began_at, one.recovered_at) for one in seen.outages if one.began_at < seen.closes_at]
    said = [[began.isoformat(), ended.isoformat() if ended else None] for began, ended in spans]
    return {"version": 1, "seen": said}


@transaction.atomic
def confirm(*, proposal_id: UUID, decision: str, stepped_up_at: datetime | None, by: Actor, at: datetime) -> Program:
    """Another officer confirms: the extension is published, and everybody's deadline moves.

    ``stepped_up_at`` is by the machine's clock, ``at`` by the program's. Refuses with: wrong_role, wrong_state,
    step_up_missing, extension_second_person, extension_stale, extension_over, extension_reason_missing,
    deadline_not_later. Raises OutOfReach.
    """
    row = queries.within_reach(proposal_id, of=by, lock=True)
    state = MOVES.check("confirm", ProposalState(row.state), by)
    if stepped_up_at is None or machine_now() - stepped_up_at > STEP_UP_HOLDS:
        raise Refused("step_up_missing")
    in_force = program_in_force(row.program)
    person, rules = parties.person_behind(by), rules_of(in_force)
    if person == row.proposed_by:
        raise Refused("extension_second_person", rules.approvals_basis)
    given = _still_given(row, in_force, at)
    said = written(decision, "extension_reason_missing", field="decision")

    row.state, row.decision, row.decided_by, row.decided_at = state, said, person, at
    row.save(update_fields=["state", "decision", "decided_by", "decided_at"])
    told = Extension(row.closes_at, published_reason(row), rules.ground(given.rule), row.moves_as_of_day)
    extended = programs.extend(key=row.program, told=told, by=by, at=at)
    _note("deadline.extended", row, by=by, at=at, basis=told.basis, reason=said, version=extended.version)
    return extended


def _still_given(row: Proposal, in_force: Program, at: datetime) -> Given:
    """The rule gives, of the record as it is now, what was proposed. Refuses with: extension_stale, extension_over."""
    if in_force.version != row.program_version or in_force.window(APPLICATION).closes != row.old_closes_at:
        raise Refused("extension_stale")
    seen = queries.seen(in_force, until=at)
    given = seen.given(row.announced_at)
    if given is None or given.closes_at != row.closes_at or given.rule != row.rule or _kept(seen) != row.outages:
        raise Refused("extension_stale")
    return _given(seen, row.announced_at, at)


@transaction.atomic
def drop(*, proposal_id: UUID, decision: str, by: Actor, at: datetime) -> Proposal:
    """An officer takes a proposal back, or leaves the deadline as it is, and says why.

    ``at`` is the moment of the decision. Refuses with: wrong_role, wrong_state, extension_reason_missing. Raises
    OutOfReach.
    """
    row = queries.within_reach(proposal_id, of=by, lock=True)
    row.state = MOVES.check("drop", ProposalState(row.state), by)
    row.decision = written(decision, "extension_reason_missing", field="decision")
    row.decided_by, row.decided_at = parties.person_behind(by), at
    row.save(update_fields=["state", "decision", "decided_by", "decided_at"])
    _note("deadline.left", row, by=by, at=at, reason=row.decision)
    return row


def _note(fact: str, row: Proposal, *, by: Actor, at: datetime, basis: Basis | None = None, **data: Any) -> None:
    told = {
        "proposal": str(row.id),
        "old_closes_at": row.old_closes_at.isoformat(),
        "closes_at": row.closes_at.isoformat(),
        "rule": row.rule,
    }
    record(fact, subject=program_ref(row.program), by=by, at=at, basis=basis, program=row.program, **told, **data)
