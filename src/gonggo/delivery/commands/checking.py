"""과제추진점검: the operator plans a day, looks, and finds that the task goes on, needs a correction or should stop."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.delivery import queries
from gonggo.delivery.commands.moving import MOST_TEXT, as_agency, as_operator, held, held_check, keep_papers, note
from gonggo.delivery.models import Check, CheckFinding, Delivery
from gonggo.delivery.rules import correct_due_on
from gonggo.delivery.states import CHECK_MOVES, OPEN_CHECKS, CheckState, DeliveryState, Finding
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.programs.calendar import korean_business_days

_MAY_BE_CHECKED = frozenset({DeliveryState.UNDERWAY, DeliveryState.REPORTED})


@transaction.atomic
def plan_check(*, delivery_id: UUID, planned_on: date, by: Actor, at: datetime) -> Check:
    """The operator names the day of the next progress check; the companies are told.

    ``at`` is when it is planned. Refuses with: wrong_role, wrong_state, of_own_company, operator_not_agreed,
    check_already_open, progress_day_wrong.
    """
    delivery = held(delivery_id, by)
    person_id = as_operator(delivery, by, at)
    if delivery.state not in _MAY_BE_CHECKED:
        raise Refused("wrong_state", state=delivery.state)
    if delivery.checks.filter(state__in=[*OPEN_CHECKS, CheckState.STOP]).exists():
        raise Refused("check_already_open")
    _check_planned(delivery, planned_on, at)
    check = Check.objects.create(delivery=delivery, planned_on=planned_on, planned_by=person_id, planned_at=at)
    basis = queries.rules_for(delivery).check_basis
    note("delivery.check_planned", delivery, by=by, at=at, basis=basis, check=str(check.id), on=planned_on.isoformat())
    return check


@transaction.atomic
def replan(*, check_id: UUID, planned_on: date, by: Actor, at: datetime) -> Check:
    """The check is moved to another day. Refuses with what ``plan_check`` does but check_already_open."""
    check = _moved(check_id, "replan", by, at)
    _check_planned(check.delivery, planned_on, at)
    check.planned_on = planned_on
    check.save(update_fields=["planned_on"])
    said: dict[str, Any] = {"check": str(check.id), "on": planned_on.isoformat()}
    note("delivery.check_replanned", check.delivery, by=by, at=at, **said)
    return check


def _check_planned(delivery: Delivery, planned_on: date, at: datetime) -> None:
    first, last = max(legal_day(at), delivery.begins_on), max(delivery.last_on, legal_day(at))
    if not first <= planned_on <= last:
        raise Refused("progress_day_wrong", field="planned_on", first=first, last=last)


@transaction.atomic
def find_on_course(
    *, check_id: UUID, done_on: date, text: str, papers: Sequence[UUID], by: Actor, at: datetime
) -> Check:
    """The task goes on as agreed, at once or after what was found was corrected.

    ``done_on`` is the day of the visit. Refuses with: wrong_role, wrong_state, of_own_company, operator_not_agreed,
    progress_day_wrong, check_finding_unknown, delivery_text_missing, delivery_paper_missing.
    """
    check = _moved(check_id, "find_on_course", by, at)
    check.due_on = None
    _found(check, Finding.CONTINUE, (done_on, text, papers), by=by, at=at)
    note("delivery.check_passed", check.delivery, by=by, at=at, check=str(check.id), on=done_on.isoformat())
    return check


@transaction.atomic
def ask_to_correct(
    *, check_id: UUID, done_on: date, text: str, papers: Sequence[UUID], by: Actor, at: datetime
) -> Check:
    """The companies correct what was found within the program's months, and it is looked at again.

    Refuses with what ``find_on_course`` does.
    """
    check = _moved(check_id, "ask_to_correct", by, at)
    rules = queries.rules_for(check.delivery)
    check.due_on = correct_due_on(rules, legal_day(at), korean_business_days())
    _found(check, Finding.CORRECT, (done_on, text, papers), by=by, at=at)
    said: dict[str, Any] = {"check": str(check.id), "on": done_on.isoformat(), "due_on": check.due_on.isoformat()}
    note("delivery.correction_asked", check.delivery, by=by, at=at, basis=rules.correct.basis, **said)
    return check


@transaction.atomic
def propose_stop(
    *, check_id: UUID, in_good_faith: bool, done_on: date, text: str, papers: Sequence[UUID], by: Actor, at: datetime
) -> Check:
    """The task should stop: the agency decides whether the agreement is terminated or the task goes on.

    ``in_good_faith`` says whether the companies did what they could. Refuses with what ``find_on_course`` does.
    """
    check = _moved(check_id, "propose_stop", by, at)
    check.due_on = None
    found = Finding.STOP_GOOD_FAITH if in_good_faith else Finding.STOP_BAD_FAITH
    _found(check, found, (done_on, text, papers), by=by, at=at)
    said: dict[str, Any] = {"check": str(check.id), "on": done_on.isoformat(), "outcome": str(found)}
    note("delivery.stop_proposed", check.delivery, by=by, at=at, **said)
    return check


@transaction.atomic
def go_on(*, check_id: UUID, reason: str, by: Actor, at: datetime) -> Check:
    """The agency does not follow a proposal to stop: the task goes on, and it says why.

    Refuses with: wrong_role, wrong_state, of_own_company, operator_signs, delivery_reason_missing.
    """
    check = held_check(check_id, by)
    check.state = CHECK_MOVES.check("go_on", CheckState(check.state), by)
    if check.delivery.state == DeliveryState.ENDED:
        raise Refused("wrong_state", state=check.delivery.state)
    check.decided_by = as_agency(check.delivery, by, queries.rules_for(check.delivery).signed_basis)
    check.decided_at, check.reason = at, written(reason, "delivery_reason_missing")
    check.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    note("delivery.went_on", check.delivery, by=by, at=at, check=str(check.id), reason=check.reason)
    return check


@transaction.atomic
def call_off(*, check_id: UUID, at: datetime) -> Check:
    """A check that nobody needs any more. Refuses with: wrong_state."""
    check = held_check(check_id, SYSTEM)
    check.state = CHECK_MOVES.check("call_off", CheckState(check.state), SYSTEM)
    check.due_on = None
    check.save(update_fields=["state", "due_on"])
    note("delivery.check_called_off", check.delivery, by=SYSTEM, at=at, check=str(check.id))
    return check


def _moved(check_id: UUID, command: str, by: Actor, at: datetime) -> Check:
    """The check, locked and in the state after ``command``, not saved yet."""
    check = held_check(check_id, by)
    check.state = CHECK_MOVES.check(command, CheckState(check.state), by)
    as_operator(check.delivery, by, at)
    return check


def _found(check: Check, found: Finding, said: tuple[date, str, Sequence[UUID]], *, by: Actor, at: datetime) -> None:
    done_on, text, papers = said
    rules = queries.rules_for(check.delivery)
    if found not in rules.findings:
        raise Refused("check_finding_unknown", rules.correct.basis, field="outcome")
    last = check.findings.order_by("-done_on").values_list("done_on", flat=True).first()
    first = last or check.delivery.begins_on
    if not first <= done_on <= legal_day(at):
        raise Refused("progress_day_wrong", field="done_on", first=first, last=legal_day(at))
    finding = CheckFinding.objects.create(
        check_of=check,
        outcome=found,
        done_on=done_on,
        text=written(text, "delivery_text_missing", most=MOST_TEXT, field="text"),
        filed_by=parties.person_behind(by),
        filed_at=at,
    )
    keep_papers(finding, check.delivery, papers, by=by)
    check.save(update_fields=["state", "due_on"])
