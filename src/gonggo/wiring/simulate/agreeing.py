"""Agreements: costs reviewed, papers and consents gathered, companies judged once more, signed by all in their turn."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from gonggo.agreements import commands, queries
from gonggo.agreements.commands import Cut
from gonggo.agreements.definition import STAGE, Rules, rules_of
from gonggo.agreements.judged import judged
from gonggo.agreements.queries import Terms
from gonggo.applications.commands import find_verdicts
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.ref import Ref
from gonggo.programs.definition import Answer, PartyRole
from gonggo.selection.queries import selected
from gonggo.signing.commands import sign
from gonggo.signing.queries import signing_of
from gonggo.wiring import acting
from gonggo.wiring.simulate.applicants import Applying
from gonggo.wiring.simulate.names import small_pdf
from gonggo.wiring.simulate.stages import Stage
from gonggo.wiring.simulate.world import Firm, NotAsPlanned, Step, World

_CUT = 1_000_000
"""So much is cut from a line, in won."""
_AGREES, _DISPUTES = 2, 4
"""Which of five agreements have a line cut, by what their companies say to it."""
_OFFICES, _COMPANIES = slice(2), slice(2, None)
"""Who signs in which half of the program's order."""


def live(world: World, made: Sequence[Applying]) -> None:
    """Everybody who has a place, in the order of the list; one that is no longer eligible is refused."""
    plans = {one.row.id: one for one in made}
    places = selected(world.program.key)
    opened = queries.terms_of_applications([row.application_id for row in places], of=SYSTEM)
    for place, row in enumerate(places):
        terms = opened.get(row.application_id)
        if terms is None:
            raise NotAsPlanned(f"no agreement was opened for {row.number}")
        _live(world, plans[row.application_id], terms, place)
        world.told("agreement", place + 1, len(places))
    rows = queries.visible_to(SYSTEM).filter(program=world.program.key)
    world.counts["agreements"] = dict(sorted(Counter(rows.values_list("state", flat=True)).items()))


def begin(world: World, made: Sequence[Applying]) -> None:
    """Soon after the result: the first has laid its costs out, the second has handed its papers in."""
    plans, places = {one.row.id: one for one in made}, selected(world.program.key)
    opened = queries.terms_of_applications([row.application_id for row in places], of=SYSTEM)
    for place, (row, steps) in enumerate(zip(places, (1, 4), strict=False)):
        terms, one = opened[row.application_id], plans[row.application_id]
        for step in _steps(world, one, terms, place)[:steps]:
            step()
    world.settle()


def _live(world: World, one: Applying, terms: Terms, place: int) -> None:
    for step in world.steps_of(Stage.AGREEMENT, place, _steps(world, one, terms, place)):
        if step() is False:
            return


def _steps(world: World, one: Applying, terms: Terms, place: int) -> list[Step]:
    """What is done for one agreement; a step that answers False is the last."""
    rules, operator = rules_of(world.program, terms.track), _operator(world, terms)
    return [
        lambda: _lay_out(world, one, terms, rules),
        lambda: _review(world, terms, rules, place),
        lambda: _answer(world, one, terms, place),
        lambda: _consent_and_hand_in(world, one, terms, rules),
        lambda: _prepare(world, one, terms, rules, operator),
        lambda: _sign(world, one, terms, _OFFICES),
        lambda: _sign(world, one, terms, _COMPANIES),
    ]


def _lay_out(world: World, one: Applying, terms: Terms, rules: Rules) -> None:
    """Over two lines."""
    lead, (first, second) = one.adopter.manager, (line.key for line in rules.lines[:2])
    told: dict[str, Any] = {"agreement_id": terms.id, "at": world.now}
    world.once("budget_sum_differs", lambda: commands.lay_out(amounts={first: {}}, by=lead, **told))
    whole = {"government": terms.government, "cash": 0, "in_kind": terms.private_in_kind}
    amounts = {first: whole, second: {"cash": terms.private_cash}}
    world.once("lead_company_only", lambda: commands.lay_out(amounts=amounts, by=one.supplier.manager, **told))
    commands.lay_out(amounts=amounts, by=lead, **told)


def _review(world: World, terms: Terms, rules: Rules, place: int) -> None:
    """Of some a line is cut."""
    reviewer, first = world.officer("agency", Role.COST_REVIEWER), rules.lines[0].key
    told: dict[str, Any] = {"agreement_id": terms.id, "by": reviewer, "at": world.now}
    if place % 5 not in {_AGREES, _DISPUTES}:
        commands.pass_budget(**told)
        return
    above = Cut(first, terms.government + 1, 0, terms.private_in_kind, "더 듭니다.")
    world.once("above_application", lambda: commands.cut(cuts=[above], **told))
    less = Cut(first, terms.government - _CUT, 0, terms.private_in_kind, "시장 가격보다 높습니다.")
    commands.cut(cuts=[less], **told)


