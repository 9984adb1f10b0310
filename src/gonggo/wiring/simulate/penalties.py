"""An unlawful gain is recovered (환수), and who did it is barred (참여제한), told before and heard."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from gonggo.facts import queries as facts
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.programs.calendar import korean_business_days
from gonggo.settlement import commands
from gonggo.settlement import definition as settlement
from gonggo.settlement.models import Sanction
from gonggo.settlement.sanctions import definition as sanctions
from gonggo.wiring.simulate import coming_in
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.tasks import Task, Turn, tasks
from gonggo.wiring.simulate.world import NotAsPlanned, World

_GAIN = 2_000_000
_MONTHS = 24


def live(world: World, made: Sequence[Applying]) -> None:
    """What was gained by falsehood comes back; its company and those of a bad end are barred."""
    gained, guilty = tasks(made, Turn.RECOVERED), tasks(made, Turn.RECOVERED, Turn.TERMINATED)
    for task in gained:
        _recover(world, task)
    for task in guilty:
        _bar(world, task)
    world.settle()
    world.counts["turns"] |= {"recovered": len(gained), "barred": len(guilty)}


def propose(world: World, task: Task) -> None:
    """Long after the settlement its operator finds an invoice cancelled; nobody has decided on it yet."""
    commands.propose_recovery(
        agreement_id=task.terms.id,
        gain=_GAIN,
        surcharge=0,
        paid_on=task.last_on,
        reason="정산 뒤 다시 조회한 세금계산서가 취소되어 있었습니다.",
        by=task.operator(world),
        at=world.now,
    )


def _recover(world: World, task: Task) -> None:
    """Proposed by one, decided by another, paid in within the days of the law."""
    officer, lead = world.agency, world.officer("agency", Role.AGENCY_LEAD)
    rules = settlement.rules_of(world.program)
    told: dict[str, Any] = {"agreement_id": task.terms.id, "paid_on": legal_day(world.now) - timedelta(days=100)}
    told |= {"reason": "거짓 세금계산서로 받았습니다.", "by": officer, "at": world.now}
    above = rules.surcharge * _GAIN + 1
    world.once("gain_above_paid", lambda: commands.propose_recovery(gain=10**12, surcharge=0, **told))
    world.once("surcharge_too_high", lambda: commands.propose_recovery(gain=_GAIN, surcharge=above, **told))
    row = commands.propose_recovery(gain=_GAIN, surcharge=_GAIN, **told)
    due: date = legal_day(world.now) + timedelta(days=rules.recovery_days)
    order: dict[str, Any] = {"recovery_id": row.id, "at": world.now}
    world.once("recovery_second_person", lambda: commands.order_recovery(due_on=due, by=officer, **order))
    early = due - timedelta(days=1)
    world.once("recovery_day_wrong", lambda: commands.order_recovery(due_on=early, by=lead, **order))
    commands.order_recovery(due_on=due, by=lead, **order)
    world.after(days=10)
    coming_in.live(world, Ref(Kind.RECOVERY, row.id), row.amount, operator=task.operator(world))


def _bar(world: World, task: Task) -> None:
    """Proposed by the operator; nothing is drawn up before the company was heard; decided by another."""
    firm, officer, rules = task.one.adopter, world.agency, sanctions.rules_of(world.program)
    row = commands.propose_sanction(
        program=world.program,
        company_id=firm.company_id,
        ground=rules.grounds[0].key,
        reason="협약을 어겼습니다.",
        by=task.operator(world),
        at=world.now,
        agreement_id=task.terms.id,
    )
    last = rules.least_hearing(legal_day(world.now), korean_business_days())
    notice: dict[str, Any] = {"sanction_id": row.id, "by": officer, "at": world.now}
    short = last - timedelta(days=1)
    world.once("hearing_too_short", lambda: commands.give_notice(hear_until_on=short, **notice))
    commands.give_notice(hear_until_on=last, **notice)
    world.once("hearing_open", lambda: _draw_up(world, row))
    at = world.after(days=2)
    commands.be_heard(sanction_id=row.id, opinion="잘못을 인정합니다.", by=firm.manager, at=at)
    drawn, lead = _draw_up(world, row), world.officer("agency", Role.AGENCY_LEAD)
    told: dict[str, Any] = {"sanction_id": row.id, "at": world.now}
    world.once("sanction_second_person", lambda: commands.decide_sanction(digest=drawn.digest, by=officer, **told))
    world.once("sanction_changed", lambda: commands.decide_sanction(digest="0" * 64, by=lead, **told))
    commands.decide_sanction(digest=drawn.digest, by=lead, **told)
    today = legal_day(world.now)
    rows = facts.dated([firm.company_id], [rules.register], program=world.program.key).get(firm.company_id, [])
    if not any(one.value == rules.register_value and one.since_on <= today for one in rows):
        raise NotAsPlanned(f"the register does not bar {firm.made.name}")


def _draw_up(world: World, row: Sanction) -> Sanction:
    told: dict[str, Any] = {"sanction_id": row.id, "by": world.agency, "at": world.now}
    reason, on = "위원회가 정했습니다.", legal_day(world.now)
    return commands.draw_up_sanction(decided_on=on, months=_MONTHS, persons=(), reason=reason, **told)
