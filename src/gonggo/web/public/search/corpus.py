"""What can be found: everything that a program's public pages say, each piece with the address where it stands."""

from collections.abc import Iterator
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import override

from gonggo.kernel.basis import Basis, BasisKind
from gonggo.kernel.text import Text
from gonggo.programs.definition import Exclusion, Form, LiftedException, Program
from gonggo.programs.queries import program_of_digest
from gonggo.web.public.search.index import Entry, Index
from gonggo.web.public.shown import tables
from gonggo.web.public.shown.page import TABLES
from gonggo.web.public.shown.rules import ground_anchor, rule_anchors
from gonggo.web.public.shown.tables import contact_anchor
from gonggo.web.public.shown.words import said
from gonggo.web.ui.rows import Cell, Table, Words

CLAUSE, VALUE, CONSENT, POST, FORM = "clause", "value", "consent", "post", "form"
MANUAL, QUESTION, CONTACT = "manual", "question", "contact"
ASKED = ("contacts", "operators")
"""Tables whose rows are found on a page of their own."""


@lru_cache(maxsize=16)
def index_of(digest: str, language: str) -> Index:
    """The index over the program with this digest, kept in the process: a version never changes."""
    return Index.of(entries(program_of_digest(digest), language))


def entries(program: Program, language: str) -> Iterator[Entry]:
    """Clauses first: where a clause and a question answer alike, the clause stands above."""
    page = reverse("public:program", args=[program.key])
    in_tables = rule_anchors(program)
    for clause in program.clauses:
        if clause.id in in_tables:
            continue
        title, words = clause.title.said(language), clause.words.said(language)
        yield Entry(CLAUSE, f"{page}#{clause.id}", title, words, names=(clause.id,))
    for chapter in program.chapters:
        words = " ".join(paragraph.text.said(language) for paragraph in chapter.paragraphs)
        yield Entry(CLAUSE, f"{page}#chapter-{chapter.key}", chapter.label.said(language), words)
    yield from _grounds(program, language, page)
    yield from _parts(program, language, page)
    for post in program.posts:
        words = " ".join(paragraph.said(language) for paragraph in post.text)
        address = reverse("public:post", args=[program.key, post.key])
        yield Entry(POST, address, post.title.said(language), words, since=post.posted_at)
    yield from _library(program, language)
    for faq in program.faq:
        address = f"{reverse('public:faq')}#{faq.key}"
        yield Entry(QUESTION, address, faq.question.said(language), faq.answer.said(language))
    yield from _contacts(program, language)


def _grounds(program: Program, language: str, page: str) -> Iterator[Entry]:
    """The rows of the rule sets; one that is the anchor of its clause answers in the clause's words too."""
    in_tables = rule_anchors(program)
    for key, rules in program.rule_sets.items():
        grounds: list[Exclusion | LiftedException] = [*rules.exclusions, *rules.exceptions]
        for row in grounds:
            title = f"{rules.label.said(language)} {row.number} {row.label.said(language)}"
            words = " ".join(text.said(language) for text in _words_of(program, row, in_tables))
            address = f"{page}#{ground_anchor(key, row, in_tables)}"
            yield Entry(_kind(row.basis), address, title, words, names=(row.basis.text,))


def _words_of(program: Program, row: Exclusion | LiftedException, in_tables: frozenset[str]) -> Iterator[Text]:
    if row.basis.text in in_tables:
        clause = program.clause(row.basis.text)
        yield from (clause.title, clause.words)
    if isinstance(row, LiftedException):
        yield row.proof.text
        return
    yield row.says
    if row.remark:
        yield row.remark.text


def _parts(program: Program, language: str, page: str) -> Iterator[Entry]:
    """What the tables of the page show, row by row; the timeline; the texts to agree to; the sections of rooms."""
    with override(language):
        for name, made in TABLES.items():
            for table in made(program) if name not in ASKED else ():
                yield from _rows(table, page)
        for stage in program.stages:
            words = f"{said(stage.when)} · {said(stage.says)}"
            yield Entry(_kind(stage.basis), f"{page}#stage-{stage.key}", said(stage.label), words)
        for consent in program.consents:
            words = " ".join(map(said, consent.text))
            yield Entry(CONSENT, f"{page}#consent-{consent.key}", said(consent.title), words)
        for key, section in program.rooms.items():
            for table in tables.room(key, section):
                yield from _rows(table, page, f"{_plain(table.name)} · ")


def _rows(table: Table, page: str, before: str = "") -> Iterator[Entry]:
    for row in table.rows:
        head, *rest = (cell if isinstance(cell, Cell) else Cell(cell) for cell in row.cells)
        words = " · ".join(text for cell in rest for text in (_plain(cell.text), _plain(cell.note)) if text)
        basis = next((cell.basis for cell in (head, *rest) if cell.basis), None)
        yield Entry(_kind(basis), f"{page}#{row.anchor}", f"{before}{_plain(head.text)}", words)


def _plain(words: Words) -> str:
    return said(words) if isinstance(words, Text) else words


def _kind(basis: Basis | None) -> str:
    return CLAUSE if basis is None or basis.kind is BasisKind.CLAUSE else VALUE


def _library(program: Program, language: str) -> Iterator[Entry]:
    for form in program.forms:
        title = f"{form.number.said(language)} {form.title.said(language)}"
        yield Entry(FORM, reverse("public:form", args=[program.key, form.key]), title, _form_words(form, language))
    for manual in program.manuals:
        steps = " ".join(f"{step.label.said(language)}. {step.says.said(language)}" for step in manual.steps)
        address = reverse("public:manual", args=[program.key, manual.key])
        yield Entry(MANUAL, address, manual.title.said(language), f"{manual.what.said(language)} {steps}")


def _form_words(form: Form, language: str) -> str:
    parts = " ".join(part.label.said(language) for part in form.parts)
    return f"{form.what.said(language)} {parts}".strip()


def _contacts(program: Program, language: str) -> Iterator[Entry]:
    address = reverse("public:contacts")
    for contact in program.contacts:
        said = f"{contact.organisation.said(language)} {' '.join(contact.phones)}"
        yield Entry(CONTACT, f"{address}#{contact_anchor(program, contact)}", contact.subject.said(language), said)
    for operator in program.operators:
        said = f"{operator.answers.said(language)} {operator.email} {' '.join(operator.phones)}"
        yield Entry(CONTACT, f"{address}#{contact_anchor(program, operator)}", operator.name.said(language), said)
