"""이의신청: the queue with its due days, one objection, and the decision by somebody who had no part."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.facts.queries import names_of
from gonggo.journal.queries import fact
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.objections import commands, queries
from gonggo.objections.queries import Objection
from gonggo.objections.states import Ground, ObjectionState
from gonggo.parties.queries import names_of_people
from gonggo.web.accounts.refused import put_into
from gonggo.web.agency.claims import DESK
from gonggo.web.office.desk import Request, origin
from gonggo.web.office.listing import asked_page
from gonggo.web.ui.fields import choose
from gonggo.web.ui.objections import GLYPHS
from gonggo.web.ui.rows import Cell, Link, Pair, Row, Table
from gonggo.web.ui.wording import day, desk_instant

S = ObjectionState
PAGE = queries.PAGE
MOVES = {
    "uphold": _("인용"),
    "dismiss": _("기각"),
    "answer_petition": _("진정에 회신"),
    "extend": _("처리 기한 늘리기"),
}


class DecisionForm(forms.Form):
    """What is decided, and the reason that the company reads."""

    move = forms.ChoiceField(
        label=_("결정"),
        widget=forms.RadioSelect,
        error_messages={"required": _("무엇으로 결정할지 골라 주세요.")},
    )
    answer = forms.CharField(
        label=_("사유"),
        max_length=4000,
        help_text=_("통지서에 그대로 적혀 신청한 기업이 읽습니다."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("사유를 적어 주세요.")},
    )

    def __init__(self, offered: list[str], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a form's data, or none
        choose(self, "move", [(move, MOVES[move]) for move in offered])


@never_cache
@require_safe
def objections(request: Request) -> HttpResponse:
    """Those of one state, the soonest due first."""
    state, page = request.GET.get("state", ""), asked_page(request.GET)
    shown = S(state) if state in set(S) else S.FILED
    rows = queries.queue(of=request.actor, states={shown}, offset=(page - 1) * PAGE, limit=PAGE + 1)
    numbers = queries.counts(of=request.actor)
    context = {
        "desk": DESK.frame("objections", of=request.actor),
        "views": [Link(str(one.label), f"?state={one}", numbers[one], is_current=one is shown) for one in S],
        "table": _table(request, rows[:PAGE]),
        "earlier": f"?state={shown}&page={page - 1}" if page > 1 else "",
        "later": f"?state={shown}&page={page + 1}" if len(rows) > PAGE else "",
    }
    return render(request, "agency/objections.html", context)


def _table(request: Request, rows: list[Objection]) -> Table:
    said, today = get_language() or "ko", legal_day(request.received_at)
    names = names_of({row.company_id for row in rows}, today)
    heads = [gettext("기업"), gettext("범위"), gettext("상태"), gettext("이의신청한 때"), gettext("처리 기한")]
    return Table(
        gettext("이의신청"),
        heads,
        [
            Row(
                [
                    Cell(names.get(row.company_id, "-"), url=reverse("agency:objection", args=[row.id])),
                    str(Ground(row.ground).label),
                    Cell(str(S(row.state).label), state=GLYPHS[S(row.state)]),
                    desk_instant(row.filed_at, said),
                    _due(row, said, is_late=row.closed_at is None and today > row.due_on),
                ]
            )
            for row in rows
        ],
    )


def _due(row: Objection, said: str, *, is_late: bool) -> Cell:
    words = day(row.due_on, said)
    return Cell(words, state="bad", note=gettext("기한이 지났습니다")) if is_late else Cell(words)


@never_cache
@require_safe
def objection(request: Request, objection_id: UUID) -> HttpResponse:
    """One objection; opening it goes into the access log."""
    return _page(request, objection_id)


def _page(request: Request, objection_id: UUID, refused: Refused | None = None) -> HttpResponse:
    row = commands.open_objection(
        objection_id=objection_id, origin=origin(request), by=request.actor, at=request.received_at
    )
    offered = [move for move in MOVES if move in queries.offered(row, request.actor)]
    form = DecisionForm(offered, request.POST if request.method == "POST" else None)
    if refused is not None:
        put_into(form, refused)
    context = {
        "desk": DESK.frame("objections", of=request.actor),
        "id": row.id,
        "name": names_of([row.company_id], legal_day(request.received_at)).get(row.company_id, ""),
        "pairs": _pairs(row),
        "answer": row.answer,
        "took_part": request.actor.person_id in queries.who_took_part(row),
        "form": form if offered else None,
        "undoes": _undoes(row),
        "has_errors": bool(form.errors),
    }
    return render(request, "agency/objection.html", context, status=422 if form.errors else 200)


_UNDOES = {
    "application.refused": _("인용하면 부적합 결정이 취소되고, 신청은 접수 상태로 돌아가 요건검토를 다시 받습니다."),
    "application.returned": _("인용하면 반려가 취소되고, 신청은 접수 상태로 돌아가 요건검토를 다시 받습니다."),
    "selection.result": _("인용하면 같은 구분과 유형에 비는 자리가 예비 순위보다 먼저 이 과제에 갑니다."),
    "sanction.decided": _("인용하면 참여제한이 첫날부터 없던 것으로 취소됩니다."),
    "recovery.ordered": _("인용하면 환수 결정이 취소됩니다."),
}
"""What upholding brings about, by the decision objected to."""


def _undoes(row: Objection) -> str:
    decision = fact(row.decision)
    by_hand = _("인용해도 결정이 저절로 바뀌지는 않습니다. 결정을 한 부서가 답에 적은 대로 바로잡습니다.")
    return str(_UNDOES.get(decision.name, by_hand)) if decision is not None else ""


def _pairs(row: Objection) -> list[Pair]:
    said, state = get_language() or "ko", S(row.state)
    pairs = [
        Pair(gettext("상태"), str(state.label), state=GLYPHS[state]),
        Pair(gettext("통지한 날"), day(row.notified_on, said)),
        Pair(gettext("이의신청 기한"), day(row.until_on, said)),
        Pair(gettext("이의신청한 때"), desk_instant(row.filed_at, said)),
        Pair(gettext("처리 기한"), day(row.due_on, said), note=row.extended_for),
        Pair(gettext("범위"), str(Ground(row.ground).label)),
        Pair(gettext("내용"), row.text),
    ]
    if row.decided_by and row.closed_at:
        decider = names_of_people([row.decided_by]).get(row.decided_by, "")
        pairs += [
            Pair(gettext("결정한 사람"), decider, note=desk_instant(row.closed_at, said)),
            Pair(gettext("결정의 사유"), row.answer),
        ]
    return pairs


@never_cache
@require_POST
def decide(request: Request, objection_id: UUID) -> HttpResponse:
    """The answer, or more days for it."""
    move, reason = request.POST.get("move", ""), request.POST.get("answer", "")
    told = {"objection_id": objection_id, "by": request.actor, "at": request.received_at}
    try:
        if move in commands.ANSWERS:
            commands.decide(move=move, answer=reason, **told)  # type: ignore[arg-type]  # the three of above
        elif move == "extend":
            commands.extend(reason=reason, **told)  # type: ignore[arg-type]
        else:
            return _page(request, objection_id)
    except Refused as refused:
        if refused.field is None:
            raise
        return _page(request, objection_id, refused)
    messages.success(request, gettext("처리했습니다. 신청한 기업에 통지합니다."))
    return redirect("agency:objection", objection_id)
