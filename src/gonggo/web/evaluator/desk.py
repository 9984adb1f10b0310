"""The evaluator's desk: its name and its menu."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import Actor, Role
from gonggo.web.office.desk import Desk, Frame
from gonggo.web.ui.menus import Entry


class EvaluatorDesk(Desk):
    """An expert who visits to score has another desk, for consulting: the menu leads there too."""

    def frame(self, current: str, *, of: Actor) -> Frame:
        frame = Desk.frame(self, current, of=of)
        if of.role is not Role.EXPERT:
            return frame
        visits = Entry(gettext("방문과 보고서"), reverse("operator:visits"), is_current=False)
        return Frame(frame.namespace, frame.name, (*frame.menu, visits))


DESK = EvaluatorDesk("evaluator", _("평가위원"), ((_("내 평가"), "panels"), (_("처리할 업무"), "waiting")))
