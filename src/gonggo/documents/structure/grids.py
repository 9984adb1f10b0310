"""The tables of a Hangul document as text: what a form that somebody filled in is read back from."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

_HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
_TABLE, _ROW, _CELL = f"{_HP}tbl", f"{_HP}tr", f"{_HP}tc"
_PARAGRAPH, _TEXT = f"{_HP}p", f"{_HP}t"
_MARKS = {f"{_HP}lineBreak": "\n", f"{_HP}tab": "\t", f"{_HP}nbSpace": " ", f"{_HP}fwSpace": " "}
MOST = 16 * 1024 * 1024  # bytes of one section: a form that is written in full has a hundredth of it


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells, and ``before``: what stands last in the text above it."""

    before: str
    rows: list[list[str]]


def grids(path: Path) -> list[Grid]:
    """Every table of the HWPX at ``path``, which was looked at before: no document type, nothing locked.

    Raises what the parsers raise, and ValueError for a document that is too long to be a form.
    """
    found: list[Grid] = []
    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            if not info.filename.startswith("Contents/section") or not info.filename.endswith(".xml"):
                continue
            if info.file_size > MOST:
                raise ValueError(info.file_size)
            section = fromstring(archive.read(info))  # noqa: S314  # looked at before, in a process with limits
            found += _tables(section)
    return found


def _tables(section: Element) -> Iterator[Grid]:
    """In the order of the text; a table inside a cell comes after the one around it."""
    before, inside = "", set[Element]()
    for one in section.iter():
        if one.tag == _TABLE:
            yield Grid(before, _rows(one))
            inside.update(paragraph for paragraph in one.iter(_PARAGRAPH))
        elif one.tag == _PARAGRAPH and one not in inside:
            before = "".join(_pieces(one)).strip() or before


def _rows(table: Element) -> list[list[str]]:
    return [[_said(cell) for cell in row.findall(_CELL)] for row in table.findall(_ROW)]


def _said(cell: Element) -> str:
    """The paragraphs of a cell, one a line; what stands in a table inside it is that table's."""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in _paragraphs(cell)).strip()


def _paragraphs(of: Element) -> Iterator[Element]:
    for child in of:
        if child.tag == _PARAGRAPH:
            yield child
        elif child.tag != _TABLE:
            yield from _paragraphs(child)


def _pieces(of: Element) -> Iterator[str]:
    for child in of:
        if child.tag == _TABLE:
            continue
        if child.tag == _TEXT:
            yield child.text or ""
            for mark in child:
                yield _MARKS.get(mark.tag, "")
                yield mark.tail or ""
        else:
            yield from _pieces(child)
