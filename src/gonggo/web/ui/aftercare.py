"""How the aftercare of a task is shown on every desk: reports over the years, requests, the consent to use data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from gonggo.aftercare.definition import Figure, Rules
from gonggo.aftercare.queries import Listed, ReportRow, RequestRow, Whole
from gonggo.aftercare.states import FILED, UNANSWERED, ReportState, RequestState
from gonggo.programs.definition import Program
from gonggo.signing.queries import KeptConsent
from gonggo.web.ui.deliveries import due_cell
from gonggo.web.ui.rows import Bar, Cell, Chart, Head, Link, Pair, Row, Table, Words
from gonggo.web.ui.speech import language, said
from gonggo.web.ui.wording import day, desk_instant

GLYPHS = {
    ReportState.SCHEDULED: "todo",
    ReportState.SUBMITTED: "done",
    ReportState.MISSED: "bad",
    ReportState.LATE: "saved",
}
REQUEST_GLYPHS = {
    RequestState.ASKED: "waiting",
    RequestState.ANSWERED: "doing",
    RequestState.DONE: "doing",
    RequestState.CONFIRMED: "done",
    RequestState.REOPENED: "problem",
    RequestState.WITHDRAWN: "withdrawn",
}
_DID = {
    "ask": gettext_lazy("요청"),
    "answer": gettext_lazy("답변"),
    "finish": gettext_lazy("처리"),
    "confirm": gettext_lazy("확인"),
    "reopen": gettext_lazy("다시 요청"),
    "withdraw": gettext_lazy("요청을 거둠"),
}


def year_words(year: int) -> str:
    return gettext("%(year)s차") % {"year": year}


def listed(rows: Sequence[tuple[Listed, str, str]], today: date) -> Table:
    """(row, its lead company, its address), a line each."""
    heads: list[Head | Words] = [
        gettext("협약번호"),
        gettext("대표 기업"),
        gettext("다음 활용실적 기한"),
        Head(gettext("보고함"), "number"),
        Head(gettext("보고하지 않음"), "number"),
        Head(gettext("답을 기다리는 유지·보수"), "number"),
    ]
    lines = [
        Row(
            [
                Cell(one.number, url=url),
                lead,
                due_cell(one.next_due_on, today),
                str(one.filed),
                Cell(str(one.missed), state="bad" if one.missed else ""),
                _open(one),
            ]
        )
        for one, lead, url in rows
    ]
    return Table(gettext("사후관리"), heads, lines)


def _open(one: Listed) -> Cell:
    late = gettext("기한이 지난 것 %(count)s건") % {"count": one.overdue_requests} if one.overdue_requests else ""
    return Cell(str(one.open_requests), note=late, state="bad" if late else "")


def pairs(whole: Whole, lead: str) -> list[Pair]:
    row, words = whole.aftercare, language()
    return [
        Pair(gettext("대표 기업"), lead),
        Pair(gettext("완료한 날"), day(row.completed_on, words, year=True)),
        Pair(gettext("사후관리가 끝나는 날"), day(row.ends_on, words, year=True)),
    ]


def reports(whole: Whole, rules: Rules, today: date) -> Table:
    """Every year with its day, its state and its figures."""
    heads: list[Head | Words] = [gettext("활용실적"), Head(gettext("기한"), "nb"), gettext("상태")]
    numbers = [Head(f"{said(one.label)} ({said(one.unit)})", "number") for one in rules.figures]
    lines = [_report(one, rules, today) for one in whole.reports]
    return Table(gettext("해마다의 활용실적"), [*heads, *numbers], lines, stack=False)


def _report(one: ReportRow, rules: Rules, today: date) -> Row:
    filed = one.state in FILED
    note = desk_instant(one.filed_at, language()) if one.filed_at else ""
    cells = [
        Cell(year_words(one.year)),
        due_cell(one.due_on, today)
        if one.state is ReportState.SCHEDULED
        else Cell(day(one.due_on, language(), year=True)),
        Cell(str(one.state.label), state=GLYPHS[one.state], note=note),
    ]
    return Row([*cells, *(f"{one.figures.get(figure.key, 0):,}" if filed else "-" for figure in rules.figures)])


def chart(whole: Whole, figure: Figure) -> Chart | None:
    """One figure over the years; none before the first report."""
    bars = [Bar(year_words(one.year), one.figures.get(figure.key, 0)) for one in whole.reports if one.state in FILED]
    if not bars:
        return None
    return Chart(str(said(figure.label)), str(said(figure.unit)), bars, gettext("활용실적"))


def chosen(rules: Rules, asked: str) -> Figure:
    """The figure that is asked for, else the first."""
    return next((one for one in rules.figures if one.key == asked), rules.figures[0])


def figure_links(rules: Rules, current: Figure) -> list[Link]:
    return [Link(one.label, f"?figure={one.key}", is_current=one is current) for one in rules.figures]


@dataclass(frozen=True, slots=True)
class Request:
    """A maintenance request: its name and state, by when an answer is due, what both sides said."""

    title: str
    state: str
    word: str
    due: Cell | None
    pairs: Sequence[Pair]
    url: str = ""


def request(one: RequestRow, names: Mapping[UUID, str], today: date, url: str = "") -> Request:
    lines = []
    for line in one.lines:
        what = f"{_DID[line.did]} · {names.get(line.company_id, '-')}"
        lines.append(Pair(what, line.text or "-", desk_instant(line.said_at, language())))
    due = due_cell(one.due_on, today) if one.state in UNANSWERED else None
    return Request(one.title, REQUEST_GLYPHS[one.state], str(one.state.label), due, lines, url)


@dataclass(frozen=True, slots=True)
class Consent:
    """The consent to use data: the words that were agreed to, and who gave it when, or took it back."""

    title: str
    paragraphs: Sequence[str]
    pairs: Sequence[Pair]


def consent(notice: Program, key: str, given: Sequence[KeptConsent], names: Mapping[UUID, str]) -> Consent | None:
    """None where the program has no such text."""
    text = next((one for one in notice.consents if one.key == key), None)
    if text is None:
        return None
    words = [str(said(one)) for one in text.text]
    return Consent(str(said(text.title)), words, [_given(one, names) for one in given])


def _given(one: KeptConsent, names: Mapping[UUID, str]) -> Pair:
    when = gettext("%(when)s에 동의함") % {"when": desk_instant(one.given_at, language())}
    if one.withdrawn_at is None:
        return Pair(names.get(one.party_id, "-"), when, state="agreed")
    gone = gettext("%(when)s에 거둠") % {"when": desk_instant(one.withdrawn_at, language())}
    return Pair(names.get(one.party_id, "-"), f"{when}, {gone}", state="withdrawn")
