"""What the applicants of a program write: its own ``demo/stories.toml``, where there is one."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from gonggo.programs.loading import LIBRARY

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tale:
    """What one application says: to a question, and in the rows of a table, with ``{person}`` still to be named."""

    answers: Words = field(default_factory=dict)
    rows: Mapping[str, Sequence[Words]] = field(default_factory=dict)


def tale(program: str, adopter: str, dice: Random) -> Tale:
    """The story that fits the company's trade, as its name tells it; one at random where none does."""
    told = _told(program)
    stories = told.get("story", [])
    if not stories:
        return Tale()
    fitting = [one for one in stories if adopter.endswith(tuple(one["trades"]))]
    story = dice.choice(fitting or stories)
    words = {key: text for key, text in story.items() if isinstance(text, str)} | {"adopter": adopter}
    rows = {key: [_filled(row, words) for row in table] for key, table in told["row"].items()}
    return Tale(_filled(told["answer"], words), rows)


def named(text: str, names: Iterator[str]) -> str:
    """``text`` with a name for each person in it."""
    while "{person}" in text:
        text = text.replace("{person}", next(names), 1)
    return text


def _filled(texts: Words, words: Words) -> Words:
    made = dict(texts)
    for key, text in texts.items():
        for slot, word in words.items():
            text = text.replace(f"{{{slot}}}", word)  # noqa: PLW2901  # the same text, slot by slot
        made[key] = text
    return made


@cache
def _told(program: str) -> dict[str, Any]:
    path = LIBRARY / program / "demo" / "stories.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
