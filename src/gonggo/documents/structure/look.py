"""The one look inside: by the first bytes to the parser of that kind, then the questions that hold for all kinds."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from gonggo.documents.kinds import FileKind
from gonggo.documents.structure import image
from gonggo.documents.structure.finding import (
    COMPANY_LOCK,
    DAMAGED,
    POLYGLOT,
    UNKNOWN,
    UNREADABLE,
    Finding,
    Locked,
    NotReadable,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADS = (
    (b"%PDF-", FileKind.PDF.value),
    (b"PK\x03\x04", FileKind.ZIP.value),
    (_OLE, FileKind.HWP.value),
    (image.PNG_HEAD, FileKind.PNG.value),
    (image.JPG_HEAD, FileKind.JPG.value),
    (b"PK", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"ALZ\x01", "archive"),
    (b"EGGA", "archive"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "picture"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"HWP Document File V3", "old_hwp"),
    *((mark, COMPANY_LOCK) for mark in (b"\x9b DRMONE", b"<## NASCA DRM FILE", b"SCDSA", b"<DOCUMENT SAFER")),
)


def look_inside(path: Path) -> Finding:
    """What the file at ``path`` is. Any fault of a parser means that the file is not readable."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(1024)
        begins_as = _beginning(head)
        try:
            finding = _parsed(begins_as, file, size)
            if finding.kind is not None and finding.kind not in _ZIPS:
                _check_one_format(file, head, finding.kind)
        except Locked as locked:
            return Finding(locked.found, locked=True)
        except NotReadable as not_so:
            return Finding(not_so.found)
        except (MemoryError, RecursionError):
            return Finding(UNREADABLE)
        except Exception:  # noqa: BLE001  # foreign parsers fail on foreign bytes in ways that no list is complete for
            return Finding(DAMAGED)
    return finding


_ZIPS = frozenset({FileKind.ZIP, FileKind.DOCX, FileKind.XLSX, FileKind.HWPX})


def _beginning(head: bytes) -> str:
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, found in _HEADS:
        if head.startswith(mark) or (mark == b"%PDF-" and bare.startswith(mark)):
            return found
    if bare[:15].lower().startswith((b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")):
        return "html"
    return "text" if head and all(byte >= 0x20 or byte in b"\t\r\n" for byte in head) else UNKNOWN


def _parsed(begins_as: str, file: BinaryIO, size: int) -> Finding:
    """Parsers are imported when they are needed: the process that looks lives for one file only."""
    file.seek(0)
    match begins_as:
        case FileKind.PDF:
            from gonggo.documents.structure import pdf

            return pdf.look(file, size)
        case FileKind.ZIP:
            from gonggo.documents.structure import zip_family

            return zip_family.look(file, size)
        case FileKind.HWP:
            from gonggo.documents.structure import hwp

            return hwp.look(file)
        case FileKind.PNG:
            return image.look_png(file)
        case FileKind.JPG:
            return image.look_jpg(file)
    return Finding(begins_as, locked=begins_as == COMPANY_LOCK)


def _check_one_format(file: BinaryIO, head: bytes, kind: FileKind) -> None:
    """Raises NotReadable if another program would take the same bytes for another kind of file."""
    if kind is not FileKind.PDF and b"%PDF-" in head:
        raise NotReadable(POLYGLOT)
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise NotReadable(POLYGLOT)
