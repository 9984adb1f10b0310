"""Sheets set as HWPX, the format that Hangul writes and anybody may read. Same sheet, same bytes."""

import io
import re
import zipfile
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from gonggo.documents.forms.sheet import FormSheet, ManualSheet, Rows, SheetPart, SheetTable, Values
from gonggo.documents.forms.words import in_language

if TYPE_CHECKING:
    from hwpx import HwpxDocument

MIME_MEMBER = "mimetype"
_WIDTH = 42_520  # of the text, in 1/7200 inch: A4 less the skeleton's margins
_LABEL_WIDTH = 13_600
_LINE = 1_900  # of a row, in 1/7200 inch
_TALLEST = 34  # lines in one row: a page
_SHADE = "#F4F5F6"
_FIXED_DATE = (2024, 1, 1, 0, 0, 0)
_ID = re.compile(rb'(<hp:(?:p|tbl)\b[^>]*?\bid=")\d+(")')


def hwpx(sheet: FormSheet, values: Values | None = None, rows: Rows | None = None) -> bytes:
    """The form as HWPX, with ``values`` and ``rows`` filled in. A blank form is made once and kept."""
    return _made(sheet, values, rows) if values or rows else _blank(sheet)


def manual_hwpx(sheet: ManualSheet) -> bytes:
    """A manual as HWPX: each step with how it is done, then whom to ask."""
    steps = [SheetPart(f"{place}. {what}", says=(how,)) for place, (what, how) in enumerate(sheet.steps, 1)]
    asked = [SheetPart(in_language(sheet.language)["ask"], says=sheet.contacts)] if sheet.contacts else []
    parts = (*steps, *asked)
    return _blank(FormSheet(sheet.language, sheet.over, "", sheet.title, (sheet.what,), parts, foot=sheet.foot))


@lru_cache(maxsize=64)
def _blank(sheet: FormSheet) -> bytes:
    return _made(sheet, None, None)


def _made(sheet: FormSheet, values: Values | None, rows: Rows | None) -> bytes:
    from hwpx import HwpxDocument

    document = HwpxDocument.new()
    bold = document.styles.ensure_run(bold=True)
    title = document.styles.ensure_run(bold=True, size=18)
    document.paragraphs[0].text = f"{sheet.over}  {sheet.number}".strip()
    document.add_paragraph(sheet.title, char_pr_id_ref=title, inherit_style=False)
    for line in sheet.lines:
        document.add_paragraph(line, inherit_style=False)
    for part in sheet.parts:
        document.add_paragraph("", inherit_style=False)
        if part.label:
            document.add_paragraph(part.label, char_pr_id_ref=bold, inherit_style=False)
        for line in part.says:
            document.add_paragraph(line, inherit_style=False)
        _add_fields(document, part, values or {}, in_language(sheet.language))
        for table in part.tables:
            document.add_paragraph(table.heading, char_pr_id_ref=bold, inherit_style=False)
            _add_table(document, table, [list(row) for row in (rows or {}).get(table.key, ())])
    _add_end(document, sheet)
    return _settled(document.to_bytes())


def _add_fields(document: "HwpxDocument", part: SheetPart, values: Values, words: dict[str, str]) -> None:
    """A table of label and answer: what is at the right of a field's label is its answer."""
    if not part.fields:
        return
    table = document.add_table(len(part.fields) + 1, 2, width=_WIDTH)
    table.set_column_widths([_LABEL_WIDTH, _WIDTH - _LABEL_WIDTH])
    lines = [("", words["field"], words["answer"], 1)]
    lines += [(one.key, one.heading, values.get(one.key, ""), one.lines) for one in part.fields]
    for at, (row, (_, label, answer, height)) in enumerate(zip(table.rows, lines, strict=True)):
        for cell, text in zip(row.cells, (label, answer), strict=True):
            cell.set_text(text)
            cell.set_size(height=_LINE * min(height, _TALLEST))
        table.set_cell_shading(at, 0, _SHADE)
    table.set_cell_shading(0, 1, _SHADE)


def _add_table(document: "HwpxDocument", table: SheetTable, filled: list[list[str]]) -> None:
    empty = [[""] * len(table.heads)] * max(0, table.rows - len(filled))
    rows = [list(table.heads), *filled, *empty]
    grid = document.add_table(len(rows), len(table.heads), width=_WIDTH)
    # cell by cell of each row: to ask the table for a cell by its place goes through the whole table each time
    for drawn, texts in zip(grid.rows, rows, strict=True):
        for column, cell in enumerate(drawn.cells):
            cell.set_text(texts[column] if column < len(texts) else "")
            cell.set_size(height=_LINE)
    for column in range(len(table.heads)):
        grid.set_cell_shading(0, column, _SHADE)


def _add_end(document: "HwpxDocument", sheet: FormSheet) -> None:
    words = in_language(sheet.language)
    end = ["", words["date"], "", f"{sheet.signed_by}          {words['signature']}"] if sheet.signed_by else []
    for line in [*end, *(["", sheet.foot] if sheet.foot else [])]:
        document.add_paragraph(line, inherit_style=False)


def _settled(made: bytes) -> bytes:
    """The same document with ids in order instead of by chance, and one fixed date on its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.startswith("Contents/section"):
                content = _numbered(content)
            member = zipfile.ZipInfo(name, _FIXED_DATE)
            member.compress_type = zipfile.ZIP_STORED if name == MIME_MEMBER else zipfile.ZIP_DEFLATED
            after.writestr(member, content)
    return out.getvalue()


def _numbered(section: bytes) -> bytes:
    numbers = count(1)
    return _ID.sub(lambda found: found[1] + str(next(numbers)).encode() + found[2], section)
