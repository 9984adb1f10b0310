"""The addresses of delivery and aftercare below a desk."""

from functools import partial

from django.urls import URLPattern

from gonggo.kernel.actor import MINISTRY_ROLES
from gonggo.web.office import aftercare, deliveries
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import View, Who, route


def delivering(desk: Desk, *, reads: Who, has_history: bool = False) -> list[URLPattern]:
    """The lists and one task to read for ``reads``; for its own people what is done to it, and its papers. The room's
    machine says which of them does what."""
    its_own = Who("DELIVERING", reads.roles - MINISTRY_ROLES)
    root = f"{desk.namespace}/deliveries"
    one = f"{root}/<uuid:delivery_id>"
    care = f"{desk.namespace}/aftercare"
    rows: list[tuple[str, View, str, Who]] = [
        (f"{root}/", partial(deliveries.deliveries, desk=desk), "deliveries", reads),
        (one, partial(deliveries.delivery, desk=desk), "delivery", reads),
        (f"{one}/do/<slug:what>", partial(deliveries.act, desk=desk), "act_on_delivery", its_own),
        (f"{care}/", partial(aftercare.aftercares, desk=desk), "aftercares", reads),
        (f"{care}/<uuid:aftercare_id>", partial(aftercare.aftercare, desk=desk), "aftercare", reads),
        (f"{root}/papers/<uuid:document_id>", deliveries.paper, "delivery_paper", its_own),
    ]
    if has_history:
        rows.append((f"{one}/history", partial(deliveries.history, desk=desk), "delivery_history", its_own))
    return [route(pattern, view, name=name, who=who) for pattern, view, name, who in rows]
