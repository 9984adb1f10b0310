"""Papers that are held because they can act: what was found in each, and the release with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.applications import held
from gonggo.applications.commands.opening import release_paper
from gonggo.applications.form import paper_label
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.web.office.case import SCANNED
from gonggo.web.office.desk import Desk, Request


class Reason(forms.Form):
    """Why a held paper may be opened: kept with the decision."""

    reason = forms.CharField(
        label=_("확인한 것과 열어도 되는 까닭"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("까닭을 적어 주세요. 결정과 함께 남습니다.")},
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A held paper as the pages show it."""

    number: str
    company: str
    paper: Text
    name: str
    size: int
    sha256: str
    found: Sequence[Text]
    scanned: str
    received_at: datetime
    url: str
    application_url: str
    download_url: str
    release_url: str


@never_cache
@require_safe
def held_papers(
    request: Request, desk: Desk, others: Callable[[Request], Sequence[Held]] = lambda _: ()
) -> HttpResponse:
    """Everything within reach that waits for an officer's look, oldest first; ``others`` are of this desk alone."""
    rows = [*_shown(held.held_papers(of=request.actor), desk, legal_day(request.received_at)), *others(request)]
    rows.sort(key=lambda row: row.received_at)
    return render(request, "office/held_papers.html", {"desk": desk.frame("held", of=request.actor), "rows": rows})


@never_cache
@require_safe
def held_paper(request: Request, desk: Desk, application_id: UUID, document_id: UUID) -> HttpResponse:
    """One held paper with what was found in it, and the release at its foot."""
    return _page(request, desk, application_id, document_id, Reason())


@never_cache
@require_POST
def release(request: Request, desk: Desk, application_id: UUID, document_id: UUID) -> HttpResponse:
    """The officer has looked: the paper is as any other from now on."""
    form = Reason(request.POST)
    if not form.is_valid():
        return _page(request, desk, application_id, document_id, form)
    released = release_paper(
        application_id=application_id,
        document_id=document_id,
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("보류를 풀었습니다: %(name)s") % {"name": released.name})
    return redirect(desk.address("held"))


def _page(request: Request, desk: Desk, application_id: UUID, document_id: UUID, form: Reason) -> HttpResponse:
    found = held.held_paper(application_id, document_id, of=request.actor)
    return held_page(request, desk, _shown([found], desk, legal_day(request.received_at))[0], form)


def held_page(request: Request, desk: Desk, row: Held, form: Reason) -> HttpResponse:
    """A held paper with what was found in it, and the release."""
    context = {"desk": desk.frame("held", of=request.actor), "row": row, "form": form, "has_errors": bool(form.errors)}
    context["held_url"] = reverse(desk.address("held"))
    return render(request, "office/held_paper.html", context, status=422 if form.errors else 200)


def _shown(rows: Sequence[held.HeldPaper], desk: Desk, on: date) -> list[Held]:
    names = names_of({row.company_id for row in rows}, on)
    return [_one(row, names.get(row.company_id, ""), desk) for row in rows]


def _download(row: held.HeldPaper, desk: Desk) -> str:
    if row.is_supplemented:
        return reverse(desk.address("supplemented"), args=[row.application_id, row.document.id])
    return reverse(desk.address("paper"), args=[row.application_id, row.company_id, row.slot])


def _one(row: held.HeldPaper, company: str, desk: Desk) -> Held:
    one = [row.application_id, row.document.id]
    return Held(
        number=row.number,
        company=company or gettext("이름을 알 수 없음"),
        paper=paper_label(row.program, row.slot),
        name=row.document.name,
        size=row.document.size,
        sha256=row.document.sha256,
        found=row.document.remarks,
        scanned=str(SCANNED[row.document.scan]),
        received_at=row.document.received_at,
        url=reverse(desk.address("held_paper"), args=one),
        application_url=reverse(desk.address("application"), args=[row.application_id]),
        download_url=_download(row, desk),
        release_url=reverse(desk.address("release_paper"), args=one),
    )
