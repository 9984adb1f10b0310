"""Settlement: reported, examined item by item, confirmed by the agency; what is to be given back comes in."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.settlement import commands, queries
from gonggo.settlement.models import Settlement
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.tasks import Task, tasks
from gonggo.wiring.simulate.world import NotAsPlanned, World

_AFTER_DAYS = 14
_DISALLOWED = 300_000
"""So much is disallowed of an item, in won, in every fifth settlement."""


def live(world: World, made: Sequence[Applying]) -> None:
    """Every completed task is settled; every won is then kept, given back or never paid."""
    completed = tasks(made)
    if not completed:
        return
    world.after(days=_AFTER_DAYS)
    told = {"returned": 0, "kept": 0}
    for place, task in enumerate(completed):
        row = _row(task)
        _settle(world, task, row, place)
        found = queries.opened(row.id, of=SYSTEM).sum
        told["kept"] += found.kept
        told["returned"] += found.returned
        world.told("settlement", place + 1, len(completed))
    world.settle()
    world.counts["settlement_won"] = told
    world.counts["settlements"] = dict(sorted(Counter(one.state for one in queries.visible_to(SYSTEM)).items()))


def _row(task: Task) -> Settlement:
    found: Settlement | None = queries.visible_to(SYSTEM).filter(agreement_id=task.terms.id).first()
    if found is None:
        raise NotAsPlanned(f"no settlement was opened for {task.terms.number}")
    return found


def _settle(world: World, task: Task, row: Settlement, place: int) -> None:
    """Nobody confirms what they examined, and nothing is confirmed with an open finding."""
    lead, operator, agency = task.one.adopter.manager, task.operator(world), world.officer("agency", Role.AGENCY_LEAD)
    told: dict[str, Any] = {"settlement_id": row.id, "at": world.now}
    private = task.terms.private_cash + task.terms.private_in_kind
    won: dict[str, Any] = {"private_paid": private, "interest": 1_234 if place % 3 == 0 else 0, "vat_refund": 0}
    world.once("settlement_won_wrong", lambda: commands.report(**won | {"interest": -1}, by=lead, **told))
    commands.report(**won, by=lead, **told)
    if place % 5 == 4:
        item = queries.items_of(row)[0]
        why = "증빙과 금액이 다릅니다."
        commands.find_item(item_id=item.id, disallowed=_DISALLOWED, reason=why, by=operator, at=world.now)
    world.once("settlement_findings_open", lambda: commands.examine(by=operator, **told))
    commands.recognise_rest(by=operator, **told)
    commands.examine(by=operator, **told)
    digest = queries.opened(row.id, of=agency).digest
    commands.confirm(digest=digest, by=agency, **told)
    _give_back(world, row, operator=operator, agency=agency)


def _give_back(world: World, row: Settlement, *, operator: Actor, agency: Actor) -> None:
    """Written down by the operator, seen by the agency: only then it is booked."""
    opened = queries.opened(row.id, of=agency).giving_back
    if opened is None:
        return
    on: date = legal_day(world.now)
    made = commands.record_paid_in(
        owed=Ref(Kind.RETURN, opened.id), amount=opened.amount, on=on, by=operator, at=world.now
    )
    paid_in: UUID = made.id
    world.once("wrong_role", lambda: commands.confirm_paid_in(paid_in_id=paid_in, by=operator, at=world.now))
    commands.confirm_paid_in(paid_in_id=paid_in, by=agency, at=world.now)
