"""The addresses of settlements, recoveries and sanctions below a desk."""

from functools import partial

from django.urls import URLPattern

from gonggo.web.office import recoveries, sanctions, settlements
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import View, Who, route


def settling(desk: Desk | None, *, reads: Who) -> list[URLPattern]:
    """The lists, one of each, what is done to it. The room's machines say which of its people does what."""
    space = desk.namespace if desk else "company"
    one, bar = f"{space}/settlements/<uuid:settlement_id>", f"{space}/sanctions/<uuid:sanction_id>"
    back = f"{space}/recoveries/<uuid:recovery_id>"
    rows: list[tuple[str, View, str]] = [
        (f"{space}/settlements/", partial(settlements.settlements, desk=desk), "settlements"),
        (one, partial(settlements.settlement, desk=desk), "settlement"),
        (f"{one}/do/<slug:what>", partial(settlements.act, desk=desk), "act_on_settlement"),
        (f"{space}/recoveries/", partial(recoveries.listed, desk=desk), "recoveries"),
        (back, partial(recoveries.recovery, desk=desk), "recovery"),
        (f"{back}/do/<slug:what>", partial(recoveries.act, desk=desk), "act_on_recovery"),
        (f"{space}/sanctions/", partial(sanctions.sanctions, desk=desk), "sanctions"),
        (bar, partial(sanctions.sanction, desk=desk), "sanction"),
        (f"{bar}/do/<slug:what>", partial(sanctions.act, desk=desk), "act_on_sanction"),
    ]
    if desk is not None:
        rows.insert(6, (f"{space}/sanctions/new", partial(sanctions.propose, desk=desk), "propose_sanction"))
    return [route(pattern, view, name=name, who=reads) for pattern, view, name in rows]
