"""처리할 업무: what waits for a person, gathered from every room by one statement.

A contributor names rows of a room, which columns say whose they are and since when, and the page that they lead to; the
wiring registers all of them in one table. The desks only show what is found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import CharField, Count, DateField, F, IntegerField, Min, QuerySet, UUIDField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from gonggo.facts.queries import names_of
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Row, Table
from gonggo.web.ui.speech import language

Until = date | datetime
_COLUMNS = ("w_kind", "w_key", "w_whose", "w_program", "w_since", "w_due", "w_count", "w_number", "w_of")


@dataclass(frozen=True, slots=True)
class Contributor:
    """What one kind of rows asks of whom. ``since``, ``whose``, ``number``, ``program``, ``due`` and ``key`` name
    columns.

    ``is_counted`` makes one line of all rows of a program, the longest waiting first in it: for what can be long.
    ``until`` derives the day or instant of the due from the notice where no column holds it; what ``ends`` then cannot
    be done any more and is left out.
    """

    kind: str
    who: frozenset[Role]
    rows: Callable[..., "QuerySet[Any]"]
    """Of (whom it asks, when), and what ``once`` gave where there is one."""
    what: "str | Promise"
    page: str
    since: str
    whose: str = ""
    number: str = ""
    """Of what it is, where it is nobody's: a column with the number of the application, the agreement, the letter."""
    program: str = "program"
    key: str = "pk"
    due: str = ""
    until: Callable[[Program, datetime], Until | None] | None = None
    ends: bool = False
    is_counted: bool = False
    once: Callable[[], Any] | None = None
    """What is read once for all whom it asks."""
    asked: str | None = None
    """Whether the page of counted rows takes the program in the query of its address, and what else."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what is to be done, whose or of what it is, since when it waits, by when, where."""

    what: str
    whose: str
    since_at: datetime
    due: Until | None
    count: int
    url: str


_TABLE: list[Contributor] = []


def register(contributors: Iterable[Contributor]) -> None:
    """The whole table, once at start. Raises ValueError if a kind stands twice."""
    table = list(contributors)
    if len({one.kind for one in table}) != len(table):
        raise ValueError("two contributors have the same kind")
    _TABLE[:] = table


def waiting(of: Actor, *, at: datetime, programs: Mapping[str, Program] | None = None) -> list[Waiting]:
    """What waits for this actor, the first due first, then the longest waiting.

    Three statements, however much it is; two where the caller has the programs; one more for each ``once`` asked.
    """
    (mine,) = waiting_for_each([of], at=at, programs=programs)
    return mine


def waiting_for_each(
    actors: Sequence[Actor], *, at: datetime, programs: Mapping[str, Program] | None = None
) -> list[list[Waiting]]:
    """The same for several, in their order, by as many statements as for one."""
    kinds = {one.kind: one for one in _TABLE}
    asked = [(place, of, one) for place, of in enumerate(actors) for one in _TABLE if of.role in one.who]
    read = {once: once() for once in {one.once for _, _, one in asked} if once}
    given = {one.kind: (read[one.once],) if one.once else () for _, _, one in asked}
    parts = [_columns(one, one.rows(of, at, *given[one.kind]), place) for place, of, one in asked]
    found = list(parts[0].union(*parts[1:], all=True)) if parts else []
    programs = programs or ({program.key: program for program in all_programs()} if parts else {})
    names = names_of({row[2] for row in found if row[2]}, legal_day(at)) if parts else {}
    lines: list[list[Waiting]] = [[] for _ in actors]
    for row in found:
        line = _line(kinds[row[0]], row, names, programs, at)
        if line:
            lines[row[-1]].append(line)
    return [sorted(mine, key=_urgency) for mine in lines]


def _columns(one: Contributor, rows: "QuerySet[Any]", of: int) -> "QuerySet[Any, Any]":
    """The rows in the shape that all share, so that one statement reads them together; ``of`` says for whom."""
    no_id = Cast(Value(None), UUIDField())
    shape: dict[str, Any] = {"w_kind": Value(one.kind, CharField()), "w_of": Value(of, IntegerField())}
    shape["w_number"] = Cast(F(one.number), CharField()) if one.number else Value("", CharField())
    program = F(one.program) if one.program else Value("", CharField())
    if one.is_counted:
        shape |= {"w_key": no_id, "w_whose": no_id, "w_since": Min(one.since), "w_count": Count("pk")}
        shape |= {"w_due": Min(one.due) if one.due else Cast(Value(None), DateField())}
        counted: QuerySet[Any, Any] = rows.order_by().values(w_program=program).annotate(**shape)
        return counted.values_list(*_COLUMNS)
    shape |= {"w_key": F(one.key), "w_whose": F(one.whose) if one.whose else no_id, "w_since": F(one.since)}
    shape |= {"w_due": F(one.due) if one.due else Cast(Value(None), DateField()), "w_program": program}
    single: QuerySet[Any, Any] = rows.order_by().annotate(w_count=Value(1, IntegerField()), **shape)
    return single.values_list(*_COLUMNS)


def _line(
    one: Contributor, row: tuple[Any, ...], names: Mapping[UUID, str], programs: Mapping[str, Program], at: datetime
) -> Waiting | None:
    _, key, whose, program, since, due, count, number, _ = row
    if one.until and program in programs:
        due = one.until(programs[program], since)
    if one.ends and due is not None and _instant(due) <= at:
        return None
    url = reverse(one.page, args=[] if one.is_counted else [key])
    if one.asked is not None:
        url = "&".join(filter(None, [f"{url}?{urlencode({'program': program})}", one.asked]))
    of = "" if one.is_counted else names.get(whose) or number or _title(program, programs)
    return Waiting(str(one.what), of, since, due, count, url)


def _title(program: str, programs: Mapping[str, Program]) -> str:
    return programs[program].short.text.said(language()) if program in programs else ""


def _urgency(line: Waiting) -> tuple[bool, float, datetime]:
    return line.due is None, _instant(line.due).timestamp() if line.due else 0, line.since_at


def _instant(due: Until) -> datetime:
    """The end of a day, or the instant itself."""
    if isinstance(due, datetime):
        return due
    return datetime.combine(due + timedelta(days=1), time(), SEOUL)


def table(lines: list[Waiting], *, at: datetime) -> Table:
    """What waits as the component of data draws it."""
    heads = [gettext("할 일"), gettext("대상"), gettext("언제부터"), gettext("기한")]
    return Table(gettext("처리할 업무"), heads, [Row(_cells(line, at)) for line in lines])


def _cells(line: Waiting, at: datetime) -> list[Cell]:
    whose = line.whose or gettext("%(count)s건") % {"count": f"{line.count:,}"}
    return [
        Cell(line.what, url=line.url),
        Cell(whose),
        Cell(wording.instant(line.since_at, language(), year=_is_of_another_year(line.since_at, at))),
        _due(line.due, at),
    ]


def _due(due: Until | None, at: datetime) -> Cell:
    if due is None:
        return Cell(gettext("정해지지 않음"))
    year = _is_of_another_year(due, at)
    if isinstance(due, datetime):
        said = wording.closing(due, language(), year=year)
    else:
        said = wording.day(due, language(), year=year)
    return Cell(said, note=gettext("기한이 지났습니다") if _instant(due) <= at else "")


def _is_of_another_year(one: Until, at: datetime) -> bool:
    """A day without its year is read as one of this year."""
    return (legal_day(one) if isinstance(one, datetime) else one).year != legal_day(at).year
