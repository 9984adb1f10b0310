"""Everything that reads sanctions. ``within_reach`` is the only way to one."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gonggo.agreements import queries as agreements
from gonggo.facts import queries as facts
from gonggo.facts.definition import FactKind, representatives
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import queries as parties
from gonggo.parties.models import Agency
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version
from gonggo.settlement.models import Sanction as Sanction  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.settlement.models import SanctionStay
from gonggo.settlement.sanctions.definition import Rules, Stay, rules_of
from gonggo.settlement.states import SANCTION_MOVES, SANCTIONERS, SanctionState

PAGE = 50
N = SanctionState


def visible_to(of: Actor) -> QuerySet[Sanction]:
    """To the agency all; to an operator those of its projects; to a company its own, once it was told."""
    rows = Sanction.objects.all()
    if of.role in AGENCY_ROLES | {Role.SYSTEM}:
        return rows
    if of.company_id is not None:
        return rows.filter(company_id=of.company_id, noticed_at__isnull=False)
    if of.agency_id is not None and of.role in OPERATOR_ROLES:
        return rows.filter(operator__in=Agency.objects.filter(id=of.agency_id).values("key"))
    return rows.none()


def within_reach(sanction_id: UUID, *, of: Actor, lock: bool = False) -> Sanction:
    """The sanction, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=sanction_id).first()
    if found is None:
        raise OutOfReach(f"sanction:{sanction_id}")
    return found


def program_of(sanction: Sanction) -> Program:
    """The version of the notice under which it was proposed."""
    return program_version(sanction.program, sanction.program_version)


def rules_for(sanction: Sanction) -> Rules:
    return rules_of(program_of(sanction))


def sanctions(
    *, of: Actor, states: Collection[SanctionState] = (), offset: int = 0, limit: int = PAGE
) -> list[Sanction]:
    """The newest first. One statement."""
    rows = visible_to(of).order_by("-proposed_at", "id")
    return list((rows.filter(state__in=states) if states else rows)[offset : offset + limit])


def counts(*, of: Actor) -> dict[str, int]:
    """How many there are in each state. One statement."""
    return dict(visible_to(of).values_list("state").annotate(Count("id")).order_by())


def stays_of(sanction: Sanction) -> list[SanctionStay]:
    """The oldest first. One statement."""
    return list(SanctionStay.objects.filter(sanction=sanction).order_by("since_on", "id"))


def stayed(sanction: Sanction) -> tuple[Stay, ...]:
    return tuple(Stay(one.since_on, one.until_on) for one in stays_of(sanction))


def representatives_of(company_id: UUID, on: date) -> tuple[str, ...]:
    """Who represents the company on a day. One statement."""
    known = facts.current(Ref(Kind.COMPANY, company_id), on)
    return representatives(str(known.get(FactKind.REPRESENTATIVE, "")))


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """A company as an office finds it."""

    id: UUID
    name: str
    brn: str


def companies_found(words: str, *, of: Actor, on: date) -> list[FoundCompany]:
    """Companies by a part of their name on the day or by their whole number, by name; an operator finds those of its
    projects. Three statements."""
    known = parties.companies(facts.called(words, on, limit=PAGE))
    with suppress(Refused):  # words that are no number
        numbered = parties.company_by_brn(words)
        known |= {numbered.id: numbered} if numbered else {}
    if of.role in OPERATOR_ROLES:
        mine = agreements.companies_of(of)
        known = {key: one for key, one in known.items() if key in mine}
    names = facts.names_of(known, on)
    found = [FoundCompany(key, names.get(key, ""), one.brn) for key, one in known.items()]
    return sorted(found, key=lambda one: (one.name, one.brn))


def offered(sanction: Sanction, of: Actor, *, on: date) -> list[str]:
    """The moves that ``of`` may make on a day: a decision is another's than the one who drew it up."""
    found = SANCTION_MOVES.offered(N(sanction.state), of)
    closed = {"decide_sanction"} if sanction.drawn_by == of.person_id else set()
    if sanction.state == N.NOTICED and sanction.hear_until_on is not None:
        closed |= {"draw_up_sanction"} if on <= sanction.hear_until_on else {"be_heard"}
    return [move for move in found if move not in closed]


def to_notice(of: Actor) -> QuerySet[Sanction]:
    """Proposed, and the company was not told yet. A part of a query, as those below."""
    return _deciders(of).filter(state=N.PROPOSED)


def to_be_heard(of: Actor, on: date) -> QuerySet[Sanction]:
    """What a company can still say something to."""
    rows = visible_to(of) if of.company_id is not None else Sanction.objects.none()
    return rows.filter(state=N.NOTICED, hear_until_on__gte=on)


def to_draw_up(of: Actor, on: date) -> QuerySet[Sanction]:
    """Heard, or the days to be heard are over."""
    return _deciders(of).filter(Q(state=N.HEARD) | Q(state=N.NOTICED, hear_until_on__lt=on))


def to_decide(of: Actor) -> QuerySet[Sanction]:
    """Drawn up by another person."""
    return _deciders(of).filter(state=N.DRAWN).exclude(drawn_by=of.person_id)


def _deciders(of: Actor) -> QuerySet[Sanction]:
    return visible_to(of) if of.role in SANCTIONERS else Sanction.objects.none()
