"""A small index in memory: bigrams find the candidates, the folded text confirms them, the written text shows them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from gonggo.kernel import hangul
from gonggo.kernel.hangul import Folded

EXCERPT = 140
BEFORE = 40
_TITLE_WEIGHT = 3
_NAMED = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. ``kind`` says what it is; of equal answers the earlier entry comes first."""

    kind: str
    address: str
    title: str
    body: str
    names: tuple[str, ...] = ()
    """Words by which it is asked for exactly, such as a clause's id."""
    since: datetime | None = None
    """From when on it stands there; None for always."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a shown text; ``found`` pieces are marked."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers, with the places where it does."""

    entry: Entry
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    score: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A text in the forms it is searched in."""

    written: str
    stems: Folded
    whole: Folded

    @classmethod
    def of(cls, text: str) -> "_Part":
        return cls(hangul.nfc(text), hangul.fold(text), hangul.fold(text, particles=True))

    def grams(self) -> frozenset[str]:
        return hangul.bigrams(self.stems.text) | hangul.bigrams(self.whole.text)

    def spans(self, word: "_Asked") -> Iterator[tuple[int, int]]:
        """Where the word stands in the written text: [from, to)."""
        for folded, asked in ((self.stems, word.stem), (self.whole, word.whole)):
            at = -1
            shown = hangul.initials(folded.text) if word.as_initials else folded.text
            while (at := shown.find(asked, at + 1)) >= 0:
                if (word.at_start or word.as_initials) and at not in folded.starts:
                    continue
                yield folded.places[at], folded.places[at + len(asked) - 1] + 1


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing that must be found: a word of the query, or the whole of it without its spaces."""

    stem: str
    whole: str
    at_start: bool = False
    as_initials: bool = False


@dataclass(slots=True)
class Index:
    """Built once for a program and a language; asked many times."""

    entries: list[Entry] = field(default_factory=list)
    _parts: list[tuple[_Part, _Part]] = field(default_factory=list)
    _postings: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Index":
        index = cls()
        for number, entry in enumerate(entries):
            parts = (_Part.of(entry.title), _Part.of(entry.body))
            index.entries.append(entry)
            index._parts.append(parts)
            for gram in parts[0].grams() | parts[1].grams():
                index._postings[gram].add(number)
        return index

    def find(self, query: str, *, at: datetime, limit: int = 50) -> list[Hit]:
        """What answers the query at an instant, best first; nothing for a query without letters or digits."""
        found = self._named(query)
        for wanted in _readings(query):
            for number in self._candidates(wanted):
                hit = self._hit(number, wanted)
                if hit and (number not in found or found[number].score < hit.score):
                    found[number] = hit
        there = (number for number in found if (since := self.entries[number].since) is None or since <= at)
        order = sorted(there, key=lambda number: (-found[number].score, number))
        return [found[number] for number in order[:limit]]

    def _named(self, query: str) -> dict[int, Hit]:
        """The entries asked for by their very name."""
        asked = hangul.fold(query, particles=True).text
        return {
            number: Hit(entry, _pieces(title.written, []), _excerpt(body.written, []), _NAMED)
            for number, (entry, (title, body)) in enumerate(zip(self.entries, self._parts, strict=True))
            if asked in {hangul.fold(name, particles=True).text for name in entry.names}
        }

    def _candidates(self, wanted: tuple[_Asked, ...]) -> set[int]:
        candidates = set(range(len(self.entries)))
        for word in wanted:
            if word.as_initials or len(word.stem) < 2:
                continue
            grams = [self._with_all(hangul.bigrams(text)) for text in {word.stem, word.whole}]
            candidates &= set().union(*grams)
        return candidates

    def _with_all(self, grams: frozenset[str]) -> set[int]:
        sets = sorted((self._postings.get(gram, set()) for gram in grams), key=len)
        return set.intersection(*sets) if sets else set()

    def _hit(self, number: int, wanted: tuple[_Asked, ...]) -> Hit | None:
        title, body = self._parts[number]
        entry = self.entries[number]
        score = 0
        in_title: list[tuple[int, int]] = []
        in_body: list[tuple[int, int]] = []
        for word in wanted:
            named, said = list(title.spans(word)), list(body.spans(word))
            if not named and not said:
                return None
            score += _TITLE_WEIGHT * bool(named) + min(len(said), 2)
            in_title += named
            in_body += said
        score = score * 10 // len(wanted) + (5 if len(wanted) == 1 else 0)
        return Hit(entry, _pieces(title.written, in_title), _excerpt(body.written, in_body), score)


def _readings(query: str) -> Iterator[tuple[_Asked, ...]]:
    """The ways to understand a query: as one term whatever its spaces; as several words that must all be there."""
    if hangul.are_initials(query):
        typed = "".join(query.split())
        yield (_Asked(typed, typed, as_initials=True),)
        return
    stems = [hangul.without_particle(word) for _, word in hangul.words(query)]
    wholes = [word for _, word in hangul.words(query)]
    if not stems:
        return
    yield (_asked("".join(stems), "".join(wholes)),)
    if len(stems) > 1:
        yield tuple(_asked(stem, whole) for stem, whole in zip(stems, wholes, strict=True))


def _asked(stem: str, whole: str) -> _Asked:
    return _Asked(stem, whole, at_start=len(whole) == 1)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, spans: list[tuple[int, int]], *, base: int = 0) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for start, end in ((a - base, b - base) for a, b in _merged(spans)):
        if start < at or end > len(text):
            continue
        pieces += [Piece(text[at:start], found=False)] if start > at else []
        pieces.append(Piece(text[start:end], found=True))
        at = end
    return (*pieces, Piece(text[at:], found=False)) if at < len(text) else tuple(pieces)


def _excerpt(text: str, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text around the first place found, cut at spaces where it is long."""
    first = _merged(spans)[0][0] if spans else 0
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = min(len(text), start + EXCERPT)
    if end < len(text) and (space := text.rfind(" ", start + EXCERPT // 2, end)) > 0:
        end = space
    pieces = _pieces(text[start:end], [span for span in spans if start <= span[0] and span[1] <= end], base=start)
    lead = (Piece("… ", found=False),) if start else ()
    tail = (Piece(" …", found=False),) if end < len(text) else ()
    return (*lead, *pieces, *tail)
