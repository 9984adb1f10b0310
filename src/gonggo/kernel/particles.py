"""Korean particles that agree with the word before them, which is known only once it is put in.

In words of the house 이(가) stands for 이 or 가, and so on. What is put in is never searched for one: 이(가) that
somebody typed stays. Digits are read in Korean (3은, 4는); after Latin letters and what has no sound of its own both
forms stay.
"""

import re
from collections.abc import Mapping

from gonggo.kernel.hangul import is_syllable

BOTH: Mapping[str, tuple[str, str]] = {
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "을(를)": ("을", "를"),
    "(으)로": ("으로", "로"),
}
"""What stands in the words: the form after a consonant, and the one after a vowel."""
_PLACES = re.compile("(" + "|".join(map(re.escape, BOTH)) + ")")
RIEUL, _NONE = 8, 0
_DIGITS = {"0": 21, "1": RIEUL, "2": _NONE, "3": 16, "4": _NONE, "5": _NONE, "6": 1, "7": RIEUL, "8": RIEUL, "9": _NONE}
"""The final consonant of 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구, counted as Unicode does."""
_FIRST, _FINALS = 0xAC00, 28
_CLOSING = "’”'\")]』」》〉)"


def final_of(word: str) -> int | None:
    """The final consonant of the last sound, 0 for a vowel, as Unicode counts them; None where nobody can know."""
    last = word[-1:]
    if last and is_syllable(last):
        return (ord(last) - _FIRST) % _FINALS
    return _DIGITS.get(last)


def agreeing(particle: str, word: str) -> str:
    """The form of ``particle``, one of ``BOTH``, after ``word``, whatever closing marks stand between."""
    final = final_of(word.rstrip(_CLOSING))
    if final is None:
        return particle
    after_consonant, after_vowel = BOTH[particle]
    is_vowel = final == _NONE or (particle == "(으)로" and final == RIEUL)
    return after_vowel if is_vowel else after_consonant


def filled(words: str, facts: Mapping[str, object]) -> str:
    """``words`` with the facts put in, as ``str.format`` does, and each particle agreeing with what then stands before.

    Raises KeyError where a fact is missing.
    """
    said = ""
    for piece in _PLACES.split(words):
        said += agreeing(piece, said) if piece in BOTH else piece.format(**facts)
    return said
