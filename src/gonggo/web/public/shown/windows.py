"""Windows and what is open now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import LANGUAGES, Text
from gonggo.programs.definition import Moved, Program, WindowPart
from gonggo.web.ui import wording

APPLICATION = "application"


class Standing(StrEnum):
    """How a window stands at an instant."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window with how it stands; ``edge`` is the instant that one waits for (none once closed)."""

    key: str
    label: Text
    opens: datetime
    closes: datetime
    sharp: bool
    basis: Basis
    standing: Standing
    moved: tuple[Moved, ...] = ()
    """What extensions moved, the last one last."""

    @property
    def edge(self) -> datetime | None:
        return {Standing.UPCOMING: self.opens, Standing.OPEN: self.closes}.get(self.standing)

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN

    @property
    def is_upcoming(self) -> bool:
        return self.standing is Standing.UPCOMING


def standing(part: WindowPart, at: datetime) -> Standing:
    if at < part.opens:
        return Standing.UPCOMING
    return Standing.OPEN if at < part.closes else Standing.CLOSED


def window_row(program: Program, key: str, at: datetime) -> WindowRow | None:
    """The window, or None where the program has none of this name."""
    part = program.windows.get(key)
    if part is None:
        return None
    return WindowRow(key, part.label, part.opens, part.closes, part.sharp, part.basis, standing(part, at), part.moved)


def moved_since(shown: Program, latest: Program, at: datetime) -> list[WindowRow]:
    """What closes at another time now than the version that is shown says, as it stands in the latest."""
    rows = [row for row in window_rows(latest, at) if row.key in shown.windows]
    return [row for row in rows if row.closes != shown.windows[row.key].closes]


def moved_after(program: Program, posted_at: datetime) -> list[tuple[WindowPart, Moved]]:
    """Each window that an extension moved after something was posted, with the first of these extensions."""
    issued = {one.version: one.issued_on for one in program.versions}
    later = {number for number, on in issued.items() if on >= legal_day(posted_at)}
    found = ((part, [one for one in part.moved if one.version in later]) for part in program.windows.values())
    return [(part, moved[0]) for part, moved in found if moved]


def window_rows(program: Program, at: datetime) -> list[WindowRow]:
    """Every window of the program, the application's first, then as written."""
    keys = sorted(program.windows, key=lambda key: key != APPLICATION)
    return [row for key in keys if (row := window_row(program, key, at))]


def foremost(programs: Sequence[Program], at: datetime) -> Program | None:
    """What the front page is about: the open program that closes first, else the next to open, else the last."""
    by_standing: dict[Standing, list[Program]] = {one: [] for one in Standing}
    for program in programs:
        if APPLICATION in program.windows:
            by_standing[standing(program.windows[APPLICATION], at)].append(program)
    if by_standing[Standing.OPEN]:
        return min(by_standing[Standing.OPEN], key=lambda one: (one.window(APPLICATION).closes, one.key))
    if by_standing[Standing.UPCOMING]:
        return min(by_standing[Standing.UPCOMING], key=lambda one: (one.window(APPLICATION).opens, one.key))
    return max(by_standing[Standing.CLOSED], key=lambda one: (one.window(APPLICATION).closes, one.key), default=None)


def deadlines(program: Program) -> dict[str, dict[str, object]]:
    """window → its deadline as an instant and in words, and what an extension moved, in both languages."""
    return {key: _told(part) for key, part in program.windows.items()}


def _told(part: WindowPart) -> dict[str, object]:
    last = part.moved[-1] if part.moved else None
    return {
        "closes": wording.local(part.closes).isoformat(),
        "says": {said: wording.closing(part.closes, said) for said in LANGUAGES},
        "old": {said: wording.closing(last.old, said) for said in LANGUAGES} if last else None,
        "reason": {said: last.reason.said(said) for said in LANGUAGES} if last else None,
    }
