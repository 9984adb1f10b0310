"""How the commands speak: help in both languages, JSON for scripts, a bar on long work."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Words = "argparse._SubParsersAction[Any]"
T = TypeVar("T")
_WIDTH = 28


def word(
    words: Any, name: str, ko: str, en: str, run: Callable[[argparse.Namespace], int] | None = None
) -> argparse.ArgumentParser:
    """Add the command ``name``; its help says both languages."""
    parser: argparse.ArgumentParser = words.add_parser(name, help=f"{ko} / {en}", description=f"{ko} / {en}")
    if run is not None:
        parser.set_defaults(run=run)
    return parser


def can_json(parser: argparse.ArgumentParser) -> None:
    """The option --json: one object on standard output."""
    parser.add_argument("--json", action="store_true", help="JSON으로 출력 / print one JSON object")


def say(text: str) -> None:
    """A line for a person, on standard error: standard output is for results."""
    print(text, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str))


def progress(things: Iterable[T], *, total: int, title: str) -> Iterator[T]:
    """The same things; on a terminal with a bar that shows how many are done."""
    shown = sys.stderr.isatty()
    for done, thing in enumerate(things):
        if shown:
            bar(title, done, total)
        yield thing
    if shown:
        bar(title, total, total)
        print(file=sys.stderr)


def bar(title: str, done: int, total: int) -> None:
    """Draw the bar on the terminal, over the last one."""
    filled = _WIDTH * done // max(total, 1)
    print(f"\r{title} [{'█' * filled}{'·' * (_WIDTH - filled)}] {done}/{total}", end="", file=sys.stderr, flush=True)
