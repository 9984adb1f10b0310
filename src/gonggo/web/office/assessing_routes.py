"""The addresses of evaluation below a desk: who reads gives them, who convenes acts."""

from functools import partial

from django.urls import URLPattern

from gonggo.web.office import evaluators, panel, panels, proposals, putting, seats
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import View, Who, route


def assessing(desk: Desk, *, reads: Who, convenes: Who) -> list[URLPattern]:
    """The pages of evaluators and panels, and what is done there."""
    root = desk.namespace
    one = f"{root}/panels/<uuid:panel_id>"
    seat, before = f"{one}/seats/<uuid:seat_id>", f"{one}/before/<str:number>"
    rows: list[tuple[str, View, str, Who]] = [
        (f"{root}/evaluators/", evaluators.evaluators, "evaluators", reads),
        (f"{root}/evaluators/admit", evaluators.admit, "admit_evaluator", convenes),
        (f"{root}/evaluators/<uuid:evaluator_id>", evaluators.evaluator, "evaluator", convenes),
        (f"{root}/evaluators/<uuid:evaluator_id>/end", partial(evaluators.act, what="end"), "end_evaluator", convenes),
        (f"{root}/panels/", panels.panels, "panels", reads),
        (f"{root}/panels/form", panels.form_panel, "form_panel", convenes),
        (f"{root}/panels/propose", proposals.propose, "propose", convenes),
        (f"{root}/panels/accept", proposals.accept, "accept_proposal", convenes),
        (one, panel.panel, "panel", reads),
        (f"{one}/seat", seats.seat, "seat_evaluator", convenes),
        (f"{one}/put", putting.put, "put_before", convenes),
        (f"{one}/open", panel.open_panel, "open_panel", convenes),
        (f"{one}/close", panel.close_panel, "close_panel", convenes),
        (seat, seats.one_seat, "panel_seat", reads),
        (f"{seat}/unseat", seats.unseat, "unseat", convenes),
        (f"{seat}/substitute", seats.substitute, "substitute", convenes),
        (f"{seat}/chair", seats.elect_chair, "elect_chair", convenes),
        (f"{seat}/challenge", seats.challenge, "challenge", convenes),
        (before, putting.one_application, "panel_application", reads),
        (f"{before}/take-out", putting.take_out, "take_out", convenes),
        (f"{before}/set-aside", putting.set_aside, "set_aside", convenes),
    ]
    return [route(pattern, partial(view, desk=desk), name=name, who=who) for pattern, view, name, who in rows]
