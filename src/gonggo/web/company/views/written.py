"""The forms of one's own papers with what was written online, to save as PDF or for Hangul."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gonggo.kernel.refusal import OutOfReach
from gonggo.web.accounts.requests import Request
from gonggo.web.company.case import open_case
from gonggo.web.company.pages.written import filled, forms_of
from gonggo.web.ui import sheets
from gonggo.web.ui.responses import download

_MADE = {"pdf": (sheets.form_pdf, sheets.PDF), "hwpx": (sheets.form_hwpx, sheets.HWPX)}


@never_cache
@require_safe
def form(request: Request, application_id: UUID, key: str, ending: str) -> HttpResponse:
    """A form as it is filled in so far: texts in their places, tables as tables."""
    case = open_case(request, application_id)
    found = next((one for one in forms_of(case) if one.key == key), None)
    if found is None or ending not in _MADE:
        raise OutOfReach(f"form:{key}")
    make, media_type = _MADE[ending]
    texts, rows = filled(case)
    known = sheets.known_of(request.actor, request.received_at) | texts
    content = make(case.program, found, case.language, known, rows)
    return download(content, f"{sheets.name(found, case.language)}.{ending}", media_type, plain=f"{key}.{ending}")
