"""The agency decides on a registration: each decision has its reason, its ground in the notice, and a dated fact."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.facts.definition import Source
from gonggo.intake import commands as door
from gonggo.intake import queries as gates
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.refusal import Refused
from gonggo.pool import queries
from gonggo.pool.business import halted_by
from gonggo.pool.commands import listing
from gonggo.pool.commands.standing import state_standing
from gonggo.pool.definition import pool_of
from gonggo.pool.models import Decision, Registration
from gonggo.pool.queue import Ground, grounds
from gonggo.pool.states import CURABLE, MOVES, RegistrationState
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs

REASON_MOST = 1000
AT_ONCE = 200
HALTING = frozenset({"halted", "resumed"})


@transaction.atomic
def approve(*, registration_id: UUID, reason: str, by: Actor, at: datetime) -> Registration:
    """The agency approves a supplier; from now on everybody finds it. A reason may be left out.

    ``at`` is the moment of the decision. Refuses with: wrong_state, wrong_role, pool_reason_missing (too long),
    pool_resubmitted, pool_cure_over (held until the first assessment opened), pool_halted. Raises OutOfReach.
    """
    _check_goes_on(queries.judged(registration_id, by, lock=True), at)
    registration = _decide("approve", registration_id, reason, None, by, at)
    answers = queries.as_submitted(registration).answers
    listing.enter(registration, queries.pool(registration), answers, at)
    return registration


@transaction.atomic
def approve_conditionally(*, registration_id: UUID, reason: str, ground: str, by: Actor, at: datetime) -> Registration:
    """The agency approves on the condition that a curable ground is cured before the first assessment opens.

    Refuses with: as approve, pool_ground_unknown, pool_not_curable. Raises OutOfReach.
    """
    return _decide_curable("approve_conditionally", registration_id, reason, ground, by, at)


@transaction.atomic
def hold(*, registration_id: UUID, reason: str, ground: str, by: Actor, at: datetime) -> Registration:
    """The agency holds its approval until a curable ground is cured, at the latest when the first assessment opens.

    Refuses with: as approve, pool_ground_unknown, pool_not_curable. Raises OutOfReach.
    """
    return _decide_curable("hold", registration_id, reason, ground, by, at)


@transaction.atomic
def ask_for_correction(*, registration_id: UUID, reason: str, by: Actor, at: datetime) -> Registration:
    """The agency asks the company to mend something: ``reason`` says what and why.

    Refuses with: as approve. Raises OutOfReach.
    """
    return _decide("ask_for_correction", registration_id, reason, None, by, at)


@transaction.atomic
def refuse(*, registration_id: UUID, reason: str, ground: str, by: Actor, at: datetime) -> Registration:
    """The agency refuses a registration, by a clause of the notice.

    Refuses with: as approve, pool_ground_unknown. Raises OutOfReach.
    """
    registration = queries.judged(registration_id, by, lock=True)
    return _decide("refuse", registration_id, reason, ground_of(registration, ground), by, at)


@transaction.atomic
def lapse(*, registration_id: UUID, by: Actor, at: datetime) -> Registration:
    """What was not cured in time is final: the registration is refused on the ground that it was held for.

    ``at`` is the published instant. Refuses with: wrong_state, wrong_role. Raises OutOfReach.
    """
    registration = queries.within_reach(registration_id, of=by, lock=True)
    state = MOVES.check("lapse", RegistrationState(registration.state), by)
    last = registration.decisions.latest("id")
    return write(registration, state, ground_of(registration, last.ground), last.reason, by, at, "lapsed")


def _check_goes_on(row: Registration, at: datetime) -> None:
    if halted_by(row, at) is not None:
        raise Refused("pool_halted", ground_of(row, queries.pool(row).halting_ground).basis)


def lapse_due(*, now: datetime) -> int:
    """Every registration whose time to be cured is over by ``now`` lapses; how many did."""
    return sum(_lapse_in(program, now) for program in all_programs())


@transaction.atomic
def _lapse_in(program: Program, now: datetime) -> int:
    pool = pool_of(program)
    if pool is None or now < (until := program.moment(pool.final_at)):
        return 0
    rows = Registration.objects.select_for_update().filter(program=program.key, state__in=CURABLE)
    due = list(rows.order_by("id")[:AT_ONCE])
    for row in due:
        lapse(registration_id=row.id, by=SYSTEM, at=until)
    return len(due)


def _decide_curable(  # noqa: PLR0917  # as the commands have them
    command: str, registration_id: UUID, reason: str, ground: str, by: Actor, at: datetime
) -> Registration:
    found = ground_of(queries.judged(registration_id, by, lock=True), ground)
    if not found.is_curable:
        raise Refused("pool_not_curable", found.basis, field="ground")
    return _decide(command, registration_id, reason, found, by, at)


def ground_of(registration: Registration, key: str) -> Ground:
    program = queries.program_of(registration)
    found = next((ground for ground in grounds(program) if ground.key == key), None)
    if found is None:
        raise Refused("pool_ground_unknown", field="ground")
    return found


def _decide(  # noqa: PLR0917
    command: str, registration_id: UUID, reason: str, ground: Ground | None, by: Actor, at: datetime
) -> Registration:
    registration = queries.judged(registration_id, by, lock=True)
    before = RegistrationState(registration.state)
    state = MOVES.check(command, before, by)
    if (before in CURABLE or state in CURABLE) and at >= (until := queries.cured_until(registration)):
        raise Refused("pool_cure_over", until=until.astimezone(SEOUL))
    said = reason.strip()
    if len(said) > REASON_MOST or "\0" in said or (not said and state is not RegistrationState.APPROVED):
        raise Refused("pool_reason_missing", field="reason")
    _close_the_door(registration)
    return write(registration, state, ground, said, by, at)


def write(  # noqa: PLR0917
    registration: Registration,
    state: RegistrationState,
    ground: Ground | None,
    said: str,
    by: Actor,
    at: datetime,
    fact: str = "",
) -> Registration:
    """The state, the decision, the dated fact, and what the journal keeps: no reason, which may name people."""
    fact = fact or _FACTS[state]
    registration.state = state
    registration.save(update_fields=["state"])
    Decision.objects.create(
        registration=registration,
        state=state,
        ground=ground.key if ground else "",
        basis=str(ground.basis) if ground else "",
        reason=said,
        decided_by=by.person_id,
        decided_at=at,
    )
    if fact not in HALTING:  # whether it may be found is no word on its registration
        state_standing(registration, source=Source.OFFICER if by.person_id else Source.RECORD, by=by, at=at)
    record(
        f"pool.{fact}",
        subject=queries.ref_of(registration.id),
        by=by,
        at=at,
        basis=ground.basis if ground else None,
        program=registration.program,
        ground=ground.key if ground else "",
    )
    return registration


_FACTS = {
    RegistrationState.APPROVED: "approved",
    RegistrationState.CONDITIONAL: "approved_conditionally",
    RegistrationState.HELD: "held",
    RegistrationState.CORRECTION: "correction_asked",
    RegistrationState.REFUSED: "refused",
}


def _close_the_door(registration: Registration) -> None:
    """What the officer read is what is decided on: nothing is taken in after, and nothing came in meanwhile."""
    subject = queries.ref_of(registration.id)
    door.break_seal(subject)  # before the house commits: the door must not be behind
    last = gates.head(subject)
    if last is not None and last.sequence > registration.settled_sequence:
        raise Refused("pool_resubmitted")
