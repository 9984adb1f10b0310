"""Forms by shelf, questions by subject."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from gonggo.kernel.text import Text
from gonggo.programs.definition import Faq, Form, Manual, Program

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The forms for one purpose: application, consulting, pool."""

    key: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Shelves:
    """Everything in the library of one program."""

    manuals: tuple[Manual, ...]
    forms: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Questions about one thing; it is called as in the contacts."""

    key: str
    label: Text | None
    questions: tuple[Faq, ...]


def shelves(program: Program) -> Shelves:
    """In the order of the program."""
    grouped = _grouped(program.forms, lambda form: form.where)
    return Shelves(program.manuals, tuple(Shelf(key, forms) for key, forms in grouped))


def questions_by_subject(program: Program) -> list[Subject]:
    """In the order of the program."""
    labels = {contact.key: contact.subject for contact in program.contacts}
    return [Subject(key, labels.get(key), asked) for key, asked in _grouped(program.faq, lambda faq: faq.subject)]


def _grouped(parts: Iterable[Part], key: Callable[[Part], str]) -> list[tuple[str, tuple[Part, ...]]]:
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(key(part), []).append(part)
    return [(name, tuple(group)) for name, group in groups.items()]
