"""``gonggo migrate``: both databases, and the rights of the role that the processes use."""

import argparse
import os
import time
from typing import Any

from gonggo.wiring import environment, house
from gonggo.wiring.cli.words import can_json, print_json, say, word


def add(words: Any) -> None:
    parser = word(words, "migrate", "데이터베이스를 만들거나 새 판으로 바꿉니다", "make or renew the databases", _run)
    can_json(parser)


def _run(given: argparse.Namespace) -> int:
    made = migrate()
    if given.json:
        print_json(made)
    return 0


def migrate() -> dict[str, Any]:
    """Bring both databases to this version; what was done, for scripts."""
    settings = environment.read()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if settings.clock_moves and not (settings.data / "clock.json").exists():
        start_clock(settings)
    house.set_up()
    from django.core.management import call_command

    from gonggo.wiring.rights import grant
    from gonggo.wiring.router import DOOR_APP

    started = time.monotonic()
    for alias, name, rooms in (("default", "GONGGO_DATABASE", ()), ("door", "GONGGO_DOOR_DATABASE", (DOOR_APP,))):
        say(f"{name} 준비 / preparing …")
        call_command("migrate", *rooms, database=alias, verbosity=0, interactive=False)
    call_command("createcachetable", database="default", verbosity=0)
    role = os.environ.get("GONGGO_APP_ROLE", "")
    kept = {alias: grant(alias, role) for alias in ("default", "door")} if role else {}
    return {"databases": ["default", "door"], "append_only": kept, "seconds": round(time.monotonic() - started, 1)}


def start_clock(settings: environment.Environment) -> None:
    """A demo or rehearsal begins with the program's clock at the machine's; the demo moves it first."""
    from gonggo.kernel.clock import OffsetClock, machine_now

    OffsetClock(settings.data / "clock.json").move_to(machine_now())
