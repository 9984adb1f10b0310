"""The pool: suppliers register through the door, the agency decides on each."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.pool import commands, form, queries
from gonggo.pool.definition import KIND, NEW, POOL, Field, FieldKind, Pool
from gonggo.pool.models import Registration
from gonggo.pool.queue import counts, grounds
from gonggo.wiring import acting
from gonggo.wiring.simulate import names
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.world import SESSION, Firm, World

SUPPLIER_OF = 10
"""So many applications share a supplier."""


class Verdict(StrEnum):
    """What the agency will say, in the end."""

    APPROVED = "approved"
    CORRECTED = "corrected"  # asked to mend something first
    CONDITIONAL = "conditional"  # approved once a ground is cured
    HELD = "held"
    REFUSED = "refused"


_SPECIAL = (Verdict.CORRECTED, Verdict.CONDITIONAL, Verdict.HELD, Verdict.REFUSED)


def live(world: World) -> list[Firm]:
    """Everybody registers on the first days; after three business days the agency has decided. The suppliers."""
    count = world.applications // SUPPLIER_OF + len(_SPECIAL) + 2
    window = world.program.window(POOL)
    world.is_refused("pool_window_closed", lambda: _begin(world, world.firm(supplies=True)))
    world.forward_to(window.opens + timedelta(hours=9))
    rows = []
    for place in range(count):
        world.told("pool", place, count)
        firm = world.firm(supplies=True)
        is_left = world.halfway is Stage.POOL and place == count - 1
        rows.append((firm, _register(world, firm, is_left=is_left)))
        world.after(minutes=3)
    world.settle()
    if world.halfway is Stage.POOL:
        return [firm for firm, _ in rows]
    world.forward_to(window.opens + timedelta(days=4, hours=10))
    for place, (firm, row) in enumerate(rows):
        _decide(world, firm, row, verdict_of(place, count))
        world.after(minutes=1)
    world.settle()
    world.counts["pool"] = counts(of=world.agency, program=world.program.key)
    return [firm for firm, _ in rows]


def verdict_of(place: int, count: int) -> Verdict:
    """The last of the row meet the rare verdicts, one each."""
    return _SPECIAL[place - count] if place >= count - len(_SPECIAL) else Verdict.APPROVED


def _begin(world: World, firm: Firm) -> Registration:
    return commands.start_registration(program_key=world.program.key, kind=NEW, by=firm.manager, at=world.now)


def _register(world: World, firm: Firm, *, is_left: bool) -> Registration:
    """Written, its papers handed in, sealed and submitted, unless it is left as a draft."""
    row, by, at = _begin(world, firm), firm.manager, world.now
    pool, dice = queries.pool(row), world.dice("pool", firm.made.brn)
    for page in pool.pages:
        if page.key != KIND:
            values = {asked.key: _value(firm, asked, dice.randrange(100)) for asked in page.fields}
            commands.save_page(registration_id=row.id, page=page.key, values=values, by=by, at=at)
    commands.add_solution(registration_id=row.id, solution=_solution(pool, firm), by=by, at=at)
    for paper in pool.papers:
        if paper.required:
            content = names.small_pdf(paper.slot, firm.made.brn, legal_day(at))
            document = acting.upload(content, name=f"{paper.slot}.pdf", by=by, at=at)
            commands.place_paper(registration_id=row.id, slot=paper.slot, document_id=document.id, by=by, at=at)
    if not is_left:
        world.press([acting.right_to_register(row.id, session_key=SESSION, by=by, at=at)])
    return row


def _value(firm: Firm, asked: Field, throw: int) -> tuple[str, ...]:
    """What is written in a field; ``throw`` is of a hundred."""
    made = firm.made
    known = {
        "company-name": made.name,
        "company-address": made.address,
        "company-phone": made.phone,
        "representative-name": made.representative,
    }
    match asked.kind:
        case FieldKind.CHOICES | FieldKind.CHOICE:
            keys = [option.key for option in asked.options]
            return tuple(keys[throw % len(keys) :][: 1 if asked.kind is FieldKind.CHOICE else 2])
        case FieldKind.WHOLE:
            return (str(throw + 1),)
        case FieldKind.PHONE:
            return (made.phone if asked.key in known else f"010-{2000 + throw}-{1000 + throw}",)
        case FieldKind.EMAIL:
            return (made.email,)
        case FieldKind.TEXT | FieldKind.LONGTEXT:
            return (known.get(asked.key, f"{made.name}의 {asked.label.ko}")[: asked.most],)


def _solution(pool: Pool, firm: Firm) -> form.Solution:
    technology = pool.technologies[int(firm.made.brn) % len(pool.technologies)]
    return form.Solution(f"{firm.made.name} 관리", (technology.key,), "하루 일을 한곳에 모아 다음 할 일을 알립니다.")


def _decide(world: World, firm: Firm, row: Registration, verdict: Verdict) -> None:
    told: dict[str, Any] = {"registration_id": row.id, "by": world.agency, "at": world.now}
    known = grounds(world.program)
    curable = next(one.key for one in known if one.is_curable)
    match verdict:
        case Verdict.CORRECTED:
            commands.ask_for_correction(reason="인력 현황의 기준일을 적어 주세요.", **told)
            _mend(world, firm, row)
        case Verdict.CONDITIONAL:
            commands.approve_conditionally(reason="완납증명을 기다립니다.", ground=curable, **told)
        case Verdict.HELD:
            fixed = next(one.key for one in known if not one.is_curable)
            world.is_refused("pool_not_curable", lambda: commands.hold(reason="해소 전", ground=fixed, **told))
            commands.hold(reason="해소를 기다립니다.", ground=curable, **told)
            return
        case Verdict.REFUSED:
            world.is_refused("pool_reason_missing", lambda: commands.refuse(reason="", ground=known[0].key, **told))
            commands.refuse(reason="등록제한에 해당합니다.", ground=known[0].key, **told)
            return
        case Verdict.APPROVED:
            pass
    commands.approve(reason="", registration_id=row.id, by=world.agency, at=world.after(minutes=1))


def _mend(world: World, firm: Firm, row: Registration) -> None:
    shown = digest(queries.draft_of(queries.within_reach(row.id, of=firm.manager)).content)
    commands.answer_correction(
        registration_id=row.id,
        shown=shown,
        language="ko",
        stepped_up_at=machine_now(),
        by=firm.manager,
        at=world.after(hours=2),
    )
