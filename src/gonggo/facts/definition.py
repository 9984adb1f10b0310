"""The kinds of fact that the house knows itself, and the shape of a value; further kinds are named by programs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from gonggo.kernel.ref import Kind, Ref

VERSION = 1


class FactKind(StrEnum):
    """What a fact says about a company, whatever the program."""

    NAME = "name"
    REPRESENTATIVE = "representative"  # one name, or several of joint representatives, parted by commas
    ADDRESS = "address"
    PHONE = "phone"  # of the company, not of a person
    BUSINESS_TYPE = "business_type"
    BUSINESS_ITEM = "business_item"
    OPENED_ON = "opened_on"
    POOL_REGISTRATION = "pool-registration"  # submitted, approved, refused, withdrawn: what a program's conditions read


BUSINESS_HALTED = "business-halted"
"""Whether a business goes on, as the tax office's register says it; which values halt, a program says."""

GOES_ON, SUSPENDED, CLOSED = "none", "suspended", "closed"
"""The values of BUSINESS_HALTED, as the tax office knows them: nothing halts it, 휴업, 폐업."""


class Source(StrEnum):
    """Where a fact comes from."""

    STATED = "stated"  # by the company itself
    CERTIFICATE = "certificate"
    TAX_SERVICE = "tax_service"
    OFFICER = "officer"
    RECORD = "record"  # the house's own, of what it received


DAYS = frozenset({FactKind.OPENED_ON})
LONGEST = 300  # characters of a text


class NotAFact(ValueError):
    """The value does not have the shape of its kind."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a fact says: a text, or a day for kinds in DAYS. ``kind`` is one of the house or of a program."""

    kind: str
    content: str | date

    def __post_init__(self) -> None:
        if self.kind in DAYS and not isinstance(self.content, date):
            raise NotAFact(f"{self.kind} is a day")
        if self.kind not in DAYS and not (isinstance(self.content, str) and 0 < len(self.content) <= LONGEST):
            raise NotAFact(f"{self.kind} is a text of 1 to {LONGEST} characters")

    def stored(self) -> dict[str, Any]:
        """As JSON, with the version of this shape inside."""
        content = self.content.isoformat() if isinstance(self.content, date) else self.content
        return {"version": VERSION, "value": content}

    @classmethod
    def read(cls, kind: str, stored: dict[str, Any]) -> "Value":
        """Raises NotAFact for a version or a shape that this code does not know."""
        if stored.get("version") != VERSION:
            raise NotAFact(f"{kind}: version {stored.get('version')!r}")
        content = stored["value"]
        return cls(kind, date.fromisoformat(content) if kind in DAYS else content)


def representatives(value: str) -> tuple[str, ...]:
    """The names in a fact of kind REPRESENTATIVE."""
    return tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))


def representative_ref(company_id: UUID, name: str) -> Ref:
    """A representative as a subject of facts: the same name of the same company is the same person."""
    return Ref(Kind.REPRESENTATIVE, uuid5(company_id, name))
