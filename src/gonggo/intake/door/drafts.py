"""Drafts: a save is checked against the program's table, paced, and committed in groups like everything else."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gonggo.intake.capability import Capability
from gonggo.intake.door import faults
from gonggo.intake.door.asks import Save, Saved, Standing, Store
from gonggo.intake.door.queue import GroupCommit, Waiting
from gonggo.intake.draft_faults import BadDraft
from gonggo.intake.draft_rules import FieldRule, checked_field

SAVE_BYTES = 64 * 1024
PACE = 1.0
PACED_AT_MOST = 50_000


class RightGone(Exception):
    """The capability's epochs are no longer the gate's or the person's."""


def checked_save(
    said: Mapping[str, Any], right: Capability, fields: Mapping[str, FieldRule], stamped_at: int
) -> list[Save]:
    """The fields of one save. Raises BadDraft, naming the field."""
    base, values, tab = said.get("base", {}), said.get("values"), said.get("tab", "")
    if not isinstance(values, dict) or not values or not isinstance(base, dict) or not isinstance(tab, str):
        raise BadDraft("draft_value_invalid", "", kind="object")
    saves = []
    for key, value in values.items():
        text = checked_field(key, value, fields, right.sections)
        began = base.get(key, 0)
        if type(began) is not int or not 0 <= began < 2**31:
            raise BadDraft("draft_value_invalid", key, kind="revision")
        saves.append(
            Save(
                place=0,
                subject_kind=right.subject_kind,
                subject_id=right.subject_id,
                party=right.party,
                key=key,
                base=began,
                value=text,
                person_id=right.person_id,
                tab=tab[:32].replace("\0", ""),
                gate_epoch=right.gate_epoch,
                person_epoch=right.person_epoch,
                saved_at=stamped_at,
            )
        )
    return saves


class Pace:
    """At most one save a second and capability, by this process's monotonic clock."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def allows(self, nonce: str) -> bool:
        now = time.monotonic()
        if now - self._last.get(nonce, -PACE) < PACE:
            return False
        if len(self._last) >= PACED_AT_MOST:
            self._last = {kept: at for kept, at in self._last.items() if now - at < PACE}
        self._last[nonce] = now
        return True


@dataclass(slots=True)
class DraftSave:
    """All fields of one save: one of a party at a time."""

    id: str
    fields: list[Save]

    @property
    def claim(self) -> str:
        return self.fields[0].subject_id + self.fields[0].party


@dataclass(frozen=True, slots=True)
class Kept:
    """The revisions of the fields that were saved, and the texts that stand where another writer's lies between."""

    revisions: dict[str, int]
    conflicts: dict[str, tuple[Saved, Standing]]


class Drafts(GroupCommit[DraftSave, Kept]):
    """The queue of saves. While the store is away nothing is kept: the page keeps the text and tries again."""

    def __init__(self, stores: Sequence[Store], *, largest: int = 64) -> None:
        super().__init__(stores, largest=largest, keep=False)
        self.forms: dict[str, dict[str, FieldRule]] = {}

    async def fields(self, form: str, store: Store) -> dict[str, FieldRule]:
        """The fields of a form, read once: a program's version never changes."""
        if form not in self.forms:
            fields = await store.draft_fields(form)
            if not fields:
                return {}
            self.forms[form] = fields
        return self.forms[form]

    async def _write(self, store: Store, batch: list[Waiting[DraftSave, Kept]]) -> list[Waiting[DraftSave, Kept]]:
        saves = [save for waiting in batch for save in waiting.work.fields]
        for place, save in enumerate(saves):
            save.place = place
        written = await store.save(saves)
        faults.point("after_save_before_reply")
        lost: list[Waiting[DraftSave, Kept]] = []
        for waiting in batch:
            kept = {each.key: written.get((each.subject_id, each.party, each.key)) for each in waiting.work.fields}
            if None not in kept.values():
                waiting.resolve(await self._kept(store, waiting.work, kept))
            elif await self._has_right(store, waiting.work):
                lost.append(waiting)
            else:
                waiting.fail(RightGone())
        return lost

    async def _has_right(self, store: Store, work: DraftSave) -> bool:
        stands = await store.right_stands(work.fields[:1])
        return bool(stands)

    async def _kept(self, store: Store, work: DraftSave, kept: Mapping[str, Saved | None]) -> Kept:
        revisions, conflicts = {}, {}
        for save in work.fields:
            saved = kept[save.key]
            if saved is None:
                continue
            if not saved.conflict:
                revisions[save.key] = saved.revision
                continue
            standing = await store.standing_draft(save)
            if standing is not None:
                conflicts[save.key] = (saved, standing)
        return Kept(revisions, conflicts)
