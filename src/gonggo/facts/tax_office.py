"""The tax office's look-up of a business's state over the network: what it says, and UNKNOWN for all else.

``POST /api/nts-businessman/v1/status?serviceKey=…`` with at most a hundred numbers a call. What is too slow, answers
with an error or cannot be understood has said nothing: its numbers are UNKNOWN, and a person looks.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from gonggo.facts.definition import CLOSED, GOES_ON, SUSPENDED

PATIENCE_S = 5.0
MOST = 100
"""Numbers in one call; the service answers 413 above."""
STATUS = "/api/nts-businessman/v1/status"
_LONGEST_ANSWER = 256 * 1024


class Said(StrEnum):
    """What was heard of a number."""

    GOES_ON = "goes-on"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    UNREGISTERED = "unregistered"
    UNKNOWN = "unknown"  # it was not heard


FACT_OF = {Said.GOES_ON: GOES_ON, Said.SUSPENDED: SUSPENDED, Said.CLOSED: CLOSED}
"""The value of the fact that an answer states; none for the others."""
_CODES = {"01": Said.GOES_ON, "02": Said.SUSPENDED, "03": Said.CLOSED}


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a business; ``ended_on`` is the day from which it is closed or suspended, ``says`` why nothing is
    known."""

    said: Said
    ended_on: date | None = None
    says: str = ""


class TaxOffice:
    """The line to the service."""

    def __init__(self, address: str, key: str, *, patience_s: float = PATIENCE_S) -> None:
        self._parts, self._key, self._patience_s = urlsplit(address), key, patience_s

    def status(self, numbers: Collection[str]) -> Mapping[str, Standing]:
        """Number → its state, for each of ``numbers`` (ten digits), a hundred a call. Raises nothing."""
        asked = list(dict.fromkeys(numbers))
        calls = [asked[place : place + MOST] for place in range(0, len(asked), MOST)]
        return {number: one for call in calls for number, one in self._asked(call).items()}

    def _asked(self, numbers: list[str]) -> Mapping[str, Standing]:
        make = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
        line = make(self._parts.netloc, timeout=self._patience_s)
        place = f"{STATUS}?{urlencode({'serviceKey': self._key, 'returnType': 'JSON'})}"
        try:
            line.request("POST", place, json.dumps({"b_no": numbers}), {"Content-Type": "application/json"})
            answer = line.getresponse()
            told = answer.read(_LONGEST_ANSWER)
        except (OSError, HTTPException) as away:
            return dict.fromkeys(numbers, Standing(Said.UNKNOWN, says=type(away).__name__))
        finally:
            line.close()
        return read(answer.status, told, numbers)


def read(status: int, told: bytes, numbers: Collection[str]) -> Mapping[str, Standing]:
    """An answer as it came over the line; whatever it does not say of a number that was asked is UNKNOWN. Pure."""
    nothing = Standing(Said.UNKNOWN, says=str(status))
    try:
        said: Any = json.loads(told)
        if status != 200 or said["status_code"] != "OK":
            return dict.fromkeys(numbers, nothing)
        found = {str(row["b_no"]): _standing(row) for row in said["data"]}
    except (ValueError, KeyError, TypeError, AttributeError) as ill:
        return dict.fromkeys(numbers, Standing(Said.UNKNOWN, says=f"{status} {type(ill).__name__}"))
    return {number: found.get(number, nothing) for number in numbers}


def _standing(row: Mapping[str, Any]) -> Standing:
    code = row["b_stt_cd"]
    if code in _CODES:
        return Standing(_CODES[code], _day(row.get("end_dt") or ""))
    if code == "" and row["b_stt"] == "":
        return Standing(Said.UNREGISTERED)
    return Standing(Said.UNKNOWN, says=f"b_stt_cd {str(code)[:10]}")


def _day(written: str) -> date | None:
    """YYYYMMDD, or none. Raises ValueError for anything else."""
    return date.fromisoformat(f"{written[:4]}-{written[4:6]}-{written[6:]}") if written else None
