"""A program's forms and manuals as sheets in one language."""

import re
from collections.abc import Iterator

from gonggo.documents.forms.sheet import FormSheet, ManualSheet, SheetField, SheetPart, SheetTable
from gonggo.kernel.text import Text
from gonggo.programs.definition import Form, FormPart, FormTable, Manual, Program


def sheet_of(
    form: Form, language: str, *, program: Program, consent: tuple[Text, ...] = (), foot: Text | None = None
) -> FormSheet:
    """``form`` of ``program`` as it is printed. ``consent`` is the text that the form asks to agree to.

    A field's key is the question it answers, else the fact it states, else what it says of the application, else its
    number; a table's key is the question it answers, whose columns are its heads, else its number.
    """
    return FormSheet(
        language=language,
        over=program.title.said(language),
        number=form.number.said(language),
        title=form.title.said(language),
        lines=tuple(line.said(language) for line in (*form.lines, *consent)),
        parts=tuple(piece for part in form.parts for piece in _in_order(_part(program, part, language))),
        signed_by=form.signed_by.said(language) if form.signed_by else "",
        foot=foot.said(language) if foot else "",
    )


def _part(program: Program, part: FormPart, language: str) -> SheetPart:
    return SheetPart(
        label=part.label.said(language),
        says=tuple(says.said(language) for says in part.says),
        fields=tuple(
            SheetField(
                key=one.question or one.fact or one.of or one.number,
                number=one.number,
                label=one.label.said(language),
                lines=one.lines,
            )
            for one in part.fields
        ),
        tables=tuple(
            SheetTable(
                key=one.question or one.number,
                number=one.number,
                label=one.label.said(language),
                heads=tuple(head.said(language) for head in _heads(program, one)),
                rows=one.rows,
            )
            for one in part.tables
        ),
    )


def _heads(program: Program, table: FormTable) -> tuple[Text, ...]:
    asked = program.question(table.question).table if table.question else None
    return tuple(column.label for column in asked.columns) if asked else table.heads


def _in_order(part: SheetPart) -> Iterator[SheetPart]:
    """``part`` cut where a table stands between fields by its number; the pieces after the first have no heading."""
    fields, first = list(part.fields), True
    for table in (*sorted(part.tables, key=lambda one: _numbers(one.number)), None):
        before = [one for one in fields if table is None or _numbers(one.number) < _numbers(table.number)]
        fields = [one for one in fields if one not in before]
        if before or table or first:
            yield SheetPart(
                label=part.label if first else "",
                says=part.says if first else (),
                fields=tuple(before),
                tables=(table,) if table else (),
            )
        first = False


def _numbers(number: str) -> tuple[int, ...]:
    """1.10 comes after 1.9."""
    return tuple(int(digits) for digits in re.findall(r"\d+", number))


def manual_sheet(
    manual: Manual, language: str, *, over: Text, contacts: tuple[Text, ...] = (), foot: Text | None = None
) -> ManualSheet:
    """``manual`` as it is printed; ``contacts`` are the lines that say whom to ask."""
    return ManualSheet(
        language=language,
        over=over.said(language),
        title=manual.title.said(language),
        what=manual.what.said(language),
        steps=tuple((step.label.said(language), step.says.said(language)) for step in manual.steps),
        contacts=tuple(contact.said(language) for contact in contacts),
        foot=foot.said(language) if foot else "",
    )
