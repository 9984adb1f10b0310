"""The list of results: drawn up, confirmed by two, announced for an instant, published by itself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gonggo.applications.queries import ref_of as application_ref
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.refusal import Refused, written
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_in_force
from gonggo.selection import inputs
from gonggo.selection.commands.moving import as_selector, held, note, note_of, set_aside, void_list
from gonggo.selection.definition import Outcome, rules_of
from gonggo.selection.inputs import Basis
from gonggo.selection.models import Place, Round
from gonggo.selection.rules import UndecidedTie
from gonggo.selection.states import MOVES, RoundState
from gonggo.selection.verify import Bundle, bundle_digest, bundle_of


@transaction.atomic
def draw_up(*, program: str, by: Actor, at: datetime) -> Round:
    """The list is made from what the evaluation decided; one that two have not confirmed is void from now on.

    Refuses with: evaluation_running, nothing_scored, tie_undecided, list_fixed. Raises OutOfReach.
    """
    person_id = as_selector(by)
    notice = program_in_force(program)
    basis = inputs.basis_of(notice)
    if basis.unfinished:
        raise Refused("evaluation_running", count=basis.unfinished)
    if not basis.entries:
        raise Refused("nothing_scored")
    bundle = _bundle(notice, basis)
    set_aside(program, by=by, at=at)
    drawn = Round.objects.create(
        program=program,
        program_version=notice.version,
        bundle=bundle,
        digest=bundle_digest(bundle),
        drawn_by=person_id,
        drawn_at=at,
    )
    Place.objects.bulk_create(_places(drawn, bundle, basis), batch_size=500)
    note("selection.drawn_up", drawn, by=by, at=at, basis=rules_of(notice).ranking_basis, digest=drawn.digest)
    return drawn


def _bundle(notice: Program, basis: Basis) -> Bundle:
    try:
        return bundle_of(
            notice.key,
            basis.entries,
            basis.places,
            ties=rules_of(notice).ties,
            decisions=basis.decisions,
            seed=basis.seed,
        )
    except UndecidedTie as tie:
        raise Refused("tie_undecided", numbers=", ".join(tie.numbers)) from tie


def _places(drawn: Round, bundle: Bundle, basis: Basis) -> list[Place]:
    ranked = [
        Place(
            round=drawn,
            application_id=basis.ids[row["number"]],
            **{key: row[key] for key in ("number", "track", "type", "rank", "outcome", "broken_by")},
        )
        for row in bundle["list"]
    ]
    ended = [
        Place(
            round=drawn,
            application_id=application_id,
            number=number,
            track=cell[0],
            type=cell[1],
            outcome=Outcome.NOT_SELECTED,
        )
        for application_id, number, cell in basis.eliminated
    ]
    return ranked + ended


@transaction.atomic
def support(*, round_id: UUID, digest: str, by: Actor, at: datetime) -> Round:
    """The first of two confirms the list that has this digest. Refuses with: wrong_state, list_changed."""
    found = held(round_id, by)
    _check_same(found, digest)
    found.state = MOVES.check("support", RoundState(found.state), by)
    found.first_by, found.first_at = as_selector(by), at
    found.save(update_fields=["state", "first_by", "first_at"])
    note("selection.supported", found, by=by, at=at, digest=digest)
    return found


@transaction.atomic
def confirm(*, round_id: UUID, digest: str, by: Actor, at: datetime) -> Round:
    """Another person confirms the same list; nothing that it rests on changes any more.

    Refuses with: wrong_state, list_changed, second_person_needed. Raises OutOfReach.
    """
    found = held(round_id, by)
    state = MOVES.check("confirm", RoundState(found.state), by)
    if found.first_by == by.person_id:
        raise Refused("second_person_needed", rules_of(program_in_force(found.program)).approvals_basis)
    _check_same(found, digest)
    found.state = state
    found.second_by, found.second_at = as_selector(by), at
    found.save(update_fields=["state", "second_by", "second_at"])
    note("selection.confirmed", found, by=by, at=at, digest=digest)
    return found


def _check_same(found: Round, digest: str) -> None:
    """What is confirmed is what was on the page, and is still what the evaluation gives."""
    notice = program_in_force(found.program)
    if digest != found.digest or bundle_digest(_bundle(notice, inputs.basis_of(notice))) != found.digest:
        raise Refused("list_changed")


@transaction.atomic
def announce(*, round_id: UUID, publish_at: datetime, by: Actor, at: datetime) -> Round:
    """The instant at which everybody learns the results; it can be put off until it has come.

    Refuses with: wrong_state, instant_past. Raises OutOfReach.
    """
    found = held(round_id, by)
    found.state = MOVES.check("announce", RoundState(found.state), by)
    if publish_at < at:
        raise Refused("instant_past", field="publish_at")
    found.publish_at = publish_at
    found.save(update_fields=["state", "publish_at"])
    note("selection.announced", found, by=by, at=at, publish_at=publish_at.isoformat())
    return found


@transaction.atomic
def void(*, round_id: UUID, reason: str, by: Actor, at: datetime) -> Round:
    """The list is set aside. Refuses with: wrong_state, selection_reason_missing. Raises OutOfReach."""
    found = held(round_id, by)
    void_list(found, reason=written(reason, "selection_reason_missing"), by=by, at=at)
    return found


def publish_due(*, now: datetime) -> int:
    """Lists whose instant has come are published; how many were."""
    due = Round.objects.filter(state=RoundState.ANNOUNCED, publish_at__lte=now).values_list("id", flat=True)
    return sum(publish(round_id=round_id, now=now) for round_id in due)


@transaction.atomic
def publish(*, round_id: UUID, now: datetime) -> bool:
    """From its instant on every company may read its result. False if another worker was first, or it was put off."""
    found = Round.objects.select_for_update().get(id=round_id)
    if found.state != RoundState.ANNOUNCED or found.publish_at is None or found.publish_at > now:
        return False
    found.state = MOVES.check("publish", RoundState(found.state), SYSTEM)
    found.save(update_fields=["state"])
    note("selection.published", found, by=SYSTEM, at=found.publish_at, digest=found.digest)
    for place in found.places.order_by("number"):
        note_of(
            "selection.result",
            application_ref(place.application_id),
            found.program,
            by=SYSTEM,
            at=found.publish_at,
            outcome=place.outcome,
            round=str(found.id),
        )
    return True
