"""The pool: the queue with its due days, one registration as it was submitted, and the decision on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.intake.receipts import Paper
from gonggo.journal.queries import timeline
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.parties.rules import written_brn
from gonggo.pool import commands, queries
from gonggo.pool.definition import Pool, pool_of
from gonggo.pool.queries import Opened
from gonggo.pool.queue import Listed, counts, due, grounds, queue
from gonggo.pool.states import MOVES, RegistrationState
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.web.accounts.refused import put_into
from gonggo.web.agency.claims import DESK
from gonggo.web.office.desk import Request, origin
from gonggo.web.office.listing import asked_page
from gonggo.web.ui.courses import pool_course
from gonggo.web.ui.fields import choose
from gonggo.web.ui.past import past
from gonggo.web.ui.registrations import GLYPHS, read, solution_pairs
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.rows import Cell, Link, Pair, Row, Table
from gonggo.web.ui.wording import day, desk_instant

S = RegistrationState
PAGE = 50
DECISIONS = {
    "approve": (commands.approve, gettext_lazy("승인"), ("reason",)),
    "approve_conditionally": (commands.approve_conditionally, gettext_lazy("조건부 승인"), ("reason", "ground")),
    "hold": (commands.hold, gettext_lazy("승인 보류"), ("reason", "ground")),
    "ask_for_correction": (commands.ask_for_correction, gettext_lazy("보완요청"), ("reason",)),
    "refuse": (commands.refuse, gettext_lazy("등록 제한"), ("reason", "ground")),
}
"""move → its command, its word, what it is told."""


class DecisionForm(forms.Form):
    """What is decided, on which ground of the notice, and why."""

    move = forms.ChoiceField(
        label=gettext_lazy("무엇으로 결정하나요?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("무엇으로 결정할지 골라 주세요.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("근거"),
        required=False,
        help_text=gettext_lazy("조건부 승인, 승인 보류, 등록 제한에는 근거가 필요합니다."),
    )
    reason = forms.CharField(
        label=gettext_lazy("까닭 또는 보완할 것"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("신청기업에 그대로 보입니다. 승인할 때는 비워 두어도 됩니다."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, opened: Opened, offered: list[str], data: QueryDict | None = None) -> None:
        super().__init__(data)
        said = get_language() or "ko"
        curable = gettext("해소 가능")
        chosen = [(one.key, _ground(one.key, one.label.said(said), curable if one.is_curable else ""))
                  for one in grounds(opened.program)]  # fmt: skip
        for name, choices in (("move", [(m, DECISIONS[m][1]) for m in offered]), ("ground", [("", "-"), *chosen])):
            choose(self, name, choices)


def _ground(key: str, label: str, remark: str) -> str:
    return f"{key} {label} ({remark})" if remark else f"{key} {label}"


@never_cache
@require_safe
def registrations(request: Request) -> HttpResponse:
    """Those that wait, the oldest complete first with the day they are due; other states behind links."""
    program = next((one for one in all_programs() if pool_of(one) is not None), None)
    context: dict[str, object] = {"desk": DESK.frame("pool", of=request.actor), "program": program}
    if program is not None:
        state = request.GET.get("state", "")
        shown = state if state in set(S) - queries.OWN else S.RECEIVED
        page = asked_page(request.GET)
        rows = queue(of=request.actor, program=program, state=shown, offset=(page - 1) * PAGE, limit=PAGE + 1)
        numbers = counts(of=request.actor, program=program.key)
        context |= {
            "program_key": program.key,
            "views": [
                Link(str(one.label), f"?state={one}", numbers.get(one, 0), is_current=one == shown)
                for one in S
                if one not in queries.OWN
            ],
            "table": _table(program, rows[:PAGE], legal_day(request.received_at)),
            "earlier": f"?state={shown}&page={page - 1}" if page > 1 else "",
            "later": f"?state={shown}&page={page + 1}" if len(rows) > PAGE else "",
        }
    return render(request, "agency/registrations.html", context)


def _table(program: Program, rows: list[Listed], today: date) -> Table:
    said = get_language() or "ko"
    pool = pool_of(program)
    kinds = {option.key: option.label.said(said) for option in pool.pages[0].fields[0].options} if pool else {}
    heads = [gettext("번호"), gettext("기업"), gettext("등록 종류"), gettext("상태"), gettext("접수일시")]
    return Table(
        gettext("풀 등록·현행화"),
        [*heads, gettext("승인 기한")],
        [
            Row(
                [
                    Cell(row.number, url=reverse("agency:registration", args=[row.id])),
                    row.name,
                    kinds.get(row.kind, row.kind),
                    Cell(str(row.state.label), state=GLYPHS[row.state]),
                    desk_instant(row.received_at, said),
                    _due_cell(row, today, said),
                ]
            )
            for row in rows
        ],
    )


def _due_cell(row: Listed, today: date, said: str) -> Cell:
    if row.due is None:
        return Cell("-")
    words = f"{day(row.due.first, said)} ~ {day(row.due.last, said)}"
    return Cell(words, state="bad", note=gettext("기한이 지났습니다")) if today > row.due.last else Cell(words)


@never_cache
@require_safe
def registration(request: Request, registration_id: UUID) -> HttpResponse:
    """One registration as it was submitted, the contacts too; opening it goes into the access log."""
    return _page(request, registration_id)


def _page(request: Request, registration_id: UUID, refused: Refused | None = None) -> HttpResponse:
    opened = commands.open_registration(
        registration_id=registration_id, by=request.actor, at=request.received_at, origin=origin(request)
    )
    row = opened.registration
    offered = [move for move in MOVES.offered(S(row.state), request.actor) if move in DECISIONS]
    form = DecisionForm(opened, offered, request.POST if request.method == "POST" else None)
    if refused is not None:
        put_into(form, refused)
    decided = queries.decisions(row)
    days = due(opened.program, row.complete_at) if row.complete_at and row.state == S.RECEIVED else None
    context = {
        "desk": DESK.frame("pool", of=request.actor),
        "program_key": opened.program.key,
        "page": _shown(opened),
        "decisions": decided,
        "due": days,
        "stages": pool_course(
            opened.program,
            received_at=row.received_at,
            state=S(row.state),
            due=(days.first, days.last) if days else None,
            decided=decided,
        ),
        "past": past(timeline(queries.ref_of(row.id))),
        "is_late": days is not None and legal_day(request.received_at) > days.last,
        "form": form if offered else None,
        "has_errors": bool(form.errors),
    }
    return render(request, "agency/registration.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that an officer reads of a registration."""

    id: UUID
    number: str
    name: str
    brn: str
    glyph: str
    word: str
    opened: Opened
    parts: list[tuple[str, list[Pair]]]
    papers: "list[Handed]"
    earlier: "list[Handed]"
    """What was handed in before and has been replaced since."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper that was handed in: its slot with number and name, the file."""

    slot: str
    number: str
    label: str
    file: Paper


