"""What a simulated life leaves: counts, refusals, seconds, the audit's findings, and a digest of what happened."""

import hashlib
import re
import resource
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connections

from gonggo.documents.vault import waits_for_disk
from gonggo.journal import queries as journal
from gonggo.journal.models import Entry
from gonggo.kernel.canonical import canonical

_UUID = re.compile(r"([a-z_]+:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ROWS = frozenset({"fact", "reference"})
"""Particulars that are the number of a row, here or at the bank."""
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of it, as ``--json`` prints it."""

    program: str
    seed: int
    until: str
    applications: int
    counts: dict[str, dict[str, int]]
    refusals: dict[str, int]
    seconds: dict[str, float]
    total_seconds: float
    cpu_seconds: float
    """Of this process alone: says more than ``total_seconds`` where others work on the machine too."""
    peak_mb: int
    facts: int
    digest: str
    synchronous: dict[str, str]
    findings: list[str]

    def told(self) -> dict[str, Any]:
        return asdict(self)


def digest_of_facts() -> tuple[int, str]:
    """How many facts the journal holds, and a digest over them: without ids, nonces and signatures, in no order."""
    lines, last = [], 0
    while rows := journal.entries_after(last, limit=_AT_ONCE):
        lines += [_line(row) for row in rows]
        last = rows[-1].id
    whole = hashlib.sha256()
    for line in sorted(lines):
        whole.update(line + b"\n")
    return len(lines), whole.hexdigest()


def _line(row: Entry) -> bytes:
    """A fact as the same life has it again."""
    said = {
        "name": row.name,
        "about": row.subject_kind,
        "program": row.program,
        "role": row.role,
        "at": row.at.isoformat(),
        "basis": row.basis,
        "data": _without_ids({key: value for key, value in row.data.items() if key not in _ROWS}),
    }
    return canonical(said)


def _without_ids(value: Any) -> Any:
    """The same without what names a row, however deep it lies."""
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if not _is_an_id(each)}
    if isinstance(value, list):
        return [_without_ids(each) for each in value if not _is_an_id(each)]
    return value


def _is_an_id(value: object) -> bool:
    return isinstance(value, str) and bool(_UUID.fullmatch(value) or _DIGEST.fullmatch(value))


def synchronous() -> dict[str, str]:
    """Whether each database waits for the disk, and the files."""
    found = {"files": "full" if waits_for_disk() else "off"}
    for alias in ("default", "door"):
        asks = "PRAGMA synchronous" if connections[alias].vendor == "sqlite" else "SHOW synchronous_commit"
        with connections[alias].cursor() as cursor:
            cursor.execute(asks)
            (value,) = cursor.fetchone()
        found[alias] = {"0": "off", "1": "normal", "2": "full"}.get(str(value), str(value))
    return found


def peak_mb() -> int:
    """The most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
