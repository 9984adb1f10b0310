"""Sealing: one immutable revision of a subject, named by its digest."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gonggo.intake.commands.gates import DOOR, raise_gate_epoch
from gonggo.intake.models import Gate, SealedRevision
from gonggo.intake.queries import Revision, revision_of
from gonggo.intake.receipts import Paper, disclosure, sealed_part
from gonggo.kernel.canonical import canonical, digest
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import Refused


@transaction.atomic(using=DOOR)
def seal(subject: Ref, *, content: Mapping[str, Any], papers: Mapping[UUID, Iterable[Paper]], at: datetime) -> Revision:
    """Seal ``content`` as the subject's next revision; it replaces the one that could be submitted until now.

    ``papers`` holds for each company what is disclosed to it alone, under a salt. The digest covers both. ``content``
    names its ``program`` and ``program_version``. The same content and papers again give the revision that is open.
    Refuses with: no_gate.
    """
    gate = Gate.objects.select_for_update().filter(subject_id=subject.id, subject_kind=subject.kind).first()
    if gate is None:
        raise Refused("no_gate")
    disclosures = {
        str(company): disclosure(str(company), secrets.token_hex(16), own) for company, own in papers.items()
    }
    text, open_row = canonical(dict(content)).decode("utf-8"), None
    if gate.sealed_id is not None:
        open_row = SealedRevision.objects.get(id=gate.sealed_id)
        if open_row.content == text and _unsalted(revision_of(open_row).disclosures) == _unsalted(disclosures):
            return revision_of(open_row)
    last = SealedRevision.objects.filter(subject_id=subject.id).order_by("-revision").first()
    number = 1 if last is None else last.revision + 1
    row = SealedRevision.objects.create(
        id=uuid4(),
        subject_kind=subject.kind,
        subject_id=subject.id,
        revision=number,
        digest=digest({"content": dict(content), "papers": disclosures}),
        content=text,
        disclosures=canonical(disclosures).decode("utf-8"),
        receipt_part=sealed_part(
            str(content["program"]), str(content["program_version"]), number, disclosures.values()
        ),
        sealed_at=at,
    )
    Gate.objects.filter(subject_id=subject.id).update(sealed_id=row.id, sealed_digest=row.digest)
    return revision_of(row)


@transaction.atomic(using=DOOR)
def break_seal(subject: Ref) -> None:
    """What is sealed can no longer be submitted, and every capability that was given before is void."""
    raise_gate_epoch(subject)
    Gate.objects.filter(subject_id=subject.id, subject_kind=subject.kind).update(sealed_id=None, sealed_digest="")


def _unsalted(disclosures: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {company: {**own, "salt": ""} for company, own in disclosures.items()}
