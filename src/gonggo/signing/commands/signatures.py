"""Opening a paper for signature, signing it in order, calling it off."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction

from gonggo.documents import vault
from gonggo.documents.commands import OpenedFile, keep_made, open_for
from gonggo.documents.kinds import FileKind
from gonggo.documents.queries import document
from gonggo.journal.commands import record, record_access
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused, written
from gonggo.kernel.text import Text
from gonggo.parties.queries import names_of_people, person_behind
from gonggo.signing import queries
from gonggo.signing.authority import Authority
from gonggo.signing.models import Signature, Signing
from gonggo.signing.states import MOVES, SigningState

SIGNING_HOLDS = timedelta(minutes=5)  # between the proof of who one is and the signature (docs/words.md: 본인 재인증)


@dataclass(frozen=True, slots=True)
class Signer:
    """One who has to sign: an organisation, its name in the paper, and its role there."""

    party: Ref
    name: str
    label: Text


@transaction.atomic
def open_signing(
    *,
    subject: Ref,
    document_id: UUID,
    signers: Sequence[Signer],
    by: Actor,
    at: datetime,
    name: str = "",
    program: str = "",
) -> Signing:
    """A PDF that the house keeps is opened for signature by ``signers``, in their order.

    ``at`` is when it was opened; ``name`` is what signed files are called. Refuses with: signing_open_already.
    Raises OutOfReach where there is no such document, ValueError for one that cannot be signed or signers named twice.
    """
    paper = document(document_id)
    if paper.kind is not FileKind.PDF or not signers or len({one.party for one in signers}) != len(signers):
        raise ValueError("a PDF is signed by at least one, each once")
    if queries.open_of(subject).exists():
        raise Refused("signing_open_already")
    signing = Signing.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        program=program,
        name=name or paper.name.rpartition(".")[0],
        document_id=paper.id,
        sha256=paper.sha256,
        state=SigningState.OPEN,
        opened_at=at,
    )
    _set_places(signing, signers)
    parties = [str(one.party) for one in signers]
    _note("signing.opened", signing, by=by, at=at, document=str(paper.id), sha256=paper.sha256, parties=parties)
    return signing


def _set_places(signing: Signing, signers: Sequence[Signer]) -> None:
    Signature.objects.bulk_create(
        Signature(
            signing=signing,
            place=place,
            party=str(one.party),
            name=one.name,
            label=one.label.ko,
            label_en=one.label.en,
        )
        for place, one in enumerate(signers, start=1)
    )


def sign(*, signing_id: UUID, party: Ref, stepped_up_at: datetime | None, by: Actor, at: datetime) -> Signature:
    """A person signs for ``party``: only when all before it have, over exactly the bytes that those signed.

    ``stepped_up_at`` is by the machine's clock, ``at`` (what the signature itself says) by the program's. Files are
    written before the transaction begins, so this is never called inside one. Refuses with: wrong_role, not_a_signer,
    signing_void, signed_already, signature_out_of_order, step_up_missing, signed_bytes_changed. Raises OutOfReach.
    """
    mine = _turn(signing_id, party, by)
    if stepped_up_at is None or machine_now() - stepped_up_at > SIGNING_HOLDS:
        raise Refused("step_up_missing")
    before = queries.last_bytes(mine.signing)
    made = _with_signature(_stored(before), mine, by, at)
    kept = keep_made(
        made,
        name=f"{mine.signing.name}-{mine.place}.pdf",
        kind=FileKind.PDF,
        at=at,
        program=mine.signing.program,
    )
    given = {"person_id": by.person_id, "stepped_up_at": stepped_up_at, "signed_at": at, "before": before}
    return _entered(signing_id, party, given | {"after": kept.file_id, "document_id": kept.id}, by=by, at=at)


@transaction.atomic
def _entered(signing_id: UUID, party: Ref, given: dict[str, Any], *, by: Actor, at: datetime) -> Signature:
    """The signature stands, unless somebody was faster: then all that was checked is checked again and refuses."""
    mine = _turn(signing_id, party, by, lock=True)
    for name, value in given.items():
        setattr(mine, name, value)
    mine.save(update_fields=list(given))
    told = {"party": mine.party, "place": mine.place, "before": mine.before, "after": mine.after}
    _note("signing.signed", mine.signing, by=by, at=at, signature=str(mine.id), document=str(mine.document_id), **told)
    if not mine.signing.signatures.filter(signed_at=None).exists():
        complete(signing_id=signing_id, by=by, at=at)
    return mine


@transaction.atomic
def complete(*, signing_id: UUID, by: Actor, at: datetime) -> Signing:
    """The last has signed: the file stands as it is. Refuses with: wrong_role, wrong_state, signatures_missing."""
    signing = queries.within_reach(signing_id, of=by, lock=True)
    signing.state = MOVES.check("complete", SigningState(signing.state), by)
    last = signing.signatures.order_by("-place").first()
    if last is None or signing.signatures.filter(signed_at=None).exists():
        raise Refused("signatures_missing")
    signing.completed_at = at
    signing.save(update_fields=["state", "completed_at"])
    _note("signing.completed", signing, by=by, at=at, document=str(last.document_id), sha256=last.after)
    return signing


@transaction.atomic
def void_signing(*, signing_id: UUID, reason: str, by: Actor, at: datetime) -> Signing:
    """A signing that is not complete is called off: the paper has to be prepared anew. What was signed is kept.

    Refuses with: wrong_role, wrong_state, signing_reason_missing. Raises OutOfReach.
    """
    signing = queries.within_reach(signing_id, of=by, lock=True)
    signing.state = MOVES.check("void_signing", SigningState(signing.state), by)
    signing.void_reason, signing.voided_at = written(reason, "signing_reason_missing"), at
    signing.save(update_fields=["state", "void_reason", "voided_at"])
    _note("signing.voided", signing, by=by, at=at, reason=signing.void_reason)
    return signing


def open_signed(*, signing_id: UUID, origin: str, by: Actor, at: datetime) -> OpenedFile:
    """The paper with all signatures so far, for its signers and the agency; taking it goes into the access log.

    ``origin`` is the network address that the person came from. Raises OutOfReach.
    """
    signing = queries.within_reach(signing_id, of=by)
    parties = [Ref.parse(one) for one in signing.signatures.order_by("place").values_list("party", flat=True)]
    with transaction.atomic():
        record_access(
            "signing.paper_opened",
            subject=signing.subject,
            whose=[one for one in parties if one.kind is Kind.COMPANY],
            purpose=Purpose.PAPER,
            origin=origin,
            by=by,
            at=at,
            program=signing.program,
            signing=str(signing.id),
        )
    last = queries.last_signature(signing)
    document_id = signing.document_id if last is None or last.document_id is None else last.document_id
    return open_for(document_id, by=by, at=at, as_uploader=True, as_staff=False)  # of the house's own making


def _turn(signing_id: UUID, party: Ref, by: Actor, *, lock: bool = False) -> Signature:
    """The place that is next, if it is that of ``party`` and ``by`` acts for it. Refuses as ``sign`` says."""
    signing = queries.within_reach(signing_id, of=by, lock=lock)
    places = {one.party: one for one in signing.signatures.order_by("place")}
    mine = places.get(str(party))
    if mine is None or by.organisation != party:
        raise Refused("not_a_signer")
    if signing.state == SigningState.VOID:
        raise Refused("signing_void")
    if mine.signed_at is not None:
        raise Refused("signed_already")
    MOVES.check("sign", SigningState(signing.state), by)
    due = next(one for one in places.values() if one.signed_at is None)
    if due.place != mine.place:
        named = Text(f"{due.name}({due.label})", f"{due.name} ({due.label_en})")
        raise Refused("signature_out_of_order", next=named)
    mine.signing = signing
    return mine


def _stored(sha256: str) -> bytes:
    """The bytes that were signed last. Refuses with: signed_bytes_changed."""
    try:
        with vault.opened(sha256) as file:
            found = file.read()
    except FileNotFoundError as gone:
        raise Refused("signed_bytes_changed") from gone
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Refused("signed_bytes_changed")
    return found


def _with_signature(pdf: bytes, mine: Signature, by: Actor, at: datetime) -> bytes:
    """``pdf`` with one more signature, by a certificate of the house's authority that is made for it alone."""
    from gonggo.signing import pades  # loads pyHanko: half a second that only who signs waits for, once

    person_id = person_behind(by)
    person = names_of_people([person_id])[person_id]
    signing = pades.Signing(mine.place, mine.label, mine.name, person, at)
    return pades.signed(pdf, signing, cast("Authority", settings.GONGGO_SIGNING_AUTHORITY))


def _note(fact: str, signing: Signing, *, by: Actor, at: datetime, **data: Any) -> None:
    record(fact, subject=signing.subject, by=by, at=at, program=signing.program, signing=str(signing.id), **data)
