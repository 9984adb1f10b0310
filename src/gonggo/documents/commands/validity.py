"""What a certificate says of its own validity."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.documents.models import Validity
from gonggo.documents.queries import uploaded_for
from gonggo.documents.refusals import VALIDITY_UNREADABLE
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused


@transaction.atomic
def say_validity(
    *, document_id: UUID, issued_on: date | None, valid_until: date | None, by: Actor, at: datetime
) -> Validity:
    """A company says when a certificate that it uploaded was issued and until when it is valid.

    ``at`` is when it was said; an earlier word is kept. Raises OutOfReach for somebody else's file; refuses with:
    wrong_role, validity_unreadable.
    """
    if uploaded_for(document_id) != by.organisation:
        raise OutOfReach(f"document:{document_id}")
    person_id = writer(by)[0]
    is_empty = issued_on is None and valid_until is None
    if is_empty or (issued_on is not None and valid_until is not None and valid_until < issued_on):
        raise Refused(VALIDITY_UNREADABLE, field="issued_on")

    said = Validity.objects.create(
        document_id=document_id, issued_on=issued_on, valid_until=valid_until, said_by=person_id, said_at=at
    )
    record(
        "document.validity_said",
        subject=Ref(Kind.DOCUMENT, document_id),
        by=by,
        at=at,
        issued_on=str(issued_on or ""),
        valid_until=str(valid_until or ""),
    )
    return said
