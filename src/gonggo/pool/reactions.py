"""What this room does when something has happened."""

from collections.abc import Mapping
from typing import Any

from gonggo.facts.definition import BUSINESS_HALTED
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.ref import Kind
from gonggo.pool import commands


def follow_business(entry: Entry) -> None:
    """A company suspends or closes its business, or takes it up again: so does its place in the pool."""
    if entry.subject_kind == Kind.COMPANY:
        commands.follow_business(company_id=entry.subject_id, at=entry.at)


def _is_of_business(data: Mapping[str, Any]) -> bool:
    return data.get("kind") == BUSINESS_HALTED


READERS = (Reader("pool.business", frozenset({"fact.stated"}), follow_business, _is_of_business),)
