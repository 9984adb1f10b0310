"""Which tasks companies had before they apply. A later room knows them; the wiring says which."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gonggo.applications.form import Draft
from gonggo.applications.had import Had, asks_for_history

Source = Callable[[Any, date], QuerySet[Any, Any]]
"""(ids of companies, the day of the application) → rows of the tasks of earlier years with their ``company_id``,
``role``, ``title`` and ``year``"""

_known_by: list[Source] = []


def register(source: Source) -> None:
    """Once at start: who knows."""
    _known_by[:] = [source]


def rows_of(companies: Any, on: date) -> QuerySet[Any, Any] | None:
    """The rows, not yet read; None where no room knows of any."""
    return _known_by[0](companies, on) if _known_by else None


def by_member(rows: Iterable[tuple[UUID, str, str, int]]) -> Mapping[tuple[UUID, str], tuple[Had, ...]]:
    """(company, role) → its tasks, the latest first, of rows of company, role, title and year."""
    found: dict[tuple[UUID, str], list[Had]] = {}
    for company_id, role, title, year in rows:
        found.setdefault((company_id, role), []).append(Had(title, year))
    return {key: tuple(sorted(tasks, key=lambda one: (-one.year, one.title))) for key, tasks in found.items()}


def with_history(draft: Draft, on: date) -> Draft:
    """The draft with the tasks that its companies had in an earlier year than that of ``on``, where it is asked for
    one. One statement, or none."""
    rows = rows_of([one.company_id for one in draft.members], on)
    if rows is None or not asks_for_history(draft.program, draft.track):
        return draft
    return replace(draft, had=by_member(rows.values_list("company_id", "role", "title", "year")))
