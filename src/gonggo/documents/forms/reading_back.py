"""A filled form read back: which of its fields and tables the file answers, and what of the file nobody knows. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gonggo.documents.forms.reading_tables import Grid, ReadTable, read_tables
from gonggo.documents.forms.sheet import FormSheet, SheetField
from gonggo.documents.forms.words import folded, in_language

MOST_UNKNOWN = 20  # lines of the report
LONGEST_LABEL = 80  # characters of a line that are shown of a label nobody knows


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field of the form and what the file says there: empty if it was left open, None if the line is not there."""

    field: SheetField
    value: str | None


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was recognised of a form; ``unknown`` are labels in the file with an answer beside them, and tables,
    that it has not."""

    fields: tuple[ReadField, ...]
    tables: tuple[ReadTable, ...]
    unknown: tuple[str, ...]

    @property
    def is_this_form(self) -> bool:
        """Whether a third of its lines are there: a few are on other forms, too."""
        return 3 * sum(one.value is not None for one in self.fields) >= len(self.fields)


def read_back(grids: Sequence[Grid], sheets: Sequence[FormSheet]) -> ReadBack:
    """What ``grids`` answer of one form, whose ``sheets`` are the same form in each language.

    A line is recognised by its number and label as printed, whatever the spaces; by the label alone where the number
    was taken away and no other line is called the same.
    """
    tables, free = read_tables(grids, sheets)
    lines = [(row[0], row[1]) for grid in free for row in grid.rows if len(row) == 2]
    by_label: dict[str, str] = {}
    for label, value in lines:
        by_label.setdefault(folded(label), value)
    names = _names(sheets)
    fields = tuple(ReadField(field, _said(by_label, names, place)) for place, field in enumerate(_fields(sheets[0])))
    known = {name for each in names for name in each} | {folded(in_language(one.language)["field"]) for one in sheets}
    unknown = [label for label, value in lines if value.strip() and folded(label) not in known and label.strip()]
    unknown += [_called(grid) for grid in free if grid.rows and len(grid.rows[0]) > 2]
    shown = tuple(" ".join(one.split())[:LONGEST_LABEL] for one in unknown[:MOST_UNKNOWN])
    return ReadBack(fields, tuple(tables), shown)


def _called(grid: Grid) -> str:
    """A table that nobody knows, by its heads: what stands above it may be about something else."""
    return " · ".join(filter(None, (cell.strip() for cell in grid.rows[0])))


def _fields(sheet: FormSheet) -> Iterator[SheetField]:
    return (field for part in sheet.parts for field in part.fields)


def _names(sheets: Sequence[FormSheet]) -> list[set[str]]:
    """For each field how its line may begin: headings, and labels that are no other line's."""
    names: list[set[str]] = [set() for _ in _fields(sheets[0])]
    for sheet in sheets:
        fields = list(_fields(sheet))
        called = Counter(folded(field.label) for field in fields)
        for each, field in zip(names, fields, strict=True):
            each.add(folded(field.heading))
            if called[folded(field.label)] == 1:
                each.add(folded(field.label))
    return names


def _said(by_label: dict[str, str], names: list[set[str]], place: int) -> str | None:
    return next((by_label[name].strip() for name in names[place] if name in by_label), None)
