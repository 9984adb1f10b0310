"""The suppliers that everybody may find: by words and by what they chose (reads only)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from gonggo.pool import form
from gonggo.pool.models import Supplier
from gonggo.pool.search import matching


@dataclass(frozen=True, slots=True)
class Found:
    """An approved supplier with what may be shown of it."""

    id: UUID
    name: str
    region: str
    fields: tuple[str, ...]
    industries: tuple[str, ...]
    staff_software: int
    staff_engineering: int
    record: str
    solutions: tuple[form.Solution, ...]


def suppliers(program: str, *, words: str = "", field: str = "", offset: int = 0, limit: int = 20) -> list[Found]:
    """Approved suppliers by name, narrowed to all of ``words`` and to a field. At most two statements."""
    rows = Supplier.objects.filter(program=program)
    if words.strip():
        ids = matching(words)
        rows = rows.filter(registration__in=ids) if ids is not None else rows.none()
    if field:
        rows = rows.filter(fields__contains=f"|{field}|")
    return [_found(row) for row in rows.order_by("name", "registration")[offset : offset + limit]]


def _found(row: Supplier) -> Found:
    return Found(
        row.registration_id,
        row.name,
        row.region,
        tuple(_keys(row.fields)),
        tuple(_keys(row.industries)),
        row.staff_software,
        row.staff_engineering,
        row.record,
        form.Answers.read(row.solutions).solutions,
    )


def _keys(barred: str) -> Iterable[str]:
    return filter(None, barred.split("|"))
