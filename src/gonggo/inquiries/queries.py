"""Everything that reads inquiries. ``within_reach`` is the only way to one."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from gonggo.applications import queries as applications
from gonggo.inquiries.models import Inquiry as Inquiry  # noqa: PLC0414  # the web names it, and imports no models
from gonggo.inquiries.states import ANSWERERS, InquiryState
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, SYSTEM, Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.models import Agency

PAGE = 50


class View(StrEnum):
    """What a list of questions shows: one state, or of those that wait, the agency's own and the operators'."""

    ASKED = InquiryState.ASKED.value
    OURS = "ours"
    THEIRS = "theirs"
    ANSWERED = InquiryState.ANSWERED.value
    PUBLISHED = InquiryState.PUBLISHED.value


MOST_PUBLIC = 500
"""Of one program; a reader goes through no more, and searches."""


def ref_of(inquiry_id: UUID) -> Ref:
    return Ref(Kind.INQUIRY, inquiry_id)


def _said_by_application() -> QuerySet[Any, Any]:
    """The operator of the application that a question is about, as it stands now."""
    return applications.visible_to(SYSTEM).filter(pk=OuterRef("application_id")).values("operator")


def _rows() -> QuerySet[Any]:
    """Every question with ``answers``: the key of the operator that answers it, or nothing where the agency does."""
    agency, rows = Value("", CharField()), cast("QuerySet[Any]", Inquiry.objects.all())
    by_application = When(application_id__isnull=False, then=Coalesce(Subquery(_said_by_application()), agency))
    taken = When(taken_over_at__isnull=False, then=agency)
    answers = Case(taken, by_application, default=F("operator"), output_field=CharField())
    said: QuerySet[Any] = rows.annotate(answers=answers)
    return said


def visible_to(of: Actor) -> QuerySet[Any]:
    """To the agency all; to an operator what it answers, as long as it does; to a person what they asked."""
    rows = _rows()
    if of.role in AGENCY_ROLES | {Role.SYSTEM}:
        return rows
    if of.role in OPERATOR_ROLES and of.agency_id is not None:
        return rows.filter(answers__in=Agency.objects.filter(id=of.agency_id).values("key"))
    return rows.filter(asked_by=of.person_id) if of.person_id is not None else rows.none()


def within_reach(inquiry_id: UUID, *, of: Actor, lock: bool = False) -> Inquiry:
    """The inquiry, if this actor may know that it exists. Raises OutOfReach."""
    rows = visible_to(of)
    found: Inquiry | None = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=inquiry_id).first()
    if found is None:
        raise OutOfReach(f"inquiry:{inquiry_id}")
    return found


def mine(of: Actor, *, limit: int = PAGE) -> list[Inquiry]:
    """What this person asked, the newest first. One statement."""
    if of.person_id is None:
        return []
    return list(_rows().filter(asked_by=of.person_id).order_by("-asked_at", "id")[:limit])


@dataclass(frozen=True, slots=True)
class About:
    """An application that a question can be about, with who answers it."""

    id: UUID
    number: str
    title: str
    operator: str


def applications_to_ask_about(program: str, *, of: Actor) -> list[About]:
    """Those of the company acted for, the newest first. One statement; none for whoever acts for no company."""
    if of.company_id is None:
        return []
    rows = applications.visible_to(of).filter(program=program).order_by("-started_at", "id")[:PAGE]
    return [About(row.id, row.number, row.title, row.operator) for row in rows]


def application_of(inquiry: Inquiry, *, of: Actor) -> tuple[str, bool] | None:
    """The number of the application that it is about, and whether this actor may open that. Two statements at most."""
    if inquiry.application_id is None:
        return None
    known = applications.visible_to(SYSTEM).filter(pk=inquiry.application_id)
    number = known.values_list("number", flat=True).first()
    return (number, applications.visible_to(of).filter(pk=inquiry.application_id).exists()) if number else None


def _of_view(rows: QuerySet[Any], view: View) -> QuerySet[Any]:
    if view is View.THEIRS:
        return rows.filter(state=InquiryState.ASKED).exclude(answers="")
    if view is View.OURS:
        return rows.filter(state=InquiryState.ASKED, answers="")
    return rows.filter(state=view)


def queue(*, of: Actor, view: View, offset: int = 0, limit: int = PAGE) -> list[Inquiry]:
    """Those of one view, the longest waiting first. One statement."""
    rows = _of_view(visible_to(of), view).order_by("asked_at", "id")
    return list(rows[offset : offset + limit])


def counts(*, of: Actor) -> Counter[View]:
    """How many stand in each view. One statement."""
    rows = (
        visible_to(of).order_by().annotate(is_ours=Q(answers="")).values("state", "is_ours").annotate(many=Count("id"))
    )
    found: Counter[View] = Counter()
    for row in rows:
        state, many = InquiryState(row["state"]), row["many"]
        found[View(state)] += many
        if state is InquiryState.ASKED:
            found[View.OURS if row["is_ours"] else View.THEIRS] += many
    return found


def to_answer(of: Actor) -> QuerySet[Any]:
    """What waits for an answer of this actor's own office. A part of a query."""
    if of.role in ANSWERERS:
        return _of_view(visible_to(of), View.OURS)
    return visible_to(of).filter(state=InquiryState.ASKED) if of.role in OPERATOR_ROLES else Inquiry.objects.none()


def published(program: str) -> list[Inquiry]:
    """What everybody may read, the newest first. One statement."""
    rows = Inquiry.objects.filter(program=program, state=InquiryState.PUBLISHED)
    return list(rows.order_by("-published_at", "id")[:MOST_PUBLIC])


def asked_since(since: datetime, *, email: str) -> int:
    """How many came from one address. One statement."""
    return Inquiry.objects.filter(email=email, asked_at__gt=since).count()
