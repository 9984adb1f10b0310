"""A company that is to take the place of another: the terms with it, and how it is judged (reads only)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from gonggo.agreements import queries
from gonggo.agreements.changes import MEMBERS, change_rules_of
from gonggo.agreements.models import Agreement, Change
from gonggo.agreements.queries import Terms
from gonggo.applications import screening
from gonggo.eligibility import queries as eligibility
from gonggo.eligibility.definition import Condition, Reached
from gonggo.kernel.actor import SYSTEM
from gonggo.programs.definition import Answer, Program


def with_newcomer(terms: Terms, change: Change) -> Terms:
    """The terms as they are once the change stands: who comes has the role of who leaves, and leads if that one did.
    Pure."""
    assert change.comes_id is not None  # a company leaves and another comes
    parties = (
        replace(one, company_id=change.comes_id) if one.company_id == change.leaves_id else one for one in terms.parties
    )
    return replace(terms, parties=tuple(parties))


def is_signed(change: Change, row: Agreement) -> bool:
    """Whether all sign the agreement before the newcomer is in: a supplier's change always, an event by the program."""
    kind = change_rules_of(queries.program_of(row), row.track).kind(change.item)
    return change.item == MEMBERS or (kind is not None and kind.is_signed)


def needs_signatures(change_id: UUID) -> bool:
    """``is_signed`` of a change by its id; False where there is none."""
    change = Change.objects.filter(id=change_id).select_related("agreement").first()
    return change is not None and is_signed(change, change.agreement)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What stands against a newcomer, and what an officer has to find of it; each condition once."""

    failed: tuple[Condition, ...]
    left_open: tuple[Condition, ...]


def weighed(change: Change, row: Agreement, *, at: datetime) -> Weighed:
    """Every condition of who is to come in, over what is known at ``at``; what passes to who succeeds is left open."""
    assert change.comes_id is not None  # a company comes
    program, terms = queries.program_of(row), with_newcomer(queries.terms(row.id, of=SYSTEM), change)
    carried = frozenset() if change.item == MEMBERS else change_rules_of(program, row.track).carried
    failed: dict[str, Condition] = {}
    left_open: dict[str, Condition] = {}
    for one in _judged(terms, program, change.comes_id, at=at):
        key, answer = one.condition.key, one.judgement.answer
        if answer is Answer.NOT_MET and key not in carried:
            failed[key] = one.condition
        elif answer is not Answer.MET:
            left_open[key] = one.condition
    return Weighed(tuple(failed.values()), tuple(left_open.values()))


def _judged(terms: Terms, program: Program, company_id: UUID, *, at: datetime) -> list[Reached]:
    members = [(one.company_id, str(one.role)) for one in terms.parties]
    one = screening.candidate(terms.application_id, terms.track, members)
    return [each for each in eligibility.reached(program, [one], at=at) if each.company_id == company_id]


def left_open(change_id: UUID, *, at: datetime) -> tuple[Condition, ...] | None:
    """What an officer has to find of the company that is to come in; None for any other change."""
    change = Change.objects.filter(id=change_id, comes_id__isnull=False).first()
    return (
        None
        if change is None
        else weighed(change, queries.within_reach(change.agreement_id, of=SYSTEM), at=at).left_open
    )
