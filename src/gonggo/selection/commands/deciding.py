"""What is decided, with a reason, before the list is drawn up: the seed of the draw, ties, unused places."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import Refused, written
from gonggo.programs.queries import program as program_in_force
from gonggo.programs.queries import program_ref
from gonggo.selection import inputs
from gonggo.selection.commands.moving import as_selector, note_of, set_aside
from gonggo.selection.definition import Cell
from gonggo.selection.models import PlacesMoved, Seed, TieDecision

LONGEST_SEED = 200


@transaction.atomic
def publish_seed(*, program: str, text: str, by: Actor, at: datetime) -> Seed:
    """The text that a draw would be made from is put on record, before anybody can know whom it would serve.

    Refuses with: seed_missing, seed_published, seed_too_late. Raises OutOfReach.
    """
    person_id = as_selector(by)
    said = written(text, "seed_missing", most=LONGEST_SEED, field="text")
    if inputs.has_last_results(program_in_force(program)):
        raise Refused("seed_too_late")
    seed, is_new = Seed.objects.get_or_create(
        program=program, defaults={"text": said, "published_by": person_id, "published_at": at}
    )
    if not is_new:
        raise Refused("seed_published", text=seed.text)
    note_of("selection.seed_published", program_ref(program), program, by=by, at=at, text=said)
    return seed


@transaction.atomic
def decide_tie(*, program: str, numbers: Sequence[str], reason: str, by: Actor, at: datetime) -> TieDecision:
    """The committee puts all who tie in an order, the first being the highest.

    Refuses with: tie_unknown, selection_reason_missing, list_fixed. Raises OutOfReach.
    """
    person_id = as_selector(by)
    if tuple(sorted(numbers)) not in set(inputs.tied(program_in_force(program))):
        raise Refused("tie_unknown", field="numbers")
    set_aside(program, by=by, at=at)
    decision = TieDecision.objects.create(
        program=program,
        numbers={"version": 1, "numbers": list(numbers)},
        reason=written(reason, "selection_reason_missing"),
        decided_by=person_id,
        decided_at=at,
    )
    said = {"numbers": list(numbers), "reason": decision.reason}
    note_of("selection.tie_decided", program_ref(program), program, by=by, at=at, **said)
    return decision


@transaction.atomic
def move_places(
    *, program: str, source: Cell, target: Cell, places: int, reason: str, by: Actor, at: datetime
) -> PlacesMoved:
    """Places that nobody of their track and type can take are given to another.

    Refuses with: cell_unknown, places_not_unused, selection_reason_missing, list_fixed. Raises OutOfReach.
    """
    person_id = as_selector(by)
    notice = program_in_force(program)
    basis = inputs.basis_of(notice)
    if source not in basis.places or target not in basis.places or source == target:
        raise Refused("cell_unknown", field="target")
    unused = basis.places[source] - sum(one.cell == source and one.passed for one in basis.entries)
    if not 0 < places <= unused:
        raise Refused("places_not_unused", field="places", unused=max(unused, 0))
    set_aside(program, by=by, at=at)
    moved = PlacesMoved.objects.create(
        program=program,
        from_track=source[0],
        from_type=source[1],
        to_track=target[0],
        to_type=target[1],
        places=places,
        reason=written(reason, "selection_reason_missing"),
        decided_by=person_id,
        decided_at=at,
    )
    said = {"source": list(source), "target": list(target), "places": places, "reason": moved.reason}
    note_of("selection.places_moved", program_ref(program), program, by=by, at=at, **said)
    return moved
