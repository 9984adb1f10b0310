"""The addresses of the evaluator's desk; an expert finds the visits there that are to be scored."""

from functools import partial

from gonggo.web.evaluator import panels, pledging, reading, scoring
from gonggo.web.evaluator.desk import DESK
from gonggo.web.office import waiting
from gonggo.web.ui.access import SCORER, route

app_name = "evaluator"
_SEAT = "evaluator/seats/<uuid:seat_id>"
_ONE = f"{_SEAT}/applications/<uuid:application_id>"

urlpatterns = [
    route("evaluator/", panels.panels, name="panels", who=SCORER),
    route("evaluator/waiting/", partial(waiting.page, desk=DESK), name="waiting", who=SCORER),
    route("evaluator/panels/<uuid:panel_id>", panels.panel, name="panel", who=SCORER),
    route(f"{_SEAT}/pledge", pledging.pledge, name="pledge", who=SCORER),
    route(_ONE, reading.application, name="application", who=SCORER),
    route(f"{_ONE}/papers/<uuid:company_id>/<str:slot>", reading.paper, name="paper", who=SCORER),
    route(f"{_ONE}/sheet", scoring.sheet, name="sheet", who=SCORER),
    route(f"{_ONE}/recuse", pledging.recuse, name="recuse", who=SCORER),
]
