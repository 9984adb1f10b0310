"""What can be found: everything that a program's public pages say, each piece with the address where it stands."""

from collections.abc import Iterator
from functools import lru_cache

from django.urls import reverse

from gonggo.programs.definition import Form, Program
from gonggo.programs.queries import program_of_digest
from gonggo.web.public.search.index import Entry, Index

CLAUSE, POST, FORM, MANUAL, QUESTION, CONTACT = "clause", "post", "form", "manual", "question", "contact"
KINDS = (CLAUSE, POST, FORM, MANUAL, QUESTION, CONTACT)


@lru_cache(maxsize=16)
def index_of(digest: str, language: str) -> Index:
    """The index over the program with this digest, kept in the process: a version never changes."""
    return Index.of(entries(program_of_digest(digest), language))


def entries(program: Program, language: str) -> Iterator[Entry]:
    """Clauses first: where a clause and a question answer alike, the clause stands above."""
    page = reverse("public:program", args=[program.key])
    for clause in program.clauses:
        title, words = clause.title.said(language), clause.words.said(language)
        yield Entry(CLAUSE, f"{page}#{clause.id}", title, words, names=(clause.id,))
    for chapter in program.chapters:
        words = " ".join(paragraph.text.said(language) for paragraph in chapter.paragraphs)
        yield Entry(CLAUSE, f"{page}#chapter-{chapter.key}", chapter.label.said(language), words)
    yield from _grounds(program, language, page)
    for post in program.posts:
        words = " ".join(paragraph.said(language) for paragraph in post.text)
        yield Entry(POST, reverse("public:post", args=[program.key, post.key]), post.title.said(language), words)
    yield from _library(program, language)
    for faq in program.faq:
        address = f"{reverse('public:faq')}#{faq.key}"
        yield Entry(QUESTION, address, faq.question.said(language), faq.answer.said(language))
    yield from _contacts(program, language)


def _grounds(program: Program, language: str, page: str) -> Iterator[Entry]:
    for rules in program.rule_sets.values():
        for row in rules.exclusions:
            title = f"{rules.label.said(language)} {row.number} {row.label.said(language)}"
            remark = row.remark.text.said(language) if row.remark else ""
            yield Entry(CLAUSE, f"{page}#{row.basis.text}", title, f"{row.says.said(language)} {remark}".strip())


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
        yield Entry(CONTACT, f"{address}#{contact.key}", contact.subject.said(language), said)
    for operator in program.operators:
        said = f"{operator.answers.said(language)} {operator.email} {' '.join(operator.phones)}"
        yield Entry(CONTACT, f"{address}#{operator.key}", operator.name.said(language), said)
