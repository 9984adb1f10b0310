"""The door: /intake/ answered here; with ``--pages`` everything else is handed on, so that one port serves all."""

import argparse
import gc
import sys
from pathlib import Path

from gonggo.intake.door.app import Door
from gonggo.intake.door.config import DoorConfig
from gonggo.intake.receipts import Signer
from gonggo.kernel.clock import Clock, OffsetClock, PlainClock
from gonggo.wiring import environment, keys
from gonggo.wiring.environment import Environment, Mode
from gonggo.wiring.front.app import Front
from gonggo.wiring.front.proxy import HandOn
from gonggo.wiring.front.stamp import EntryStamp
from gonggo.wiring.processes.embedded import serve, serve_door
from gonggo.wiring.refuse_to_serve import refuse
from gonggo.wiring.supervisor import WRONG_SETTINGS, end_with_parent


def main() -> int:
    """Serve until told to stop; what was stamped is written first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--pages", type=Path)
    given = parser.parse_args()
    end_with_parent()
    settings = environment.read()
    if refuse(settings, process="door", host=given.host, say=lambda text: print(text, file=sys.stderr)):
        return WRONG_SETTINGS
    clock = clock_of(settings)
    door = Door(door_config(settings, clock, pages=given.pages))
    _collect_seldom()
    if given.pages is None:
        serve_door(door, host=given.host, port=given.port)
        return 0
    pages = HandOn(given.pages, behind_proxy=settings.https)
    front = EntryStamp(Front(door=door, pages=pages, origin=settings.origin), clock=clock, trusts_header=False)
    serve(front, host=given.host, port=given.port, lifespan=True)
    return 0


def _collect_seldom() -> None:
    """What is loaded stays for good, and a request leaves no cycles: looking for them at the default pace cost 7 %."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


def clock_of(settings: Environment) -> Clock:
    """The program's clock: moved in a demo or rehearsal only."""
    return OffsetClock(settings.data / "clock.json") if settings.clock_moves else PlainClock()


def door_config(settings: Environment, clock: Clock, *, pages: Path | None = None) -> DoorConfig:
    """The door of this installation."""
    receipt = keys.load(settings.keys, "receipt")
    return DoorConfig(
        database=settings.door_database,
        origin=settings.origin,
        capability_key=keys.load(settings.keys, "capability"),
        signer=Signer(receipt.id, receipt.signer()),
        clock=clock,
        cookie="__Host-sessionid" if settings.https else "sessionid",
        pages=pages,
        insists_on_durability=settings.mode is Mode.PRODUCTION,
    )


if __name__ == "__main__":
    sys.exit(main())
