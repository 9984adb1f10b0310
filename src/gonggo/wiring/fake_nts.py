"""A tax office for demos and tests: it says of each number what it was told, and has the habits of a bad day.

``POST /api/nts-businessman/v1/status`` is what ``facts.tax_office`` asks. It listens on this machine alone and knows
nobody's business: a number that it was told nothing of goes on, one whose check digit is wrong is not registered.
"""

import json
import threading
import time
from collections.abc import Mapping, Sequence
from enum import StrEnum
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gonggo.facts.tax_office import MOST, STATUS, Said
from gonggo.parties.rules import check_digit
from gonggo.wiring.fake_office import Window, at_a_port

_LARGEST = 64 * 1024
_TAX_TYPE = "부가가치세 일반과세자"
_NOT_REGISTERED = "국세청에 등록되지 않은 사업자등록번호입니다."
_STATES = {Said.GOES_ON: ("계속사업자", "01"), Said.SUSPENDED: ("휴업자", "02"), Said.CLOSED: ("폐업자", "03")}


class Habit(StrEnum):
    """What it does with the next request; the last habit stays."""

    ANSWER = "answer"
    SLOW = "slow"  # it says nothing for longer than anybody waits
    ERROR = "error"  # 500
    BABBLE = "babble"  # nobody understands its answer
    FORGET = "forget"  # it answers, and leaves every number out


class FakeNts:
    """What it says of numbers, and its habits. Without ``key`` it takes any."""

    def __init__(
        self,
        told: Mapping[str, Said] | None = None,
        *,
        ended: Mapping[str, str] | None = None,
        habits: Sequence[Habit] = (),
        key: str = "",
        silence_s: float = 30.0,
    ) -> None:
        self.told, self.ended, self.key, self.silence_s = dict(told or {}), dict(ended or {}), key, silence_s
        self.heard = 0
        self._habits, self._lock = list(habits), threading.Lock()

    def habit(self) -> Habit:
        with self._lock:
            self.heard += 1
            if not self._habits:
                return Habit.ANSWER
            return self._habits.pop(0) if len(self._habits) > 1 else self._habits[0]

    def answered(self, key: str, asked: Any) -> tuple[int, dict[str, Any]]:
        """Status and body for what was asked."""
        if self.key and key != self.key:
            return 401, {"code": -4, "msg": "등록되지 않은 인증키 입니다."}
        numbers = asked["b_no"]
        if not isinstance(numbers, list) or not all(isinstance(one, str) for one in numbers) or not numbers:
            return 400, {"status_code": "BAD_JSON_REQUEST"}
        if len(numbers) > MOST:
            return 413, {"status_code": "TOO_LARGE_REQUEST"}
        rows = [self._row(one) for one in numbers]
        known = sum(row["b_stt_cd"] != "" for row in rows)
        return 200, {"status_code": "OK", "request_cnt": len(rows), "match_cnt": known, "data": rows}

    def _row(self, number: str) -> dict[str, str]:
        said = self.told.get(number, Said.GOES_ON if _is_number(number) else Said.UNREGISTERED)
        state, code = _STATES.get(said, ("", ""))
        row = {"b_no": number, "b_stt": state, "b_stt_cd": code, "end_dt": self.ended.get(number, "")}
        tax = (_TAX_TYPE, "01") if code else (_NOT_REGISTERED, "")
        rest = dict.fromkeys(("tax_type_change_dt", "invoice_apply_dt", "rbf_tax_type", "rbf_tax_type_cd"), "")
        return row | {"tax_type": tax[0], "tax_type_cd": tax[1], "utcc_yn": "N"} | rest


def _is_number(text: str) -> bool:
    return len(text) == 10 and text.isascii() and text.isdigit() and check_digit(text[:9]) == int(text[9])


class _Window(Window):
    """One request."""

    office: FakeNts
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # noqa: N802  # the base class calls it so
        habit = self.office.habit()
        told = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), _LARGEST))
        parts = urlsplit(self.path)
        if habit is Habit.SLOW:
            time.sleep(self.office.silence_s)
            self.close_connection = True
            return
        if habit is Habit.ERROR or parts.path != STATUS:
            self.answer(500 if habit is Habit.ERROR else 404, {"status_code": "HTTP_ERROR"})
            return
        try:
            status, said = self.office.answered(parse_qs(parts.query).get("serviceKey", [""])[0], json.loads(told))
        except (ValueError, KeyError, TypeError):
            status, said = 400, {"status_code": "BAD_JSON_REQUEST"}
        if habit is Habit.FORGET:
            said = said | {"data": []}
        self.answer(status, {"?": "?"} if habit is Habit.BABBLE else said)


def opened(office: FakeNts, *, port: int = 0) -> ThreadingHTTPServer:
    """The office at a port of this machine (0: any free one), not serving yet."""
    return at_a_port(_Window, port, office=office)
