"""The organisations of a person with the names that people know them by."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.parties import queries
from gonggo.parties.roles import label
from gonggo.web.accounts.requests import language


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation in a list: what it is called, its number if it is a company, one's role there."""

    ref: Ref
    name: str
    number: str
    role: str
    is_company: bool
    confirmed: bool


def named_organisations(person_id: UUID, *, on_instant: datetime) -> list[Row]:
    """What this person may act for. Two statements."""
    mine = queries.organisations_of(person_id)
    names = names_of([row.ref.id for row in mine if row.ref.kind is Kind.COMPANY], legal_day(on_instant))
    return [
        Row(
            ref=row.ref,
            name=names.get(row.ref.id) or (row.name_en if language() == "en" else row.name) or row.written_brn,
            number=row.written_brn,
            role=label(row.role).said(language()),
            is_company=row.ref.kind is Kind.COMPANY,
            confirmed=row.confirmed,
        )
        for row in mine
    ]
