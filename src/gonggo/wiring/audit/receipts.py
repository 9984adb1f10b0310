"""I1, I2, I3, I5: every answer of the door stands as it was signed, in order, rightly judged, at one whole revision."""

import hashlib
import json
from base64 import b64decode
from binascii import Error as BadBase64
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from gonggo.intake.models import Event, SealedRevision, Signature
from gonggo.kernel.text import Text
from gonggo.wiring import keys
from gonggo.wiring.audit.finding import Finding, said, sha256, stamp
from gonggo.wiring.audit.tree import root

_ON_ITS_WAY = timedelta(seconds=60)
VERSION = 1


def check(now: datetime) -> Iterator[Finding]:
    """All events, a subject at a time in the order of their sequence."""
    key = keys.public(settings.GONGGO_ENVIRONMENT.keys, "receipt")
    public = key.key()
    signatures = {row.batch: row for row in Signature.objects.all()}
    batches: defaultdict[UUID, dict[UUID, bytes]] = defaultdict(dict)
    revisions = {row.id: row for row in SealedRevision.objects.all()}
    yield from _revisions(revisions)
    before: Event | None = None
    for event in Event.objects.order_by("subject_id", "seq").iterator():
        first = before is None or before.subject_id != event.subject_id
        yield from _order(event, None if first else before)
        yield from _judgement(event)
        yield from _revision_of(event, revisions)
        batches[event.batch][event.id] = hashlib.sha256(b"\0" + core(event, revisions)).digest()
        if event.batch not in signatures and event.written_at < now - _ON_ITS_WAY:
            yield Finding("I1", str(event), Text("접수증의 서명이 없습니다.", "A receipt has no signature."))
        before = event
    for batch, signature in signatures.items():
        if signature.key_id == key.id:  # one of an earlier key: its holder verifies it
            yield from _signature(signature, batches[batch], public)


def _revisions(revisions: dict[UUID, SealedRevision]) -> Iterator[Finding]:
    for row in revisions.values():
        whole = {"content": json.loads(row.content), "papers": json.loads(row.disclosures)}
        if sha256(said(whole)) != row.digest:
            yield Finding(
                "I4",
                str(row),
                Text("봉인된 판의 내용이 그 지문과 다릅니다.", "A sealed revision is not what its digest says."),
            )


def _order(event: Event, before: Event | None) -> Iterator[Finding]:
    place, link = (before.seq, before.link) if before else (0, "")
    follows = sha256(bytes.fromhex(link) + event.id.bytes)
    if event.seq != place + 1 or event.previous != link or event.link != follows:
        yield Finding(
            "I1",
            str(event),
            Text("접수 기록의 순서나 연결이 끊겼습니다.", "The chain of a subject's answers is broken here."),
        )


def _judgement(event: Event) -> Iterator[Finding]:
    late = event.closes_at is not None and event.stamped_at >= event.closes_at
    if (event.event != "refused" and late) or (event.code == "late" and not late):
        yield Finding(
            "I3",
            str(event),
            Text("도착 시각과 마감에 비추어 판정이 잘못되었습니다.", "The judgement does not fit stamp and deadline."),
        )


def _revision_of(event: Event, revisions: dict[UUID, SealedRevision]) -> Iterator[Finding]:
    if event.event != "submitted":
        return
    row = revisions.get(event.sealed_id) if event.sealed_id else None
    if row is None or row.subject_id != event.subject_id or row.digest != event.sealed_digest:
        yield Finding(
            "I5",
            str(event),
            Text("제출이 가리키는 봉인된 판이 없거나 다릅니다.", "A submission names no sealed revision of its own."),
        )


def core(event: Event, revisions: dict[UUID, SealedRevision]) -> bytes:
    """The receipt's core, made anew from the rows."""
    row = revisions.get(event.sealed_id) if event.sealed_id else None
    sealed = {"program": "", "notice": "", "revision": 0, "parts": {}}
    if row is not None:
        content, disclosures = json.loads(row.content), json.loads(row.disclosures)
        sealed = {
            "program": str(content["program"]),
            "notice": str(content["program_version"]),
            "revision": row.revision,
            "parts": {own["company"]: sha256(said(own)) for own in disclosures.values()},
        }
    refused = event.event == "refused"
    return said(
        {
            "version": VERSION,
            "program": sealed["program"],
            "notice": sealed["notice"],
            "application": {"kind": event.subject_kind, "id": str(event.subject_id), "number": event.number},
            "revision": sealed["revision"],
            "event": event.event,
            "code": event.code if refused else None,
            "basis": event.basis if refused else None,
            "number": f"{event.number}-{event.seq}",
            "arrived_at": stamp(event.stamped_at),
            "deadline": stamp(event.closes_at),
            "submitter": {
                "person": str(event.person_id),
                "role": event.role,
                "company": str(event.company_id or ""),
            },
            "sealed": event.sealed_digest,
            "parts": sealed["parts"],
            "previous": event.previous,
            "nonce": str(event.id),
        }
    )


def _signature(signature: Signature, leaves: dict[UUID, bytes], public: Ed25519PublicKey) -> Iterator[Finding]:
    hashes = [leaves[each] for each in sorted(leaves)]
    try:
        public.verify(b64decode(signature.signature, validate=True), b"gonggo receipts\n" + (root(hashes) or b""))
    except (InvalidSignature, BadBase64):
        yield Finding(
            "I1",
            str(signature),
            Text(
                "함께 서명된 접수증들이 기록과 맞지 않습니다.",
                "The receipts that were signed together do not fit the rows.",
            ),
        )
