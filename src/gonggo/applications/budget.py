"""The budget of an application: what each company that writes one bears, and what they come to together. Pure."""

import dataclasses
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any
from uuid import UUID

from gonggo.applications import tables
from gonggo.applications.draft import Draft, Member
from gonggo.intake.table_rules import plain_number
from gonggo.kernel.money import share_of
from gonggo.kernel.table import added, rows_of, whole
from gonggo.programs.definition import Program, Question, QuestionKind, QuestionSection, SectionKind, Unit
from gonggo.programs.rules import AMOUNTS, Fault, budget_findings

Amounts = Mapping[str, int]
"""Key of an amount → whole won."""
_TOGETHER = {code: f"{code}_together" for code in ("cap_exceeded", "share_exceeded", "cash_short")}


@dataclasses.dataclass(frozen=True, slots=True)
class BudgetPart:
    """The money page of one company, with what it answered there."""

    company_id: UUID
    section: QuestionSection
    answers: Mapping[str, str]

    @property
    def amounts(self) -> dict[str, int]:
        return money_of(self.section, self.answers)

    @property
    def common(self) -> dict[str, str]:
        """What it answered, of which every company of the application is told."""
        return {q.key: self.answers[q.key] for q in self.section.questions if self.answers.get(q.key, "").strip()}


def money_of(section: QuestionSection, answers: Mapping[str, str]) -> dict[str, int]:
    """The amounts of a money page in whole won: the totals of its table's columns, or what its questions say.

    One that is left open is 0 won. A total is never kept beside its lines: it is added up where it is read.
    """
    amounts: dict[str, int] = {}
    for question in section.questions:
        value = answers.get(question.key, "")
        if question.kind is QuestionKind.WON:
            amounts[question.key] = whole(plain_number(value))
        amounts |= tables.amounts_of(question, value)
    return amounts


def asked_for(section: QuestionSection, amount: str) -> str:
    """The question of a money page that says an amount: its own, or the table with its column."""
    named = (q.key for q in section.questions if any(column.key == amount for column in tables.summed(q)))
    return next(named, amount)


def page_of(program: Program, track: str, role: str, *, leads: bool) -> QuestionSection | None:
    """The money page that a party writes, or None for one that is asked for no money."""
    pages = program.sections_of(role, track, leads=leads)
    return next((page for page in pages if page.kind is SectionKind.MONEY), None)


def parts_of(draft: Draft) -> list[BudgetPart]:
    """Of everybody who writes a budget, in the order of the parties."""
    found = []
    for member in draft.members:
        page = page_of(draft.program, draft.track, member.role, leads=member.is_lead)
        if page is not None:
            found.append(BudgetPart(member.company_id, page, draft.answers.get(member.company_id, {})))
    return found


def parts_of_sealed(program: Program, content: Mapping[str, Any]) -> list[BudgetPart]:
    """The same of what was sealed."""
    found = []
    for party in content["parties"]:
        page = page_of(program, content["track"], party["role"], leads=party["lead"])
        if page is not None:
            found.append(BudgetPart(UUID(party["company"]), page, party["answers"]))
    return found


def together(parts: Iterable[BudgetPart]) -> dict[str, int]:
    """What they come to: government, cash and in_kind in whole won."""
    amounts = [part.amounts for part in parts]
    return {name: sum(one.get(name, 0) for one in amounts) for name in AMOUNTS}


def held_together(program: Program, parts: Iterable[BudgetPart], company_id: UUID) -> list[BudgetPart]:
    """Those that are added up and held against the limits where this company is: all, or its own alone."""
    if program.money.held_per.value is Unit.APPLICATION:
        return list(parts)
    return [part for part in parts if part.company_id == company_id]


def findings(draft: Draft, member: Member) -> list[Fault]:
    """Everything wrong with what is held together, as ``budget_findings`` has it; where several companies are added
    up the words say so, and how much of it is the company's own.
    """
    held = held_together(draft.program, parts_of(draft), member.company_id)
    found = budget_findings(draft.program, draft.track, together(held))
    if len(held) < 2:  # a company alone
        return found
    own = next(part.amounts for part in held if part.company_id == member.company_id)
    told = {"companies": len(held), "own": own.get("government", 0)}
    return [dataclasses.replace(f, code=_TOGETHER.get(f.code, f.code), facts={**f.facts, **told}) for f in found]


def by_group(parts: Iterable[BudgetPart], group: str) -> dict[str, dict[str, int]]:
    """What they come to apart for each value of a room's ``group`` by which the lines are told apart."""
    sums: dict[str, dict[str, int]] = {}
    for part in parts:
        for question in part.section.questions:
            columns = question.table.columns if question.table else ()
            named = next((column.key for column in columns if column.choices_of == group), None)
            if named is None:
                continue
            for choice, amounts in tables.by_choice(question, part.answers.get(question.key, ""), named).items():
                so_far = sums.get(choice, {})
                sums[choice] = {key: so_far.get(key, 0) + won for key, won in amounts.items()}
    return sums


@dataclasses.dataclass(frozen=True, slots=True)
class WatchedPart:
    """What of a budget the program has an officer look at, in won, and the whole."""

    part: int
    whole: int

    @property
    def share(self) -> Fraction:
        return share_of(self.part, self.whole)


def watched_part(program: Program, parts: Iterable[BudgetPart]) -> WatchedPart | None:
    """How much of them is what an officer looks at. None where the program watches nothing, or asks no table."""
    watched, found = program.money.watched, list[WatchedPart]()
    if watched is None:
        return None
    for part in parts:
        question = next((q for q in part.section.questions if q.table and _has(q, watched.column)), None)
        if question is None:
            continue
        rows, keys = rows_of(part.answers.get(question.key, "")), [column.key for column in tables.summed(question)]
        some = added((row for row in rows if row.get(watched.column) in watched.choices), *keys)
        found.append(WatchedPart(some, added(rows, *keys)))
    return WatchedPart(sum(one.part for one in found), sum(one.whole for one in found)) if found else None


def _has(question: Question, column: str) -> bool:
    return question.table is not None and any(one.key == column for one in question.table.columns)
