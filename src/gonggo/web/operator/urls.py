"""The addresses of the operator's desk."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from gonggo.web.office import eligibility, held, views
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import OPERATOR, route

app_name = "operator"
DESK = Desk(
    "operator",
    _("수행기관"),
    ((_("과제신청 접수"), "received"), (_("자격요건 판단"), "verdicts"), (_("보류 서류"), "held")),
)
_ONE = "operator/applications/<uuid:application_id>"
_VERDICT = f"{_ONE}/eligibility/<uuid:verdict_id>"

urlpatterns = [
    route("operator/", partial(views.received, desk=DESK), name="received", who=OPERATOR),
    route(_ONE, partial(views.application, desk=DESK), name="application", who=OPERATOR),
    route(f"{_ONE}/papers/<uuid:company_id>/<str:slot>", views.paper, name="paper", who=OPERATOR),
    route("operator/eligibility/", partial(eligibility.queue, desk=DESK), name="verdicts", who=OPERATOR),
    route(f"{_ONE}/eligibility", partial(eligibility.application, desk=DESK), name="eligibility", who=OPERATOR),
    route(_VERDICT, partial(eligibility.verdict, desk=DESK), name="verdict", who=OPERATOR),
    route(f"{_VERDICT}/find", partial(eligibility.find, desk=DESK), name="find_verdict", who=OPERATOR),
    route("operator/held/", partial(held.held_papers, desk=DESK), name="held", who=OPERATOR),
    route(f"{_ONE}/held/<uuid:document_id>", partial(held.held_paper, desk=DESK), name="held_paper", who=OPERATOR),
    route(
        f"{_ONE}/held/<uuid:document_id>/release", partial(held.release, desk=DESK), name="release_paper", who=OPERATOR
    ),
]
