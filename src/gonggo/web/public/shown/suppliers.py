"""The search for approved suppliers: what was asked, and a row for each that was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import get_language, gettext

from gonggo.pool.definition import Option, pool_of
from gonggo.pool.suppliers import Found, suppliers
from gonggo.programs.definition import Program
from gonggo.web.ui.rows import Cell, Row, Table

PAGE = 20
_MOST_WORDS = 80


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that the page shows; ``earlier`` and ``later`` lead to the pages beside it."""

    words: str
    field: str
    options: tuple[Option, ...]
    table: Table
    earlier: str
    later: str


def search_page(program: Program, asked: Mapping[str, str]) -> SearchPage | None:
    """At most two statements; None for a program without a pool."""
    pool = pool_of(program)
    details = pool.page("details") if pool else None
    if pool is None or details is None:
        return None
    options = {field.key: field.options for field in details.fields}
    words = asked.get("words", "").replace("\0", "").strip()[:_MOST_WORDS]
    field = asked.get("field", "") if asked.get("field", "") in {one.key for one in options["fields"]} else ""
    written = asked.get("page", "1")
    page = max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 5 else 1
    rows = suppliers(program.key, words=words, field=field, offset=(page - 1) * PAGE, limit=PAGE + 1)

    def at(number: int) -> str:
        return f"?{urlencode({'words': words, 'field': field, 'page': number})}"

    return SearchPage(
        words,
        field,
        options["fields"],
        _table(rows[:PAGE], options, pool.technologies),
        at(page - 1) if page > 1 else "",
        at(page + 1) if len(rows) > PAGE else "",
    )


def _table(rows: Sequence[Found], options: Mapping[str, tuple[Option, ...]], technologies: tuple[Option, ...]) -> Table:
    return Table(
        gettext("찾은 기업"),
        [gettext("기업"), gettext("솔루션"), gettext("전문분야"), gettext("업종"), gettext("인력"), gettext("실적")],
        [
            Row(
                [
                    Cell(row.name, note=row.region),
                    Cell(
                        ", ".join(one.name for one in row.solutions),
                        note=_said(technologies, [key for one in row.solutions for key in one.technologies]),
                    ),
                    _said(options["fields"], row.fields),
                    _said(options["industries"], row.industries),
                    gettext("SW %(software)d명, 엔지니어링 %(engineering)d명")
                    % {"software": row.staff_software, "engineering": row.staff_engineering},
                    row.record,
                ]
            )
            for row in rows
        ],
    )


def _said(options: tuple[Option, ...], keys: Sequence[str]) -> str:
    language = get_language() or "ko"
    return ", ".join(option.label.said(language) for option in options if option.key in keys)
