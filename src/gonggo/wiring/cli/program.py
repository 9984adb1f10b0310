"""``gonggo program check|load|show``: the folders that notices are written in."""

import argparse
from pathlib import Path
from typing import Any

from gonggo.wiring import house
from gonggo.wiring.cli.words import can_json, print_json, say, word


def add(words: Any) -> None:
    under = word(words, "program", "지원사업 폴더를 다룹니다", "program folders").add_subparsers(
        required=True, metavar="check|load|show|diff"
    )
    check = word(under, "check", "폴더의 잘못을 모두 찾습니다", "find every error of a folder", _check)
    check.add_argument("path", type=Path, help="폴더 / the folder")
    can_json(check)
    load = word(under, "load", "폴더의 판을 게시합니다", "publish the version that a folder holds", _load)
    load.add_argument("path", type=Path, help="폴더 / the folder")
    can_json(load)
    show = word(under, "show", "게시된 지원사업을 보여 줍니다", "show a loaded program", _show)
    show.add_argument("key", nargs="?", help="지원사업의 키, 없으면 목록 / its key; none: the list")
    show.add_argument("--version", type=int, help="판 번호 / version")
    show.add_argument("--language", choices=("ko", "en"), default="ko", help="말 / language")
    can_json(show)
    diff = word(under, "diff", "앞의 판에서 달라진 값을 보여 줍니다", "show what a version changed", _diff)
    diff.add_argument("key", help="지원사업의 키 / its key")
    diff.add_argument("version", type=int, help="판 번호 / version")
    can_json(diff)


def _check(given: argparse.Namespace) -> int:
    from gonggo.programs.checking import check

    return _say_findings(check(given.path), as_json=given.json)


def _say_findings(findings: list[Any], *, as_json: bool) -> int:
    if as_json:
        print_json({"findings": [_finding(one) for one in findings]})
    for one in findings if not as_json else ():
        print(f"{one.said('ko')}\n  {one.reason.en} {one.remedy.en}")
    if not findings and not as_json:
        say("잘못이 없습니다. / No errors.")
    return 1 if findings else 0


def _finding(one: Any) -> dict[str, str]:
    return {"file": one.file, "key": one.key, "code": one.code, "ko": one.reason.ko, "en": one.reason.en}


def _load(given: argparse.Namespace) -> int:
    house.set_up()
    from django.conf import settings

    from gonggo.journal.commands import deliver
    from gonggo.kernel.actor import SYSTEM
    from gonggo.kernel.clock import machine_now
    from gonggo.kernel.refusal import Refused
    from gonggo.programs.commands import load
    from gonggo.programs.finding import ProgramBroken
    from gonggo.wiring.refusal_book import book

    try:
        program = load(given.path, by=SYSTEM, at=settings.GONGGO_CLOCK.now())
        while deliver(now=machine_now()):  # its offices are entered now, not only when a worker runs
            pass
    except ProgramBroken as broken:
        return _say_findings(list(broken.findings), as_json=given.json)
    except Refused as refused:
        said = book().words(refused)
        say(f"{said.says.ko} {said.remedy.ko}\n  {said.says.en} {said.remedy.en}")
        return 1
    if given.json:
        print_json({"key": program.key, "version": program.version, "digest": program.digest})
    else:
        print(f"{program.key} {program.version} {program.digest}")
    return 0


def _show(given: argparse.Namespace) -> int:
    house.set_up()
    from gonggo.kernel.refusal import OutOfReach
    from gonggo.programs import queries

    try:
        found = [queries.program(given.key, given.version)] if given.key else queries.all_programs()
    except OutOfReach:
        say(f"{given.key}: 게시된 지원사업이 아닙니다. / no such program.")
        return 1
    if given.json:
        shown = [one.model_dump(mode="json", by_alias=True) for one in found] if given.key else [_row(p) for p in found]
        print_json(shown[0] if given.key else shown)
        return 0
    if given.key:
        from gonggo.programs.show import show

        print(show(found[0], given.language))
        return 0
    for one in found:
        row = _row(one)
        print("\n".join(f"{name}: {value}" for name, value in row.items()), end="\n\n")
    return 0


def _diff(given: argparse.Namespace) -> int:
    house.set_up()
    from gonggo.kernel.refusal import OutOfReach
    from gonggo.programs import queries

    try:
        changed = queries.changed_in(given.key, given.version)
    except OutOfReach:
        say(f"{given.key} {given.version}: 게시된 판이 아닙니다. / no such version.")
        return 1
    if given.json:
        print_json({"changed": [{"path": one.path, "before": one.before, "after": one.after} for one in changed]})
    for one in changed if not given.json else ():
        print(f"{one.path}: {one.before} → {one.after}")
    return 0


def _row(program: Any) -> dict[str, Any]:
    window = program.window("application")
    return {
        "key": program.key,
        "version": program.version,
        "digest": program.digest,
        "title_ko": program.title.ko,
        "title_en": program.title.en,
        "issued_on": program.issued_on.isoformat(),
        "opens_at": window.opens.isoformat(),
        "closes_at": window.closes.isoformat(),
    }
