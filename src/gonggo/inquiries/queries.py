"""Everything that reads inquiries. ``within_reach`` is the only way to one."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from gonggo.inquiries.models import Inquiry as Inquiry  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.inquiries.states import ANSWERERS, InquiryState
from gonggo.kernel.actor import AGENCY_ROLES, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach

PAGE = 50
MOST_PUBLIC = 500
"""Of one program; a reader goes through no more, and searches."""


def ref_of(inquiry_id: UUID) -> Ref:
    return Ref(Kind.INQUIRY, inquiry_id)


def visible_to(of: Actor) -> QuerySet[Inquiry]:
    """To the agency all; to a person what they asked."""
    rows = Inquiry.objects.all()
    if of.role in AGENCY_ROLES | {Role.SYSTEM}:
        return rows
    return rows.filter(asked_by=of.person_id) if of.person_id is not None else rows.none()


def within_reach(inquiry_id: UUID, *, of: Actor, lock: bool = False) -> Inquiry:
    """The inquiry, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=inquiry_id).first()
    if found is None:
        raise OutOfReach(f"inquiry:{inquiry_id}")
    return found


def mine(of: Actor, *, limit: int = PAGE) -> list[Inquiry]:
    """What this person asked, the newest first. One statement."""
    if of.person_id is None:
        return []
    return list(Inquiry.objects.filter(asked_by=of.person_id).order_by("-asked_at", "id")[:limit])


def queue(*, of: Actor, state: InquiryState, offset: int = 0, limit: int = PAGE) -> list[Inquiry]:
    """Those of one state, the longest waiting first. One statement."""
    rows = visible_to(of).filter(state=state).order_by("asked_at", "id")
    return list(rows[offset : offset + limit])


def counts(*, of: Actor) -> Counter[str]:
    """How many stand in each state. One statement."""
    rows = visible_to(of).order_by().values("state").annotate(many=Count("id"))
    return Counter({row["state"]: row["many"] for row in rows})


def to_answer(of: Actor) -> QuerySet[Inquiry]:
    """What waits for an answer. A part of a query."""
    return Inquiry.objects.filter(state=InquiryState.ASKED) if of.role in ANSWERERS else Inquiry.objects.none()


def published(program: str) -> list[Inquiry]:
    """What everybody may read, the newest first. One statement."""
    rows = Inquiry.objects.filter(program=program, state=InquiryState.PUBLISHED)
    return list(rows.order_by("-published_at", "id")[:MOST_PUBLIC])


def asked_since(since: datetime, *, email: str) -> int:
    """How many came from one address. One statement."""
    return Inquiry.objects.filter(email=email, asked_at__gt=since).count()
