"""A day of the demo that the simulator lives: in a data folder that stays, and with people to sign in as."""

from collections.abc import Callable
from pathlib import Path

from gonggo.kernel.clock import OffsetClock, machine_now
from gonggo.programs.loading import read
from gonggo.web.demo.days import Day, Days
from gonggo.wiring.simulate import house
from gonggo.wiring.simulate.clock import begins_at
from gonggo.wiring.simulate.stages import STAGES, Stage


def lived(days: Days, day: Day, data: Path, *, told: Callable[[int, str], object]) -> list[str]:
    """The life up to the day, in the house of this process. What the audit finds in it: nothing, if all is well."""
    house.make_ready(data, begins_at(days.folder))
    from gonggo.wiring.demo import guide
    from gonggo.wiring.log_sealing import Sealer
    from gonggo.wiring.simulate.life import live

    until = Stage(day.until)
    share = 100 / (STAGES.index(until) + 2)  # its last part is the audit's

    def tell(stage: str, done: int, total: int) -> None:
        told(int(share * (STAGES.index(Stage(stage)) + done / total)), stage)

    report = live(
        days.folder,
        applications=day.applications or days.applications,
        seed=days.seed,
        until=until,
        halfway=True,
        prefers=(day.prefers["track"], day.prefers["type"]) if day.prefers else None,
        told=tell,
    )
    clock, at = OffsetClock(data / "clock.json"), day.stands_at(read(days.folder))
    if at is not None and at > clock.now():
        clock.move_to(at)
    guide.add_onlookers(at=clock.now())
    Sealer().seal(now=machine_now())
    guide.write(data, at=clock.now())
    return report.findings
