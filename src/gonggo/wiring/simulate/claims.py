"""Whose company is it: the agency goes through what people registered, and through what somebody else contests."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.parties import commands
from gonggo.parties.models import Claim
from gonggo.wiring import acting
from gonggo.wiring.simulate import names
from gonggo.wiring.simulate.world import Firm, World

_GOOD = "증명원의 대표자가 맡긴 사람입니다."
_NOT_GOOD = "증명원의 대표자가 아니고 위임장도 없습니다."


def live(world: World, pool: Sequence[Firm], contested: Claim) -> None:
    """An hour after the last have registered: ``contested`` is found good, another contest is not, then all others."""
    former = of_a_former_employee(world, pool[-1])
    told: dict[str, Any] = {"by": world.agency, "at": world.after(hours=1)}
    commands.confirm_claim(claim_id=contested.id, reason=_GOOD, **told)
    commands.refuse_claim(claim_id=former.id, reason=_NOT_GOOD, **told)
    confirm(world, world.firms.values())
    world.counts["claims"] = {"confirmed": len(world.firms), "refused": 2}


def confirm(world: World, firms: Iterable[Firm]) -> None:
    """What these companies' people registered is right, where it still waits."""
    acting.confirm_claims([firm.company_id for firm in firms], by=world.agency, at=world.now)
    world.settle()


def of_a_former_employee(world: World, firm: Firm) -> Claim:
    """Somebody who is not of the company wants it."""
    return contest(world, firm, Actor(world.person("구세온", f"former.{firm.made.brn}@sim.example.kr"), Role.MEMBER))


def contest(world: World, firm: Firm, by: Actor) -> Claim:
    """Somebody sends the certificate of a company that another has registered: once, and not its own people."""
    content = names.small_pdf("certificate", firm.made.brn, legal_day(world.now))
    certificate = acting.upload(content, name="사업자등록증명.pdf", by=by, at=world.now)
    sent = partial(commands.contest_claim, brn=firm.made.brn, certificate_id=certificate.id, at=world.now)
    world.once("already_member", lambda: sent(by=firm.manager))
    claim: Claim = sent(by=by)
    world.once("claim_under_review", lambda: sent(by=by))
    return claim
