"""국세청 조회 at a desk: a payee's business is looked up before its payment is prepared, where there is a line."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gonggo.facts.definition import BUSINESS_HALTED, Source
from gonggo.facts.looking_up import look_up_business
from gonggo.facts.queries import Dated
from gonggo.facts.tax_office import FACT_OF, TaxOffice
from gonggo.kernel.refusal import Refused
from gonggo.payments.overview import Opened, opened
from gonggo.web.accounts.requests import language
from gonggo.web.office.desk import Desk, Request
from gonggo.web.ui import wording
from gonggo.web.ui.refusals import worded


def line() -> TaxOffice | None:
    """The line to the tax office, None where this installation has none."""
    found: TaxOffice | None = import_string(settings.GONGGO_TAX_OFFICE)()
    return found


def asks(found: Opened) -> bool:
    """Whether a payment's business can be looked up from its page."""
    return BUSINESS_HALTED in found.rules.checks.kinds and line() is not None


def heard(found: Opened, known: Dated | None, today: date) -> dict[str, object]:
    """What was heard today, as the form of the preparation begins; nothing where nobody asked. Pure."""
    if known is None or known.source is not Source.TAX_SERVICE or known.since_on != today or not asks(found):
        return {}
    return {BUSINESS_HALTED: known.value, "checked_on": today.isoformat()}


@never_cache
@require_POST
def look_up(request: Request, tranche_id: UUID, desk: Desk) -> HttpResponse:
    """The tax office is asked; where it does not answer a person looks, and nothing is known by it."""
    found, office = opened(tranche_id, of=request.actor, at=request.received_at), line()
    back = redirect(f"{desk.namespace}:payment", tranche_id)
    if office is None:
        return back
    try:
        standing = look_up_business(
            company_id=found.row.payee_id, office=office, by=request.actor, at=request.received_at
        )
    except Refused as refused:
        said = worded(refused)
        messages.warning(request, f"{said.says} {said.remedy}")
        return back
    values = {one.key: one.label for one in found.program.fact_kind(BUSINESS_HALTED).values}
    label = values[FACT_OF[standing.said]]
    since = wording.day(standing.ended_on, language(), year=True) if standing.ended_on else ""
    says = gettext("국세청에 조회했습니다: %(label)s %(since)s") % {"label": label.said(language()), "since": since}
    messages.success(request, says.strip())
    return back
