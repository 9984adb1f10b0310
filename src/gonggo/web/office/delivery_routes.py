"""The addresses of delivery and aftercare below a desk."""

from functools import partial

from django.urls import URLPattern

from gonggo.web.office import aftercare, deliveries
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import View, Who, route


def delivering(desk: Desk, *, reads: Who, has_history: bool = False) -> list[URLPattern]:
    """The list, one task, what is done to it, its papers. The room's machine says which of its people does what."""
    root = f"{desk.namespace}/deliveries"
    one = f"{root}/<uuid:delivery_id>"
    rows: list[tuple[str, View, str]] = [
        (f"{root}/", partial(deliveries.deliveries, desk=desk), "deliveries"),
        (one, partial(deliveries.delivery, desk=desk), "delivery"),
        (f"{one}/do/<slug:what>", partial(deliveries.act, desk=desk), "act_on_delivery"),
        (f"{desk.namespace}/aftercare/", partial(aftercare.aftercares, desk=desk), "aftercares"),
        (f"{desk.namespace}/aftercare/<uuid:aftercare_id>", partial(aftercare.aftercare, desk=desk), "aftercare"),
        (f"{root}/papers/<uuid:document_id>", deliveries.paper, "delivery_paper"),
    ]
    if has_history:
        rows.append((f"{one}/history", partial(deliveries.history, desk=desk), "delivery_history"))
    return [route(pattern, view, name=name, who=reads) for pattern, view, name in rows]