def _handed(pool: Pool, papers: Iterable[Paper], said: str) -> list[Handed]:
    """In the order of the notice."""
    by_slot: dict[str, list[Paper]] = {}
    for paper in papers:
        by_slot.setdefault(paper.slot, []).append(paper)
    return [
        Handed(slot.slot, slot.number, slot.label.said(said), paper)
        for slot in pool.papers
        for paper in by_slot.get(slot.slot, ())
    ]


def _shown(opened: Opened) -> Shown:
    said, row = get_language() or "ko", opened.registration
    pool = queries.pool(row)
    parts = [(page.label.said(said), [Pair(f.label.said(said), read(f, opened.answers, said)) for f in page.fields])
             for page in pool.pages]  # fmt: skip
    solutions = solution_pairs(pool, opened.answers, said)
    return Shown(
        row.id,
        row.number,
        row.name,
        written_brn(row.brn),
        GLYPHS[S(row.state)],
        str(S(row.state).label),
        opened,
        [*parts, (gettext("솔루션"), solutions)],
        _handed(pool, opened.papers, said),
        _handed(pool, queries.earlier_papers(row), said),
    )


@never_cache
@require_POST
def decide(request: Request, registration_id: UUID) -> HttpResponse:
    """One of the moves that the machine offers, with its reason and ground."""
    command, _, told = DECISIONS.get(request.POST.get("move", ""), (None, "", ()))
    if command is None:
        return _page(request, registration_id)
    given = {name: request.POST.get(name, "") for name in told}
    try:
        command(registration_id=registration_id, by=request.actor, at=request.received_at, **given)  # type: ignore[operator]
    except Refused as refused:
        if refused.field is None:
            raise
        return _page(request, registration_id, refused)
    return redirect("agency:registration", registration_id)


@never_cache
@require_POST
def paper(request: Request, registration_id: UUID, slot: str) -> HttpResponseBase:
    """A paper as an attachment; taking it is on record, so it is a POST."""
    opened = commands.open_paper(
        registration_id=registration_id,
        slot=slot,
        sha256=request.POST.get("sha256", ""),
        by=request.actor,
        at=request.received_at,
        origin=origin(request),
    )
    return attachment(opened)
