"""Everything that writes inquiries: asked, answered, taken over, published, taken down."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gonggo.inquiries import queries
from gonggo.inquiries.models import Inquiry
from gonggo.inquiries.rules import personal
from gonggo.inquiries.states import ANSWERERS, MOVES, InquiryState
from gonggo.journal.commands import record, record_access
from gonggo.journal.purposes import Purpose
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused, written
from gonggo.operators.queries import check_open
from gonggo.parties import queries as parties
from gonggo.programs.definition import Program

MOST_QUESTION = 2000
MOST_ANSWER = 4000
MOST_PUBLIC_QUESTION = 200
MOST_AN_HOUR = 5
"""From one address: who has more to ask calls."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@transaction.atomic
def ask(
    *,
    program: Program,
    subject: str,
    question: str,
    email: str,
    language: str,
    by: Actor,
    at: datetime,
    application_id: UUID | None = None,
    operator: str = "",
) -> Inquiry:
    """Somebody asks the offices of a program something under one of its subjects.

    The answer goes to ``email``, or to the person who signed in. A question about an application of one's own is for
    its operator, one under a subject that operators answer for the ``operator`` chosen, every other for the agency.
    Refuses with: inquiry_subject_unknown, inquiry_application_unknown, operator_closed, inquiry_operator_unknown,
    inquiry_text_missing, inquiry_address_missing, inquiry_too_many.
    """
    chosen = _chosen(program, subject, application_id, operator, by)
    said = written(question, "inquiry_text_missing", most=MOST_QUESTION, field="question")
    address = parties.person(by.person_id).email if by.person_id is not None else email.strip().lower()
    if not _EMAIL.fullmatch(address) or len(address) > 254:
        raise Refused("inquiry_address_missing", field="email")
    if queries.asked_since(at - timedelta(hours=1), email=address) >= MOST_AN_HOUR:
        raise Refused("inquiry_too_many", most=MOST_AN_HOUR)

    inquiry = Inquiry.objects.create(
        program=program.key,
        subject=subject,
        question=said,
        language="en" if language == "en" else "ko",
        asked_by=by.person_id,
        email=address,
        asked_at=at,
        application_id=application_id,
        operator=chosen,
    )
    _note("inquiry.asked", inquiry, by=by, at=at)
    return inquiry


def _chosen(program: Program, subject: str, application_id: UUID | None, operator: str, by: Actor) -> str:
    """The operator that a visitor chose, where the subject is theirs and no application says who answers."""
    contact = next((one for one in program.contacts if one.key == subject), None)
    if contact is None:
        raise Refused("inquiry_subject_unknown", field="subject")
    if application_id is not None:
        mine = {one.id for one in queries.applications_to_ask_about(program.key, of=by)}
        if application_id not in mine:
            raise Refused("inquiry_application_unknown", field="application")
        return ""
    if not operator or not contact.each_operator:
        return ""
    if operator not in {one.key for one in program.operators}:
        raise Refused("inquiry_operator_unknown", field="operator")
    check_open(program.key, operator)
    return operator


@transaction.atomic
def open_inquiry(*, inquiry_id: UUID, origin: str, by: Actor, at: datetime) -> Inquiry:
    """An officer opens a question, in which an address stands; it goes into the access log. Raises OutOfReach."""
    inquiry = queries.within_reach(inquiry_id, of=by)
    if by.role not in AGENCY_ROLES | OPERATOR_ROLES:
        raise OutOfReach(f"inquiry:{inquiry_id}")
    whose = [Ref(Kind.PERSON, inquiry.asked_by)] if inquiry.asked_by else []
    record_access(
        "inquiry.opened",
        subject=queries.ref_of(inquiry.id),
        whose=whose,
        purpose=Purpose.INQUIRY,
        origin=origin,
        by=by,
        at=at,
        program=inquiry.program,
    )
    return inquiry


