"""Answers of "no": refusals that tell a person what to do next, and objects out of reach."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text


class Refused(Exception):
    """A request that a rule does not allow. Nothing has changed.

    ``code`` is a row of a room's refusals table; ``basis`` is that of the value that refused (None for the engine's
    own rules); ``field`` is the form field to point at; ``facts`` fill the words.
    """

    def __init__(self, code: str, basis: Basis | None = None, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.basis = basis
        self.field = field
        self.facts = facts


def written(text: str, code: str, basis: Basis | None = None, *, most: int = 500, field: str = "reason") -> str:
    """What somebody had to write, without blanks around it. Refuses with ``code`` for nothing, and beyond ``most``."""
    said = text.strip()
    if not 0 < len(said) <= most:
        raise Refused(code, basis, field=field, most=most)
    return said


class OutOfReach(Exception):
    """The actor may not know that this exists, or it does not exist: to the actor these are the same (404)."""


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """What a refusal says (what did not happen and why) and the remedy (what to do next)."""

    says: Text
    remedy: Text


def refusals(*rows: tuple[str, str, str, str, str]) -> Mapping[str, RefusalWords]:
    """A room's table: (code, says ko, says en, remedy ko, remedy en), codes unique within the room."""
    table = {code: RefusalWords(Text(ko, en), Text(fix_ko, fix_en)) for code, ko, en, fix_ko, fix_en in rows}
    if len(table) != len(rows):
        raise ValueError("a refusal code stands twice in one table")
    return table


class RefusalBook:
    """All rooms' tables in one, so that a desk finds the words of any refusal."""

    def __init__(self, tables: Iterable[Mapping[str, RefusalWords]]) -> None:
        self._words: dict[str, RefusalWords] = {}
        for table in tables:
            twice = self._words.keys() & table.keys()
            if twice:
                raise ValueError(f"two rooms use the refusal code {sorted(twice)[0]}")
            self._words.update(table)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def words(self, refused: Refused) -> RefusalWords:
        """The words of ``refused`` with its facts put in."""
        row = self._words[refused.code]
        return RefusalWords(row.says.format(**refused.facts), row.remedy.format(**refused.facts))
