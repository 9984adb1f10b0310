"""How what was spent is shown on every desk: the entries with their evidence, and what is left of each line."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext

from gonggo.agreements.definition import ROOM as AGREEMENTS
from gonggo.agreements.queries import Line
from gonggo.payments.definition import Rules
from gonggo.payments.queries import SpendingRow
from gonggo.programs.definition import Program
from gonggo.web.ui.rows import Cell, Head, Row, Table, Words
from gonggo.web.ui.speech import said
from gonggo.web.ui.wording import day


def spending(
    rows: Iterable[SpendingRow], rules: Rules, lines: Mapping[str, str], urls: Mapping[UUID, str], language: str
) -> Table:
    """What was spent, the latest day first; what was withdrawn stays with its reason."""
    heads: list[Head | Words] = [
        gettext("쓴 날"),
        gettext("비목"),
        gettext("거래처"),
        gettext("증빙"),
        Head(gettext("금액"), "number"),
        Head(gettext("부가가치세"), "number"),
    ]
    return Table(
        gettext("집행"),
        heads,
        [
            Row(
                [
                    Cell(day(row.spent_on, language), url=urls.get(row.id, "")),
                    lines.get(row.line, row.line),
                    row.supplier,
                    _evidence(row, rules),
                    f"{row.amount:,}",
                    f"{row.vat:,}",
                ]
            )
            for row in rows
        ],
    )


def _evidence(row: SpendingRow, rules: Rules) -> Cell:
    words = str(said(rules.evidence_words[row.evidence])) if row.evidence in rules.evidence_words else row.evidence
    if not row.counts:
        return Cell(gettext("취소됨"), note=row.withdrawn_reason, state="withdrawn")
    return Cell(words, note=row.invoice)


def line_words(program: Program) -> dict[str, str]:
    """Budget line → what the program calls it."""
    return {one.key: str(said(one.label)) for one in program.room(AGREEMENTS).group("lines").values}


def lines_left(agreed: Iterable[Line], rows: Collection[SpendingRow], lines: Mapping[str, str]) -> Table:
    """Each budget line with what was agreed, spent and left; what of it is in kind is a row of its own."""
    spent: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        if row.counts:
            spent[row.line, row.in_kind] += row.amount
    numbers = [Head(label, "number") for label in (gettext("협약"), gettext("집행"), gettext("남음"))]
    return Table(
        gettext("비목"),
        [gettext("비목"), *numbers],
        [
            Row([words, f"{won:,}", f"{gone:,}", f"{won - gone:,}"])
            for words, won, gone in _parts(agreed, spent, lines)
            if won or gone
        ],
    )


def _parts(
    agreed: Iterable[Line], spent: Mapping[tuple[str, bool], int], lines: Mapping[str, str]
) -> Iterator[tuple[str, int, int]]:
    for one in agreed:
        words = lines.get(one.key, one.key)
        yield words, one.total - one.in_kind, spent[one.key, False]
        yield gettext("%(line)s (현물)") % {"line": words}, one.in_kind, spent[one.key, True]
