"""What a program says of changes, extensions and events in a company's life. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gonggo.agreements.definition import ROOM, Days, days_of, keys
from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.definition.rooms import Section

EXTENSION = "extension"
"""The item that asks for more months to build."""
MEMBERS = "members"
"""The item by which a company takes the place of another."""
_ITEMS: Mapping[str, Text] = {
    EXTENSION: Text("구축기간 연장", "Extension"),
    "body": Text("주관", "Lead body"),
    "task": Text("과제 내용", "Content of the task"),
    MEMBERS: Text("참여기업", "Companies"),
    "staff": Text("인력", "Staff"),
    "budget": Text("사업비", "Budget"),
    "lines": Text("비목", "Budget lines"),
    "applicant": Text("신청기업", "Applicant"),
    "manager": Text("과제책임자", "Task manager"),
    "merger": Text("합병", "Merger"),
    "division": Text("분할", "Division"),
    "transfer": Text("양도", "Transfer"),
    "incorporation": Text("법인 전환", "Incorporation"),
    "name": Text("기업 이름", "Company name"),
    "representative": Text("대표자", "Representative"),
    "address": Text("주소", "Address"),
    "closing": Text("폐업", "Closing"),
    "suspension": Text("휴업", "Suspension"),
    "resumption": Text("영업 재개", "Resumption of business"),
    "rehabilitation": Text("회생절차", "Rehabilitation"),
    "death": Text("대표자 사망", "Death of the representative"),
}


def item_word(key: str) -> Text:
    """What an item is called; a key that nobody has named stands as it is."""
    return _ITEMS.get(key, Text(key, key))


class Effect(StrEnum):
    """What an item takes: another company in the place of this one, an answer, nothing but to be told, or a decision on
    whether the agreement goes on."""

    SUCCEED = "succeed"
    APPROVE = "approve"
    NOTIFY = "notify"
    TERMINATE = "terminate"


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """An item of the agreement, or something in a company's life, and what it takes."""

    key: str
    effect: Effect
    basis: Basis
    is_event: bool
    is_signed: bool = False
    """Of a succession: all sign the agreement as it is then."""
    states: tuple[str, str] | None = None
    """Of an event: the kind of fact, and what it says of the company from that day on."""


@dataclass(frozen=True, slots=True)
class ChangeRules:
    kinds: tuple[ChangeKind, ...]
    items_basis: Basis
    ask_days: Days
    before_end: Days
    """In months."""
    answer_days: Days
    months_most: Days
    times: Days
    term: Days
    """In months, without any extension."""
    carried: frozenset[str]
    """Conditions that pass from a company to who succeeds it: an officer finds them, whatever the facts say."""

    def kind(self, key: str) -> ChangeKind | None:
        """None for what the program does not know."""
        return next((one for one in self.kinds if one.key == key), None)


def _events(section: Section) -> list[ChangeKind]:
    """What may happen in a company's life, each once: what is succeeded in may be named as to be approved too."""
    listed = {effect: section.value("events", effect) for effect in Effect}
    facts = {one.key: keys(one) for one in section.group("event-facts").values}
    found: dict[str, ChangeKind] = {}
    for effect, value in listed.items():
        for key in keys(value):
            states = (facts[key][0], facts[key][1]) if key in facts else None
            is_signed = effect is Effect.SUCCEED and key in keys(listed[Effect.APPROVE])
            found.setdefault(key, ChangeKind(key, effect, value.basis, True, is_signed, states))
    return list(found.values())


def change_rules_of(program: Program, track: str) -> ChangeRules:
    """Raises KeyError where the program has no agreements."""
    section, of_track = program.room(ROOM), program.track(track)
    items, approve = section.value("change", "items"), section.value("change", "approve")
    kinds = [
        ChangeKind(key, Effect.APPROVE if key in keys(approve) else Effect.NOTIFY, approve.basis, is_event=False)
        for key in keys(items)
    ]
    kinds += _events(section)
    return ChangeRules(
        kinds=tuple(kinds),
        items_basis=items.basis,
        ask_days=days_of(section, "change", "ask-days"),
        before_end=days_of(section, "change", "before-end-months"),
        answer_days=days_of(section, "change", "answer-days"),
        months_most=Days(of_track.extension_months.value, of_track.extension_months.basis),
        times=Days(of_track.extensions.value, of_track.extensions.basis),
        carried=frozenset(keys(section.value("events", "carried"))),
        term=Days(of_track.period_months.value, of_track.period_months.basis),
    )
