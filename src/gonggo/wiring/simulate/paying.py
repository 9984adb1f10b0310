"""Payments: asked for, prepared and approved by two organisations, instructed once at a bank of moods; spending."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.payments import commands
from gonggo.payments.definition import Gate, rules_of
from gonggo.payments.rules import Guarantee, amount_of
from gonggo.wiring import acting
from gonggo.wiring.fake_bank import AtHand, FakeBank, Habit
from gonggo.wiring.simulate.names import small_pdf
from gonggo.wiring.simulate.tasks import Task
from gonggo.wiring.simulate.world import NotAsPlanned, World

_HABITS = (Habit.LOSE_REPLY, Habit.TWICE, Habit.PAY)
"""What the bank does to the first who are paid, and then to all; the house asks again by the key."""


def pay(world: World, tasks: Sequence[Task], number: int) -> None:
    """A tranche of each task, from the company's request to the bank's answer."""
    for place, task in enumerate(tasks):
        _approve(world, task, number, place)
    bank = AtHand(FakeBank(habits=_HABITS))
    for day in range(len(_HABITS) + 1 + len(tasks)):  # an unclear answer is asked for again, once for each habit
        world.after(minutes=10)
        waited = machine_now() + timedelta(days=1 + day)  # longer than the house waits before it asks again
        if not commands.send_due(now=waited, at=world.now, bank=bank):
            break
    world.settle()


def _approve(world: World, task: Task, number: int, place: int) -> None:
    """Asked, prepared with what the operator saw, approved by the agency: neither the same person nor the same body."""
    rules = rules_of(world.program)
    portion = rules.portion(number)
    if portion is None:
        raise NotAsPlanned(f"the program has no tranche {number}")
    won, lead = amount_of(rules, portion, task.terms.government), task.one.adopter.manager
    operator, accountant = task.operator(world), world.officer("agency", Role.ACCOUNTANT)
    told: dict[str, Any] = {"agreement_id": task.terms.id, "number": number, "by": lead, "at": world.now}
    account: dict[str, Any] = {"bank": "하나은행", "holder": task.one.adopter.made.name, "account": f"110{place:09d}"}
    world.once("payment_above", lambda: commands.ask(amount=won + 1, **account, **told))
    row = commands.ask(amount=won, **account, **told)
    seen: dict[str, Any] = {
        "tranche_id": row.id,
        "private_paid": task.terms.private_cash,
        "guarantee": Guarantee(f"SIM-{place}", won, task.last_on) if Gate.GUARANTEE in portion.gates else None,
        "checked": dict.fromkeys(rules.checks.kinds, rules.checks.clear),
        "checked_on": legal_day(world.now),
        "at": world.now,
    }
    made = commands.prepare(**seen, by=operator)

    def approved(by: Actor) -> None:
        commands.approve(
            tranche_id=row.id, digest=made.content_digest, stepped_up_at=machine_now(), by=by, at=world.now
        )

    world.once("wrong_role", lambda: approved(operator))
    approved(accountant)
    world.once("wrong_state", lambda: approved(accountant))


def spend(world: World, tasks: Sequence[Task]) -> None:
    """Each company enters what it spent, with its evidence; an invoice counts once."""
    rules = rules_of(world.program)
    for place, task in enumerate(tasks):
        by = task.one.adopter.manager
        for nth, line in enumerate(one for one in task.terms.lines if one.total):
            content = small_pdf(f"{task.terms.number} {line.key}", task.one.adopter.made.brn, legal_day(world.now))
            paper = acting.upload(content, name="세금계산서.pdf", by=by, at=world.now)
            item = commands.Item(
                line=line.key,
                amount=line.total if place % 4 else line.total - 100_000,
                vat=line.total // 10,
                supplier=task.one.supplier.made.name,
                spent_on=legal_day(world.now),
                evidence=rules.invoice,
                invoice=f"{legal_day(world.now):%Y%m%d}{place:08d}{nth:08d}",
                document_id=paper.id,
            )
            told: dict[str, Any] = {"agreement_id": task.terms.id, "item": item, "by": by, "at": world.now}
            commands.spend(**told)
            world.once("invoice_used", lambda: commands.spend(**told))  # noqa: B023  # called at once
