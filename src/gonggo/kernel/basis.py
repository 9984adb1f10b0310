"""Where a value of a program comes from: a clause of the notice, another source, or a default of ours."""

from dataclasses import dataclass, field
from enum import StrEnum


class BasisKind(StrEnum):
    CLAUSE = "clause"
    SOURCE = "source"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a value is what it is. ``text`` is a clause id, a source, or the reason of a default; ``english`` is what a
    source is called in English, where the program says it."""

    kind: BasisKind
    text: str
    english: str = field(default="", compare=False)

    @property
    def is_default(self) -> bool:
        """Whether the screen must mark the value 기본값."""
        return self.kind is BasisKind.DEFAULT

    def said(self, language: str) -> str:
        """The text as a page in this language says it."""
        return self.english if language == "en" and self.english else self.text

    def __str__(self) -> str:
        return self.text


def clause(clause_id: str) -> Basis:
    return Basis(BasisKind.CLAUSE, clause_id)


def source(text: str) -> Basis:
    return Basis(BasisKind.SOURCE, text)


def default(why: str) -> Basis:
    return Basis(BasisKind.DEFAULT, why)
