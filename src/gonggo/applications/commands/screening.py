"""Applications are judged: as advice at each seal, then at the published instants; officers decide what stays open."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries, screening
from gonggo.applications.commands.deciding import refuse_at_opening
from gonggo.applications.commands.supplementing import return_unanswered
from gonggo.eligibility import commands as eligibility
from gonggo.eligibility.definition import INSTANTS, Moment
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs

AT_ONCE = 200


@transaction.atomic
def advise(*, application_id: UUID, revision: int, at: datetime) -> None:
    """A sealed revision is judged over what is known at ``at``: advice, which nothing follows from."""
    application = queries.within_reach(application_id, of=SYSTEM)
    eligibility.run_eligibility(
        queries.program_of(application),
        screening.candidates([application]),
        moment=Moment.SUBMISSION,
        cause=f"{Moment.SUBMISSION}:{revision}",
        at=at,
    )


def screen_due(*, now: datetime) -> int:
    """Judge what was received, for every published instant that has passed by ``now``; then what follows by itself.

    Each is judged over what was known at the instant, however late the pass comes, and once. What fails for good when
    the first evaluation opens is refused; what was not supplemented in time is returned. How many were judged or moved.
    """
    programs = list(all_programs())
    judged = sum(_screen(program, moment, now) for program in programs for moment in INSTANTS)
    refused = sum(refuse_at_opening(program, now=now) for program in programs)
    return judged + refused + return_unanswered(now=now)


@transaction.atomic
def _screen(program: Program, moment: Moment, now: datetime) -> int:
    at = _instant(program, moment)
    if at is None or now < at:
        return 0
    cause = f"{moment}:{at.isoformat()}"
    rows = list(screening.to_judge(program, cause)[:AT_ONCE])
    if not rows:
        return 0
    return eligibility.run_eligibility(program, screening.candidates(rows), moment=moment, cause=cause, at=at)


def _instant(program: Program, moment: Moment) -> datetime | None:
    """None where the program has no such moment."""
    try:
        return program.moment(INSTANTS[moment])
    except KeyError:
        return None


@transaction.atomic
def find_verdicts(*, application_id: UUID, answers: Mapping[UUID, str], reason: str, by: Actor, at: datetime) -> int:
    """An officer decides, with one reason, what the facts leave open in an application within reach; how many were.

    All that is named (verdict → answer) or nothing. Refuses with: verdict_superseded, wrong_role, wrong_state,
    finding_agency_only, finding_of_own_company, finding_answer_unknown, finding_reason_missing. Raises OutOfReach.
    """
    application = screening.as_judge(application_id, by)
    return eligibility.find(
        subject=queries.ref_of(application.id),
        track=application.track,
        answers=answers,
        reason=reason,
        by=by,
        at=at,
    )


def find_verdict(*, application_id: UUID, verdict_id: UUID, answer: str, reason: str, by: Actor, at: datetime) -> None:
    """One alone. Refuses and raises as ``find_verdicts`` does."""
    find_verdicts(application_id=application_id, answers={verdict_id: answer}, reason=reason, by=by, at=at)


@transaction.atomic
def state_cure(
    *, application_id: UUID, verdict_id: UUID, fact: str, since_on: date | None, by: Actor, at: datetime
) -> None:
    """The agency states from evidence what cures or lifts a hit in a received application; the next run hears it.

    Refuses with: verdict_superseded, wrong_role, wrong_state, finding_of_own_company, cure_unknown, cure_day_wrong.
    Raises OutOfReach.
    """
    application = screening.as_judge(application_id, by)
    eligibility.state_cure(
        subject=queries.ref_of(application.id),
        track=application.track,
        verdict_id=verdict_id,
        fact=fact,
        since_on=since_on,
        by=by,
        at=at,
    )
