"""The addresses of the agency's desk; the ministry reads counts at its front page."""

from functools import partial

from gonggo.applications.states import DECIDERS as MAY_DECIDE
from gonggo.applications.states import REASSIGNERS as MAY_REASSIGN
from gonggo.eligibility.states import JUDGES as VERDICT_JUDGES
from gonggo.evaluation.states import AGENCY_CONVENERS
from gonggo.inquiries.states import ANSWERERS as MAY_ANSWER
from gonggo.journal.queries import ACCESS_REVIEWERS
from gonggo.kernel.actor import AGENCY_ROLES
from gonggo.objections.states import JUDGES as OBJECTION_JUDGES
from gonggo.operators.states import ADMITTERS as MAY_ADMIT
from gonggo.outages.states import EXTENDERS as MAY_EXTEND
from gonggo.parties.states import CLAIM_JUDGES
from gonggo.pool.states import JUDGES as POOL_JUDGES
from gonggo.selection.states import SELECTORS as MAY_SELECT
from gonggo.web.agency import (
    access_log,
    assessing,
    claims,
    letters,
    objections,
    operators,
    outages,
    pool,
    pool_held,
    reassigning,
    selection,
)
from gonggo.web.agency.claims import DESK
from gonggo.web.agency.pool_held import held_of_pool
from gonggo.web.office import (
    agreement_routes,
    assessing_routes,
    attempts,
    consents,
    delivery_routes,
    eligibility,
    evaluators,
    held,
    history,
    inquiries,
    payment_routes,
    screening,
    settlement_routes,
    views,
    waiting,
)
from gonggo.web.ui.access import AGENCY, MINISTRY, Who, route

app_name = "agency"
JUDGES = Who("JUDGES", AGENCY_ROLES & CLAIM_JUDGES)
"""Who decides whose a company is."""
REASSIGNERS = Who("REASSIGNERS", MAY_REASSIGN)
"""Who gives an application to another operator."""
REVIEWERS = Who("REVIEWERS", ACCESS_REVIEWERS)
"""Who goes through the access log."""
ANSWERERS = Who("ANSWERERS", OBJECTION_JUDGES)
"""Who decides on an objection."""
INQUIRED = Who("INQUIRED", MAY_ANSWER)
"""Who answers what people ask."""
SUPPLIERS = Who("SUPPLIERS", POOL_JUDGES)
"""Who decides on registrations in the pool."""

ADMITTERS = Who("ADMITTERS", MAY_ADMIT)
"""Who admits operators and agrees with them."""

FINDERS = Who("FINDERS", AGENCY_ROLES & VERDICT_JUDGES)
"""Who decides what the facts leave open."""

DECIDERS = Who("DECIDERS", MAY_DECIDE)
"""Who finds applications eligible or not."""

CONVENERS = Who("CONVENERS", AGENCY_CONVENERS)
"""Who convenes panels and decides of evaluation."""
SELECTORS = Who("SELECTORS", MAY_SELECT)
"""Who draws up the list of results and confirms it."""

EXTENDERS = Who("EXTENDERS", MAY_EXTEND)
"""Who proposes and confirms that the deadline is extended."""

_ONE = "agency/applications/<uuid:application_id>"
_ASK = f"{_ONE}/supplement/<uuid:company_id>"
_VERDICT = f"{_ONE}/eligibility/<uuid:verdict_id>"
_POOL = "agency/pool/<uuid:registration_id>"
_OPERATOR = "agency/operators/<uuid:operator_id>"
_OBJECTION = "agency/objections/<uuid:objection_id>"
_OUTAGES = "agency/outages"
_SELECTION = "agency/selection/<uuid:round_id>"

