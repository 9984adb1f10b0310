"""What people get wrong, and are refused: each refusal is met once, and nothing has changed after it."""

from typing import TYPE_CHECKING, Any

from gonggo.applications import commands
from gonggo.facts.commands import register_company
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import machine_now
from gonggo.parties.models import Claim
from gonggo.programs.definition import PartyRole
from gonggo.wiring.simulate import claims
from gonggo.wiring.simulate.world import SESSION, World

if TYPE_CHECKING:
    from gonggo.wiring.simulate.applicants import Applying


def of_a_stranger(world: World) -> Claim:
    """A company applies too early; a stranger registers under a wrong number, then under one that is taken.

    It is theirs, and they contest it with its certificate.
    """
    taken = world.firm(supplies=False)
    stranger = Actor(world.person("나경솔", "stranger@sim.example.kr"), Role.MEMBER)
    told: dict[str, Any] = {
        "name": "먼나라",
        "representative": "나경솔",
        "address": "서울특별시 중구 세종대로 1",
        "at": world.now,
    }
    wrong = f"{taken.made.brn[:9]}{(int(taken.made.brn[9]) + 1) % 10}"
    world.is_refused("brn_invalid", lambda: register_company(brn=wrong, by=stranger, **told))
    world.is_refused("company_taken", lambda: register_company(brn=taken.made.brn, by=stranger, **told))
    world.is_refused("application_window_closed", lambda: _start(world, taken.manager))
    return claims.contest(world, taken, stranger)


def of_a_beginner(world: World, one: "Applying") -> None:
    """Who has just begun an application begins again, checks too soon, and asks companies that cannot come."""
    by, at = one.adopter.manager, world.now
    world.is_refused("already_started", lambda: _start(world, by))
    world.is_refused("incomplete", lambda: commands.seal(application_id=one.row.id, by=by, at=at))
    world.is_refused("nothing_sealed", lambda: _grant(world, one, stepped_up=True))
    told: dict[str, Any] = {"application_id": one.row.id, "email": "x@sim.example.kr", "by": by, "at": at}
    world.is_refused("party_role_unknown", lambda: commands.invite_party(role="guest", brn="1", **told))
    supplier = PartyRole.SUPPLIER
    world.is_refused("brn_invalid", lambda: commands.invite_party(role=supplier, brn="1", **told))
    world.is_refused("party_twice", lambda: commands.invite_party(role=supplier, brn=one.adopter.made.brn, **told))


def before_the_consents(world: World, one: "Applying") -> None:
    """Somebody wants to press before everybody has consented."""
    world.is_refused("consents_missing", lambda: _grant(world, one, stepped_up=True))


def before_the_press(world: World, one: "Applying") -> None:
    """Somebody wants to press without proving anew who they are."""
    world.is_refused("step_up_missing", lambda: _grant(world, one, stepped_up=False))


def _start(world: World, by: Actor) -> object:
    program = world.program
    track, type_ = next(
        (track.key, kind.key)
        for track in program.tracks
        for kind in program.types
        if program.combination(track.key, kind.key).is_open
    )
    operator = program.operators[0].key
    return commands.start_application(
        program_key=program.key, track=track, type=type_, operator=operator, by=by, at=world.now
    )


def _grant(world: World, one: "Applying", *, stepped_up: bool) -> str:
    return commands.grant_submit(
        application_id=one.row.id,
        session_key=SESSION,
        stepped_up_at=machine_now() if stepped_up else None,
        by=one.adopter.manager,
        at=world.now,
    )
