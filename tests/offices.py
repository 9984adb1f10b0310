"""Applications as the offices meet them: received by the door, settled by the house."""

import uuid
from datetime import datetime
from uuid import UUID

from gonggo.applications import sealed
from gonggo.applications.commands import settle
from gonggo.applications.models import Application
from gonggo.applications.queries import paper_rows, ref_of
from gonggo.documents.models import StoredFile
from gonggo.documents.states import Hold, Scan
from gonggo.intake import queries as door
from gonggo.intake.commands import mark_settled
from gonggo.intake.models import Event
from gonggo.kernel.actor import Role
from kept import kept
from personas import NOW, Persona
from world import Consortium


@kept
def received(case: Consortium, *, at: datetime = NOW, is_followed: bool = True) -> Consortium:
    """The door took it at ``at``, and the house has settled it; without its mark the house is still at it."""
    standing = sealed.open_revision(case.id)
    assert standing is not None
    event = Event.objects.create(
        id=uuid.uuid4(),
        subject_kind="application",
        subject_id=case.id,
        number=case.again().number,
        seq=1,
        event="submitted",
        code="",
        basis="",
        stamped_at=at,
        closes_at=case.program.window("application").closes,
        sealed_id=standing.id,
        sealed_digest=standing.digest,
        person_id=case.adopter.person.id,
        role=Role.COMPANY_MANAGER,
        company_id=case.adopter.company.id,
        previous="",
        link="",
        written_at=at,
        batch=uuid.uuid4(),
    )
    answer = door.receipt(event.id)
    assert answer is not None
    assert answer.subject == ref_of(case.id)
    settle(answer)
    if is_followed:
        mark_settled(event.id, at=at)
    return case


def as_many_more(case: Consortium, count: int, **changed: object) -> None:
    """``count`` rows like this one in the list, for how the list behaves."""
    row = case.again()
    kept = {field.attname: getattr(row, field.attname) for field in Application._meta.fields}
    Application.objects.bulk_create(
        Application(**kept | {"id": uuid.uuid4(), "number": f"X-{uuid.uuid4().hex[:12]}"} | changed)
        for _ in range(count)
    )


def hold(case: Consortium, slot: str = "plan", *, of: Persona | None = None, trait: str = "pdf.javascript") -> UUID:
    """The paper in the slot turns out to hold something that can act; its document."""
    company = (of or case.adopter).company
    paper = next(row for row in paper_rows(case.again(), company.id) if row.slot == slot and row.is_current)
    StoredFile.objects.filter(sha256=paper.document.sha256).update(
        scan=Scan.CLEAN, scanned_at=NOW, hold=Hold.HELD, traits=[trait]
    )
    return paper.document.id
