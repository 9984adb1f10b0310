"""The turns of some tasks: more time, an end before the time, another operator; and what may not be done of each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from gonggo.agreements import commands
from gonggo.agreements.changes import MEMBERS
from gonggo.applications import commands as applications
from gonggo.eligibility.definition import conditions_of
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.operators import commands as operators
from gonggo.operators import queries as operator_queries
from gonggo.payments import commands as payments
from gonggo.programs.definition import PartyRole
from gonggo.wiring.simulate import agreeing
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.tasks import Task, Turn, tasks
from gonggo.wiring.simulate.world import World


def while_underway(world: World, made: Sequence[Applying]) -> None:
    """What changes between the first payment and the check of the operator."""
    told: dict[str, int] = {}
    told["operators_replaced"] = _replace_operator(world, made)
    for place, task in enumerate(tasks(made, Turn.EXTENDED)):
        _extend(world, task, place)
    told["suppliers_changed"] = sum([_resupply(world, task, made) for task in tasks(made, Turn.RESUPPLIED)])
    told["suppliers_merged"] = sum([_merge(world, task, made) for task in tasks(made, Turn.EXTENDED)[:1]])
    world.settle()
    told["extended"] = len(tasks(made, Turn.EXTENDED))
    world.counts["turns"] = told


def _replace_operator(world: World, made: Sequence[Applying]) -> int:
    """The last operator of the notice that has a task is let go, and all that it has goes to the one before it."""
    keys, busy = [one.key for one in world.program.operators], {task.terms.operator for task in tasks(made)}
    if len(keys) < 2 or not busy:
        return 0
    place = max(keys.index(key) for key in busy)
    before, after = keys[place], keys[place - 1]
    row = next(
        one for one in operator_queries.operators(of=world.agency, program=world.program.key) if one.operator == before
    )
    told: dict[str, Any] = {"by": world.agency, "at": world.now}
    world.once("operator_reason_missing", lambda: operators.end(operator_id=row.id, reason=" ", **told))
    operators.end(operator_id=row.id, reason="사업을 이어 갈 인력이 없음", **told)
    given: dict[str, Any] = {"program_key": world.program.key, "before": before, "reason": "담당 기관을 바꿈", **told}
    world.once("operator_unchanged", lambda: applications.reassign_all(operator=before, **given))
    applications.reassign_all(operator=after, **given)
    world.once("nothing_to_reassign", lambda: applications.reassign_all(operator=after, **given))
    world.settle()
    return 1


def _resupply(world: World, task: Task, made: Sequence[Applying]) -> bool:
    """Another supplier of the pool takes the place of the one that cannot go on: checked, consenting, signed by all."""
    lead, old = task.one.adopter, task.one.supplier
    new = next((one.supplier for one in made if one.supplier.company_id != old.company_id), None)
    if new is None:
        return False
    asks: dict[str, Any] = {"agreement_id": task.terms.id, "cause_on": legal_day(world.now), "at": world.now}
    asks |= {"reason": "맡은 기업이 사업을 이어 가지 못합니다.", "by": lead.manager}
    who: dict[str, Any] = {"leaves_id": old.company_id, "comes_id": new.company_id}
    words: dict[str, Any] = {"before": old.made.name, "after": new.made.name}
    world.once("change_needs_signatures", lambda: commands.ask_change(item=MEMBERS, **words, **asks))
    for code, changed in (
        ("leaving_supplier_unknown", {"leaves_id": lead.company_id}),
        ("supplier_is_party", {"comes_id": old.company_id}),
        ("supplier_not_in_pool", {"comes_id": next(one.adopter for one in made if one.adopter != lead).company_id}),
    ):
        world.once(code, lambda: commands.ask_supplier(**who | changed, **asks))  # noqa: B023  # called at once
    change = commands.ask_supplier(**who, **asks)
    open_ones = {one.key for one in conditions_of(world.program, task.terms.track)}
    told: dict[str, Any] = {"change_id": change.id, "answer": "자격을 확인했습니다.", "by": task.operator(world)}
    told |= {"at": world.now}
    world.once("agreement_consent_missing", lambda: commands.prepare_change(found_met=open_ones, **told))
    agreeing.consent(world, task.terms, new, PartyRole.SUPPLIER)
    world.once("supplier_findings_open", lambda: commands.prepare_change(found_met=(), **told))
    commands.prepare_change(found_met=open_ones, **told)
    agreeing.sign_all(world, replace(task.one, supplier=new), task.terms)
    return True


def _merge(world: World, task: Task, made: Sequence[Applying]) -> bool:
    """A supplier merges into another, which takes its place in all that runs; the one that is gone leaves the pool."""
    old = task.one.supplier
    bound = [one for one in tasks(made) if one.one.supplier.company_id == old.company_id]
    others = (one.supplier for one in made if one.supplier.company_id != old.company_id)
    new = next((one for one in others if all(each.terms.role_of(one.company_id) is None for each in bound)), None)
    if new is None:
        return False
    says: dict[str, Any] = {"before": old.made.name, "after": new.made.name, "reason": "합병 등기를 마쳤습니다."}
    tells: dict[str, Any] = {"company_id": old.company_id, "item": "merger", "cause_on": legal_day(world.now), **says}
    tells |= {"by": old.manager, "at": world.now}
    world.once("successor_missing", lambda: commands.tell_event(**tells))
    world.once("successor_is_self", lambda: commands.tell_event(successor_id=old.company_id, **tells))
    changes = commands.tell_event(successor_id=new.company_id, **tells)
    open_ones = {one.key for one in conditions_of(world.program, task.terms.track)}
    by = {one.terms.id: one.operator(world) for one in bound}
    for change in changes:
        terms = next(one.terms for one in bound if one.terms.id == change.agreement_id)
        told: dict[str, Any] = {"change_id": change.id, "answer": "합병을 등기부로 확인했습니다.", "at": world.now}
        told |= {"found_met": open_ones, "by": by[terms.id]}
        world.once("agreement_consent_missing", lambda: commands.accept_successor(**told))  # noqa: B023
        agreeing.consent(world, terms, new, PartyRole.SUPPLIER)
        commands.accept_successor(**told)
    return True


def _extend(world: World, task: Task, place: int) -> None:
    """A month, or all that the notice gives at once; never more than that in sum, and never again."""
    lead, at, most = task.one.adopter.manager, world.now, world.program.track(task.terms.track).extension_months.value
    months = most if place % 2 else 1
    told: dict[str, Any] = {"agreement_id": task.terms.id, "reason": "부품이 늦게 들어옵니다.", "at": at}
    told |= {"cause_on": legal_day(at), "by": lead}
    world.once("extension_too_long", lambda: commands.ask_extension(months=most + 1, **told))
    world.once(
        "lead_company_only",
        lambda: commands.ask_extension(months=1, **told | {"by": task.one.supplier.manager}),
    )
    change = commands.ask_extension(months=months, **told)
    world.once("change_open_already", lambda: commands.ask_extension(months=1, **told))
    answer: dict[str, Any] = {"change_id": change.id, "by": task.operator(world), "at": at}
    world.once("agreement_reason_missing", lambda: commands.approve_change(answer=" ", **answer))
    commands.approve_change(answer="사정이 인정됩니다.", **answer)
    again = "extension_too_long" if months == most else "extension_used"
    world.is_refused(again, lambda: commands.ask_extension(months=1, **told))


def terminate(world: World, task: Task) -> None:
    """The agency ends what the operator proposed to stop; nothing is paid or spent of it any more."""
    told: dict[str, Any] = {"agreement_id": task.terms.id, "in_good_faith": False, "at": world.now}
    lead = world.officer("agency", Role.AGENCY_LEAD)
    world.once("agreement_reason_missing", lambda: commands.terminate(reason=" ", by=lead, **told))
    commands.terminate(reason="계획한 일을 하지 않았습니다.", by=lead, **told)
    world.settle()
    account: dict[str, Any] = {"bank": "하나은행", "holder": task.one.adopter.made.name, "account": "110000000001"}
    asks: dict[str, Any] = {"agreement_id": task.terms.id, "number": 2, "amount": 1, "at": world.now}
    world.once("agreement_not_in_force", lambda: payments.ask(by=task.one.adopter.manager, **asks, **account))
