"""A pointer to a row of another room: a kind from a closed list and a UUID."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """Everything that a fact, a consent or a gate can be about."""

    PERSON = "person"
    COMPANY = "company"
    REPRESENTATIVE = "representative"  # of a company, as a person: its id follows from company and name
    AGENCY = "agency"
    PROGRAM = "program"
    APPLICATION = "application"
    DOCUMENT = "document"
    RECEIPT = "receipt"
    NOTICE_POST = "notice_post"
    CONSULTING = "consulting"
    POOL_REGISTRATION = "pool_registration"
    SUPPLEMENT = "supplement"
    EVALUATOR = "evaluator"
    PANEL = "panel"
    SELECTION = "selection"
    OBJECTION = "objection"
    INQUIRY = "inquiry"
    LETTER = "letter"
    TRANCHE = "tranche"
    SPENDING = "spending"
    OPERATOR = "operator"  # an operator in one program: admitted, agreed with, released
    AGREEMENT = "agreement"  # of one task: from the cost review to its end
    SETTLEMENT = "settlement"
    RETURN = "return"  # 반납: what is given back under an agreement
    RECOVERY = "recovery"  # 환수: an unlawful gain, by law
    SANCTION = "sanction"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """(kind, id): names a row without importing its room."""

    kind: Kind
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """The reference written as ``kind:uuid``. Raises ValueError for anything else."""
        kind, _, row = text.partition(":")
        return cls(Kind(kind), UUID(row))
