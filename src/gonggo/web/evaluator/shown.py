"""An evaluator's seats as the desk shows them: what is to be done next, how much is filed, what is stayed out of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.evaluation.queries import MySeat, MySheet
from gonggo.evaluation.states import PanelState
from gonggo.facts.queries import names_of
from gonggo.web.office.assessing_words import PARTS, WORDS
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Link, Pair, Row, Table, Task
from gonggo.web.ui.speech import language, said

GLYPHS = {PanelState.FORMING: "waiting", PanelState.OPEN: "doing", PanelState.CLOSED: "done"}


@dataclass(frozen=True, slots=True)
class Card:
    """One seat on the front page. ``filled`` is thousandths of the bar's length."""

    name: str
    url: str
    pairs: list[Pair]
    steps: list[Task]
    progress: str
    filled: int
    next: Link | None


def may_read(seat: MySeat) -> bool:
    """Whether what is before the panel can be opened now."""
    return seat.panel_state is PanelState.OPEN and seat.pledged_at is not None


def card(seat: MySeat, on: date) -> Card:
    return Card(
        name=seat.panel_name,
        url=reverse("evaluator:panel", args=[seat.panel_id]),
        pairs=pairs(seat),
        steps=steps(seat, on),
        progress=progress(seat),
        filled=1000 * seat.filed // len(seat.sheets) if seat.sheets else 0,
        next=next_step(seat),
    )


def pairs(seat: MySeat) -> list[Pair]:
    part = str(PARTS[seat.part])
    return [
        Pair(gettext("평가 단계"), seat.stage.label),
        Pair(gettext("평가일"), wording.day(seat.on, language(), year=True)),
        Pair(gettext("내 자리"), f"{part} · {gettext('위원장')}" if seat.is_chair else part),
        Pair(gettext("평가 상태"), str(seat.panel_state.label), state=GLYPHS[seat.panel_state]),
    ]


def progress(seat: MySeat) -> str:
    return gettext("%(filed)s/%(all)s건 제출") % {"filed": seat.filed, "all": len(seat.sheets)}


def steps(seat: MySeat, on: date) -> list[Task]:
    """서약, 열람과 평가, 제출: where the seat stands ``on`` a day."""
    pledged, left = seat.pledged_at is not None, len(seat.sheets) - seat.filed
    is_over = seat.panel_state is PanelState.CLOSED
    here = reverse("evaluator:panel", args=[seat.panel_id])
    pledge = "" if pledged or is_over else reverse("evaluator:pledge", args=[seat.seat_id])
    reads = may_read(seat) and left > 0
    written = sum(one.saved_at is not None or one.filed_at is not None for one in seat.sheets)
    says = gettext("%(written)s/%(all)s건 작성") % {"written": written, "all": len(seat.sheets)}
    why = {
        PanelState.FORMING: gettext("평가가 열리면 신청 내용을 볼 수 있습니다."),
        PanelState.OPEN: "" if pledged else gettext("서약한 뒤 신청 내용을 볼 수 있습니다."),
        PanelState.CLOSED: "",
    }[seat.panel_state]
    filing = ""
    if on < seat.on:
        filing = gettext("%(day)s부터 제출할 수 있습니다.") % {"day": wording.day(seat.on, language())}
    done = bool(seat.sheets) and left == 0
    return [
        Task(gettext("서약"), "done" if pledged else "todo", pledge, _pledged(seat)),
        Task(
            gettext("열람과 평가"),
            "done" if done else "doing" if reads else "waiting",
            here if reads else "",
            says,
            why,
        ),
        Task(
            gettext("평가표 제출"),
            "done" if done else "todo",
            here if reads else "",
            progress(seat),
            "" if done else filing,
        ),
    ]


def _pledged(seat: MySeat) -> str:
    if seat.pledged_at is None:
        return gettext("서약하지 않음")
    return gettext("%(when)s 서약") % {"when": wording.desk_instant(seat.pledged_at, language())}


