"""The shapes of the components: frozen rows that a view builds and a template only draws.

Words may be a ``str`` or a kernel ``Text``; the tags say a Text in the language of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gonggo.kernel.basis import Basis
from gonggo.kernel.text import Text

Words = str | Text


@dataclass(frozen=True, slots=True)
class Link:
    label: Words
    url: str = ""
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom to ask: subject, organisation, telephone numbers, until when."""

    subject: Words
    organisation: Words
    phones: Sequence[str]
    hours: Words = ""
    key: str = ""
    """Of the subject, under which one asks online."""


class Moved(Protocol):
    """A deadline that an extension moved: what it was before, and why."""

    @property
    def old(self) -> datetime: ...

    @property
    def reason(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """One of 2-4 loud facts: what, how much, one line of context."""

    label: Words
    value: Words
    note: Words = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the task list. Without ``url`` it is not a link; ``why`` says what it is about or why not now."""

    label: Words
    state: str
    url: str = ""
    word: Words = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its answer; ``edit`` leads to the field, ``gap`` says what is missing and leads there too.

    An answer in rows is a ``table``, and may be drawn as a ``schedule`` above it.
    """

    term: Words
    value: Words = ""
    note: Words = ""
    basis: Basis | None = None
    edit: str = ""
    gap: Words = ""
    state: str = ""
    table: "Table | None" = None
    schedule: "Schedule | None" = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the timeline. ``state`` is done, now or later; ``url`` leads to what came of it."""

    title: Words
    when: Words
    who: Words = ""
    note: Words = ""
    state: str = "later"
    basis: Basis | None = None
    anchor: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for one paper, also while it is empty.

    ``state`` is todo, uploading, scanning, held, done or bad; ``upload_url`` takes the file; ``problem`` and ``remedy``
    are the two sentences of a bad file; ``earlier`` leads to the versions before, ``preview`` to the pages as pictures;
    ``watch`` draws the slot anew while it is scanned.
    """

    slot: str
    number: str
    label: Words
    state: str
    upload_url: str = ""
    action: Words = ""
    word: Words = ""
    file_name: str = ""
    size: int = 0
    by_whom: Words = ""
    at: datetime | None = None
    digest: str = ""
    note: Words = ""
    is_optional: bool = False
    problem: Words = ""
    remedy: Words = ""
    basis: Basis | None = None
    download: str = ""
    preview: str = ""
    links: Sequence[Link] = ()
    earlier: str = ""
    earlier_count: int = 0
    watch: str = ""
    accept: str = ".pdf,.hwp,.hwpx,.jpg,.jpeg,.png"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. ``kind`` is text, number or centre; ``note`` a second small line; ``state`` puts the glyph before."""

    text: Words = ""
    kind: str = "text"
    url: str = ""
    note: Words = ""
    state: str = ""
    basis: Basis | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.note or self.state or self.basis)


@dataclass(frozen=True, slots=True)
class Head:
    label: Words
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the heads; the first is the row's own head. ``anchor`` is an id one can link to."""

    cells: Sequence[Cell | Words]
    anchor: str = ""
    is_chosen: bool = False
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Data in rows. ``name`` is read aloud; ``line`` stands visibly above, with its basis.

    ``stack`` turns rows into cards on a phone; without it the table scrolls sideways and can be reached by key.
    """

    name: Words
    heads: Sequence[Head | Words]
    rows: Sequence[Row]
    line: Words = ""
    basis: Basis | None = None
    stack: bool = True
    foot: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class SumLine:
    """A row of a sum: sign (``+``, ``−``, ``=`` or empty), what, how much, on what ground."""

    name: Words
    amount: int
    sign: str = ""
    ground: Words = ""
    basis: Basis | None = None
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Gauge:
    """A limit and what is used of it. ``filled`` and ``tick`` are thousandths of the bar's length.

    ``key`` names it for the live totals of the page; ``is_over`` turns it and its words to a problem, ``is_noted`` to
    something that somebody will look at.
    """

    label: Words
    limit: Words
    value: Words
    filled: int
    tick: int
    words: Words
    detail: Words = ""
    is_over: bool = False
    basis: Basis | None = None
    key: str = ""
    is_noted: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    label: Words
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with their values at the marks; the table under it says the same."""

    name: Words
    unit: Words
    bars: Sequence[Bar]
    head: Words = ""


@dataclass(frozen=True, slots=True)
class Span:
    """What is done from the first to the last of its months, both counted from 1."""

    what: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Spans drawn over the months; the table beside it says the same."""

    name: Words
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Signatures:
    """A paper that several sign in order. ``state`` and ``word`` say how far it is, ``line`` whose turn it is.

    ``sign_url`` takes the signature of who looks at the page, and is empty when it is not their turn; ``paper_url``
    gives the file with the signatures so far; ``digest`` is that file's SHA-256, ``authority`` who certifies.
    """

    state: str
    word: Words
    line: Words
    table: Table
    digest: str
    paper_url: str
    sign_url: str = ""
    authority: Words = ""
    reason: Words = ""
    """Why the signing was called off."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: what to mend, and where."""

    text: Words
    url: str = ""
    whose: Words = ""
