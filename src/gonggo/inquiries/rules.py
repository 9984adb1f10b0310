"""What may not stand in an answer that everybody reads, and what the office that answers is called. Pure."""

import re

from gonggo.kernel.text import Text
from gonggo.programs.definition import Program

_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+"  # an address
    r"|(?<!\d)01[016789][- .]?\d{3,4}[- .]?\d{4}(?!\d)"  # a mobile telephone: offices have others
    r"|(?<!\d)\d{6}[- ]?[1-8]\d{6}(?!\d)"  # a resident registration number
    r"|(?<!\d)\d{3}-\d{2}-\d{5}(?!\d)"  # a business registration number
)


def personal(text: str) -> str:
    """The first piece of ``text`` that looks like somebody's own, or nothing."""
    found = _PERSONAL.search(text)
    return found[0] if found else ""


def office_called(program: Program, operator: str) -> Text:
    """What the office that answers is called: an operator by its name, the agency where there is none."""
    for one in program.operators:
        if one.key == operator:
            return one.name
    return next((body.name or body.label for body in program.bodies if body.key == "agency"), program.issued_by.text)
