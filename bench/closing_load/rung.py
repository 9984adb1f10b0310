"""One closing minute at a share of the whole: the crowd comes, and what it heard is held against the rows."""

import json
import os
import random
import resource
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from closing_load.crowd import Answer, Crowd
from closing_load.house import STOPPED_S, House, house, stand_still, up
from closing_load.people import PRESSING, WRITING, Said, planned
from closing_load.seed import Eve, named
from gonggo.wiring.keys import Key

SECONDS = 60.0
STARTING_S = 30.0
LAG_S = 0.15
"""A request whose last byte left so long before the end is in time whatever the machine does (the stamp's mark)."""
LINES = {"submit": 256, "draft": 128, "page": 64}


@dataclass
class Found:
    """What one minute was like."""

    share: float
    offered: int = 0
    served: int = 0
    errors_5xx: int = 0
    lost: int = 0
    wrong_side: int = 0
    latencies: dict[str, list[float]] = field(default_factory=lambda: {"submit": [], "draft": [], "page": []})
    statuses: Counter[str] = field(default_factory=Counter)
    generator_cpu: float = 0.0
    peak_mb: float = 0.0
    late: int = 0
    took_s: float = 0.0
    settled: int = 0

    def p99_ms(self, kind: str) -> float:
        ordered = sorted(self.latencies[kind])
        return round(ordered[int(len(ordered) * 0.99)] * 1000, 1) if ordered else 0.0

    def figures(self) -> dict[str, object]:
        """Under the names that the benchmark prints."""
        return {
            "lost": self.lost,
            "wrong_side": self.wrong_side,
            "errors_5xx": self.errors_5xx,
            "submit_p99_ms": self.p99_ms("submit"),
            "autosave_p99_ms": self.p99_ms("draft"),
            "page_p99_ms": self.p99_ms("page"),
            "offered_per_s": round(self.offered / self.took_s, 1),
            "served_per_s": round(self.served / self.took_s, 1),
            "submitted": len(self.latencies["submit"]),
            "late": self.late,
            "settled_at_the_end": self.settled,
            "generator_cpu": round(self.generator_cpu, 2),
            "peak_mb": self.peak_mb,
            "answers": dict(sorted(self.statuses.items())),
        }


@dataclass(frozen=True)
class Place:
    """Where a rung is held: the house's database and the door's, a folder, the eve and the key of capabilities."""

    name: str
    urls: tuple[str, str]
    home: Path
    eve: Eve
    key: Key


def held(place: Place, share: float, *, seconds: float, stops: bool) -> Found:
    """The closing minute at a share of the whole; ``stops``: every process but the door stands still in its middle."""
    found, eve = Found(share, took_s=seconds), place.eve
    with house(place.urls, place.home, eve, place.name, lead_s=seconds + STARTING_S) as running:
        said = Said(eve, place.key, int(WRITING * share), int(PRESSING * share), up(running))
        closes_at = (eve.closes_at - running.offset_us) / 1_000_000
        plan = planned(share, closes_at, seconds, random.Random(7))  # a crowd, not a secret
        found.offered = len(plan)
        ports = {"submit": running.ports["door"], "draft": running.ports["door"], "page": running.ports["pages"]}
        crowd = Crowd(ports, LINES)
        if time.time() > closes_at - seconds:
            raise SystemExit("the house took too long to start for this minute")
        with _beside(running, closes_at - (seconds + STOPPED_S) / 2 if stops else None):
            before = resource.getrusage(resource.RUSAGE_SELF)
            presses = [answer for answer in crowd.run(plan, said) if _is_press(found, said, answer)]
            after = resource.getrusage(resource.RUSAGE_SELF)
        crowd.close()
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found.generator_cpu = spent / seconds / (os.cpu_count() or 1)
        found.peak_mb = round(running.peak_kb / 1024, 1)
        _verify(found, place, said, presses, closes_at)
    return found


@contextmanager
def _beside(running: House, stops_at: float | None) -> Iterator[None]:
    """Memory is looked at while the block runs, and the others stand still from ``stops_at`` on."""
    ended = threading.Event()
    threads = [threading.Thread(target=running.watch, args=[ended])]
    if stops_at is not None:
        threads.append(threading.Thread(target=stand_still, args=[running, stops_at]))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _is_press(found: Found, said: Said, answer: Answer) -> bool:
    """The answer is counted; whether it is to a press, whose receipt is looked at when all is over."""
    kind = answer.request.kind
    found.latencies[kind].append(answer.answered_at - answer.planned_at)
    found.statuses[f"{kind} {answer.status}"] += 1
    found.served += answer.status in {200, 304, 403, 409, 410}
    found.errors_5xx += answer.status >= 500 or answer.status == 0
    if kind == "draft" and answer.status == 200:
        said.saved(answer)
    return kind == "submit"


def _verify(found: Found, place: Place, said: Said, presses: list[Answer], closes_at: float) -> None:
    """Against the rows: what was acknowledged is there, and on its side of the end."""
    eve = place.eve
    with psycopg.connect(place.urls[1]) as connection:
        events = {row[0].hex: row[1:] for row in connection.execute("SELECT id, event, stamped_at FROM intake_event")}
        drafts = {
            (row[0].hex, row[1]): row[2]
            for row in connection.execute(
                "SELECT subject_id, revision, value FROM intake_draftrevision WHERE key = %s AND revision > %s",
                [eve.key, eve.revision],
            )
        }
        found.settled = connection.execute("SELECT count(*) FROM intake_settlement").fetchone()[0]  # type: ignore[index]
    for answer in presses:
        if b'"receipt"' not in answer.body:
            continue
        core = json.loads(answer.body)["receipt"]["core"]
        row = events.get(core["nonce"].replace("-", ""))
        found.lost += row is None or row[0] != core["event"]
        is_taken = core["event"] == "submitted"
        found.late += not is_taken
        found.wrong_side += is_taken and answer.sent_at > closes_at + LAG_S
        found.wrong_side += not is_taken and answer.sent_at < closes_at - LAG_S
    found.wrong_side += sum((event == "submitted") != (stamped < eve.closes_at) for event, stamped in events.values())
    for who, (revision, text) in said.kept.items():
        kept = drafts.get((named(eve.application, who), revision))
        found.lost += kept is None or json.loads(kept) != text
