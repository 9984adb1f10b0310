"""제출 전 최종 확인, consent, submission and withdrawal: one proof of who one is covers the sitting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from gonggo.applications import commands
from gonggo.applications.queries import ref_of
from gonggo.intake.standing import earlier_contents
from gonggo.kernel.refusal import Refused
from gonggo.signing.commands import STEP_UP_HOLDS
from gonggo.web.accounts.requests import Request, language
from gonggo.web.accounts.step_up import is_stepped_up, sitting, step_up_at, stepped_up
from gonggo.web.company.case import Case, frame, open_case
from gonggo.web.company.pages import check as rows
from gonggo.web.company.pages import consents
from gonggo.web.ui.refusals import worded


@require_GET
def check(request: Request, application_id: UUID) -> HttpResponse:
    """Every answer and file, what is missing, who has consented, and the way to submit."""
    return _page(request, open_case(request, application_id))


def _page(request: Request, case: Case, refused: Refused | None = None) -> HttpResponse:
    page = rows.check_page(case)
    may_submit = rows.may_submit(case)
    proved = is_stepped_up(request, within=STEP_UP_HOLDS)
    context = {
        **frame(case),
        "page": page,
        "consent_table": consents.consent_table(page.consents),
        "stale": _stale(case, page),
        "capability": commands.grant_submit(application_id=case.id, **sitting(request))
        if may_submit and proved
        else "",
        "needs_proof": may_submit and not proved,
        "refusal": worded(refused) if refused else None,
        "has_errors": bool(refused),
    }
    return render(request, "company/check.html", context, status=409 if refused else 200)


def _stale(case: Case, page: rows.CheckPage) -> list[tuple[str, object]]:
    """For each company whose consent no longer holds: what changed since. One statement, if there is one."""
    old = [row for row in page.consents if row.state == "stale"]
    standing = case.whole.gate.sealed
    if not old or standing is None:
        return []
    contents = earlier_contents(ref_of(case.id))
    return [
        (row.title, consents.change_table(consents.changes_since(case, row, contents, standing.content))) for row in old
    ]


@require_GET
@stepped_up(within=STEP_UP_HOLDS)
def prove(request: Request, application_id: UUID) -> HttpResponse:  # noqa: ARG001  # a view takes it
    """본인 재인증, and back to the check page."""
    return redirect("company:check", application_id)


@require_POST
@stepped_up()
def seal(request: Request, application_id: UUID) -> HttpResponse:
    """What is written is checked and becomes one revision that the companies consent to."""
    case = open_case(request, application_id)
    try:
        commands.seal(application_id=case.id, by=request.actor, at=request.received_at)
    except Refused as refused:
        if refused.code != "incomplete":
            raise
        return _page(request, case, refused)
    return redirect(f"{case.url('check')}#consent")


@require_POST
@stepped_up(within=STEP_UP_HOLDS)
def consent(request: Request, application_id: UUID) -> HttpResponse:
    """A person consents, for the company, to exactly the part that the page showed."""
    case = open_case(request, application_id)
    if request.POST.get("agree") != "1":
        return redirect(f"{case.url('check')}#consent")
    try:
        commands.consent(
            application_id=case.id,
            part_digest=request.POST.get("part", ""),
            language=language(),
            stepped_up_at=step_up_at(request),
            by=request.actor,
            at=request.received_at,
        )
    except Refused as refused:
        if refused.code not in {"consent_stale", "nothing_sealed"}:
            raise
        return _page(request, case, refused)
    messages.success(request, gettext("동의했습니다."))
    return redirect(f"{case.url('check')}#submit")


@require_POST
def withdraw_consent(request: Request, application_id: UUID) -> HttpResponse:
    """The company takes its consents back; what was sealed cannot be submitted until it consents anew."""
    commands.withdraw_consent(application_id=application_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("동의를 거두었습니다. 다시 동의하기 전에는 제출할 수 없습니다."))
    return redirect("company:check", application_id)


@require_GET
@stepped_up()
def withdraw(request: Request, application_id: UUID) -> HttpResponse:
    """신청 철회: what it means, and the form that does it through the door."""
    case = open_case(request, application_id)
    capability = commands.grant_withdraw(application_id=case.id, **sitting(request))
    return render(request, "company/withdraw.html", {**frame(case), "capability": capability, "receipt": case.received})
