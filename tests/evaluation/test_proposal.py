"""The proposal: every constraint checked by itself, and what it reaches compared with a plain search."""

import itertools
import uuid
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations import MEETING, PLANNED, a_panel, an_application, an_evaluator, form, take
from gonggo.evaluation import commands, queries
from gonggo.evaluation.definition import Part, Stage
from gonggo.evaluation.models import Assessed
from gonggo.evaluation.proposal import Placed, Room, solve
from gonggo.journal.models import Entry
from gonggo.kernel.refusal import Refused
from personas import an_owner

APPLICATIONS = [uuid.UUID(int=n) for n in range(1, 6)]
PANELS = [uuid.UUID(int=n) for n in range(101, 104)]


@st.composite
def tasks(draw):
    applications = APPLICATIONS[: draw(st.integers(0, 5))]
    rooms = [
        Room(panel, draw(st.integers(0, 2)), draw(st.integers(2, 4))) for panel in PANELS[: draw(st.integers(1, 3))]
    ]
    pairs = itertools.product(applications, [room.panel_id for room in rooms])
    costs = {pair: draw(st.integers(0, 2)) for pair in pairs if draw(st.booleans())}
    return applications, rooms, costs


def _aims(chosen: dict, rooms: list[Room], costs: dict) -> tuple[int, int, int]:
    """Left out, the fullest panel, who steps out: less is better, in this order."""
    loads = Counter(panel for panel in chosen.values() if panel)
    fullest = max(room.has + loads[room.panel_id] for room in rooms)
    left = sum(panel is None for panel in chosen.values())
    return left, fullest, sum(costs[pair] for pair in chosen.items() if pair[1])


def _allowed(chosen: dict, rooms: list[Room], costs: dict) -> bool:
    loads = Counter(panel for panel in chosen.values() if panel)
    return all(pair in costs for pair in chosen.items() if pair[1]) and all(
        loads[room.panel_id] + room.has <= room.most for room in rooms
    )


@settings(max_examples=60)
@given(tasks())
def test_a_proposal_keeps_every_constraint_and_no_other_is_better(task):
    applications, rooms, costs = task

    proposal = solve(applications, rooms, costs)

    chosen = {one.application_id: one.panel_id for one in proposal.placed} | dict.fromkeys(proposal.left)
    assert sorted(chosen) == applications
    assert len(proposal.placed) + len(proposal.left) == len(applications)
    assert _allowed(chosen, rooms, costs)
    every = itertools.product([None, *(room.panel_id for room in rooms)], repeat=len(applications))
    others = [dict(zip(applications, panels, strict=True)) for panels in every]
    best = min(_aims(other, rooms, costs) for other in others if _allowed(other, rooms, costs))
    assert _aims(chosen, rooms, costs) == best


def test_hundreds_of_applications_are_spread_evenly_over_dozens_of_panels():
    applications = [uuid.UUID(int=n) for n in range(1, 301)]
    rooms = [Room(uuid.UUID(int=1000 + n), 0, 20) for n in range(40)]
    costs = {
        (application, room.panel_id): (row + column) % 2
        for row, application in enumerate(applications)
        for column, room in enumerate(rooms)
        if (row * 7 + column) % 5
    }

    proposal = solve(applications, rooms, costs)

    loads = Counter(one.panel_id for one in proposal.placed)
    assert (len(proposal.placed), max(loads.values())) == (300, 8)
    assert all((one.application_id, one.panel_id) in costs for one in proposal.placed)


pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.mark.clause("7-site")
def test_a_proposal_for_visits_respects_direct_conflicts_and_loads_and_is_put_as_a_whole(on):
    company = an_owner(at=PLANNED)
    first, _ = a_panel(on, Stage.SITE, pledged=False)
    second = form(on, Stage.SITE, name="2반")
    take(on, second, an_evaluator(on, operator=on.visits, employer_brn=company.company.brn), Part.FIRST)
    take(on, second, an_evaluator(on, operator=on.visits), Part.SECOND)
    own = [an_application(on, company), an_application(on, company)]
    others = [an_application(on), an_application(on)]
    not_crossable = an_application(on, operator=on.visits)

    proposal = commands.propose(program_key=on.program.key, stage=Stage.SITE, most=2, by=on.officer.actor, at=PLANNED)

    assert {one.panel_id for one in proposal.placed if one.application_id in {a.id for a in own}} == {first.id}
    assert {one.panel_id for one in proposal.placed if one.application_id in {a.id for a in others}} == {second.id}
    assert proposal.left == (not_crossable.id,)
    assert Assessed.objects.count() == 0
    commands.accept_proposal(placed=proposal.placed, by=on.officer.actor, at=PLANNED)
    assert queries.due(on.program.key, Stage.SITE, of=on.officer.actor) == [not_crossable]


def test_a_proposal_that_breaks_a_rule_is_not_accepted_at_all(on):
    company = an_owner(at=PLANNED)
    panel = form(on, Stage.SITE)
    take(on, panel, an_evaluator(on, operator=on.visits, employer_brn=company.company.brn), Part.FIRST)
    placed = [Placed(an_application(on).id, panel.id), Placed(an_application(on, company).id, panel.id)]
    before = Entry.objects.count()

    with pytest.raises(Refused, match="evaluator_in_conflict"):
        commands.accept_proposal(placed=placed, by=on.officer.actor, at=PLANNED)

    assert (Assessed.objects.count(), Entry.objects.count()) == (0, before)


@pytest.mark.parametrize(("most", "code"), [(0, "load_too_small"), (1, "no_panel_forms")])
def test_a_proposal_needs_a_load_and_a_panel(on, most, code):
    with pytest.raises(Refused) as refused:
        commands.propose(program_key=on.program.key, stage=Stage.SITE, most=most, by=on.officer.actor, at=PLANNED)

    assert refused.value.code == code


def test_panels_that_form_too_close_to_their_visit_get_nothing_proposed(on):
    a_panel(on, Stage.SITE, pledged=False)
    an_application(on)

    with pytest.raises(Refused, match="no_panel_forms"):
        commands.propose(program_key=on.program.key, stage=Stage.SITE, most=9, by=on.officer.actor, at=MEETING)
