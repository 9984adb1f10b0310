"""The rules of scoring: exact means, the mark, findings, sectors, and who is in conflict with what. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from gonggo.evaluation.definition import Finding, Ground, Rules, Sector, StageRules


def exact_mean(totals: Sequence[int], *, drop_from: int) -> Fraction:
    """The arithmetic mean; from ``drop_from`` sheets on without one highest and one lowest. Never rounded."""
    counted = sorted(totals)[1:-1] if len(totals) >= drop_from else list(totals)
    return Fraction(sum(counted), len(counted))


def item_means(sheets: Sequence[Mapping[str, int]], *, drop_from: int) -> dict[str, Fraction]:
    """item → its mean over the sheets that the mean of the totals counts: they come to that mean, exactly.

    Of several sheets with the highest or the lowest total the last and the first in their order are left out.
    """
    counted = sorted(sheets, key=lambda points: sum(points.values()))[1:-1] if len(sheets) >= drop_from else sheets
    return {key: Fraction(sum(points[key] for points in counted), len(counted)) for key in counted[0]}


def reaches(mean: Fraction, mark: int) -> bool:
    """The exact mean against the mark: 59.995 does not reach 60."""
    return mean >= mark


def found(findings: Sequence[Finding], speaker: Finding) -> Finding:
    """The majority of the sheets; the speaker's where they are even."""
    counts = Counter(findings)
    if counts[Finding.SOUND] == counts[Finding.UNSOUND]:
        return speaker
    return Finding.SOUND if counts[Finding.SOUND] > counts[Finding.UNSOUND] else Finding.UNSOUND


def lacking(sectors: Iterable[Sector], *, needed: frozenset[Sector], least: int) -> list[Sector]:
    """The sectors of which there are too few, in the order of their keys."""
    counts = Counter(sectors)
    return sorted(sector for sector in needed if counts[sector] < least)


@dataclass(frozen=True, slots=True)
class Spell:
    """A time that somebody belonged somewhere; ``until_on`` is the first day after it, None while it goes on."""

    where: UUID | str
    until_on: date | None

    def counts_on(self, on: date, *, years: int) -> bool:
        """Whether it goes on, or ended less than so many years before ``on``."""
        if self.until_on is None:
            return True
        day = 28 if (self.until_on.month, self.until_on.day) == (2, 29) else self.until_on.day
        return on < date(self.until_on.year + years, self.until_on.month, day)


@dataclass(frozen=True, slots=True)
class Scorer:
    """What is known of somebody who would score."""

    person_id: UUID
    companies: tuple[Spell, ...]
    employers: tuple[Spell, ...]
    """By registration number."""
    operators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of an application: its companies, and people who worked on it or consulted one of them."""

    companies: frozenset[UUID]
    brns: frozenset[str]
    operator: str
    consultants: frozenset[UUID]
    people: frozenset[UUID]


def grounds_between(scorer: Scorer, side: Side, *, rules: Rules, stage: StageRules, on: date) -> list[Ground]:
    """Every ground that the rule finds, in the order of their weight. Shares and family only the member knows."""
    own = [spell for spell in scorer.companies if spell.where in side.companies]
    employed = [spell for spell in scorer.employers if spell.where in side.brns]
    years = rules.employer_years
    says = {
        Ground.SAME_COMPANY: any(spell.until_on is None for spell in own + employed),
        Ground.EMPLOYER: any(spell.until_on and spell.counts_on(on, years=years) for spell in own + employed),
        Ground.CONSULTED: scorer.person_id in side.consultants,
        Ground.TOOK_PART: scorer.person_id in side.people,
        Ground.SAME_OPERATOR: side.operator in scorer.operators and (stage.by_committee or rules.crossed),
    }
    return [ground for ground, holds in says.items() if holds and ground in rules.grounds]
