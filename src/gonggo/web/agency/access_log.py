"""The access log: who opened whose data, when, from where and what for; reviewed month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.facts.queries import names_of
from gonggo.journal import commands, queries
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.queries import names_of_people
from gonggo.parties.roles import label
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.listing import PAGE, asked_page
from gonggo.web.ui.rows import Cell, Row, Table
from gonggo.web.ui.wording import desk_instant


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who opened data in the month, to narrow the list to."""

    id: UUID
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Review:
    """Who has gone through the month, and when."""

    by_whom: str
    when: str


@dataclass(frozen=True, slots=True)
class Log:
    """One page of a month's access log."""

    month: str
    is_over: bool
    people: Sequence[Person]
    chosen: UUID | None
    table: Table
    first: int
    matching: int
    reviews: Sequence[Review]
    earlier_month: str
    later_month: str
    earlier: str
    later: str

    @property
    def last(self) -> int:
        return self.first + len(self.table.rows) - 1


@never_cache
@require_safe
def access_log(request: Request, desk: Desk) -> HttpResponse:
    """A month's accesses, the newest first, and whether the month was reviewed."""
    today = legal_day(request.received_at)
    month = _month(request.GET["month"]) if "month" in request.GET else today.replace(day=1)
    shown = _log(request.actor, month, today, _person(request.GET.get("person", "")), asked_page(request.GET))
    return render(request, "agency/access_log.html", {"desk": desk.frame("access_log", of=request.actor), "log": shown})


@never_cache
@require_POST
def review(request: Request) -> HttpResponse:
    """The officer has gone through the month."""
    month = _month(request.POST.get("month", ""))
    commands.review_accesses(month=month, by=request.actor, at=request.received_at)
    return redirect(f"{reverse('agency:access_log')}?month={month:%Y-%m}")


def _month(asked: str) -> date:
    """The first day of the month written as 2024-04. Raises OutOfReach for anything else."""
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError as wrong:
        raise OutOfReach("month") from wrong


def _person(asked: str) -> UUID | None:
    try:
        return UUID(asked) if asked else None
    except ValueError as wrong:
        raise OutOfReach("person") from wrong


def _log(of: Actor, month: date, today: date, person_id: UUID | None, page: int) -> Log:
    """Five statements."""
    counts = queries.accesses_by_person(of=of, month=month)
    rows = queries.accesses(of=of, month=month, person_id=person_id, offset=(page - 1) * PAGE, limit=PAGE + 1)
    reviews = queries.reviews_of(month, of=of)
    names = names_of_people({*counts, *(one.person_id for one in reviews if one.person_id)})
    language = get_language() or "ko"
    next_month = (month + timedelta(days=31)).replace(day=1)
    return Log(
        month=f"{month:%Y-%m}",
        is_over=next_month <= today,
        people=[Person(one, names.get(one, ""), count) for one, count in counts.items()],
        chosen=person_id,
        table=_table(rows[:PAGE], names, today, language),
        first=(page - 1) * PAGE + 1,
        matching=sum(count for one, count in counts.items() if person_id in {None, one}),
        reviews=[
            Review(names.get(one.person_id, "") if one.person_id else "", desk_instant(one.at, language))
            for one in reviews
        ],
        earlier_month=_query(month - timedelta(days=1), person_id, 1),
        later_month=_query(next_month, person_id, 1) if next_month <= today else "",
        earlier=_query(month, person_id, page - 1) if page > 1 else "",
        later=_query(month, person_id, page + 1) if len(rows) > PAGE else "",
    )


def _query(month: date, person_id: UUID | None, page: int) -> str:
    asked = {"month": f"{month:%Y-%m}"} | ({"person": str(person_id)} if person_id else {})
    return f"?{urlencode(asked | ({'page': str(page)} if page > 1 else {}))}"


def _table(rows: Sequence[queries.AccessRow], names: dict[UUID, str], on: date, language: str) -> Table:
    companies = names_of({row.whose.id for row in rows}, on)
    heads = [gettext("언제"), gettext("누가"), gettext("어디에서"), gettext("누구의 정보"), gettext("무엇을 위해")]
    return Table(
        gettext("접속기록"),
        heads,
        [
            Row(
                [
                    desk_instant(row.at, language),
                    Cell(names.get(row.person_id, ""), note=label(row.role)),
                    row.origin,
                    Cell(companies.get(row.whose.id, gettext("이름을 알 수 없음")), note=row.number),
                    row.purpose,
                ]
            )
            for row in rows
        ],
    )
