"""적합과 부적합: the agency finds eligible or refuses; when the first evaluation opens it happens by itself."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from gonggo.applications import queries, screening
from gonggo.applications.commands.moving import WINDOW, check_closed, decide, note
from gonggo.applications.models import Application
from gonggo.applications.states import DECIDERS, UNDECIDED, ApplicationState, SupplementState
from gonggo.eligibility import queries as eligibility
from gonggo.eligibility.definition import Moment, Standing, conditions_of
from gonggo.eligibility.queries import VerdictRow
from gonggo.intake import pending
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused, written
from gonggo.programs.definition import Answer, Program
from gonggo.programs.queries import program as program_version

AT_ONCE = 200


@transaction.atomic
def find_eligible(*, application_id: UUID, by: Actor, at: datetime) -> Application:
    """The agency finds an application eligible: every condition of its last run is met.

    A condition for which it was refused hinders no more once an objection to that refusal was upheld.

    Refuses with: wrong_role, wrong_state, window_still_open, receipts_on_their_way, not_judged_yet, verdicts_open,
    verdict_not_met, verdict_curable. Raises OutOfReach.
    """
    application = queries.within_reach(application_id, of=by, lock=True)
    if by.role not in DECIDERS:
        raise Refused("wrong_role")
    check_closed(application, at)
    verdicts = screening.verdicts(application)
    _check_judged(verdicts)
    _check_clear(_standing(verdicts))
    _find(application, by=by, at=at)
    return application


def _check_judged(verdicts: Sequence[VerdictRow]) -> None:
    if not verdicts or verdicts[0].moment is Moment.SUBMISSION:
        raise Refused("not_judged_yet")


def _standing(verdicts: Sequence[VerdictRow]) -> list[VerdictRow]:
    """Without the conditions of refusals that upheld objections undid."""
    lifted = screening.lifted({one.subject_id for one in verdicts})
    return [one for one in verdicts if (one.subject_id, one.condition) not in lifted]


def _check_clear(verdicts: Sequence[VerdictRow]) -> None:
    failed = [one for one in verdicts if one.answer is Answer.NOT_MET]
    if any(one.standing is not Standing.CURABLE for one in failed):
        raise Refused("verdict_not_met")
    if failed:
        raise Refused("verdict_curable")
    if unknown := sum(one.answer is Answer.UNKNOWN for one in verdicts):
        raise Refused("verdicts_open", count=unknown)


def _find(application: Application, *, by: Actor, at: datetime) -> None:
    decide(application, "find_eligible", "", by=by, at=at)
    note("application.found_eligible", application, by=by, at=at)


@transaction.atomic
def find_all_eligible(*, program: str, by: Actor, at: datetime) -> int:
    """The agency finds eligible everything in which nothing is open; how many were.

    Refuses with: wrong_role, window_still_open, nothing_clear.
    """
    if by.role not in DECIDERS:
        raise Refused("wrong_role")
    closes_at = program_version(program).moment(WINDOW)
    if at < closes_at:
        raise Refused("window_still_open", closes=closes_at)
    rows = queries.visible_to(by).filter(program=program, state=ApplicationState.RECEIVED)
    clear = eligibility.clear(rows.values("id"))
    ready = list(rows.filter(id__in=clear).select_for_update(of=("self",)).order_by("number"))
    waiting = pending.unsettled_subjects([one.id for one in ready])
    found = [one for one in ready if one.id not in waiting]
    if not found:
        raise Refused("nothing_clear")
    for application in found:
        _find(application, by=by, at=at)
    return len(found)


@transaction.atomic
def refuse(*, application_id: UUID, reason: str, by: Actor, at: datetime) -> Application:
    """The agency refuses an application in which a condition is not met and cannot be cured any more.

    The grounds are those conditions; ``reason`` is what the companies read besides. Refuses with: wrong_role,
    wrong_state, window_still_open, receipts_on_their_way, not_judged_yet, nothing_to_refuse_for,
    decision_reason_missing. Raises OutOfReach.
    """
    application = queries.within_reach(application_id, of=by, lock=True)
    if by.role not in DECIDERS:
        raise Refused("wrong_role")
    check_closed(application, at)
    verdicts = screening.verdicts(application)
    _check_judged(verdicts)
    grounds = [
        one for one in _standing(verdicts) if one.answer is Answer.NOT_MET and one.standing is not Standing.CURABLE
    ]
    if not grounds:
        raise Refused("nothing_to_refuse_for")
    _refuse(application, "refuse", written(reason, "decision_reason_missing"), grounds, by=by, at=at)
    return application


def refuse_at_opening(program: Program, *, now: datetime) -> int:
    """When the first evaluation opens, what fails a condition for good is refused by itself; how many were."""
    rows = Application.objects.filter(program=program.key, state__in=UNDECIDED | {ApplicationState.ELIGIBLE})
    failed = _standing(eligibility.failed_at(Moment.FIRST_ASSESSMENT, rows.values("id")))
    by_subject = {subject: list(found) for subject, found in groupby(failed, key=lambda one: one.subject_id)}
    in_order = rows.filter(id__in=by_subject).order_by("number").values_list("id", flat=True)[:AT_ONCE]
    return sum(_refuse_by_itself(subject, by_subject[subject], now) for subject in list(in_order))


@transaction.atomic
def _refuse_by_itself(application_id: UUID, grounds: Sequence[VerdictRow], now: datetime) -> bool:
    application = queries.within_reach(application_id, of=SYSTEM, lock=True)
    if application.state not in UNDECIDED | {ApplicationState.ELIGIBLE}:
        return False  # decided by an officer, or by another worker, at this very moment
    program = queries.program_of(application)
    labels = {one.key: one.says.ko for one in conditions_of(program, application.track)}
    reason = " / ".join(dict.fromkeys(labels[one.condition] for one in grounds))
    _refuse(application, "refuse_at_opening", reason[:500], grounds, by=SYSTEM, at=now)
    return True


def _refuse(
    application: Application, command: str, reason: str, grounds: Sequence[VerdictRow], *, by: Actor, at: datetime
) -> None:
    """What was still asked for lapses with it."""
    application.supplements.filter(state=SupplementState.ASKED).update(state=SupplementState.UNANSWERED, closed_at=at)
    decide(application, command, reason, by=by, at=at)
    keys = list(dict.fromkeys(one.condition for one in grounds))
    companies = list(dict.fromkeys(str(one.company_id) for one in grounds))
    basis = _basis(queries.program_of(application), application.track, keys[0])
    facts = {"reason": reason, "conditions": keys, "companies": companies}
    note("application.refused", application, by=by, at=at, basis=basis, **facts)


def _basis(program: Program, track: str, condition: str) -> Basis:
    return next(one.basis for one in conditions_of(program, track) if one.key == condition)
