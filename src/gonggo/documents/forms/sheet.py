"""What is set on paper, in one language, with every word already chosen. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Values = Mapping[str, str]
"""What is filled in beforehand: text by the key of a field."""
Rows = Mapping[str, Sequence[Sequence[str]]]
"""What is filled in beforehand: rows of text by the key of a table."""


@dataclass(frozen=True, slots=True)
class SheetField:
    """A numbered place to write; ``lines`` is how tall the place is."""

    key: str
    number: str
    label: str
    lines: int = 1

    @property
    def heading(self) -> str:
        return f"{self.number} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A numbered table with its heads and ``rows`` empty rows."""

    key: str
    number: str
    label: str
    heads: tuple[str, ...]
    rows: int

    @property
    def heading(self) -> str:
        return f"{self.number} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A heading, what it says, its fields, its tables."""

    label: str
    says: tuple[str, ...] = ()
    fields: tuple[SheetField, ...] = ()
    tables: tuple[SheetTable, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form: ``over`` stands above the title (the program), ``signed_by`` is whose signature ends it."""

    language: str
    over: str
    number: str
    title: str
    lines: tuple[str, ...] = ()
    parts: tuple[SheetPart, ...] = ()
    signed_by: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class ManualSheet:
    """A manual on one page: numbered steps of (what to do, how), and whom to ask."""

    language: str
    over: str
    title: str
    what: str
    steps: tuple[tuple[str, str], ...]
    contacts: tuple[str, ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """A receipt: first what people need, then the papers, then what proves it; all words are the caller's.

    ``facts`` and ``proof`` are (label, value); ``papers`` rows have as many cells as ``paper_heads``. ``qr`` is the
    text in the QR mark (empty for none) and ``qr_label`` says what it is for, also to those who cannot see it.
    ``parts`` stand at the end, filled in as a form's are.
    """

    language: str
    over: str
    title: str
    facts: tuple[tuple[str, str], ...]
    paper_title: str = ""
    paper_heads: tuple[str, ...] = ()
    papers: tuple[tuple[str, ...], ...] = ()
    proof_title: str = ""
    proof: tuple[tuple[str, str], ...] = ()
    qr: str = ""
    qr_label: str = ""
    lines: tuple[str, ...] = ()
    parts_title: str = ""
    parts: tuple[SheetPart, ...] = ()
    foot: str = ""