def _answer(world: World, one: Applying, terms: Terms, place: int) -> None:
    """Some companies agree with what was cut, some do not at once."""
    told: dict[str, Any] = {"agreement_id": terms.id, "by": one.adopter.manager, "at": world.now}
    if place % 5 == _AGREES:
        commands.accept_cuts(**told)
    elif place % 5 == _DISPUTES:
        world.once("cut_answer_missing", lambda: commands.dispute_cuts(says=" ", **told))
        commands.dispute_cuts(says="견적이 한 곳뿐입니다.", **told)
        ruled = told | {"by": world.officer("agency", Role.COST_REVIEWER)}
        commands.rule(cuts=[], reason="견적을 다시 보았습니다.", **ruled)


def _consent_and_hand_in(world: World, one: Applying, terms: Terms, rules: Rules) -> None:
    _consent(world, one, terms)
    for slot in rules.slots:
        _upload(world, one.adopter, terms, slot.key, by=one.adopter.manager)


def _consent(world: World, one: Applying, terms: Terms) -> None:
    """Each company gives the consents and pledges of its role; without them there is no agreement."""
    early: dict[str, Any] = {"agreement_id": terms.id, "by": world.agency, "at": world.now}
    world.once("agreement_consent_missing", lambda: commands.prepare_signing(**early))
    for firm, role in one.members:
        consent(world, terms, firm, role)


def consent(world: World, terms: Terms, firm: Firm, role: PartyRole) -> None:
    """A company gives the consents and pledges of its role: all of them at once."""
    told: dict[str, Any] = {
        "agreement_id": terms.id,
        "language": "ko",
        "stepped_up_at": machine_now(),
        "by": firm.manager,
        "at": world.now,
    }
    world.once("agreement_texts_missing", lambda: commands.consent(keys=[], **told))
    commands.consent(keys=[text.key for text in world.program.consents_of(role, STAGE)], **told)


def _prepare(world: World, one: Applying, terms: Terms, rules: Rules, operator: Actor) -> bool:
    """Papers are looked at and the companies judged: then it can be signed, or never."""
    _look(world, one, terms, rules, operator)
    if not _judge(world, one, terms):
        return False
    commands.prepare_signing(agreement_id=terms.id, by=world.agency, at=world.now)
    world.after(minutes=1)
    return True


def _look(world: World, one: Applying, terms: Terms, rules: Rules, operator: Actor) -> None:
    """The operator accepts every paper; the first of a life is sent back once."""
    for slot in rules.slots:
        told: dict[str, Any] = {"agreement_id": terms.id, "slot": slot.key, "by": operator, "at": world.now}
        if not world.counts.get("sent_back"):
            commands.send_back_paper(reason="글자가 보이지 않습니다.", **told)
            world.counts["sent_back"] = {"papers": 1}
            _upload(world, one.adopter, terms, slot.key, by=one.adopter.manager)
        commands.accept_paper(**told)


def _upload(world: World, firm: Firm, terms: Terms, slot: str, *, by: Actor) -> None:
    content = small_pdf(f"{slot} {terms.number}", firm.made.brn, legal_day(world.now))
    document = acting.upload(content, name=f"{slot}.pdf", by=by, at=world.now)
    commands.place_paper(agreement_id=terms.id, slot=slot, document_id=document.id, by=by, at=world.now)


def _judge(world: World, one: Applying, terms: Terms) -> bool:
    """Judged once more; what facts leave open the officer finds met, who lost it gets no agreement."""
    told: dict[str, Any] = {"agreement_id": terms.id, "by": world.agency, "at": world.now}
    world.once("not_judged", lambda: commands.prepare_signing(**told))
    commands.judge(**told)
    found = judged(terms)
    assert found is not None  # it has just been judged
    if found.unknown:
        world.once("eligibility_open", lambda: commands.prepare_signing(**told))
        answers = {row.id: Answer.MET for row in found.unknown}
        find_verdicts(
            application_id=one.row.id, answers=answers, reason="협약 전에 다시 확인함", by=world.agency, at=world.now
        )
    if found.failed:
        world.once("eligibility_lost", lambda: commands.prepare_signing(**told))
        commands.refuse(reason="자격을 잃었습니다.", **told)
        return False
    return True


def _operator(world: World, terms: Terms) -> Actor:
    return world.officer(terms.operator, Role.OPERATOR_LEAD)


def sign_all(world: World, one: Applying, terms: Terms) -> None:
    """All of them, one after the other."""
    _sign(world, one, terms, slice(None))


def _sign(world: World, one: Applying, terms: Terms, turns: slice) -> None:
    """Those whose turn it is in the program's order, each for its own organisation and once."""
    signing = signing_of(terms.ref)
    if signing is None:
        raise NotAsPlanned(f"nothing to sign for {terms.number}")
    by: dict[Ref, Actor] = {actor.organisation: actor for actor in _signers(world, one, terms) if actor.organisation}
    last = signing.signers[-1].party

    def signed(party: Ref, proved_at: datetime | None) -> None:
        sign(signing_id=signing.id, party=party, stepped_up_at=proved_at, by=by[party], at=world.now)

    world.once("signature_out_of_order", lambda: signed(last, machine_now()))
    for signer in signing.signers[turns]:
        world.once("step_up_missing", lambda: signed(signer.party, None))  # noqa: B023  # called at once
        signed(signer.party, machine_now())
    world.settle()


def _signers(world: World, one: Applying, terms: Terms) -> tuple[Actor, ...]:
    return world.agency, _operator(world, terms), *one.actors
