"""The program's forms for one company: filled with what it wrote, or with what it submitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from gonggo.applications.budget import parts_of_sealed
from gonggo.applications.tables import summed
from gonggo.documents import forms
from gonggo.intake import queries as door
from gonggo.kernel.refusal import OutOfReach
from gonggo.kernel.table import rows_of
from gonggo.kernel.table import written as table_written
from gonggo.programs.definition import ColumnKind, Form, FormKind, Paper, Question
from gonggo.web.company.case import Case
from gonggo.web.company.pages.consents import shared_sections
from gonggo.web.company.pages.written import written
from gonggo.web.ui import sheets, wording

SHELF = "application"
NOW, SUBMITTED = "now", "submitted"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form with the files that there are of it, as (what it is, address)."""

    key: str
    number: str
    title: str
    what: str
    files: list[tuple[str, str]]
    papers: tuple[Paper, ...]
    """What the form comes with: issuer, address and validity of each certificate."""


@dataclass(frozen=True, slots=True)
class FormsPage:
    """Every form of the application; ``readable`` are those that a filled file is read back from."""

    filled: list[FormRow]
    certificates: list[FormRow]
    readable: list[tuple[str, str]]
    submitted: str
    """When what was submitted came in, or empty."""


def forms_page(case: Case) -> FormsPage:
    """Built from the case alone."""
    mine = [form for form in case.program.forms if form.where == SHELF and _is_mine(case, form)]
    received = case.received
    said = case.language
    return FormsPage(
        filled=[_row(case, form) for form in mine if form.kind is not FormKind.CERTIFICATE],
        certificates=[_row(case, form) for form in mine if form.kind is FormKind.CERTIFICATE],
        readable=[(form.key, _called(form, said)) for form in mine if is_readable(form)] if case.may_change else [],
        submitted=wording.instant(received.stamp_at, said) if received else "",
    )


def is_readable(form: Form) -> bool:
    """Whether answers stand in the form."""
    return form.kind is FormKind.WRITTEN and bool(_questions(form))


def _questions(form: Form) -> set[str]:
    """The questions that the form's fields and tables answer."""
    fields = {field.question for part in form.parts for field in part.fields}
    tables = {table.question for part in form.parts for table in part.tables}
    return {key for key in fields | tables if key}


def _is_mine(case: Case, form: Form) -> bool:
    """A form of one's own papers, or one that asks what one answers."""
    if any(case.me.role in paper.roles for paper in sheets.papers_on(case.program, form)):
        return True
    return bool(_asked(case).keys() & _questions(form))


def _called(form: Form, language: str) -> str:
    return f"{form.number.said(language)} {form.title.said(language)}"


def _row(case: Case, form: Form) -> FormRow:
    said = case.language
    whiches = [(NOW, gettext("지금 쓴 내용"))]
    if case.received is not None and form.kind is FormKind.WRITTEN:
        whiches.append((SUBMITTED, gettext("접수된 내용")))
    return FormRow(
        key=form.key,
        number=form.number.said(said),
        title=form.title.said(said),
        what=form.what.said(said),
        files=[
            (f"{label} {ending.upper()}", case.url("form_file", form.key, which, ending))
            for which, label in whiches
            for ending in ("pdf", "hwpx")
        ],
        papers=tuple(p for p in sheets.papers_on(case.program, form) if case.me.role in p.roles),
    )


def form_of(case: Case, key: str) -> Form:
    """One of the forms of the page. Raises OutOfReach."""
    found = next((f for f in case.program.forms if f.key == key and f.where == SHELF and _is_mine(case, f)), None)
    if found is None:
        raise OutOfReach(f"form:{key}")
    return found


def file_of(case: Case, form: Form, which: str, ending: str) -> bytes:
    """The form filled in, as PDF or HWPX: the same answers and facts give the same bytes. Three statements.

    What was submitted is filled from the sealed revision, with the company's data of that moment. Raises OutOfReach.
    """
    made = {"pdf": sheets.form_pdf, "hwpx": sheets.form_hwpx}
    if ending not in made or which not in {NOW, SUBMITTED}:
        raise OutOfReach(f"form:{which}.{ending}")
    answers, at = _submitted(case) if which == SUBMITTED else (_written(case), case.at)
    texts, rows = written(case, answers)
    filled = {**sheets.known_of(case.by, at), **_frame(case), **texts}
    return made[ending](case.program, form, case.language, filled, rows)


def _frame(case: Case) -> dict[str, str]:
    facts, said = case.whole.facts, case.language
    return {
        "track": case.program.track(facts.track).label.said(said),
        "type": case.program.support_type(facts.type).label.said(said),
        "operator": case.program.operator(facts.operator).name.said(said),
    }


def _written(case: Case) -> dict[str, str]:
    return {key: draft.value for key, draft in case.drafts_of(case.me).items()}


def _submitted(case: Case) -> tuple[Mapping[str, str], datetime]:
    """One's own answers as sealed, of the lead's plan what every company answers for, and the budget of all."""
    received = case.received
    revision = door.revision(received.sealed_id) if received is not None and received.sealed_id else None
    if received is None or revision is None:
        raise OutOfReach("submitted")
    parties = {UUID(party["company"]): party for party in revision.content["parties"]}
    own = parties.get(case.me.company_id)
    if own is None:
        raise OutOfReach("submitted")
    lead = next(party for party in parties.values() if party["lead"])
    shared = {question.key for section in shared_sections(case) for question in section.questions}
    plan = {key: value for key, value in lead["answers"].items() if key in shared}
    return {**plan, **own["answers"], **_whole_budget(case, revision.content)}, received.stamp_at


def _whole_budget(case: Case, content: Mapping[str, Any]) -> dict[str, str]:
    """The lines of all companies in one table, each with the name of its own, where several wrote a part."""
    parts, lines = parts_of_sealed(case.program, content), dict[str, list[dict[str, str]]]()
    for part in parts if len(parts) > 1 else ():
        name = case.name_of(part.company_id)
        for question in (one for one in part.section.questions if summed(one)):
            columns = question.table.columns if question.table else ()
            named = next((one.key for one in columns if one.kind is ColumnKind.TEXT), "")
            rows = rows_of(part.answers.get(question.key, ""))
            lines.setdefault(question.key, []).extend(
                {**row, named: f"{name}: {row.get(named, '')}"} if named else dict(row) for row in rows
            )
    return {key: table_written(rows) for key, rows in lines.items()}


def _asked(case: Case) -> dict[str, Question]:
    return {question.key: question for section in case.sections_of(case.me) for question in section.questions}


def sheets_of(case: Case, form: Form) -> list[forms.FormSheet]:
    """The form in every language that it is handed out in, the page's first."""
    languages = [case.language, *(other for other in ("ko", "en") if other != case.language)]
    return [sheets.form_sheet(case.program, form, language) for language in languages]


def file_name(form: Form, language: str, ending: str) -> str:
    return f"{sheets.name(form, language)}.{ending}"
