"""One round of each side: wrk at the door, pgbench at the database; and the burst that shows the stamp's lag."""

import json
import os
import re
import resource
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gonggo.intake.sql import statements

HERE = Path(__file__).parent
DRAFT_TEXT = (
    "우리 가게의 주문과 재고를 한 화면에서 보고, 손님이 스스로 예약을 바꿀 수 있게 하는 서비스를 만들려고 합니다. " * 40
)[:1400]


@dataclass(frozen=True)
class Load:
    """What wrk saw. ``generator_cpu`` is its share of all cores."""

    per_s: float
    p99_ms: float
    p50_ms: float
    good: int
    other: int
    dry: int
    generator_cpu: float


def wrk(ports: Sequence[int], stem: Path, *, path: str, connections: int, seconds: float, origin: str) -> Load:
    """Post a feed at the door. Raises SystemExit if wrk does."""
    draft = path.endswith("draft")
    text = json.dumps(DRAFT_TEXT, ensure_ascii=False)
    env = os.environ | {
        "DOOR_PORTS": " ".join(map(str, ports)),
        "DOOR_FEED": str(stem),
        "DOOR_PATH": path,
        "DOOR_ORIGIN": origin,
        "DOOR_TYPE": "application/json" if draft else "application/x-www-form-urlencoded",
        "DOOR_BEFORE": '{"capability":"' if draft else "capability=",
        "DOOR_AFTER": f'","base":{{"plan.idea":0}},"values":{{"plan.idea":{text}}}}}' if draft else "",
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    ran = subprocess.run(
        [
            "wrk",
            "-t2",
            f"-c{connections}",
            f"-d{seconds}s",
            "--timeout",
            "10s",
            "-s",
            HERE / "submit.lua",
            f"http://127.0.0.1:{ports[0]}{path}",
        ],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = re.search(r"RESULT (\{.*\})", ran.stdout)
    if found is None:
        raise SystemExit(f"wrk failed: {ran.stdout}{ran.stderr}")
    said = json.loads(found[1])
    return Load(
        per_s=said["good"] / (said["duration_us"] / 1e6),
        p99_ms=said["p99_us"] / 1000,
        p50_ms=said["p50_us"] / 1000,
        good=said["good"],
        other=said["other"] + said["errors"],
        dry=said["dry"],
        generator_cpu=cpu / took / (os.cpu_count() or 1),
    )


def one_row(name: str, values: dict[str, str]) -> str:
    """The door's own statement for one row, with an expression for each parameter, as pgbench runs it."""
    text = re.sub(r"--.*", "", statements("postgres")[name])

    def filled(found: re.Match[str]) -> str:
        kind = found[2] or ""
        value = values[found[1]]
        return f"array[{value}]::{kind}" if kind.endswith("[]") else f"({value})::{kind}"

    return re.sub(r"%\((\w+)\)s::([\w\[\]]+)", filled, text).replace("\n", " ") + ";\n"


def subject_values(first: int, last: int) -> tuple[str, dict[str, str]]:
    """pgbench's choice of a random subject, and the ids of it."""
    ids = {
        name: f"md5('{letter}' || :i)"
        for name, letter in {"subject_id": "s", "person_id": "p", "sealed_id": "r", "company_id": "c"}.items()
    }
    return f"\\set i random({first}, {last})\n", ids


def decide_script(first: int, last: int) -> str:
    choice, ids = subject_values(first, last)
    return choice + one_row(
        "decide",
        ids
        | {
            "id": "gen_random_uuid()",
            "act": "'submit'",
            "subject_kind": "'application'",
            "sealed_digest": "md5('r' || :i) || md5('d' || :i)",
            "role": "'company_manager'",
            "gate_epoch": "1",
            "person_epoch": "1",
            "step_up_at": "1000000000000000",
            "stamped_at": "1700000000000000",
            "written_at": "1700000000000000",
            "batch": "gen_random_uuid()",
        },
    )


def bare_script(first: int, last: int) -> str:
    """The same row with no check: what the machine can insert."""
    choice, ids = subject_values(first, last)
    ids = {name: f"{value}::uuid" for name, value in ids.items()}
    return choice + (
        "insert into intake_event (id, subject_kind, subject_id, number, seq, event, code, basis, stamped_at,"
        " closes_at, sealed_id, sealed_digest, standing_id, person_id, role, company_id, step_up_at,"
        " previous, link, written_at, batch)"
        f" values (gen_random_uuid(), 'application', gen_random_uuid(), 'BENCH-100000', 1, 'submitted', '', '',"
        f" 1700000000000000, 4102444800000000, {ids['sealed_id']}, md5('r' || :i) || md5('d' || :i),"
        f" {ids['sealed_id']}, {ids['person_id']}, 'company_manager', {ids['company_id']}, 1000000000000000, '',"
        " md5('r' || :i) || md5('d' || :i), 1700000000000000, gen_random_uuid());\n"
    )


def save_script(first: int, last: int) -> str:
    choice, ids = subject_values(first, last)
    text = json.dumps(DRAFT_TEXT, ensure_ascii=False)
    return choice + one_row(
        "save",
        ids
        | {
            "place": "0",
            "subject_kind": "'application'",
            "party": ids["company_id"],
            "key": "'plan.idea'",
            "base": "0",
            "value": f"'{text}'",
            "tab": "''",
            "gate_epoch": "1",
            "person_epoch": "1",
            "saved_at": "1700000000000000",
        },
    )


def pgbench(url: str, script: Path, *, clients: int, seconds: int) -> float:
    """Transactions a second of a script, one row each, prepared."""
    ran = subprocess.run(
        ["pgbench", "-n", "-M", "prepared", "-j", "2", "-c", str(clients), "-T", str(seconds), "-f", script, url],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"tps = ([0-9.]+)", ran.stdout)
    if found is None or "number of failed transactions: 0" not in ran.stdout:
        raise SystemExit(f"pgbench failed: {ran.stdout}{ran.stderr}")
    return float(found[1])


def burst(port_of: Sequence[int], bodies: Sequence[str], origin: str) -> tuple[list[float], list[str]]:
    """All bodies at once, a connection each, last byte last: the stamps' lags in milliseconds, and the answers."""
    sockets = []
    for number, body in enumerate(bodies):
        connection = socket.create_connection(("127.0.0.1", port_of[number % len(port_of)]))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head = (
            f"POST /intake/submit HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nCookie: sessionid=bench\r\n"
            "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body) + 11}\r\n\r\ncapability={body[:-1]}"
        )
        connection.sendall(head.encode())
        sockets.append(connection)
    time.sleep(0.5)
    sent = []
    for connection, body in zip(sockets, bodies, strict=True):
        connection.send(body[-1:].encode())
        sent.append(time.time_ns() // 1000)
    lags, answers = [], []
    for connection, at in zip(sockets, sent, strict=True):
        answer = b""
        while b'"done":' not in answer:
            part = connection.recv(65536)
            if not part:
                raise SystemExit(f"no receipt: {answer!r}")
            answer += part
        arrived = datetime.fromisoformat(re.search(rb'"arrived_at":"([^"]+)"', answer)[1].decode())  # type: ignore[index]
        lags.append(arrived.timestamp() * 1000 - at / 1000)
        answers.append(answer.partition(b"\r\n\r\n")[2].decode() + "\n")
        connection.close()
    return lags, answers
