"""Drafts saved by the house itself, for a page without the door's script; and the table that both check against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from gonggo.intake.commands.gates import DOOR
from gonggo.intake.draft_rules import BadDraft, FieldRule, checked_field
from gonggo.intake.models import DraftField, DraftRevision, Gate
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class DraftForm:
    """The fields of a program's version: ``key`` names the version (program@version), and never means another table."""

    key: str
    fields: Mapping[str, FieldRule]


_known: set[str] = set()


@transaction.atomic(using=DOOR)
def know_form(form: DraftForm) -> None:
    """The door learns which fields a program's version has. Again is harmless."""
    if form.key in _known and DraftField.objects.filter(form=form.key).exists():
        return
    DraftField.objects.bulk_create(
        [
            DraftField(form=form.key, section=rule.section, key=key, kind=rule.kind, max_length=rule.max_length)
            for key, rule in form.fields.items()
        ],
        ignore_conflicts=True,
    )
    _known.add(form.key)


def save_draft(
    subject: Ref,
    *,
    form: DraftForm,
    party: UUID,
    section: str,
    values: Mapping[str, str],
    base: Mapping[str, int],
    by: Actor,
    at: datetime,
) -> None:
    """One page of one party is saved, each field over the revision that it began from (``base``, 0 for none).

    A text over which somebody else has saved meanwhile is kept beside theirs. Refuses with: no_gate, not_admitted,
    draft_key_unknown, draft_value_invalid, draft_too_long (each with its field; nothing is saved), draft_conflict
    (the first field of which both texts are kept; the others are saved).
    """
    try:
        texts = {key: checked_field(key, value, form.fields, (section,)) for key, value in values.items()}
    except BadDraft as bad:
        raise Refused(bad.code, None, field=bad.field, **bad.facts) from bad
    overtaken = _saved(subject, party, texts, base, by, at)
    if overtaken:
        raise Refused("draft_conflict", field=overtaken[0])


@transaction.atomic(using=DOOR)
def _saved(  # noqa: PLR0917  # as save_draft has them
    subject: Ref, party: UUID, texts: Mapping[str, str], base: Mapping[str, int], by: Actor, at: datetime
) -> list[str]:
    """The keys that another person has saved meanwhile; all texts are in the history."""
    if not Gate.objects.select_for_update().filter(subject_id=subject.id, subject_kind=subject.kind).exists():
        raise Refused("no_gate")
    history: dict[str, list[DraftRevision]] = {}
    for row in DraftRevision.objects.filter(subject_id=subject.id, party=party, key__in=texts).order_by("revision"):
        history.setdefault(row.key, []).append(row)
    if by.person_id is None:
        raise Refused("not_admitted")
    rows = []
    for key, text in texts.items():
        before = history.get(key, [])
        standing = [row for row in before if not row.conflict]
        is_settled = not before or not before[-1].conflict  # else the same text again chooses it over the one beside
        if is_settled and (standing[-1].value if standing else '""') == text:
            continue
        rows.append(
            DraftRevision(
                subject_id=subject.id,
                party=party,
                key=key,
                revision=before[-1].revision + 1 if before else 1,
                value=text,
                conflict=any(row.revision > base.get(key, 0) and row.saved_by != by.person_id for row in standing),
                saved_by=by.person_id,
                tab="",
                saved_at=at,
            )
        )
    DraftRevision.objects.bulk_create(rows)
    return [row.key for row in rows if row.conflict]


@transaction.atomic(using=DOOR)
def thin_drafts(*, before: datetime) -> int:
    """Take away old steps of the history: texts saved before ``before`` that a later one of the field replaces.

    Texts kept in a conflict stay. How many went.
    """
    later = DraftRevision.objects.filter(
        subject_id=OuterRef("subject_id"),
        party=OuterRef("party"),
        key=OuterRef("key"),
        conflict=False,
        revision__gt=OuterRef("revision"),
    )
    gone, _ = DraftRevision.objects.filter(Exists(later), conflict=False, saved_at__lt=before).delete()
    return gone
