"""What the door asks its store: to decide on a submit or withdraw, to save a draft's field; and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gonggo.intake.draft_rules import FieldRule
from gonggo.intake.receipts import BatchSignature, EventRow


class StoreAway(Exception):
    """The store cannot be reached or did not answer in time; whether it wrote is not known."""


class StoreRefusedRow(Exception):
    """The store cannot take this row, whatever the others: a fault of ours."""


@dataclass(slots=True)
class Ask:
    """One submit or withdraw whose capability was authenticated. Ids are 32 digits, instants microseconds."""

    id: str
    act: str
    subject_kind: str
    subject_id: str
    sealed_id: str | None
    sealed_digest: str
    person_id: str
    role: str
    company_id: str | None
    gate_epoch: int
    person_epoch: int
    step_up_at: int | None
    stamped_at: int


ASK_FIELDS = (
    "id",
    "act",
    "subject_kind",
    "subject_id",
    "sealed_id",
    "sealed_digest",
    "person_id",
    "role",
    "company_id",
    "gate_epoch",
    "person_epoch",
    "step_up_at",
    "stamped_at",
)


@dataclass(frozen=True, slots=True)
class Recalled:
    """An event that was written before, its batch, and that batch's signature if it is kept already."""

    row: EventRow
    batch: str
    signature: BatchSignature | None


@dataclass(slots=True)
class Save:
    """One field of one save. ``value`` is JSON text; ``place`` numbers the fields of a batch."""

    place: int
    subject_kind: str
    subject_id: str
    party: str
    key: str
    base: int
    value: str
    person_id: str
    tab: str
    gate_epoch: int
    person_epoch: int
    saved_at: int


SAVE_FIELDS = (
    "place",
    "subject_kind",
    "subject_id",
    "party",
    "key",
    "base",
    "value",
    "person_id",
    "tab",
    "gate_epoch",
    "person_epoch",
    "saved_at",
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a field: its revision; ``conflict`` if another writer's text stands and ours lies beside it."""

    revision: int
    conflict: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The draft's text as it stands. ``value`` is JSON text, ``saved_at`` microseconds."""

    revision: int
    value: str
    saved_by: str
    saved_at: int


SaveKey = tuple[str, str, str]


class Store(Protocol):
    """One connection to the door's store; used by one task at a time. Every method may raise StoreAway."""

    async def decide(self, asks: Sequence[Ask], batch: str, written_at: int) -> dict[str, EventRow]:
        """Decide and write all ``asks`` in one transaction, as ``batch``; by id what was written. An id that is missing
        was known before, or lost its place to another writer. Raises StoreRefusedRow if a row cannot be written."""
        ...

    async def recall(self, ids: Sequence[str]) -> dict[str, Recalled]:
        """By id the events already written under these ids, and all others of their batches."""
        ...

    async def keep_signatures(self, rows: Sequence[tuple[str, BatchSignature]]) -> None:
        """Keep (batch, its signature)."""
        ...

    async def unsigned(self, limit: int) -> list[str]:
        """An event's id of each of so many batches whose signature is not kept yet."""
        ...

    async def save(self, saves: Sequence[Save]) -> dict[SaveKey, Saved]:
        """Save fields in one transaction; by (subject id, party, key) what was written. A missing one has lost its
        right or its place. Raises StoreRefusedRow."""
        ...

    async def right_stands(self, saves: Sequence[Save]) -> set[int]:
        """The places whose gate and person epochs are still the capability's."""
        ...

    async def standing_draft(self, save: Save) -> Standing | None: ...

    async def draft_fields(self, form: str) -> dict[str, FieldRule]: ...

    async def close(self) -> None: ...
