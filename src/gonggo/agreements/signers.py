"""Who signs an agreement, in which order: the program says it (reads only)."""

from datetime import date

from gonggo.agreements.definition import Rules
from gonggo.agreements.queries import Terms
from gonggo.facts.queries import names_of
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.text import Text
from gonggo.parties import queries as parties
from gonggo.programs.definition import Program
from gonggo.signing.commands import Signer

AGENCY, OPERATOR = "agency", "operator"


def signers_of(terms: Terms, program: Program, rules: Rules, *, on: date) -> list[Signer]:
    """The offices and the companies, as they are called on the day, in the program's order. Four statements.

    Raises OutOfReach for an office that is not entered.
    """
    names = names_of([one.company_id for one in terms.parties], on)
    found: list[Signer] = []
    for key in rules.signers:
        if key in {AGENCY, OPERATOR}:
            found.append(_office(terms, program, key))
        else:
            found += [
                Signer(Ref(Kind.COMPANY, one.company_id), names[one.company_id], program.role(one.role).selected)
                for one in terms.parties
                if one.role == key
            ]
    return found


def _office(terms: Terms, program: Program, key: str) -> Signer:
    office = parties.agency_by_key(terms.operator if key == OPERATOR else key)
    if office is None:
        raise OutOfReach(f"office:{key}")
    return Signer(office.ref, office.name, office_label(program, key))


def office_label(program: Program, key: str) -> Text:
    """How the program calls its agency and its operators."""
    return next((one.label for one in program.bodies if one.key == key), Text(key, key))
