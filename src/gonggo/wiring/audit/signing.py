"""I2, I4, I10: a paper is signed in its order over the bytes that were signed before, and the journal says the same.

Bytes are read from the folder of files and hashed here; the signatures in them are judged by ``signing.verify`` against
the authority's certificate. Each signature's range tells which bytes it stands over, so no revision has to be compared.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from cryptography.x509 import Certificate
from django.conf import settings

from gonggo.documents.models import Document
from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.signing.models import Signature, Signing
from gonggo.wiring import keys
from gonggo.wiring.audit.finding import Finding

_TOLD = ("signing.opened", "signing.signed", "signing.completed", "signing.voided")
_FACT_OF = {"completed": "signing.completed", "void": "signing.voided"}


def check(_: datetime) -> Iterator[Finding]:
    """Every signing with its places, its facts and the last of its files."""
    rows = Signing.objects.order_by("opened_at", "id").prefetch_related("signatures")
    for signing in rows.iterator(chunk_size=200):
        places = sorted(signing.signatures.all(), key=lambda one: one.place)
        given = [one for one in places if one.signed_at is not None]
        yield from _order(signing, places, given)
        yield from _facts(signing, given)
        if given:
            yield from _file(signing, given)


def _order(signing: Signing, places: Sequence[Signature], given: Sequence[Signature]) -> Iterator[Finding]:
    in_order = [one.place for one in places] == list(range(1, len(places) + 1)) and given == places[: len(given)]
    follows = [one.before for one in given] == [signing.sha256, *(one.after for one in given[:-1])][: len(given)]
    instants = [one.signed_at for one in given if one.signed_at is not None]
    if not (in_order and follows and instants == sorted(instants)):
        yield _found("I10", signing, "서명의 순서가 끊겼습니다.", "The signatures are not in their order.")
    if (signing.state == "completed") != (len(given) == len(places) > 0 and signing.state != "void"):
        yield _found("I10", signing, "서명의 상태와 서명이 맞지 않습니다.", "State and signatures do not agree.")


def _facts(signing: Signing, given: Sequence[Signature]) -> Iterator[Finding]:
    """What the journal tells of it, in order: opened, one signature after the other, how it ended."""
    about = Entry.objects.filter(subject_kind=signing.subject_kind, subject_id=signing.subject_id)
    told = about.filter(name__in=_TOLD, data__signing=str(signing.id)).order_by("id")
    expected = [("signing.opened", signing.sha256, ""), *(("signing.signed", one.after, one.party) for one in given)]
    if signing.state in _FACT_OF:
        last = given[-1].after if given and signing.state == "completed" else ""
        expected.append((_FACT_OF[signing.state], last, ""))
    found = [
        (one.name, str(one.data.get("after") or one.data.get("sha256") or ""), str(one.data.get("party") or ""))
        for one in told
    ]
    if found != expected:
        yield _found("I10", signing, "서명과 처리이력이 맞지 않습니다.", "Signatures and the journal do not agree.")


def _file(signing: Signing, given: Sequence[Signature]) -> Iterator[Finding]:
    from gonggo.signing.verify import verified  # loads pyHanko

    kept = dict(Document.objects.filter(id__in=[one.document_id for one in given]).values_list("id", "file_id"))
    if [kept.get(one.document_id) for one in given if one.document_id is not None] != [one.after for one in given]:
        yield _found("I4", signing, "서명된 파일의 기록이 바뀌었습니다.", "The record of a signed file has changed.")
    path = _path(given[-1].after)
    if not path.is_file():
        return  # the check of files says so
    pdf = path.read_bytes()
    found = verified(pdf, _authority(), compares=False)
    covered = [hashlib.sha256(pdf[: one.covers]).hexdigest() for one in found.signatures]
    if not found.is_sound or covered != [one.after for one in given]:
        yield _found("I4", signing, "서명된 파일이 서명과 다릅니다.", "A signed file is not what was signed.")
    said = [one.at for one in found.signatures]
    if said != [one.signed_at.replace(microsecond=0) for one in given if one.signed_at is not None]:
        yield _found("I4", signing, "서명에 적힌 시각이 기록과 다릅니다.", "A signature gives another time.")


def _path(sha256: str) -> Path:
    return Path(settings.GONGGO_ENVIRONMENT.data) / "files" / sha256[:2] / sha256[2:4] / sha256


def _authority() -> tuple[Certificate, ...]:
    here = settings.GONGGO_ENVIRONMENT
    return keys.certificates(here.keys, given=here.authority)


def _found(invariant: str, signing: Signing, ko: str, en: str) -> Finding:
    return Finding(invariant, f"signing:{signing.id}", Text(ko, en))
