"""The people of the closing minute: what they do when, and what they send."""

import json
import os
import random
import re

from closing_load.crowd import Answer, Planned
from closing_load.house import PAGE
from closing_load.seed import Eve, named
from door_load import world
from gonggo.intake.capability import Capability, minted, session_digest
from gonggo.wiring.keys import Key

WRITING, WATCHING, PRESSING = 10_000, 30_000, 15_000
SAVES_EVERY_S, LOOKS_EVERY_S = 10.0, 30.0
LATE = 0.01
"""This share of the presses comes in the two seconds after the end."""
SESSION = "bench"


class Said:
    """What everybody sends. A writer's save names the revision that the last answer told."""

    def __init__(self, eve: Eve, key: Key, writers: int, pressers: int, etag: str) -> None:
        self._eve = eve
        self._revisions = [eve.revision] * (writers + 1)
        self._saves = [0] * (writers + 1)
        self._draft = [b""] + [self._capability(i, key, "draft").encode() for i in range(1, writers + 1)]
        self._press = [b""] + [self._capability(i, key, "submit").encode() for i in range(1, pressers + 1)]
        self._look = (
            f"GET {PAGE} HTTP/1.1\r\nHost: localhost:8000\r\nIf-None-Match: {etag}\r\nAccept-Language: ko\r\n\r\n"
        ).encode()
        self.kept: dict[int, tuple[int, str]] = {}
        """By writer the last revision that was acknowledged, and its text."""
        self._texts: dict[int, str] = {}

    def _capability(self, i: int, key: Key, act: str) -> str:
        eve = self._eve
        company = named(eve.company, i)
        more: dict[str, object] = {"party": company, "form": eve.form, "sections": (eve.section,)}
        if act == "submit":
            more = {
                "sealed_id": named(eve.sealed_id, i),
                "sealed_digest": eve.sealed_digest,
                "step_up_at": eve.closes_at - 600_000_000,
            }
        return minted(
            Capability(
                act=act,
                audience=world.ORIGIN,
                subject_kind="application",
                subject_id=named(eve.application, i),
                person_id=named(eve.person, i),
                role=eve.role,
                company_id=company,
                gate_epoch=1,
                person_epoch=1,
                session=session_digest(SESSION),
                nonce=os.urandom(16).hex(),
                expires_at=eve.closes_at + 48 * 3_600_000_000,
                **more,  # type: ignore[arg-type]  # a capability's own fields
            ),
            key,
        )

    def __call__(self, kind: str, who: int) -> bytes:
        if kind == "page":
            return self._look
        if kind == "submit":
            return self._posted("submit", "application/x-www-form-urlencoded", b"capability=" + self._press[who])
        self._saves[who] += 1
        self._texts[who] = f"{who}번 기업이 {self._saves[who]}번째로 고친 글입니다. ".ljust(
            min(450, self._eve.room), "가"
        )
        body = b'{"capability":"%s","base":{"%s":%d},"values":{"%s":%s}}' % (
            self._draft[who],
            self._eve.key.encode(),
            self._revisions[who],
            self._eve.key.encode(),
            json.dumps(self._texts[who], ensure_ascii=False).encode(),
        )
        return self._posted("draft", "application/json", body)

    @staticmethod
    def _posted(act: str, kind: str, body: bytes) -> bytes:
        return (
            f"POST /intake/{act} HTTP/1.1\r\nHost: localhost\r\nOrigin: {world.ORIGIN}\r\n"
            f"Cookie: sessionid={SESSION}\r\nAccept: application/json\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body

    def saved(self, answer: Answer) -> None:
        """A save was acknowledged."""
        revision = int(re.search(rb'"%s":(\d+)' % self._eve.key.encode(), answer.body)[1])  # type: ignore[index]  # an acknowledged save names its revision
        self._revisions[answer.request.who] = revision
        self.kept[answer.request.who] = (revision, self._texts[answer.request.who])


def planned(share: float, closes_at: float, seconds: float, dice: random.Random) -> list[Planned]:
    """Who does what when: saves, looks, and presses whose rate goes like 1 / (time left + a second)."""
    begins_at = closes_at - seconds
    plan = []
    for who in range(1, int(WRITING * share) + 1):
        first = dice.uniform(0, SAVES_EVERY_S)
        times = int((seconds - 0.5 - first) / SAVES_EVERY_S) + 1
        plan += [Planned(begins_at + first + turn * SAVES_EVERY_S, "draft", who) for turn in range(times)]
    for place in range(int(WATCHING * share * seconds / LOOKS_EVERY_S)):
        plan.append(Planned(begins_at + dice.uniform(0, seconds), "page", place))
    for who in range(1, int(PRESSING * share) + 1):
        is_late = dice.random() < LATE
        left = -dice.uniform(0, 2) if is_late else (seconds + 1) ** dice.random() - 1
        plan.append(Planned(closes_at - left, "submit", who))
    return plan
