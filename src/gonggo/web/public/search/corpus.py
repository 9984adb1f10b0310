"""What can be found: everything that a program's public pages say, each piece with the address where it stands."""

from collections.abc import Iterator
from functools import lru_cache

from django.urls import reverse

from gonggo.kernel.text import Text
from gonggo.programs.definition import Exclusion, Form, LiftedException, Program
from gonggo.programs.queries import program_of_digest
from gonggo.web.public.search.index import Entry, Index
from gonggo.web.public.shown.rules import rule_anchors

CLAUSE, POST, FORM, MANUAL, QUESTION, CONTACT = "clause", "post", "form", "manual", "question", "contact"
KINDS = (CLAUSE, POST, FORM, MANUAL, QUESTION, CONTACT)


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
    yield from _kinds(program, language, page)
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
    for rules in program.rule_sets.values():
        grounds: list[Exclusion | LiftedException] = [*rules.exclusions, *rules.exceptions]
        for row in grounds:
            title = f"{rules.label.said(language)} {row.number} {row.label.said(language)}"
            words = " ".join(text.said(language) for text in _words_of(program, row, in_tables))
            yield Entry(CLAUSE, f"{page}#{row.basis.text}", title, words, names=(row.basis.text,))


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


def _kinds(program: Program, language: str, page: str) -> Iterator[Entry]:
    """What is given, what is brought, and what happens when."""
    for kind in program.types:
        examples = " ".join(example.said(language) for example in kind.examples)
        words = f"{kind.work.said(language)} {examples}"
        yield Entry(CLAUSE, f"{page}#{kind.basis.text}", kind.label.said(language), words)
    for paper in program.papers:
        rest = [words.text.said(language) for words in (paper.where, paper.validity, paper.substitute) if words]
        title = f"{paper.number} {paper.label.said(language)}"
        yield Entry(CLAUSE, f"{page}#{paper.basis.text}", title, " · ".join(rest))
    for stage in program.stages:
        words = f"{stage.when.said(language)} · {stage.says.said(language)}"
        yield Entry(CLAUSE, f"{page}#stages", stage.label.said(language), words)


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
