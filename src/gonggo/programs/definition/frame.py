"""What every part of a definition is made of: words in both languages, values with one basis, days, instants, shares.

A definition is read from TOML. Every part that a person sees or a rule uses is ``Sourced``: it names exactly one of
``clause`` (the notice says so), ``source`` (another program of the agency, or law, says so) or ``default`` (ours, and
why), and the rest of the house sees that as one ``Basis``.
"""

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from gonggo.kernel.basis import Basis, BasisKind
from gonggo.kernel.text import LANGUAGES, Text

_BASES = tuple(str(kind) for kind in BasisKind)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHARE = re.compile(r"(\d+)/(\d+)")
T = TypeVar("T")


def _text(value: Any) -> Text:
    if not isinstance(value, dict):
        raise PydanticCustomError("words_form", "words need a table with ko and en")
    extra = sorted(set(value) - set(LANGUAGES))
    if extra:
        raise PydanticCustomError("words_extra", "words have ko and en, not {extra}", {"extra": ", ".join(extra)})
    missing = [lang for lang in LANGUAGES if not (isinstance(value.get(lang), str) and value[lang].strip())]
    if missing:
        raise PydanticCustomError("words_missing", "no words in {missing}", {"missing": ", ".join(missing)})
    return Text(value["ko"].strip(), value["en"].strip())


def _day(value: Any) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    raise PydanticCustomError("day_form", "a day is written YYYY-MM-DD")


def _instant(value: Any) -> datetime:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else None
    except ValueError:
        instant = None
    if instant is None:
        raise PydanticCustomError("instant_form", "an instant is written YYYY-MM-DDThh:mm:ss+09:00")
    if instant.tzinfo is None:
        raise PydanticCustomError("instant_offset", "an instant needs its offset from UTC")
    return instant


def _share(value: Any) -> Fraction:
    found = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if found is None or int(found[2]) == 0 or int(found[1]) > int(found[2]):
        raise PydanticCustomError("share_form", "a share is written as a fraction up to 1, such as 1/2")
    return Fraction(int(found[1]), int(found[2]))


def _basis_written(basis: Basis) -> dict[str, str]:
    """Kind and text, and what a source is called in English where the program says it."""
    return {key: str(value) for key, value in asdict(basis).items() if value}


Words = Annotated[Text, PlainValidator(_text), PlainSerializer(asdict)]
"""The same words in Korean and English; neither may be missing."""
Day = Annotated[date, PlainValidator(_day), PlainSerializer(date.isoformat)]
Instant = Annotated[datetime, PlainValidator(_instant), PlainSerializer(datetime.isoformat)]
Share = Annotated[Fraction, PlainValidator(_share), PlainSerializer(str)]
Whole = Annotated[StrictInt, Field(ge=0)]
"""Won, places, days, months: whole and never negative."""
Counted = Annotated[StrictInt, Field(ge=1)]
"""What is counted from one on: versions, lines, rows. A bound beside ``Whole`` would not replace its own."""
Flag = StrictBool
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A name, number or address that is the same in every language."""


class Part(BaseModel):
    """A frozen piece of a definition; a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Part):
    """A piece that carries its basis: exactly one of clause, source, default."""

    basis: Annotated[Basis, PlainValidator(lambda value: value), PlainSerializer(_basis_written)]

    @model_validator(mode="before")
    @classmethod
    def _one_basis(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        if "basis" in given:
            raise PydanticCustomError("basis_key", "a basis is written as clause, source or default")
        bases = [name for name in _BASES if name in given]
        if len(bases) != 1:
            code = "basis_twice" if bases else "basis_missing"
            raise PydanticCustomError(code, "exactly one basis is needed, found {found}", {"found": ", ".join(bases)})
        said = given[bases[0]]
        # a source that the program names in both languages comes as both
        words, english = (said.ko, said.en) if isinstance(said, Text) else (said, "")
        if not isinstance(words, str) or not words.strip():
            raise PydanticCustomError("basis_empty", "{name} says nothing", {"name": bases[0]})
        rest = {key: value for key, value in given.items() if key not in _BASES}
        return rest | {"basis": Basis(BasisKind(bases[0]), words, english)}


class Ground(Sourced):
    """A basis alone, for a value that rests on another one than the part that it stands in."""


class Said(Sourced):
    """Words that have a basis of their own, apart from the part that they stand in."""

    ko: Line
    en: Line

    @property
    def text(self) -> Text:
        return Text(self.ko, self.en)


class Amount(Sourced):
    """A number with a basis of its own: won, places, days or months."""

    value: Whole


class Proportion(Sourced):
    """A share with a basis of its own, an exact fraction."""

    value: Share


def sized(least: int, most: int | None = None) -> AfterValidator:
    """How many a list must hold; said only of lists whose items are right."""

    def check(items: tuple[T, ...]) -> tuple[T, ...]:
        if len(items) < least or (most is not None and len(items) > most):
            facts = {"count": len(items), "least": least, "most": most or "∞"}
            raise PydanticCustomError("list_size", "{count} where {least} to {most} belong", facts)
        return items

    return AfterValidator(check)


def by_key(parts: tuple[T, ...], name: Callable[[T], str], key: str) -> T:
    """The part called ``key``. Raises KeyError: a key that the program does not know is the caller's mistake."""
    for part in parts:
        if name(part) == key:
            return part
    raise KeyError(key)
