"""``gonggo audit``: every invariant over the whole database."""

import argparse
from typing import Any

from gonggo.wiring import house
from gonggo.wiring.cli.words import can_json, print_json, progress, say, word


def add(words: Any) -> None:
    can_json(word(words, "audit", "불변 조건을 모두 점검합니다", "check every invariant over the whole database", _run))


def _run(given: argparse.Namespace) -> int:
    house.set_up()
    from gonggo.kernel.clock import machine_now
    from gonggo.wiring.audit import CHECKS

    now = machine_now()
    found = [
        finding for _, check in progress(CHECKS, total=len(CHECKS), title="점검 / audit") for finding in check(now)
    ]
    if given.json:
        rows = [{"invariant": f.invariant, "about": f.about, "ko": f.says.ko, "en": f.says.en} for f in found]
        print_json({"findings": rows})
    for one in found if not given.json else ():
        print(f"{one.invariant} {one.about}: {one.says.ko}\n  {one.says.en}")
    if not found and not given.json:
        say("어긋난 것이 없습니다. / Nothing is broken.")
    return 1 if found else 0
