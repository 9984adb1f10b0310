"""A version of a program comes to be: a folder is loaded, or an extension moves the deadline."""

import json
from datetime import datetime
from pathlib import Path

from django.db import transaction

from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.canonical import canonical
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.checking import Checked, checked
from gonggo.programs.definition import Program
from gonggo.programs.extending import APPLICATION, Extension, extended
from gonggo.programs.loading import from_tree
from gonggo.programs.models import LoadedVersion
from gonggo.programs.queries import content, program, program_ref, versions


def load(folder: Path, *, by: Actor, at: datetime) -> Program:
    """A folder's version of a program is published. Loading the same content again changes nothing.

    ``at`` is the moment of publication. Raises ProgramBroken with every error of the folder.
    Refuses with: program_version_changed, program_version_gap.
    """
    return publish(checked(folder), by=by, at=at)


@transaction.atomic
def publish(found: Checked, *, by: Actor, at: datetime) -> Program:
    """A folder that was found to hold together is published, as ``load`` does. Refuses with what load does."""
    made = found.program
    before = versions(made.key)
    known = {one.version: one.digest for one in before}
    if made.version in known:
        if known[made.version] != made.digest:
            raise Refused("program_version_changed", key=made.key, version=made.version)
        return made
    latest = before[0] if before else None
    if made.versions[:-1] != (latest.versions if latest else ()):
        raise Refused("program_version_gap", version=made.version)
    notice = made.versions[-1]
    LoadedVersion.objects.create(
        key=made.key,
        version=made.version,
        digest=made.digest,
        content=found.content,
        kind=notice.kind,
        issued_on=notice.issued_on,
        reason_ko=notice.reason.ko,
        reason_en=notice.reason.en,
        loaded_at=at,
    )
    _record(made, latest, by=by, at=at)
    return made


@transaction.atomic
def extend(*, key: str, told: Extension, by: Actor, at: datetime) -> Program:
    """연장공고: the next version of a program, in which the application's deadline is later and all else is the same.

    ``at`` is the moment of publication. Refuses with: deadline_not_later. Raises OutOfReach.
    """
    tree = extended(json.loads(content(program(key).digest)), told, issued_on=legal_day(at))
    if from_tree(tree).window(APPLICATION).closes <= program(key).window(APPLICATION).closes:
        raise Refused("deadline_not_later", told.basis)
    return publish(Checked(from_tree(tree), canonical(tree).decode("utf-8")), by=by, at=at)


def _record(made: Program, latest: Program | None, *, by: Actor, at: datetime) -> None:
    notice, window = made.versions[-1], made.window("application")
    record(
        "program.loaded",
        subject=program_ref(made.key),
        by=by,
        at=at,
        basis=notice.basis,
        program=made.key,
        version=made.version,
        digest=made.digest,
        kind=str(notice.kind),
        opens_at=window.opens.isoformat(),
        closes_at=window.closes.isoformat(),
        deadline_moved=latest is not None and latest.window("application").closes != window.closes,
        judged_on=made.judged_on().isoformat(),
    )