@transaction.atomic
def answer(*, inquiry_id: UUID, answer: str, by: Actor, at: datetime) -> Inquiry:
    """An officer of the office whose question it is answers; who asked reads it by mail.

    An answer of an operator that the agency words anew is the agency's from then on. Refuses with: wrong_role,
    wrong_state, inquiry_of_operator, inquiry_answer_missing.
    """
    inquiry = queries.within_reach(inquiry_id, of=by, lock=True)
    before = InquiryState(inquiry.state)
    state = MOVES.check("answer", before, by)
    operator = inquiry.answers
    if operator and by.role in ANSWERERS:
        if before is InquiryState.ASKED:
            raise Refused("inquiry_of_operator")
        operator = ""
        _taken(inquiry, by=by, at=at)
    said = written(answer, "inquiry_answer_missing", most=MOST_ANSWER, field="answer")

    inquiry.state, inquiry.answer, inquiry.answered_by, inquiry.answered_at = state, said, by.person_id, at
    inquiry.answered_operator = operator
    inquiry.save(update_fields=["state", "answer", "answered_by", "answered_at", "answered_operator"])
    _note("inquiry.answered", inquiry, by=by, at=at)
    return inquiry


@transaction.atomic
def take_over(*, inquiry_id: UUID, by: Actor, at: datetime) -> Inquiry:
    """The agency answers in place of the operator, which knows of the question no more.

    Refuses with: wrong_role, wrong_state, inquiry_ours.
    """
    inquiry = queries.within_reach(inquiry_id, of=by, lock=True)
    inquiry.state = MOVES.check("take_over", InquiryState(inquiry.state), by)
    if not inquiry.answers:
        raise Refused("inquiry_ours")
    _taken(inquiry, by=by, at=at)
    return inquiry


def _taken(inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    operator = inquiry.answers
    inquiry.taken_over_by, inquiry.taken_over_at = by.person_id, at
    inquiry.save(update_fields=["taken_over_by", "taken_over_at"])
    subject = queries.ref_of(inquiry.id)
    record("inquiry.taken_over", subject=subject, by=by, at=at, program=inquiry.program, before=operator)


@transaction.atomic
def publish(*, inquiry_id: UUID, question: str, answer: str, by: Actor, at: datetime) -> Inquiry:
    """An officer publishes question and answer in words without anything personal, or words them anew.

    Refuses with: wrong_role, wrong_state, inquiry_public_missing, inquiry_personal.
    """
    inquiry = queries.within_reach(inquiry_id, of=by, lock=True)
    state = MOVES.check("publish", InquiryState(inquiry.state), by)
    asked = written(question, "inquiry_public_missing", most=MOST_PUBLIC_QUESTION, field="question")
    said = written(answer, "inquiry_public_missing", most=MOST_ANSWER, field="answer")
    for field, text in (("question", asked), ("answer", said)):
        if found := personal(text):
            raise Refused("inquiry_personal", field=field, found=found)

    inquiry.state, inquiry.public_question, inquiry.public_answer = state, asked, said
    inquiry.published_by, inquiry.published_at = by.person_id, at
    inquiry.save(update_fields=["state", "public_question", "public_answer", "published_by", "published_at"])
    _note("inquiry.published", inquiry, by=by, at=at)
    return inquiry


@transaction.atomic
def take_down(*, inquiry_id: UUID, by: Actor, at: datetime) -> Inquiry:
    """An officer takes a published answer from the public pages. Refuses with: wrong_role, wrong_state."""
    inquiry = queries.within_reach(inquiry_id, of=by, lock=True)
    inquiry.state = MOVES.check("take_down", InquiryState(inquiry.state), by)
    inquiry.save(update_fields=["state"])
    _note("inquiry.taken_down", inquiry, by=by, at=at)
    return inquiry


def _note(fact: str, inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    """Nothing personal goes into the journal: neither words nor address."""
    subject = queries.ref_of(inquiry.id)
    record(fact, subject=subject, by=by, at=at, program=inquiry.program, about=inquiry.subject)
