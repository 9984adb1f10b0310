"""The addresses of 지급 at a desk of the offices."""

from functools import partial

from django.urls import URLPattern

from gonggo.payments.states import APPROVERS, PREPARERS
from gonggo.web.office import payments, tax_office
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import View, Who, route


def paying(desk: Desk, *, reads: Who) -> list[URLPattern]:
    """To read for ``reads``; what changes something for those of them who may."""
    root = f"{desk.namespace}/payments"
    one = f"{root}/<uuid:tranche_id>"
    prepares = Who("PREPARERS", reads.roles & PREPARERS)
    approves = Who("APPROVERS", reads.roles & APPROVERS)
    rows: list[tuple[str, View, str, Who]] = [
        (f"{root}/", payments.tranches, "payments", reads),
        (one, payments.tranche, "payment", reads),
        (f"{root}/agreements/<uuid:agreement_id>", payments.of_agreement, "payments_of", reads),
        (f"{root}/agreements/<uuid:agreement_id>/over/<int:year>", payments.carry_over, "carry_over", approves),
        (f"{one}/prepare", payments.prepare, "prepare_payment", prepares),
        (f"{one}/look-up", tax_office.look_up, "look_up", prepares),
        (f"{one}/outcome", payments.state_outcome, "state_outcome", prepares),
        (f"{one}/approve", payments.approve, "approve_payment", approves),
        (f"{one}/outcome", payments.confirm_outcome, "confirm_outcome", approves),
        (f"{one}/back", payments.send_back, "send_back_payment", prepares | approves),
    ]
    return [route(place, partial(view, desk=desk), name=name, who=who) for place, view, name, who in rows if who.roles]
