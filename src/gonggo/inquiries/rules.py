"""What may not stand in an answer that everybody reads. Pure."""

import re

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
