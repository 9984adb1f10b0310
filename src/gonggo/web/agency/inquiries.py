"""문의: the queue, one question with its answer, and what of it everybody may read."""

from collections.abc import Callable
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

from gonggo.inquiries import commands, queries
from gonggo.inquiries.queries import Inquiry
from gonggo.inquiries.states import InquiryState
from gonggo.programs.queries import all_programs
from gonggo.web.accounts.refused import taken
from gonggo.web.agency.claims import DESK
from gonggo.web.office.desk import Request, origin
from gonggo.web.office.listing import asked_page
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


@never_cache
@require_safe
def inquiries(request: Request) -> HttpResponse:
    """Those of one state, the longest waiting first."""
    state, page = request.GET.get("state", ""), asked_page(request.GET)
    shown = S(state) if state in set(S) else S.ASKED
    rows = queries.queue(of=request.actor, state=shown, offset=(page - 1) * PAGE, limit=PAGE + 1)
    numbers = queries.counts(of=request.actor)
    context = {
        "desk": DESK.frame("inquiries", of=request.actor),
        "views": [Link(str(one.label), f"?state={one}", numbers[one], is_current=one is shown) for one in S],
        "table": _table(rows[:PAGE]),
        "earlier": f"?state={shown}&page={page - 1}" if page > 1 else "",
        "later": f"?state={shown}&page={page + 1}" if len(rows) > PAGE else "",
    }
    return render(request, "agency/inquiries.html", context)


def _table(rows: list[Inquiry]) -> Table:
    said, subjects = get_language() or "ko", _subjects()
    return Table(
        gettext("문의"),
        [gettext("문의"), gettext("주제"), gettext("상태"), gettext("문의한 때")],
        [
            Row(
                [
                    Cell(row.question[:_LIST], url=reverse("agency:inquiry", args=[row.id])),
                    subjects.get((row.program, row.subject), row.subject),
                    Cell(str(S(row.state).label), state=GLYPHS[S(row.state)]),
                    desk_instant(row.asked_at, said),
                ]
            )
            for row in rows
        ],
    )


def _subjects() -> dict[tuple[str, str], str]:
    """(program, key of the contact) → what it is about. One statement."""
    said = get_language() or "ko"
    return {(known.key, one.key): one.subject.said(said) for known in all_programs() for one in known.contacts}


@never_cache
@require_safe
def inquiry(request: Request, inquiry_id: UUID) -> HttpResponse:
    """One question; opening it is on record, for an address stands in it."""
    return _page(request, inquiry_id)


def _page(
    request: Request, inquiry_id: UUID, answering: AnswerForm | None = None, publishing: PublicForm | None = None
) -> HttpResponse:
    row = commands.open_inquiry(inquiry_id=inquiry_id, origin=origin(request), by=request.actor, at=request.received_at)
    state = S(row.state)
    wrong = answering or publishing
    words = {"question": row.public_question, "answer": row.public_answer or row.answer}
    context = {
        "desk": DESK.frame("inquiries", of=request.actor),
        "id": row.id,
        "state": GLYPHS[state],
        "word": str(state.label),
        "pairs": _pairs(row),
        "answering": answering or (AnswerForm(initial={"answer": row.answer}) if state is not S.PUBLISHED else None),
        "publishing": publishing or (PublicForm(initial=words, auto_id=PUBLIC_IDS) if state is not S.ASKED else None),
        "is_public": state is S.PUBLISHED,
        "wrong": wrong,
        "has_errors": bool(wrong and wrong.errors),
    }
    return render(request, "agency/inquiry.html", context, status=422 if wrong else 200)


def _pairs(row: Inquiry) -> list[Pair]:
    said = get_language() or "ko"
    pairs = [
        Pair(gettext("주제"), _subjects().get((row.program, row.subject), row.subject)),
        Pair(gettext("문의"), row.question, note=desk_instant(row.asked_at, said)),
        Pair(gettext("답을 받을 이메일"), row.email),
    ]
    if row.answered_at is not None:
        pairs.append(Pair(gettext("답변"), row.answer, note=desk_instant(row.answered_at, said)))
    return pairs


@require_POST
def answer(request: Request, inquiry_id: UUID) -> HttpResponse:
    """The answer goes out by mail."""
    form = AnswerForm(request.POST)

    def act() -> object:
        return commands.answer(
            inquiry_id=inquiry_id, answer=form.cleaned_data["answer"], by=request.actor, at=request.received_at
        )

    return _done(request, inquiry_id, form, act, gettext("답변을 메일로 보냅니다."))


@require_POST
def publish(request: Request, inquiry_id: UUID) -> HttpResponse:
    """Question and answer come on the public page, in words without anything personal."""
    form = PublicForm(request.POST, auto_id=PUBLIC_IDS)

    def act() -> object:
        return commands.publish(inquiry_id=inquiry_id, **form.cleaned_data, by=request.actor, at=request.received_at)

    return _done(request, inquiry_id, form, act, gettext("자주 묻는 질문에 공개했습니다."))


def _done(
    request: Request, inquiry_id: UUID, form: AnswerForm | PublicForm, act: Callable[[], object], words: str
) -> HttpResponse:
    if taken(form, act):
        messages.success(request, words)
        return redirect("agency:inquiry", inquiry_id)
    if isinstance(form, AnswerForm):
        return _page(request, inquiry_id, answering=form)
    return _page(request, inquiry_id, publishing=form)


@require_POST
def take_down(request: Request, inquiry_id: UUID) -> HttpResponse:
    """The answer is no longer on the public page."""
    commands.take_down(inquiry_id=inquiry_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("공개를 거두었습니다."))
    return redirect("agency:inquiry", inquiry_id)
