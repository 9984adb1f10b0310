"""The selection as its page draws it: steps, places, ties, the list by track and type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.parties.queries import names_of_people
from gonggo.programs.definition import Program
from gonggo.selection.definition import Tie
from gonggo.selection.overview import CellRow, Overview, TieGroup
from gonggo.selection.queries import PlaceRow, Ranking
from gonggo.selection.states import FIXED, RoundState
from gonggo.web.ui.results import TIES, cell_words, mark, outcome
from gonggo.web.ui.rows import Bar, Cell, Chart, Head, Pair, Row, Stage, Table
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import desk_instant

S = RoundState


def steps(overview: Overview) -> list[Stage]:
    """The way from the seed to the publication; the first that is not done is the one one is at."""
    ranking = overview.ranking
    state = ranking.state if ranking else None
    is_assessed = overview.has_results and not overview.unfinished
    marks = [
        (gettext("추첨 씨앗값"), overview.seed is not None or overview.has_results),
        (gettext("평가 완료"), is_assessed),
        (gettext("동점 결정"), is_assessed and not any(group.is_open for group in overview.groups)),
        (gettext("순위 작성"), ranking is not None),
        (gettext("첫 번째 확정"), state is not None and state is not S.DRAWN),
        (gettext("두 번째 확정"), state in FIXED),
        (gettext("공개 시각 정하기"), state in {S.ANNOUNCED, S.PUBLISHED}),
        (gettext("결과 공개"), state is S.PUBLISHED),
    ]
    here = next((place for place, (_, is_done) in enumerate(marks) if not is_done), len(marks))
    words = {"done": gettext("마침"), "now": gettext("지금"), "later": gettext("다음")}
    states = ["done" if is_done else "now" if place == here else "later" for place, (_, is_done) in enumerate(marks)]
    said = [words[state] for state in states]
    if overview.has_results and overview.seed is None:
        said[0] = gettext("씨앗값 없이 진행")
    return [Stage(title, word, state=s) for (title, _), word, s in zip(marks, said, states, strict=True)]


def places(program: Program, cells: Sequence[CellRow]) -> Table:
    """Each track and type: places in the notice and now, who passed, who is in."""
    heads = [Head(gettext("구분 / 유형"))]
    numbers = [
        gettext("공고의 선정 수"),
        gettext("지금 선정 수"),
        gettext("기준 점수 통과"),
        gettext("선정 과제"),
        gettext("예비 과제"),
        gettext("남는 자리"),
    ]
    heads += [Head(label, "number") for label in numbers]
    rows = [Row([cell_words(program, row.cell), *map(str, _numbers(row))]) for row in cells]
    total = [sum(column) for column in zip(*(_numbers(row) for row in cells), strict=True)]
    foot = [Row([gettext("합계"), *map(str, total)], is_sum=True)] if cells else []
    return Table(gettext("선정 수와 쓰인 자리"), heads, rows, foot=foot)


def _numbers(row: CellRow) -> tuple[int, ...]:
    return row.stated, row.places, row.passed, row.taken, len(row.waiting), row.unused


def passed_chart(program: Program, cells: Sequence[CellRow]) -> Chart:
    """How many passed in each track and type."""
    bars = [Bar(cell_words(program, row.cell), row.passed) for row in cells]
    return Chart(gettext("기준 점수를 통과한 과제"), gettext("건"), bars, head=gettext("구분 / 유형"))


def moves(program: Program, overview: Overview) -> Table:
    """Places that were moved, with the reason."""
    heads: list[Head | str] = [gettext("남는 곳"), gettext("옮긴 곳"), Head(gettext("자리 수"), "number")]
    heads += [gettext("사유"), gettext("결정한 때")]
    rows = [
        Row(
            [
                cell_words(program, (one.from_track, one.from_type)),
                cell_words(program, (one.to_track, one.to_type)),
                str(one.places),
                one.reason,
                desk_instant(one.decided_at, language()),
            ]
        )
        for one in overview.moves
    ]
    return Table(gettext("옮긴 자리"), heads, rows)


def tie(program: Program, group: TieGroup) -> Table:
    """Those that tie, with what they tie in, in the order that was decided."""
    numbers = [gettext("점수"), str(TIES[Tie.SITE]), str(TIES[Tie.BONUS]), gettext("정한 순서")]
    heads = [Head(gettext("접수번호")), *[Head(label, "number") for label in numbers]]
    rows = [
        Row(
            [
                one.number,
                mark(one.mark),
                mark(one.site),
                mark(one.bonus),
                str(group.order.index(one.number) + 1) if one.number in group.order else "-",
            ]
        )
        for one in group.entries
    ]
    name = gettext("동점: %(cell)s") % {"cell": cell_words(program, group.entries[0].cell)}
    return Table(name, heads, rows, line=name)


def lists(program: Program, overview: Overview, names: Mapping[UUID, str]) -> list[Table]:
    """The list, a table for each track and type."""
    ranking = overview.ranking
    rows = ranking.rows if ranking else ()
    cells = [row.cell for row in overview.cells]
    cells += sorted({row.cell for row in rows} - set(cells))
    return [
        _list(overview, cell_words(program, cell), own, names)
        for cell in cells
        if (own := [row for row in rows if row.cell == cell])
    ]


def _list(overview: Overview, name: str, rows: Sequence[PlaceRow], names: Mapping[UUID, str]) -> Table:
    heads: list[Head | str] = [
        Head(gettext("순위"), "number"),
        gettext("접수번호"),
        gettext("기업"),
        Head(gettext("점수"), "number"),
        gettext("결과"),
        gettext("동점을 가른 것"),
    ]
    ranked = sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.number))
    lines = [
        Row(
            [
                Cell(str(row.rank) if row.rank else "-", "number"),
                Cell(row.number, url=reverse("agency:application", args=[row.application_id])),
                names.get(row.application_id, "-"),
                mark(overview.entries[row.number].mark) if row.number in overview.entries else Cell("-", "number"),
                outcome(row),
                str(TIES[Tie(row.broken_by)]) if row.broken_by else "-",
            ]
        )
        for row in ranked
    ]
    return Table(name, heads, lines, line=name, stack=False)


def signed(ranking: Ranking) -> list[Pair]:
    """The digest in full, and who drew the list up and confirmed it. One statement."""
    people = names_of_people({one for one in (ranking.drawn_by, ranking.first_by, ranking.second_by) if one})
    pairs = [
        Pair(gettext("상태"), str(ranking.state.label)),
        Pair(gettext("명단의 지문(SHA-256)"), ranking.digest),
        Pair(
            gettext("작성한 사람"), people.get(ranking.drawn_by, "-"), note=desk_instant(ranking.drawn_at, language())
        ),
    ]
    signers = (
        (gettext("첫 번째로 확정한 사람"), ranking.first_by),
        (gettext("두 번째로 확정한 사람"), ranking.second_by),
    )
    pairs += [Pair(label, people.get(one, "-")) for label, one in signers if one]
    if ranking.publish_at is not None:
        pairs.append(Pair(gettext("공개 시각"), desk_instant(ranking.publish_at, language())))
    return pairs


@dataclass(frozen=True, slots=True)
class FreePlace:
    """A place that fell free, and who in reserve is next for it."""

    key: str
    words: str
    free: int
    next: str
    company: str


def free_places(program: Program, overview: Overview, names: Mapping[UUID, str]) -> list[FreePlace]:
    """Where a place is free and somebody waits."""
    return [
        FreePlace(
            "/".join(row.cell),
            cell_words(program, row.cell),
            row.free,
            row.waiting[0].number,
            names.get(row.waiting[0].application_id, "-"),
        )
        for row in overview.cells
        if row.free and row.waiting
    ]


def given_up(program: Program, overview: Overview, names: Mapping[UUID, str]) -> Table:
    """Who gave a place up, when and why."""
    heads = [
        gettext("접수번호"),
        gettext("기업"),
        gettext("구분 / 유형"),
        gettext("결과"),
        gettext("포기한 때"),
        gettext("사유"),
    ]
    rows = [
        Row(
            [
                Cell(row.number, url=reverse("agency:application", args=[row.application_id])),
                names.get(row.application_id, "-"),
                cell_words(program, row.cell),
                outcome(row),
                desk_instant(row.given_up_at, language()),
                row.given_up_reason,
            ]
        )
        for row in (overview.ranking.rows if overview.ranking else ())
        if row.given_up_at is not None
    ]
    return Table(gettext("포기한 자리"), heads, rows)
