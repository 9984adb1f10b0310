"""Whether the form of a program holds together: questions, choices, tables, and where the amounts come from."""

from collections.abc import Iterator

from gonggo.intake.table_rules import NUMBERS
from gonggo.programs.checking_names import absent, twice
from gonggo.programs.definition import (
    Column,
    ColumnKind,
    PartyRole,
    Program,
    Question,
    QuestionKind,
    SectionKind,
)
from gonggo.programs.finding import Finding, finding
from gonggo.programs.rules import AMOUNTS


def form_findings(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    """What does not hold together in the questions that an applicant answers. ``files`` names the file of each part."""
    file = files["section"]
    tracks = [track.key for track in program.tracks]
    yield from twice(file, "section.question", (question.key for question in program.questions()))
    for section in program.sections:
        yield from absent(file, f"section {section.key}", (section.role,), (role.key for role in program.roles))
        yield from absent(file, f"section {section.key}", section.tracks, tracks)
        for question in section.questions:
            key = f"section {section.key}.{question.key}"
            yield from absent(file, key, question.tracks, tracks)
            yield from twice(file, key, (choice.key for choice in question.choices))
            if (question.kind == "choice") != bool(question.choices):
                yield finding(file, f"{key}.choice", "missing" if not question.choices else "unknown_key")
            yield from _table(program, file, key, question)
    yield from _budget(program, files)


def _table(program: Program, file: str, key: str, question: Question) -> Iterator[Finding]:
    """A table has columns that name what is there; no other question has any."""
    table = question.table
    if (question.kind is QuestionKind.TABLE) != (table is not None):
        yield finding(file, f"{key}.table", "missing" if table is None else "unknown_key")
    if table is None:
        return
    columns = [column.key for column in table.columns]
    yield from twice(file, f"{key}.table", columns)
    numbers = [column.key for column in table.columns if column.kind in NUMBERS]
    drawn = (table.bars.what, table.bars.begins, table.bars.ends) if table.bars else ()
    yield from absent(file, f"{key}.table.bars", drawn, columns)
    for column in table.columns:
        where = f"{key}.table.{column.key}"
        yield from absent(file, where, (column.most,) if column.most else (), _wholes(program))
        yield from absent(file, where, (column.not_below,) if column.not_below else (), numbers)
        yield from _choices(program, file, where, column)


def _wholes(program: Program) -> list[str]:
    return [question.key for question in program.questions() if question.kind is QuestionKind.WHOLE]


def _choices(program: Program, file: str, key: str, column: Column) -> Iterator[Finding]:
    groups = [f"{room}.{group.key}" for room, section in program.rooms.items() for group in section.groups]
    yield from absent(file, key, (column.choices_of,) if column.choices_of else (), groups)
    yield from twice(file, key, (choice.key for choice in column.choices))
    has_choices = bool(column.choices) + bool(column.choices_of)
    if has_choices != (column.kind is ColumnKind.CHOICE):
        yield finding(file, f"{key}.choice", "missing" if not has_choices else "unknown_key")


def _budget(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    """Every amount comes from one place of a money page: a question, or a column that is summed."""
    tables = []
    for section in program.sections:
        if section.kind is not SectionKind.MONEY:
            continue
        asked = [question.key for question in section.questions if question.kind is QuestionKind.WON]
        tables += [question.table for question in section.questions if question.table]
        summed = [column.key for table in tables for column in table.columns if column.sums]
        yield from absent(files["section"], f"section {section.key}", AMOUNTS, [*asked, *summed])
        yield from twice(files["section"], f"section {section.key}", [*asked, *summed])
    if (watched := program.money.watched) is not None:
        named = {column.key: column for table in tables for column in table.columns}
        yield from absent(files["money"], "money.watched", (watched.column,), named)
        if watched.column in named:
            choices = [choice.key for choice in program.cell_choices(named[watched.column], PartyRole.ADOPTER)]
            yield from absent(files["money"], "money.watched", watched.choices, choices)
