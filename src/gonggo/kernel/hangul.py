"""Korean text folded for searching: what people type and what is written meet in one form.

Folded are Unicode form (NFC), Latin case, punctuation, spaces, and a closed list of particles at a word's end, so that
재고관리 finds 재고를 관리. Each folded character remembers where it stood, so that a hit can be shown in the words as
they were written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

PARTICLES = (
    "으로부터", "에게서는", "으로써", "으로서", "에서는", "에게는", "까지는", "부터는", "이라는", "에게서",
    "이라고", "이라도", "이면서", "께서는", "에서", "에게", "부터", "까지", "으로", "로서", "로써", "이나", "이며",
    "이란", "라는", "라고", "라도", "처럼", "보다", "마다", "조차", "밖에", "한테", "께서", "에는", "와는", "과는",
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "나", "란",
)  # fmt: skip
"""Longest first; stripped once, and only where two syllables or more remain."""
_LEAST_STEM = 2
_WORD = re.compile(r"[^\W_]+")
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST, _LAST, _PER_INITIAL = 0xAC00, 0xD7A3, 588


@dataclass(frozen=True, slots=True)
class Folded:
    """``places[i]`` is where character i of ``text`` stands in the NFC text; ``starts`` are where words begin in it."""

    text: str
    places: tuple[int, ...]
    starts: frozenset[int]


def is_syllable(character: str) -> bool:
    return _FIRST <= ord(character) <= _LAST


def without_particle(word: str) -> str:
    """The word without one particle at its end, if a stem of at least two Hangul syllables remains."""
    for particle in PARTICLES:
        stem = word.removesuffix(particle)
        if stem != word and len(stem) >= _LEAST_STEM and is_syllable(stem[-1]):
            return stem
    return word


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def words(text: str) -> Iterator[tuple[int, str]]:
    """Each run of letters and digits, in lower case, with the place where it begins in the NFC text."""
    for found in _WORD.finditer(nfc(text)):
        lower = found[0].lower()
        # a few letters change their length in lower case; a hit must still point at the right place
        yield found.start(), lower if len(lower) == len(found[0]) else found[0]


def fold(text: str, *, particles: bool = False) -> Folded:
    """The text folded; ``particles`` keeps them, for a word that only looks as if it had one (현장평가)."""
    kept: list[str] = []
    places: list[int] = []
    starts: set[int] = set()
    for place, word in words(text):
        stem = word if particles else without_particle(word)
        starts.add(len(places))
        kept.append(stem)
        places.extend(range(place, place + len(stem)))
    return Folded("".join(kept), tuple(places), frozenset(starts))


def bigrams(folded: str) -> frozenset[str]:
    """Every two neighbours of a folded text."""
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))


def initials(folded: str) -> str:
    """The first consonant of each syllable; other characters stay: 재고관리 becomes ㅈㄱㄱㄹ."""
    return "".join(_INITIALS[(ord(c) - _FIRST) // _PER_INITIAL] if is_syllable(c) else c for c in folded)


def are_initials(query: str) -> bool:
    """Whether somebody typed first consonants only."""
    typed = "".join(query.split())
    return len(typed) >= _LEAST_STEM and all(character in _INITIALS for character in typed)
