"""A company that has suspended or closed its business, as pages show it where it matters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gonggo.facts.definition import BUSINESS_HALTED, GOES_ON
from gonggo.facts.queries import said_on
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program


@dataclass(frozen=True, slots=True)
class Halted:
    """Who has halted, what it has done in the words of the program, since when."""

    name: str
    what: Text
    since_on: date


def halted(company_ids: Collection[UUID], names: Mapping[UUID, str], program: Program, at: datetime) -> list[Halted]:
    """Those of the companies whose business does not go on at ``at``, in their order. One statement."""
    known = said_on(company_ids, [BUSINESS_HALTED], legal_day(at), program=program.key)
    words = {one.key: one.label for kind in program.fact_kinds if kind.key == BUSINESS_HALTED for one in kind.values}
    found = [(one, known[one][BUSINESS_HALTED]) for one in company_ids if BUSINESS_HALTED in known.get(one, {})]
    return [
        Halted(names.get(one, ""), words.get(fact.value, Text(fact.value, fact.value)), fact.since_on)
        for one, fact in found
        if fact.value != GOES_ON
    ]