urlpatterns = [
    route("agency/", partial(views.received, desk=DESK), name="received", who=AGENCY | MINISTRY),
    route("agency/waiting/", partial(waiting.page, desk=DESK), name="waiting", who=AGENCY),
    route(_ONE, partial(views.application, desk=DESK), name="application", who=AGENCY),
    route(f"{_ONE}/history", partial(history.history, desk=DESK), name="history", who=AGENCY),
    route(f"{_ONE}/papers/<uuid:company_id>/<str:slot>", views.paper, name="paper", who=AGENCY),
    route(f"{_ONE}/consents/<uuid:consent_id>", consents.consent, name="consent", who=AGENCY),
    route(f"{_ONE}/operator", partial(reassigning.reassign, desk=DESK), name="reassign", who=REASSIGNERS),
    route("agency/attempts/", partial(attempts.attempts, desk=DESK), name="attempts", who=AGENCY),
    route("agency/eligibility/", partial(eligibility.queue, desk=DESK), name="verdicts", who=AGENCY),
    route(f"{_ONE}/eligibility", partial(eligibility.application, desk=DESK), name="eligibility", who=AGENCY),
    route(f"{_ONE}/eligibility/find", partial(eligibility.find_many, desk=DESK), name="find_verdicts", who=FINDERS),
    route(_VERDICT, partial(eligibility.verdict, desk=DESK), name="verdict", who=AGENCY),
    route(f"{_VERDICT}/find", partial(eligibility.find, desk=DESK), name="find_verdict", who=FINDERS),
    route(f"{_VERDICT}/cure", partial(eligibility.cure, desk=DESK), name="state_cure", who=AGENCY),
    route("agency/eligible", partial(screening.find_all_eligible, desk=DESK), name="find_all_eligible", who=DECIDERS),
    route(f"{_ONE}/eligible", partial(screening.find_eligible, desk=DESK), name="find_eligible", who=DECIDERS),
    route(f"{_ONE}/refuse", partial(screening.refuse, desk=DESK), name="refuse", who=DECIDERS),
    route(
        f"{_ONE}/supplement/<uuid:company_id>", partial(screening.ask, desk=DESK), name="ask_supplement", who=DECIDERS
    ),
    route(f"{_ONE}/supplemented/<uuid:document_id>", screening.supplemented, name="supplemented", who=AGENCY),
    route("agency/held/", partial(held.held_papers, desk=DESK, others=held_of_pool), name="held", who=AGENCY),
    route(f"{_ONE}/held/<uuid:document_id>", partial(held.held_paper, desk=DESK), name="held_paper", who=AGENCY),
    route(
        f"{_ONE}/held/<uuid:document_id>/release", partial(held.release, desk=DESK), name="release_paper", who=AGENCY
    ),
    *agreement_routes.routes(DESK, AGENCY | MINISTRY),
    route("agency/claims/", partial(claims.claims, desk=DESK), name="claims", who=JUDGES),
    route("agency/claims/<uuid:claim_id>", partial(claims.claim, desk=DESK), name="claim", who=JUDGES),
    route("agency/claims/<uuid:claim_id>/certificate", claims.certificate, name="certificate", who=JUDGES),
    route("agency/claims/<uuid:claim_id>/confirm", claims.confirm, name="confirm_claim", who=JUDGES),
    route("agency/claims/<uuid:claim_id>/refuse", claims.refuse, name="refuse_claim", who=JUDGES),
    route("agency/pool/", pool.registrations, name="pool", who=SUPPLIERS),
    route(_POOL, pool.registration, name="registration", who=SUPPLIERS),
    route(f"{_POOL}/decide", pool.decide, name="decide_registration", who=SUPPLIERS),
    route(f"{_POOL}/papers/<str:slot>", pool.paper, name="registration_paper", who=SUPPLIERS),
    *inquiries.answering(DESK, reads=AGENCY, answers=INQUIRED),
    *inquiries.publishing(DESK, who=INQUIRED),
    route("agency/objections/", objections.objections, name="objections", who=AGENCY),
    route(_OBJECTION, objections.objection, name="objection", who=AGENCY),
    route(f"{_OBJECTION}/decide", objections.decide, name="decide_objection", who=ANSWERERS),
    route(f"{_OUTAGES}/", outages.outages, name="outages", who=AGENCY),
    route(f"{_OUTAGES}/propose", outages.propose, name="propose_extension", who=EXTENDERS),
    route(f"{_OUTAGES}/<uuid:proposal_id>/confirm", outages.confirm, name="confirm_extension", who=EXTENDERS),
    route(f"{_OUTAGES}/<uuid:proposal_id>/drop", outages.drop, name="drop_extension", who=EXTENDERS),
    route("agency/selection/", selection.selection, name="selection", who=AGENCY | MINISTRY),
    route("agency/selection/seed", selection.seed, name="publish_seed", who=SELECTORS),
    route("agency/selection/tie", selection.decide_tie, name="decide_tie", who=SELECTORS),
    route("agency/selection/places", selection.move_places, name="move_places", who=SELECTORS),
    route("agency/selection/draw", selection.draw_up, name="draw_up", who=SELECTORS),
    route(_SELECTION, selection.one, name="selection_round", who=AGENCY | MINISTRY),
    route(f"{_SELECTION}/bundle.json", selection.bundle, name="selection_bundle", who=AGENCY | MINISTRY),
    route(f"{_SELECTION}/support", selection.support, name="support_selection", who=SELECTORS),
    route(f"{_SELECTION}/confirm", selection.confirm, name="confirm_selection", who=SELECTORS),
    route(f"{_SELECTION}/announce", selection.announce, name="announce_selection", who=SELECTORS),
    route(f"{_SELECTION}/void", selection.void, name="void_selection", who=SELECTORS),
    route(f"{_SELECTION}/promote", selection.promote, name="promote_selection", who=SELECTORS),
    route("agency/letters/", letters.letters, name="letters", who=AGENCY),
    route("agency/letters/<uuid:letter_id>", letters.letter, name="letter", who=AGENCY),
    route("agency/letters/<uuid:letter_id>/<slug:said>.pdf", letters.paper, name="letter_paper", who=AGENCY),
    route(f"{_POOL}/held/<uuid:document_id>", pool_held.held, name="held_registration_paper", who=SUPPLIERS),
    route(
        f"{_POOL}/held/<uuid:document_id>/release",
        pool_held.release,
        name="release_registration_paper",
        who=SUPPLIERS,
    ),
    *delivery_routes.delivering(DESK, reads=AGENCY | MINISTRY, has_history=True),
    *settlement_routes.settling(DESK, reads=AGENCY | MINISTRY),
    *assessing_routes.assessing(DESK, reads=AGENCY, convenes=CONVENERS),
    route(
        "agency/evaluators/<uuid:evaluator_id>/role",
        partial(evaluators.act, desk=DESK, what="take_role"),
        name="take_evaluator_role",
        who=CONVENERS,
    ),
    route("agency/panels/skip", assessing.skip_stage, name="skip_stage", who=CONVENERS),
    route(f"{_ONE}/bonus", assessing.fix_bonus, name="fix_bonus", who=CONVENERS),
    route("agency/operators/", operators.operators, name="operators", who=AGENCY),
    route(_OPERATOR, operators.operator, name="operator", who=AGENCY),
    route(f"{_OPERATOR}/paper", operators.paper, name="operator_paper", who=AGENCY),
    route(f"{_OPERATOR}/change", operators.change, name="change_operator", who=ADMITTERS),
    route(f"{_OPERATOR}/agree", operators.agree, name="agree_operator", who=ADMITTERS),
    route(f"{_OPERATOR}/give", operators.give_all, name="give_all", who=REASSIGNERS),
    *payment_routes.paying(DESK, reads=AGENCY | MINISTRY),
    route("agency/access/", partial(access_log.access_log, desk=DESK), name="access_log", who=REVIEWERS),
    route("agency/access/review", access_log.review, name="review_access_log", who=REVIEWERS),
]
