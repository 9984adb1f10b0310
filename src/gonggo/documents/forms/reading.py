"""A program's forms and manuals as sheets in one language."""

from gonggo.documents.forms.sheet import FormSheet, ManualSheet, SheetField, SheetPart, SheetTable
from gonggo.kernel.text import Text
from gonggo.programs.definition import Form, FormPart, Manual


def sheet_of(
    form: Form, language: str, *, over: Text, consent: tuple[Text, ...] = (), foot: Text | None = None
) -> FormSheet:
    """``form`` as it is printed. ``over`` is the program's title, ``consent`` the text that the form asks to agree to.

    A field's key is the question it answers, else the fact it states, else ``part.number`` counted from 1.
    """
    return FormSheet(
        language=language,
        over=over.said(language),
        number=form.number.said(language),
        title=form.title.said(language),
        lines=tuple(line.said(language) for line in (*form.lines, *consent)),
        parts=tuple(_part(part, at, language) for at, part in enumerate(form.parts, start=1)),
        signed_by=form.signed_by.said(language) if form.signed_by else "",
        foot=foot.said(language) if foot else "",
    )


def _part(part: FormPart, at: int, language: str) -> SheetPart:
    return SheetPart(
        label=part.label.said(language),
        says=tuple(says.said(language) for says in part.says),
        fields=tuple(
            SheetField(
                key=one.question or one.fact or f"{at}.{one.number}",
                number=one.number,
                label=one.label.said(language),
                lines=one.lines,
            )
            for one in part.fields
        ),
        tables=tuple(
            SheetTable(
                key=f"{at}.{one.number}",
                number=one.number,
                label=one.label.said(language),
                heads=tuple(head.said(language) for head in one.heads),
                rows=one.rows,
            )
            for one in part.tables
        ),
    )


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
