"""Loading a program folder: the only way a version comes to be."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import Refused
from gonggo.programs.checking import Checked, checked
from gonggo.programs.definition import Program
from gonggo.programs.models import LoadedVersion
from gonggo.programs.queries import program_ref, versions


def load(folder: Path, *, by: Actor, at: datetime) -> Program:
    """A folder's version of a program is published. Loading the same content again changes nothing.

    ``at`` is the moment of publication. Raises ProgramBroken with every error of the folder.
    Refuses with: program_version_changed, program_version_gap.
    """
    return publish(checked(folder), by=by, at=at)


@transaction.atomic
def publish(found: Checked, *, by: Actor, at: datetime) -> Program:
    """A folder that was found to hold together is published, as ``load`` does. Refuses with what load does."""
    program = found.program
    before = versions(program.key)
    known = {one.version: one.digest for one in before}
    if program.version in known:
        if known[program.version] != program.digest:
            raise Refused("program_version_changed", key=program.key, version=program.version)
        return program
    latest = before[0] if before else None
    if program.versions[:-1] != (latest.versions if latest else ()):
        raise Refused("program_version_gap", version=program.version)
    notice = program.versions[-1]
    LoadedVersion.objects.create(
        key=program.key,
        version=program.version,
        digest=program.digest,
        content=found.content,
        kind=notice.kind,
        issued_on=notice.issued_on,
        reason_ko=notice.reason.ko,
        reason_en=notice.reason.en,
        loaded_at=at,
    )
    _record(program, latest, by=by, at=at)
    return program


def _record(program: Program, latest: Program | None, *, by: Actor, at: datetime) -> None:
    notice, window = program.versions[-1], program.window("application")
    record(
        "program.loaded",
        subject=program_ref(program.key),
        by=by,
        at=at,
        basis=notice.basis,
        program=program.key,
        version=program.version,
        digest=program.digest,
        kind=str(notice.kind),
        opens_at=window.opens.isoformat(),
        closes_at=window.closes.isoformat(),
        deadline_moved=latest is not None and latest.window("application").closes != window.closes,
        judged_on=program.judged_on().isoformat(),
    )
