"""The earlier task that an application builds on: which may be chosen, and what is wrong with a choice. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gonggo.programs.definition import History, PartyRole, Program, Question


@dataclass(frozen=True, slots=True)
class Had:
    """A task that a company had before: its title, and the year in which its agreement began."""

    title: str
    year: int


def asks_for_history(program: Program, track: str) -> bool:
    """Whether anybody is asked on this track for a task of earlier years."""
    pages = (page for role in PartyRole for page in program.sections_of(role, track))
    return any(question.history for page in pages for question in page.questions)


def may_be_chosen(program: Program, had: Iterable[Had]) -> tuple[Had, ...]:
    """Those of the years that the form has among its answers; of any year, where it names none."""
    asked = (question for question in program.questions() if question.history is History.YEAR)
    years = {choice.key for question in asked for choice in question.choices}
    return tuple(one for one in had if one.title.strip() and (not years or str(one.year) in years))


def history_fault(
    program: Program, question: Question, answers: Mapping[str, str], had: Iterable[Had]
) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with an answer that says which task the company had, as (code, facts), or None.

    Of a company of which no such task is known, whatever it writes counts: an officer looks at it.
    """
    known = may_be_chosen(program, had)
    value = answers.get(question.key, "").strip()
    if not known or question.history is None or not value:
        return None
    if question.history is History.TITLE:
        return None if value in {one.title.strip() for one in known} else ("earlier_task_not_had", {})
    named = {answers.get(one.key, "").strip() for one in program.questions() if one.history is History.TITLE}
    years = {one.year for one in known if one.title.strip() in named} or {one.year for one in known}
    if value in {str(year) for year in years}:
        return None
    return "earlier_year_other", {"years": ", ".join(str(year) for year in sorted(years))}
