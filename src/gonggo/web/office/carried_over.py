"""이월: what was carried over of an agreement, and the form that carries over what a year has left."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse

from gonggo.kernel.clock import legal_day
from gonggo.payments.accounts import AccountKind
from gonggo.payments.carried import CarriedRow, year_left
from gonggo.payments.definition import Agreed, Rules
from gonggo.payments.queries import LedgerRow, balances
from gonggo.payments.states import APPROVERS
from gonggo.web.office.desk import Desk, Request
from gonggo.web.office.payment_forms import CarryOver
from gonggo.web.ui import payments as shown
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import amount_read


def of(
    request: Request,
    desk: Desk,
    agreed: Agreed,
    rules: Rules,
    *,
    known: Sequence[CarriedRow],
    posted: Sequence[LedgerRow],
    wrong: forms.Form | None,
) -> dict[str, Any]:
    """What the page of an agreement's money shows of it; ``known`` was carried over already. No statement."""
    year = year_left(agreed, known, legal_day(request.received_at))
    may = request.actor.role in APPROVERS and agreed.is_in_force and rules.year_end is not None
    told: dict[str, Any] = {"carried": shown.carried(known, language()), "year_end": rules.year_end}
    if may and year is not None:
        address = reverse(f"{desk.namespace}:carry_over", args=[agreed.agreement_id, year])
        held = balances(posted)
        left = amount_read(held[AccountKind.DEDICATED] + held[AccountKind.COMMITTED], language())
        told |= {"left": left, "carry": wrong or CarryOver(), "year": year, "carry_url": address}
    return told
