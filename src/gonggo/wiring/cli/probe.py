"""``gonggo probe``: looks at the house from outside, and hands over what was seen."""

import argparse
import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

from gonggo.kernel.clock import machine_now
from gonggo.wiring.cli.words import can_json, say, word
from gonggo.wiring.environment import PROBE_KEY, probe_key
from gonggo.wiring.prober import BadAddress, Look, Prober, Record, Site

EVERY_S = 30.0
FOUND, WRONG = 1, 2


_OPTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("address", "점검할 주소(http는 이 기계만) / address to ask (plain http on this machine alone)", {}),
    (
        "--record",
        "기록 파일(줄마다 JSON) / file of the record, JSON lines",
        {"type": Path, "required": True},
    ),
    ("--every", f"점검 간격(초) / seconds between looks ({EVERY_S:g})", {"type": float, "default": EVERY_S}),
    ("--once", "한 번만 점검. 닿지 않으면 1 / look once; 1 if anything was out of reach", {"action": "store_true"}),
    ("--send", "기록만 넘기기. 남으면 1 / only hand the record over; 1 if some is left", {"action": "store_true"}),
)
_HANDS_OVER = (
    f"기록은 {PROBE_KEY} 값이 양쪽에 같을 때 넘겨집니다. 받는 쪽이 멈춘 동안은 파일에 쌓였다가 돌아오면 넘겨집니다. / "
    f"The record is handed over where {PROBE_KEY} is the same on both sides; until then it stays in the file."
)


def add(words: Any) -> None:
    parser = word(
        words,
        "probe",
        "밖에서 접수창구와 화면에 닿는지 점검하고 기록합니다",
        "look from outside whether door and pages can be reached, and keep a record",
        run,
    )
    for name, words_of, more in _OPTIONS:
        parser.add_argument(name, help=words_of, **more)
    parser.epilog = _HANDS_OVER
    can_json(parser)


def run(given: argparse.Namespace) -> int:
    if given.every < 1:
        say("--every: 1초 이상으로 적어 주세요 / 1 second or more")
        return WRONG
    try:
        key = probe_key(os.environ)
        prober = Prober(Site(given.address), Record(given.record), key=key, now=machine_now)
    except BadAddress:
        say(f"{given.address}: https://gonggo.example.kr 처럼 적어 주세요 / write it like that (http: 127.0.0.1)")
        return WRONG
    except (OSError, ValueError) as broken:  # a broken chain and ill JSON are ValueErrors
        say(f"{given.record}: 기록 파일로 쓸 수 없습니다 / cannot be used as a record: {broken}")
        return FOUND
    if given.send:
        trouble = prober.hand_over()
        _tell([], prober, trouble, as_json=given.json)
        return FOUND if trouble else 0
    return _once(prober, as_json=given.json) if given.once else _watch(prober, given.every, as_json=given.json)


def _once(prober: Prober, *, as_json: bool) -> int:
    looks = prober.round()
    _tell(looks, prober, prober.hand_over(), as_json=as_json)
    return 0 if all(look.ok for look in looks) else FOUND


def _watch(prober: Prober, every_s: float, *, as_json: bool) -> int:
    """Until told to end; the rounds keep their pace however long an answer takes."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    begun, rounds = machine_now(), 0
    while True:
        looks = prober.round()
        _tell(looks, prober, prober.hand_over(), as_json=as_json)
        rounds += 1
        behind = (machine_now() - begun).total_seconds()
        rounds = max(rounds, int(behind // every_s))
        if told.wait(max(0.0, rounds * every_s - behind)):
            return 0


def _tell(looks: list[Look], prober: Prober, trouble: str, *, as_json: bool) -> None:
    """One JSON object a round on standard output; for a person only what is out of reach."""
    if as_json:
        seen = {look.target: {"ok": look.ok, "ms": look.ms, "reason": look.reason} for look in looks}
        said = {"looks": seen, "lines": len(prober.record), "handed_over": prober.stands, "trouble": trouble}
        print(json.dumps(said, ensure_ascii=False, sort_keys=True), flush=True)
        return
    for look in looks:
        if not look.ok:
            say(f"{look.target}: 닿지 않음 / out of reach ({look.reason}, {look.ms} ms)")
    if trouble:
        say(f"기록을 넘기지 못했습니다 / the record was not handed over: {trouble}")
