"""The addresses of 과제 협약 at a desk of the offices."""

from functools import partial

from django.urls import URLPattern

from gonggo.agreements.states import ANSWERERS, OFFICERS, REVIEWERS
from gonggo.kernel.actor import MINISTRY_ROLES
from gonggo.web.office import agreement_acts, agreements, signing
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
        *_signing(desk, Who("SIGNERS", readers.roles - MINISTRY_ROLES)),
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


def _signing(desk: Desk, signers: Who) -> list[URLPattern]:
    """What waits for a signature, the paper, and signing it."""
    base = f"{desk.namespace}/agreements"
    one = f"{base}/<uuid:agreement_id>/sign"
    return [
        route(f"{base}/to-sign", partial(signing.to_sign, desk=desk), name="to_sign", who=signers),
        route(one, partial(signing.agreement, desk=desk), name="agreement_signing", who=signers),
        route(f"{one}/give", partial(signing.sign, desk=desk), name="give_signature", who=signers),
        route(f"{one}/paper", signing.paper, name="signed_paper", who=signers),
    ]
