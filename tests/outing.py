"""What a prober saw: records of outages, for tests that need a deadline to be moved."""

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import uuid4

from gonggo.applications import sealed
from gonggo.intake.queries import Receipt
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import SEOUL
from gonggo.outages.commands import take_over
from gonggo.outages.record import Line
from world import Consortium

CLOSES = datetime(2024, 4, 30, 18, 0, tzinfo=SEOUL)
"""The deadline of the program that is shipped: a Tuesday."""


def in_may(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 5, day, hour, minute, tzinfo=SEOUL)


def in_april(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 4, day, hour, minute, tzinfo=SEOUL)


def seen(*spans: tuple[datetime, datetime | None], since: datetime | None = None) -> None:
    """A record in which the door was out of reach in ``spans`` (until the next look or for good) and answered else."""
    edges: list[tuple[datetime, bool]] = [(since or spans[0][0] - timedelta(hours=1), True)] if spans or since else []
    for began, recovered in spans:
        edges.append((began, False))
        if recovered is not None:
            edges.append((recovered, True))
    assert all(a < b for (a, _), (b, _) in pairwise(edges))
    record, lines, previous = uuid4(), [], ""
    for place, (at, ok) in enumerate(edges, 1):
        line = Line(record, place, at, "door", ok, 20, "" if ok else "ConnectionRefusedError", previous)
        previous = line.digest
        lines.append(line)
    take_over(record_id=record, lines=lines, by=SYSTEM, at=edges[-1][0])


def refused_late(case: Consortium, *, at: datetime) -> Receipt:
    """What the door would have answered to a submission that arrived at ``at``, after the deadline."""
    standing = sealed.open_revision(case.id)
    assert standing is not None
    return Receipt(
        id=uuid4(),
        subject=sealed.ref_of(case.id),
        number=f"{case.application.number}-1",
        sequence=1,
        event="refused",
        code="late",
        basis="4-window",
        stamp_at=at,
        closes_at=CLOSES,
        sealed_id=standing.id,
        sealed_digest=standing.digest,
        person_id=case.adopter.person.id,
        role=Role.COMPANY_MANAGER,
        company_id=case.adopter.company.id,
        previous="",
        link="",
    )
