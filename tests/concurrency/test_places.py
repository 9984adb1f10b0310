"""Many officers at once: a list is confirmed once, and no more are in than there are places."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from at_once import at_once
from evaluations import MEETING, PLANNED, Assessment, an_application, an_assessment, decided, skip_written
from gonggo.evaluation.definition import Stage
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import Refused
from gonggo.programs.checking import checked
from gonggo.programs.commands import publish
from gonggo.selection import commands, queries
from gonggo.selection.definition import Outcome
from gonggo.selection.models import Round
from personas import Persona, an_officer, an_owner
from program_folders import a_copy, spoil
from world import PUBLISHED

MANY = 50
DRAWN = MEETING + timedelta(days=1)
INSTANT = datetime(2024, 7, 5, 0, 0, tzinfo=UTC)


@pytest.fixture
def companies(committing: None) -> list[Persona]:
    return [an_owner(at=PLANNED) for _ in range(4)]


@pytest.fixture
def on(companies: list[Persona], tmp_path) -> Assessment:
    """The program with a single place for its first track and type, and four companies that passed everything."""
    folder = a_copy(tmp_path)
    for old, new in (("places = 90", "places = 1"), ("places = 165", "places = 76"), ("places = 150", "places = 61")):
        spoil(folder, "support.toml", old, new)
    (folder / "cases" / "support.toml").unlink()
    assessment = an_assessment(publish(checked(folder), by=SYSTEM, at=PUBLISHED))
    applications = [an_application(assessment, one, number=f"T-{place}") for place, one in enumerate(companies)]
    for one in applications:
        decided(assessment, Stage.SITE, one, 70, 70)
    skip_written(assessment)
    for place, one in enumerate(applications):
        decided(assessment, Stage.INTERVIEW, one, *[90 - place] * 5)
    return assessment


def officers(count: int = MANY) -> list[Persona]:
    return [an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency", name=f"담당{one}") for one in range(count)]


def code_of(work) -> str:
    """What came of it: the refusal's code, or nothing."""
    try:
        work()
    except Refused as no:
        return no.code
    finally:
        connections.close_all()
    return ""


def published(on: Assessment, second: Persona) -> Round:
    found = commands.draw_up(program=on.program.key, by=on.officer.actor, at=DRAWN)
    commands.support(round_id=found.id, digest=found.digest, by=on.officer.actor, at=DRAWN)
    commands.confirm(round_id=found.id, digest=found.digest, by=second.actor, at=DRAWN)
    commands.announce(round_id=found.id, publish_at=INSTANT, by=second.actor, at=DRAWN)
    assert commands.publish_due(now=INSTANT) == 1
    return found


@pytest.mark.clause("1-scale")
def test_fifty_who_confirm_at_once_confirm_one_list_once_and_within_its_places(on):
    found = commands.draw_up(program=on.program.key, by=on.officer.actor, at=DRAWN)
    commands.support(round_id=found.id, digest=found.digest, by=on.officer.actor, at=DRAWN)

    def confirm(who: Persona):
        return lambda: commands.confirm(round_id=found.id, digest=found.digest, by=who.actor, at=DRAWN)

    codes = at_once(*((lambda who=who: code_of(confirm(who))) for who in officers()))

    assert sorted(codes) == ["", *["wrong_state"] * (MANY - 1)]
    assert [place.outcome for place in found.places.order_by("rank")] == [Outcome.SELECTED, *[Outcome.RESERVE] * 3]


@pytest.mark.clause("1-scale")
def test_fifty_who_fill_one_free_place_at_once_fill_it_once(on, companies):
    who = officers()
    found = published(on, who[0])
    first = found.places.get(rank=1)
    commands.give_up(application_id=first.application_id, reason="폐업", by=companies[0].actor, at=INSTANT)
    cell = (first.track, first.type)

    def promote(one: Persona):
        return lambda: commands.promote(round_id=found.id, cell=cell, by=one.actor, at=INSTANT)

    codes = at_once(*((lambda one=one: code_of(promote(one))) for one in who))

    assert sorted(codes) == ["", *["no_free_place"] * (MANY - 1)]
    assert [(row.number, row.rank) for row in queries.selected(on.program.key)] == [("T-1", 2)]
