"""``gonggo simulate``: a program lives on a fast clock in a throw-away house, by the commands that the pages call."""

import argparse
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gonggo.programs.loading import LIBRARY
from gonggo.wiring.cli.words import bar, can_json, print_json, say, word
from gonggo.wiring.environment import BadEnvironment
from gonggo.wiring.simulate.stages import STAGES, Stage


def add(words: Any) -> None:
    parser = word(
        words,
        "simulate",
        "버려도 되는 데이터베이스에서 지원사업의 일생을 빠르게 살아 봅니다",
        "live a program on a fast clock in a throw-away database",
        _run,
    )
    parser.add_argument(
        "--applications", type=_some, default=200, metavar="N", help="신청 수 / how many applications (200)"
    )
    parser.add_argument(
        "--seed", type=int, default=7, help="같은 수는 같은 일생 / the same seed lives the same life (7)"
    )
    parser.add_argument("--until", type=Stage, choices=STAGES, default=STAGES[-1], help="마지막 단계 / the last stage")
    parser.add_argument("--program", default="", metavar="KEY", help="지원사업의 키 / key of the program")
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="postgresql://… 서버에 데이터베이스를 만들었다가 지움, 없으면 SQLite"
        " / a PostgreSQL server: databases are made there and dropped; none: SQLite",
    )
    can_json(parser)


def _some(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 이상 / at least 1")
    return number


def _run(given: argparse.Namespace) -> int:
    folder = _folder(given.program)
    if given.database and urlsplit(given.database).scheme not in {"postgresql", "postgres"}:
        raise BadEnvironment(f"--database {given.database!r}: postgresql://…")
    from gonggo.wiring.simulate import house
    from gonggo.wiring.simulate.clock import begins_at

    with house.thrown_away(begins_at(folder), server=given.database):
        from gonggo.wiring.simulate.life import live

        lived = live(folder, applications=given.applications, seed=given.seed, until=given.until, told=_progress).told()
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if given.json:
        print_json(lived)
    else:
        _print(lived)
    return 1 if lived["findings"] else 0


def _folder(key: str) -> Path:
    known = sorted(path.parent for path in LIBRARY.glob("*/program.toml"))
    found = [path for path in known if key in {"", path.name}]
    if not found:
        raise BadEnvironment(f"--program {key}: {', '.join(path.name for path in known)}")
    return found[0]


def _progress(stage: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        bar(f"{stage:>12}", done, total)


def _print(lived: dict[str, Any]) -> None:
    """For a person: one line a figure."""
    print(f"{lived['program']}  seed {lived['seed']}  {lived['applications']} → {lived['until']}")
    for stage, counts in lived["counts"].items():
        print(f"{stage:14} " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    print("거절 / refused")
    for code, count in lived["refusals"].items():
        print(f"  {code:32} {count}")
    print("초 / seconds")
    for step, seconds in lived["seconds"].items():
        print(f"  {step:32} {seconds}")
    print(f"total_seconds {lived['total_seconds']}  cpu_seconds {lived['cpu_seconds']}  peak_mb {lived['peak_mb']}")
    print("synchronous " + ", ".join(f"{name} {value}" for name, value in lived["synchronous"].items()))
    print(f"facts {lived['facts']}  digest {lived['digest']}")
    for finding in lived["findings"]:
        print(finding)
    if not lived["findings"]:
        say("점검에서 어긋난 것이 없습니다. / The audit finds nothing.")
