"""What each role can do on the day at hand: the panel's people, and what waits for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings

from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.web.demo import guests, people
from gonggo.web.demo.day_views import at_hand
from gonggo.web.demo.guests import Guest
from gonggo.web.demo.looking import Look, looks
from gonggo.web.ui.waiting import Waiting, waiting_for_each

_LINES = 5
"""So much of what waits for one is named; the rest stands on their own page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A role on the day at hand: the busiest person, what waits for them, others of the role.

    Where nothing waits: why (``quiet``, empty where the day does not say), and what can be looked at.
    """

    guest: Guest
    lines: list[Waiting]
    quiet: Text | None
    looks: list[Look]
    others: list[Guest]


def parts(now: datetime, programs: Iterable[Program]) -> list[Part]:
    """The roles of the day at hand, in the order of its guests; none where no guests were written down."""
    known = {program.key: program for program in programs}
    groups = [list(group) for _, group in groupby(guests.read(settings.GONGGO_ENVIRONMENT.data), lambda one: one.does)]
    lines = waiting_for_each([group[0].actor for group in groups], at=now, programs=known)
    day = at_hand()
    quiet = day.quiet if day else {}
    return [
        Part(group[0], _first_of_each(mine)[:_LINES], quiet.get(group[0].part), looks(group[0].actor.role), group[1:])
        for group, mine in zip(groups, lines, strict=True)
    ]


def _first_of_each(lines: list[Waiting]) -> list[Waiting]:
    """The most urgent of each kind of work."""
    return list({line.what: line for line in reversed(lines)}.values())[::-1]


def people_of_the_script() -> list[people.DemoPerson]:
    """Those with a password of their own, on the day that has a script."""
    day = at_hand()
    return [] if day is not None and day.until else list(people.PEOPLE)
