"""What a natural person does for themselves, at the link that was sent to them: nobody else can do it."""

import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from gonggo.applications import in_person, queries
from gonggo.applications.commands.consortium import check_open
from gonggo.applications.models import NamedPerson
from gonggo.applications.own_consent import content_about
from gonggo.applications.people import CODE_LIVES, MOST_CODES, MOST_TRIES, behind_link, code_of
from gonggo.intake import commands as door
from gonggo.journal.commands import record
from gonggo.kernel.actor import VISITOR
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import Refused
from gonggo.signing import commands as signing
from gonggo.signing.queries import standing_consents

BETWEEN_CODES = timedelta(seconds=30)


@transaction.atomic
def send_code(*, person_id: UUID, secret: str, at: datetime) -> NamedPerson:
    """A one-time code goes to where the link went. Raises OutOfReach. Refuses with: consortium_closed,
    code_just_sent, codes_used_up.
    """
    person = _reached(person_id, secret, at)
    now = machine_now()
    if person.code_sent_at is not None and now - person.code_sent_at < BETWEEN_CODES:
        raise Refused("code_just_sent")
    if person.code >= MOST_CODES:
        raise Refused("codes_used_up")
    person.code, person.code_sent_at, person.code_tries = person.code + 1, now, 0
    person.save(update_fields=["code", "code_sent_at", "code_tries"])
    _record("application.person_code_sent", person, at, code=person.code)
    return person


def prove(*, person_id: UUID, secret: str, code: str, at: datetime) -> datetime:
    """The person enters the code: the instant of the proof, by the machine's clock. Each code proves once.

    A wrong one is counted, also when it is refused. Raises OutOfReach. Refuses with: consortium_closed, code_over,
    code_wrong.
    """
    left = _tried(person_id, secret, code, at)
    if left:
        raise Refused("code_wrong", field="code", left=left - 1) if left > 1 else Refused("code_over", field="code")
    return machine_now()


@transaction.atomic
def _tried(person_id: UUID, secret: str, code: str, at: datetime) -> int:
    """Nothing if the code was right; else how many tries were left before this one."""
    person = _reached(person_id, secret, at)
    sent, now = person.code_sent_at, machine_now()
    if sent is None or now - sent > CODE_LIVES or person.code_tries >= MOST_TRIES:
        return 1
    left = MOST_TRIES - person.code_tries
    is_right = hmac.compare_digest(code_of(person).encode(), "".join(code.split()).encode())
    person.code_tries = MOST_TRIES if is_right else person.code_tries + 1
    person.save(update_fields=["code_tries"])
    return 0 if is_right else left


@transaction.atomic
def consent_in_person(
    *, person_id: UUID, secret: str, part_digest: str, language: str, proved_at: datetime | None, at: datetime
) -> None:
    """The person consents to what the application says of them, as it was shown (``part_digest``).

    Raises OutOfReach. Refuses with: consortium_closed, own_part_changed, step_up_missing.
    """
    person = _reached(person_id, secret, at)
    application = person.application
    content, program = content_about(application, person.id), queries.program_of(application)
    party, held = next((party, one) for party, one in in_person.people_of(content) if one["id"] == str(person.id))
    if in_person.part_digest(program, content, person.id) != part_digest:
        raise Refused("own_part_changed")
    signing.give_own_consents(
        subject=queries.ref_of(application.id),
        person_id=person.id,
        texts=in_person.texts_for_person(program, party["role"], held["capacities"]),
        language=language,
        part_digest=part_digest,
        proved_at=proved_at,
        by=VISITOR,
        at=at,
    )
    if person.declined_at is not None:
        person.declined_at = None
        person.save(update_fields=["declined_at"])


@transaction.atomic
def decline_in_person(*, person_id: UUID, secret: str, proved_at: datetime | None, at: datetime) -> NamedPerson:
    """The person does not consent, or takes back what they consented to: nothing with their data can be submitted.

    Raises OutOfReach. Refuses with: consortium_closed, step_up_missing.
    """
    person = _reached(person_id, secret, at)
    if proved_at is None or machine_now() - proved_at > signing.STEP_UP_HOLDS:
        raise Refused("step_up_missing")
    subject = queries.ref_of(person.application_id)
    if any(given.party_id == person.id for given in standing_consents(subject)):
        signing.withdraw_consents(subject=subject, party_id=person.id, by=VISITOR, at=at, in_person=True)
    _record("application.person_declined", person, at)
    person.declined_at = at
    person.save(update_fields=["declined_at"])
    door.raise_gate_epoch(subject)  # before the house commits: the door must not be behind
    return person


def _reached(person_id: UUID, secret: str, at: datetime) -> NamedPerson:
    person = behind_link(person_id, secret, now=machine_now(), lock=True)
    check_open(person.application, at)
    return person


def _record(fact: str, person: NamedPerson, at: datetime, **more: Any) -> None:
    record(
        fact,
        subject=queries.ref_of(person.application_id),
        by=VISITOR,
        at=at,
        program=person.application.program,
        company=str(person.company_id),
        person=str(person.id),
        **more,
    )
