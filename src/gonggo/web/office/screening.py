"""요건검토 on the offices' desks: a supplement is asked for, an application is found eligible or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gonggo.applications import commands, queries, supplements
from gonggo.applications.commands.opening import open_supplemented
from gonggo.applications.states import SCREENING_MOVES, ApplicationState, SupplementState
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.web.office.case import Case
from gonggo.web.office.desk import Desk, Request, admits, origin
from gonggo.web.ui import wording
from gonggo.web.ui.responses import attachment
from gonggo.web.ui.rows import Link
from gonggo.web.ui.speech import language, said

STATES = {
    ApplicationState.RECEIVED: "received",
    ApplicationState.SUPPLEMENT: "supplement",
    ApplicationState.ELIGIBLE: "eligible",
    ApplicationState.REFUSED: "ineligible",
    ApplicationState.RETURNED: "returned",
}
_GLYPHS = {SupplementState.ASKED: "supplement", SupplementState.ANSWERED: "done", SupplementState.UNANSWERED: "bad"}
_GROUNDS = {
    "certificates": _("증명서를 내지 않음"),
    supplements.CONSENTS: _("동의를 다시 받음"),
    "unreadable": _("읽을 수 없음"),
    "expired": _("기한이 지남"),
}
"""How an officer reads the grounds that a program may name."""


class Ask(forms.Form):
    """For each paper and consent that may be opened: whether, and on which ground; and why."""

    def __init__(self, program: Program, role: str, given: QueryDict | None = None) -> None:
        super().__init__(given)
        grounds = [(key, _GROUNDS[key]) for key in supplements.scope_of(program).grounds]
        for slot, is_consent in supplements.slots_for(program, role).items():
            fits = [(key, label) for key, label in grounds if (key == supplements.CONSENTS) == is_consent]
            label = said(supplements.label_of(program, slot))
            choices = [("", _("요청하지 않음")), *fits]
            self.fields[f"item-{slot}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.fields["reason"] = Reason(_("보완을 요청하는 사유"), _("사유를 적어 주세요. 요청받는 기업이 읽습니다."))

    @property
    def items(self) -> dict[str, str]:
        """slot → ground of what was chosen."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name.startswith("item-") and value}
        return {name.removeprefix("item-"): value for name, value in chosen.items()}


class Reason(forms.CharField):
    """A sentence that the companies read."""

    def __init__(self, label: object, missing: object) -> None:
        super().__init__(
            label=label,  # type: ignore[arg-type]  # words in the reader's language
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": missing},  # type: ignore[dict-item]
        )


class Refusal(forms.Form):
    """Why the application is not eligible, besides the conditions."""

    reason = Reason(_("부적합으로 정하는 사유"), _("사유를 적어 주세요. 신청한 기업이 읽습니다."))


@dataclass(frozen=True, slots=True)
class Asked:
    """A supplement on the case's page; ``papers`` leads to what was handed in."""

    company: str
    state: str
    word: str
    due: str
    reason: str
    items: Sequence[str]
    papers: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Panel:
    """How screening stands, and what the officer may do about it."""

    state: str
    word: str
    reason: str
    asked: Sequence[Asked]
    asks: Sequence[Link]
    find_url: str
    refuse_url: str


def panel(case: Case, desk: Desk, request: Request, *, closes_at: datetime) -> Panel:
    """Built from the case and the deadline in force: it costs no statement."""
    state, is_over = case.state, request.received_at >= closes_at
    offered = SCREENING_MOVES.offered(state, request.actor)

    def place(move: str, route: str, *more: object) -> str:
        if not is_over or move not in offered:
            return ""
        return reverse(desk.address(route), args=[case.id, *more])

    asks = [(company, place("ask_supplement", "ask_supplement", company.id)) for company in case.companies]
    words = gettext("%(company)s에 보완 요청하기")
    return Panel(
        state=STATES[state],
        word=str(state.label),
        reason=case.reason,
        asked=[_asked(case, row, desk) for row in case.supplements],
        asks=[Link(words % {"company": company.name or company.brn}, url) for company, url in asks if url],
        find_url=place("find_eligible", "find_eligible") if desk.decides else "",
        refuse_url=place("refuse", "refuse") if desk.decides else "",
    )


