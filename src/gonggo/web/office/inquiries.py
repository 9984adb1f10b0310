"""문의 on the offices' desks: the queue, one question with its answer, and what of it everybody may read."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.inquiries import commands, queries
from gonggo.inquiries.queries import Inquiry, View
from gonggo.inquiries.rules import office_called
from gonggo.inquiries.states import ANSWERERS, MOVES, InquiryState
from gonggo.kernel.actor import OPERATOR_ROLES
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.web.accounts.refused import taken
from gonggo.web.office.desk import Desk, Request, origin
from gonggo.web.office.listing import asked_page
from gonggo.web.ui.access import Who, route
from gonggo.web.ui.rows import Cell, Link, Pair, Row, Table
from gonggo.web.ui.wording import desk_instant

S = InquiryState
PAGE = queries.PAGE
GLYPHS = {S.ASKED: "waiting", S.ANSWERED: "done", S.PUBLISHED: "done"}
PUBLIC_IDS = "public_%s"
"""Both forms of the page have an answer."""
_LIST = 80  # characters of a question in the list


class AnswerForm(forms.Form):
    """What the person who asked reads by mail."""

    answer = forms.CharField(
        label=_("답변"),
        max_length=commands.MOST_ANSWER,
        help_text=_("문의한 사람에게 메일로 그대로 보냅니다."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("답변을 적어 주세요.")},
    )


class PublicForm(forms.Form):
    """What everybody reads."""

    question = forms.CharField(
        label=_("공개할 질문"),
        max_length=commands.MOST_PUBLIC_QUESTION,
        help_text=_("이름, 연락처, 회사를 알 수 있는 것은 빼 주세요."),
        error_messages={"required": _("공개할 질문을 적어 주세요.")},
    )
    answer = forms.CharField(
        label=_("공개할 답변"),
        max_length=commands.MOST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("공개할 답변을 적어 주세요.")},
    )


def _views(request: Request) -> list[tuple[View, str]]:
    """The views that a desk has: the agency tells its own questions from those that operators answer."""
    if request.actor.role in OPERATOR_ROLES:
        waiting = [(View.ASKED, str(S.ASKED.label))]
    else:
        waiting = [(View.OURS, gettext("우리가 답할 문의")), (View.THEIRS, gettext("다른 기관이 답할 문의"))]
    return [*waiting, (View.ANSWERED, str(S.ANSWERED.label)), (View.PUBLISHED, str(S.PUBLISHED.label))]


@never_cache
@require_safe
def inquiries(request: Request, desk: Desk) -> HttpResponse:
    """Those of one view, the longest waiting first."""
    asked, page, views = request.GET.get("state", ""), asked_page(request.GET), _views(request)
    shown = next((view for view, _ in views if view == asked), views[0][0])
    rows = queries.queue(of=request.actor, view=shown, offset=(page - 1) * PAGE, limit=PAGE + 1)
    numbers = queries.counts(of=request.actor)
    context = {
        "desk": desk.frame("inquiries", of=request.actor),
        "views": [Link(word, f"?state={view}", numbers[view], is_current=view is shown) for view, word in views],
        "table": _table(rows[:PAGE], desk),
        "earlier": f"?state={shown}&page={page - 1}" if page > 1 else "",
        "later": f"?state={shown}&page={page + 1}" if len(rows) > PAGE else "",
    }
    return render(request, "office/inquiries.html", context)


def _table(rows: list[Inquiry], desk: Desk) -> Table:
    said, programs = get_language() or "ko", {one.key: one for one in all_programs()}
    return Table(
        gettext("문의"),
        [gettext("문의"), gettext("주제"), gettext("답하는 곳"), gettext("상태"), gettext("문의한 때")],
        [
            Row(
                [
                    Cell(row.question[:_LIST], url=reverse(desk.address("inquiry"), args=[row.id])),
                    _subject(programs[row.program], row),
                    office_called(programs[row.program], row.answers).said(said),
                    Cell(str(S(row.state).label), state=GLYPHS[S(row.state)]),
                    desk_instant(row.asked_at, said),
                ]
            )
            for row in rows
        ],
    )


def _subject(program: Program, row: Inquiry) -> str:
    said = get_language() or "ko"
    return next((one.subject.said(said) for one in program.contacts if one.key == row.subject), row.subject)


@never_cache
@require_safe
def inquiry(request: Request, desk: Desk, inquiry_id: UUID) -> HttpResponse:
    """One question; opening it is on record, for an address stands in it."""
    return _page(request, desk, inquiry_id)


def _page(
    request: Request,
    desk: Desk,
    inquiry_id: UUID,
    answering: AnswerForm | None = None,
    publishing: PublicForm | None = None,
) -> HttpResponse:
    row = commands.open_inquiry(inquiry_id=inquiry_id, origin=origin(request), by=request.actor, at=request.received_at)
    state, wrong = S(row.state), answering or publishing
    may, about = _offered(row, request), queries.application_of(row, of=request.actor)
    words = {"question": row.public_question, "answer": row.public_answer or row.answer}
    context = {
        "desk": desk.frame("inquiries", of=request.actor),
        "list_url": reverse(desk.address("inquiries")),
        "urls": {name: reverse(desk.address(f"{name}_inquiry"), args=[row.id]) for name in may},
        "state": GLYPHS[state],
        "word": str(state.label),
        "pairs": _pairs(row, about),
        "application": [reverse(desk.address("application"), args=[row.application_id])] if about and about[1] else [],
        "answering": answering or (AnswerForm(initial={"answer": row.answer}) if "answer" in may else None),
        "publishing": publishing or (PublicForm(initial=words, auto_id=PUBLIC_IDS) if "publish" in may else None),
        "is_public": state is S.PUBLISHED,
        "wrong": wrong,
        "has_errors": bool(wrong and wrong.errors),
    }
    return render(request, "office/inquiry.html", context, status=422 if wrong else 200)


def _offered(row: Inquiry, request: Request) -> frozenset[str]:
    """What may be done: another office's question is taken over before it is answered."""
    may = set(MOVES.offered(S(row.state), request.actor))
    is_theirs = bool(row.answers) and request.actor.role in ANSWERERS and row.state == S.ASKED
    return frozenset(may - ({"answer"} if is_theirs else {"take_over"}))


