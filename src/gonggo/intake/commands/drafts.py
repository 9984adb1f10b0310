"""Drafts saved by the house itself, for a page without the door's script; and the table that both check against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from gonggo.intake.commands.gates import DOOR
from gonggo.intake.draft_faults import BadDraft
from gonggo.intake.draft_rules import FieldRule, checked_field
from gonggo.intake.models import DraftField, DraftRevision, Gate
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import Refused

NOTHING = '""'  # the text of a field before anything was saved
ASIDE = "aside"  # the tab of a text that the button set aside: only a choice has it too


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
            DraftField(
                form=form.key,
                section=rule.section,
                key=key,
                kind=rule.kind,
                max_length=rule.max_length,
                shape=rule.shape,
            )
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

    A text that is still the one at its base was not touched and is left alone. A text over which another page has
    saved something else meanwhile, also one's own, is kept beside it. A base that names one's own text set aside
    chooses: the text then stands. Refuses with: no_gate, not_admitted, draft_key_unknown, draft_value_invalid,
    draft_too_long, draft_rows_many, draft_cell_invalid, draft_cell_long (each with its field; nothing is saved),
    draft_conflict (the first field of which both texts are kept; the others are saved).
    """
    try:
        texts = {key: checked_field(key, _typed(value), form.fields, (section,)) for key, value in values.items()}
    except BadDraft as bad:
        raise Refused(bad.code, None, field=bad.field, **bad.facts) from bad
    overtaken = _saved(subject, party, texts, base, by, at)
    if overtaken:
        raise Refused("draft_conflict", field=overtaken[0])


def _typed(value: str) -> str:
    """The text as it was typed: a browser sends every end of a line as two characters."""
    return value.replace("\r\n", "\n")


@transaction.atomic(using=DOOR)
def _saved(  # noqa: PLR0917  # as save_draft has them
    subject: Ref, party: UUID, texts: Mapping[str, str], base: Mapping[str, int], by: Actor, at: datetime
) -> list[str]:
    """The keys that another page has saved meanwhile; all texts are in the history."""
    if not Gate.objects.select_for_update().filter(subject_id=subject.id, subject_kind=subject.kind).exists():
        raise Refused("no_gate")
    if by.person_id is None:
        raise Refused("not_admitted")
    history: dict[str, list[DraftRevision]] = {}
    for row in DraftRevision.objects.filter(subject_id=subject.id, party=party, key__in=texts).order_by("revision"):
        history.setdefault(row.key, []).append(row)
    rows, overtaken = [], []
    for key, text in texts.items():
        step = _step(history.get(key, []), text, base.get(key, 0), by.person_id)
        if step is None:
            continue
        if step.conflict:
            overtaken.append(key)
        if step.is_new:
            before = history.get(key, [])
            rows.append(
                DraftRevision(
                    subject_id=subject.id,
                    party=party,
                    key=key,
                    revision=before[-1].revision + 1 if before else 1,
                    value=text,
                    conflict=step.conflict,
                    saved_by=by.person_id,
                    tab=step.tab,
                    saved_at=at,
                )
            )
    DraftRevision.objects.bulk_create(rows)
    return overtaken


@dataclass(frozen=True, slots=True)
class _Step:
    """What a posted text becomes; ``tab`` ties a choice to the text set aside that it answers."""

    conflict: bool
    tab: str
    is_new: bool = True


def _step(before: list[DraftRevision], text: str, base: int, person_id: UUID) -> _Step | None:
    """What becomes of ``text``, begun from ``base``, after the rows ``before``; None if there is nothing to save."""
    began = next((row for row in before if row.revision == base), None)
    if began is not None and began.conflict and began.saved_by == person_id:
        return _Step(conflict=False, tab=began.tab)
    standing = next((row for row in reversed(before) if not row.conflict), None)
    stands = standing.value if standing else NOTHING
    at_base = NOTHING if base == 0 else began.value if began else None
    if text in {stands, at_base}:
        return None
    if standing is None or standing.revision <= base or stands == at_base:
        return _Step(conflict=False, tab="")
    last = before[-1]
    is_kept = last.conflict and last.saved_by == person_id and last.value == text
    return _Step(conflict=True, tab=ASIDE, is_new=not is_kept)


@transaction.atomic(using=DOOR)
def thin_drafts(*, before: datetime) -> int:
    """Take away old steps of the history: texts saved before ``before`` that a later one of the field replaces.

    Texts kept in a conflict stay, and what their author chose instead. How many went.
    """
    field = {name: OuterRef(name) for name in ("subject_id", "party", "key")}
    page = {name: OuterRef(name) for name in ("saved_by", "tab")}
    later = DraftRevision.objects.filter(**field, conflict=False, revision__gt=OuterRef("revision"))
    aside = DraftRevision.objects.filter(**field, **page, conflict=True, revision__lt=OuterRef("revision"))
    is_a_choice = Exists(aside) & ~Exists(later.filter(**page))
    old = DraftRevision.objects.filter(Exists(later), ~is_a_choice, conflict=False, saved_at__lt=before)
    gone, _ = old.delete()
    return gone
