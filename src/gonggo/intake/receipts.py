"""Receipts: a pure function of the door's row and of the sealed revision that it names, signed once for everybody.

Receipts that were written together share one signature: that of the root of the small Merkle tree over their cores.

The core holds nothing personal and, of the papers, one salted digest per company. Beside the core each company's file
carries the list of its own papers with the salt, so that it can check its own digest and learns nothing of the others.
"""

import hashlib
import secrets
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gonggo.kernel import merkle
from gonggo.kernel.canonical import canonical, digest

VERSION = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class EventRow(NamedTuple):
    """A row of the door: one answer to one authenticated request.

    Ids as in the door's store (UUIDs written in any usual way), instants in microseconds since
    1970 UTC; ``sealed_part`` is what the sealed revision adds to the receipt (see the function of that name), None
    where no revision is known.
    """

    id: str
    subject_kind: str
    subject_id: str
    number: str
    seq: int
    event: str
    code: str
    basis: str
    stamped_at: int
    closes_at: int | None
    sealed_id: str | None
    sealed_digest: str
    person_id: str
    role: str
    company_id: str | None
    step_up_at: int | None
    previous: str
    link: str
    sealed_part: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a submission: the slot that it fills, its name, its size in bytes, its SHA-256."""

    slot: str
    name: str
    size: int
    sha256: str

    def said(self) -> dict[str, Any]:
        return {"slot": self.slot, "name": self.name, "size": self.size, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class BatchSignature:
    """What a batch of receipts is signed with: the key's id, the public key and the signature, both in base64."""

    key_id: str
    public_key: str
    signature: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What stands beside a core: the signature of its batch, and the core's way to the root that was signed."""

    signature: BatchSignature
    index: int
    size: int
    path: tuple[str, ...]

    def said(self) -> bytes:
        """The same as members of a JSON object."""
        return b'"key_id":"%b","public_key":"%b","signature":"%b","batch":{"index":%d,"size":%d,"path":[%b]}' % (
            self.signature.key_id.encode("ascii"),
            self.signature.public_key.encode("ascii"),
            self.signature.signature.encode("ascii"),
            self.index,
            self.size,
            b",".join([b'"%b"' % step.encode("ascii") for step in self.path]),
        )


@dataclass(frozen=True)
class Signer:
    """The receipt key with its id."""

    id: str
    key: Ed25519PrivateKey

    @cached_property
    def _public(self) -> str:
        return b64encode(self.key.public_key().public_bytes_raw()).decode("ascii")

    def sign(self, root: bytes) -> BatchSignature:
        """The Ed25519 signature of a batch; the same bytes for the same receipts, always."""
        return BatchSignature(self.id, self._public, b64encode(self.key.sign(signed_text(root))).decode("ascii"))


def signed_text(root: bytes) -> bytes:
    """The bytes that are signed: what is signed, and the root of the batch's Merkle tree (RFC 9162 hashing)."""
    return b"gonggo receipts\n" + root


def seals(cores: Sequence[bytes], sign: Callable[[bytes], BatchSignature]) -> list[Seal]:
    """One signature for all receipts of a batch, and each one's way to it. A batch's order is that of its ids."""
    root, paths = merkle.whole_tree([merkle.leaf_hash(core) for core in cores])
    signature = sign(root)
    return [
        Seal(signature, index, len(cores), tuple([step.hex() for step in path])) for index, path in enumerate(paths)
    ]


def instant_text(microseconds: int) -> str:
    """2024-04-30T09:00:00.000000Z."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return f"{_second_text(seconds)}.{rest:06d}Z"


@lru_cache(maxsize=4096)
def _second_text(seconds: int) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970 UTC of an aware instant."""
    return (instant - _EPOCH) // _MICROSECOND


def instant(at: int) -> datetime:
    """The aware instant of microseconds since 1970 UTC."""
    return _EPOCH + timedelta(microseconds=at)


def dashed(text: str) -> str:
    """A UUID of 32 digits as people write it; one that has its dashes stays."""
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}" if len(text) == 32 else text


def new_salt() -> str:
    """128 bits that keep a company's digest from being guessed."""
    return secrets.token_hex(16)


def disclosure(company: str, salt: str, papers: Iterable[Paper]) -> dict[str, Any]:
    """What one company's digest is made of, and what its file shows of its own papers."""
    listed = sorted(papers, key=lambda paper: (paper.slot, paper.name, paper.sha256))
    return {"company": company, "salt": salt, "papers": [paper.said() for paper in listed]}


def sealed_part(program: str, notice: str, revision: int, disclosures: Iterable[dict[str, Any]]) -> str:
    """What a sealed revision adds to a receipt: program, notice version, revision, a digest per company."""
    parts = {each["company"]: digest(each) for each in disclosures}
    return canonical({"program": program, "notice": notice, "revision": revision, "parts": parts}).decode("utf-8")


def core_of(row: EventRow) -> bytes:
    """The receipt's core as canonical JSON. Its keys are ASCII, so that sorting by bytes is RFC 8785's order."""
    sealed = orjson.loads(row.sealed_part) if row.sealed_part else {}
    refused = row.event == "refused"
    return orjson.dumps(
        {
            "version": VERSION,
            "program": sealed.get("program", ""),
            "notice": sealed.get("notice", ""),
            "application": {"kind": row.subject_kind, "id": dashed(row.subject_id), "number": row.number},
            "revision": sealed.get("revision", 0),
            "event": row.event,
            "code": row.code if refused else None,
            "basis": row.basis if refused else None,
            "number": f"{row.number}-{row.seq}",
            "arrived_at": instant_text(row.stamped_at),
            "deadline": None if row.closes_at is None else instant_text(row.closes_at),
            "submitter": {"person": dashed(row.person_id), "role": row.role, "company": dashed(row.company_id or "")},
            "sealed": row.sealed_digest,
            "parts": sealed.get("parts", {}),
            "previous": row.previous,
            "nonce": dashed(row.id),
        },
        option=orjson.OPT_SORT_KEYS,
    )


def receipt_digest(core: bytes) -> str:
    """The digest that enters the log, in hexadecimal."""
    return hashlib.sha256(core).hexdigest()


def signed(core: bytes, seal: Seal) -> bytes:
    """The receipt that everyone may hold, as JSON: the core, and beside it what its seal says."""
    return b'{"core":%b,%b}' % (core, seal.said())


def company_file(core: bytes, seal: Seal, own: dict[str, Any] | None, log: dict[str, Any] | None) -> bytes:
    """One company's receipt file: the signed core, its own papers and, once sealed, the proof of the log."""
    said = orjson.loads(signed(core, seal))
    if own is not None:
        said["own"] = own
    if log is not None:
        said["log"] = log
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"
