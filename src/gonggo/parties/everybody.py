"""Everybody of a house in every role: for a demo, which shows who can do what; no page of a real house asks for it."""

from dataclasses import dataclass

from gonggo.kernel.actor import Actor, Role
from gonggo.parties.models import Membership


@dataclass(frozen=True, slots=True)
class Acting:
    """A person as who they act. ``place`` is the office; empty for a company, whose name is a fact (room facts)."""

    actor: Actor
    name: str
    place: str


def everybody_acting() -> list[Acting]:
    """Every person in every role that they hold now, oldest first, in the same order in every life. One statement."""
    rows = Membership.objects.filter(until_at=None).select_related("person", "company", "agency")
    return [
        Acting(
            Actor(row.person_id, Role(row.role), row.organisation),
            row.person.name,
            row.agency.name if row.agency else "",
        )
        for row in rows.order_by("since_at", "person__email")
    ]
