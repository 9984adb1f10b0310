"""How words become tokens of the search, on both databases; the statements lie in ``sql/`` (reads only)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db import connection

from gonggo.kernel.hangul import are_initials, fold, initials

_LATIN = re.compile(r"[0-9A-Za-z]+")
_FILES = {"sqlite": "sqlite.sql", "postgresql": "postgres.sql"}


@lru_cache(maxsize=16)
def statement(name: str, vendor: str) -> str:
    """The statement of this name for a database. Raises KeyError."""
    text = (Path(__file__).parent / "sql" / _FILES[vendor]).read_text(encoding="utf-8")
    parts = dict(part.split("\n", 1) for part in text.split("-- name: ")[1:])
    return parts[name].strip().rstrip(";")


def pairs(folded: str) -> list[str]:
    """Two neighbours each, in order; the last syllable alone too, so that one syllable finds it."""
    return [folded[at : at + 2] for at in range(len(folded) - 1)] + list(folded[-1:])


def indexed(texts: Iterable[str], vendor: str) -> dict[str, str]:
    """``tokens`` and ``initials`` of everything that a supplier may be found by; Latin words and numbers stay whole."""
    read = list(texts)
    folded = [found for text in read if (found := fold(_LATIN.sub(" ", text)).text)]
    columns = {
        "tokens": [token for text in folded for token in pairs(text)]
        + [word.lower() for text in read for word in _LATIN.findall(text)],
        "initials": [token for text in folded for token in pairs(initials(text))],
    }
    return {name: _as_column(found, vendor) for name, found in columns.items()}


def _as_column(found: Sequence[str], vendor: str) -> str:
    if vendor == "sqlite":
        return " ".join(found)
    return " ".join(f"'{token}':{min(place, 16383)}" for place, token in enumerate(found, start=1))


def asked(query: str, vendor: str) -> dict[str, str]:
    """What a person typed, as ``words`` and as ``begun`` (first consonants only); every word must be found."""
    words: list[str] = []
    begun: list[str] = []
    for word in query.split():
        words += [_beginning(latin.lower(), vendor) for latin in _LATIN.findall(word)]
        folded = fold(_LATIN.sub(" ", word)).text
        if folded:
            (begun if are_initials(folded) else words).append(_phrase(folded, vendor))
    both = " AND " if vendor == "sqlite" else " & "
    return {"words": both.join(words), "begun": both.join(begun)}


def _phrase(folded: str, vendor: str) -> str:
    """The word as neighbours one after the other; a single syllable begins a token."""
    found = pairs(folded)[:-1]
    if not found:
        return _beginning(folded, vendor)
    return f'"{" ".join(found)}"' if vendor == "sqlite" else "(" + " <-> ".join(f"'{one}'" for one in found) + ")"


def _beginning(text: str, vendor: str) -> str:
    return f'"{text}" *' if vendor == "sqlite" else f"'{text}':*"


def matching(query: str) -> list[UUID] | None:
    """The registrations whose words match; None where nothing was asked that could be. One statement."""
    wanted = asked(query, connection.vendor)
    if not any(wanted.values()):
        return None
    with connection.cursor() as cursor:
        cursor.execute(statement("matching", connection.vendor), wanted)
        return [UUID(row[0]) for row in cursor.fetchall()]
