"""What this room does when something has happened."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from gonggo.agreements import commands
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.ref import Kind
from gonggo.pool.commands import open_for_successor
from gonggo.pool.following import may_be_followed


def open_for_place(entry: Entry) -> None:
    """A place in the published list, or one that came from the reserve, leads to an agreement."""
    commands.open_for_place(application_id=entry.subject_id, at=entry.at)


def follow_operator(entry: Entry) -> None:
    """Another operator looks after the task: after its agreement too."""
    commands.follow_operator(application_id=entry.subject_id, at=entry.at)


def lapse_given_up(entry: Entry) -> None:
    """Who gives its place up before the agreement has none."""
    commands.lapse_given_up(application_id=entry.subject_id, reason=entry.data["reason"], at=entry.at)


def conclude_signed(entry: Entry) -> None:
    """All have signed an agreement: it stands, or a change of it does."""
    if entry.subject_kind == Kind.AGREEMENT and not commands.conclude_change(
        signing_id=UUID(entry.data["signing"]), at=entry.at
    ):
        commands.conclude(agreement_id=entry.subject_id, at=entry.at)


def open_in_pool(entry: Entry) -> None:
    """Who succeeds an approved supplier finds a draft in the pool; who was chosen from the pool is in it."""
    told = {"before_id": UUID(entry.data["left"]), "company_id": UUID(entry.data["joined"])}
    if may_be_followed(entry.program, **told):
        open_for_successor(program_key=entry.program, **told, at=entry.at)


def _is_succession(data: Mapping[str, Any]) -> bool:
    return "event" in data


READERS = (
    Reader("agreements.opening", frozenset({"selection.result", "selection.promoted"}), open_for_place),
    Reader("agreements.reassigned", frozenset({"application.reassigned"}), follow_operator),
    Reader("agreements.given_up", frozenset({"selection.given_up"}), lapse_given_up),
    Reader("agreements.pool", frozenset({"agreement.party_changed"}), open_in_pool, _is_succession),
    Reader("agreements.signed", frozenset({"signing.completed"}), conclude_signed),
)
