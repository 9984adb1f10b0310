"""What the lead company applied for, by the budget lines of its agreement: where laying out begins (reads only)."""

from gonggo.agreements.definition import LINES, Amounts
from gonggo.agreements.queries import Terms
from gonggo.applications import queries as applications
from gonggo.applications import sealed
from gonggo.kernel.actor import Actor
from gonggo.programs.definition import Program


def lines_of(terms: Terms, program: Program, *, of: Actor) -> dict[str, Amounts]:
    """line → won as it was submitted; empty where the application had no lines. Two statements. Raises OutOfReach.

    ``program`` is the version of the terms: an agreement is made under that of its application.
    """
    return dict(sealed.money_by(applications.within_reach(terms.application_id, of=of), program, LINES))
