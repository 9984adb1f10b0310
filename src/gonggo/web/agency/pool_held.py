"""Papers of registrations that are held because they can act: in the list of the desk, each with its release."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.pool import commands
from gonggo.pool.held import HeldPaper, held_paper, held_papers
from gonggo.web.agency.claims import DESK
from gonggo.web.office.case import SCANNED
from gonggo.web.office.desk import Request
from gonggo.web.office.held import Held, Reason, held_page


def held_of_pool(request: Request) -> Sequence[Held]:
    """What waits for a look in the pool."""
    return [_shown(row) for row in held_papers(of=request.actor)]


def _shown(row: HeldPaper) -> Held:
    one = [row.registration.id, row.document.id]
    return Held(
        number=row.registration.number,
        company=row.registration.name,
        paper=row.label,
        name=row.document.name,
        size=row.document.size,
        sha256=row.document.sha256,
        found=row.document.remarks,
        scanned=str(SCANNED[row.document.scan]),
        received_at=row.document.received_at,
        url=reverse("agency:held_registration_paper", args=one),
        application_url=reverse("agency:registration", args=[row.registration.id]),
        download_url=reverse("agency:registration_paper", args=[row.registration.id, row.slot]),
        release_url=reverse("agency:release_registration_paper", args=one),
    )


@never_cache
@require_safe
def held(request: Request, registration_id: UUID, document_id: UUID) -> HttpResponse:
    """One held paper, and the release at its foot."""
    return _page(request, registration_id, document_id, Reason())


def _page(request: Request, registration_id: UUID, document_id: UUID, form: Reason) -> HttpResponse:
    return held_page(request, DESK, _shown(held_paper(registration_id, document_id, of=request.actor)), form)


@never_cache
@require_POST
def release(request: Request, registration_id: UUID, document_id: UUID) -> HttpResponse:
    """The officer has looked: the paper is as any other from now on."""
    form = Reason(request.POST)
    if not form.is_valid():
        return _page(request, registration_id, document_id, form)
    released = commands.release_paper(
        registration_id=registration_id,
        document_id=document_id,
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, gettext("보류를 풀었습니다: %(name)s") % {"name": released.name})
    return redirect("agency:held")
