"""Won that a company pays in, for a return or a recovery."""

from typing import Any

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Ref
from gonggo.settlement import commands
from gonggo.wiring.simulate.world import World


def live(world: World, owed: Ref, amount: int, *, operator: Actor) -> None:
    """In two parts, each written down by the operator and seen by the agency: only then it is booked."""
    agency = world.officer("agency", Role.AGENCY_LEAD)
    told: dict[str, Any] = {"owed": owed, "on": legal_day(world.now), "by": operator, "at": world.now}
    world.once("paid_in_wrong", lambda: commands.record_paid_in(amount=amount + 1, **told))
    for part in (amount // 2, amount - amount // 2):
        if part:
            made = commands.record_paid_in(amount=part, **told)
            seen: dict[str, Any] = {"paid_in_id": made.id, "at": world.now}
            world.once("wrong_role", lambda: commands.confirm_paid_in(by=operator, **seen))  # noqa: B023  # at once
            commands.confirm_paid_in(by=agency, **seen)
