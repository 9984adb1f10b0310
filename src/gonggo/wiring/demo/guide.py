"""Whom one can be on a day of the demo: of each role those for whom most waits, found when the day is made."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from gonggo.facts.queries import names_of
from gonggo.kernel.actor import COMPANY_ROLES, SYSTEM, Role
from gonggo.kernel.clock import legal_day
from gonggo.parties.commands import add_person, grant_role
from gonggo.parties.everybody import Acting, everybody_acting
from gonggo.parties.queries import agency_by_key
from gonggo.parties.roles import label
from gonggo.pool.queries import registrations_of_company
from gonggo.programs.definition import PartyRole
from gonggo.programs.queries import all_programs
from gonggo.web.demo import guests
from gonggo.web.demo.guests import Guest
from gonggo.web.demo.people import PEOPLE
from gonggo.web.ui.waiting import waiting

_OF_EACH = 3
"""So many people of a role are offered."""
_ALWAYS = frozenset({Role.AGENCY_LEAD, Role.MINISTRY})
_Known = tuple[Guest, set[str]]
"""Somebody, and the kinds of work that wait for them."""


def add_onlookers(*, at: datetime) -> None:
    """People of the script for the roles that the life had no need of."""
    held = {one.actor.role for one in everybody_acting()}
    for told in PEOPLE:
        if told.role in _ALWAYS - held:
            office = agency_by_key(told.office)
            assert office is not None  # entered when the notice was loaded
            person = add_person(email=told.email, name=told.name, encoded=None, by=SYSTEM, at=at)
            grant_role(person_id=person.id, organisation=office.ref, role=told.role, by=SYSTEM, at=at)


def write(data: Path, *, at: datetime) -> None:
    """Into the day's folder."""
    (program,) = all_programs()
    everybody = everybody_acting()
    names = names_of([one.actor.company_id for one in everybody if one.actor.company_id], legal_day(at))
    found: dict[str, list[_Known]] = {}
    for one in everybody:
        part, company = _part(one), one.actor.company_id
        does = program.role(part).selected if isinstance(part, PartyRole) else label(part)
        guest = Guest(one.actor, one.name, names.get(company, "") if company else one.place, does, part)
        lines = waiting(one.actor, at=at, programs={program.key: program})
        found.setdefault(does.en, []).append((guest, {line.what for line in lines}))
    order = list(Role)
    groups = sorted(found.values(), key=lambda group: order.index(group[0][0].actor.role))
    guests.write(data, [guest for group in groups for guest in _chosen(group)])


def _chosen(group: Sequence[_Known]) -> list[Guest]:
    """The one for whom most waits, then each time the one for whom most else waits."""
    left, seen, chosen = [*group], set[str](), list[Guest]()
    while left and len(chosen) < _OF_EACH:
        guest, kinds = max(left, key=lambda one: (len(one[1] - seen), len(one[1])))
        left.remove((guest, kinds))
        seen |= kinds
        chosen.append(guest)
    return chosen


def _part(one: Acting) -> PartyRole | Role:
    """Of a company's people the company's part in the program, of others their role."""
    if one.actor.role not in COMPANY_ROLES:
        return one.actor.role
    return PartyRole.SUPPLIER if registrations_of_company(one.actor) else PartyRole.ADOPTER
