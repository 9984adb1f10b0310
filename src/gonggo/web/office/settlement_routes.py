"""The addresses of settlements, recoveries and sanctions below a desk."""

from functools import partial

from django.urls import URLPattern

from gonggo.kernel.actor import MINISTRY_ROLES
from gonggo.web.office import recoveries, sanctions, settlements
from gonggo.web.office.desk import Desk
from gonggo.web.ui.access import View, Who, route


def settling(desk: Desk | None, *, reads: Who) -> list[URLPattern]:
    """The lists, one of each, what is done to it. The room's machines say which of its people does what; the ministry
    reads settlements and recoveries, and nothing of sanctions, which name people."""
    its_own = Who("SETTLING", reads.roles - MINISTRY_ROLES)
    space = desk.namespace if desk else "company"
    one, bar = f"{space}/settlements/<uuid:settlement_id>", f"{space}/sanctions/<uuid:sanction_id>"
    back = f"{space}/recoveries/<uuid:recovery_id>"
    rows: list[tuple[str, View, str, Who]] = [
        (f"{space}/settlements/", partial(settlements.settlements, desk=desk), "settlements", reads),
        (one, partial(settlements.settlement, desk=desk), "settlement", reads),
        (f"{one}/do/<slug:what>", partial(settlements.act, desk=desk), "act_on_settlement", its_own),
        (f"{space}/recoveries/", partial(recoveries.listed, desk=desk), "recoveries", reads),
        (back, partial(recoveries.recovery, desk=desk), "recovery", reads),
        (f"{back}/do/<slug:what>", partial(recoveries.act, desk=desk), "act_on_recovery", its_own),
        (f"{space}/sanctions/", partial(sanctions.sanctions, desk=desk), "sanctions", its_own),
        (bar, partial(sanctions.sanction, desk=desk), "sanction", its_own),
        (f"{bar}/do/<slug:what>", partial(sanctions.act, desk=desk), "act_on_sanction", its_own),
    ]
    if desk is not None:
        rows.insert(6, (f"{space}/sanctions/new", partial(sanctions.propose, desk=desk), "propose_sanction", its_own))
    return [route(pattern, view, name=name, who=who) for pattern, view, name, who in rows]
