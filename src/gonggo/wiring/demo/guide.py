"""Whom one can be on a day of the demo: of each role those for whom most waits, found when the day is made."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from gonggo.facts.queries import names_of
from gonggo.kernel.actor import COMPANY_ROLES, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.parties.everybody import Acting, everybody_acting
from gonggo.parties.roles import label
from gonggo.pool.queries import registrations_of_company
from gonggo.programs.definition import PartyRole, Program
from gonggo.programs.queries import all_programs
from gonggo.web.demo import guests
from gonggo.web.demo.guests import Guest
from gonggo.web.ui.waiting import waiting

_OF_EACH = 3
"""So many people of a role are offered, those with the most kinds of work first."""


def write(data: Path, *, at: datetime) -> None:
    """Into the day's folder."""
    (program,) = all_programs()
    everybody = everybody_acting()
    names = names_of([one.actor.company_id for one in everybody if one.actor.company_id], legal_day(at))
    found: dict[str, list[tuple[int, Guest]]] = {}
    for one in everybody:
        does = _does(one, program)
        company = one.actor.company_id
        place = names.get(company, "") if company else one.place
        kinds = len({line.what for line in waiting(one.actor, at=at, programs={program.key: program})})
        found.setdefault(does.en, []).append((kinds, Guest(one.actor, one.name, place, does)))
    guests.write(data, _chosen(found.values()))


def _chosen(found: Iterable[list[tuple[int, Guest]]]) -> list[Guest]:
    """The first few of each role, roles in the order in which the house names them."""
    order = list(Role)
    groups = sorted(found, key=lambda group: order.index(group[0][1].actor.role))
    return [guest for group in groups for _, guest in sorted(group, key=lambda one: -one[0])[:_OF_EACH]]


def _does(one: Acting, program: Program) -> Text:
    """The role as people call it: of a company's people, the company's part in the program."""
    if one.actor.role not in COMPANY_ROLES:
        return label(one.actor.role)
    part = PartyRole.SUPPLIER if registrations_of_company(one.actor) else PartyRole.ADOPTER
    return program.role(part).selected
