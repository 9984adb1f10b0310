"""The command ``gonggo``: its words, its exit codes (0 done, 1 refused or found something, 2 wrong usage)."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from gonggo.wiring.cli import (
    audit,
    demo,
    doctor,
    fake_bank,
    fake_nts,
    keys,
    migrate,
    person,
    probe,
    program,
    receipt,
    selection,
    serve,
    signing,
    simulate,
)
from gonggo.wiring.database_findings import DatabaseAway
from gonggo.wiring.environment import BadEnvironment
from gonggo.wiring.keys import KeysMissing

DONE, FOUND, WRONG = 0, 1, 2
_ROOMS = (
    serve,
    migrate,
    demo,
    doctor,
    audit,
    probe,
    keys,
    person,
    program,
    receipt,
    selection,
    signing,
    simulate,
    fake_bank,
    fake_nts,
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG, f"{self.prog}: {message}\n자세한 사용법: {self.prog} --help / usage: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    _speak_utf8()
    given = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = given.run
    try:
        return run(given)
    except (BadEnvironment, KeysMissing) as unusable:
        print(unusable, file=sys.stderr)
        return WRONG
    except DatabaseAway as away:
        print(away, file=sys.stderr)
        return FOUND
    except KeyboardInterrupt:
        return FOUND


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="gonggo",
        description="공고대로 지원사업을 운영합니다. / Runs a support program straight from its notice.",
        epilog="종료 코드 0 끝남, 1 거절되었거나 발견한 것이 있음, 2 잘못된 사용"
        " / exit codes: 0 done, 1 refused or found something, 2 wrong usage",
    )
    words = parser.add_subparsers(required=True, metavar="명령/COMMAND", parser_class=_Parser)
    for room in _ROOMS:
        room.add(words)
    return parser


def _speak_utf8() -> None:
    """Korean comes out right under LANG=C too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
