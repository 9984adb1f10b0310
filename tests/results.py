"""Published lists as tests need them: three applications, of which one place is taken, one waits, one fell short."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agreeing import submitted
from evaluations import MEETING, PLANNED, Assessment, an_application, an_assessment, decided, skip_written
from gonggo.applications.models import Application
from gonggo.evaluation.definition import Stage
from gonggo.kernel.actor import Role
from gonggo.selection import commands
from gonggo.selection.models import Round
from kept import kept
from personas import Persona, an_officer, an_owner
from selections import with_one_place

DRAWN = MEETING + timedelta(days=1)
INSTANT = datetime(2024, 7, 5, 0, 0, tzinfo=UTC)  # a Friday; ten days later is Monday 15 July


@dataclass
class Results:
    """``first`` has 90 points and the one place, ``second`` 70 and waits in reserve, ``third`` fell at the visit."""

    on: Assessment
    second_officer: Persona
    companies: list[Persona]
    applications: list[Application]

    @property
    def officer(self) -> Persona:
        return self.on.officer


@kept
def evaluated() -> Results:
    on = an_assessment(with_one_place())
    companies = [an_owner(at=PLANNED, company_name=name) for name in ("하나정밀", "둘째정밀", "셋째정밀")]
    ones = [an_application(on, one, number=f"T-{place}") for place, one in enumerate(companies, 1)]
    for one, points in zip(ones, (70, 80, 50), strict=True):
        decided(on, Stage.SITE, one, points, points)
    skip_written(on)
    for one, points in zip(ones, (90, 70), strict=False):
        decided(on, Stage.INTERVIEW, one, *[points] * 5)
    for one in ones:
        submitted(one)
    second = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="두번째")
    return Results(on, second, companies, ones)


@kept
def published(made: Results) -> Round:
    """Drawn up and confirmed first by the officer, then by another person; published at its instant."""
    told = {"by": made.officer.actor, "at": DRAWN}
    drawn = commands.draw_up(program=made.on.program.key, **told)
    commands.support(round_id=drawn.id, digest=drawn.digest, **told)
    commands.confirm(round_id=drawn.id, digest=drawn.digest, by=made.second_officer.actor, at=DRAWN)
    commands.announce(round_id=drawn.id, publish_at=INSTANT, **told)
    assert commands.publish_due(now=INSTANT) == 1
    return Round.objects.get(id=drawn.id)
