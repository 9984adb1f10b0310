"""Giving and withdrawing consents."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gonggo.journal.commands import record, record_each
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Consent as ConsentText
from gonggo.signing.models import Consent

STEP_UP_HOLDS = timedelta(hours=1)  # one sitting: check, consent and submit (trust.md leaves its length to us)


@transaction.atomic
def give_consents(
    *,
    subject: Ref,
    party_id: UUID,
    texts: Iterable[ConsentText],
    language: str,
    part_digest: str,
    stepped_up_at: datetime | None,
    by: Actor,
    at: datetime,
) -> list[Consent]:
    """A person agrees, for a party, to exactly the part with ``part_digest``, having read ``texts`` in ``language``.

    A standing consent is left as it is; of a new one the digest of the words that were shown is kept.
    ``stepped_up_at`` is by the machine's clock, ``at`` by the program's. Refuses with: step_up_missing.
    """
    if by.person_id is None:
        raise ValueError("nobody but a person consents")
    given = _Given(subject, party_id, part_digest, by.person_id, _proved(stepped_up_at), language)
    return _given("consent.given", given, texts, by=by, at=at)


@transaction.atomic
def give_own_consents(
    *,
    subject: Ref,
    person_id: UUID,
    texts: Iterable[ConsentText],
    language: str,
    part_digest: str,
    proved_at: datetime | None,
    by: Actor,
    at: datetime,
) -> list[Consent]:
    """A natural person agrees for themselves to the use of what ``part_digest`` says of them.

    ``person_id`` is the person as the subject's room knows them, who may have no account; ``proved_at``, by the
    machine's clock, is when they showed that they are that person. Refuses with: step_up_missing.
    """
    given = _Given(subject, person_id, part_digest, by.person_id or person_id, _proved(proved_at), language)
    return _given("consent.given_in_person", given, texts, by=by, at=at)


@dataclass(frozen=True, slots=True)
class _Given:
    """For whom, to what, by whom and with which proof."""

    subject: Ref
    party_id: UUID
    part_digest: str
    person_id: UUID
    proved_at: datetime
    language: str


def _proved(at: datetime | None) -> datetime:
    if at is None or machine_now() - at > STEP_UP_HOLDS:
        raise Refused("step_up_missing")
    return at


def _given(fact: str, given: _Given, texts: Iterable[ConsentText], *, by: Actor, at: datetime) -> list[Consent]:
    subject, language = given.subject, given.language
    where = {
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "party_id": given.party_id,
        "part_digest": given.part_digest,
    }
    moment = {"person_id": given.person_id, "role": by.role, "stepped_up_at": given.proved_at, "given_at": at}
    wanted = {
        text.key: Consent(
            **where,
            **moment,
            text_key=text.key,
            text_version=str(text.version),
            text_digest=_shown(text, language),
            language=language,
        )
        for text in texts
    }
    Consent.objects.bulk_create(wanted.values(), ignore_conflicts=True)  # what stands already stays as it is
    standing = {row.text_key: row for row in Consent.objects.filter(**where, text_key__in=wanted, withdrawn_at=None)}
    new = [_said(made) for key, made in wanted.items() if standing[key].id == made.id]
    record_each(fact, new, subject=subject, by=by, at=at)
    return [standing[key] for key in wanted]


def _said(made: Consent) -> dict[str, str]:
    """What the fact says of a consent."""
    text = f"{made.text_key}@{made.text_version}"
    return {"consent": str(made.id), "text": text, "party": str(made.party_id), "part": made.part_digest}


def _shown(text: ConsentText, language: str) -> str:
    """SHA-256 of the words that a person was shown."""
    words = "\n\n".join(paragraph.said(language) for paragraph in text.text)
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


@transaction.atomic
def withdraw_consents(
    *, subject: Ref, party_id: UUID, by: Actor, at: datetime, text_key: str = "", in_person: bool = False
) -> int:
    """A party takes its standing consents to ``subject`` back, all or those to one text; how many.

    ``in_person``: the party is a natural person that consented for itself. Refuses with: consent_missing.
    """
    one_text = {"text_key": text_key} if text_key else {}
    standing = list(
        Consent.objects.select_for_update().filter(
            subject_kind=subject.kind, subject_id=subject.id, party_id=party_id, withdrawn_at=None, **one_text
        )
    )
    if not standing:
        raise Refused("consent_missing")
    for consent in standing:
        consent.withdrawn_at = max(at, consent.given_at)
    Consent.objects.bulk_update(standing, ["withdrawn_at"])
    fact = "consent.withdrawn_in_person" if in_person else "consent.withdrawn"
    record(fact, subject=subject, by=by, at=at, party=str(party_id), count=len(standing))
    return len(standing)