def next_step(seat: MySeat) -> Link | None:
    """The one thing that the member can do now."""
    if seat.panel_state is PanelState.CLOSED:
        return None
    if seat.pledged_at is None:
        return Link(gettext("서약하기"), reverse("evaluator:pledge", args=[seat.seat_id]))
    left = next((one for one in seat.sheets if one.filed_at is None), None)
    if may_read(seat) and left is not None:
        words = gettext("%(number)s 열람하고 평가하기") % {"number": left.number}
        return Link(words, _place("application", left))
    return None


def closed_table(seats: Iterable[MySeat]) -> Table:
    heads = [gettext("평가"), gettext("평가 단계"), gettext("평가일"), gettext("내 자리"), gettext("제출한 평가표")]
    rows = [
        Row(
            [
                Cell(seat.panel_name, url=reverse("evaluator:panel", args=[seat.panel_id])),
                seat.stage.label,
                wording.desk_date(seat.on, language()),
                str(PARTS[seat.part]),
                progress(seat),
            ]
        )
        for seat in seats
    ]
    return Table(gettext("끝난 평가"), heads, rows)


def company_names(seat: MySeat, on: date) -> dict[UUID, str]:
    """How the companies that lead what is before the panel are called. One statement."""
    ids = {one.lead_company_id for one in seat.sheets} | {one.lead_company_id for one in seat.stays_out}
    return names_of(ids, on) if ids else {}


def sheets_table(seat: MySeat, names: Mapping[UUID, str]) -> Table:
    """What the member scores, with where each stands."""
    heads = [
        gettext("과제 번호"),
        gettext("과제명"),
        gettext("기업"),
        gettext("작성 상태"),
        gettext("평가표"),
        gettext("회피"),
    ]
    return Table(gettext("평가할 과제"), heads, [Row(_cells(seat, one, names)) for one in seat.sheets])


def _cells(seat: MySeat, one: MySheet, names: Mapping[UUID, str]) -> list[Cell]:
    steps_back = seat.pledged_at is not None and one.filed_at is None and seat.panel_state is not PanelState.CLOSED
    return [
        Cell(one.number, url=_place("application", one) if may_read(seat) else ""),
        Cell(one.title),
        Cell(names.get(one.lead_company_id, "")),
        _state_cell(one),
        _sheet_cell(seat, one),
        Cell(gettext("회피하기"), url=_place("recuse", one)) if steps_back else Cell(gettext("할 수 없음")),
    ]


def _state_cell(one: MySheet) -> Cell:
    if one.filed_at is not None:
        return Cell(gettext("제출함"), note=wording.desk_instant(one.filed_at, language()), state="done")
    if one.saved_at is not None:
        return Cell(gettext("작성 중"), note=wording.desk_instant(one.saved_at, language()), state="doing")
    return Cell(gettext("쓰지 않음"), state="todo")


def _sheet_cell(seat: MySeat, one: MySheet) -> Cell:
    if seat.pledged_at is None:
        return Cell(gettext("서약한 뒤"))
    writes = may_read(seat) and one.filed_at is None
    return Cell(gettext("평가표 쓰기") if writes else gettext("평가표 보기"), url=_place("sheet", one))


def _place(name: str, one: MySheet) -> str:
    return reverse(f"evaluator:{name}", args=[one.seat_id, one.application_id])


def out_table(seat: MySeat, names: Mapping[UUID, str]) -> Table | None:
    """What the member does not score, and why; None where there is nothing."""
    heads = [
        gettext("과제 번호"),
        gettext("과제명"),
        gettext("기업"),
        gettext("구분"),
        gettext("사유"),
        gettext("기록"),
    ]
    rows = [
        Row(
            [
                one.number,
                one.title,
                names.get(one.lead_company_id, ""),
                str(WORDS[one.tied.word]),
                Cell(said(seat.rules.grounds[one.tied.ground]), note=one.tied.note),
                Cell(
                    one.tied.number or gettext("평가가 열리면 기록"),
                    note=wording.desk_day(one.tied.on) if one.tied.on else "",
                ),
            ]
        )
        for one in seat.stays_out
    ]
    return Table(gettext("평가하지 않는 과제"), heads, rows) if rows else None
