"""The list of received applications: counted views, what it is narrowed to, one page of rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from gonggo.applications.queries import Filter, ReceivedCount, ReceivedRow, received_counts, received_list
from gonggo.applications.screened import SUPPLEMENTED
from gonggo.applications.states import RECEIVED, ApplicationState
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.programs.definition import Program
from gonggo.web.office.counts import Overview, combination_words, combinations, overview, summed
from gonggo.web.office.screening import STATES
from gonggo.web.ui.rows import Cell, Link, Row, Table
from gonggo.web.ui.wording import desk_instant

PAGE = 50
LONGEST_WORDS = 80
_STATES = {
    str(ApplicationState.RECEIVED): ApplicationState.RECEIVED.label,
    SUPPLEMENTED: _("접수 가운데 보완 제출"),
    **{str(one): one.label for one in ApplicationState if one in RECEIVED and one is not ApplicationState.RECEIVED},
}
"""What the list can be narrowed to, in words."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. ``matching`` is None where words narrow it: then only "there are more" is known."""

    overview: Overview
    views: tuple[Link, ...]
    states: tuple[tuple[str, str], ...]
    """(key, words with how many) of each state that something stands in."""
    where: Filter
    table: Table
    first: int
    matching: int | None
    earlier: str
    later: str

    @property
    def last(self) -> int:
        return self.first + len(self.table.rows) - 1


def listing(program: Program, asked: Mapping[str, str], *, of: Actor, at: datetime, route: str) -> Listing:
    """The page that an address asks for; what the program does not know of is left out. Three statements.

    ``route`` is that of one application.
    """
    counts = received_counts(of=of, program=program.key)
    where, page = _where(program, asked), asked_page(asked)
    rows = received_list(of=of, where=where, offset=(page - 1) * PAGE, limit=PAGE + 1)
    return Listing(
        overview=overview(program, counts, of=of),
        views=tuple(_views(program, counts, where)),
        states=tuple(_states(counts, where)),
        where=where,
        table=_table(program, rows[:PAGE], at, route),
        first=(page - 1) * PAGE + 1,
        matching=None if where.words else summed(row for row in counts if _fits(row, where)),
        earlier=_query(where, page - 1) if page > 1 else "",
        later=_query(where, page + 1) if len(rows) > PAGE else "",
    )


def _views(program: Program, counts: Sequence[ReceivedCount], where: Filter) -> Iterable[Link]:
    """All first, then each combination that the notice allows; they add up to all."""
    within = [row for row in counts if _fits(row, replace(where, track="", type=""))]
    everything = replace(where, track="", type="")
    is_all = not (where.track or where.type)
    yield Link(gettext("전체"), _query(everything, 1), summed(within), is_current=is_all)
    for track, kind in combinations(program):
        count = summed(row for row in within if (row.track, row.type) == (track, kind))
        url = _query(replace(where, track=track, type=kind), 1)
        current = (where.track, where.type) == (track, kind)
        yield Link(combination_words(program, track, kind), url, count, is_current=current)


def _states(counts: Sequence[ReceivedCount], where: Filter) -> Iterable[tuple[str, str]]:
    within = [row for row in counts if _fits(row, replace(where, state=""))]
    for key, word in _STATES.items():
        count = summed(row for row in within if _stands(row, key))
        if count or key == where.state:
            yield key, gettext("%(state)s %(count)s건") % {"state": word, "count": f"{count:,}"}


def _where(program: Program, asked: Mapping[str, str]) -> Filter:
    def known(name: str, keys: Iterable[str]) -> str:
        return asked.get(name, "") if asked.get(name, "") in set(keys) else ""

    return Filter(
        program=program.key,
        track=known("track", (track.key for track in program.tracks)),
        type=known("type", (kind.key for kind in program.types)),
        operator=known("operator", (operator.key for operator in program.operators)),
        state=known("state", _STATES),
        words=asked.get("words", "").replace("\0", "").strip()[:LONGEST_WORDS],
    )


def _fits(row: ReceivedCount, where: Filter) -> bool:
    wanted = {"track": where.track, "type": where.type, "operator": where.operator}
    in_state = not where.state or _stands(row, where.state)
    return in_state and all(getattr(row, name) == value for name, value in wanted.items() if value)


def _stands(row: ReceivedCount, state: str) -> bool:
    """What came back from its company is received as well."""
    return row.standing == state or (row.standing, state) == (SUPPLEMENTED, ApplicationState.RECEIVED)


def asked_page(asked: Mapping[str, str]) -> int:
    """Which page of a list an address asks for; the first where it says nothing that can be read."""
    written = asked.get("page", "1")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 7 else 1


def _query(where: Filter, page: int) -> str:
    names = ("track", "type", "operator", "state", "words")
    asked = {"program": where.program} | {name: value for name in names if (value := getattr(where, name))}
    return f"?{urlencode(asked | ({'page': str(page)} if page > 1 else {}))}"


def _table(program: Program, rows: Sequence[ReceivedRow], at: datetime, route: str) -> Table:
    names = names_of({row.lead_company_id for row in rows}, legal_day(at)) if rows else {}
    operators = {operator.key: operator.name for operator in program.operators}
    heads = [gettext("접수번호"), gettext("신청기업"), gettext("과제명"), gettext("구분 / 유형")]
    return Table(
        gettext("접수된 과제신청"),
        [*heads, program.operator_label, gettext("상태"), gettext("접수일시")],
        [
            Row(
                [
                    Cell(row.number, url=reverse(route, args=[row.id])),
                    names.get(row.lead_company_id, gettext("이름을 알 수 없음")),
                    row.title,
                    Cell(program.track(row.track).label, note=program.support_type(row.type).label),
                    operators.get(row.operator, row.operator),
                    Cell(str(row.state.label), state=STATES[row.state]),
                    desk_instant(row.received_at, get_language() or "ko"),
                ]
            )
            for row in rows
        ],
    )
