"""Settlement: reported, examined item by item, confirmed; paid or given back, taken back; every won accounted for."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.payments import queries as payments
from gonggo.payments.accounts import AccountKind
from gonggo.settlement import commands, queries
from gonggo.settlement.models import Settlement
from gonggo.wiring.simulate import coming_in, delivering, paying, penalties
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.tasks import Task, Turn, tasks
from gonggo.wiring.simulate.world import NotAsPlanned, World

_AFTER_DAYS = 14
_DISALLOWED = 300_000
"""So much is disallowed of an item, in won, in every fifth settlement."""


def live(world: World, made: Sequence[Applying]) -> None:
    """Every task whose work is over is settled, paid the rest, and some are barred; then those that had more time."""
    if not tasks(made):
        return
    first = [one for one in tasks(made) if one.turn is not Turn.EXTENDED]
    extended = [one for one in tasks(made) if one.turn is Turn.EXTENDED]
    _settle_all(world, [*first, *tasks(made, Turn.TERMINATED)])
    paying.pay_rest(world, first)
    penalties.live(world, made)
    delivering.complete(world, extended)
    if extended:
        _settle_all(world, extended)
        paying.pay_rest(world, extended)
    delivering.count(world)
    _account(world, [*tasks(made), *tasks(made, Turn.TERMINATED)])
    world.counts["settlements"] = dict(sorted(Counter(one.state for one in queries.visible_to(SYSTEM)).items()))


def _settle_all(world: World, over: Sequence[Task]) -> None:
    world.after(days=_AFTER_DAYS)
    for place, task in enumerate(over):
        _settle(world, task, _row(task), place)
        world.told("settlement", place + 1, len(over))
    world.settle()


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
    is_misused = task.turn is Turn.TERMINATED
    if is_misused or place % 5 == 4:
        item = max(queries.items_of(row), key=lambda one: one.amount)
        why = "증빙과 금액이 다릅니다."
        wrong = item.amount if is_misused else _DISALLOWED
        commands.find_item(item_id=item.id, disallowed=wrong, reason=why, by=operator, at=world.now)
    world.once("settlement_findings_open", lambda: commands.examine(by=operator, **told))
    commands.recognise_rest(by=operator, **told)
    commands.examine(by=operator, **told)
    digest = queries.opened(row.id, of=agency).digest
    world.once("settlement_changed", lambda: commands.confirm(digest="0" * 64, by=agency, **told))
    commands.confirm(digest=digest, by=agency, **told)
    opened = queries.opened(row.id, of=agency).giving_back
    if opened is not None:
        coming_in.live(world, Ref(Kind.RETURN, opened.id), opened.amount, operator=operator)


def _account(world: World, over: Sequence[Task]) -> None:
    """What every company was paid is what it keeps, gave back, or was taken back from it: to the last won."""
    whole = {"paid": 0, "kept": 0, "returned": 0, "recovered": 0}
    for task in over:
        found, balances = queries.opened(_row(task).id, of=SYSTEM), payments.balances(payments.ledger(task.terms.id))
        won = {
            "paid": payments.paid(task.terms.id),
            "returned": balances[AccountKind.RETURNED],
            "recovered": balances[AccountKind.RECOVERED],
        }
        won["kept"] = found.sum.kept + (payments.granted(task.terms.id) or 0) - won["recovered"]
        if won["kept"] + won["returned"] + won["recovered"] != won["paid"] or balances[AccountKind.COMMITTED]:
            raise NotAsPlanned(f"{task.terms.number} does not add up: {won}")
        for key, amount in won.items():
            whole[key] += amount
    world.counts["won"] = whole
