"""A concluded agreement is changed: asked and approved or notified; extended once."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries
from gonggo.agreements.changes import EXTENSION, MEMBERS, ChangeRules, Effect, change_rules_of
from gonggo.agreements.commands.moving import as_lead, note
from gonggo.agreements.models import Agreement, Change
from gonggo.agreements.states import CHANGE_MOVES, OPEN_CHANGES, AgreementState, ChangeState
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.months import months_after
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.parties import queries as parties
from gonggo.programs.calendar import korean_business_days
from gonggo.signing.commands import void_signing

MOST = 1000


@transaction.atomic
def ask_change(
    *,
    agreement_id: UUID,
    item: str,
    before: str,
    after: str,
    reason: str,
    cause_on: date,
    by: Actor,
    at: datetime,
) -> Change:
    """The lead company asks for a change, or tells of one that needs no approval: what stood and what shall stand.

    ``item`` is one of the program's; what happens in a company's life is told by ``tell_event``. Refuses with:
    wrong_role, wrong_state, lead_company_only, change_item_unknown, change_needs_signatures, change_text_missing,
    agreement_reason_missing, change_cause_late, change_near_end, change_open_already.
    """
    row = running(agreement_id, by)
    as_lead(row, by)
    rules = change_rules_of(queries.program_of(row), row.track)
    kind = rules.kind(item)
    if kind is None or kind.is_event:
        raise Refused("change_item_unknown", rules.items_basis, field="item")
    if item == MEMBERS:
        raise Refused("change_needs_signatures", rules.items_basis, field="item")
    return told(row, item, kind.effect, (before, after), reason, cause_on, 0, by=by, at=at)


@transaction.atomic
def ask_extension(*, agreement_id: UUID, months: int, reason: str, cause_on: date, by: Actor, at: datetime) -> Change:
    """The lead company asks for more time to build: at most so many months in sum, and so often, as the notice says.

    Refuses with: what ``ask_change`` does, and extension_too_long, extension_used.
    """
    row = running(agreement_id, by)
    as_lead(row, by)
    _check_extension(row, months)
    assert row.last_on is not None  # a concluded agreement has its term
    words = (row.last_on.isoformat(), months_after(row.last_on, months).isoformat())
    return told(row, EXTENSION, Effect.APPROVE, words, reason, cause_on, months, by=by, at=at)


def _check_extension(row: Agreement, months: int) -> None:
    rules = change_rules_of(queries.program_of(row), row.track)
    given = list(row.changes.filter(item=EXTENSION, state=ChangeState.APPROVED).values_list("months", flat=True))
    if isinstance(months, bool) or months < 1 or sum(given) + months > rules.months_most.value:
        raise Refused(
            "extension_too_long",
            rules.months_most.basis,
            field="months",
            most=rules.months_most.value,
            given=sum(given),
        )
    if len(given) >= rules.times.value:
        raise Refused("extension_used", rules.times.basis, times=rules.times.value)


def told(  # noqa: PLR0917  # one row, checked as a whole
    row: Agreement,
    item: str,
    effect: Effect,
    words: tuple[str, str],
    reason: str,
    cause_on: date,
    months: int,
    *,
    by: Actor,
    at: datetime,
) -> Change:
    """What is asked for or notified, once its days and words are in order. Refuses as ``ask_change`` says."""
    rules, day = change_rules_of(queries.program_of(row), row.track), legal_day(at)
    needs_answer = effect is not Effect.NOTIFY
    written_words, said = in_words(words), written(reason, "agreement_reason_missing")
    _check_days(row, rules, cause_on, day, needs_answer=needs_answer)
    if needs_answer and row.changes.filter(item=item, state__in=sorted(OPEN_CHANGES)).exists():
        raise Refused("change_open_already")
    return enter(row, item, effect, written_words, said, cause_on, months=months, by=by, at=at)


def enter(  # noqa: PLR0917  # one row
    row: Agreement,
    item: str,
    effect: Effect,
    words: tuple[str, str],
    reason: str,
    cause_on: date,
    *,
    by: Actor,
    at: datetime,
    months: int = 0,
    company_id: UUID | None = None,
    comes_id: UUID | None = None,
) -> Change:
    """The change as it was checked, with its fact; ``company_id`` where it is something in that company's life, and
    ``comes_id`` who succeeds it."""
    rules, needs_answer = change_rules_of(queries.program_of(row), row.track), effect is not Effect.NOTIFY
    change = Change.objects.create(
        agreement=row,
        item=item,
        state=ChangeState.ASKED if needs_answer else ChangeState.NOTIFIED,
        months=months,
        before=words[0],
        after=words[1],
        reason=reason,
        cause_on=cause_on,
        company_id=company_id,
        leaves_id=company_id if comes_id else None,
        comes_id=comes_id,
        asked_by=parties.person_behind(by),
        asked_at=at,
        due_on=korean_business_days().on_or_after(legal_day(at) + timedelta(days=rules.answer_days.value)),
    )
    fact = "agreement.change_asked" if needs_answer else "agreement.change_notified"
    note(fact, row, by=by, at=at, change=str(change.id), item=item, months=months, cause_on=cause_on.isoformat())
    if not needs_answer:
        note("agreement.changed", row, by=by, at=at, change=str(change.id), item=item)
    return change


def in_words(words: tuple[str, str]) -> tuple[str, str]:
    """What stood and what shall stand. Refuses with: change_text_missing."""
    before, after = words
    return (
        written(before, "change_text_missing", most=MOST, field="before"),
        written(after, "change_text_missing", most=MOST, field="after"),
    )


def _check_days(row: Agreement, rules: ChangeRules, cause_on: date, day: date, *, needs_answer: bool) -> None:
    if not day - timedelta(days=rules.ask_days.value) <= cause_on <= day:
        raise Refused("change_cause_late", rules.ask_days.basis, field="cause_on", days=rules.ask_days.value)
    if needs_answer and row.last_on is not None and months_after(day, rules.before_end.value) > row.last_on:
        raise Refused("change_near_end", rules.before_end.basis, months=rules.before_end.value, ends=row.last_on)


@transaction.atomic
def approve_change(*, change_id: UUID, answer: str, by: Actor, at: datetime) -> Change:
    """The operator or the agency approves; an extension moves the last day.

    Refuses with: wrong_role, wrong_state, agreement_reason_missing, change_needs_signatures, extension_too_long,
    extension_used.
    """
    change, row = answered(change_id, "approve_change", answer, by, at)
    if change.comes_id is not None:
        raise Refused("change_needs_signatures")
    if change.item == EXTENSION:
        _check_extension(row, change.months)
    change.save()
    if change.item == EXTENSION:
        row.last_on = last = _extended(row, change.months)
        row.save(update_fields=["last_on"])
        last_on = last.isoformat()
        note("agreement.extended", row, by=by, at=at, change=str(change.id), last_on=last_on, months=change.months)
    note("agreement.changed", row, by=by, at=at, change=str(change.id), item=change.item, answer=change.answer)
    return change


def _extended(row: Agreement, months: int) -> date:
    """The last day after ``months`` more, counted from the first day: a short month on the way takes none off."""
    rules = change_rules_of(queries.program_of(row), row.track)
    assert row.begins_on is not None  # a concluded agreement has its term
    return months_after(row.begins_on, rules.term.value + months)


@transaction.atomic
def refuse_change(*, change_id: UUID, answer: str, by: Actor, at: datetime) -> Change:
    """The operator or the agency does not approve, and says why. Refuses with: wrong_role, wrong_state,
    agreement_reason_missing."""
    change, row = answered(change_id, "refuse_change", answer, by, at)
    change.save()
    if change.signing_id is not None:
        void_signing(signing_id=change.signing_id, reason=change.answer, by=SYSTEM, at=at)
    note("agreement.change_refused", row, by=by, at=at, change=str(change.id), item=change.item, answer=change.answer)
    return change


def answered(change_id: UUID, command: str, answer: str, by: Actor, at: datetime) -> tuple[Change, Agreement]:
    """The change in its next state with its answer, not saved yet, and its agreement, both locked."""
    change = Change.objects.select_for_update().filter(id=change_id).first()
    if change is None:
        raise OutOfReach(f"change:{change_id}")
    row = queries.within_reach(change.agreement_id, of=by, lock=True)
    change.state = CHANGE_MOVES.check(command, ChangeState(change.state), by)
    if row.state != AgreementState.CONCLUDED:
        raise Refused("wrong_state", state=row.state)
    change.answer = written(answer, "agreement_reason_missing", field="answer")
    change.answered_by, change.answered_at = parties.person_behind(by), at
    return change, row


def running(agreement_id: UUID, by: Actor) -> Agreement:
    """An agreement that stands, locked. Raises OutOfReach; refuses with: wrong_state."""
    row = queries.within_reach(agreement_id, of=by, lock=True)
    if row.state != AgreementState.CONCLUDED:
        raise Refused("wrong_state", state=row.state)
    return row
