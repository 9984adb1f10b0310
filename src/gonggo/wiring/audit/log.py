"""I7: the log only grows: its root is what was signed, each leaf is what it stands for, nothing is left out."""

import hashlib
import json
from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from gonggo.intake.models import Checkpoint, Event, LogLeaf, SealedRevision, Settlement
from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.wiring import keys
from gonggo.wiring.audit.finding import Finding, said, sha256
from gonggo.wiring.audit.receipts import core
from gonggo.wiring.audit.tree import roots

_ON_ITS_WAY = timedelta(seconds=120)


def check(now: datetime) -> Iterator[Finding]:
    """The whole log, leaf by leaf."""
    leaves = list(LogLeaf.objects.order_by("place").values_list("place", "kind", "ref", "digest"))
    if [place for place, *_ in leaves] != list(range(len(leaves))):
        yield Finding("I7", "log", Text("접수 기록부에 빠진 자리가 있습니다.", "The log has a gap."))
    yield from _checkpoints([bytes.fromhex(digest) for *_, digest in leaves])
    held = {(kind, ref): digest for _, kind, ref, digest in leaves}
    yield from _receipts(held, now)
    yield from _journal(held, now)


def _checkpoints(entries: Sequence[bytes]) -> Iterator[Finding]:
    public = keys.public(settings.GONGGO_ENVIRONMENT.keys, "log").key()
    leaves = [hashlib.sha256(b"\0" + entry).digest() for entry in entries]
    signed = roots(leaves, set(Checkpoint.objects.values_list("size", flat=True)))
    for point in Checkpoint.objects.order_by("size"):
        text, _, signatures = point.note.partition("\n\n")
        root = signed.get(point.size)
        if root is None or root.hex() != point.root or text.split("\n")[1:3] != [str(point.size), _base64(root)]:
            yield Finding(
                "I7",
                f"checkpoint {point.size}",
                Text("서명된 머리가 기록부와 다릅니다.", "A signed head does not fit the log."),
            )
            continue
        try:
            public.verify(b64decode(signatures.split(" ")[-1].strip(), validate=True)[4:], f"{text}\n".encode())
        except (InvalidSignature, BadBase64):
            yield Finding(
                "I7",
                f"checkpoint {point.size}",
                Text("머리의 서명이 맞지 않습니다.", "The signature of a head does not hold."),
            )


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _receipts(held: dict[tuple[str, str], str], now: datetime) -> Iterator[Finding]:
    revisions = {row.id: row for row in SealedRevision.objects.all()}
    settled = dict(Settlement.objects.values_list("event_id", "settled_at"))
    for event in Event.objects.order_by("written_at").iterator():
        digest = held.get(("receipt", str(event.id)))
        if digest is None and event.id in settled and settled[event.id] < now - _ON_ITS_WAY:
            yield Finding("I7", str(event), Text("접수증이 기록부에 없습니다.", "A receipt is missing in the log."))
        elif digest is not None and digest != sha256(core(event, revisions)):
            yield Finding("I7", str(event), Text("접수증이 기록부와 다릅니다.", "A receipt is not what the log holds."))


def _journal(held: dict[tuple[str, str], str], now: datetime) -> Iterator[Finding]:
    seen = set()
    for entry in Entry.objects.order_by("id").iterator():
        seen.add(str(entry.uid))
        digest = held.get(("journal", str(entry.uid)))
        if digest is None and entry.recorded_at < now - _ON_ITS_WAY:
            yield Finding(
                "I7", str(entry), Text("처리이력이 기록부에 없습니다.", "A journal row is missing in the log.")
            )
        elif digest is not None and digest != sha256(said(_written(entry))):
            yield Finding(
                "I7", str(entry), Text("처리이력이 기록부와 다릅니다.", "A journal row is not what the log holds.")
            )
    for kind, ref in held:
        if kind == "journal" and ref not in seen:
            yield Finding(
                "I7", ref, Text("기록부에 있는 처리이력이 사라졌습니다.", "A journal row that the log holds is gone.")
            )


def _written(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "basis": entry.basis,
        "data": json.loads(json.dumps(entry.data)),
        "name": entry.name,
        "organisation": entry.organisation,
        "person": str(entry.person_id or ""),
        "program": entry.program,
        "recorded_at": entry.recorded_at.isoformat(),
        "role": entry.role,
        "subject": f"{entry.subject_kind}:{entry.subject_id}",
        "uid": str(entry.uid),
    }
