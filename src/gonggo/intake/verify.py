"""Checking a receipt's file without the house: signature, own papers, place in the log."""

import argparse
import hashlib
import json
import sys
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from gonggo.intake.checkpoints import BadNote, checked_note, read_note
from gonggo.intake.receipts import signed_text
from gonggo.kernel import merkle
from gonggo.kernel.canonical import NotCanonical, canonical, digest
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text

Verdict = Literal["good", "bad", "unchecked"]
EVENTS = {
    "submitted": Text("접수", "received"),
    "withdrawn": Text("신청 철회", "withdrawn"),
    "refused": Text("미접수", "not received"),
}


class NotAReceipt(ValueError):
    """The file is no receipt of this kind."""


class NotAKey(ValueError):
    """The text is no Ed25519 public key."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: ``what`` names it for scripts, ``says`` tells people."""

    what: str
    verdict: Verdict
    says: Text


def public_key(text: str) -> bytes:
    """The 32 bytes of a public key written as PEM, hexadecimal or base64. Raises NotAKey."""
    text = text.strip()
    try:
        if text.startswith("-----BEGIN"):
            loaded = load_pem_public_key(text.encode("ascii"))
            raw = loaded.public_bytes_raw() if isinstance(loaded, Ed25519PublicKey) else b""
        else:
            raw = bytes.fromhex(text) if len(text) == 64 else b64decode(text, validate=True)
    except ValueError as broken:
        raise NotAKey("no public key") from broken
    if len(raw) != 32:
        raise NotAKey("no Ed25519 public key")
    return raw


def fingerprint(raw: bytes) -> str:
    """SHA-256 of a public key, in groups of four digits."""
    found = hashlib.sha256(raw).hexdigest()
    return " ".join(found[at : at + 4] for at in range(0, 64, 4))


def own_key(receipt: Mapping[str, Any]) -> bytes:
    """The public key that the file itself carries: good for comparing its fingerprint only. Raises NotAKey."""
    return public_key(str(receipt.get("public_key", "")))


def read_file(raw: bytes) -> dict[str, Any]:
    """The receipt in a file: a company's, everyone's, or the door's whole answer. Raises NotAReceipt."""
    try:
        said = json.loads(raw)
        said = said.get("receipt", said)
        if not isinstance(said["core"], dict) or not isinstance(said["signature"], str):
            raise NotAReceipt("no core and signature")
        canonical(said["core"])
    except (ValueError, KeyError, TypeError, AttributeError, NotCanonical, RecursionError) as broken:
        raise NotAReceipt("no receipt") from broken
    return dict(said)


def findings(
    receipt: Mapping[str, Any], *, key: bytes | None, note: str | None = None, log_key: str | None = None
) -> list[Finding]:
    """Everything that can be said of a receipt with what is at hand."""
    found = [_signature(receipt, key)]
    if receipt.get("own") is not None:
        found.append(_own_papers(receipt))
    log = receipt.get("log")
    if log is not None or note is not None:
        found += _log(receipt, log, note, log_key)
    return found


def _signature(receipt: Mapping[str, Any], key: bytes | None) -> Finding:
    try:
        Ed25519PublicKey.from_public_bytes(key or own_key(receipt)).verify(
            b64decode(receipt["signature"], validate=True), signed_text(_batch_root(receipt))
        )
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return Finding(
            "signature",
            "bad",
            Text(
                "서명이 맞지 않습니다. 내용이 바뀌었거나 다른 키로 서명되었습니다.",
                "The signature does not fit: changed, or signed by another key.",
            ),
        )
    if key is None:
        says = Text(
            "파일 안의 키와는 맞지만 발급 기관은 확인하지 않았습니다. 지문을 기관이 알린 것과 비교해 주세요.",
            "It fits the key in the file; its origin was not checked: compare the fingerprint with the published one.",
        )
        return Finding("signature", "unchecked", says)
    return Finding("signature", "good", Text("발급 이후 바뀌지 않았습니다.", "Unchanged since it was issued."))


def _batch_root(receipt: Mapping[str, Any]) -> bytes:
    """The root that the receipt's way leads to. Raises ValueError, KeyError or TypeError where there is no way."""
    batch = receipt["batch"]
    path = [bytes.fromhex(step) for step in batch["path"]]
    return merkle.root_from_inclusion(merkle.leaf_hash(canonical(receipt["core"])), batch["index"], batch["size"], path)


def _own_papers(receipt: Mapping[str, Any]) -> Finding:
    own = receipt["own"]
    try:
        fits = receipt["core"]["parts"][own["company"]] == digest(own)
    except (KeyError, TypeError, NotCanonical):
        fits = False
    if fits:
        return Finding(
            "papers", "good", Text("서류 목록이 접수된 것과 같습니다.", "The list of papers is the one received.")
        )
    return Finding(
        "papers", "bad", Text("서류 목록이 접수된 것과 다릅니다.", "The list of papers is not the one received.")
    )


_NO_PROOF = Text("이 파일에는 기록 목록의 증명이 없습니다.", "This file carries no proof of the log.")
_NO_FIT = Text("기록 목록의 증명이나 확인점이 맞지 않습니다.", "The log's proof or checkpoint does not fit.")
_NOT_IN_LOG = Text("확인점의 기록 목록에 이 접수증이 없습니다.", "The checkpoint's log does not hold this receipt.")
_IN_LOG = Text("확인점의 기록 목록에 들어 있습니다.", "The checkpoint's log holds this receipt.")
_NOTE_UNCHECKED = Text(
    "확인점의 서명은 확인하지 않았습니다(--log-key).", "The checkpoint's signature was not checked (--log-key)."
)


