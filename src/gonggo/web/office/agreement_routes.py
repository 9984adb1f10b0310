"""The addresses of 과제 협약 at a desk of the offices."""

from functools import partial

from django.urls import URLPattern

from gonggo.agreements.states import ANSWERERS, OFFICERS, REVIEWERS
from gonggo.web.office import agreement_acts, agreements
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import Who, route


def routes(desk: Desk, readers: Who) -> list[URLPattern]:
    """To read for ``readers``; what changes something for those of them who may."""
    base = f"{desk.namespace}/tasks"
    one = f"{base}/<uuid:agreement_id>"
    answerers = Who("ANSWERERS_OF_AGREEMENTS", readers.roles & ANSWERERS)
    look = partial(agreement_acts.look, desk=desk)
    reviewers = Who("COST_REVIEWERS", readers.roles & (REVIEWERS | ANSWERERS))
    officers = Who("OFFICERS_OF_AGREEMENTS", readers.roles & OFFICERS)
    return [
        route(f"{base}/", partial(agreements.agreements, desk=desk), name="task_agreements", who=readers),
        route(one, partial(agreements.agreement, desk=desk), name="task_agreement", who=readers),
        route(f"{one}/history", partial(agreements.past, desk=desk), name="agreement_past", who=readers),
        route(f"{one}/review", partial(agreement_acts.review, desk=desk), name="review_budget", who=reviewers),
        route(f"{one}/papers/<slug:slot>", look, name="look_at_paper", who=answerers),
        route(f"{one}/files/<uuid:document_id>", agreement_acts.file, name="agreement_file", who=readers),
        route(f"{one}/decide", partial(agreement_acts.move, desk=desk), name="move_agreement", who=answerers),
        route(f"{one}/days", partial(agreement_acts.put_off, desk=desk), name="put_off_agreement", who=officers),
        route(
            f"{base}/changes/<uuid:change_id>",
            partial(agreement_acts.answer, desk=desk),
            name="answer_change",
            who=answerers,
        ),
    ]
