"""The published rule: which outages were there, and what deadline they give. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gonggo.kernel.clock import SEOUL
from gonggo.kernel.holidays import BusinessDays
from gonggo.outages.definition import OutageRules, Rule

_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One look of the prober at one target."""

    at: datetime
    target: str
    ok: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Outage:
    """[began_at, recovered_at): the first look that did not reach, the first that did again; None while it lasts."""

    began_at: datetime
    recovered_at: datetime | None

    @property
    def lasted(self) -> timedelta | None:
        return None if self.recovered_at is None else self.recovered_at - self.began_at


@dataclass(frozen=True, slots=True)
class Given:
    """What the rule gives: the new deadline, by which part, from which outage, and before office hours were asked."""

    closes_at: datetime
    rule: Rule
    outage: Outage
    before_hours: datetime

    @property
    def is_put_off(self) -> bool:
        """Whether it went to the next working day."""
        return self.closes_at != self.before_hours


def outages_of(readings: Iterable[Reading], *, least: timedelta) -> list[Outage]:
    """When any target was out of reach, joined where they touch; shorter ones than ``least`` are not counted."""
    spans = []
    began: dict[str, datetime] = {}
    for reading in sorted(readings):
        if not reading.ok:
            began.setdefault(reading.target, reading.at)
        elif reading.target in began:
            spans.append(Outage(began.pop(reading.target), reading.at))
    spans += [Outage(at, None) for at in began.values()]
    joined: list[Outage] = []
    for span in sorted(spans, key=lambda one: one.began_at):
        last = joined[-1] if joined else None
        if last is None or (last.recovered_at is not None and last.recovered_at < span.began_at):
            joined.append(span)
        elif last.recovered_at is not None and (span.recovered_at is None or span.recovered_at > last.recovered_at):
            joined[-1] = Outage(last.began_at, span.recovered_at)
    return [one for one in joined if one.lasted is None or one.lasted >= least]


def concerns(outage: Outage, closes_at: datetime, rules: OutageRules) -> Rule | None:
    """Whether an outage that is over moves this deadline: it fell inside, or recovery came less than so long before."""
    recovered_at = outage.recovered_at
    if recovered_at is None:
        return None
    if outage.began_at < closes_at < recovered_at:
        return Rule.INSIDE
    return Rule.NEAR if closes_at - rules.near < recovered_at <= closes_at else None


def lasts(outages: Sequence[Outage], closes_at: datetime) -> bool:
    """Whether an outage that began before the deadline is not over: the rule cannot say anything yet."""
    return any(one.recovered_at is None and one.began_at < closes_at for one in outages)


def extension(
    closes_at: datetime, outages: Iterable[Outage], *, announced_at: datetime, rules: OutageRules, days: BusinessDays
) -> Given | None:
    """The deadline that the rule gives in the place of ``closes_at`` (the first instant outside); None if it stands.

    ``announced_at`` is when recovery was announced, not before it. Of several outages the one that gives the latest
    decides: one deadline for all. Raises BeyondCalendar.
    """
    found = [one for outage in outages for one in _given(outage, closes_at, announced_at, rules)]
    if not found:
        return None
    latest = max(found, key=lambda one: one.closes_at)
    within = in_office_hours(latest.closes_at, closes_at, rules, days)
    return Given(within, latest.rule, latest.outage, latest.closes_at)


def _given(outage: Outage, closes_at: datetime, announced_at: datetime, rules: OutageRules) -> list[Given]:
    rule, recovered_at = concerns(outage, closes_at, rules), outage.recovered_at
    if rule is None or recovered_at is None:
        return []
    told = max(announced_at, recovered_at)
    base = told + rules.inside if rule is Rule.INSIDE else closes_at + rules.near
    found = [Given(base, rule, outage, base)]
    if recovered_at - outage.began_at > rules.long_from:
        found.append(Given(recovered_at + rules.long, Rule.LONG, outage, recovered_at + rules.long))
    return found


def in_office_hours(instant: datetime, closes_at: datetime, rules: OutageRules, days: BusinessDays) -> datetime:
    """``instant`` if it lies in office hours of a working day (their end included: it is the first instant outside);
    else the next working day at the hour of ``closes_at``, never earlier than ``instant``. Raises BeyondCalendar.
    """
    there = instant.astimezone(SEOUL)
    midnight = there.replace(hour=0, minute=0, second=0, microsecond=0)
    since = there - midnight
    opens, closes = timedelta(hours=rules.office_opens), timedelta(hours=rules.office_closes)
    is_working = days.holds(there.date())
    if is_working and opens <= since <= closes:
        return instant
    last_day = (closes_at.astimezone(SEOUL) - _INSTANT).replace(hour=0, minute=0, second=0, microsecond=0)
    hour = closes_at.astimezone(SEOUL) - last_day
    day = midnight + _DAY if is_working and since > closes else midnight
    while not days.holds(day.date()) or day + hour < there:
        day += _DAY
    return day + hour
