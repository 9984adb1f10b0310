"""A filled form is read and not kept."""

from pathlib import Path

from gonggo.documents import names, vault
from gonggo.documents.commands.receiving import Readable, read_in
from gonggo.documents.kinds import FileKind
from gonggo.documents.refusals import NOT_A_FORM
from gonggo.documents.rules import check_agreement, check_name
from gonggo.documents.structure.apart import look_apart, tables_apart
from gonggo.documents.structure.grids import Grid
from gonggo.kernel.refusal import Refused

_HWPX = frozenset({FileKind.HWPX})


def tables_in(stream: Readable, *, declared_name: str, size_limit: int, field: str | None = None) -> list[Grid]:
    """The tables of a Hangul document (HWPX), read in the limited process; nothing of it is kept.

    Refuses with: file_empty, file_too_big, file_mismatch, file_locked, file_not_a_form.
    """
    name = names.cleaned(declared_name)
    check_name(name, _HWPX, field)
    with vault.arriving() as file:
        read_in(stream, file, size_limit, field)
        path = Path(file.name)
        check_agreement(name, look_apart(path), _HWPX, field)
        found = tables_apart(path)
    if found is None:
        raise Refused(NOT_A_FORM, field=field)
    return found