def _log(receipt: Mapping[str, Any], log: Any, note: str | None, log_key: str | None) -> list[Finding]:
    """The place in the log, against the checkpoint given or the one that the file carries."""
    if log is None:
        return [Finding("log", "unchecked", _NO_PROOF)]
    try:
        text = str(log["checkpoint"]) if note is None else note
        head = read_note(text) if log_key is None else checked_note(text, log_key)
        leaf = merkle.leaf_hash(hashlib.sha256(canonical(receipt["core"])).digest())
        size, path = int(log["size"]), [bytes.fromhex(step) for step in log["path"]]
        root = merkle.root_from_inclusion(leaf, int(log["index"]), size, path)
    except (BadNote, KeyError, TypeError, ValueError):
        return [Finding("log", "bad", _NO_FIT)]
    if head.size != size and note is not None:
        says = Text(
            f"확인점은 {head.size}건, 증명은 {size}건의 목록에 대한 것입니다.",
            f"The checkpoint is of {head.size} leaves, the proof of {size}.",
        )
        return [Finding("log", "unchecked", says)]
    if (head.size, head.root) != (size, root):
        return [Finding("log", "bad", _NOT_IN_LOG)]
    found = [Finding("log", "good", _IN_LOG)]
    if log_key is None:
        found.append(Finding("checkpoint", "unchecked", _NOTE_UNCHECKED))
    return found


def summary(core: Mapping[str, Any]) -> list[tuple[Text, str]]:
    """What people need first of a receipt."""
    arrived = datetime.fromisoformat(str(core["arrived_at"])).astimezone(SEOUL)
    event = EVENTS.get(str(core["event"]), Text(str(core["event"]), str(core["event"])))
    return [
        (Text("접수번호", "Number"), str(core["number"])),
        (Text("접수일시", "Time"), f"{arrived:%Y-%m-%d %H:%M:%S} KST"),
        (Text("결과", "Result"), f"{event.ko} / {event.en}"),
    ]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("file", type=Path, help="접수증 파일 / the receipt's file")
    parser.add_argument("--key", help="발급 기관의 공개키(파일 또는 글자) / the issuer's public key, a file or text")
    parser.add_argument("--checkpoint", type=Path, help="보관해 둔 확인점 파일 / a checkpoint that you kept")
    parser.add_argument("--log-key", help="기록 목록의 공개키 / the log's key, name+hash+key")


def main(given: argparse.Namespace) -> int:
    """Print what was found: 0 all good under the key given, 1 bad or not checked, 2 wrong usage.

    Not checked is an issuer whose key was not given, or a log for which a checkpoint or key was given in vain.
    """
    try:
        key = public_key(_text_or_file(given.key)) if given.key else None
        note = given.checkpoint.read_text(encoding="utf-8") if given.checkpoint else None
        log_key = _text_or_file(given.log_key).strip() if given.log_key else None
        receipt = read_file(given.file.read_bytes())
    except NotAKey:
        return _wrong("공개키를 읽을 수 없습니다. PEM, 16진수 64자, base64 가운데 하나여야 합니다. / not a public key")
    except NotAReceipt:
        return _wrong(f"{given.file}: 접수증 파일이 아닙니다. / not a receipt")
    except OSError as missing:
        return _wrong(f"{missing.filename}: 읽을 수 없습니다. / cannot be read")
    found = findings(receipt, key=key, note=note, log_key=log_key)
    good = key is not None and all(finding.verdict != "bad" for finding in found)
    if note is not None or log_key is not None:  # who brings a checkpoint or its key asks for the log to be proved
        good = good and any((finding.what, finding.verdict) == ("log", "good") for finding in found)
    if getattr(given, "json", False):
        said = [{"what": f.what, "verdict": f.verdict, "ko": f.says.ko, "en": f.says.en} for f in found]
        print(json.dumps({"good": good, "findings": said, "core": receipt["core"]}, ensure_ascii=False))
    else:
        _tell(receipt, found, key)
    return 0 if good else 1


def _tell(receipt: Mapping[str, Any], found: list[Finding], key: bytes | None) -> None:
    marks = {"good": "✓", "bad": "✗", "unchecked": "-"}
    for label, value in summary(receipt["core"]):
        print(f"{label.ko} / {label.en}: {value}")
    for paper in (receipt.get("own") or {}).get("papers", ()):
        print(f"  {paper.get('slot')}  {paper.get('name')}  {paper.get('size')} B  {paper.get('sha256')}")
    print("\n위·변조 확인 / authenticity")
    for finding in found:
        print(f"  {marks[finding.verdict]} {finding.says.ko}\n    {finding.says.en}")
    try:
        print(f"  지문 / fingerprint: {fingerprint(key or own_key(receipt))}")
    except NotAKey:
        print("  지문 / fingerprint: -")
    print(f"  receipt: {hashlib.sha256(canonical(receipt['core'])).hexdigest()}")


def _text_or_file(given: str) -> str:
    path = Path(given)
    return path.read_text(encoding="utf-8") if len(given) < 256 and path.is_file() else given


def _wrong(says: str) -> int:
    print(says, file=sys.stderr)
    return 2
