"""The program's section ``pool`` as this room reads it: pages with fields, slots for papers, days, kinds (pure)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.kernel.text import Text
from gonggo.programs.definition import Consent, Exclusion, PartyRole, Program, Section, Value

POOL = "pool"


class FieldKind(StrEnum):
    """How a field is written."""

    TEXT = "text"
    LONGTEXT = "longtext"
    WHOLE = "whole"
    PHONE = "phone"
    EMAIL = "email"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen."""

    key: str
    label: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a page; ``hint`` stands under its label."""

    key: str
    kind: FieldKind
    label: Text
    hint: Text
    required: bool
    basis: Basis
    most: int
    """Characters of a text."""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of fields."""

    key: str
    label: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PaperSlot:
    """A paper that is uploaded."""

    slot: str
    number: str
    label: Text
    required: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class Succession:
    """How who succeeds an approved supplier registers: until when, and what of the other's words is in its draft."""

    days: int
    carried: frozenset[str]
    """Keys of fields, and of the page of solutions."""
    basis: Basis

    def closes_at(self, began_at: datetime, window_closes: datetime) -> datetime:
        """The first instant outside: the day of the succession is not counted, the last day counts whole."""
        own = datetime.combine(legal_day(began_at) + timedelta(days=self.days + 1), time(), SEOUL)
        return max(own, window_closes)


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything that a program says of its pool."""

    pages: tuple[Page, ...]
    papers: tuple[PaperSlot, ...]
    technologies: tuple[Option, ...]
    least_solutions: Value
    most_solutions: Value
    renewal_before: date
    days_least: int
    days_most: Value
    exclusions: tuple[Exclusion, ...]
    consents: tuple[Consent, ...]
    halting_ground: str
    """The number of the restriction on which an approved supplier is halted."""
    halting_values: frozenset[str]
    """What its fact ``BUSINESS_HALTED`` says while it is."""
    final_at: str
    """The moment at which what was curable becomes final."""
    succession: Succession | None
    """None where the program says nothing of it: then nothing is begun for who succeeds."""

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)

    def paper(self, slot: str) -> PaperSlot | None:
        return next((paper for paper in self.papers if paper.slot == slot), None)


KIND, RENEWAL, NEW = "kind", "renewal", "new"
PERSONAL = frozenset({"representative-phone", "representative-mobile", "representative-email"})
"""Fields that are encrypted at rest and shown to nobody but the company and the agency's officer."""
_NONE = Text("", "")
_KINDS = {
    "company-phone": FieldKind.PHONE,
    "representative-phone": FieldKind.PHONE,
    "representative-mobile": FieldKind.PHONE,
    "representative-email": FieldKind.EMAIL,
    "staff-software": FieldKind.WHOLE,
    "staff-engineering": FieldKind.WHOLE,
    "record": FieldKind.LONGTEXT,
}
_MOST = {FieldKind.TEXT: 200, FieldKind.LONGTEXT: 2000, FieldKind.WHOLE: 6, FieldKind.PHONE: 20, FieldKind.EMAIL: 254}
_CHOSEN_FROM = {"field-needed": ("fields", "fields"), "industries": ("industries", "industries")}
_NOT_ASKED = frozenset({"company-brn"})
"""Known of every company that has an account, its check digit looked at."""
_HINTS = {"record": "record-none", "industries": "industries-by"}
_PAPERS = ("papers-company", "papers-staff", "papers-record")
_PAPER_VALUES = frozenset({"required", "optional"})


def pool_of(program: Program) -> Pool | None:
    """The pool of a program, or None for a program without one."""
    if POOL not in program.rooms or POOL not in program.windows:
        return None
    room, rules = program.rooms[POOL], program.rule_sets[POOL]
    before = date.fromisoformat(str(room.value("kinds", "renewal-before").value))
    keys = room.value("halting", "values").value
    pages = [_kind_page(room)]
    pages += [_page(room, key) for key in ("company", "representative", "details")]
    return Pool(
        pages=tuple(pages),
        papers=tuple(slot for group in _PAPERS for value in room.group(group).values for slot in _slots(room, value)),
        technologies=_options(room, "technologies"),
        least_solutions=room.value("qualification", "solutions"),
        most_solutions=room.value("qualification", "solutions-most"),
        renewal_before=before,
        days_least=int(str(room.value("approval", "days-least").value)),
        days_most=room.value("approval", "days-most"),
        exclusions=rules.exclusions,
        consents=program.consents_of(PartyRole.SUPPLIER, POOL),
        halting_ground=str(room.value("halting", "ground").value),
        halting_values=frozenset(map(str, keys if isinstance(keys, tuple) else (keys,))),
        final_at=str(program.room("eligibility").value("runs", "pool-approval").value),
        succession=_succession(room),
    )


def _succession(room: Section) -> Succession | None:
    if "succession" not in {group.key for group in room.groups}:
        return None
    days, carried = room.value("succession", "days"), room.value("succession", "carried").value
    keys = carried if isinstance(carried, tuple) else (carried,)
    return Succession(int(str(days.value)), frozenset(map(str, keys)), days.basis)


def _kind_page(room: Section) -> Page:
    kinds, before = room.group("kinds"), room.value("kinds", "renewal-before")
    options = tuple(Option(str(v.value), v.label, v.says) for v in kinds.values if v.key in {NEW, RENEWAL})
    field = Field(KIND, FieldKind.CHOICE, kinds.label, before.says, True, before.basis, 20, options)
    return Page(KIND, kinds.label, (field,))


def _page(room: Section, key: str) -> Page:
    group = room.group(key)
    values = [value for value in group.values if value.value == "required" and value.key not in _NOT_ASKED]
    return Page(key, group.label, tuple(_field(room, value) for value in values))


def _field(room: Section, value: Value) -> Field:
    hint = _told(room.value("details", _HINTS[value.key])) if value.key in _HINTS else _NONE
    if value.key in _CHOSEN_FROM:
        key, group = _CHOSEN_FROM[value.key]
        options = _options(room, group)
        return Field(key, FieldKind.CHOICES, value.label, hint, True, value.basis, 40 * len(options), options)
    kind = _KINDS.get(value.key, FieldKind.TEXT)
    return Field(value.key, kind, value.label, hint, True, value.basis, _MOST[kind])


def _told(value: Value) -> Text:
    """What a value is about, and what it says."""
    return Text(f"{value.label.ko}: {value.says.ko}", f"{value.label.en}: {value.says.en}")


def _options(room: Section, group: str) -> tuple[Option, ...]:
    return tuple(Option(value.key, value.label, _NONE) for value in room.group(group).values)


def _slots(room: Section, value: Value) -> list[PaperSlot]:
    """One for a paper, one a year for statements; none for a value that only says how papers are."""
    number, _, name = value.label.ko.partition(" ")
    label = Text(name, value.label.en.partition(" ")[2])
    if isinstance(value.value, tuple):
        or_else = _told(room.value("papers-company", "statements-substitute"))
        return [
            PaperSlot(
                f"{value.key}-{year}",
                number,
                Text(f"{label.ko}, {year}년 ({or_else.ko})", f"{label.en}, {year} ({or_else.en})"),
                True,
                value.basis,
            )
            for year in value.value
        ]
    if value.value not in _PAPER_VALUES:
        return []
    return [PaperSlot(value.key, number, label, value.value == "required", value.basis)]
