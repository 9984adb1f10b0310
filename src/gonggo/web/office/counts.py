"""What was received, counted: figures, and a table by operator and combination."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from gonggo.applications.queries import ReceivedCount
from gonggo.applications.screened import SUPPLEMENTED
from gonggo.applications.states import ApplicationState
from gonggo.kernel.actor import OPERATOR_ROLES, Actor
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.web.ui.rows import Cell, Figure, Head, Row, Table, Words

S = ApplicationState


@dataclass(frozen=True, slots=True)
class Overview:
    """What every office may see; ``unscreened`` counts those whose requirements nobody has decided on."""

    total: int
    unscreened: int
    figures: tuple[Figure, ...]
    by_operator: Table
    by_state: Table


def said(words: Text) -> str:
    return words.said(get_language() or "ko")


def combinations(program: Program) -> list[tuple[str, str]]:
    """(track, type) of everything that one may apply for, in the notice's order."""
    return [(row.track, row.type) for row in program.combinations if row.is_open]


def combination_words(program: Program, track: str, support_type: str) -> str:
    return f"{said(program.track(track).label)} · {said(program.support_type(support_type).label)}"


def summed(rows: Iterable[ReceivedCount]) -> int:
    return sum(row.count for row in rows)


def overview(program: Program, counts: Sequence[ReceivedCount], *, of: Actor) -> Overview:
    """The counts of received applications within an office's reach; an operator finds its own line only."""
    total = summed(counts)
    mine = {row.operator for row in counts} if of.role in OPERATOR_ROLES else {one.key for one in program.operators}
    return Overview(
        total,
        summed(row for row in counts if row.standing == S.RECEIVED),
        tuple(_figures(program, counts, total)),
        _by_operator(program, counts, mine),
        _by_state(counts),
    )


def _figures(program: Program, counts: Sequence[ReceivedCount], total: int) -> Iterable[Figure]:
    places = {row.track: row for row in program.places}
    named: list[tuple[str | None, Words]] = [(None, gettext("접수"))]
    named += [(track.key, track.label) for track in program.tracks]
    for track, label in named:
        count = total if track is None else summed(row for row in counts if row.track == track)
        stated = places.get(track)
        note = gettext("선정할 수 %(places)s") % {"places": f"{stated.places:,}"} if stated else ""
        yield Figure(label, gettext("%(count)s건") % {"count": f"{count:,}"}, note, stated.basis if stated else None)


def _by_operator(program: Program, counts: Sequence[ReceivedCount], shown: Collection[str]) -> Table:
    pairs = combinations(program)
    heads = [Head(program.operator_label)]
    heads += [Head(combination_words(program, *pair), "number") for pair in pairs] + [Head(gettext("합계"), "number")]
    rows = [
        Row([operator.name, *_numbers(counts, pairs, operator.key)])
        for operator in program.operators
        if operator.key in shown
    ]
    foot = [Row([gettext("합계"), *_numbers(counts, pairs, "")], is_sum=True)]
    return Table(gettext("기관별 접수"), heads, rows, line=gettext("기관과 지원유형별 접수"), foot=foot)


def _by_state(counts: Sequence[ReceivedCount]) -> Table:
    """How far the review is; what came back from its company waits as received."""
    told: Counter[ApplicationState] = Counter()
    for row in counts:
        told[S.RECEIVED if row.standing == SUPPLEMENTED else S(row.standing)] += row.count
    heads = [Head(gettext("상태")), Head(gettext("건수"), "number")]
    rows = [Row([str(state.label), Cell(f"{told[state]:,}", "number")]) for state in S if told[state]]
    return Table(gettext("심사는 어디까지 왔나"), heads, rows)


def _numbers(counts: Sequence[ReceivedCount], pairs: Sequence[tuple[str, str]], operator: str) -> list[Cell]:
    own = [row for row in counts if operator in {"", row.operator}]
    numbers = [summed(row for row in own if (row.track, row.type) == pair) for pair in pairs]
    return [Cell(f"{number:,}", "number") for number in (*numbers, sum(numbers))]
