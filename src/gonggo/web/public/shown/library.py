"""Forms by shelf, questions by subject."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from gonggo.inquiries.queries import Inquiry
from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text
from gonggo.programs.definition import Form, Manual, Program

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
    questions: tuple["Answered", ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer; one that an officer published has no basis but the answer itself."""

    key: str
    subject: str
    question: Text
    answer: Text
    basis: Basis | None = None


def shelves(program: Program) -> Shelves:
    """In the order of the program."""
    grouped = _grouped(program.forms, lambda form: form.where)
    return Shelves(program.manuals, tuple(Shelf(key, forms) for key, forms in grouped))


def questions_by_subject(program: Program, published: Iterable[Inquiry] = ()) -> list[Subject]:
    """In the order of the program, under each subject the program's own before what officers published."""
    labels = {contact.key: contact.subject for contact in program.contacts}
    asked = [Answered(faq.key, faq.subject, faq.question, faq.answer, faq.basis) for faq in program.faq]
    asked += [
        Answered(
            f"q-{one.id}",
            one.subject,
            Text(one.public_question, one.public_question),
            Text(one.public_answer, one.public_answer),
        )
        for one in published
    ]
    return [Subject(key, labels.get(key), group) for key, group in _grouped(asked, lambda each: each.subject)]


def _grouped(parts: Iterable[Part], key: Callable[[Part], str]) -> list[tuple[str, tuple[Part, ...]]]:
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(key(part), []).append(part)
    return [(name, tuple(group)) for name, group in groups.items()]
