"""Aftercare as far as tests need it: a completed task whose aftercare is open, with the consent to use data."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from deliveries import CONFIRMED, Delivering, a_completed, at
from gonggo.aftercare import commands, queries
from gonggo.aftercare.models import Aftercare, MaintenanceRequest, UseReport
from gonggo.journal.queries import timeline
from gonggo.kernel.clock import machine_now
from gonggo.signing.commands import give_consents
from personas import Persona

FIRST_DUE = date(2026, 2, 3)  # a year after CONFIRMED
FIGURES = {"sales": 12_000_000, "users": 40, "orders": 900, "staff": 23, "cost-saved": 3_000_000, "incidents": 2}


@dataclass
class Caring:
    """One task after its completion."""

    of: Delivering
    id: UUID

    @property
    def row(self) -> Aftercare:
        return Aftercare.objects.get(id=self.id)

    @property
    def adopter(self) -> Persona:
        return self.of.adopter

    @property
    def supplier(self) -> Persona:
        return self.of.supplier

    @property
    def operator(self) -> Persona:
        return self.of.operator

    @property
    def officer(self) -> Persona:
        return self.of.officer

    def report(self, year: int = 1) -> UseReport:
        return self.row.reports.get(year=year)

    def facts(self) -> list[str]:
        return [one.name for one in timeline(self.row.ref) if one.name.startswith("aftercare.")]


def an_aftercare(of: Delivering | None = None) -> Caring:
    of = of or a_completed()
    made = commands.open_aftercare(agreement_id=of.row.agreement_id, at=at(CONFIRMED))
    assert made is not None
    return Caring(of, made.id)


def consented(on: Caring) -> None:
    """The adopter consented with the agreement."""
    texts = [one for one in queries.program_of(on.row).consents if one.key == "data-use"]
    told: dict[str, Any] = {"by": on.adopter.actor, "at": at(date(2024, 7, 31))}
    company = on.adopter.company.id
    give_consents(
        subject=on.row.ref,
        party_id=company,
        texts=texts,
        language="ko",
        part_digest="0" * 64,
        stepped_up_at=machine_now(),
        **told,
    )


def filed(on: Caring, year: int = 1, day: date | None = None, **changed: Any) -> UseReport:
    report = on.report(year)
    said = {"aftercare_id": on.id, "year": year, "figures": FIGURES, "comment": "", "by": on.adopter.actor}
    return commands.submit(**said | changed, at=at(day or report.due_on))


def asked(on: Caring, day: date = date(2025, 3, 5), **changed: Any) -> MaintenanceRequest:
    said = {
        "supplier_id": on.supplier.company.id,
        "title": "화면이 열리지 않음",
        "text": "아침부터 재고 화면이 하얗습니다",
    }
    return commands.ask(aftercare_id=on.id, **said | {"by": on.adopter.actor} | changed, at=at(day))


def missed(on: Caring, year: int = 1) -> UseReport:
    commands.miss_due(now=at(on.report(year).missed_on))
    return on.report(year)
