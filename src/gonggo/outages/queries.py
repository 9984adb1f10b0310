"""Everything that reads outages and proposed extensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag

from gonggo.kernel.actor import AGENCY_ROLES, Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.outages import rules
from gonggo.outages.definition import OutageRules, rules_of
from gonggo.outages.models import Proposal as Proposal  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.outages.models import Reading as Row
from gonggo.outages.rules import Given, Outage, Reading
from gonggo.outages.states import ProposalState
from gonggo.parties.queries import person_behind
from gonggo.programs.calendar import korean_business_days
from gonggo.programs.definition import Program
from gonggo.programs.extending import APPLICATION

LOOKS_BACK = timedelta(days=3)
"""How long before a deadline an outage that moves it may have begun; a longer one counts from there."""


@dataclass(frozen=True, slots=True)
class Last:
    """The prober's newest look at a target."""

    target: str
    at: datetime
    ok: bool
    ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the prober saw around a deadline: ``changes`` are the looks at which a target went away or came back."""

    closes_at: datetime
    rules: OutageRules
    changes: Sequence[Reading]
    outages: Sequence[Outage]

    @property
    def lasts(self) -> bool:
        return rules.lasts(self.outages, self.closes_at)

    def given(self, announced_at: datetime) -> Given | None:
        """The deadline that the rule gives if recovery was announced at this instant. Raises BeyondCalendar."""
        return rules.extension(
            self.closes_at,
            self.outages,
            announced_at=announced_at,
            rules=self.rules,
            days=korean_business_days(),
        )


def next_line(record: UUID) -> tuple[int, str]:
    """How many lines of a record stand here, and the digest of the last ("" for none). One statement."""
    last = Row.objects.filter(record=record).order_by("-n").values_list("n", "digest").first()
    return last or (0, "")


def changes(*, since: datetime, until: datetime) -> list[Reading]:
    """The looks in [since, until] that differ from the one before at their target, in order. One statement.

    Of several probers it is enough that one gets through.
    """
    before = Window(Lag("ok"), partition_by=[F("target")], order_by=[F("at").asc(), F("id").asc()])
    rows = Row.objects.filter(at__gte=since, at__lte=until).annotate(before=before)
    told = rows.filter(~Q(before=F("ok")) | Q(before=None)).order_by("at", "id")
    return [Reading(*row) for row in told.values_list("at", "target", "ok", "reason")]


def seen(program: Program, *, until: datetime) -> Seen:
    """What the record says around the deadline in force, up to ``until``. One statement. Raises KeyError."""
    told, closes_at = rules_of(program), program.window(APPLICATION).closes
    found = changes(since=closes_at - LOOKS_BACK, until=until)
    return Seen(closes_at, told, found, rules.outages_of(found, least=told.least))


def last_looks() -> list[Last]:
    """The newest look at each target, by its name. One statement."""
    newest = Row.objects.order_by("-id")[:200]
    found: dict[str, Last] = {}
    for row in newest:
        found.setdefault(row.target, Last(row.target, row.at, row.ok, row.ms, row.reason))
    return [found[target] for target in sorted(found)]


def visible_to(of: Actor) -> QuerySet[Proposal]:
    return Proposal.objects.all() if of.role in AGENCY_ROLES else Proposal.objects.none()


def to_confirm(of: Actor) -> QuerySet[Proposal]:
    """Those that wait for this person: proposed by somebody else."""
    return visible_to(of).filter(state=ProposalState.PROPOSED).exclude(proposed_by=person_behind(of))


def within_reach(proposal_id: UUID, *, of: Actor, lock: bool = False) -> Proposal:
    """The proposal, if this actor may know of it. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=proposal_id).first()
    if found is None:
        raise OutOfReach(f"proposal:{proposal_id}")
    return found


def proposals(program: str, *, of: Actor) -> list[Proposal]:
    """Every extension that was proposed for a program, the newest first. One statement."""
    return list(visible_to(of).filter(program=program).order_by("-proposed_at"))