def _asked(case: Case, row: supplements.SupplementRow, desk: Desk) -> Asked:
    handed_in = [item for item in row.items if item.document_id is not None]
    return Asked(
        company=next((one.name or one.brn for one in case.companies if one.id == row.company_id), ""),
        state=_GLYPHS[row.state],
        word=str(row.state.label),
        due=gettext("%(due)s까지") % {"due": wording.day(row.due_on, language())},
        reason=row.reason,
        items=[f"{said(supplements.label_of(case.program, i.slot))}: {_GROUNDS[i.ground]}" for i in row.items],
        papers=[
            Link(
                said(supplements.label_of(case.program, item.slot)),
                reverse(desk.address("supplemented"), args=[case.id, item.document_id]),
            )
            for item in handed_in
        ],
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, desk: Desk, application_id: UUID, company_id: UUID) -> HttpResponse:
    """What one company is asked for; the button says by when."""
    row = queries.within_reach(application_id, of=request.actor)
    program = queries.program_of(row)
    role = next((one.role for one in queries.parties_of(row) if one.company_id == company_id), None)
    if role is None:
        raise OutOfReach(f"company:{company_id}")
    form = Ask(program, role, request.POST if request.method == "POST" else None)
    due = wording.day(supplements.scope_of(program).due_on(request.received_at), language())
    if form.is_bound and form.is_valid():
        commands.ask_supplement(
            application_id=row.id,
            company_id=company_id,
            items=form.items,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.received_at,
        )
        messages.success(request, gettext("%(due)s까지 보완을 요청했습니다.") % {"due": due})
        return redirect(desk.address("application"), row.id)
    send = gettext("%(due)s까지 요청 보내기") % {"due": due}
    return _form_page(request, desk, (row.id, row.number), form, title=gettext("보완 요청"), verb=send)


def _form_page(
    request: Request, desk: Desk, named: tuple[UUID, str], form: forms.Form, *, title: str, verb: str
) -> HttpResponse:
    context = {
        "desk": desk.frame("received", of=request.actor),
        "application_url": reverse(desk.address("application"), args=[named[0]]),
        "number": named[1],
        "form": form,
        "title": title,
        "verb": verb,
        "is_supplement": isinstance(form, Ask),
        "has_errors": bool(form.errors),
    }
    return render(request, "office/screening_form.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def find_eligible(request: Request, desk: Desk, application_id: UUID) -> HttpResponse:
    """적합."""
    commands.find_eligible(application_id=application_id, by=request.actor, at=request.received_at)
    messages.success(request, gettext("적합으로 정했습니다."))
    return redirect(desk.address("application"), application_id)


@never_cache
@require_POST
def find_all_eligible(request: Request, desk: Desk) -> HttpResponse:
    """적합, for everything in which nothing is open."""
    program = request.POST.get("program", "")
    count = commands.find_all_eligible(program=program, by=request.actor, at=request.received_at)
    messages.success(request, gettext("%(count)d건을 적합으로 정했습니다.") % {"count": count})
    return redirect(f"{reverse(desk.address('received'))}?program={program}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: Request, desk: Desk, application_id: UUID) -> HttpResponse:
    """부적합, with its reason; the grounds are the conditions that stand as not met."""
    row = queries.within_reach(application_id, of=request.actor)
    form = Refusal(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        commands.refuse(application_id=row.id, reason=reason, by=request.actor, at=request.received_at)
        messages.success(request, gettext("부적합으로 정했습니다."))
        return redirect(desk.address("application"), row.id)
    verb = gettext("부적합으로 정하기")
    return _form_page(request, desk, (row.id, row.number), form, title=verb, verb=verb)


@never_cache
@require_POST
def supplemented(request: Request, application_id: UUID, document_id: UUID) -> HttpResponseBase:
    """A paper of a supplement as an attachment; taking it is on record, so it is a POST."""
    opened = open_supplemented(
        application_id=application_id,
        document_id=document_id,
        by=request.actor,
        at=request.received_at,
        origin=origin(request),
    )
    return attachment(opened)


def bulk_url(desk: Desk, request: Request) -> str:
    """Where everything that is clear is found eligible at once; nothing where this desk or role may not."""
    address = reverse(desk.address("find_all_eligible")) if desk.decides else ""
    return address if address and admits(address, request.actor) else ""
