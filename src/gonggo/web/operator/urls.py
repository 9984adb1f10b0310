"""The addresses of the operator's desk; an expert finds the own visits there and nothing else."""

from functools import partial

from gonggo.kernel.actor import Role
from gonggo.web.office import (
    agreement_routes,
    assessing_routes,
    attempts,
    consents,
    delivery_routes,
    eligibility,
    held,
    history,
    inquiries,
    payment_routes,
    screening,
    settlement_routes,
    views,
    waiting,
)
from gonggo.web.operator import agreement, consulting, experts, handing_over, reports, results
from gonggo.web.operator.desk import DESK
from gonggo.web.ui.access import OPERATOR, Who, route

app_name = "operator"
EXPERT = Who("EXPERT", frozenset({Role.EXPERT}))
_ONE = "operator/applications/<uuid:application_id>"
_ASKED = "operator/consulting/<uuid:request_id>"
_ASK = f"{_ONE}/supplement/<uuid:company_id>"
_VERDICT = f"{_ONE}/eligibility/<uuid:verdict_id>"

urlpatterns = [
    route("operator/", partial(views.received, desk=DESK), name="received", who=OPERATOR),
    route("operator/waiting/", partial(waiting.page, desk=DESK), name="waiting", who=OPERATOR | EXPERT),
    route(_ONE, partial(views.application, desk=DESK), name="application", who=OPERATOR),
    route(f"{_ONE}/history", partial(history.history, desk=DESK), name="history", who=OPERATOR),
    route(f"{_ONE}/papers/<uuid:company_id>/<str:slot>", views.paper, name="paper", who=OPERATOR),
    route(f"{_ONE}/consents/<uuid:consent_id>", consents.consent, name="consent", who=OPERATOR),
    route("operator/attempts/", partial(attempts.attempts, desk=DESK), name="attempts", who=OPERATOR),
    route("operator/eligibility/", partial(eligibility.queue, desk=DESK), name="verdicts", who=OPERATOR),
    route(f"{_ONE}/eligibility", partial(eligibility.application, desk=DESK), name="eligibility", who=OPERATOR),
    route(f"{_ONE}/eligibility/find", partial(eligibility.find_many, desk=DESK), name="find_verdicts", who=OPERATOR),
    route(_VERDICT, partial(eligibility.verdict, desk=DESK), name="verdict", who=OPERATOR),
    route(f"{_VERDICT}/find", partial(eligibility.find, desk=DESK), name="find_verdict", who=OPERATOR),
    route(
        f"{_ONE}/supplement/<uuid:company_id>", partial(screening.ask, desk=DESK), name="ask_supplement", who=OPERATOR
    ),
    route(f"{_ONE}/supplemented/<uuid:document_id>", screening.supplemented, name="supplemented", who=OPERATOR),
    route("operator/held/", partial(held.held_papers, desk=DESK), name="held", who=OPERATOR),
    route(f"{_ONE}/held/<uuid:document_id>", partial(held.held_paper, desk=DESK), name="held_paper", who=OPERATOR),
    route(
        f"{_ONE}/held/<uuid:document_id>/release", partial(held.release, desk=DESK), name="release_paper", who=OPERATOR
    ),
    *inquiries.answering(DESK, reads=OPERATOR, answers=OPERATOR),
    route("operator/results/", results.results, name="results", who=OPERATOR),
    route("operator/consulting/", consulting.queue, name="consulting", who=OPERATOR),
    route("operator/visits/hand-over", handing_over.own, name="hand_over_own", who=EXPERT),
    route("operator/experts/<uuid:membership_id>/hand-over", handing_over.of_expert, name="hand_over", who=OPERATOR),
    route("operator/visits/", reports.visits, name="visits", who=EXPERT),
    route(_ASKED, consulting.request, name="consulting_request", who=OPERATOR | EXPERT),
    route(f"{_ASKED}/accept", consulting.accept, name="accept_consulting", who=OPERATOR),
    route(f"{_ASKED}/decline", consulting.decline, name="decline_consulting", who=OPERATOR),
    route(f"{_ASKED}/assign", consulting.assign, name="assign_consulting", who=OPERATOR),
    route(f"{_ASKED}/report", reports.report, name="report", who=EXPERT),
    route(f"{_ASKED}/report/<int:version>.pdf", reports.report_pdf, name="report_pdf", who=OPERATOR | EXPERT),
    *agreement_routes.routes(DESK, OPERATOR),
    route("operator/agreements/", agreement.agreements, name="agreements", who=OPERATOR),
    route("operator/agreements/<uuid:operator_id>", agreement.agreement, name="operator", who=OPERATOR),
    route("operator/agreements/<uuid:operator_id>/paper", agreement.paper, name="operator_paper", who=OPERATOR),
    route("operator/experts/", experts.experts, name="experts", who=OPERATOR),
    route("operator/experts/<uuid:membership_id>/end", experts.end, name="end_expert", who=OPERATOR),
    *delivery_routes.delivering(DESK, reads=OPERATOR),
    *settlement_routes.settling(DESK, reads=OPERATOR),
    *payment_routes.paying(DESK, reads=OPERATOR),
    *assessing_routes.assessing(DESK, reads=OPERATOR, convenes=OPERATOR),
]
