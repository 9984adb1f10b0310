"""Payments: asked for, prepared and approved by two organisations, instructed once at a bank of moods; spending."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from gonggo.agreements.queries import lines
from gonggo.facts.commands import state_facts
from gonggo.facts.definition import Source
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.payments import commands, queries
from gonggo.payments.carried import carried, year_left
from gonggo.payments.definition import Checks, Gate, Portion, rules_of
from gonggo.payments.models import Tranche
from gonggo.payments.rules import Guarantee, amount_of
from gonggo.payments.terms import agreed as agreed_now
from gonggo.wiring import acting
from gonggo.wiring.fake_bank import AtHand, FakeBank, Habit
from gonggo.wiring.simulate.names import small_pdf
from gonggo.wiring.simulate.tasks import Task
from gonggo.wiring.simulate.world import NotAsPlanned, Step, World

_UNSPENT = 100_000
"""So much of each line is left over by every fourth company, in won."""
_HABITS = (Habit.LOSE_REPLY, Habit.TWICE, Habit.PAY)
"""What the bank does to the first who are paid, and then to all; the house asks again by the key."""


def pay_first(world: World, tasks: Sequence[Task]) -> None:
    """The first tranche of each task; what waits for the settlement is not asked for yet."""
    rules = rules_of(world.program)
    first, last = rules.portions[0], rules.portions[-1]
    for place, task in enumerate(tasks):
        _approve(world, task, first, amount_of(rules, first, task.terms.government), place)
        world.once("settlement_first", lambda: _ask(world, task, last.number, 1, place))  # noqa: B023  # called at once
    _carry(world, tasks)


def pay_rest(world: World, tasks: Sequence[Task]) -> None:
    """What the settlement of each task left to be paid, as its last tranche."""
    last = rules_of(world.program).portions[-1]
    for place, task in enumerate(tasks):
        won = queries.granted(task.terms.id)
        if won:
            _approve(world, task, last, won, place)
    _carry(world, tasks)


def _carry(world: World, tasks: Sequence[Task]) -> None:
    """To the bank, and again where its answer was lost."""
    bank = AtHand(FakeBank(habits=_HABITS))
    for day in range(1, len(_HABITS) + 2):  # by the machine's clock, so that the bank is asked again without waiting
        world.after(minutes=10)
        now = machine_now() + timedelta(days=day)  # once: on a slow machine a lost answer would be due again meanwhile
        while commands.send_due(now=now, at=world.now, bank=bank):
            pass
    world.settle()
    if any(queries.underway(task.terms.id) for task in tasks):
        raise NotAsPlanned("a payment did not come to its end")


def _ask(world: World, task: Task, number: int, won: int, place: int) -> Tranche:
    firm = task.one.adopter
    account: dict[str, Any] = {"bank": "하나은행", "holder": firm.made.name, "account": f"110{place:09d}"}
    told: dict[str, Any] = {"agreement_id": task.terms.id, "number": number, "by": firm.manager, "at": world.now}
    return commands.ask(amount=won, **account, **told)


def _approve(world: World, task: Task, portion: Portion, won: int, place: int) -> None:
    for step in steps(world, task, portion, won, place):
        step()


def _owes(world: World, task: Task, checks: Checks) -> dict[str, str]:
    """What the house knows against a payment: arrears that an exception lifted before the agreement still stand."""
    payee, today = task.terms.lead.company_id, legal_day(world.now)
    known = queries.known_of(payee, checks.kinds, world.program.key, today)
    return {kind: said for kind, said in known.items() if said != checks.clear}


def _pay_arrears(world: World, task: Task, checks: Checks) -> None:
    """The company pays what it owes, and the register says so from that day."""
    clear = dict.fromkeys(_owes(world, task, checks), checks.clear)
    told: dict[str, Any] = {"since_on": legal_day(world.now), "source": Source.RECORD, "by": SYSTEM, "at": world.now}
    state_facts(subject=task.one.adopter.ref, values=clear, **told)


def steps(world: World, task: Task, portion: Portion, won: int, place: int) -> list[Step]:
    """Asked, prepared with what the operator saw, approved by the agency: neither the same person nor the same body."""
    checks, operator = rules_of(world.program).checks, task.operator(world)
    row: Any = None

    def ask() -> None:
        nonlocal row
        world.once("payment_above", lambda: _ask(world, task, portion.number, won + 1, place))
        row = _ask(world, task, portion.number, won, place)

    def prepare() -> None:
        nonlocal row
        told: dict[str, Any] = {
            "tranche_id": row.id,
            "private_paid": task.terms.private_cash,
            "guarantee": Guarantee(f"SIM-{place}", won, task.last_on) if Gate.GUARANTEE in portion.gates else None,
            "checked": dict.fromkeys(checks.kinds, checks.clear),
            "checked_on": legal_day(world.now),
            "by": operator,
            "at": world.now,
        }
        if _owes(world, task, checks):
            world.is_refused("gate_shut", lambda: commands.prepare(**told))
            _pay_arrears(world, task, checks)
        row = commands.prepare(**told)

    def approve() -> None:
        accountant = world.officer("agency", Role.ACCOUNTANT)
        told: dict[str, Any] = {"tranche_id": row.id, "digest": row.content_digest, "at": world.now}
        told["stepped_up_at"] = machine_now()
        world.once("wrong_role", lambda: commands.approve(by=operator, **told))
        commands.approve(by=accountant, **told)
        world.once("wrong_state", lambda: commands.approve(by=accountant, **told))
        world.after(seconds=1)  # the bank is told in the order of approval, which the moods of the bank go by

    return [ask, prepare, approve]


def spend(world: World, tasks: Sequence[Task]) -> None:
    """Each company enters what it spent and contributed in kind, with its evidence; an invoice counts once."""
    rules = rules_of(world.program)
    for place, task in enumerate(tasks):
        _carry_over(world, task)
        for nth, line in enumerate(one for one in lines(task.terms.id) if one.total):
            won = line.government + line.cash
            number = f"{legal_day(world.now):%Y%m%d}{place:08d}{nth:08d}"
            spent = won if place % 4 else won - _UNSPENT
            told = {"evidence": rules.invoice, "invoice": number, "vat": won // 10}
            if spent > 0:
                by_invoice = _entered(world, task, line.key, spent, **told)
                world.once("invoice_used", by_invoice)
            if line.in_kind:
                _entered(world, task, line.key, line.in_kind, evidence=rules.in_kind, invoice="", vat=0)


def _carry_over(world: World, task: Task) -> None:
    """What is unspent when a year is over in the middle of the agreement is carried over, and can be spent then."""
    agreed, today = agreed_now(task.terms.id), legal_day(world.now)
    while (year := year_left(agreed, carried(agreed.agreement_id), today)) is not None:
        told: dict[str, Any] = {"agreement_id": task.terms.id, "year": year, "at": world.now}
        accountant = world.officer("agency", Role.ACCOUNTANT)
        commands.carry_over(reason="협약기간이 다음 해까지입니다.", by=accountant, **told)


def _entered(world: World, task: Task, line: str, won: int, **said: Any) -> Step:
    """One entry with its paper; how to enter the same again."""
    firm = task.one.adopter
    content = small_pdf(f"{task.terms.number} {line}", firm.made.brn, legal_day(world.now))
    paper = acting.upload(content, name="집행증빙.pdf", by=firm.manager, at=world.now)
    item = commands.Item(
        line=line,
        amount=won,
        supplier=task.one.supplier.made.name,
        spent_on=legal_day(world.now),
        document_id=paper.id,
        **said,
    )
    told: dict[str, Any] = {"agreement_id": task.terms.id, "item": item, "by": firm.manager, "at": world.now}
    commands.spend(**told)
    return lambda: commands.spend(**told)
