"""The costs are reviewed: laid out by lines, cut with reasons, accepted or disputed, settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.agreements import queries
from gonggo.agreements.commands.moving import as_lead, moved, note, rules_for
from gonggo.agreements.definition import AMOUNTS, Amounts
from gonggo.agreements.models import Agreement, BudgetLine
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import Refused, written
from gonggo.parties.queries import organisations_of, person_behind
from gonggo.programs.rules import budget_findings

_FIGURES = ["government", "cash", "in_kind", "reason"]


@dataclass(frozen=True, slots=True)
class Cut:
    """What a line comes down to, in whole won, and why."""

    line: str
    government: int
    cash: int
    in_kind: int
    reason: str

    @property
    def amounts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in AMOUNTS}


@transaction.atomic
def lay_out(*, agreement_id: UUID, amounts: Mapping[str, Amounts], by: Actor, at: datetime) -> Agreement:
    """The lead company lays the money that it applied for out by budget lines; the sums stay what they were.

    ``amounts`` is line → government, cash, in_kind in whole won; a line that is left out is 0. Refuses with:
    wrong_role, wrong_state, lead_company_only, budget_line_unknown, won_not_whole, won_negative, budget_sum_differs.
    """
    row = moved(agreement_id, "lay_out", by)
    as_lead(row, by)
    rules = rules_for(row)
    if not set(amounts) <= {line.key for line in rules.lines}:
        raise Refused("budget_line_unknown", rules.lines_basis)
    told = {line.key: {name: amounts.get(line.key, {}).get(name, 0) for name in AMOUNTS} for line in rules.lines}
    for key, money in told.items():
        _check_whole(key, money)
    for name in AMOUNTS:
        laid, asked = sum(money[name] for money in told.values()), getattr(row, f"asked_{name}")
        if laid != asked:
            raise Refused("budget_sum_differs", rules.lines_basis, field=name, laid=laid, asked=asked)
    BudgetLine.objects.bulk_create(
        BudgetLine(
            agreement=row, line=key, place=place, **money, **{f"asked_{name}": won for name, won in money.items()}
        )
        for place, (key, money) in enumerate(told.items())
    )
    row.save(update_fields=["state"])
    note("agreement.laid_out", row, by=by, at=at, lines=told)
    return row


def _check_whole(line: str, money: Amounts) -> None:
    for name, won in money.items():
        if isinstance(won, bool) or not isinstance(won, int):
            raise Refused("won_not_whole", field=f"{line}.{name}")
        if won < 0:
            raise Refused("won_negative", field=f"{line}.{name}", amount=won)


@transaction.atomic
def pass_budget(*, agreement_id: UUID, by: Actor, at: datetime) -> Agreement:
    """The reviewer leaves the budget as it was laid out. Refuses with: wrong_role, wrong_state, own_agreement."""
    row = moved(agreement_id, "pass_budget", by)
    _check_no_party(row, by)
    row.save(update_fields=["state"])
    _settled(row, by=by, at=at)
    return row


@transaction.atomic
def cut(*, agreement_id: UUID, cuts: Iterable[Cut], by: Actor, at: datetime) -> Agreement:
    """The reviewer proposes lower figures, each line with its reason; the company answers.

    Refuses with: wrong_role, wrong_state, own_agreement, nothing_cut, budget_line_unknown, won_not_whole,
    won_negative, above_application, cut_reason_missing, and what the notice says of cap, share and cash.
    """
    row = moved(agreement_id, "cut", by)
    _check_no_party(row, by)
    _apply(row, list(cuts))
    row.save()
    note("agreement.cut", row, by=by, at=at, **_figures(row))
    return row


@transaction.atomic
def accept_cuts(*, agreement_id: UUID, by: Actor, at: datetime) -> Agreement:
    """The lead company agrees with the lower figures. Refuses with: wrong_role, wrong_state, lead_company_only."""
    row = moved(agreement_id, "accept_cuts", by)
    as_lead(row, by)
    row.save(update_fields=["state"])
    note("agreement.cost_review_answered", row, by=by, at=at, accepted=True)
    _settled(row, by=by, at=at)
    return row


@transaction.atomic
def dispute_cuts(*, agreement_id: UUID, says: str, by: Actor, at: datetime) -> Agreement:
    """The lead company says why it does not agree; the reviewer decides.

    Refuses with: wrong_role, wrong_state, lead_company_only, cut_answer_missing.
    """
    row = moved(agreement_id, "dispute_cuts", by)
    as_lead(row, by)
    row.company_says = written(says, "cut_answer_missing", field="says")
    row.save(update_fields=["state", "company_says"])
    note("agreement.cost_review_answered", row, by=by, at=at, accepted=False, reason=row.company_says)
    return row


@transaction.atomic
def rule(*, agreement_id: UUID, cuts: Iterable[Cut], reason: str, by: Actor, at: datetime) -> Agreement:
    """Having heard the company, the reviewer settles the figures: each line as named here, the others as proposed.

    Refuses with: what ``cut`` refuses with but nothing_cut, and ruling_reason_missing.
    """
    row = moved(agreement_id, "rule", by)
    _check_no_party(row, by)
    row.ruling = written(reason, "ruling_reason_missing")
    named = list(cuts)
    if named:
        _apply(row, named)
    row.save()
    note("agreement.ruled", row, by=by, at=at, reason=row.ruling)
    _settled(row, by=by, at=at)
    return row


def _apply(row: Agreement, cuts: list[Cut]) -> None:
    """The figures of the named lines, and the sums that follow; nothing above what was asked, all within the notice."""
    rules, lines = rules_for(row), {line.line: line for line in row.lines.order_by("place")}
    for one in cuts:
        line = lines.get(one.line)
        if line is None:
            raise Refused("budget_line_unknown", rules.lines_basis)
        _check_whole(one.line, one.amounts)
        asked = {name: getattr(line, f"asked_{name}") for name in AMOUNTS}
        above = next((name for name in AMOUNTS if one.amounts[name] > asked[name]), None)
        if above is not None:
            raise Refused("above_application", rules.lines_basis, field=f"{one.line}.{above}", asked=asked[above])
        line.government, line.cash, line.in_kind = one.government, one.cash, one.in_kind
        is_cut = one.amounts != asked
        line.reason = written(one.reason, "cut_reason_missing", field=f"{one.line}.reason") if is_cut else ""
    if all(not line.reason for line in lines.values()) and row.ruling == "":
        raise Refused("nothing_cut")
    BudgetLine.objects.bulk_update(lines.values(), _FIGURES)
    for name in AMOUNTS:
        setattr(row, name, sum(getattr(line, name) for line in lines.values()))
    found = budget_findings(queries.program_of(row), row.track, _figures(row), row.cap)
    if found:
        raise found[0].refused()


def _check_no_party(row: Agreement, by: Actor) -> None:
    """Nobody reviews the costs of a company of their own. Refuses with: own_agreement."""
    own = {one.ref.id for one in organisations_of(person_behind(by))}
    if row.parties.filter(company_id__in=own).exists():
        raise Refused("own_agreement")


def _figures(row: Agreement) -> dict[str, Any]:
    return {name: getattr(row, name) for name in AMOUNTS}


def _settled(row: Agreement, *, by: Actor, at: datetime) -> None:
    """The figures stand: the papers can come."""
    note("agreement.cost_settled", row, by=by, at=at, **_figures(row))