def _pairs(row: Inquiry, about: tuple[str, bool] | None) -> list[Pair]:
    said = get_language() or "ko"
    program = next(one for one in all_programs() if one.key == row.program)
    pairs = [
        Pair(gettext("주제"), _subject(program, row)),
        Pair(gettext("답하는 곳"), office_called(program, row.answers).said(said)),
        Pair(gettext("문의"), row.question, note=desk_instant(row.asked_at, said)),
        Pair(gettext("답을 받을 이메일"), row.email),
    ]
    if about is not None:
        number, is_open = about
        note = "" if is_open else gettext("아직 접수되지 않은 신청입니다.")
        pairs.insert(1, Pair(gettext("과제신청"), number, note=note))
    if row.answered_at is not None:
        by = office_called(program, row.answered_operator).said(said)
        pairs.append(Pair(gettext("답변"), row.answer, note=f"{by}, {desk_instant(row.answered_at, said)}"))
    return pairs


@require_POST
def answer(request: Request, desk: Desk, inquiry_id: UUID) -> HttpResponse:
    """The answer goes out by mail."""
    form = AnswerForm(request.POST)

    def act() -> object:
        return commands.answer(
            inquiry_id=inquiry_id, answer=form.cleaned_data["answer"], by=request.actor, at=request.received_at
        )

    return _done(request, desk, inquiry_id, form, act=act, words=gettext("답변을 메일로 보냅니다."))


@require_POST
def publish(request: Request, desk: Desk, inquiry_id: UUID) -> HttpResponse:
    """Question and answer come on the public page, in words without anything personal."""
    form = PublicForm(request.POST, auto_id=PUBLIC_IDS)

    def act() -> object:
        return commands.publish(inquiry_id=inquiry_id, **form.cleaned_data, by=request.actor, at=request.received_at)

    return _done(request, desk, inquiry_id, form, act=act, words=gettext("자주 묻는 질문에 공개했습니다."))


def _done(
    request: Request,
    desk: Desk,
    inquiry_id: UUID,
    form: AnswerForm | PublicForm,
    *,
    act: Callable[[], object],
    words: str,
) -> HttpResponse:
    if taken(form, act):
        messages.success(request, words)
        return redirect(desk.address("inquiry"), inquiry_id)
    if isinstance(form, AnswerForm):
        return _page(request, desk, inquiry_id, answering=form)
    return _page(request, desk, inquiry_id, publishing=form)


@require_POST
def take_down(request: Request, desk: Desk, inquiry_id: UUID) -> HttpResponse:
    """The answer is no longer on the public page."""
    commands.take_down(inquiry_id=inquiry_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("공개를 거두었습니다."))
    return redirect(desk.address("inquiry"), inquiry_id)


@require_POST
def take_over(request: Request, desk: Desk, inquiry_id: UUID) -> HttpResponse:
    """The agency answers in place of the operator that had the question."""
    commands.take_over(inquiry_id=inquiry_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("문의를 넘겨받았습니다. 이제 우리 기관이 답합니다."))
    return redirect(desk.address("inquiry"), inquiry_id)


def answering(desk: Desk, *, reads: Who, answers: Who) -> list[URLPattern]:
    """The addresses of a desk that answers questions."""
    one = f"{desk.namespace}/inquiries/<uuid:inquiry_id>"
    return [
        route(f"{desk.namespace}/inquiries/", partial(inquiries, desk=desk), name="inquiries", who=reads),
        route(one, partial(inquiry, desk=desk), name="inquiry", who=reads),
        route(f"{one}/answer", partial(answer, desk=desk), name="answer_inquiry", who=answers),
    ]


def publishing(desk: Desk, *, who: Who) -> list[URLPattern]:
    """The addresses of the desk that takes questions over and decides what everybody may read."""
    one = f"{desk.namespace}/inquiries/<uuid:inquiry_id>"
    return [
        route(f"{one}/take-over", partial(take_over, desk=desk), name="take_over_inquiry", who=who),
        route(f"{one}/publish", partial(publish, desk=desk), name="publish_inquiry", who=who),
        route(f"{one}/take-down", partial(take_down, desk=desk), name="take_down_inquiry", who=who),
    ]
