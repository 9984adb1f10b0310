"""The prober: what it writes while the house is there, away and back; how its record goes over; the command itself."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from demos import as_a_user
from gonggo.outages.record import MOST_AT_ONCE, RecordBroken, check_chain, lines
from gonggo.wiring import environment
from gonggo.wiring.environment import BadEnvironment
from gonggo.wiring.prober import BadAddress, Prober, Record, Site

KEY = "k" * 32
AT = datetime(2024, 4, 30, 8, 0, tzinfo=UTC)


class House(BaseHTTPRequestHandler):
    """A house at the network's edge: its state is the server's ``status``; it takes lines over as the real one does."""

    def do_GET(self) -> None:
        self._say(self.server.status.get(self.path, 404), {})  # type: ignore[attr-defined]

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        kept, status = self.server.kept, self.server.status["/probe/record"]  # type: ignore[attr-defined]
        if status != 200 or self.headers.get("Authorization") != f"Bearer {KEY}":
            self._say(status if status != 200 else 404, {})
            return
        kept += [line for line in lines(told["lines"]) if line.n > len(kept)]
        self._say(200, {"stands": len(kept)})

    def _say(self, status: int, said: dict[str, int]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def house() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), House)
    server.kept = []  # type: ignore[attr-defined]
    server.status = {"/intake/health": 200, "/accounts/login/": 200, "/probe/record": 200}  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def address(house: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{house.server_address[1]}"


@pytest.fixture
def prober(house, tmp_path) -> Prober:
    instants = iter(AT + timedelta(seconds=30) * place for place in range(10**6))
    return Prober(Site(address(house)), Record(tmp_path / "record.jsonl"), key=KEY, now=lambda: next(instants))


def test_a_round_looks_at_door_and_pages_and_stands_in_the_file_before_it_ends(prober, tmp_path):
    looks = prober.round()

    assert [(look.target, look.ok, look.reason) for look in looks] == [("door", True, ""), ("pages", True, "")]
    written = [json.loads(line) for line in (tmp_path / "record.jsonl").read_text().splitlines()]
    assert [(one["n"], one["target"], one["ok"], one["at"]) for one in written] == [
        (1, "door", True, AT.isoformat()),
        (2, "pages", True, AT.isoformat()),
    ]


def test_each_target_is_judged_by_itself_and_the_reason_is_written(prober, house):
    house.status["/accounts/login/"] = 503

    assert [(look.ok, look.reason) for look in prober.round()] == [(True, ""), (False, "status 503")]


def test_an_address_where_nobody_answers_is_out_of_reach(tmp_path):
    prober = Prober(Site("http://127.0.0.1:9"), Record(tmp_path / "r"), key=KEY, now=lambda: AT)

    assert [(look.ok, look.reason) for look in prober.round()] == [(False, "ConnectionRefusedError")] * 2
    assert prober.hand_over() == "ConnectionRefusedError"


def test_it_goes_on_recording_while_the_house_is_away_and_hands_all_over_when_it_is_back(prober, house):
    prober.round()
    assert (prober.hand_over(), len(house.kept)) == ("", 2)
    house.status = dict.fromkeys(house.status, 503)
    troubles = [(prober.round(), prober.hand_over())[1] for _ in range(3)]
    house.status = dict.fromkeys(house.status, 200)
    prober.round()

    assert (troubles, prober.hand_over()) == (["status 503"] * 3, "")
    assert [line.ok for line in house.kept] == [True] * 2 + [False] * 6 + [True] * 2
    check_chain(house.kept, number=0, digest_before="")


def test_a_prober_that_begins_again_goes_on_in_its_file_and_sends_only_what_is_missing(prober, house, tmp_path):
    prober.round()
    prober.hand_over()
    prober.round()
    again = Prober(Site(address(house)), Record(tmp_path / "record.jsonl"), key=KEY, now=lambda: AT)
    again.round()

    assert (again.hand_over(), len(house.kept), again.record.id) == ("", 6, prober.record.id)
    check_chain(house.kept, number=0, digest_before="")


def test_a_long_record_goes_over_in_parts(prober, house):
    for _ in range(MOST_AT_ONCE // 2 + 3):
        prober.round()

    assert (prober.hand_over(), len(house.kept)) == ("", MOST_AT_ONCE + 6)


def test_a_line_torn_by_a_crash_is_taken_off_and_the_record_goes_on(prober, tmp_path):
    prober.round()
    path = tmp_path / "record.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"record": "0')

    record = Record(path)

    assert (len(record), path.read_bytes()) == (2, whole)


def test_a_file_that_was_changed_is_no_record(prober, tmp_path):
    prober.round()
    path = tmp_path / "record.jsonl"
    path.write_text(path.read_text().replace("true", "false", 1))

    with pytest.raises(RecordBroken):
        Record(path)


def test_without_a_key_nothing_goes_over(house, tmp_path):
    prober = Prober(Site(address(house)), Record(tmp_path / "r"), key="", now=lambda: AT)
    prober.round()

    assert (prober.hand_over(), house.kept) == ("no key", [])


@pytest.mark.parametrize(
    "given", ["gonggo.example.kr", "http://gonggo.example.kr", "ftp://127.0.0.1", "https://a.example/x", ""]
)
def test_an_address_that_cannot_be_asked_is_bad(given):
    with pytest.raises(BadAddress):
        Site(given)


@pytest.mark.parametrize("key", ["short", "k" * 31, "ㅋ" * 40, "k" * 20 + " " + "k" * 20, "k" * 40 + "\n"])
def test_a_key_that_guards_nothing_is_refused_with_the_remedy(key):
    with pytest.raises(BadEnvironment, match="GONGGO_PROBE_KEY"):
        environment.read({"GONGGO_PROBE_KEY": key})


def gonggo_probe(*words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "gonggo", "probe", *words],
        env=as_a_user() | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_command_once_says_what_it_saw_as_json_and_ends_with_0_and_with_1_where_something_is_away(house, tmp_path):
    words = (address(house), "--record", str(tmp_path / "r"), "--once", "--json")
    there = gonggo_probe(*words, GONGGO_PROBE_KEY=KEY)
    house.status["/intake/health"] = 503
    away = gonggo_probe(*words, GONGGO_PROBE_KEY=KEY)

    assert (there.returncode, away.returncode) == (0, 1), there.stderr + away.stderr
    seen = [json.loads(one.stdout) for one in (there, away)]
    assert [(one["looks"]["door"]["ok"], one["lines"], one["handed_over"], one["trouble"]) for one in seen] == [
        (True, 2, 2, ""),
        (False, 4, 4, ""),
    ]


def test_command_send_hands_over_what_was_recorded_and_says_with_1_that_some_is_left(house, tmp_path):
    words = (address(house), "--record", str(tmp_path / "r"))
    gonggo_probe(*words, "--once")
    left = gonggo_probe(*words, "--send")
    gone = gonggo_probe(*words, "--send", GONGGO_PROBE_KEY=KEY)

    assert (left.returncode, gone.returncode, len(house.kept)) == (1, 0, 2)
    assert "no key" in left.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("http://gonggo.example.kr", "--record", "r", "--once"),
        ("http://127.0.0.1:9", "--once"),
        ("http://127.0.0.1:9", "--record", "r", "--every", "0"),
    ],
)
def test_command_used_wrongly_ends_with_2(words, tmp_path):
    assert gonggo_probe(*[str(tmp_path / "r") if word == "r" else word for word in words]).returncode == 2


def test_command_watches_at_its_pace_until_told_to_end(house, tmp_path):
    words = [address(house), "--record", str(tmp_path / "r"), "--every", "1", "--json"]
    running = subprocess.Popen(
        [sys.executable, "-m", "gonggo", "probe", *words], env=as_a_user(), stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert running.stdout is not None
    rounds = [json.loads(running.stdout.readline()) for _ in range(2)]
    running.terminate()

    assert ([one["lines"] for one in rounds], running.wait()) == ([2, 4], 0)
    running.stdout.close()
