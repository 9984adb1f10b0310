"""Whether name and content agree, and who may open a file that stands as it stands."""

from collections.abc import Collection

from gonggo.documents.kinds import ALL_KINDS, FileKind, extension_of, kind_named, label
from gonggo.documents.refusals import BROKEN, LOCKED, MISMATCH, NO_EXTENSION, NOT_TAKEN_HERE, NOT_WHAT_ITS_NAME_SAYS
from gonggo.documents.states import Hold, Scan
from gonggo.documents.structure.finding import AS_IT_BEGINS, COMPANY_LOCK, LOCKED_OFFICE, Finding, words
from gonggo.kernel.refusal import Refused
from gonggo.kernel.text import Text


def check_name(name: str, accepts: Collection[FileKind], field: str | None = None) -> FileKind:
    """The kind that the cleaned ``name`` promises. Refuses with file_mismatch if it is none of ``accepts``."""
    promised = kind_named(name)
    if promised is None or promised not in accepts:
        said = extension_of(name).upper()
        raise _mismatch(NOT_TAKEN_HERE if said else NO_EXTENSION, said, Text("", ""), accepts, field)
    return promised


def check_agreement(
    name: str, finding: Finding, accepts: Collection[FileKind] = ALL_KINDS, field: str | None = None
) -> None:
    """Refuses with file_mismatch or file_locked unless the cleaned ``name`` promises what was found inside."""
    promised = check_name(name, accepts, field)
    if finding.locked and promised in _behind_the_lock(finding.found):
        raise Refused(LOCKED, field=field)
    if promised is not finding.kind or finding.locked:
        why = BROKEN if finding.found in AS_IT_BEGINS else NOT_WHAT_ITS_NAME_SAYS
        raise _mismatch(why, extension_of(name).upper(), words(finding.found), accepts, field)


def _behind_the_lock(found: str) -> frozenset[FileKind]:
    """What may lie behind the lock: some locks do not tell."""
    if found == COMPANY_LOCK:
        return ALL_KINDS
    if found == LOCKED_OFFICE:
        return frozenset({FileKind.DOCX, FileKind.XLSX})
    return frozenset({FileKind(found)}) if found in ALL_KINDS else frozenset()


def _mismatch(why: Text, said: str, found: Text, accepts: Collection[FileKind], field: str | None) -> Refused:
    wanted = [label(kind) for kind in FileKind if kind in accepts]
    return Refused(
        MISMATCH,
        field=field,
        why=why.format(said=said, found=found),
        wanted=Text(", ".join(one.ko for one in wanted), ", ".join(one.en for one in wanted)),
    )


def may_open(
    scan: Scan, hold: Hold, *, as_uploader: bool, as_staff: bool, scanner_set: bool, as_colleague: bool = False
) -> bool:
    """Whether the bytes may leave the house.

    Its uploader always gets the file back. Staff get what is clean or held for them to look at, and, only where the
    house has no scanner, what was never scanned; an uploader's colleague likewise, but nothing held. Anyone else gets
    what is clean and not held.
    """
    if as_uploader:
        return True
    if scan is Scan.CLEAN:
        return as_staff or hold is not Hold.HELD
    if as_colleague and hold is Hold.HELD:
        return False
    return (as_staff or as_colleague) and scan is Scan.NOT_SCANNED and not scanner_set
