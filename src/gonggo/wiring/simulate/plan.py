"""Who applies with whom for what, when, and what befalls them: decided before anybody acts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from gonggo.applications.screening import CONSORTIUM
from gonggo.eligibility.definition import Condition, conditions_of, cures
from gonggo.facts.definition import FactKind
from gonggo.programs.definition import PartyRole, ProbeOperator, Program, Settling
from gonggo.programs.rules import check_combination


class Fate(StrEnum):
    """How an application comes to its end at the door."""

    RECEIVED = "received"
    RESUBMITTED = "resubmitted"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_AND_BACK = "withdrawn_and_back"
    DRAFT = "draft"


_SHARES = ((Fate.LATE, 0.03), (Fate.WITHDRAWN, 0.02), (Fate.WITHDRAWN_AND_BACK, 0.02), (Fate.RESUBMITTED, 0.06))
_LAST_HOUR = 0.25  # of all submissions
_EVERY_NTH_HIT = 5  # so that two hundred meet every ground with every cure
_EVERY_NTH_JOINT = 20
"""One in so many is written by two adopters, and one of the first four."""
_OF_THE_HOUSE = frozenset({CONSORTIUM, FactKind.POOL_REGISTRATION})
"""Facts that the house knows of itself: nobody states them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A condition that the lead adopter does not meet, and the fact that will cure or lift it in time (empty: none)."""

    condition: Condition
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One application of the life. ``place`` is its number in the plan, ``supplier`` one in the row of suppliers."""

    place: int
    track: str
    type: str
    operator: str
    supplier: int
    submit_at: datetime
    fate: Fate
    consulted: bool
    hit: Hit | None
    is_joint: bool = False

    @property
    def is_received(self) -> bool:
        """Whether it stands as received when the window has closed."""
        return self.fate in {Fate.RECEIVED, Fate.RESUBMITTED, Fate.WITHDRAWN_AND_BACK}


def tasks(
    program: Program, count: int, suppliers: int, dice: Random, prefers: tuple[str, str] | None = None
) -> list[Task]:
    """All of them, in the order in which they are submitted; ``prefers`` as ``World`` has it."""
    window = program.window("application")
    fates, instants = _fates(count, dice), sorted(_instant(window.opens, window.closes, dice) for _ in range(count))
    choices = _open_choices(program, prefers)
    hits = {track: list(_hits(program, track)) for track in {track for track, _ in choices}}
    known = Counter(_pair(one) for of_track in hits.values() for one in of_track)
    met: Counter[tuple[str, str]] = Counter()
    plain: Counter[str] = Counter()
    made = []
    for place, (fate, at) in enumerate(zip(fates, instants, strict=True)):
        track, type_ = choices[place % len(choices)] if dice.random() < 0.2 else choices[0]
        stays = fate in {Fate.RECEIVED, Fate.RESUBMITTED}
        plain[track] += stays
        hit = None
        if stays and plain[track] % _EVERY_NTH_HIT == 1:
            hit = min(hits[track], key=lambda one: (met[_pair(one)], known[_pair(one)]))  # its track's own first
            met[_pair(hit)] += 1
        made.append(
            Task(
                place=place,
                track=track,
                type=type_,
                operator=program.operators[place % len(program.operators)].key,
                supplier=dice.randrange(suppliers),
                submit_at=at,
                fate=fate,
                consulted=place % 7 == 2,  # one in seven, and one of the first three
                hit=hit,
                is_joint=place % _EVERY_NTH_JOINT == 3,
            )
        )
    return made


def _pair(hit: Hit) -> tuple[str, str]:
    return hit.condition.key, hit.cure


def _fates(count: int, dice: Random) -> list[Fate]:
    """The rare ones each at least once where there is room, in an order of the dice."""
    rare = [fate for fate, share in _SHARES for _ in range(max(count >= 2 * len(_SHARES), int(count * share)))]
    drafts = [Fate.DRAFT] * int(count * 0.03)
    fates = (rare + drafts)[:count]
    fates += [Fate.RECEIVED] * (count - len(fates))
    dice.shuffle(fates)
    return fates


def _instant(opens: datetime, closes: datetime, dice: Random) -> datetime:
    """A full minute of a working hour, from the second week on; many come in the last hour."""
    if dice.random() < _LAST_HOUR:
        return closes - timedelta(minutes=dice.randint(1, 60))
    days = (closes - opens).days
    return opens + timedelta(days=dice.randint(min(12, days - 2), days - 2), hours=dice.randint(9, 17))


def _open_choices(program: Program, prefers: tuple[str, str] | None) -> list[tuple[str, str]]:
    """Track and type of every combination that may be applied for; what most prefer first, then by places."""
    pairs = [(track.key, kind.key) for track in program.tracks for kind in program.types]
    open_ones = [pair for pair in pairs if program.combination(*pair).is_open]
    return sorted(open_ones, key=lambda pair: (pair != prefers, -(check_combination(program, *pair).places or 0)))


def _hits(program: Program, track: str) -> Iterator[Hit]:
    """Every ground that binds the adopter: left as it is, and with each thing that would take it away."""
    bound = [one for one in conditions_of(program, track) if PartyRole.ADOPTER in one.roles and _can_fail(one)]
    yield from (Hit(one) for one in bound)
    yield from (Hit(one, fact) for one in bound for fact in cures(program, one))


def _can_fail(condition: Condition) -> bool:
    return condition.settled_by is Settling.OFFICER or bool(failing(condition))


def failing(condition: Condition) -> dict[str, str]:
    """A fact with the value by which a company does not meet the condition; empty where only an officer can say so."""
    if condition.settled_by is Settling.OFFICER:
        return {}
    probes = [one for one in condition.probes if one.not_met and one.fact not in _OF_THE_HOUSE]
    return {one.fact: one.not_met[0] for one in probes[:1]}


def meeting(conditions: Iterable[Condition], industry: str) -> dict[str, str]:
    """What registers would say of a company that meets every condition; what only an officer finds is not in it."""
    found: dict[str, str] = {}
    for one in conditions:
        for probe in one.probes:
            if probe.operator is not ProbeOperator.IS:
                found[probe.fact] = industry
            elif probe.met and one.settled_by is Settling.FACTS and probe.fact not in _OF_THE_HOUSE:
                found[probe.fact] = probe.met[0]
    return found


def industries(program: Program, track: str) -> Sequence[str]:
    """The beginnings of lines of business that meet the program; empty where it asks for none."""
    probes = [probe for one in conditions_of(program, track) for probe in one.probes]
    return next((probe.met for probe in probes if probe.operator is ProbeOperator.EVERY), ())
