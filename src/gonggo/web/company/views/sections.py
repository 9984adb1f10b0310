"""Question pages: shown, saved with the button, and two texts of one answer chosen between."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gonggo.applications import commands
from gonggo.intake.queries import Draft
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs.definition import QuestionSection
from gonggo.web.accounts.requests import Request
from gonggo.web.company import presence
from gonggo.web.company.case import Case, frame, open_case
from gonggo.web.company.pages.answer_versions import versions_page, whole
from gonggo.web.company.pages.question import not_saved, put_refusal, question_page, saving
from gonggo.web.company.pages.table import is_sent, posted
from gonggo.web.ui.unsaved import done_with, unsaved, unsaved_since

_ASK_NO_MORE = 286
"""What htmx understands as the end of asking again and again."""


@never_cache
@require_http_methods(["GET", "POST"])
def section(request: Request, application_id: UUID, key: str) -> HttpResponse:
    """A page of questions. Its button saves what is there, also where something is still to be mended."""
    case = open_case(request, application_id)
    page = case.section(key)
    if request.method == "GET":
        return _shown(request, case, page, _set_aside(request, case, page))
    typed = {question.key: posted(question, request.POST.dict()) for question in page.questions}
    base = _base(request.POST, typed)
    try:
        _save(request, case, page, typed, base)
    except Refused as refused:
        if refused.code == "draft_conflict":
            return redirect(case.url("section", key))
        if refused.field is None:
            raise
        return _shown(request, case, page, (typed, base), refused)
    after = question_page(open_case(request, application_id), page)
    if after.has_errors and "row" not in request.POST:
        return _shown(request, open_case(request, application_id), page)
    if request.POST.get("go") == "next":
        return redirect(after.next_url)
    return redirect(f"{case.url('section', key)}{_at_row(request, page)}")


def _at_row(request: Request, page: QuestionSection) -> str:
    """The table whose rows a button just changed, as the place on the page to go on at."""
    _, _, key = request.POST.get("row", "").partition(":")
    named = key.partition(":")[0]
    return f"#id_{named}" if named in {question.key for question in page.questions} else ""


def _set_aside(request: Request, case: Case, page: QuestionSection) -> tuple[dict[str, str], dict[str, int]] | None:
    """What was typed here when the session was over, over the revisions that it began from; not what had been saved
    by then, nor what its author has gone on from since."""
    kept = unsaved(request)
    sent = {question.key: posted(question, kept) for question in page.questions if is_sent(question, kept)}
    if not sent:
        return None
    typed, since = not_saved(case, page, sent), unsaved_since(request)
    drafts = case.drafts_of(case.owner_of(page))
    gone_on = {key for key in typed if key in drafts and _is_newer(drafts[key], case, since)}
    typed = {key: text for key, text in typed.items() if key not in gone_on}
    if not typed:
        done_with(request)
        return None
    return typed, _base(kept, typed)


def _is_newer(draft: Draft, case: Case, since: datetime) -> bool:
    """Whether the reader has saved another text there meanwhile."""
    return draft.saved_by == case.by.person_id and draft.saved_at > since


def _base(posted: Mapping[str, str], values: dict[str, str]) -> dict[str, int]:
    """The revision that each field of the page began from."""
    begun = {key: posted.get(f"base.{key}", "0") for key in values}
    return {key: int(text) for key, text in begun.items() if text.isdecimal() and len(text) < 10}


def _save(request: Request, case: Case, page: QuestionSection, values: dict[str, str], base: dict[str, int]) -> None:
    commands.save_answers(
        application_id=case.id, section=page.key, values=values, base=base, by=request.actor, at=request.received_at
    )


def _shown(
    request: Request,
    case: Case,
    page: QuestionSection,
    posted: tuple[dict[str, str], dict[str, int]] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    typed, base = posted or (None, None)
    shown = question_page(case, page, typed=typed, base=base)
    if refused is not None:
        put_refusal(shown.form, refused)
    has_errors = shown.has_errors or refused is not None
    context = {
        **frame(case),
        **saving(case, page, shown, typed),
        "page": shown,
        "key": page.key,
        "capability": _right(request, case, page) if case.may_change else "",
        **_shared_with(case, page),
        "together": case.url("present", page.key) if presence.is_shown(case, page) else "",
        "has_errors": has_errors,
    }
    status = 422 if has_errors and request.method == "POST" else 200
    return render(request, "company/question.html", context, status=status)


def _shared_with(case: Case, page: QuestionSection) -> dict[str, str]:
    """Whose page it is, where it is not one's own."""
    owner = case.owner_of(page)
    if owner == case.me:
        return {}
    return {"party_title": gettext("%(party)s의 쪽을 함께 씁니다") % {"party": case.party_title(owner)}}


def _right(request: Request, case: Case, page: QuestionSection) -> str:
    """The capability with which the page saves itself through the door."""
    return commands.grant_draft(
        application_id=case.id,
        section=page.key,
        session_key=request.session.session_key or "",
        by=request.actor,
        at=request.received_at,
    )


@never_cache
@require_GET
def present(request: Request, application_id: UUID, key: str) -> HttpResponse:
    """Who else is at which page now; that one is here is known for a minute. In the last hour nobody asks."""
    case = open_case(request, application_id)
    page = case.section(key)
    if case.is_last_hour:
        return HttpResponse(status=_ASK_NO_MORE)
    presence.note(case, page)
    return render(request, "company/present.html", {"people": presence.present(case, page)})


@require_GET
def versions(request: Request, application_id: UUID, key: str, question: str) -> HttpResponse:
    """What an answer was before, newest first."""
    case = open_case(request, application_id)
    page = versions_page(case, case.section(key), question)
    return render(request, "company/answer_versions.html", {**frame(case), "page": page})


@require_POST
def restore(request: Request, application_id: UUID, key: str, question: str) -> HttpResponse:
    """An earlier answer stands again, as a new version; what stood meanwhile is kept."""
    commands.restore_answer(
        application_id=application_id,
        section=key,
        key=question,
        revision=whole(request.POST.get("revision", "")),
        base=whole(request.POST.get("base", "")),
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("이전 답으로 되돌렸습니다. 되돌리기 전의 답도 남아 있습니다."))
    return redirect("company:section", application_id, key)


@require_POST
def keep(request: Request, application_id: UUID, key: str) -> HttpResponse:
    """Of two texts of one answer, one's own and a colleague's, the chosen one stands."""
    case = open_case(request, application_id)
    page = case.section(key)
    both = next((b for b in question_page(case, page).conflicts if b.key == request.POST.get("question")), None)
    if both is None:
        raise OutOfReach(f"conflict:{key}")
    chosen = both.mine if request.POST.get("choice") == "mine" else both.theirs
    commands.save_answers(
        application_id=case.id,
        section=page.key,
        values={both.key: chosen},
        base={both.key: both.revision},
        by=request.actor,
        at=request.received_at,
    )
    return redirect(case.url("section", key))
