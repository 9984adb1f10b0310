"""What a program says of changes, extensions and events in a company's life. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from gonggo.agreements.definition import ROOM, Days, days_of, keys
from gonggo.kernel.basis import Basis
from gonggo.programs.definition import Program


class Effect(StrEnum):
    """What an item takes: an answer, nothing but to be told, or a decision on whether the agreement goes on."""

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

    def kind(self, key: str) -> ChangeKind | None:
        """None for what the program does not know."""
        return next((one for one in self.kinds if one.key == key), None)


def change_rules_of(program: Program, track: str) -> ChangeRules:
    """Raises KeyError where the program has no agreements."""
    section, of_track = program.room(ROOM), program.track(track)
    items, approve = section.value("change", "items"), section.value("change", "approve")
    kinds = [
        ChangeKind(key, Effect.APPROVE if key in keys(approve) else Effect.NOTIFY, approve.basis, is_event=False)
        for key in keys(items)
    ]
    for effect in Effect:
        value = section.value("events", effect)
        kinds += [ChangeKind(key, effect, value.basis, is_event=True) for key in keys(value)]
    return ChangeRules(
        kinds=tuple(kinds),
        items_basis=items.basis,
        ask_days=days_of(section, "change", "ask-days"),
        before_end=days_of(section, "change", "before-end-months"),
        answer_days=days_of(section, "change", "answer-days"),
        months_most=Days(of_track.extension_months.value, of_track.extension_months.basis),
        times=Days(of_track.extensions.value, of_track.extensions.basis),
        term=Days(of_track.period_months.value, of_track.period_months.basis),
    )
