"""Applications: begun, written by both sides, sealed, consented to, submitted; some late, some taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from gonggo.applications import commands
from gonggo.applications import queries as application_queries
from gonggo.applications.models import Application
from gonggo.eligibility.definition import conditions_of
from gonggo.facts.commands import state_facts
from gonggo.facts.definition import Source
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.money import share_of
from gonggo.programs.definition import PartyRole
from gonggo.wiring import acting
from gonggo.wiring.pressing import WITHDRAW
from gonggo.wiring.simulate import missteps, names, plan, stories
from gonggo.wiring.simulate.plan import Fate, Task
from gonggo.wiring.simulate.world import SESSION, Firm, World

_WRITING = timedelta(minutes=40)
"""How long before its submission an application is begun."""


@dataclass(frozen=True, slots=True)
class Applying:
    """An application with its companies; ``partner`` is a second adopter, where it is a joint one."""

    task: Task
    row: Application
    adopter: Firm
    supplier: Firm
    partner: Firm | None = None

    @property
    def members(self) -> list[tuple[Firm, PartyRole]]:
        """Everybody in it with their role, who leads first."""
        adopters = [self.adopter, *([self.partner] if self.partner else [])]
        return [*((firm, PartyRole.ADOPTER) for firm in adopters), (self.supplier, PartyRole.SUPPLIER)]

    @property
    def actors(self) -> list[Actor]:
        return [firm.manager for firm, _ in self.members]


def enter(world: World, tasks: Sequence[Task], suppliers: Sequence[Firm]) -> list[Firm]:
    """The adopters, and what registers say of everybody on the day they come."""
    adopters = []
    for task in tasks:
        firm = world.firm(supplies=False)
        _register(world, firm, task, PartyRole.ADOPTER)
        adopters.append(firm)
    for task in (one for one in tasks if one.is_joint):
        world.partners[task.place] = world.firm(supplies=False)
        _register(world, world.partners[task.place], replace(task, hit=None), PartyRole.ADOPTER)
    for firm in suppliers:
        _register(world, firm, None, PartyRole.SUPPLIER)
    return adopters


def _register(world: World, firm: Firm, task: Task | None, role: PartyRole) -> None:
    """What the tax service and the registers say of a company and of who represents it."""
    track = task.track if task else world.program.tracks[0].key
    bound = [one for one in conditions_of(world.program, track) if role in one.roles]
    lines = plan.industries(world.program, track)
    industry = f"{world.dice('industry', firm.made.brn).choice(lines)}47" if lines else ""
    of_company = plan.meeting(bound, industry)
    of_person = plan.meeting((one for one in bound if one.binds_persons), "")
    if task is not None and task.hit is not None:
        failing = plan.failing(task.hit.condition)
        by_person = task.hit.condition.binds_persons and not task.hit.cure and task.place % 2
        (of_person if by_person else of_company).update(failing)
    for representative, facts in (("", of_company), (firm.made.representative, of_person)):
        values = {kind: value for kind, value in facts.items() if value}
        if values:
            state_facts(
                subject=firm.ref,
                values=values,
                since_on=firm.made.opened_on,
                source=Source.RECORD,
                representative=representative,
                by=SYSTEM,
                at=world.now,
            )


def live(
    world: World, tasks: Sequence[Task], adopters: Sequence[Firm], suppliers: Sequence[Firm], reports: dict[UUID, UUID]
) -> list[Applying]:
    """Those who submit at the same minute press together; the late come last."""
    made = in_turn(world, tasks, adopters, suppliers, reports)
    late = [one for one in made if one.task.fate is Fate.LATE]
    world.forward_to(world.program.window("application").closes + timedelta(seconds=1))
    _press(world, late, code="late")
    rows = application_queries.received_counts(of=world.agency, program=world.program.key)
    joint = sum(one.partner is not None for one in made)
    world.counts["applications"] = {"started": len(made), "joint": joint, "received": sum(row.count for row in rows)}
    return made


def in_turn(
    world: World, tasks: Sequence[Task], adopters: Sequence[Firm], suppliers: Sequence[Firm], reports: dict[UUID, UUID]
) -> list[Applying]:
    """Everybody who is in time; who will be late is ready to press."""
    made: list[Applying] = []
    for submit_at, group in groupby(tasks, key=lambda task: task.submit_at):
        together = list(group)
        world.forward_to(submit_at - _WRITING)
        ready = [
            _made_ready(world, task, adopters[task.place], suppliers[task.supplier], reports, first=task.place == 0)
            for task in together
        ]
        world.forward_to(submit_at)
        _press(world, [one for one in ready if one.task.fate not in {Fate.LATE, Fate.DRAFT}])
        made += ready
        for one in ready:
            _follow(world, one)
        world.told("applications", len(made), len(tasks))
    return made


def _made_ready(
    world: World, task: Task, adopter: Firm, supplier: Firm, reports: dict[UUID, UUID], *, first: bool
) -> Applying:
    """Everything but the press of the button."""
    one = begin(world, task, adopter, supplier)
    if first:
        missteps.of_a_beginner(world, one)
    accept(world, invite(world, one))
    write_all(world, one)
    if task.consulted and adopter.company_id in reports:
        commands.attach_report(
            application_id=one.row.id,
            request_id=reports[adopter.company_id],
            language="ko",
            by=adopter.manager,
            at=world.now,
        )
    seal(world, one)
    if first:
        missteps.before_the_consents(world, one)
    acting.consent_for_all(one.row.id, one.actors, at=world.now)
    if first:
        missteps.before_the_press(world, one)
    return one


def begin(world: World, task: Task, adopter: Firm, supplier: Firm) -> Applying:
    """The adopter starts an application; nobody is invited yet."""
    row = commands.start_application(
        program_key=world.program.key,
        track=task.track,
        type=task.type,
        operator=task.operator,
        by=adopter.manager,
        at=world.now,
    )
    return Applying(task, row, adopter, supplier, world.partners.get(task.place))


def invite(world: World, one: Applying) -> list[tuple[Firm, UUID]]:
    """The lead asks the others in; each with the id of its place."""
    invited = []
    for firm, role in one.members[1:]:
        party = commands.invite_party(
            application_id=one.row.id,
            role=role,
            brn=firm.made.brn,
            email=firm.made.email,
            by=one.adopter.manager,
            at=world.now,
        )
        invited.append((firm, party.id))
    return invited


def accept(world: World, invited: Iterable[tuple[Firm, UUID]]) -> None:
    """They come in."""
    for firm, party_id in invited:
        commands.accept_party(party_id=party_id, by=firm.manager, at=world.now)


def write_all(world: World, one: Applying) -> None:
    """Each writes what is asked of it and hands its papers in."""
    for firm, role in one.members:
        _write(world, one, firm, role)
        _hand_in(world, one, firm, role)
        acting.name_people(world.program, one.row.id, role, by=firm.manager, at=world.now)


def seal(world: World, one: Applying) -> None:
    """The adopter has checked everything: all can consent."""
    commands.seal(application_id=one.row.id, by=one.adopter.manager, at=world.now)


def _write(world: World, one: Applying, firm: Firm, role: PartyRole) -> None:
    leads = firm is not one.partner
    dice = world.dice("answers", one.task.place, role if leads else "partner")
    money = _money_of(world, one, firm)
    answers = names.answers(dice, world.program, role, one.task.track, money=money, tale=_tale(world, one))
    acting.write_answers(world.program, one.row, role, answers, leads=leads, by=firm.manager, at=world.now)


def _tale(world: World, one: Applying) -> stories.Tale:
    return stories.tale(world.program.key, one.adopter.made.name, world.dice("story", one.task.place))


def _money_of(world: World, one: Applying, firm: Firm) -> dict[str, int]:
    """A company's part of the budget: a partner bears a quarter of each amount, the lead the rest."""
    money = _money(world, one.task)
    quarter = {name: won // 4 for name, won in money.items()}
    if one.partner is None:
        return money
    return quarter if firm is one.partner else {name: won - quarter[name] for name, won in money.items()}


def _money(world: World, task: Task) -> dict[str, int]:
    """A budget within the notice: as much support as it gives or less, and what that leaves to the company."""
    cap, _ = world.program.cap(task.track)
    limit, _ = world.program.share_limit(task.track)
    government = cap * world.dice("money", task.place).randint(60, 100) // 100
    private = -int(-government * (1 - limit) // limit)
    cash = -int(-private * world.program.money.least_cash.value // 1)
    assert share_of(government, government + private) <= limit  # rounded up above
    return {"government": government, "cash": cash, "in_kind": private - cash}


def _hand_in(world: World, one: Applying, firm: Firm, role: PartyRole) -> None:
    for paper in acting.uploads(world.program, role, leads=firm is not one.partner):
        content = names.small_pdf(f"{paper.slot} {one.row.number}", firm.made.brn, legal_day(world.now))
        document = acting.upload(content, name=f"{paper.slot}.pdf", by=firm.manager, at=world.now)
        commands.place_paper(
            application_id=one.row.id, slot=paper.slot, document_id=document.id, by=firm.manager, at=world.now
        )


def _press(world: World, ready: Sequence[Applying], *, code: str = "") -> None:
    """All at once, at the clock's now."""
    granted = [
        commands.grant_submit(
            application_id=one.row.id,
            session_key=SESSION,
            stepped_up_at=machine_now(),
            by=one.adopter.manager,
            at=world.now,
        )
        for one in ready
    ]
    if granted:
        world.press(granted, code=code)


def _follow(world: World, one: Applying) -> None:
    """What its people do after the press, in the same minutes."""
    if one.task.fate is Fate.RESUBMITTED:
        _change(world, one)
        _press(world, [one])
    elif one.task.fate in {Fate.WITHDRAWN, Fate.WITHDRAWN_AND_BACK}:
        granted = commands.grant_withdraw(
            application_id=one.row.id,
            session_key=SESSION,
            stepped_up_at=machine_now(),
            by=one.adopter.manager,
            at=world.now,
        )
        world.press([granted], act=WITHDRAW)
        if one.task.fate is Fate.WITHDRAWN_AND_BACK:
            _press(world, [one])


def _change(world: World, one: Applying) -> None:
    """The supplier mends its pages; what was checked is checked and consented to anew."""
    page = world.program.sections_of(PartyRole.SUPPLIER, one.task.track)[0]
    asked = page.questions[0]
    said = _tale(world, one).answers.get(asked.key) or names.answer(world.dice("mended", one.task.place), asked, {})
    answers = {asked.key: f"{said} (고침)"}
    acting.write_answers(
        world.program, one.row, PartyRole.SUPPLIER, answers, base=1, by=one.supplier.manager, at=world.now
    )
    commands.seal(application_id=one.row.id, by=one.supplier.manager, at=world.now)
    acting.consent_for_all(one.row.id, one.actors, at=world.now)
