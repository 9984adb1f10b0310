"""Makes a day of the demo, once: a process of its own, so that the supervisor stays small."""

import argparse
import sys
from collections.abc import Callable

from gonggo.kernel.clock import OffsetClock, machine_now
from gonggo.web.demo import days
from gonggo.wiring import environment, keys
from gonggo.wiring.cli.migrate import migrate
from gonggo.wiring.cli.words import bar, say
from gonggo.wiring.demo import script
from gonggo.wiring.supervisor import end_with_parent

Told = Callable[[int, str], object]
"""Told of progress: hundredths of the whole, and what is being done."""


def main() -> int:
    """0 when the day stands, which is left alone if it stood before; 1 when it could not be made."""
    parser = argparse.ArgumentParser()
    parser.add_argument("day")
    key = parser.parse_args().day
    end_with_parent()
    settings, offered = environment.read(), days.read()
    assert settings.days is not None  # a demo's
    shelf = days.Shelf(settings.days, offered.first.key)
    _have_keys(settings)
    with shelf.making(key):
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shelf.is_made(key):
            migrate()
            return 0
        shelf.clear(key)
        day = offered.by_key[key]
        say(f"{day.label.ko}: 시연 자료를 만듭니다. / {day.label.en}: making the demo's world.")
        if not _made(settings, offered, day, _telling(shelf, key)):
            return 1
        shelf.set_made(key)
    return 0


def _have_keys(settings: environment.Environment) -> None:
    if not settings.keys.exists():
        keys.make(settings.keys, demo=True)
    elif not (settings.keys / f"{keys.AUTHORITY}.key").exists():  # of a demo from before papers were signed
        keys.add_authority(settings.keys, demo=True)


def _made(settings: environment.Environment, offered: days.Days, day: days.Day, told: Told) -> bool:
    """Whether the day came about; what is wrong with it is said."""
    if not day.until:
        _played(settings, offered, told)
        return True
    from gonggo.wiring.demo import life

    findings = life.lived(offered, day, settings.data, told=told)
    for finding in findings:
        say(finding)
    return not findings


def _played(settings: environment.Environment, offered: days.Days, told: Told) -> None:
    """The day that has a script, step by step."""
    written = script.read(offered.folder)
    clock = OffsetClock(settings.data / "clock.json")
    clock.move_to(written.published_at)
    migrate()
    from gonggo.wiring.demo import guide, world
    from gonggo.wiring.log_sealing import Sealer

    todo = world.steps(offered.folder, written)
    for done, (name, make) in enumerate(todo):
        told(100 * done // len(todo), name)
        make()
    clock.move_to(written.starts_at)
    Sealer().seal(now=machine_now())
    guide.write(settings.data, at=clock.now())


def _telling(shelf: days.Shelf, key: str) -> Told:
    """Progress for the panel, and on the console: a bar on a terminal, else a line for each thing."""
    said = ""

    def tell(percent: int, what: str) -> None:
        nonlocal said
        shelf.tell(key, percent)
        if sys.stderr.isatty():
            bar("시연 자료 / demo", percent, 100)
        elif what != said:
            say(f"  {what}")
        said = what

    return tell


if __name__ == "__main__":
    sys.exit(main())
