"""The evaluator's desk: its name and its menu. An expert who visits to score has consulting at another desk."""

from django.utils.translation import gettext_lazy as _

from gonggo.web.office.desk import Desk

DESK = Desk(
    "evaluator",
    _("평가위원"),
    (
        (_("내 평가"), "panels"),
        (_("처리할 업무"), "waiting"),
        (_("방문과 보고서"), "operator:visits"),
    ),
)
