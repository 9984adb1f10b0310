"""Makes the demo's databases and world, once: a process of its own, so that the supervisor stays small."""

import sys

from gonggo.kernel.clock import OffsetClock
from gonggo.programs.loading import LIBRARY
from gonggo.wiring import environment, keys
from gonggo.wiring.cli.migrate import migrate
from gonggo.wiring.cli.words import progress, say
from gonggo.wiring.demo import script

MADE = "demo.made"  # stands beside the data when the world is whole


def main() -> int:
    """0 when the world stands; it is left alone if it stood before."""
    settings = environment.read()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.keys.exists():
        keys.make(settings.keys, demo=True)
    elif not (settings.keys / f"{keys.AUTHORITY}.key").exists():  # of a demo from before papers were signed
        keys.add_authority(settings.keys, demo=True)
    folder = next(path.parent.parent for path in sorted(LIBRARY.glob("*/demo/world.toml")))
    told = script.read(folder)
    clock_file, made = settings.data / "clock.json", settings.data / MADE
    if not clock_file.exists():
        OffsetClock(clock_file).move_to(told.published_at)
    migrate()
    if made.exists():
        return 0
    from gonggo.wiring.demo import world

    say("시연 자료를 만듭니다. / Making the demo's world.")
    todo = world.steps(folder, told)
    for name, make in progress(todo, total=len(todo), title="시연 자료 / demo"):
        if not sys.stderr.isatty():
            say(f"  {name}")
        make()
    OffsetClock(clock_file).move_to(told.starts_at)
    made.touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
