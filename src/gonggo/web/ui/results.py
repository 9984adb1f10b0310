"""How results look on every desk: the outcome in words, an exact mark, what broke a tie, the published list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.applications.concerned import by_ids
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.programs.definition import Program
from gonggo.selection.definition import Cell as TrackAndType
from gonggo.selection.definition import Outcome, Tie
from gonggo.selection.queries import PlaceRow
from gonggo.web.ui.rows import Cell, Head, Row, Table, Words
from gonggo.web.ui.speech import said

OUTCOMES: "dict[Outcome, str | Promise]" = {
    Outcome.SELECTED: _("선정"),
    Outcome.RESERVE: _("예비"),
    Outcome.NOT_SELECTED: _("미선정"),
}
TIES: "dict[Tie, str | Promise]" = {
    Tie.SITE: _("현장평가 점수"),
    Tie.BONUS: _("가점"),
    Tie.COMMITTEE: _("위원회 결정"),
    Tie.DRAW: _("추첨"),
}
_CENT = 100
_FORMS = re.compile(r"\(주\)|㈜|주식회사|\(유\)|유한회사")


def outcome(row: PlaceRow) -> Cell:
    """The outcome as it stands now: a place that was given up, one that came from the reserve list."""
    if row.given_up_at is not None:
        return Cell(gettext("포기"), state="withdrawn", note=str(OUTCOMES[row.outcome]))
    if row.promoted_at is not None:
        return Cell(str(OUTCOMES[Outcome.SELECTED]), state=Outcome.SELECTED, note=gettext("예비에서 선정"))
    if row.upheld_at is not None:
        return Cell(str(OUTCOMES[Outcome.RESERVE]), state=Outcome.RESERVE, note=gettext("이의신청 인용"))
    return Cell(str(OUTCOMES[row.outcome]), state=row.outcome)


def mark(value: Fraction) -> Cell:
    """The decimal as far as two places, cut off and never rounded, and the exact fraction where it goes on."""
    hundredths, rest = divmod(value.numerator * _CENT, value.denominator)
    whole, part = divmod(hundredths, _CENT)
    decimal = f"{whole}.{part:02d}".rstrip("0").rstrip(".") if not rest else f"{whole}.{part:02d}…"
    return Cell(decimal, "number", note=f"{value.numerator}/{value.denominator}" if value.denominator > 1 else "")


def cell_words(program: Program, cell: TrackAndType) -> str:
    """신규 · 유형."""
    track, kind = cell
    return f"{said(program.track(track).label)} · {said(program.support_type(kind).label)}"


def masked(name: str) -> str:
    """A company's name by its first and last letter, without the form of the company: 하○○밀."""
    core = _FORMS.sub("", name).strip() or name
    inside = "○" * max(len(core) - 2, 1)
    return core[:1] + inside + (core[-1] if len(core) > 2 else "")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose place it is: the lead company's name, the operator's key."""

    company: str
    operator: str


def whose(rows: Sequence[PlaceRow], at: datetime) -> dict[UUID, Whose]:
    """application → whose it is. Two statements."""
    found = by_ids({row.application_id for row in rows})
    names = names_of({one.lead_company_id for one in found.values()}, legal_day(at)) if found else {}
    return {one.id: Whose(names.get(one.lead_company_id, "-"), one.operator) for one in found.values()}


def published(program: Program, rows: Sequence[PlaceRow], of: Mapping[UUID, Whose], route: str = "") -> Table:
    """The published list without marks; ``route`` leads to one application where the desk has one."""
    operators = {one.key: said(one.name) for one in program.operators}
    heads: list[Words] = [gettext("접수번호"), gettext("기업"), gettext("구분 / 유형")]
    heads += [program.operator_label, gettext("결과")]
    lines = [
        Row(
            [
                Cell(row.number, url=reverse(route, args=[row.application_id]) if route else ""),
                of[row.application_id].company,
                cell_words(program, row.cell),
                operators.get(of[row.application_id].operator, "-"),
                outcome(row),
            ]
        )
        for row in rows
    ]
    return Table(gettext("선정 결과"), heads, lines)


def counts(program: Program, rows: Sequence[PlaceRow]) -> Table:
    """Each track and type: in, in reserve, not selected, given up."""
    heads = [Head(gettext("구분 / 유형"))]
    heads += [Head(label, "number") for label in (gettext("선정"), gettext("예비"), gettext("미선정"), gettext("포기"))]
    cells = sorted({row.cell for row in rows}, key=lambda cell: cell_words(program, cell))
    lines = [Row([cell_words(program, cell), *_counted([row for row in rows if row.cell == cell])]) for cell in cells]
    foot = [Row([gettext("합계"), *_counted(rows)], is_sum=True)]
    return Table(gettext("선정 결과 집계"), heads, lines, foot=foot)


def _counted(rows: Sequence[PlaceRow]) -> list[str]:
    numbers = (
        sum(row.is_in for row in rows),
        sum(row.waits for row in rows),
        sum(row.outcome is Outcome.NOT_SELECTED and not row.waits and not row.is_in for row in rows),
        sum(row.given_up_at is not None for row in rows),
    )
    return [f"{number:,}" for number in numbers]
