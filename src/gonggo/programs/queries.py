"""Everything that reads which programs are loaded. Definitions are kept in the process by their digest."""

import json
from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet

from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Program
from gonggo.programs.differences import Difference, differences
from gonggo.programs.loading import from_tree
from gonggo.programs.models import LoadedVersion

_NAMES = UUID("2f0b6f3a-5b0e-5c1c-9d0f-6f1f6f3f7a10")
_kept: dict[str, Program] = {}
_digests: dict[tuple[str, int], str] = {}
"""(key, version) → digest, of versions that are loaded for good: one never changes and never goes."""


@lru_cache(maxsize=256)
def program_ref(key: str) -> Ref:
    """The program as a subject of facts: its id follows from its key."""
    return Ref(Kind.PROGRAM, uuid5(_NAMES, key))


def program(key: str, version: int | None = None) -> Program:
    """A version of a program; without one the latest loaded. One SELECT, two the first time in a process.

    None for a version that was read before. Raises OutOfReach.
    """
    if version is not None and (known := _digests.get((key, version))) is not None:
        return program_of_digest(known)
    rows = LoadedVersion.objects.filter(key=key)
    if version is not None:
        rows = rows.filter(version=version)
    found = rows.order_by("-version").values_list("version", "digest").first()
    if found is None:
        raise OutOfReach(f"program:{key}")
    transaction.on_commit(lambda: _digests.setdefault((key, found[0]), found[1]))
    return program_of_digest(found[1])


def forget_versions() -> None:
    """What was read is read anew: for who empties the database under a process that goes on, as tests do."""
    _digests.clear()


def digest_of(key: str, version: int) -> "QuerySet[LoadedVersion, str]":
    """The digest of a loaded version, for another room's statement to read along with its own rows."""
    return LoadedVersion.objects.filter(key=key, version=version).values_list("digest", flat=True)[:1]


def program_of_digest(digest: str) -> Program:
    """The version with this digest. No SELECT once it is known to the process. Raises OutOfReach."""
    if digest not in _kept:
        content = LoadedVersion.objects.filter(digest=digest).values_list("content", flat=True).first()
        if content is None:
            raise OutOfReach(f"program:{digest}")
        _kept[digest] = from_tree(json.loads(content))
    return _kept[digest]


def content(digest: str) -> str:
    """The canonical JSON that a version was loaded from: the bytes that its digest is over. One SELECT.

    Raises OutOfReach.
    """
    found: str | None = LoadedVersion.objects.filter(digest=digest).values_list("content", flat=True).first()
    if found is None:
        raise OutOfReach(f"program:{digest}")
    return found


def versions(key: str) -> list[Program]:
    """Every loaded version of a program, the latest first. One SELECT once they are known to the process."""
    digests = LoadedVersion.objects.filter(key=key).order_by("-version").values_list("digest", flat=True)
    return [program_of_digest(digest) for digest in digests]


def loaded_versions() -> dict[str, frozenset[int]]:
    """Which versions can be read, by the key of their program. One SELECT."""
    found: dict[str, set[int]] = {}
    for key, version in LoadedVersion.objects.values_list("key", "version"):
        found.setdefault(key, set()).add(version)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def changed_in(key: str, version: int) -> list[Difference]:
    """What a version changed against the one before it; nothing for the first. One SELECT. Raises OutOfReach."""
    rows = LoadedVersion.objects.filter(key=key, version__in=(version - 1, version)).order_by("version")
    found: list[tuple[int, str]] = list(rows.values_list("version", "content"))
    if not found or found[-1][0] != version:
        raise OutOfReach(f"program:{key}")
    trees = [json.loads(content) for _, content in found]
    return differences(*trees) if len(trees) == 2 else []


def all_programs() -> list[Program]:
    """The latest version of every program, the latest notice first."""
    rows = LoadedVersion.objects.order_by("key", "version").values_list("key", "digest")
    latest = dict(rows)
    found = [program_of_digest(digest) for digest in latest.values()]
    return sorted(found, key=lambda one: (one.published_on, one.key), reverse=True)


def open_programs(at: datetime) -> list[Program]:
    """The programs whose application window holds ``at``."""
    return [one for one in all_programs() if one.window("application").holds(at)]
